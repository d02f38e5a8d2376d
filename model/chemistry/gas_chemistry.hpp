/// Gas chemistry of every cell and member over one step: gathers densities, solves, writes mole fractions
/// back.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include "model/aerosol/heterogeneous_rates.hpp"
#include "model/chemistry/solver.hpp"
#include "model/photolysis/haze_light.hpp"
#include "model/photolysis/photolysis_rates.hpp"
#include "model/state/process.hpp"
#include "model/state/species.hpp"

namespace lantian::model::chemistry {

/// Where the columns lie and what is above them.
struct Sky {
  std::vector<double> latitude, longitude;  // rad, east positive, per column (Grid::column)
  double ozone_column = 300.0;              // DU; 35 N in winter [WMO2022]
  std::vector<double> ground_altitude;      // m above sea level, per column; empty: 0
  std::vector<double> layer_altitude;       // m above ground, centre of each layer
  bool light_by_member = false;             // whether members differ in their light
};

/// User-defined rates that a run knows: uptake by particles, as aerosol::HeterogeneousRates.
inline constexpr std::array<std::string_view, 6> supplied_rates{"HET_N2O5", "HET_NO2", "HET_HO2",
                                                                "HET_NO3",  "HET_SO2", "HET_N2O5_CL"};

/// The baseline (member 0) chooses its sub-steps freely; the other members of a cell follow them, each
/// watched by its own error estimate (Tolerances::follow_limit). A member with the baseline's input gets its
/// bits.
template <class Real>
class GasChemistry {
 public:
  static constexpr std::string_view name = "gas_chemistry";

  /// Throws std::out_of_range where `table` lacks a species of the mechanism, UnknownPhotolysis,
  /// UnsupportedReaction, and std::invalid_argument for a user-defined rate that is not one of
  /// supplied_rates. Reactions that are emission or first-order loss have no rate here: the run's own
  /// emission and deposition do that.
  GasChemistry(const Mechanism& mechanism, const SpeciesTable& table, Sky sky, Tolerances tolerances = {},
               GivenMoleFractions fractions = {}, InstructionSet instruction_set = fastest_instruction_set());

  FieldUse field_use() const;
  Seconds largest_stable_step(const State<Real>&, const Forcing&) const;

  struct Scratch {
    const aerosol::HeterogeneousRates* heterogeneous = nullptr;  // set before advance; nothing: no uptake
    const LightFactors* light = nullptr;                         // likewise; nothing: the weather's alone
  };
  /// Throws NumericalFailure for the lowest failed cell and member after all others are done; the failed ones
  /// keep their values.
  MassExchange advance(State<Real>& state, const Forcing& forcing, Interval interval, Scratch& scratch) const;

 private:
  struct Block;
  struct Tables;  // immutable, shared by copies

  /// Photolysis of each column in the middle of the step.
  std::vector<double> profiles(const Weather& weather, Interval interval) const;

  std::shared_ptr<const Tables> tables_;
};

}  // namespace lantian::model::chemistry
