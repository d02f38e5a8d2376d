/// Everything a case reads, in one go: what `lantian check` looks at and what a run begins with.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "io/case.hpp"
#include "io/ground_tables.hpp"
#include "io/projection.hpp"
#include "io/scenario/scenario.hpp"
#include "io/wrf_weather.hpp"
#include "model/boundary_layer/station_series.hpp"
#include "model/boundary_layer/upper_air.hpp"
#include "scenarios/background/background.hpp"
#include "scenarios/background/larger_air.hpp"
#include "scenarios/case/monitor.hpp"
#include "scenarios/inventory/inventory.hpp"
#include "scenarios/plumes/city_window.hpp"
#include "scenarios/plumes/plume_place.hpp"
#include "scenarios/policy/closed_loop.hpp"
#include "scenarios/policy/cost.hpp"
#include "scenarios/policy/emission_plan.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::io {

struct CaseInputs {
  CaseFile file;
  std::optional<Projection> projection;
  model::Grid grid;
  std::vector<model::StationSeries> stations;
  model::UpperAirSeries upper_air;
  GroundTables ground;
  WrfWeather mesoscale;  // made from wrfout; without instants: the stations' weather
  scenarios::Background background;
  scenarios::LargerAir larger;  // a larger model's air instead; empty: `background`
  Diagnostics notes;            // what is no mistake but must not pass in silence
  std::vector<scenarios::Monitor> monitors;
  std::vector<scenarios::PlumePlace> plume_places;  // of the case's own table, beside monitors and townships
  scenarios::Inventory inventory;
  scenarios::CityWindow city;                     // the cells that [city_field] refines
  std::vector<scenarios::EmissionPlan> plans;     // by member; what a member excludes is not part of its plan
  std::vector<scenarios::CostTable> costs;        // by member, of its plan
  std::map<std::string, ScenarioFile> scenarios;  // that members name, by path: what plans came from
  scenarios::Signals signals;                     // what they may ask for
  std::map<std::size_t, scenarios::Signals> own_signals;  // by member in a closed loop: with its own air
  std::map<std::size_t, scenarios::ClosedLoop> loops;     // by member in a closed loop, once it has run
  scenarios::Surroundings around;                         // what they were expanded against, but for the draw
  /// By member: signals of the no-action run that its plan hangs on. Where there are any, that plan is empty
  /// until `expand_plans` has been given them.
  std::vector<std::vector<std::string>> awaited;
  bool awaits_run() const;
};

/// What the plan of a member was expanded against, its draw included.
scenarios::Surroundings surroundings_of_member(const CaseInputs& inputs, std::size_t member);

/// The scenarios of a member, in its order; copies, for those who ask what the plan came from.
std::vector<scenarios::Scenario> scenarios_of_member(const CaseInputs& inputs, std::size_t member);

/// Of the run's first month and the stations' mean temperature.
model::Season season_of_case(const CaseInputs& inputs);

/// The case's land use by column; without it that of the plain, once for all: the case's town share, a tenth
/// of poplars, fields for the rest.
std::vector<model::LandUse> land_use_of_case(const CaseInputs& inputs);

/// Reads on after mistakes as far as it can; end by `diagnostics.throw_if_any()`.
CaseInputs read_case_inputs(const std::filesystem::path& path, const CaseChoice& choice,
                            Diagnostics& diagnostics);

/// Years that the calendar of holidays does not know would silently have none.
void check_calendar(const CaseInputs& inputs, scenarios::Period period, const TextPlace& place,
                    Diagnostics& diagnostics);

/// The dormant sources that the files' measures would make; plans made before do not fit the inventory after.
void add_sources(CaseInputs& inputs, const std::vector<ScenarioFile>& files, Diagnostics& diagnostics);

/// The plans anew, now that `inputs.signals` holds what the no-action run gave.
void expand_plans(CaseInputs& inputs, Diagnostics& diagnostics);

}  // namespace lantian::io
