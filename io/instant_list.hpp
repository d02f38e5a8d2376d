/// The instants that several files hold one after the other, and whether they cover a run.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "model/quantities/time.hpp"
#include "scenarios/case/case.hpp"

namespace lantian::io {

struct FileInstant {
  std::size_t file = 0, record = 0;
  model::UtcSeconds time = 0;
};

/// Those from the last at or before the start to the first at or after the end. Empty after a mistake: files
/// or records out of order, a gap (wider than the narrowest step and a half, or than three hours), hours of
/// the run that no file has. `times[f]` and `names[f]` of file f.
std::vector<FileInstant> instants_of_run(const std::vector<std::vector<model::UtcSeconds>>& times,
                                         const std::vector<std::string>& names,
                                         const scenarios::CaseTime& run, Diagnostics& diagnostics);

}  // namespace lantian::io
