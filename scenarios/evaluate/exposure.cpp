#include "scenarios/evaluate/exposure.hpp"

#include <limits>
#include <map>
#include <set>

#include "scenarios/evaluate/township_days.hpp"

namespace lantian::scenarios {

namespace {

double limit_on(const Standards& standards, const TownshipDays& days) {
  const auto* limit = in_force(standards.air_quality, days.first_day()).limit(days.pollutant, days.average);
  return limit ? limit->class_2 : std::numeric_limits<double>::infinity();
}

}  // namespace

std::vector<Settlement> settlements(const Inventory& inventory, const std::string& county) {
  std::vector<Settlement> found;
  for (const auto& region : inventory.regions)
    if (region.county == county && region.population) found.push_back({region.id, *region.population});
  return found;
}

std::vector<Exposure> exposures(const Question& question, const std::vector<Settlement>& people,
                                const std::vector<DailyStatistic>& days, const Standards& standards) {
  std::vector<Exposure> found;
  for (const auto& pair : township_days(question, people, days)) {
    Exposure exposure;
    exposure.member = pair.member;
    exposure.against = pair.against;
    exposure.pollutant = pair.pollutant;
    exposure.average = pair.average;
    exposure.limit = limit_on(standards, pair);
    exposure.days = static_cast<int>(pair.days.size());
    for (const auto& settlement : people) exposure.population += settlement.population;
    for (const auto& [local_day, values] : pair.days)
      for (std::size_t n = 0; n < people.size(); ++n) {
        const double weight = people[n].population;
        exposure.before += weight * values[n].before;
        exposure.after += weight * values[n].after;
        if (values[n].before > exposure.limit) exposure.person_days_above_before += weight;
        if (values[n].after > exposure.limit) exposure.person_days_above_after += weight;
      }
    exposure.before /= exposure.population * exposure.days;
    exposure.after /= exposure.population * exposure.days;
    found.push_back(std::move(exposure));
  }
  return found;
}

}  // namespace lantian::scenarios
