/// The report: one offline HTML page with its data inside, schema lantian.report/1 (read by web/src/data.ts).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/grid/grid.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::io {

struct ReportMember {
  std::string id;
  scenarios::Label label;
  std::string exclude;
};

struct ReportMonitor {
  std::string id;
  scenarios::Label label;
  std::string kind;
  double x = 0.0, y = 0.0;  // m, projection
};

/// Hourly values by member, then monitor, then hour, in `unit`.
struct ReportSeries {
  std::string quantity, unit;
  int digits = 1;
  std::vector<std::vector<std::vector<double>>> values;
};

/// Mean over the evaluated hours by member, (j, i), in `unit`; the first member is the baseline.
struct ReportMap {
  std::string quantity, unit;
  int digits = 1;
  std::vector<std::vector<float>> mean;
};

struct ReportCell {
  std::variant<scenarios::Label, double> content;  // a NaN shows as a dash
  int digits = 1;
};

struct ReportTable {
  std::string id;
  scenarios::Label title, note;
  std::vector<scenarios::Label> columns;
  std::vector<std::vector<ReportCell>> rows;
};

struct Report {
  std::string case_id, season, variant, version, start;  // start: local ISO time
  scenarios::Label label;
  bool synthetic = false;
  int hours = 0, spinup_hours = 0;
  std::vector<std::pair<std::string, std::string>> provenance;
  std::vector<ReportMember> members;  // the first is the baseline
  std::vector<ReportMonitor> monitors;
  model::Grid grid;
  std::vector<std::pair<double, double>> outline;  // m, projection
  std::vector<scenarios::Label> answer;
  std::vector<ReportSeries> series;
  std::vector<ReportMap> maps;
  std::vector<ReportTable> tables;
};

/// Writes `page`, where this build has it; `data` is the same block alone, for programs.
void write_report(const Report& report, const std::filesystem::path& page, const std::filesystem::path& data);

}  // namespace lantian::io
