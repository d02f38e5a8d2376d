/// How a command ended, for shells and batch systems: the one table of exit codes.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::run {

enum class ExitCode {
  done = 0,
  run_failed = 1,  // the model or the machine: numbers out of bounds, disk full
  bad_input = 2,   // the user's files or command line; nothing was run
  stopped = 75,    // asked to stop; a restart lies in the output folder: try again (EX_TEMPFAIL)
};

}  // namespace lantian::run
