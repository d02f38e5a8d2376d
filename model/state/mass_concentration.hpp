/// Mass concentrations as monitors report them: gases at the reference state, particles at the air's own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "model/grid/grid.hpp"
#include "model/quantities/constants.hpp"
#include "model/state/species.hpp"
#include "model/state/state.hpp"
#include "model/state/weather.hpp"

namespace lantian::model {

/// A quantity for output: the mass of some species in a cubic metre of air.
struct OutputQuantity {
  std::string name;           // "PM2p5", "O3"
  std::string standard_name;  // CF, "" where none exists
  bool at_reference_state = true;
  struct Part {
    int species;
    double molar_mass;  // kg mol-1
  };
  std::vector<Part> parts;
};

/// Moles of air per m3 at 298.15 K and 1013.25 hPa [GB3095].
inline constexpr double reference_air_density =
    constants::reference_pressure / (constants::gas_constant * constants::reference_temperature);

/// The regulated pollutants and the parts of PM2.5 that a report shows.
std::vector<OutputQuantity> output_quantities(const SpeciesTable& species);

/// Sums of a quantity's mass concentration over steps, per cell and member, in the lowest `levels` levels of
/// the grid, at most all; `mean` divides by the count.
class ConcentrationMeans {
 public:
  ConcentrationMeans(const Grid& grid, int levels, int members, std::vector<OutputQuantity> quantities);

  template <class Real>
  void add(const State<Real>& state, const Weather& weather);
  void clear();

  const std::vector<OutputQuantity>& quantities() const { return quantities_; }
  /// kg m-3, index (level, member, j, i): the surface's values lie first.
  std::vector<float> mean(std::size_t quantity) const;

 private:
  int nx_, ny_, levels_, members_;
  std::vector<OutputQuantity> quantities_;
  std::vector<std::vector<double>> sums_;
  int count_ = 0;
};

}  // namespace lantian::model
