/// Hourly values at monitors and the mass ledger, as CSV.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "model/quantities/time.hpp"
#include "model/state/layout.hpp"
#include "model/state/ledger.hpp"
#include "model/state/species.hpp"
#include "scenarios/case/monitor.hpp"

namespace lantian::io {

/// A quantity at monitors: values[member][monitor][hour], in `unit`; a NaN is written as an empty cell.
struct QuantitySeries {
  std::string name, unit;
  std::vector<std::vector<std::vector<double>>> values;
};

struct MonitorSeries {
  bool synthetic = false;
  model::LocalClock clock;
  std::vector<model::UtcSeconds> hours;  // beginnings; each value is the mean of its hour
  std::vector<std::string> members;
  std::vector<scenarios::Monitor> monitors;
  std::vector<QuantitySeries> quantities;
};

/// Columns `time_begin` (local), `member`, `monitor`, then one a quantity: "PM2p5 [ug/m3]".
std::string monitor_csv(const MonitorSeries& series);

/// Columns `member`, `species`, then the terms in mol and the relative residual.
std::string ledger_csv(const model::Ledger& ledger, const model::Layout& layout,
                       const model::SpeciesTable& species, const std::vector<std::string>& members);

/// Both throw WriteFailure; nothing is half written.
void write_monitor_csv(const MonitorSeries& series, const std::filesystem::path& target);
void write_ledger_csv(const model::Ledger& ledger, const model::Layout& layout,
                      const model::SpeciesTable& species, const std::vector<std::string>& members,
                      const std::filesystem::path& target);

}  // namespace lantian::io
