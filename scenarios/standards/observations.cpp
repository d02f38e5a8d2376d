#include "scenarios/standards/observations.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/quantities/time.hpp"

namespace lantian::scenarios {

namespace {

constexpr std::int64_t hours_per_day = 24;

/// Items that have a value in the record; -1 where the two records differ in any.
int common_items(const Observations& observations, std::size_t a, std::size_t b) {
  int items = 0;
  for (const auto& values : observations.values) {
    if (std::isnan(values[a]) && std::isnan(values[b])) continue;
    if (values[a] != values[b]) return -1;
    ++items;
  }
  return items;
}

void take_out(Observations& observations, const std::vector<std::size_t>& records) {
  for (const auto at : records)
    for (auto& values : observations.values) values[at] = std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::int64_t Observations::first_day() const {
  return resolution == Resolution::day ? first : model::floor_div(first, hours_per_day);
}

std::int64_t Observations::last_day() const {
  const auto last = first + static_cast<std::int64_t>(size()) - 1;
  return resolution == Resolution::day ? last : model::floor_div(last, hours_per_day);
}

bool Observations::has_value(std::size_t at) const {
  return std::any_of(values.begin(), values.end(), [&](const auto& item) { return !std::isnan(item[at]); });
}

int remove_stuck_hours(Observations& observations) {
  if (observations.resolution != Resolution::hour) return 0;
  constexpr int items_to_tell = 3;
  int removed = 0;
  std::vector<std::size_t> spell;
  const auto end_spell = [&] {
    if (spell.size() >= static_cast<std::size_t>(stuck_hours)) {
      take_out(observations, spell);
      removed += static_cast<int>(spell.size());
    }
    spell.clear();
  };
  for (std::size_t at = 0; at < observations.size(); ++at) {
    if (!observations.has_value(at)) continue;
    if (!spell.empty() && common_items(observations, spell.back(), at) < items_to_tell) end_spell();
    spell.push_back(at);
  }
  end_spell();
  return removed;
}

int inverted_particles(const Observations& observations) {
  const auto& coarse = observations.values[item_pm10];
  const auto& fine = observations.values[item_pm2p5];
  int count = 0;
  for (std::size_t at = 0; at < observations.size(); ++at) count += fine[at] > coarse[at] ? 1 : 0;
  return count;
}

int count_values(const Observations& observations, std::size_t item) {
  const auto& values = observations.values[item];
  return static_cast<int>(
      std::count_if(values.begin(), values.end(), [](double v) { return !std::isnan(v); }));
}

}  // namespace lantian::scenarios
