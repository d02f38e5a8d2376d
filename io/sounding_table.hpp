/// Balloon soundings of a case.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/case.hpp"
#include "model/boundary_layer/upper_air.hpp"

namespace lantian::io {

/// Rows of one launch stand together and climb: `height` above ground or `pressure` (heights then follow from
/// the temperatures, the first row at the ground), temperature, and wind where it was read.
std::vector<model::Launch> read_soundings(const CaseFile& file, Diagnostics& diagnostics);

}  // namespace lantian::io
