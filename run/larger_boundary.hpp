/// A larger model's air as mole fractions of the run's species, face by face.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string>
#include <vector>

#include "model/state/forcing.hpp"
#include "model/state/species.hpp"
#include "model/state/state.hpp"
#include "run/weather_series.hpp"
#include "scenarios/background/larger_air.hpp"

namespace lantian::run {

/// Gases as the larger model has them; nitrate, ammonium and chloride are taken with their gases as totals
/// and split by the model's own equilibrium at the place's temperature and humidity. What the larger model
/// does not give is 0. Instants are made when they are asked for and the last two are kept: one thread at a
/// time.
class LargerBoundary {
 public:
  LargerBoundary(const model::Grid& grid, const model::SpeciesTable& species, const scenarios::LargerAir& air,
                 const WeatherSeries& weather, model::UtcSeconds start);

  /// Gases of the larger model that the run has no species for: left out.
  std::vector<std::string> unused() const;

  /// Linear in time between the larger model's instants; the same for all members.
  model::BoundaryValues at(const model::Layout& layout, model::UtcSeconds time) const;
  template <class Real>
  void fill(model::State<Real>& state) const;

 private:
  struct Instant {
    std::ptrdiff_t number = -1;
    std::vector<float> edge, above;  // ((k, face), species); (column, species)
  };
  struct Sky {
    double temperature, pressure, relative_humidity;
  };
  const Instant& instant(std::size_t number) const;
  void mix(const float* values, std::size_t stride, const Sky& sky, float* into) const;
  static Sky sky(const model::Weather& weather, std::size_t cell);

  const model::Grid& grid_;
  const scenarios::LargerAir& air_;
  WeatherSeries weather_;
  model::UtcSeconds start_;
  std::vector<int> gas_;            // species of each quantity, -1: none or particle
  std::vector<double> molar_mass_;  // of each gas [kg mol-1]
  model::SpeciesTable species_;
  mutable std::array<Instant, 2> kept_;
};

}  // namespace lantian::run
