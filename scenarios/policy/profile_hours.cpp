#include "scenarios/policy/profile_hours.hpp"

#include <algorithm>

#include "scenarios/inventory/temporal_profile.hpp"

namespace lantian::scenarios {

namespace {
constexpr auto hour = model::seconds_per_hour;
}

ProfileHours::ProfileHours(const Inventory& inventory, const Surroundings& around)
    : inventory_(inventory), around_(around) {
  const auto offset = around.clock.offset;
  first_ = model::floor_div(around.run.start + offset, hour) * hour - offset;
  sums_.resize(inventory.temporal_profiles.size() + 1);  // the last: of what has no profile
}

double ProfileHours::hours(int temporal, model::UtcSeconds start, model::UtcSeconds end) {
  const std::size_t place = temporal < 0 ? sums_.size() - 1 : static_cast<std::size_t>(temporal);
  return until(place, end) - until(place, start);
}

double ProfileHours::share_of_year(int temporal, model::UtcSeconds start, model::UtcSeconds end) {
  return hours(temporal, start, end) / hours_of_year(around_.clock, around_.run.start);
}

double ProfileHours::until(std::size_t profile, model::UtcSeconds time) {
  auto& sums = sums_[profile];
  if (sums.empty()) {
    const auto& profiles = inventory_.temporal_profiles;
    const double first_year = hours_of_year(around_.clock, around_.run.start);
    sums.push_back(0.0);
    for (auto now = first_; now < around_.run.end; now += hour) {
      const double rate = profile < profiles.size()
                              ? rate_factor(profiles[profile], inventory_.calendar, around_.clock, now)
                              : 1.0;
      sums.push_back(sums.back() + rate * (first_year / hours_of_year(around_.clock, now)));
    }
  }
  const auto whole = static_cast<std::size_t>(
      std::clamp<std::int64_t>((time - first_) / hour, 0, static_cast<std::int64_t>(sums.size()) - 1));
  const double rest = static_cast<double>(time - first_) / hour - static_cast<double>(whole);
  return whole + 1 < sums.size() ? sums[whole] + rest * (sums[whole + 1] - sums[whole]) : sums[whole];
}

}  // namespace lantian::scenarios
