#include "scenarios/evaluate/township_days.hpp"

#include <set>

namespace lantian::scenarios {

std::vector<TownshipDays> township_days(const Question& question, const std::vector<Settlement>& people,
                                        const std::vector<DailyStatistic>& days) {
  std::vector<TownshipDays> found;
  if (people.empty()) return found;
  using Key = std::tuple<std::string, std::string, std::int64_t>;  // township, member, local day
  for (const auto& [pollutant, average] : {std::pair{"PM2p5", "24h"}, std::pair{"O3", "mda8"}}) {
    std::map<Key, double> values;
    std::set<std::int64_t> all_days;
    for (const auto& day : days)
      if (day.pollutant == pollutant && day.average == average && day.result.value) {
        values[{day.monitor, day.member, day.local_day}] = *day.result.value;
        all_days.insert(day.local_day);
      }
    for (const auto& comparison : question.comparisons) {
      TownshipDays pair{comparison.member, comparison.against, pollutant, average, {}};
      for (const auto day : all_days) {
        std::vector<TownshipDays::Value> own;
        for (const auto& settlement : people) {
          const auto before = values.find({settlement.region, comparison.against, day});
          const auto after = values.find({settlement.region, comparison.member, day});
          if (before == values.end() || after == values.end()) break;
          own.push_back({before->second, after->second});
        }
        if (own.size() == people.size()) pair.days[day] = std::move(own);
      }
      if (!pair.days.empty()) found.push_back(std::move(pair));
    }
  }
  return found;
}

}  // namespace lantian::scenarios
