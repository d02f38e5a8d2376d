/// Rain and snow bring gases and particles down: out of cloud, and out of the air below it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <vector>

#include "model/deposition/gas_solubility.hpp"
#include "model/state/dustfall.hpp"
#include "model/state/process.hpp"
#include "model/state/species.hpp"

namespace lantian::model {

/// One march down each column where it rains. What the rain holds of a species is handed from layer to layer;
/// what it holds at the ground is washed out. A layer's loss is exponential, so exact for constant rates:
///     in cloud     lambda = f / tau, tau = (cloud water of the column) / P, at least `shortest_wash_time`;
///                  f the share in cloud water, 1 for particles
///     below cloud  particles and gases that rain keeps: as fast as drops reach them (rain.hpp);
///                  other gases: towards equilibrium with the rain from above, which may also give some back
/// Without rain anywhere nothing is touched.
template <class Real>
struct WetDeposition {
  static constexpr std::string_view name = "wet_deposition";
  struct Solute {
    SpeciesKind kind;
    GasSolubility solubility;
    double diffusivity_ratio;
  };
  Grid grid;
  std::vector<Solute> solutes;        // one for each species
  double ph = 5.6;                    // of cloud and rain: China's yearly mean [MEE2023]
  double shortest_wash_time = 600.0;  // s: a cloud's water does not turn into rain faster [CMAQ5]
  double least_cloud_water = 1e-5;    // kg m-3: thinner is no cloud

  WetDeposition() = default;
  WetDeposition(Grid g, const SpeciesTable& species);

  struct Scratch {
    Dustfall* dustfall = nullptr;  // set before advance() where it is counted
    std::vector<double> flow;      // (row, lane) [mol]
  };

  FieldUse field_use() const;
  /// Unlimited: exponentials.
  Seconds largest_stable_step(const State<Real>& state, const Forcing& forcing) const;
  MassExchange advance(State<Real>& state, const Forcing& forcing, Interval interval, Scratch& scratch) const;
};

}  // namespace lantian::model
