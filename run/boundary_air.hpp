/// The air beyond the window as mole fractions of the model's species, hour by hour and level by level.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "model/photolysis/photolysis_rates.hpp"
#include "model/state/forcing.hpp"
#include "model/state/species.hpp"
#include "model/state/state.hpp"
#include "run/larger_boundary.hpp"
#include "run/weather_series.hpp"
#include "scenarios/background/background.hpp"

namespace lantian::run {

struct BoundarySite {
  double latitude = 0.0, longitude = 0.0;  // rad
  double ozone_column = 300.0;             // DU
  std::vector<double> ground_altitude{};   // m above sea level, columns; empty: 0
};

/// Air outside has the side that the wind comes from, nitrate and ammonium split by the model's own
/// equilibrium at the hour's temperature and humidity, and NO in photostationary state with its NO2 and O3
/// (at most 6 ppb by day, 0.1 ppb at night), so that the edge is neither source nor sink.
class BoundaryAir {
 public:
  BoundaryAir(const model::Grid& grid, const model::SpeciesTable& species,
              const scenarios::Background& background, const WeatherSeries& weather, const BoundarySite& site,
              model::UtcSeconds start, model::UtcSeconds end);

  /// The air of a larger model, face by face, instead of a case's tables.
  explicit BoundaryAir(std::shared_ptr<const LargerBoundary> larger) : larger_(std::move(larger)) {}

  /// Gases of a larger model that the run has no species for.
  std::vector<std::string> unused() const { return larger_ ? larger_->unused() : std::vector<std::string>{}; }

  /// Linear in time between the hours; the same for all members. One thread at a time.
  model::BoundaryValues at(const model::Layout& layout, model::UtcSeconds time) const;
  /// Fills the whole window, level by level, with the air beyond it.
  template <class Real>
  void fill(model::State<Real>& state, model::UtcSeconds time) const;

 private:
  struct Tables;
  std::shared_ptr<const LargerBoundary> larger_;  // either this
  std::shared_ptr<Tables> tables_;                // or that
  int species_ = 0;

  std::vector<double> values(model::UtcSeconds time) const;
};

}  // namespace lantian::run
