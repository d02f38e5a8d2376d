/// What a run remembers hour by hour: mean concentrations, emitted masses, moved masses. With the state it is
/// the restart.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <utility>
#include <vector>

#include "io/restart.hpp"
#include "model/state/dustfall.hpp"
#include "model/state/ledger.hpp"
#include "model/state/mass_concentration.hpp"
#include "scenarios/emission/hourly_emission.hpp"

namespace lantian::run {

struct Record {
  std::vector<model::UtcSeconds> hours;  // beginnings
  int levels = 1;                        // lowest ones of the grid that are remembered
  /// kg m-3, (quantity)(hour)(level, member, j, i): the surface's values lie first.
  std::vector<std::vector<std::vector<float>>> means;
  /// kg by (member)(hour): people's sources of the county; all sources; of these the part beyond the window,
  /// and the part within it that no species stands for.
  using Emitted = std::vector<std::vector<scenarios::PollutantMasses>>;
  Emitted county, all, outside, not_carried;
  model::Ledger ledger;
  model::Dustfall dustfall;  // of the hours after the spin-up
};

inline constexpr std::array emitted_scopes{std::pair{"county_people", &Record::county},
                                           std::pair{"all_sources", &Record::all},
                                           std::pair{"beyond_the_window", &Record::outside},
                                           std::pair{"carried_by_no_species", &Record::not_carried}};

template <class Real>
io::RestartFile to_restart(const model::State<Real>& state, const Record& record, const model::Grid& grid,
                           std::map<std::string, std::string> identity);

/// `state` and `record` have been sized for the run.
template <class Real>
void from_restart(const io::RestartFile& file, const model::Grid& grid, model::State<Real>& state,
                  Record& record);

}  // namespace lantian::run
