/// The text of a deck's file: UTF-8, or what Chinese editors of AERMOD's decks save.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "io/diagnostics.hpp"

namespace lantian::io {

/// As UTF-8. Comments and titles may stand in GBK or GB 18030 instead; such letters elsewhere are a mistake
/// with their line, and nothing is returned.
std::optional<std::string> read_deck_text(const std::filesystem::path& file, Diagnostics& mistakes,
                                          const TextPlace& mentioned);

}  // namespace lantian::io
