#include "io/case_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <set>

#include "io/background_tables.hpp"
#include "io/case_signals.hpp"
#include "io/city_keys.hpp"
#include "io/data_folder.hpp"
#include "io/griddesc.hpp"
#include "io/inventory.hpp"
#include "io/ioapi_projection.hpp"
#include "io/larger_air.hpp"
#include "io/local_time.hpp"
#include "io/monitor_table.hpp"
#include "io/plume_places.hpp"
#include "io/scenario/scenario.hpp"
#include "io/standards.hpp"
#include "io/weather_tables.hpp"
#include "io/wrf_weather.hpp"
#include "model/quantities/constants.hpp"
#include "scenarios/emission/footprint.hpp"
#include "scenarios/evaluate/plan_checks.hpp"
#include "scenarios/policy/dormant.hpp"
#include "scenarios/policy/joined_words.hpp"
#include "scenarios/policy/signals.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::io {
namespace {

constexpr double degree = model::constants::pi / 180.0;

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

/// Of the stations' hours, or of the lowest layer of a mesoscale model.
double mean_temperature(const CaseInputs& inputs) {
  double sum = 0.0;
  std::size_t count = 0;
  for (const auto& station : inputs.stations)
    for (const auto& hour : station.hours) sum += hour.air_temperature, ++count;
  for (const auto& instant : inputs.mesoscale.instants)
    for (std::size_t c = 0; c < inputs.grid.columns(); ++c, ++count) sum += instant.air_temperature[c];
  return sum / static_cast<double>(count);
}

scenarios::Inventory inventory_of(const CaseInputs& inputs, bool outside_allowed, Diagnostics& diagnostics) {
  const auto& wanted = inputs.file.contents.inventory;
  InventoryRequest request;
  request.folders.assign(wanted.folders.begin(), wanted.folders.end());
  request.profiles = data_folder() / "profiles";
  request.county = wanted.county;
  request.county_place = inputs.file.place("inventory.county");
  if (inputs.file.contents.natural.emissions)
    request.natural = {inputs.grid, land_use_of_case(inputs), season_of_case(inputs),
                       inputs.file.contents.grid.latitude * degree,
                       inputs.file.contents.grid.longitude * degree};
  request.outside_allowed = outside_allowed;
  request.project = [&](double longitude, double latitude) {
    const auto metres = (*inputs.projection)(longitude, latitude);
    return std::array<double, 2>{metres.x, metres.y};
  };
  request.inside_window = [&](double x, double y) {
    if (!inputs.file.is_sound("grid")) return true;  // one mistake of the grid would be told of every source
    scenarios::Place place;
    place.x = x, place.y = y;
    return is_inside(inputs.grid, place);
  };
  return read_inventory(request, diagnostics);
}

/// Each file that members name, read once; whether it is sound.
std::map<std::string, bool> read_scenarios(CaseInputs& inputs, Diagnostics& diagnostics) {
  std::map<std::string, bool> is_sound;
  std::set<std::string> told;  // what several files inherit
  const auto& members = inputs.file.contents.members;
  for (std::size_t n = 0; n < members.size(); ++n)
    for (const auto& path : members[n].scenarios) {
      if (is_sound.contains(path)) continue;
      const auto before = diagnostics.items().size();
      inputs.scenarios[path] = read_scenario(path, inputs.file.contents.time.plan_clock(), diagnostics,
                                             inputs.file.place("member." + std::to_string(n) + ".scenarios"));
      is_sound[path] = diagnostics.items().size() == before;
      for (const auto& note : inputs.scenarios[path].notes.items()) {
        std::string whole = note.code + note.place.file + ":" + std::to_string(note.place.line);
        for (const auto& [name, value] : note.arguments) whole += " " + value;
        if (told.insert(whole).second) inputs.notes.add(note.code, note.place, note.arguments);
      }
    }
  return is_sound;
}

/// Places that selections may name beside regions and enterprises.
std::map<std::string, scenarios::Place> places_of(const std::vector<scenarios::Monitor>& monitors) {
  std::map<std::string, scenarios::Place> places;
  for (const auto& monitor : monitors) places.emplace(monitor.id, monitor.place);
  return places;
}

/// What all members' scenarios are read against.
scenarios::Surroundings surroundings_of(const CaseInputs& inputs, Diagnostics& diagnostics) {
  const auto& time = inputs.file.contents.time;
  return {time.plan_clock(),
          {time.start, time.end},
          read_industries(data_folder() / "standards" / "industries.toml", diagnostics),
          inputs.signals,
          places_of(inputs.monitors),
          {}};
}

/// Signals of the no-action run that a member's scenarios ask for; a forecast is one of them unless the case
/// has its own.
std::vector<std::string> awaited_by(std::size_t number, const CaseInputs& inputs) {
  const auto& member = inputs.file.contents.members[number];
  std::set<std::string> keys;
  for (const auto& path : member.scenarios)
    for (const auto& [key, place] : scenarios::signals_asked_for(inputs.scenarios.at(path).scenario)) {
      const auto source = scenarios::source_of_signal(key);
      const bool is_runs_own = source == "baseline" || source == "indicator" ||
                               source == scenarios::own_source ||
                               (source == "forecast" && inputs.file.contents.signals.forecast.empty());
      if (is_runs_own && !inputs.signals.hourly.contains(key)) keys.insert(key);
    }
  return {keys.begin(), keys.end()};
}

/// A check that does not hold is no mistake, but must not pass in silence.
void note_checks(CaseInputs& inputs, const std::string& member, const std::vector<ScenarioFile>& files,
                 const std::vector<scenarios::Scenario>& scenarios, const scenarios::EmissionPlan& plan,
                 const scenarios::Surroundings& around) {
  const auto percent = [](double share) {
    return std::to_string(std::lround(1000.0 * share) / 10.0).substr(0, 5);
  };
  for (const auto& verdict : scenarios::check_emission(scenarios, plan, inputs.inventory, around)) {
    if (verdict.holds) continue;
    const bool is_society = verdict.kind == scenarios::CheckKind::society_reduction;
    const std::string key = is_society ? "check.society_reduction" : "check.mass";
    const auto file = std::find_if(files.begin(), files.end(), [&](const ScenarioFile& one) {
      return one.scenario.id == verdict.scenario;
    });
    const auto place = file->places.find(key);
    inputs.notes.add(
        "check_not_held", place == file->places.end() ? TextPlace{} : place->second,
        {{"key", key},
         {"id", member},
         {"value", std::string(scenarios::pollutant_names[static_cast<std::size_t>(*verdict.pollutant)])},
         {"first", percent(is_society ? -verdict.found : verdict.found)},
         {"limit", percent(is_society ? -verdict.asked : verdict.asked)}});
  }
}

/// The plan of a member and what it costs.
void add_plan(CaseInputs& inputs, const std::string& member, const std::vector<ScenarioFile>& own,
              const scenarios::Surroundings& around, Diagnostics& diagnostics) {
  auto plan = expand_plan(own, inputs.inventory, around, diagnostics, &inputs.notes);
  if (!plan || !around.signals.awaited.empty()) return;
  std::vector<scenarios::Scenario> scenarios;
  for (const auto& file : own) scenarios.push_back(file.scenario);
  inputs.costs.back() = scenarios::cost_of(*plan, scenarios, inputs.inventory, around);
  note_checks(inputs, member, own, scenarios, *plan, around);
  inputs.plans.back() = std::move(*plan);
}

std::optional<std::uint64_t> draw_of(const scenarios::CaseMember& member) {
  return member.draw > 0 ? std::optional(static_cast<std::uint64_t>(member.draw)) : std::nullopt;
}

/// What a member may ask for: in a closed loop its own air too.
const scenarios::Signals& signals_of(const CaseInputs& inputs, std::size_t member) {
  const auto own = inputs.own_signals.find(member);
  return own == inputs.own_signals.end() ? inputs.signals : own->second;
}

/// A plan for each member of which every file is among `is_sound`. `has_run`: whether the no-action run has
/// given what it can.
void make_plans(CaseInputs& inputs, const std::map<std::string, bool>& is_sound, bool has_run,
                Diagnostics& diagnostics) {
  auto around = surroundings_of(inputs, diagnostics);
  inputs.plans.clear();
  inputs.costs.clear();
  inputs.awaited.clear();
  for (std::size_t n = 0; n < inputs.file.contents.members.size(); ++n) {
    const auto& member = inputs.file.contents.members[n];
    std::vector<ScenarioFile> own;
    for (const auto& path : member.scenarios)
      if (is_sound.at(path)) own.push_back(inputs.scenarios.at(path));
    inputs.plans.emplace_back();
    inputs.costs.emplace_back();
    inputs.awaited.emplace_back();
    if (own.size() == member.scenarios.size()) {
      if (!has_run) inputs.awaited.back() = awaited_by(n, inputs);
      around.signals = signals_of(inputs, n);
      around.signals.awaited = {inputs.awaited.back().begin(), inputs.awaited.back().end()};
      around.draw = draw_of(member);
      add_plan(inputs, member.id, own, around, diagnostics);
    }
    inputs.plans.back().id = member.id;
    inputs.plans.back().label = member.label;
  }
  around.signals = inputs.signals;
  around.draw.reset();
  inputs.around = std::move(around);
}

/// A run's own signals are means over the county's monitors: there must be some.
void check_monitors(const CaseInputs& inputs, Diagnostics& diagnostics) {
  const auto counts = [](const scenarios::Monitor& monitor) {
    return monitor.kind != scenarios::MonitorKind::upwind;
  };
  const auto& monitors = inputs.monitors;
  if (inputs.awaits_run() && inputs.file.is_sound("monitors") &&
      std::none_of(monitors.begin(), monitors.end(), counts))
    diagnostics.add("signals_without_monitors", inputs.file.place("monitors.file"));
}

/// A closed loop needs a member that answers to nothing, and a forecast that can answer to the plan.
void check_loops(const CaseInputs& inputs, Diagnostics& diagnostics) {
  const auto& members = inputs.file.contents.members;
  const bool has_free = std::any_of(members.begin(), members.end(), [](const auto& member) {
    return member.scenarios.empty() && member.exclude == scenarios::Exclude::nothing &&
           member.outside.empty();
  });
  std::set<std::string> told;
  for (std::size_t n = 0; n < members.size(); ++n)
    for (const auto& path : members[n].scenarios) {
      const auto& file = inputs.scenarios.at(path);
      if (!scenarios::has_closed_loop({file.scenario}) || !told.insert(path).second) continue;
      if (!has_free)
        diagnostics.add("closed_loop_alone", inputs.file.place("member." + std::to_string(n) + ".scenarios"),
                        {{"id", members[n].id}});
      for (const auto& [id, trigger] : file.scenario.triggers)
        if (trigger.rules && trigger.rules->closed_loop && trigger.rules->is_forecast &&
            !inputs.file.contents.signals.forecast.empty())
          report({"closed_loop_forecast", "trigger." + id + ".feedback", {{"value", "scenario"}}}, file,
                 diagnostics);
    }
}

/// Plans that must wait are no mistake, but a check that says nothing of them would mislead.
void note_awaited(CaseInputs& inputs) {
  const auto& members = inputs.file.contents.members;
  for (std::size_t n = 0; n < inputs.awaited.size(); ++n) {
    if (inputs.awaited[n].empty()) continue;
    inputs.notes.add("plan_awaits_run", inputs.file.place("member." + std::to_string(n) + ".scenarios"),
                     {{"id", members[n].id}, {"value", scenarios::joined(inputs.awaited[n])}});
  }
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

void check_calendar(const CaseInputs& inputs, scenarios::Period period, const TextPlace& place,
                    Diagnostics& diagnostics) {
  const auto clock = inputs.file.contents.time.plan_clock();
  const auto& calendar = inputs.inventory.calendar;
  const auto year_of = [](std::int64_t day) {
    return int(std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day}}}.year());
  };
  std::set<int> known;
  for (const auto day : calendar.holidays) known.insert(year_of(day));
  for (const auto day : calendar.makeup_workdays) known.insert(year_of(day));
  const int first = year_of(clock.local_day(period.start)), last = year_of(clock.local_day(period.end - 1));
  for (int year = first; year <= last; ++year)
    if (!known.contains(year))
      return diagnostics.add("year_without_holidays", place,
                             {{"value", std::to_string(year)},
                              {"first", known.empty() ? "" : std::to_string(*known.begin())},
                              {"last", known.empty() ? "" : std::to_string(*known.rbegin())}});
}

namespace {

/// Whose calendar the plans go by, where it is not the weather's.
void note_plan_dates(CaseInputs& inputs) {
  const auto& time = inputs.file.contents.time;
  if (!time.plan_start) return;
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const auto text = [&](const model::LocalClock& clock) {
    return local_time_text(time.start, clock.offset) + " " + days[clock.local_weekday(time.start)];
  };
  inputs.notes.add("plan_dates_apart", inputs.file.place("time.plan_start"),
                   {{"value", text(time.plan_clock())}, {"start", text(time.clock())}});
}

/// What the inventory's own mistakes would only repeat is left out.
void read_emissions(CaseInputs& inputs, bool outside_allowed, Diagnostics& diagnostics) {
  const auto before = diagnostics.items().size();
  inputs.inventory = inventory_of(inputs, outside_allowed, diagnostics);
  if (diagnostics.items().size() != before || !inputs.file.is_sound("time")) {
    read_scenarios(inputs, diagnostics);
    return;
  }
  check_spreads(inputs.inventory, inputs.grid, diagnostics);
  const auto& time = inputs.file.contents.time;
  check_calendar(inputs, {time.start, time.end},
                 inputs.file.place(time.plan_start ? "time.plan_start" : "time.start"), diagnostics);
  note_plan_dates(inputs);
  inputs.signals = read_case_signals(inputs.file, inputs.stations, inputs.mesoscale.instants, diagnostics);
  const auto is_sound = read_scenarios(inputs, diagnostics);
  std::vector<ScenarioFile> sound;
  for (const auto& [path, file] : inputs.scenarios)
    if (is_sound.at(path)) sound.push_back(file);
  inputs.around = surroundings_of(inputs, diagnostics);
  add_sources(inputs, sound, diagnostics);
  make_plans(inputs, is_sound, false, diagnostics);
  check_monitors(inputs, diagnostics);
  check_loops(inputs, diagnostics);
  note_awaited(inputs);
}

}  // namespace

namespace {

/// "112.5000, 34.7000".
std::string degrees_text(Projection::Degrees at) {
  return fmt::format("{:.4f}, {:.4f}", at.longitude, at.latitude);
}

/// What is moved or added must emit in the grid.
void check_destinations(const CaseInputs& inputs, const std::vector<ScenarioFile>& files,
                        const scenarios::Placing& placing, Diagnostics& diagnostics) {
  const auto& grid = inputs.grid;
  std::set<std::string> told;
  for (const auto& file : files)
    for (const auto& [id, measure] : file.scenario.measures) {
      const auto* to = scenarios::destination_of(measure);
      const auto place = to ? scenarios::place_at(*to, inputs.inventory, placing) : std::nullopt;
      if (!place || is_inside(grid, *place) || !told.insert(id).second)
        continue;  // one that is inherited once
      const std::string key = to->longitude_latitude ? ".op.to.longitude" : ".op.to.region";
      const std::string where = degrees_text({place->longitude, place->latitude});
      report({"destination_outside",
              "measure." + id + key,
              {{"value", to->longitude_latitude ? where : to->region + " (" + where + ")"},
               {"first", degrees_text(inputs.projection->inverse(grid.x_west, grid.y_south))},
               {"last", degrees_text(inputs.projection->inverse(grid.x_west + grid.nx * grid.dx,
                                                                grid.y_south + grid.ny * grid.dx))}}},
             file, diagnostics);
    }
}

}  // namespace

void add_sources(CaseInputs& inputs, const std::vector<ScenarioFile>& files, Diagnostics& diagnostics) {
  const auto placing = [&inputs](double longitude, double latitude) {
    const auto metres = (*inputs.projection)(longitude, latitude);
    return scenarios::Place{longitude, latitude, metres.x, metres.y};
  };
  check_destinations(inputs, files, placing, diagnostics);
  add_dormant(files, inputs.inventory, inputs.around, placing, diagnostics);
}

bool CaseInputs::awaits_run() const {
  return std::any_of(awaited.begin(), awaited.end(), [](const auto& keys) { return !keys.empty(); });
}

void expand_plans(CaseInputs& inputs, Diagnostics& diagnostics) {
  std::map<std::string, bool> is_sound;
  for (const auto& [path, scenario] : inputs.scenarios) is_sound[path] = true;
  make_plans(inputs, is_sound, true, diagnostics);
}

scenarios::Surroundings surroundings_of_member(const CaseInputs& inputs, std::size_t member) {
  scenarios::Surroundings around = inputs.around;
  around.signals = signals_of(inputs, member);
  around.draw = draw_of(inputs.file.contents.members[member]);
  return around;
}

std::vector<scenarios::Scenario> scenarios_of_member(const CaseInputs& inputs, std::size_t member) {
  std::vector<scenarios::Scenario> found;
  for (const auto& path : inputs.file.contents.members[member].scenarios)
    found.push_back(inputs.scenarios.at(path).scenario);
  return found;
}

model::Season season_of_case(const CaseInputs& inputs) {
  const auto& time = inputs.file.contents.time;
  return model::season_of(time.clock().local_date(time.start).month(), mean_temperature(inputs), 0.0);
}

std::vector<model::LandUse> land_use_of_case(const CaseInputs& inputs) {
  if (!inputs.ground.land_use.empty()) return inputs.ground.land_use;
  model::LandUse plain;
  const double urban = inputs.file.contents.weather.surface.urban_fraction;
  const auto set = [&](std::string_view kind, double share) {
    const auto at = std::find(model::land_use_names.begin(), model::land_use_names.end(), kind);
    plain.share[static_cast<std::size_t>(at - model::land_use_names.begin())] = share;
  };
  set("urban", urban);
  set("deciduous", 0.1 * (1.0 - urban));
  set("agricultural", 0.9 * (1.0 - urban));
  return {plain};
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
  inputs.plume_places = read_plume_places(inputs.file, *inputs.projection, diagnostics);
  if (inputs.file.contents.inventory.folders.empty()) return inputs;
  if (!are_folders(inputs.file, diagnostics)) return inputs;
  read_emissions(inputs, choice.outside_allowed, diagnostics);
  inputs.city = city_window(inputs.file, *inputs.projection, inputs.grid, inputs.inventory, diagnostics);
  return inputs;
}

}  // namespace lantian::io
