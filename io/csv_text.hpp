/// CSV text split into cells, each with its line and column.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/diagnostics.hpp"

namespace lantian::io {

struct CsvCell {
  std::string text;
  int line = 0, column = 0;  // 1-based; columns count characters, not bytes
};

/// Records of `text`; lines that begin with `#` and empty ones are left out. A quote out of place ends the
/// reading with a diagnostic.
std::vector<std::vector<CsvCell>> split_csv(const std::string& text, const std::string& file,
                                            Diagnostics& diagnostics);

/// `text` as one CSV cell: quoted where needed, and never read as a formula by a spreadsheet.
std::string csv_cell(const std::string& text);

}  // namespace lantian::io
