/// Everything that moves along columns: the vertical wind, turbulence, emission and dry deposition, in one
/// pass over memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>
#include <vector>

#include "model/mixing/mixing.hpp"
#include "model/state/process.hpp"
#include "model/transport/factors.hpp"
#include "model/transport/horizontal.hpp"
#include "model/transport/mesh.hpp"

namespace lantian::model {

/// The vertical air flux follows from continuity, from the closed ground upwards: it brings the air of each
/// cell to the weather's (first half) or to what the coming y and x sweeps turn into the weather's (second
/// half). So heating and falling pressure push air out through the top, never sideways, and air that enters
/// there carries the boundary's top value. A first half sweeps, then mixes; a second mixes, then sweeps.
template <class Real>
struct VerticalTransport {
  static constexpr std::string_view name = "vertical_transport";
  Grid grid;
  LayerMesh<Real> mesh;
  StepHalf half = StepHalf::first;
  InstructionSet instruction_set = fastest_instruction_set();
  AdvectionScheme scheme = AdvectionScheme::monotone;
  MixingScheme mixing = MixingScheme::acm2;
  bool mixes = true;  // false: the vertical wind alone, for verification

  VerticalTransport() = default;
  explicit VerticalTransport(Grid g, StepHalf h = StepHalf::first)
      : grid(std::move(g)), mesh(grid.layer_face), half(h) {}

  struct Worker {
    AlignedVector<double> air, flux, target, divergence, work;
    SweepFactors<Real> factors;
    PartSweep<Real> parts;
    AlignedVector<Real> first_face, last_face, top;
    ColumnMixing<Real> mixing;
  };
  struct Scratch {
    DepositionVelocity deposition_velocity;  // set before advance(), by model/deposition
    Dustfall* dustfall = nullptr;            // set before advance() where it is counted
    std::vector<Worker> workers;
    AlignedVector<Real> top;   // what flows in from above where it is the same everywhere, per lane
    std::vector<double> flow;  // (row, in | out | emitted | deposited, lane)
  };

  FieldUse field_use() const;
  /// Unlimited: sub-cycled and implicit.
  Seconds largest_stable_step(const State<Real>& state, const Forcing& forcing) const;
  MassExchange advance(State<Real>& state, const Forcing& forcing, Interval interval, Scratch& scratch) const;
};

}  // namespace lantian::model
