#include "run/results.hpp"

namespace lantian::run {
namespace {

using model::Exchange;

constexpr double atomic_mass_nitrogen = 14.007e-3, atomic_mass_sulfur = 32.06e-3;  // kg mol-1 [IUPAC2013]

/// kg of a weighted sum of species of one member.
LedgerRow row_of(const Engine& engine, const model::Ledger& ledger, int member, std::string name,
                 const std::vector<double>& kilograms_per_mole) {
  const int members = static_cast<int>(engine.members.size());
  LedgerRow row;
  row.member = engine.members[member].id;
  row.species = std::move(name);
  const auto sum = [&](const double* moles) {
    double total = 0.0;
    for (int s = 0; s < engine.species.size(); ++s)
      total += kilograms_per_mole[s] * moles[s * members + member];
    return total;
  };
  const auto& moved = ledger.moved;
  row.initial = sum(ledger.initial.data());
  row.emitted = sum(moved.of(Exchange::emitted));
  row.produced = sum(moved.of(Exchange::produced));
  row.flowed_in = sum(moved.of(Exchange::flowed_in));
  row.clipped = sum(moved.of(Exchange::clipped));
  row.lost = sum(moved.of(Exchange::lost));
  row.flowed_out = sum(moved.of(Exchange::flowed_out));
  row.deposited = sum(moved.of(Exchange::deposited));
  row.washed_out = sum(moved.of(Exchange::washed_out));
  row.final = sum(ledger.final.data());
  const double came = row.initial + row.emitted + row.produced + row.flowed_in + row.clipped;
  const double went = row.lost + row.flowed_out + row.deposited + row.washed_out + row.final;
  row.relative_residual = came > 0.0 ? (came - went) / came : went;
  return row;
}

}  // namespace

std::vector<LedgerRow> ledger_rows(const Engine& engine, const model::Ledger& ledger) {
  std::vector<LedgerRow> rows;
  const int species = engine.species.size();
  for (int member = 0; member < static_cast<int>(engine.members.size()); ++member) {
    for (int s = 0; s < species; ++s) {
      std::vector<double> weight(species, 0.0);
      weight[s] = engine.species[s].molar_mass;
      rows.push_back(row_of(engine, ledger, member, engine.species[s].name, weight));
    }
    std::vector<double> nitrogen(species), sulfur(species);
    for (int s = 0; s < species; ++s) {
      nitrogen[s] = engine.species[s].nitrogen * atomic_mass_nitrogen;
      sulfur[s] = engine.species[s].sulfur * atomic_mass_sulfur;
    }
    rows.push_back(row_of(engine, ledger, member, "N", nitrogen));
    rows.push_back(row_of(engine, ledger, member, "S", sulfur));
  }
  return rows;
}

std::vector<scenarios::MonitorSeries> monitor_series(const Engine& engine, const Simulated& simulated) {
  std::vector<scenarios::MonitorSeries> all;
  const auto& grid = engine.grid;
  const auto& record = simulated.record;
  for (const auto& monitor : engine.inputs.monitors) {
    const int i = static_cast<int>((monitor.place.x - grid.x_west) / grid.dx);
    const int j = static_cast<int>((monitor.place.y - grid.y_south) / grid.dx);
    for (std::size_t member = 0; member < engine.members.size(); ++member)
      for (std::size_t n = 0; n < simulated.quantities.size(); ++n) {
        if (!simulated.quantities[n].is_mass()) continue;  // no monitor of ours measures it
        scenarios::MonitorSeries series{
            monitor.id, engine.members[member].id, simulated.quantities[n].name, {}};
        series.hourly.start = record.hours.front();
        for (const auto& hour : record.means[n])
          series.hourly.values.push_back(hour[(member * grid.ny + j) * grid.nx + i]);
        all.push_back(std::move(series));
      }
  }
  return all;
}

}  // namespace lantian::run
