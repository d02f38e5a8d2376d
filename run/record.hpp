/// What a run remembers hour by hour: surface means, emitted masses, moved masses. With the state it is the
/// restart.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/restart.hpp"
#include "model/state/dustfall.hpp"
#include "model/state/ledger.hpp"
#include "model/state/mass_concentration.hpp"
#include "scenarios/emission/hourly_emission.hpp"

namespace lantian::run {

struct Record {
  std::vector<model::UtcSeconds> hours;                  // beginnings
  std::vector<std::vector<std::vector<float>>> surface;  // (quantity)(hour)(member, j, i) kg m-3
  /// kg of people's sources of the county by (member)(hour), and of all sources.
  std::vector<std::vector<scenarios::PollutantMasses>> county, all;
  model::Ledger ledger;
  model::Dustfall dustfall;  // of the hours after the spin-up
};

template <class Real>
io::RestartFile to_restart(const model::State<Real>& state, const Record& record, const model::Grid& grid,
                           std::map<std::string, std::string> identity);

/// `state` and `record` have been sized for the run.
template <class Real>
void from_restart(const io::RestartFile& file, const model::Grid& grid, model::State<Real>& state,
                  Record& record);

}  // namespace lantian::run
