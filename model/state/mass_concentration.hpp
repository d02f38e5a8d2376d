/// Mass concentrations as monitors report them: gases at the reference state, particles at the air's own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "model/grid/grid.hpp"
#include "model/quantities/constants.hpp"
#include "model/state/species.hpp"
#include "model/state/state.hpp"
#include "model/state/weather.hpp"

namespace lantian::model {

/// What is in one cell, of one member.
struct CellAir {
  std::span<const double> mole_fraction;                              // by species [mol mol-1]
  double temperature = 0.0, pressure = 0.0, relative_humidity = 0.0;  // K, Pa, 1

  double density() const { return pressure / (constants::gas_constant * temperature); }  // mol m-3
};

/// A quantity for output: the mass of some species in a cubic metre of air, or what else a cell's air shows.
struct OutputQuantity {
  std::string name;           // "PM2p5", "O3"
  std::string standard_name;  // CF, "" where none exists
  bool at_reference_state = true;
  struct Part {
    int species;
    double molar_mass;  // kg mol-1
  };
  std::vector<Part> parts;
  std::string units = "kg m-3", comment{};
  std::function<double(const CellAir&)> derived{};  // instead of parts

  bool is_mass() const { return units == "kg m-3"; }
};

/// Mass [kg m-3] of a quantity's parts in the air as it is.
double mass_in(const OutputQuantity& quantity, const CellAir& cell);

/// Moles of air per m3 at 298.15 K and 1013.25 hPa [GB3095].
inline constexpr double reference_air_density =
    constants::reference_pressure / (constants::gas_constant * constants::reference_temperature);

/// The regulated pollutants and the parts of PM2.5 that a report shows; particles are dry.
std::vector<OutputQuantity> output_quantities(const SpeciesTable& species);

/// Sums of a quantity over steps, per cell and member, in the lowest `levels` levels of
/// the grid, at most all; `mean` divides by the count.
class ConcentrationMeans {
 public:
  ConcentrationMeans(const Grid& grid, int levels, int members, std::vector<OutputQuantity> quantities);

  template <class Real>
  void add(const State<Real>& state, const Weather& weather);
  void clear();

  const std::vector<OutputQuantity>& quantities() const { return quantities_; }
  /// In the quantity's units, index (level, member, j, i): the surface's values lie first.
  std::vector<float> mean(std::size_t quantity) const;

 private:
  int nx_, ny_, levels_, members_;
  std::vector<OutputQuantity> quantities_;
  std::vector<std::vector<double>> sums_;
  int count_ = 0;
};

}  // namespace lantian::model
