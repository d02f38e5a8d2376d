/// The table of monitors of a case.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/case.hpp"
#include "io/projection.hpp"
#include "scenarios/case/monitor.hpp"

namespace lantian::io {

/// A monitor outside the grid's window is a mistake.
std::vector<scenarios::Monitor> read_monitors(const CaseFile& file, const Projection& projection,
                                              Diagnostics& diagnostics);

}  // namespace lantian::io
