#include "model/aerosol/background_air.hpp"

#include <algorithm>

#include "model/aerosol/aerosol_species.hpp"
#include "model/aerosol/equilibrium.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::aerosol {
namespace {

constexpr double molar_mass_nitric_acid = 63.012e-3;  // kg mol-1 [IUPAC2013]; the mechanism brings HNO3

}  // namespace

std::vector<std::pair<std::string_view, double>> split_background(const BackgroundAir& air,
                                                                  double temperature, double pressure,
                                                                  double relative_humidity) {
  const SpeciesTable table(aerosol_species());
  const auto moles = [&table](double mass, std::string_view name) {
    return mass / table[table.at(name)].molar_mass;
  };
  const Composition& c = air.composition;
  const double sum = c.nitrate + c.sulfate + c.ammonium + c.chloride + c.primary_organic +
                     c.secondary_organic + c.elemental_carbon + c.potassium + c.sodium + c.mineral + c.other;
  const double unit = sum > 0.0 ? air.pm2p5 / sum : 0.0;
  InorganicAir total;
  total.temperature = temperature;
  total.relative_humidity = relative_humidity;
  total.sulfate = moles(unit * c.sulfate, "ASO4");
  total.nitrate = moles(unit * c.nitrate, "ANO3") + air.nitric_acid / molar_mass_nitric_acid;
  total.ammonia = moles(unit * c.ammonium, "ANH4") + moles(air.ammonia, "NH3");
  total.chloride = moles(unit * c.chloride, "ACL") + moles(air.hydrogen_chloride, "HCL");
  total.potassium = moles(unit * c.potassium, "AK");
  total.sodium = moles(unit * c.sodium, "ANA");
  const InorganicParticle p = equilibrium(total);

  const double per_air = constants::gas_constant * temperature / pressure;
  return {{"HNO3", per_air * (total.nitrate - p.nitrate)},
          {"NH3", per_air * (total.ammonia - p.ammonium)},
          {"HCL", per_air * (total.chloride - p.chloride)},
          {"ASO4", per_air * total.sulfate},
          {"ANO3", per_air * p.nitrate},
          {"ANH4", per_air * p.ammonium},
          {"ACL", per_air * p.chloride},
          {"ANA", per_air * total.sodium},
          {"AK", per_air * total.potassium},
          {"AEC", per_air * moles(unit * c.elemental_carbon, "AEC")},
          {"APOA", per_air * moles(unit * c.primary_organic, "APOA")},
          {"ASOA", per_air * moles(unit * c.secondary_organic, "ASOA")},
          {"AOTHR", per_air * moles(unit * c.other, "AOTHR")},
          {"ASOIL", per_air * moles(unit * c.mineral, "ASOIL")},
          {"PMC", per_air * moles(air.coarse, "PMC")}};
}

}  // namespace lantian::model::aerosol
