#include "io/case_inputs.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <tuple>

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
  std::vector<bool> is_outside;  // by spread: many sources share one
  for (const auto& spread : inventory.spreads)
    is_outside.push_back(scenarios::footprint_of(spread, grid).parts.empty());
  for (const auto& source : inventory.sources)
    if (source.spread >= 0 && is_outside[static_cast<std::size_t>(source.spread)])
      diagnostics.add(
          "spread_outside", {"spreads.csv", 0, 0},
          {{"id", inventory.spreads[static_cast<std::size_t>(source.spread)].id + " (" + source.id + ")"}});
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

/// A scenario file as its members share it.
struct SharedScenario {
  ScenarioFile file;
  bool is_sound = false;
};

/// Each file that members name, read once.
std::map<std::string, SharedScenario> scenarios_of(const CaseFile& file, Diagnostics& diagnostics) {
  std::map<std::string, SharedScenario> files;
  const auto& members = file.contents.members;
  for (std::size_t n = 0; n < members.size(); ++n)
    for (const auto& path : members[n].scenarios) {
      if (files.contains(path)) continue;
      const auto before = diagnostics.items().size();
      auto scenario = read_scenario(path, file.contents.time.clock(), diagnostics,
                                    file.place("member." + std::to_string(n) + ".scenarios"));
      files[path] = {std::move(scenario), diagnostics.items().size() == before};
    }
  return files;
}

bool is_told(const Diagnostic& item, const Diagnostics& diagnostics) {
  const auto& all = diagnostics.items();
  return std::any_of(all.begin(), all.end(), [&](const Diagnostic& other) {
    return std::tie(item.code, item.place.file, item.place.line, item.place.column, item.arguments) ==
           std::tie(other.code, other.place.file, other.place.line, other.place.column, other.arguments);
  });
}

/// A plan for each member whose scenarios are sound; what several members share is told once.
std::vector<scenarios::EmissionPlan> plans_of(CaseInputs& inputs, Diagnostics& diagnostics) {
  const auto& contents = inputs.file.contents;
  const auto files = scenarios_of(inputs.file, diagnostics);
  const scenarios::Surroundings around{
      contents.time.clock(),
      {contents.time.start, contents.time.end},
      read_industries(data_folder() / "standards" / "industries.toml", diagnostics)};
  std::vector<scenarios::EmissionPlan> plans;
  for (const auto& member : contents.members) {
    std::vector<ScenarioFile> own;
    for (const auto& path : member.scenarios)
      if (files.at(path).is_sound) own.push_back(files.at(path).file);
    plans.emplace_back();
    if (own.size() == member.scenarios.size()) {
      Diagnostics mistakes;
      auto plan = expand_plan(own, inputs.inventory, around, mistakes);
      for (const auto& item : mistakes.items())
        if (!is_told(item, diagnostics)) diagnostics.add(item.code, item.place, item.arguments);
      if (plan) plans.back() = std::move(*plan);
    }
    plans.back().id = member.id;
    plans.back().label = member.label;
  }
  for (const auto& [path, shared] : files) inputs.scenarios[path] = shared.file;
  inputs.around = around;
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

/// Days that the calendar does not know would silently have no holiday.
void check_calendar(const CaseInputs& inputs, Diagnostics& diagnostics) {
  const auto& time = inputs.file.contents.time;
  const auto& calendar = inputs.inventory.calendar;
  const auto year_of = [](std::int64_t day) {
    return int(std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day}}}.year());
  };
  std::set<int> known;
  for (const auto day : calendar.holidays) known.insert(year_of(day));
  for (const auto day : calendar.makeup_workdays) known.insert(year_of(day));
  const int first = year_of(time.clock().local_day(time.start)),
            last = year_of(time.clock().local_day(time.end - 1));
  for (int year = first; year <= last; ++year)
    if (!known.contains(year))
      return diagnostics.add("year_without_holidays", inputs.file.place("time.start"),
                             {{"value", std::to_string(year)},
                              {"first", known.empty() ? "" : std::to_string(*known.begin())},
                              {"last", known.empty() ? "" : std::to_string(*known.rbegin())}});
}

/// What the inventory's own mistakes would only repeat is left out.
void read_emissions(CaseInputs& inputs, bool outside_allowed, Diagnostics& diagnostics) {
  const auto before = diagnostics.items().size();
  inputs.inventory = inventory_of(inputs, outside_allowed, diagnostics);
  if (diagnostics.items().size() != before || !inputs.file.is_sound("time")) {
    scenarios_of(inputs.file, diagnostics);
    return;
  }
  check_spreads(inputs.inventory, inputs.grid, diagnostics);
  check_calendar(inputs, diagnostics);
  inputs.plans = plans_of(inputs, diagnostics);
}

}  // namespace

std::vector<scenarios::Scenario> scenarios_of_member(const CaseInputs& inputs, std::size_t member) {
  std::vector<scenarios::Scenario> found;
  for (const auto& path : inputs.file.contents.members[member].scenarios)
    found.push_back(inputs.scenarios.at(path).scenario);
  return found;
}

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
  read_emissions(inputs, choice.outside_allowed, diagnostics);
  return inputs;
}

}  // namespace lantian::io
