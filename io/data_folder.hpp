/// Where the tables that the product ships lie: data/ of the source tree, or share/lantian/data of an
/// installation.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

namespace lantian::io {

/// The environment's LANTIAN_DATA; else share/lantian/data beside the program's bin, or where
/// `set_share_folder` says; else the source tree it was built from. Throws std::runtime_error naming them
/// where none is there.
std::filesystem::path data_folder();

/// For a library within another program: the folder that holds data/, the pages and locale/. Before any use.
void set_share_folder(const std::filesystem::path& folder);

/// As it was set; "" where it was not.
const std::filesystem::path& share_folder();

}  // namespace lantian::io
