#include "scenarios/standards/judge.hpp"

#include <algorithm>
#include <limits>

namespace lantian::scenarios {

namespace {

template <class Dated>
std::optional<std::int64_t> last_day_of(const std::vector<Dated>& dated, const std::string& id) {
  for (std::size_t n = 0; n < dated.size(); ++n)
    if (dated[n].id == id) return n + 1 < dated.size() ? dated[n + 1].first_day - 1 : dated[n].first_day;
  return std::nullopt;
}

template <class Dated>
void add_ids(const std::vector<Dated>& dated, std::vector<std::string>& ids) {
  for (const auto& one : dated) ids.push_back(one.id);
}

/// A list's own first day changes nothing: what is first holds before it too.
template <class Dated>
void add_changes(const std::vector<Dated>& dated, std::vector<std::int64_t>& days) {
  for (std::size_t n = 1; n < dated.size(); ++n) days.push_back(dated[n].first_day);
}

}  // namespace

double Judge::gas_factor(std::int64_t day, std::optional<double> observed_temperature) const {
  const double observed =
      observed_temperature.value_or(in_force(standards_->air_quality, day).gas_temperature(day));
  const double judged = gas_temperature(day);
  return observed == judged ? 1.0 : observed / judged;
}

std::int64_t epoch(const Standards& standards, std::int64_t day) {
  std::vector<std::int64_t> changes;
  add_changes(standards.air_quality, changes);
  add_changes(standards.index, changes);
  add_changes(standards.assessment, changes);
  for (const auto& standard : standards.air_quality) add_changes(standard.states, changes);
  std::int64_t latest = std::numeric_limits<std::int32_t>::min();
  for (const auto change : changes)
    if (change <= day) latest = std::max(latest, change);
  return latest;
}

std::optional<std::int64_t> judging_day(const Standards& standards, const std::string& id) {
  if (const auto day = last_day_of(standards.air_quality, id)) return day;
  if (const auto day = last_day_of(standards.index, id)) return day;
  return last_day_of(standards.assessment, id);
}

std::vector<std::string> standard_ids(const Standards& standards) {
  std::vector<std::string> ids;
  add_ids(standards.air_quality, ids);
  add_ids(standards.index, ids);
  add_ids(standards.assessment, ids);
  return ids;
}

}  // namespace lantian::scenarios
