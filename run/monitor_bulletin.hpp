/// Monitor data judged by the standards: reads, evaluates, writes tables. What `lantian aqi` does.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>

#include "io/monitor_report.hpp"

namespace lantian::run {

struct BulletinRequest {
  io::ObservationRequest observations;
  std::string standard;             // id; "": each day by the standards of its date
  std::filesystem::path dust_days;  // "": none
  std::string period;               // "2025", "2025-Q4", "2025-11"; "": the last year with data
  std::string place;                // whose bulletin; "": all
  std::string area_name;            // for stations whose area the data do not name
  double improvement_weight = 0.0;  // of the ranking
  std::filesystem::path output;     // folder for daily.csv, period.csv, hourly.csv, bulletin.json; "": none
};

/// Throws io::InputErrors with all mistakes; nothing is written then.
io::MonitorReport monitor_bulletin(const BulletinRequest& request);

}  // namespace lantian::run
