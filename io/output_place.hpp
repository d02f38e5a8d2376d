/// Where results are to go, tried before the work and not after it; nothing is left behind.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

#include "io/diagnostics.hpp"

namespace lantian::io {

/// A mistake where no folder can be made of this name.
void check_output_folder(const std::filesystem::path& folder, Diagnostics& diagnostics);

/// A mistake where a file of this name would have to take the place of a folder, a pipe or a device, or has
/// no folder to stand in.
void check_output_file(const std::filesystem::path& file, Diagnostics& diagnostics);

}  // namespace lantian::io
