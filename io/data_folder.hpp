/// Where the tables that the product ships lie: data/ of the source tree, or share/lantian/data of an
/// installation.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

namespace lantian::io {

/// The environment's LANTIAN_DATA; else share/lantian/data beside the program's bin; else the source tree it
/// was built from. Throws std::runtime_error naming all three where none is there.
std::filesystem::path data_folder();

}  // namespace lantian::io
