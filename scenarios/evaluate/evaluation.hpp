/// What a run says about the air: daily statistics, indices, what a plan changes beside the local share and
/// the ceiling, emission cuts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/quantities/time.hpp"
#include "scenarios/evaluate/monitor_series.hpp"
#include "scenarios/policy/window.hpp"
#include "scenarios/standards/limits.hpp"

namespace lantian::scenarios {

/// A plan and what it is held against. The orange response is held against the off-peak member, whose
/// emission is the operating base.
struct Comparison {
  std::string member, against;
  std::string level;  // the strictest warning level that the plan adds; "" none
};

/// A spell of the run with a name: "stagnant", "front".
struct Spell {
  std::string id;
  Period period;
};

/// What to evaluate.
struct Question {
  model::LocalClock clock;
  Period period;  // without the spin-up
  std::vector<Comparison> comparisons;
  std::string baseline;        // the member that the shares are taken of
  std::string without_window;  // the member without any emission in the window; "" none
  std::string without_county;  // the member without the county's; "" none
  std::vector<Spell> spells;   // means over these are compared as well
};

/// kg that people's sources of the county emit by hour, for one member.
struct EmittedHours {
  std::string member;
  model::UtcSeconds start = 0;
  std::vector<PollutantMasses> hours;
};

/// A day's statistic at a monitor; the value is kg m-3.
struct DailyStatistic {
  std::string monitor, member;
  std::int64_t local_day = 0;
  std::string pollutant, average;  // "24h", "mda8", "1h" (the largest of the day)
  DailyValue result;
};

struct DailyIndex {
  std::string monitor, member;
  std::int64_t local_day = 0;
  std::string scheme;
  AirQualityIndex index;
};

struct HourIndex {
  std::string monitor, member;
  model::UtcSeconds start = 0;
  std::string scheme;
  AirQualityIndex index;
};

/// Mean of the county's monitors, as Chinese practice takes a city's: station-days first.
inline constexpr const char* county_mean = "county_mean";

/// What a plan does at a place, beside what emissions in reach of any plan do there [kg m-3].
struct Effect {
  std::string place;               // a monitor, or county_mean
  std::string member, against;     //
  std::string pollutant, average;  // average: "24h", "mda8", "1h", or "mean" of a spell
  std::optional<std::int64_t> local_day;
  std::string spell;  // "" where it is a day's
  double before = 0.0, after = 0.0;
  std::optional<double> local;    // baseline less the member without window emission
  std::optional<double> ceiling;  // baseline less the member without the county's
  double change() const { return after - before; }
  /// Of `before`; none where that is 0.
  std::optional<double> relative() const;
};

/// What a plan takes out of the whole society's emission, summed over the question's period. What a warning
/// must take is another question: society_reduction.hpp.
struct EmissionChange {
  std::string member, against, pollutant;
  double before = 0.0, after = 0.0;  // kg
  double share = 0.0;                // taken away, of `before`
};

/// Night ozone of a place against the upwind monitors: titration lowers O3 and keeps Ox = O3 + NO2.
struct Titration {
  std::string place, member;
  int hours = 0;
  double ozone = 0.0, ozone_upwind = 0.0;  // mole fraction, mean over the night hours
  double ox = 0.0, ox_upwind = 0.0;
};

/// Winter's particles: nitrate over sulfate, and the ammonia left in the gas.
struct NitrateToSulfate {
  std::string place, member;
  double ratio = 0.0;          // of mean masses
  double least_ammonia = 0.0;  // kg m-3, the lowest hour
};

struct Evaluation {
  std::vector<DailyStatistic> days;
  std::vector<DailyIndex> indices;
  std::vector<Effect> effects;
  std::vector<EmissionChange> emissions;
  std::vector<Titration> titration;
  std::vector<NitrateToSulfate> nitrate_to_sulfate;
};

/// Everything above; lists are ordered by monitor, member, pollutant as they are given.
Evaluation evaluate(const Question& question, const std::vector<Monitor>& monitors,
                    const std::vector<MonitorSeries>& series, const std::vector<EmittedHours>& emitted,
                    const Standards& standards);

std::vector<DailyStatistic> daily_statistics(const Question& question,
                                             const std::vector<MonitorSeries>& series,
                                             const Standards& standards);
std::vector<DailyIndex> daily_indices(const std::vector<DailyStatistic>& days, const Standards& standards);
std::vector<HourIndex> hourly_indices(const Question& question, const std::vector<MonitorSeries>& series,
                                      const Standards& standards);
std::vector<Effect> effects(const Question& question, const std::vector<Monitor>& monitors,
                            const std::vector<MonitorSeries>& series,
                            const std::vector<DailyStatistic>& days);
std::vector<EmissionChange> emission_changes(const Question& question,
                                             const std::vector<EmittedHours>& emitted);
std::vector<Titration> titration(const Question& question, const std::vector<Monitor>& monitors,
                                 const std::vector<MonitorSeries>& series);
std::vector<NitrateToSulfate> nitrate_to_sulfate(const Question& question,
                                                 const std::vector<MonitorSeries>& series);

/// Mean of the hours of `series` in `period`; none without any.
std::optional<double> mean_over(const HourlyValues& series, Period period);

}  // namespace lantian::scenarios
