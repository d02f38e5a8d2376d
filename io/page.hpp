/// Offline HTML pages with their data inside: one file, no network.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>

namespace lantian::io {

/// Whether this build has the page `name` ("report", "isopleths"; LANTIAN_WEB).
bool has_page(const std::string& name);

/// The page with `json` in its place, beside and renamed; nothing where this build has none.
void write_page(const std::string& name, const std::string& json, const std::filesystem::path& target);

}  // namespace lantian::io
