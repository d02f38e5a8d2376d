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

/// Whether a file of the folder would in truth stand outside of it: a link on its way leads there.
bool leads_out(const std::filesystem::path& folder, const std::filesystem::path& name);

/// folder / name, to be written; throws WriteFailure where it leads out.
std::filesystem::path target_inside(const std::filesystem::path& folder, const std::filesystem::path& name);

}  // namespace lantian::io
