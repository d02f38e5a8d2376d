/// The air beyond the window from a larger model's files: interpolated to a run's edge, top and window.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/case.hpp"
#include "io/projection.hpp"
#include "scenarios/background/larger_air.hpp"

namespace lantian::io {

/// Empty where the case names no such files or after a mistake. `notes` tells what no species of the mapping
/// tables (data/species) takes, and what the files do not have.
scenarios::LargerAir read_larger_air(const CaseFile& file, const Projection& projection,
                                     const model::Grid& grid, Diagnostics& diagnostics, Diagnostics& notes);

}  // namespace lantian::io
