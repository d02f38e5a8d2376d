/// Tables for a terminal: columns as wide as they must be, Chinese characters counted as two.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

namespace lantian::io {

/// First row the headings. The first column is flush left, the others flush right; rows end without blanks.
std::string text_table(const std::vector<std::vector<std::string>>& rows);

}  // namespace lantian::io
