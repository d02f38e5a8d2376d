#include <algorithm>

#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::scenarios {

namespace {

PollutantMasses total(const EmittedHours& emitted, Period period) {
  PollutantMasses sum{};
  for (std::size_t h = 0; h < emitted.hours.size(); ++h) {
    const auto time = emitted.start + static_cast<std::int64_t>(h) * model::seconds_per_hour;
    if (time < period.start || time >= period.end) continue;
    for (std::size_t p = 0; p < pollutant_count; ++p) sum[p] += emitted.hours[h][p];
  }
  return sum;
}

const EmittedHours* find(const std::vector<EmittedHours>& emitted, const std::string& member) {
  const auto place =
      std::find_if(emitted.begin(), emitted.end(), [&](const EmittedHours& e) { return e.member == member; });
  return place == emitted.end() ? nullptr : &*place;
}

std::optional<double> required(const Standards& standards, const std::string& level) {
  for (const auto& reduction : standards.reductions)
    if (reduction.level == level) return reduction.share;
  return std::nullopt;
}

/// The rule names SO2, NOx, primary particles (counted as PM10) and VOC.
bool is_named_by_rule(Pollutant p) {
  return p == Pollutant::SO2 || p == Pollutant::NOx || p == Pollutant::PM10 || p == Pollutant::VOC;
}

void add(const Comparison& comparison, const PollutantMasses& before, const PollutantMasses& after,
         std::optional<double> needed, std::vector<EmissionChange>& changes) {
  double traded = 0.0;
  for (std::size_t p = 0; p < pollutant_count; ++p) {
    const auto pollutant = static_cast<Pollutant>(p);
    const double share = before[p] > 0.0 ? (before[p] - after[p]) / before[p] : 0.0;
    if (pollutant == Pollutant::SO2 || pollutant == Pollutant::NOx) traded += share;
    changes.push_back({comparison.member, comparison.against, std::string(pollutant_names[p]), before[p],
                       after[p], share, is_named_by_rule(pollutant) ? needed : std::nullopt});
  }
  if (needed)
    changes.push_back(
        {comparison.member, comparison.against, "SO2+NOx", 2.0, 2.0 - traded, traded, 2.0 * *needed});
}

}  // namespace

std::optional<bool> EmissionChange::held() const {
  if (!required) return std::nullopt;
  return share >= *required;
}

std::vector<EmissionChange> emission_changes(const Question& question,
                                             const std::vector<EmittedHours>& emitted,
                                             const Standards& standards) {
  std::vector<EmissionChange> changes;
  for (const auto& comparison : question.comparisons) {
    const auto* before = find(emitted, comparison.against);
    const auto* after = find(emitted, comparison.member);
    if (before && after)
      add(comparison, total(*before, question.period), total(*after, question.period),
          required(standards, comparison.level), changes);
  }
  return changes;
}

}  // namespace lantian::scenarios
