/// Where the tables lie for a library that is loaded into another program, which tells nothing by its own
/// place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

namespace lantian::io {

/// The folder that holds data/, the pages and locale/; it goes before all but LANTIAN_DATA. Before any use.
void set_share_folder(const std::filesystem::path& folder);

/// As it was set; "" where it was not.
const std::filesystem::path& share_folder();

}  // namespace lantian::io
