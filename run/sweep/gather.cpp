#include <algorithm>
#include <cmath>

#include "io/atomic_file.hpp"
#include "io/output_place.hpp"
#include "io/sweep/batch_file.hpp"
#include "io/sweep/dataset_file.hpp"
#include "run/sweep/analyse.hpp"
#include "run/sweep/plan.hpp"
#include "run/sweep/sweep.hpp"
#include "scenarios/policy/joined_words.hpp"
#include "scenarios/study/sweep_metrics.hpp"

namespace lantian::run {
namespace {

namespace fs = std::filesystem;
using io::SweepBatchFile;

/// A scenario's rows in the file that holds them.
struct Place {
  const SweepBatchFile* file = nullptr;
  std::size_t row = 0;
};

/// Components of the weather's identity that a result was not made with.
std::string differing(const SweepBatchFile& file, const io::SweepWeatherState& weather) {
  std::vector<std::string> names;
  for (const auto& [name, hash] : weather.identity) {
    const auto found = file.provenance.find(name);
    if (found == file.provenance.end() || found->second != hash) names.push_back(name);
  }
  if (names.empty()) names.push_back("scenarios");
  return scenarios::joined(names);
}

class Gathering {
 public:
  explicit Gathering(const SweepGather& request)
      : request_(request), manifest_(io::read_manifest(request.folder / manifest_name)) {}

  SweepMetrics all_metrics() {
    io::Diagnostics diagnostics;
    read_all(diagnostics);
    diagnostics.throw_if_any();
    io::SweepDataset data{manifest_};
    metrics(data);
    return {manifest_, std::move(data.columns)};
  }

  SweepGathered run() {
    io::Diagnostics diagnostics;
    io::check_output_file(request_.target, diagnostics);
    read_all(diagnostics);
    diagnostics.throw_if_any();
    io::SweepDataset data{manifest_};
    provenance(data);
    metrics(data);
    scores(data);
    failures(data);
    if (request_.with_series) series(data);
    maps(data);
    SweepGathered gathered{manifest_.members.size(), 0, 0, 0, request_.target, request_.target};
    gathered.table.replace_extension(".csv");
    for (std::size_t m = 0; m < manifest_.members.size(); ++m) {
      gathered.missing += place(m).file == nullptr;
      gathered.failed += !data.failures[m].empty() && place(m).file != nullptr;
      gathered.rescued += !data.rescued[m].empty();
    }
    io::write_sweep_dataset(data, gathered.dataset);
    io::write_atomically(gathered.table, io::sweep_table(data));
    return gathered;
  }

 private:
  void read_all(io::Diagnostics& diagnostics) {
    std::vector<std::string> known;
    std::size_t absent = 0;
    files_.reserve(manifest_.batches.size());
    places_.resize(manifest_.scenarios.size());
    first_.resize(manifest_.weathers.size());
    for (const auto& batch : manifest_.batches) {
      const auto path = result_path(request_.folder, batch);
      known.push_back(path.filename().string());
      if (!fs::exists(path)) {
        ++absent;
        continue;
      }
      auto file = read_result(request_.folder, manifest_, batch, diagnostics);
      if (!file) continue;
      files_.push_back(std::move(*file));
      const auto& held = files_.back();
      for (std::size_t row = 0; row < batch.scenarios.size(); ++row)
        places_[static_cast<std::size_t>(batch.scenarios[row])] = {&held, row};
      compare_baselines(held, path, batch.weather, diagnostics);
    }
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(request_.folder / results_name, failed)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with(".") || std::find(known.begin(), known.end(), name) != known.end()) continue;
      io::Diagnostics unread;
      const auto file = io::read_batch_file(entry.path(), unread);
      diagnostics.add("foreign_result", {entry.path().string(), 0, 0},
                      {{"what", file ? differing(*file, weather_of(*file)) : std::string("file")}});
    }
    if (absent > 0 && !request_.partial)
      diagnostics.add(
          "sweep_incomplete", {(request_.folder / manifest_name).string(), 0, 0},
          {{"value", std::to_string(absent)}, {"expected", std::to_string(manifest_.batches.size())}});
  }

  const io::SweepWeatherState& weather_of(const SweepBatchFile& file) const {
    const auto id = file.provenance.find("weather_id");
    for (const auto& weather : manifest_.weathers)
      if (id != file.provenance.end() && weather.choice.id == id->second) return weather;
    return manifest_.weathers.front();
  }

  /// All batches of a weather step beside the same baseline, to the bit.
  void compare_baselines(const SweepBatchFile& file, const fs::path& path, int weather,
                         io::Diagnostics& diagnostics) {
    auto& first = first_[static_cast<std::size_t>(weather)];
    if (!first.first) {
      first = {&file, path};
      return;
    }
    const auto& other = *first.first;
    const std::size_t metrics = file.metrics.size();
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    const bool equal =
        metrics == other.metrics.size() && file.baseline.size() == other.baseline.size() &&
        std::equal(file.baseline.begin(), file.baseline.end(), other.baseline.begin(), same) &&
        std::equal(file.values.begin(), file.values.begin() + static_cast<std::ptrdiff_t>(metrics),
                   other.values.begin(), same);
    if (!equal)
      diagnostics.add("baselines_differ", {path.string(), 0, 0},
                      {{"other", first.second.string()},
                       {"id", manifest_.weathers[static_cast<std::size_t>(weather)].choice.id}});
  }

  Place place(std::size_t member) const {
    return places_[static_cast<std::size_t>(manifest_.members[member])];
  }
  std::size_t weather(std::size_t member) const {
    return static_cast<std::size_t>(
        manifest_.scenarios[static_cast<std::size_t>(manifest_.members[member])].weather);
  }
  const SweepBatchFile* any() const { return files_.empty() ? nullptr : &files_.front(); }

  void provenance(io::SweepDataset& data) const {
    data.provenance = {{"lantian_version", manifest_.version},
                       {"lantian_study", manifest_.study_id},
                       {"lantian_manifest", manifest_.hash},
                       {"lantian_sampling", manifest_.sampling},
                       {"lantian_seed", std::to_string(manifest_.seed)}};
    for (const auto& w : manifest_.weathers)
      for (const auto& [name, hash] : w.identity)
        data.provenance.emplace_back("lantian_" + w.choice.id + "_" + name, hash);
  }

  double value(const Place& place, std::size_t row, const std::string& metric) const {
    if (!place.file) return std::nan("");
    const auto& names = place.file->metrics;
    const auto at = std::find(names.begin(), names.end(), metric);
    if (at == names.end()) return std::nan("");
    return place.file->values[row * names.size() + static_cast<std::size_t>(at - names.begin())];
  }

  double baseline(std::size_t weather, const std::string& metric) const {
    return value({first_[weather].first, 0}, 0, metric);
  }

  void metrics(io::SweepDataset& data) const {
    const std::size_t members = manifest_.members.size();
    const auto add = [&](const std::string& name, const std::string& unit,
                         const std::string& meaning) -> auto& {
      data.columns.push_back({name, unit, meaning, std::vector<double>(members, std::nan("")), {}});
      return data.columns.back();
    };
    const auto per_unit = [&](const std::string& unit) { return unit.empty() ? std::string("1") : unit; };
    for (const auto& metric : scenarios::metrics()) {
      if (metric.name == "lost_output") {
        for (const auto& [unit, lost] : manifest_.figures.lost) {
          const bool is_alone = manifest_.figures.lost.size() == 1;
          const auto comma = unit.rfind(", ");
          add(is_alone ? metric.name : metric.name + "_" + unit.substr(0, comma),
              comma == std::string::npos ? unit : unit.substr(comma + 2), metric.meaning + ": " + unit)
              .values = lost;
        }
        continue;
      }
      const auto& currency = manifest_.figures.currency;
      if (currency.empty() && metric.name.starts_with("cost")) continue;
      std::string unit = metric.unit;
      if (metric.name == "cost") unit = currency;
      if (metric.name == "cost_per_ugm3") unit = currency + " m3 ug-1";
      auto& column = add(metric.name, per_unit(unit), metric.meaning);
      if (metric.name == "cost") column.values = manifest_.figures.cost;
      if (metric.name == "stops") column.values = manifest_.figures.stops;
      if (metric.name == "restart_emission") column.values = manifest_.figures.restart;
      if (metric.from == scenarios::Metric::From::plan) continue;
      for (std::size_t m = 0; m < members; ++m) {
        const auto at = place(m);
        if (metric.name == "heavy_days_avoided")
          column.values[m] = baseline(weather(m), "heavy_days") - value(at, at.row + 1, "heavy_days");
        else if (metric.name == "cost_per_ugm3") {
          const double fall = baseline(weather(m), "pm25_mean") - value(at, at.row + 1, "pm25_mean");
          column.values[m] = fall > 0.0 ? manifest_.figures.cost[m] / fall : std::nan("");
        } else
          column.values[m] = value(at, at.row + 1, metric.name);
      }
      if (metric.from != scenarios::Metric::From::air || metric.name == "heavy_days_avoided") continue;
      for (std::size_t w = 0; w < manifest_.weathers.size(); ++w)
        column.baseline.push_back(baseline(w, metric.name));
    }
  }

  /// Each metric that is asked for, summarised over the axis across.
  void scores(io::SweepDataset& data) const {
    if (manifest_.across.empty()) return;
    std::size_t inner = 1, length = 0;
    for (std::size_t d = manifest_.dimensions.size(); d-- > 0;) {
      const auto& dimension = manifest_.dimensions[d];
      if (dimension.name == manifest_.across) {
        length = dimension.size();
        break;
      }
      inner *= dimension.size();
    }
    if (length == 0) return;
    std::vector<scenarios::SweepExtent> extents;
    for (const auto& dimension : manifest_.dimensions)
      extents.push_back({dimension.size(), scenarios::is_state_of_the_world(dimension.kind)});
    const std::size_t members = manifest_.members.size(), outer = members / (length * inner);
    for (const auto& column : data.columns) {
      const auto& asked = manifest_.metrics;
      if (!asked.empty() && std::find(asked.begin(), asked.end(), column.name) == asked.end()) continue;
      const auto metric = std::find_if(scenarios::metrics().begin(), scenarios::metrics().end(),
                                       [&](const auto& one) { return one.name == column.name; });
      const double sign = metric != scenarios::metrics().end() && metric->more_is_better ? -1.0 : 1.0;
      std::vector<double> losses;
      for (const double value : column.values) losses.push_back(sign * value);
      const auto regrets = scenarios::regrets(losses, extents);
      for (const auto& word : manifest_.robust_use) {
        const auto use = scenarios::robust_use_of(word);
        const bool is_regret = use->kind == scenarios::RobustUse::Kind::max_regret;
        io::SweepDataset::Score score{column.name + "_" + word,
                                      column.unit,
                                      word + " over " + manifest_.across + " of " + column.name,
                                      {}};
        for (std::size_t o = 0; o < outer; ++o)
          for (std::size_t i = 0; i < inner; ++i) {
            std::vector<double> values;
            for (std::size_t a = 0; a < length; ++a) {
              const std::size_t m = (o * length + a) * inner + i;
              values.push_back(is_regret ? regrets[m] : losses[m]);
            }
            const double summary = scenarios::robust(*use, values);
            score.values.push_back(is_regret ? summary : sign * summary);
          }
        data.scores.push_back(std::move(score));
      }
    }
  }

  void failures(io::SweepDataset& data) const {
    for (std::size_t m = 0; m < manifest_.members.size(); ++m) {
      const auto at = place(m);
      data.failures.push_back(at.file ? at.file->failures[at.row] : "not computed yet");
      data.rescued.push_back(at.file ? at.file->rescued[at.row] : "");
    }
  }

  /// Weathers of other lengths or monitors are filled up with NaN.
  void series(io::SweepDataset& data) const {
    if (!any()) return;
    for (const auto& file : files_) {
      data.hours = std::max(data.hours, file.hours);
      for (const auto& monitor : file.monitors)
        if (std::find(data.monitors.begin(), data.monitors.end(), monitor) == data.monitors.end())
          data.monitors.push_back(monitor);
    }
    data.quantities = any()->quantities;
    const std::size_t size = data.quantities.size() * data.monitors.size() * data.hours;
    data.baseline.assign(manifest_.weathers.size() * size, std::nanf(""));
    data.differences.assign(manifest_.members.size() * size, std::nanf(""));
    const auto put = [&](const SweepBatchFile& file, const float* from, float* to) {
      for (std::size_t q = 0; q < file.quantities.size(); ++q)
        for (std::size_t k = 0; k < file.monitors.size(); ++k) {
          const auto at = static_cast<std::size_t>(
              std::find(data.monitors.begin(), data.monitors.end(), file.monitors[k]) -
              data.monitors.begin());
          std::copy_n(from + (q * file.monitors.size() + k) * file.hours, file.hours,
                      to + (q * data.monitors.size() + at) * data.hours);
        }
    };
    for (std::size_t w = 0; w < manifest_.weathers.size(); ++w) {
      const auto* file = first_[w].first;
      data.first_hours.push_back(file ? file->first_hour : 0);
      if (file) put(*file, file->baseline.data(), data.baseline.data() + w * size);
    }
    for (std::size_t m = 0; m < manifest_.members.size(); ++m) {
      const auto at = place(m);
      if (!at.file) continue;
      const std::size_t own = at.file->baseline.size();
      put(*at.file, at.file->differences.data() + at.row * own, data.differences.data() + m * size);
    }
  }

  /// Only where all weathers have one grid.
  void maps(io::SweepDataset& data) const {
    if (!any() || manifest_.maps.empty()) return;
    const auto &y = any()->y, &x = any()->x;
    const std::size_t size = manifest_.maps.size() * y.size() * x.size();
    for (const auto& file : files_)
      if (file.y != y || file.x != x) return;
    data.maps = manifest_.maps;
    data.y = y;
    data.x = x;
    data.baseline_maps.assign(manifest_.weathers.size() * size, std::nanf(""));
    data.map_differences.assign(manifest_.members.size() * size, std::nanf(""));
    for (std::size_t w = 0; w < manifest_.weathers.size(); ++w)
      if (const auto* file = first_[w].first)
        std::copy(file->baseline_maps.begin(), file->baseline_maps.end(),
                  data.baseline_maps.begin() + static_cast<std::ptrdiff_t>(w * size));
    for (std::size_t m = 0; m < manifest_.members.size(); ++m)
      if (const auto at = place(m); at.file)
        std::copy_n(at.file->map_differences.begin() + static_cast<std::ptrdiff_t>(at.row * size), size,
                    data.map_differences.begin() + static_cast<std::ptrdiff_t>(m * size));
  }

  const SweepGather& request_;
  io::SweepManifest manifest_;
  std::vector<SweepBatchFile> files_;
  std::vector<Place> places_;
  std::vector<std::pair<const SweepBatchFile*, fs::path>> first_;  // by weather
};

}  // namespace

SweepGathered gather_sweep(const SweepGather& request) { return Gathering(request).run(); }

SweepMetrics metrics_of_sweep(const fs::path& folder) {
  SweepGather request;
  request.folder = folder;
  return Gathering(request).all_metrics();
}

}  // namespace lantian::run
