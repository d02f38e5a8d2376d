/// The report: offline HTML pages with their data inside, schema lantian.report/1 (read by web/src/data.ts).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "io/diagnostics.hpp"
#include "io/report_document.hpp"
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

/// A level of a warning that a member answers to, in hours since the run's start.
struct ReportWarning {
  std::string member, level;
  double from = 0.0, to = 0.0;
};

/// Change of the county's mean over the evaluated days by a plan, µg/m³.
struct ReportChange {
  std::string member, against, pollutant, average;
  double change = 0.0;
};

/// Hourly surface fields, quantised so that the page stays small: the baseline in steps of `step`, members as
/// differences in steps of their own.
struct ReportFrames {
  std::string quantity, unit;
  int digits = 1;
  int first_hour = 0, stride = 1;                      // every `stride`-th hour of the run
  std::vector<std::vector<std::vector<float>>> hours;  // by member, then frame: (j, i) in `unit`
};

/// Wind in the lowest layer at some columns of the grid, in the middle of every hour of the frames.
struct ReportWind {
  struct Hour {
    double speed = 0.0, from_direction = 0.0;  // m s-1; degree clockwise from the grid's north
  };
  std::vector<std::pair<double, double>> places;  // m, projection; row by row from the south
  int places_in_row = 0;
  std::vector<std::vector<Hour>> hours;  // by frame, then place
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
  std::vector<ReportFrames> frames;
  ReportWind wind;  // of the frames' hours
  std::vector<ReportWarning> warnings;
  std::vector<ReportChange> changes;
  std::vector<ReportTable> tables;
  std::vector<ReportDocument> documents;
};

/// Names of the documents that have a page of their own, NAME.html.
inline constexpr std::array report_pages{"report", "emergency", "offpeak", "measures"};

/// How many base64 letters all frames of a report may take: half of what the page may be.
inline constexpr std::size_t most_frame_letters = 4u << 20;

/// Writes report.json, and the page of each document that this build has, into `folder`. Pages of an earlier
/// run's documents are removed.
void write_report(const Report& report, const std::filesystem::path& folder);

/// The pages anew from the report.json of a finished run; gives those that were written. Mistakes where there
/// is none, or none that this version reads.
std::vector<std::filesystem::path> rewrite_report(const std::filesystem::path& folder,
                                                  Diagnostics& diagnostics);

/// Puts a document into a finished run's report.json, in place of one of its id; its first part also stands
/// in the report itself, before `before`. Writes the pages anew.
std::vector<std::filesystem::path> put_document(const std::filesystem::path& folder,
                                                const ReportDocument& document, const std::string& before,
                                                Diagnostics& diagnostics);

/// Every table of a finished run's report once, in both languages, and whether its input is synthetic.
struct ReadTables {
  std::vector<ReportTable> tables;
  bool synthetic = false;
};
ReadTables read_report_tables(const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace lantian::io
