/// A run's hourly fields, of as many levels as the case asks for, under the names and in the units of CMAQ,
/// one I/O API file a member.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

#include "run/simulate.hpp"

namespace lantian::run {

/// `folder`/<member>.nc. The case's projection is one that I/O API has: io::read_case_inputs has seen to it.
void write_ioapi_results(const Engine& engine, const Simulated& simulated,
                         const std::filesystem::path& folder);

}  // namespace lantian::run
