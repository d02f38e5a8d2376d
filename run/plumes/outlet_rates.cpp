#include "run/plumes/outlet_rates.hpp"

#include "model/quantities/constants.hpp"
#include "scenarios/inventory/inventory_totals.hpp"

namespace lantian::run {

using scenarios::Pollutant;

bool is_gas(Pollutant pollutant) {
  switch (pollutant) {
    case Pollutant::SO2:
    case Pollutant::NOx:
    case Pollutant::CO:
    case Pollutant::VOC:
    case Pollutant::NH3:
      return true;
    default:
      return false;
  }
}

OutletRates outlet_rates(const PlumeSetup& setup, const std::vector<Pollutant>& pollutants, bool with_no2,
                         const scenarios::PlannedMass& mass, const scenarios::EmissionMember& member) {
  using scenarios::operator+=;
  const std::size_t outlets = setup.outlets();
  OutletRates made;
  made.rates.resize((pollutants.size() + (with_no2 ? 1 : 0)) * outlets);
  for (const auto& part : setup.sources.shares) {
    const auto outlet = static_cast<std::size_t>(part.outlet);
    auto kilograms = mass.of(part.source, member);
    for (double& one : kilograms) one *= part.share;
    made.emitted += kilograms;
    for (std::size_t p = 0; p < pollutants.size(); ++p) {
      const double per_second = kilograms[static_cast<std::size_t>(pollutants[p])] / model::seconds_per_hour;
      made.rates[p * outlets + outlet] += per_second;
      if (with_no2 && pollutants[p] == Pollutant::NOx)
        made.rates[pollutants.size() * outlets + outlet] += per_second * part.stack_no2;
    }
  }
  return made;
}

std::vector<double> reference_state_factors(const model::Grid& grid, const model::Weather& weather) {
  std::vector<double> factors(grid.columns());  // the lowest layer's cells come first
  for (std::size_t column = 0; column < factors.size(); ++column)
    factors[column] = weather.air_temperature[column] / model::constants::reference_temperature *
                      (model::constants::reference_pressure / weather.air_pressure[column]);
  return factors;
}

}  // namespace lantian::run
