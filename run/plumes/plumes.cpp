#include "run/plumes/plumes.hpp"

#include <algorithm>
#include <chrono>

#include "io/output_place.hpp"
#include "io/scenario/scenario.hpp"
#include "io/sha256.hpp"
#include "model/grid/parallel.hpp"
#include "run/case_weather.hpp"
#include "run/plumes/kept_units.hpp"
#include "run/plumes/plume_results.hpp"
#include "run/version.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::run {
namespace {

/// Hourly means in the lowest layer, as the run recorded them; nothing where the mechanism has no ozone.
GridOzone ozone_of(const Engine& engine, const Simulated& simulated) {
  const auto found = std::find_if(simulated.quantities.begin(), simulated.quantities.end(),
                                  [](const auto& quantity) { return quantity.name == "O3"; });
  if (found == simulated.quantities.end()) return {};
  const auto& hours = simulated.record.means[static_cast<std::size_t>(found - simulated.quantities.begin())];
  return [&hours, columns = engine.grid.columns()](int hour, std::size_t member, std::size_t column) {
    return static_cast<double>(hours[static_cast<std::size_t>(hour)][member * columns + column]);
  };
}

std::vector<PlumeMember> members_of(const std::vector<RunMember>& members) {
  std::vector<PlumeMember> made;
  for (const auto& one : members) made.push_back({one.id, {one.plan, one.exclude}});
  return made;
}

PlumeIncrements increments_of(const io::CaseInputs& inputs, const PlumeSetup& setup,
                              const std::vector<PlumeMember>& members, const WeatherSeries& weather,
                              const std::optional<std::filesystem::path>& matrix, const GridOzone& ozone,
                              Progress& progress, bool* was_there = nullptr) {
  progress.plumes(0, setup.hours);
  if (!matrix)
    return plume_increments(inputs, setup, members, weather, computed_units(setup, weather), ozone, progress);
  KeptUnits kept(inputs, setup, weather, *matrix);
  auto made = plume_increments(inputs, setup, members, weather, kept.values(), ozone, progress);
  kept.finish();
  if (was_there != nullptr) *was_there = kept.is_there();
  return made;
}

/// Plans that hang on a run of the grid cannot be had without one.
void check_plans(const io::CaseInputs& inputs, const std::vector<RunMember>& members,
                 io::Diagnostics& diagnostics) {
  for (const auto& member : members) {
    const auto n = static_cast<std::size_t>(member.plan - inputs.plans.data());
    if (!inputs.awaited[n].empty())
      diagnostics.add("plumes_need_run", inputs.file.place("member." + std::to_string(n) + ".scenarios"),
                      {{"id", member.id}, {"value", scenarios::joined(inputs.awaited[n])}});
  }
}

}  // namespace

void write_plumes(const Engine& engine, const Simulated& simulated,
                  const std::map<std::string, std::string>& identity, const std::filesystem::path& folder,
                  Progress& progress) {
  const auto& inputs = engine.inputs;
  if (!inputs.file.contents.plumes.active) return;
  const PlumeSetup setup = plume_setup(inputs);
  std::optional<std::filesystem::path> matrix;
  if (inputs.file.contents.plumes.matrix) {
    matrix = folder / "plume_matrix.h5";
    std::error_code failed;
    std::filesystem::remove(*matrix, failed);  // an older run's would pass for this one's
  }
  const auto made = increments_of(inputs, setup, members_of(engine.members), engine.weather, matrix,
                                  ozone_of(engine, simulated), progress);
  write_plume_results(inputs, setup, made, identity, folder);
}

PlumesSummary run_plumes(const PlumesRequest& request, Progress& progress) {
  const auto began = std::chrono::steady_clock::now();
  model::set_thread_count(request.threads);
  const io::CaseInputs inputs = read_sound_case(request.case_path, request.choice);
  const auto members = run_members(inputs, request.members);
  io::Diagnostics diagnostics;
  io::check_output_folder(request.output, diagnostics);
  check_plans(inputs, members, diagnostics);
  const PlumeSetup setup = plume_setup(inputs);
  check_plume_size(inputs, setup, members.size(), diagnostics);
  diagnostics.throw_if_any();
  const WeatherSeries weather(inputs.grid, case_weather(inputs));
  PlumesSummary summary;
  const auto made = increments_of(inputs, setup, members_of(members), weather, request.matrix, {}, progress,
                                  &summary.matrix_was_there);
  const std::map<std::string, std::string> identity{{"version", version()},
                                                    {"case", io::sha256(io::resolved_text(inputs.file))}};
  write_plume_results(inputs, setup, made, identity, request.output);
  summary.folder = request.output;
  summary.members = made.members;
  summary.outlets = setup.outlets();
  summary.places = setup.places.size();
  summary.points = setup.map.points();
  summary.hours = setup.hours;
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return summary;
}

}  // namespace lantian::run
