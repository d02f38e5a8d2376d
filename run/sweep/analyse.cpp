#include "run/sweep/analyse.hpp"

#include <algorithm>
#include <cmath>

#include "run/number_text.hpp"

namespace lantian::run {
namespace {

// Of a response: as many points as leave some samples to each, or one a level where there are few levels.
constexpr std::size_t fewest_bins = 3, most_bins = 10, samples_of_a_bin = 4;

std::size_t bins_of(std::vector<double> input) {
  const std::size_t samples = input.size();
  std::sort(input.begin(), input.end());
  const auto levels = static_cast<std::size_t>(std::unique(input.begin(), input.end()) - input.begin());
  return levels <= most_bins && 2 * levels <= samples
             ? samples
             : std::clamp(samples / samples_of_a_bin, fewest_bins, most_bins);
}

/// Members that differ in samples only: consecutive, for samples run fastest.
struct Group {
  std::map<std::string, std::string> entries;
  std::size_t begin = 0, count = 1;
};

std::vector<Group> groups_of(const io::SweepManifest& manifest) {
  const bool is_sampled = !manifest.dimensions.empty() && manifest.dimensions.back().kind == "sample";
  const std::size_t count = is_sampled ? manifest.dimensions.back().size() : manifest.members.size();
  std::vector<Group> groups;
  for (std::size_t begin = 0; begin < manifest.members.size(); begin += count) {
    Group group{{}, begin, count};
    std::size_t rest = begin / count;
    if (is_sampled)
      for (std::size_t d = manifest.dimensions.size() - 1; d-- > 0;) {
        const auto& dimension = manifest.dimensions[d];
        const std::size_t at = rest % dimension.size();
        rest /= dimension.size();
        group.entries[dimension.name] =
            dimension.words.empty() ? ten_digits(dimension.numbers[at]) : dimension.words[at];
      }
    groups.push_back(std::move(group));
  }
  return groups;
}

/// The design's points in the unit cube: Morris's levels are what inputs are in order, so each is ranked.
std::vector<std::vector<double>> unit_levels(const io::SweepDimension& samples) {
  std::vector<std::vector<double>> points(samples.size(), std::vector<double>(samples.coordinates.size()));
  for (std::size_t a = 0; a < samples.coordinates.size(); ++a) {
    auto levels = samples.coordinates[a].numbers;
    std::sort(levels.begin(), levels.end());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    const double steps = levels.size() > 1 ? static_cast<double>(levels.size() - 1) : 1.0;
    for (std::size_t n = 0; n < points.size(); ++n)
      points[n][a] = static_cast<double>(
                         std::lower_bound(levels.begin(), levels.end(), samples.coordinates[a].numbers[n]) -
                         levels.begin()) /
                     steps;
  }
  return points;
}

io::SweepGroup analysed(const io::SweepManifest& manifest, const Group& group,
                        const std::vector<double>& all) {
  io::SweepGroup found;
  found.entries = group.entries;
  const auto& samples = manifest.dimensions.back();
  if (samples.kind != "sample") return found;
  const std::vector<double> values(all.begin() + static_cast<std::ptrdiff_t>(group.begin),
                                   all.begin() + static_cast<std::ptrdiff_t>(group.begin + group.count));
  const std::size_t axes = samples.coordinates.size();
  if (manifest.sampling == "saltelli") {
    const auto indices = scenarios::sobol_indices(values, values.size() / (axes + 2), axes, manifest.seed);
    for (std::size_t a = 0; a < axes; ++a) found.sobol[samples.coordinates[a].name] = indices[a];
  }
  if (manifest.sampling == "morris") {
    const auto effects = scenarios::elementary_effects(values, unit_levels(samples));
    for (std::size_t a = 0; a < axes; ++a) found.morris[samples.coordinates[a].name] = effects[a];
  }
  for (const auto& c : samples.coordinates)
    found.responses[c.name] = scenarios::response_curve(c.numbers, values, bins_of(c.numbers));
  return found;
}

const io::SweepDataset::Column* column(const SweepMetrics& metrics, const std::string& name) {
  const auto found = std::find_if(metrics.columns.begin(), metrics.columns.end(),
                                  [&](const auto& one) { return one.name == name; });
  return found == metrics.columns.end() ? nullptr : &*found;
}

/// Air against cost, by weather: exposure where people are known, else the mean.
std::vector<io::SweepAnalysis::Front> fronts_of(const SweepMetrics& metrics) {
  const auto& manifest = metrics.manifest;
  const auto* cost = column(metrics, "cost") ? column(metrics, "cost") : column(metrics, "lost_output");
  const auto* air = column(metrics, "pm25_exposure");
  const auto is_nan = [](double value) { return std::isnan(value); };
  if (!air || std::all_of(air->values.begin(), air->values.end(), is_nan)) air = column(metrics, "pm25_mean");
  std::vector<io::SweepAnalysis::Front> fronts;
  if (!cost || !air) return fronts;
  for (std::size_t w = 0; w < manifest.weathers.size(); ++w) {
    io::SweepAnalysis::Front front{
        manifest.weathers[w].choice.id, cost->name, cost->unit, air->name, air->unit, {}};
    std::vector<double> costs, airs;
    for (std::size_t m = 0; m < manifest.members.size(); ++m) {
      if (manifest.scenarios[static_cast<std::size_t>(manifest.members[m])].weather != static_cast<int>(w))
        continue;
      if (std::isnan(cost->values[m]) || std::isnan(air->values[m])) continue;
      front.members.push_back({m, cost->values[m], air->values[m], false});
      costs.push_back(cost->values[m]);
      airs.push_back(air->values[m]);
    }
    for (const auto at : scenarios::pareto_front(costs, airs)) front.members[at].is_on_front = true;
    fronts.push_back(std::move(front));
  }
  return fronts;
}

}  // namespace

io::SweepAnalysis analysis_of(const SweepMetrics& metrics) {
  const auto& manifest = metrics.manifest;
  io::SweepAnalysis analysis{manifest.study_id, manifest.hash, manifest.sampling, manifest.synthetic, {}, {}};
  const auto groups = groups_of(manifest);
  for (const auto& one : metrics.columns) {
    const auto& asked = manifest.metrics;
    if (!asked.empty() && std::find(asked.begin(), asked.end(), one.name) == asked.end()) continue;
    io::SweepAnalysis::OfMetric of{one.name, one.unit, {}};
    for (const auto& group : groups) of.groups.push_back(analysed(manifest, group, one.values));
    analysis.metrics.push_back(std::move(of));
  }
  analysis.fronts = fronts_of(metrics);
  return analysis;
}

}  // namespace lantian::run
