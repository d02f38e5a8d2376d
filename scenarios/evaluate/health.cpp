#include "scenarios/evaluate/health.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::scenarios {

namespace {

constexpr double micrograms_per_kilogram = 1e9;
constexpr double days_of_year = 365.0;

double deaths(const TownshipDays& pair, const std::vector<Settlement>& people, double percent,
              double deaths_per_person_and_day) {
  const double beta = std::log1p(percent / 100.0) / 10.0;  // per ug m-3
  double sum = 0.0;
  for (const auto& [local_day, values] : pair.days)
    for (std::size_t n = 0; n < people.size(); ++n) {
      const double change = (values[n].before - values[n].after) * micrograms_per_kilogram;
      sum += people[n].population * deaths_per_person_and_day * -std::expm1(-beta * change);
    }
  return sum;
}

}  // namespace

std::vector<AvoidedDeaths> avoided_deaths(const std::vector<TownshipDays>& pairs,
                                          const std::vector<Settlement>& people, const HealthTable& table) {
  std::vector<AvoidedDeaths> found;
  const double daily = table.deaths_per_person_and_year / days_of_year;
  for (const auto& pair : pairs)
    for (const auto& response : table.short_term) {
      if (response.pollutant != pair.pollutant || response.average != pair.average) continue;
      AvoidedDeaths one{pair.member, pair.against, response.id, static_cast<int>(pair.days.size())};
      for (const auto& settlement : people) one.population += settlement.population;
      one.central = deaths(pair, people, response.central, daily);
      one.low = deaths(pair, people, response.low, daily);
      one.high = deaths(pair, people, response.high, daily);
      found.push_back(std::move(one));
    }
  return found;
}

double hazard_ratio(const LongTermFunction& function, double concentration) {
  const double z = std::max(0.0, concentration - function.counterfactual);
  return std::exp(function.theta * std::log1p(z / function.alpha) /
                  (1.0 + std::exp(-(z - function.mu) / function.nu)));
}

std::optional<double> avoided_deaths_a_year(const HealthTable& table, int days, double population,
                                            double before, double after) {
  if (days < table.long_term.least_days) return std::nullopt;
  const auto share = [&](double c) { return 1.0 - 1.0 / hazard_ratio(table.long_term, c); };
  return population * table.deaths_per_person_and_year * (share(before) - share(after));
}

}  // namespace lantian::scenarios
