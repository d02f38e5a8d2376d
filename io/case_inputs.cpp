#include "io/case_inputs.hpp"

#include "io/background_tables.hpp"
#include "io/data_folder.hpp"
#include "io/griddesc.hpp"
#include "io/inventory.hpp"
#include "io/ioapi_projection.hpp"
#include "io/larger_air.hpp"
#include "io/monitor_table.hpp"
#include "io/scenario/scenario.hpp"
#include "io/standards.hpp"
#include "io/weather_tables.hpp"
#include "io/wrf_weather.hpp"
#include "scenarios/emission/footprint.hpp"

namespace lantian::io {
namespace {

/// A spread that lies beyond the window as a whole is a mistaken place.
void check_spreads(const scenarios::Inventory& inventory, const model::Grid& grid, Diagnostics& diagnostics) {
  if (!diagnostics.empty()) return;
  for (const auto& source : inventory.sources)
    if (source.spread >= 0) {
      const auto& spread = inventory.spreads[static_cast<std::size_t>(source.spread)];
      if (scenarios::footprint_of(spread, grid).parts.empty())
        diagnostics.add("spread_outside", {"spreads.csv", 0, 0},
                        {{"id", spread.id + " (" + source.id + ")"}});
    }
}

bool are_folders(const CaseFile& file, Diagnostics& diagnostics) {
  const auto before = diagnostics.items().size();
  std::error_code failed;
  for (const auto& folder : file.contents.inventory.folders)
    if (!std::filesystem::is_directory(folder, failed))
      diagnostics.add("folder_missing", file.place("inventory.folder"), {{"value", folder}});
  return diagnostics.items().size() == before;
}

scenarios::Inventory inventory_of(const CaseInputs& inputs, bool outside_allowed, Diagnostics& diagnostics) {
  const auto& wanted = inputs.file.contents.inventory;
  InventoryRequest request;
  request.folders.assign(wanted.folders.begin(), wanted.folders.end());
  request.profiles = data_folder() / "profiles";
  request.county = wanted.county;
  request.county_place = inputs.file.place("inventory.county");
  request.natural = wanted.natural;
  request.outside_allowed = outside_allowed;
  request.project = [&](double longitude, double latitude) {
    const auto metres = (*inputs.projection)(longitude, latitude);
    return std::array<double, 2>{metres.x, metres.y};
  };
  request.inside_window = [&](double x, double y) {
    scenarios::Place place;
    place.x = x, place.y = y;
    return is_inside(inputs.grid, place);
  };
  return read_inventory(request, diagnostics);
}

/// A file that several members name is read, and its mistakes are told, once.
std::vector<scenarios::EmissionPlan> plans_of(const CaseInputs& inputs, Diagnostics& diagnostics) {
  const auto& contents = inputs.file.contents;
  const auto clock = contents.time.clock();
  const auto industries = read_industries(data_folder() / "standards" / "industries.toml", diagnostics);
  std::map<std::string, ScenarioFile> files;
  std::vector<scenarios::EmissionPlan> plans;
  for (std::size_t n = 0; n < contents.members.size(); ++n) {
    const auto& member = contents.members[n];
    std::vector<ScenarioFile> own;
    for (const auto& path : member.scenarios) {
      if (!files.contains(path))
        files.emplace(path, read_scenario(path, clock, diagnostics,
                                          inputs.file.place("member." + std::to_string(n) + ".scenarios")));
      own.push_back(files.at(path));
    }
    // A plan of broken files would only repeat their mistakes.
    if (!diagnostics.empty()) continue;
    auto plan = expand_plan(own, inputs.inventory, clock, {contents.time.start, contents.time.end},
                            industries, diagnostics);
    plans.push_back(plan.value_or(scenarios::EmissionPlan{}));
    plans.back().id = member.id;
    plans.back().label = member.label;
  }
  return plans;
}

/// The projection must have a number in I/O API; one that few tools know is noted.
void check_ioapi_output(CaseInputs& inputs, Diagnostics& diagnostics) {
  if (!inputs.file.contents.output.ioapi) return;
  const auto placement = ioapi_placement(*inputs.projection);
  const TextPlace place = inputs.file.place("output.ioapi");
  if (!placement)
    diagnostics.add("ioapi_projection", place, {{"value", inputs.projection->definition()}});
  else if (placement->projection.type == 5 || placement->projection.type == 8)
    inputs.notes.add("ioapi_rare_projection", place, {{"value", std::to_string(placement->projection.type)}});
}

}  // namespace

CaseInputs read_case_inputs(const std::filesystem::path& path, const CaseChoice& choice,
                            Diagnostics& diagnostics) {
  CaseInputs inputs;
  inputs.file = read_case(path, choice, diagnostics);
  take_griddesc(inputs.file, diagnostics);
  inputs.projection = projection_of(inputs.file, diagnostics);
  inputs.upper_air = read_upper_air(inputs.file, diagnostics);
  inputs.background = read_background(inputs.file, diagnostics);
  if (!inputs.projection) return inputs;
  check_ioapi_output(inputs, diagnostics);
  inputs.grid = grid_of(inputs.file, *inputs.projection);
  inputs.stations = read_stations(inputs.file, *inputs.projection, diagnostics);
  inputs.ground = read_ground(inputs.file, *inputs.projection, inputs.grid, diagnostics);
  inputs.mesoscale = read_wrf_weather(inputs.file, *inputs.projection, inputs.grid, diagnostics);
  if (inputs.ground.land_use.empty()) inputs.ground.land_use = inputs.mesoscale.land_use;
  inputs.larger = read_larger_air(inputs.file, *inputs.projection, inputs.grid, diagnostics, inputs.notes);
  inputs.monitors = read_monitors(inputs.file, *inputs.projection, diagnostics);
  if (inputs.file.contents.inventory.folders.empty()) return inputs;
  if (!are_folders(inputs.file, diagnostics)) return inputs;
  inputs.inventory = inventory_of(inputs, choice.outside_allowed, diagnostics);
  check_spreads(inputs.inventory, inputs.grid, diagnostics);
  inputs.plans = plans_of(inputs, diagnostics);
  return inputs;
}

}  // namespace lantian::io
