/// Transport by the horizontal wind, with horizontal diffusion: x and y sweeps of every level.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <vector>

#include "model/state/process.hpp"
#include "model/transport/factors.hpp"

namespace lantian::model {

/// Which half of a split step: the first goes x, y, z, mixing; the second mirrors it, mixing, z, y, x. Each
/// has its own interval and forcing. After the last sweep of either the air is the weather's again.
enum class StepHalf { first, second };

template <class Real>
struct HorizontalTransport {
  static constexpr std::string_view name = "horizontal_transport";
  Grid grid;
  StepHalf half = StepHalf::first;
  InstructionSet instruction_set = fastest_instruction_set();
  AdvectionScheme scheme = AdvectionScheme::monotone;
  bool diffuses = false;

  struct Worker {
    AlignedVector<double> density, y_flux, x_flux, x_exchange, y_exchange, diffusivity;
    SweepFactors<Real> factors, x_factors;
    PartSweep<Real> parts;
    AlignedVector<Real> first_face, last_face;
  };
  struct Scratch {
    std::vector<Worker> workers;
    std::vector<double> flow;  // (level, in or out, lane)
  };

  FieldUse field_use() const;
  /// While no cell loses more than half of its air by horizontal divergence.
  Seconds largest_stable_step(const State<Real>& state, const Forcing& forcing) const;
  /// Throws std::range_error where the step is so long that a cell runs empty, and in the second half
  /// std::logic_error where the air does not end as the weather's.
  MassExchange advance(State<Real>& state, const Forcing& forcing, Interval interval, Scratch& scratch) const;
};

}  // namespace lantian::model
