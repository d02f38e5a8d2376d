/// A document of the report: numbered parts of sentences, tables and figures, every word in both languages
/// and every number typed, so that pages, spreadsheets and tests read the same values.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "scenarios/inventory/inventory.hpp"

namespace lantian::io {

struct ReportCell {
  std::variant<scenarios::Label, double> content;  // a NaN shows as a dash
  int digits = 1;
};

struct ReportTable {
  std::string id;
  scenarios::Label title, note;
  std::vector<scenarios::Label> columns;
  std::vector<std::vector<ReportCell>> rows;
  std::string source{};  // the file of the run's folder that holds these numbers; "" where there is none
};

/// One thing that a part shows.
struct ReportBlock {
  enum class Kind { text, absent, table, figure };
  Kind kind = Kind::text;
  scenarios::Label text;             // "{0}" stands for the first of `values`; absent: what is not there
  std::vector<ReportCell> values{};  //
  scenarios::Label filler{};         // absent: what would fill it
  /// Of a figure, how the page draws `table` (web/src/figures.ts); "series", "map" and "hours" draw the
  /// report's own series and maps.
  std::string draw{};
  ReportTable table{};  // of tables and figures
};

struct ReportPart {
  std::string id;
  scenarios::Label title;
  std::vector<ReportBlock> blocks;
};

struct ReportDocument {
  std::string id;  // also the page's name: "report", "emergency", "offpeak", "measures"
  scenarios::Label title;
  std::vector<ReportPart> parts;
};

}  // namespace lantian::io
