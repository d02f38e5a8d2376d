/// What `lantian aqi` says of monitor data: a bulletin to read, JSON for programs, CSV tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/observations.hpp"
#include "scenarios/standards/monitor_evaluation.hpp"

namespace lantian::io {

struct MonitorReport {
  std::string version;
  std::vector<ReadFile> files;
  std::string asked_standard;         // id; "": each day by the standards of its date
  std::optional<std::int64_t> as_of;  // the day whose standards that means
  scenarios::Standards standards;
  std::vector<scenarios::Observations> observations;
  scenarios::MonitorEvaluation evaluation;
  scenarios::CalendarPeriod period;  // of the bulletin
  std::string place;                 // whose bulletin; "": all, where they are few
  double improvement_weight = 0.0;
  bool has_dust_days = false;
  Diagnostics notes;    // assumptions, conversions, counts
  Diagnostics invalid;  // values left out on request

  std::string name_of(const scenarios::EvaluatedPlace& place) const;
  /// Areas; where there are none, stations.
  std::vector<const scenarios::EvaluatedPlace*> main_places() const;
  /// Those that are evaluation points.
  std::vector<const scenarios::EvaluatedPlace*> stations_of(const scenarios::EvaluatedPlace& area) const;
  scenarios::Judge judge() const { return scenarios::Judge(standards, as_of); }
  const scenarios::Assessment& assessment(const scenarios::PeriodEvaluation& of) const;
  const scenarios::IndexScheme& index_scheme(const std::string& id) const;
};

/// In the chosen language.
std::string bulletin_text(const MonitorReport& report);

/// Schema lantian.aqi/1: files, notes, places with all their periods, rankings of the bulletin's period.
std::string bulletin_json(const MonitorReport& report);

/// Tables with their provenance in comment lines.
std::string daily_csv(const MonitorReport& report);
std::string hourly_csv(const MonitorReport& report);  // "" where nothing is hourly
std::string period_csv(const MonitorReport& report);

}  // namespace lantian::io
