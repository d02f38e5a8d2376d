#include "scenarios/policy/hour_rates.hpp"

#include "scenarios/inventory/temporal_profile.hpp"

namespace lantian::scenarios {

double HourRates::rate(int temporal, model::UtcSeconds hour) {
  const double of_year = static_cast<double>(hours_of_year(around_.clock, around_.run.start)) /
                         hours_of_year(around_.clock, hour);
  if (temporal < 0) return of_year;
  auto& known = rates_[static_cast<std::size_t>(temporal)];
  const auto at = static_cast<std::size_t>((hour - first_) / model::seconds_per_hour);
  if (at >= known.size()) known.resize(at + 1, -1.0);
  if (known[at] < 0.0)
    known[at] = rate_factor(inventory_.temporal_profiles[static_cast<std::size_t>(temporal)],
                            inventory_.calendar, around_.clock, hour) *
                of_year;
  return known[at];
}

}  // namespace lantian::scenarios
