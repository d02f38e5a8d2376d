#include "model/aerosol/volatility_basis.hpp"

#include "model/numerics/vector_math.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::aerosol {
namespace {

constexpr double molar_mass = 0.2;  // kg mol-1, nominal, that of APOA and ASOA: only masses mean something

}  // namespace

double volatility_ratio(double enthalpy, double temperature) {
  const double warmth = 1.0 / basis_temperature - 1.0 / temperature;
  return basis_temperature / temperature * numerics::exp(enthalpy / constants::gas_constant * warmth);
}

PeroxyRates peroxy_rates(double temperature) {
  return {2.7e-12 * numerics::exp(360.0 / temperature), 1.9e-13 * numerics::exp(1300.0 / temperature),
          6.5e-14 * numerics::exp(500.0 / temperature)};
}

std::vector<Species> volatility_species() {
  std::vector<Species> all;
  const auto add = [&](std::string_view name, SpeciesKind kind) {
    all.push_back({std::string(name), molar_mass, kind});
  };
  for (const auto& bin : volatility_bins) {
    add(bin.vapour, SpeciesKind::gas);
    add(bin.particle, SpeciesKind::fine_particle);
  }
  add("VIVPO", SpeciesKind::gas);
  add("AAVB0", SpeciesKind::fine_particle);
  add("ABVB0", SpeciesKind::fine_particle);
  return all;
}

bool has_volatility_basis(const SpeciesTable& table) {
  return table.find(volatility_bins.front().particle).has_value();
}

}  // namespace lantian::model::aerosol
