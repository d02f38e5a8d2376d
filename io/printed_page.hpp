/// A page as PDF, printed by a headless browser of the machine: the same layout engine that people print
/// with.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace lantian::io {

/// The first of chromium-headless-shell, chromium, chromium-browser, google-chrome on the PATH.
std::optional<std::filesystem::path> browser();

/// Prints `page` in the language of `fragment` ("zh", "en") to `target`, written beside and renamed. Throws
/// WriteFailure where the browser fails or takes more than two minutes.
void print_page(const std::filesystem::path& browser, const std::filesystem::path& page,
                const std::string& fragment, const std::filesystem::path& target);

}  // namespace lantian::io
