/// Standards, index tables and names of industries that the product ships as data.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "scenarios/standards/limits.hpp"

namespace lantian::io {

/// All of `folder` (data/standards): limits GB3095-*, indices HJ633-*, assessments
/// HJ663-*, reductions, each in order of force.
scenarios::Standards read_standards(const std::filesystem::path& folder, Diagnostics& diagnostics);

/// Names of industries that a selector may use beside the inventory's own.
std::vector<std::string> read_industries(const std::filesystem::path& file, Diagnostics& diagnostics);

}  // namespace lantian::io
