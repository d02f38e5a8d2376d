#include "run/sweep/plan.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "io/atomic_file.hpp"
#include "io/output_place.hpp"
#include "io/sha256.hpp"
#include "io/study/sweep.hpp"
#include "model/grid/parallel.hpp"
#include "run/sweep/asked.hpp"
#include "run/sweep/weather_members.hpp"
#include "run/version.hpp"
#include "scenarios/policy/joined_words.hpp"
#include "scenarios/study/shared_prefix.hpp"

namespace lantian::run {
namespace {

constexpr const char* result_format = "3";  // of what a batch's file holds

/// What a member comes to, before equal ones are joined.
struct Planned {
  std::string key, plan;
  int fork_hour = 0;
  std::vector<std::uint64_t> course;
  double cost = 0.0, stops = 0.0, restart = std::nan("");
  std::map<std::string, double> lost;
};

Planned planned_of(const WeatherMembers& weather, const io::SweepWeatherState& state, const SweepPoint& point,
                   bool with_restart) {
  const auto member = weather.member(point, with_restart);
  const auto& inputs = weather.inputs();
  Planned planned;
  planned.plan = io::plan_hash(member.plan, inputs.inventory);
  planned.key = content_key(state.identity, state.baseline, planned.plan);
  const auto& run = inputs.around.run;
  planned.fork_hour =
      static_cast<int>((scenarios::first_difference(member.plan, weather.baseline(), run) - run.start) /
                       model::seconds_per_hour);
  planned.course = scenarios::course(member.plan, run);
  planned.cost = member.figures.cost;
  planned.stops = member.figures.stops;
  planned.lost = member.figures.lost;
  if (with_restart) planned.restart = member.restart / 1000.0;
  return planned;
}

void keep_figures(io::SweepManifest& manifest, const std::vector<Planned>& all) {
  auto& figures = manifest.figures;
  for (const auto& one : all)
    for (const auto& [unit, lost] : one.lost) figures.lost[unit].assign(all.size(), 0.0);
  for (std::size_t m = 0; m < all.size(); ++m) {
    figures.cost.push_back(all[m].cost);
    figures.stops.push_back(all[m].stops);
    figures.restart.push_back(all[m].restart);
    for (const auto& [unit, lost] : all[m].lost) figures.lost[unit][m] = lost;
  }
}

/// Equal contents once, in the order of the members that have them first.
void join_equal(io::SweepManifest& manifest, const std::vector<Planned>& all,
                const std::vector<int>& weathers) {
  std::map<std::string, int> known;
  for (std::size_t m = 0; m < all.size(); ++m) {
    const auto [found, is_new] = known.try_emplace(all[m].key, static_cast<int>(manifest.scenarios.size()));
    if (is_new)
      manifest.scenarios.push_back(
          {all[m].key, all[m].plan, weathers[m], static_cast<int>(m), all[m].fork_hour});
    manifest.members.push_back(found->second);
  }
}

/// By weather; those that leave the baseline at about the same hour together, and of them those that do the
/// same for longest, so that they share one run so far.
void make_batches(io::SweepManifest& manifest, const std::vector<Planned>& all, int batch_size) {
  for (std::size_t w = 0; w < manifest.weathers.size(); ++w) {
    std::vector<int> own;
    for (std::size_t s = 0; s < manifest.scenarios.size(); ++s)
      if (manifest.scenarios[s].weather == static_cast<int>(w)) own.push_back(static_cast<int>(s));
    const auto planned = [&](int s) -> const Planned& {
      return all[static_cast<std::size_t>(manifest.scenarios[static_cast<std::size_t>(s)].member)];
    };
    std::stable_sort(own.begin(), own.end(), [&](int a, int b) {
      const auto &first = planned(a), &second = planned(b);
      return first.fork_hour != second.fork_hour ? first.fork_hour < second.fork_hour
                                                 : first.course < second.course;
    });
    const auto size = static_cast<std::size_t>(batch_size);
    for (std::size_t from = 0; from < own.size(); from += size) {
      io::SweepBatch batch;
      batch.weather = static_cast<int>(w);
      batch.scenarios.assign(own.begin() + static_cast<std::ptrdiff_t>(from),
                             own.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, own.size())));
      std::string text = std::string("batch ") + result_format + "\n";
      for (const int s : batch.scenarios) text += manifest.scenarios[static_cast<std::size_t>(s)].key + "\n";
      for (const auto& map : manifest.maps) text += "map " + map + "\n";
      batch.id = io::sha256(text).substr(0, 24);
      manifest.batches.push_back(std::move(batch));
    }
  }
}

void estimate(io::SweepManifest& manifest, double core_seconds, std::size_t monitors, std::size_t columns) {
  auto& e = manifest.estimate;
  double core = 0.0, bytes = 0.0;
  constexpr double quantities = 6.0;
  for (const auto& batch : manifest.batches) {
    const auto& weather = manifest.weathers[static_cast<std::size_t>(batch.weather)];
    const double hours = static_cast<double>((weather.end - weather.start) / model::seconds_per_hour);
    const double lanes = planned_lane_hours(manifest, batch);
    e.lane_hours += lanes;
    core += lanes / 24.0 * static_cast<double>(weather.cells) * core_seconds;
    const double rows = static_cast<double>(batch.scenarios.size()) + 1.0;
    bytes += rows *
                 (static_cast<double>(monitors) * quantities * (hours - weather.spinup_hours) +
                  static_cast<double>(manifest.maps.size() * columns)) *
                 4.0 +
             16384.0;
  }
  for (const int s : manifest.members) {
    const auto& weather =
        manifest.weathers[static_cast<std::size_t>(manifest.scenarios[static_cast<std::size_t>(s)].weather)];
    e.lane_hours_unshared +=
        2.0 * static_cast<double>((weather.end - weather.start) / model::seconds_per_hour);
  }
  e.core_hours = core / 3600.0;
  e.gigabytes = bytes / 1e9;
  e.files = static_cast<int>(manifest.batches.size()) + 1;
}

/// Which parts of two manifests differ.
std::string differences(const io::SweepManifest& a, const io::SweepManifest& b) {
  std::vector<std::string> found;
  if (a.study_text != b.study_text) found.push_back("study");
  for (const auto& weather : a.weathers)
    for (const auto& other : b.weathers)
      if (weather.choice.id == other.choice.id)
        for (const auto& [name, hash] : weather.identity) {
          const auto at = other.identity.find(name);
          const bool differs = at == other.identity.end() || at->second != hash;
          if (differs && std::find(found.begin(), found.end(), name) == found.end()) found.push_back(name);
        }
  if (found.empty()) found.push_back(a.batches.size() == b.batches.size() ? "axes" : "batches");
  return scenarios::joined(found);
}

}  // namespace

std::filesystem::path result_path(const std::filesystem::path& folder, const io::SweepBatch& batch) {
  return folder / results_name / (batch.id + ".nc");
}

std::optional<io::SweepBatchFile> read_result(const std::filesystem::path& folder,
                                              const io::SweepManifest& manifest, const io::SweepBatch& batch,
                                              io::Diagnostics& diagnostics) {
  const auto path = result_path(folder, batch);
  auto file = io::read_batch_file(path, diagnostics);
  std::vector<std::string> keys;
  for (const int s : batch.scenarios) keys.push_back(manifest.scenarios[static_cast<std::size_t>(s)].key);
  if (file && file->batch == batch.id && file->keys == keys) return file;
  diagnostics.add("unsound_result", {path.string(), 0, 0});
  return std::nullopt;
}

std::string content_key(const std::map<std::string, std::string>& identity, const std::string& baseline,
                        const std::string& plan) {
  std::string text = "lantian.sweep.member/1\n";
  for (const auto& [name, hash] : identity) text += name + " " + hash + "\n";
  return io::sha256(text + "baseline " + baseline + "\nplan " + plan + "\n");
}

double planned_lane_hours(const io::SweepManifest& manifest, const io::SweepBatch& batch) {
  const auto& weather = manifest.weathers[static_cast<std::size_t>(batch.weather)];
  const auto hours = static_cast<double>((weather.end - weather.start) / model::seconds_per_hour);
  double lanes = hours;  // the baseline's
  for (const int s : batch.scenarios)
    lanes += hours - manifest.scenarios[static_cast<std::size_t>(s)].fork_hour;
  return lanes;
}

io::SweepManifest plan_sweep(const SweepRequest& request) {
  model::set_thread_count(request.threads);
  io::Diagnostics diagnostics;
  io::check_output_folder(request.folder, diagnostics);
  SweepStudy source{request.case_path, request.choice.outside_allowed, request.study.string(), {}, {}};
  if (const auto text = io::read_text_file(request.study, diagnostics)) {
    source.text = *text;
    if (auto document = io::parse_toml(*text, source.file, diagnostics))
      source.document = std::move(*document);
  }
  diagnostics.throw_if_any();

  // The axes first, by a reading against the case as it stands: they say which weathers there are.
  const auto file = io::read_case(request.case_path, request.choice, diagnostics);
  diagnostics.throw_if_any();
  const auto study =
      io::read_study(source.document, io::CaseFolder(file.folder, request.choice.outside_allowed),
                     file.contents.time.plan_clock(), diagnostics);
  diagnostics.throw_if_any();
  const SweepDesign design(study.study, {source.file, 1, 0});

  io::SweepManifest manifest;
  manifest.study_id = study.study.id;
  manifest.label = study.study.label;
  manifest.study_file = request.study.filename().string();
  manifest.study_text = source.text;
  std::error_code failed;
  const auto real =
      [&](const std::filesystem::path& path) {  // a relative one keeps its kind where it is yet to be
        return std::filesystem::weakly_canonical(std::filesystem::absolute(path), failed);
      };
  manifest.case_path = real(request.case_path).lexically_relative(real(request.folder)).generic_string();
  manifest.outside_allowed = request.choice.outside_allowed;
  manifest.double_precision = request.double_precision;
  manifest.synthetic = file.contents.synthetic;
  manifest.version = version();
  manifest.seed = study.study.seed;
  manifest.sampling = design.sampling();
  manifest.maps = study.study.maps;
  manifest.metrics = study.study.metrics;
  manifest.across = study.study.across;
  manifest.robust_use = study.study.robust_use;
  manifest.dimensions = design.dimensions();
  const auto& asked = study.study.metrics;
  const bool with_restart = std::find(asked.begin(), asked.end(), "restart_emission") != asked.end();

  std::vector<std::unique_ptr<WeatherMembers>> weathers;
  std::size_t monitors = 0, columns = 0;
  for (auto weather : design.weathers()) {
    if (weather.season.empty()) weather.season = request.choice.season;
    if (weather.variant.empty()) weather.variant = request.choice.variant;
    auto members = std::make_unique<WeatherMembers>(source, weather, design.parameters());
    const auto& inputs = members->inputs();
    if (diagnostics.empty()) check_asked(*members, diagnostics);  // the same in the weathers that follow
    io::SweepWeatherState state;
    state.choice = weather;
    state.identity = members->identity(request.double_precision);
    state.baseline = io::plan_hash(members->baseline(), inputs.inventory);
    const auto& time = inputs.file.contents.time;
    state.start = time.start;
    state.end = time.end;
    state.spinup_hours = static_cast<int>(time.spinup / static_cast<double>(model::seconds_per_hour));
    state.cells = static_cast<std::int64_t>(inputs.grid.cells());
    state.shares = members->solved_shares();
    members->set_shares(state.shares);
    manifest.figures.currency = members->currency();
    manifest.weathers.push_back(std::move(state));
    monitors = std::max(monitors, inputs.monitors.size());
    columns = std::max(columns, inputs.grid.columns());
    weathers.push_back(std::move(members));
  }
  diagnostics.throw_if_any();

  std::vector<Planned> all(design.size());
  std::vector<int> of_weather(design.size());
  model::parallel_for(static_cast<std::ptrdiff_t>(design.size()), [&](std::ptrdiff_t m) {
    const auto point = design.point(static_cast<std::size_t>(m));
    const auto w = static_cast<std::size_t>(point.weather);
    of_weather[static_cast<std::size_t>(m)] = point.weather;
    all[static_cast<std::size_t>(m)] = planned_of(*weathers[w], manifest.weathers[w], point, with_restart);
  });
  keep_figures(manifest, all);
  join_equal(manifest, all, of_weather);
  make_batches(manifest, all, request.batch_size);
  estimate(manifest, request.core_seconds, monitors, columns);

  const auto target = request.folder / manifest_name;
  if (std::filesystem::exists(target)) {
    auto there = io::read_manifest(target);
    if (io::manifest_text(there) == io::manifest_text(manifest)) return there;
    diagnostics.add("sweep_planned", {target.string(), 0, 0}, {{"what", differences(manifest, there)}});
    diagnostics.throw_if_any();
  }
  io::write_atomically(target, io::manifest_text(manifest));
  return io::read_manifest(target);
}

}  // namespace lantian::run
