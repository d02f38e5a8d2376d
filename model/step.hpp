/// One time step of the grid engine: start here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <functional>
#include <string_view>
#include <vector>

#include "model/aerosol/aerosol.hpp"
#include "model/aerosol/dust_nitrate.hpp"
#include "model/aerosol/heterogeneous_rates.hpp"
#include "model/aerosol/organic_aerosol.hpp"
#include "model/chemistry/aqueous_sulfur.hpp"
#include "model/chemistry/gas_chemistry.hpp"
#include "model/deposition/settling.hpp"
#include "model/deposition/wet_deposition.hpp"
#include "model/photolysis/haze_light.hpp"
#include "model/state/ledger.hpp"
#include "model/transport/horizontal.hpp"
#include "model/transport/vertical.hpp"

namespace lantian::model {

/// The processes of a run, one slot each. Transport stands twice: the second half mirrors the first.
template <class Real>
struct Processes {
  HorizontalTransport<Real> horizontal, horizontal_mirrored;
  VerticalTransport<Real> vertical, vertical_mirrored;
  chemistry::GasChemistry<Real> chemistry;
  aerosol::Aerosol<Real> aerosol;
  bool aerosol_active = true;
  aerosol::DustNitrate<Real> dust_nitrate;
  bool dust_nitrate_active = false;
  aerosol::OrganicAerosol<Real> organic_aerosol;
  Settling<Real> settling;
  WetDeposition<Real> wet_deposition;
  aerosol::HeterogeneousSettings heterogeneous;
  HazeLight haze_light;
  chemistry::AqueousSulfur<Real> aqueous_sulfur;
};

/// Work arrays that live on between steps; nothing in here is state.
template <class Real>
struct Workspace {
  typename HorizontalTransport<Real>::Scratch horizontal;
  typename VerticalTransport<Real>::Scratch vertical;
  typename chemistry::GasChemistry<Real>::Scratch chemistry;
  typename chemistry::AqueousSulfur<Real>::Scratch aqueous_sulfur;
  typename aerosol::Aerosol<Real>::Scratch aerosol;
  typename aerosol::DustNitrate<Real>::Scratch dust_nitrate;
  typename aerosol::OrganicAerosol<Real>::Scratch organic_aerosol;
  typename Settling<Real>::Scratch settling;
  typename WetDeposition<Real>::Scratch wet_deposition;
  std::vector<std::pair<std::string_view, double>> seconds;  // wall time by process name
};

/// Forcing of the two halves of a step (transport) and of the whole (chemistry), each with its own weather.
struct StepForcing {
  Forcing first_half, second_half, whole;
};

/// Advances `state` from t to t + dt by symmetric splitting [Strang1968, Marchuk1968]:
///     c(t + dt) = X Y Z R Z Y X c(t)
/// X, Y: transport over half the step. Z: vertical transport, mixing, emission and deposition over half the
/// step. R: gas chemistry with uptake on particles, organic aerosol, sulfur in cloud and particle water,
/// the inorganic particles' equilibrium, nitrate on coarse dust (from the acid that the fine particles, which
/// are much faster, leave in the gas), the fall of coarse particles, rain and snow, over the whole step.
template <class Real>
MassExchange step(State<Real>& state, const StepForcing& forcing, const Processes<Real>& processes,
                  const SpeciesTable& species, Interval interval, Workspace<Real>& workspace);

}  // namespace lantian::model
