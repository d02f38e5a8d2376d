#include "io/case_inputs.hpp"

#include "io/background_tables.hpp"
#include "io/data_folder.hpp"
#include "io/inventory.hpp"
#include "io/monitor_table.hpp"
#include "io/scenario/scenario.hpp"
#include "io/standards.hpp"
#include "io/weather_tables.hpp"

namespace lantian::io {
namespace {

scenarios::Inventory inventory_of(const CaseInputs& inputs, Diagnostics& diagnostics) {
  const auto& wanted = inputs.file.contents.inventory;
  InventoryRequest request;
  request.folders.assign(wanted.folders.begin(), wanted.folders.end());
  request.profiles = data_folder() / "profiles";
  request.county = wanted.county;
  request.county_place = inputs.file.place("inventory.county");
  request.natural = wanted.natural;
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

}  // namespace

CaseInputs read_case_inputs(const std::filesystem::path& path, const CaseChoice& choice,
                            Diagnostics& diagnostics) {
  CaseInputs inputs;
  inputs.file = read_case(path, choice, diagnostics);
  inputs.projection = projection_of(inputs.file, diagnostics);
  inputs.upper_air = read_upper_air(inputs.file, diagnostics);
  inputs.background = read_background(inputs.file, diagnostics);
  if (!inputs.projection) return inputs;
  inputs.grid = grid_of(inputs.file.contents, *inputs.projection);
  inputs.stations = read_stations(inputs.file, *inputs.projection, diagnostics);
  inputs.ground = read_ground(inputs.file, *inputs.projection, inputs.grid, diagnostics);
  inputs.monitors = read_monitors(inputs.file, *inputs.projection, diagnostics);
  if (inputs.file.contents.inventory.folders.empty()) return inputs;
  inputs.inventory = inventory_of(inputs, diagnostics);
  inputs.plans = plans_of(inputs, diagnostics);
  return inputs;
}

}  // namespace lantian::io
