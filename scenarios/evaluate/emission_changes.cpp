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

void add(const Comparison& comparison, const PollutantMasses& before, const PollutantMasses& after,
         std::vector<EmissionChange>& changes) {
  for (std::size_t p = 0; p < pollutant_count; ++p)
    changes.push_back({comparison.member, comparison.against, std::string(pollutant_names[p]), before[p],
                       after[p], before[p] > 0.0 ? (before[p] - after[p]) / before[p] : 0.0});
}

}  // namespace

std::vector<EmissionChange> emission_changes(const Question& question,
                                             const std::vector<EmittedHours>& emitted) {
  std::vector<EmissionChange> changes;
  for (const auto& comparison : question.comparisons) {
    const auto* before = find(emitted, comparison.against);
    const auto* after = find(emitted, comparison.member);
    if (before && after)
      add(comparison, total(*before, question.period), total(*after, question.period), changes);
  }
  return changes;
}

}  // namespace lantian::scenarios
