/// Several processes of one sweep side by side on this machine.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "run/sweep/sweep.hpp"

namespace lantian::app {

/// Starts `jobs` of this program on the same folder, each with its part of the threads; hands signals on and
/// waits. The exit code is the worst of theirs: stopped before failed before done.
run::ExitCode run_jobs(const run::SweepRun& request, int jobs, bool json);

}  // namespace lantian::app
