#include "scenarios/study/sweep_metrics.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

const std::vector<Metric>& metrics() {
  using From = Metric::From;
  static const std::vector<Metric> all = [] {
    std::vector<Metric> list{
        {"pm25_mean", "ug m-3",
         "mean PM2.5 over the hours after the spin-up, mean of the stations that speak for the county: its "
         "control stations, else its townships'"},
        {"pm25_p95", "ug m-3", "95th percentile of the same hourly mean"},
        {"pm25_peak", "ug m-3", "largest hour of the same"},
        {"mda8_o3", "ug m-3", "highest daily maximum 8-hour mean of O3, mean of all stations of the county"},
        {"heavy_days", "1", "days with an air quality index above 200, mean of all stations of the county"},
        {"heavy_days_avoided", "1", "the same, of the baseline less the member's", From::air, true},
        {"pm25_exposure", "ug m-3", "24-h mean PM2.5 over people and days"}};
    for (const auto& pollutant : pollutant_names)
      list.push_back({"emitted_" + std::string(pollutant), "t",
                      "what people's sources of the county emit over the hours after the spin-up"});
    list.push_back({"lost_output", "", "output lost, in its own unit", From::plan});
    list.push_back({"cost", "", "cost beyond the base's, in the study's currency", From::plan});
    list.push_back({"stops", "1", "stops of lines beyond the base's", From::plan});
    list.push_back({"restart_emission", "t", "PM2.5 emitted while kilns heat up", From::plan});
    list.push_back({"cost_per_ugm3", "", "cost over the fall of pm25_mean", From::both});
    return list;
  }();
  return all;
}

std::vector<std::string> metric_names() {
  std::vector<std::string> names;
  for (const auto& metric : metrics()) names.push_back(metric.name);
  return names;
}

std::optional<RobustUse> robust_use_of(const std::string& word) {
  if (word == "mean") return RobustUse{RobustUse::Kind::mean, 0.0};
  if (word == "worst") return RobustUse{RobustUse::Kind::worst, 0.0};
  if (word == "max_regret") return RobustUse{RobustUse::Kind::max_regret, 0.0};
  if (!word.starts_with("cvar")) return std::nullopt;
  double level = -1.0;
  const char *begin = word.data() + 4, *end = word.data() + word.size();
  const auto read = std::from_chars(begin, end, level);
  if (read.ec != std::errc() || read.ptr != end || !(level >= 0.0 && level < 1.0)) return std::nullopt;
  return RobustUse{RobustUse::Kind::cvar, level};
}

bool is_state_of_the_world(const std::string& kind) {
  return kind == "weather" || kind == "compliance" || kind == "draw" || kind == "sample";
}

std::vector<double> regrets(const std::vector<double>& values, const std::vector<SweepExtent>& extents) {
  std::vector<std::size_t> state_of(values.size(), 0);
  std::size_t states = 1;
  for (std::size_t m = 0; m < values.size(); ++m) {
    std::size_t rest = m, stride = 1;
    for (auto extent = extents.rbegin(); extent != extents.rend(); ++extent) {
      if (extent->is_state) {
        state_of[m] += rest % extent->size * stride;
        stride *= extent->size;
      }
      rest /= extent->size;
    }
    states = stride;
  }
  std::vector<double> best(states, std::nan(""));
  for (std::size_t m = 0; m < values.size(); ++m)
    if (auto& least = best[state_of[m]]; !std::isnan(values[m]) && !(least <= values[m])) least = values[m];
  std::vector<double> lost;
  for (std::size_t m = 0; m < values.size(); ++m) lost.push_back(values[m] - best[state_of[m]]);
  return lost;
}

double robust(const RobustUse& use, std::vector<double> values) {
  for (const double value : values)
    if (std::isnan(value)) return value;
  if (values.empty()) return std::nan("");
  std::sort(values.begin(), values.end(), std::greater<>());
  if (use.kind == RobustUse::Kind::worst || use.kind == RobustUse::Kind::max_regret) return values.front();
  const double level = use.kind == RobustUse::Kind::cvar ? use.level : 0.0;
  double left = (1.0 - level) * static_cast<double>(values.size());
  const double share = left;
  double sum = 0.0;
  for (const double value : values) {
    if (left <= 0.0) break;
    sum += value * std::min(1.0, left);
    left -= 1.0;
  }
  return sum / share;
}

}  // namespace lantian::scenarios
