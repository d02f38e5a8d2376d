#include "io/series_csv.hpp"

#include <fmt/format.h>

#include <cmath>

#include "io/atomic_file.hpp"
#include "io/csv_text.hpp"
#include "io/local_time.hpp"

namespace lantian::io {
namespace {

/// The shortest digits that read back to the same number.
std::string number_cell(double value) { return std::isfinite(value) ? fmt::format("{}", value) : ""; }

}  // namespace

std::string monitor_csv(const MonitorSeries& series) {
  std::string text =
      series.synthetic ? "# SYNTHETIC case: neither observations nor an official inventory\n" : "";
  text += "time_begin,member,monitor";
  for (const auto& quantity : series.quantities)
    text += "," + csv_cell(quantity.name + " [" + quantity.unit + "]");
  text += "\n";
  for (std::size_t member = 0; member < series.members.size(); ++member)
    for (std::size_t monitor = 0; monitor < series.monitors.size(); ++monitor)
      for (std::size_t hour = 0; hour < series.hours.size(); ++hour) {
        text += local_time_text(series.hours[hour], series.clock.offset) + "," +
                csv_cell(series.members[member]) + "," + csv_cell(series.monitors[monitor].id);
        for (const auto& quantity : series.quantities)
          text += "," + number_cell(quantity.values.at(member).at(monitor).at(hour));
        text += "\n";
      }
  return text;
}

std::string ledger_csv(const model::Ledger& ledger, const model::Layout& layout,
                       const model::SpeciesTable& species, const std::vector<std::string>& members) {
  std::string text = "member,species,initial [mol]";
  for (const auto name : model::exchange_names) text += "," + std::string(name) + " [mol]";
  text += ",final [mol],relative_residual [1]\n";
  for (std::size_t member = 0; member < members.size(); ++member)
    for (int s = 0; s < species.size(); ++s) {
      const auto lane = static_cast<std::size_t>(layout.lane(s, static_cast<int>(member)));
      text += csv_cell(members[member]) + "," + csv_cell(species[s].name) + "," +
              number_cell(ledger.initial.at(lane));
      for (std::size_t term = 0; term < model::exchange_count; ++term)
        text += "," + number_cell(ledger.moved.of(static_cast<model::Exchange>(term))[lane]);
      text += "," + number_cell(ledger.final.at(lane)) + "," +
              number_cell(ledger.relative_residual(static_cast<int>(lane))) + "\n";
    }
  return text;
}

void write_monitor_csv(const MonitorSeries& series, const std::filesystem::path& target) {
  write_atomically(target, monitor_csv(series));
}

void write_ledger_csv(const model::Ledger& ledger, const model::Layout& layout,
                      const model::SpeciesTable& species, const std::vector<std::string>& members,
                      const std::filesystem::path& target) {
  write_atomically(target, ledger_csv(ledger, layout, species, members));
}

}  // namespace lantian::io
