/// Tables as a spreadsheet (.xlsx): text is written as text, so that nothing in it is ever a formula.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/report_document.hpp"

namespace lantian::io {

/// Whether this build can write spreadsheets (libxlsxwriter).
bool has_spreadsheets();

/// One sheet a table; `mark` stands first on each where it is not empty. Chinese where `zh`, else English. At
/// most 31 characters of an id name a sheet, a number makes them differ. Throws WriteFailure, and
/// std::logic_error where this build has none.
void write_spreadsheet(const std::vector<ReportTable>& tables, const std::string& mark, bool zh,
                       const std::filesystem::path& target);

}  // namespace lantian::io
