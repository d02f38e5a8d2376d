#include "model/aerosol/particle_quantities.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "model/aerosol/air_of_cell.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::aerosol {
namespace {

// At relative humidities 0, 0.05, ... 0.95.
constexpr std::array growth = {1.0,    1.0,    1.0,    1.0001, 1.0089, 1.0118, 1.0139,
                               1.0377, 1.1151, 1.1615, 1.2224, 1.3018, 1.4246, 1.6516,
                               1.9113, 2.1695, 2.7330, 3.3637, 4.6721, 9.7793};

auto fraction_in(const CellAir& c) {
  return [&c](int s) { return s < 0 ? 0.0 : std::max(0.0, c.mole_fraction[s]); };
}

/// Looks at the particles of a cell; knows where they stand in the run's table.
class Particles {
 public:
  explicit Particles(const SpeciesTable& table) : table_(table), index_(table) {
    no2_ = table.find("NO2").value_or(-1);
    for (OutputQuantity& q : output_quantities(table)) {
      if (q.name == "PM2p5")
        pm2p5_ = std::move(q);
      else if (q.name == "PM10")
        pm10_ = std::move(q);
    }
  }

  double pm2p5(const CellAir& c) const { return mass_in(pm2p5_, c); }
  double pm10(const CellAir& c) const { return mass_in(pm10_, c); }

  double water(const CellAir& c, double relative_humidity) const {
    return particle_water(air_of_cell(index_, Volatiles::in_particle, c.temperature, relative_humidity,
                                      c.density(), fraction_in(c)));
  }
  double monitor_water(const CellAir& c) const {
    return water(c, std::min(c.relative_humidity, monitor_relative_humidity));
  }

  double ph(const CellAir& c, Phase phase) const {
    const InorganicAir air = air_of_cell(index_, Volatiles::with_gas, c.temperature, c.relative_humidity,
                                         c.density(), fraction_in(c));
    return equilibrium(air, Convention::smooth, production_tolerance, phase).ph();
  }

  double extinction_of(const CellAir& c) const {
    const auto mass = [&](int s) {
      return s < 0 ? 0.0 : fraction_in(c)(s) * c.density() * table_[s].molar_mass;
    };
    OpticalMasses m;
    m.sulfate = mass(index_.ASO4);
    m.nitrate = mass(index_.ANO3);
    m.chloride = mass(index_.ACL);
    for (const int species : index_.organic()) m.organic += mass(species);
    m.elemental_carbon = mass(index_.AEC);
    m.mineral = mass(index_.ASOIL) + mass(index_.AOTHR) + mass(index_.ANA) + mass(index_.AK) +
                mass(index_.ACA) + mass(index_.AMG);
    m.coarse = pm10(c) - pm2p5(c);
    m.nitrogen_dioxide = fraction_in(c)(no2_);
    return extinction(m, c.relative_humidity);
  }

 private:
  SpeciesTable table_;
  AerosolIndex index_;
  int no2_ = -1;
  OutputQuantity pm2p5_, pm10_;
};

}  // namespace

double scattering_growth(double relative_humidity) {
  const double place = 20.0 * std::clamp(relative_humidity, 0.0, 0.95);
  const auto row = std::min(static_cast<std::size_t>(place), growth.size() - 2);
  return growth[row] + (place - static_cast<double>(row)) * (growth[row + 1] - growth[row]);
}

double extinction(const OpticalMasses& m, double relative_humidity) {
  // (NH4)2SO4, NH4NO3 and NH4Cl per mass of their anion.
  const double salts = 1.375 * m.sulfate + 1.29 * m.nitrate + 1.509 * m.chloride;
  // m2 kg-1; clear air scatters 1e-5 m-1, NO2 absorbs 0.33e-6 m-1 per 1e-9.
  return 3000.0 * scattering_growth(relative_humidity) * salts + 4000.0 * m.organic +
         10000.0 * m.elemental_carbon + 1000.0 * m.mineral + 600.0 * m.coarse + 1e-5 +
         330.0 * m.nitrogen_dioxide;
}

double visibility(double extinction) { return -std::log(0.05) / extinction; }

std::vector<OutputQuantity> particle_quantities(const SpeciesTable& table, Phase phase) {
  const auto of = std::make_shared<const Particles>(table);
  const auto derived = [](std::string name, std::string standard_name, std::string units, std::string comment,
                          std::function<double(const CellAir&)> value) {
    OutputQuantity made{std::move(name), std::move(standard_name), false, {}};
    made.units = std::move(units);
    made.comment = std::move(comment);
    made.derived = std::move(value);
    return made;
  };
  return {
      derived("PM2p5_ambient", "mass_concentration_of_pm2p5_ambient_aerosol_particles_in_air", "kg m-3",
              "with the particles' water at the air's own humidity",
              [of](const CellAir& c) { return of->pm2p5(c) + of->water(c, c.relative_humidity); }),
      derived("PM2p5_monitored", "", "kg m-3",
              "with the particles' water at 35 % relative humidity, or the air's own where that is less",
              [of](const CellAir& c) { return of->pm2p5(c) + of->monitor_water(c); }),
      derived("PM10_monitored", "", "kg m-3",
              "with the fine particles' water at 35 % relative humidity, or the air's own where that is less",
              [of](const CellAir& c) { return of->pm10(c) + of->monitor_water(c); }),
      derived("aerosol_water", "mass_concentration_of_water_in_ambient_aerosol_particles_in_air", "kg m-3",
              "in fine particles, of their inorganic salts",
              [of](const CellAir& c) { return of->water(c, c.relative_humidity); }),
      derived("aerosol_pH", "", "1",
              "-log10 of the free H+ [mol kg-1 of water] of the equilibrium; none where dry",
              [of, phase](const CellAir& c) { return of->ph(c, phase); }),
      derived("extinction", "", "m-1",
              "IMPROVE equation, with clear air and NO2, at 95 % relative humidity at most",
              [of](const CellAir& c) { return of->extinction_of(c); }),
      derived("visibility", "visibility_in_air", "m", "meteorological optical range, contrast 5 %; no fog",
              [of](const CellAir& c) { return visibility(of->extinction_of(c)); })};
}

}  // namespace lantian::model::aerosol
