/// A scenario as its author wrote it: windows of time, selections of sources, ladders, and the measures that
/// join them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/inventory/inventory.hpp"
#include "scenarios/policy/expression.hpp"

namespace lantian::scenarios {

/// Days, both ends included; recurring ones may wrap the year ("11-15/03-15").
struct DateRange {
  bool recurring = true;
  std::array<int, 2> first_month_day{1, 1}, last_month_day{12, 31};  // recurring: month, day
  std::int64_t first = 0, last = 0;                                  // fixed: local days since 1970-01-01
  bool operator==(const DateRange&) const = default;
};

/// Local hours of the day, half open; first > end wraps midnight. Each hour is judged by its own local day.
struct HourRange {
  int first = 0, end = 24;
  bool operator==(const HourRange&) const = default;
};

/// So many days of each month, or of each season of the window's dates, instead of all; seasons are counted
/// over the calendar, whatever of them a run meets.
struct Quota {
  enum class Pick { any, worst_forecast, enterprise_choice };
  int min_days = 1;
  bool per_month = true;   // else per season
  Pick pick = Pick::any;   // the first days; those of the highest forecast AQI; each enterprise its own block
  std::uint64_t seed = 0;  // of the enterprises' choice
};

/// When a measure holds: every condition given must be true; an empty list is no condition.
struct Window {
  std::string id;
  Label label;
  std::vector<DateRange> dates;
  std::vector<HourRange> hours;
  std::vector<int> weekdays;     // 0 = Sunday; beside `holidays` a make-up workday counts as a Monday
  std::optional<bool> holidays;  // true: public holidays only; false: all other days
  std::optional<Expression> when;
  std::optional<Quota> quota;
  std::string trigger;                               // warning: whose, and at which levels
  std::vector<std::string> levels;                   //
  std::vector<std::string> all_of, any_of, none_of;  // other windows
  std::optional<int> expect_days;                    // days of one season, checked
};

/// One announced spell of a warning. Either local times, or seconds from the run's start.
struct Warning {
  std::string level;
  bool from_run_start = false;
  std::int64_t start = 0;           // UTC s, or s after the run's start
  std::optional<std::int64_t> end;  // none: to the end of the run
};

/// How a forecast errs, in seeded draws: the same warnings on any machine.
struct ForecastError {
  double miss = 0.0;  // chance that an episode is not called
  double false_alarm =
      0.0;                  // chance that a local day that no episode touches is called, at the weakest level
  double onset_sd_h = 0.0;  // h, of the error of an episode's first hour
  std::uint64_t seed = 0;
};

/// How warnings follow from a metric of the air, hour by hour.
struct WarningRules {
  std::string metric;                           // key of the signal, "forecast(aqi_24h_running)"
  std::vector<std::vector<Expression>> levels;  // by level; one of each list is enough
  int lead_h = 24;                              // called so long before the first hour that meets a rule
  int min_on_h = 24;                            // shortest warning
  int merge_gap_h = 0;                          // episodes closer than this are one, at the stricter level
  int release_h = 36;                           // lowered or lifted where the rule stays unmet for so long
  ForecastError error;
};

/// Who calls the warning: a schedule, or rules; `levels` from the weakest to the strictest.
struct Trigger {
  std::string id;
  Label label;
  std::vector<std::string> levels;
  std::vector<Warning> schedule;
  std::optional<WarningRules> rules;
};

/// AND over the lists that are not empty, OR inside each.
struct Condition {
  std::vector<std::string> industry;  // dotted prefix: "coating" takes "coating.auto"
  std::vector<std::string> process, grade, region, id, tag, fuel, standard;
  bool empty() const;
  bool operator==(const Condition&) const = default;
};

/// The lists of a condition by their keys.
struct ConditionKey {
  const char* name;
  std::vector<std::string> Condition::*list;
};
inline constexpr std::array<ConditionKey, 8> condition_keys{{{"industry", &Condition::industry},
                                                             {"process", &Condition::process},
                                                             {"grade", &Condition::grade},
                                                             {"region", &Condition::region},
                                                             {"id", &Condition::id},
                                                             {"tag", &Condition::tag},
                                                             {"fuel", &Condition::fuel},
                                                             {"standard", &Condition::standard}}};

/// Which sources: `where`, and one of `any` where given, and none of `none`; then named selections.
struct Selection {
  std::string id;  // of a named one
  Condition where;
  std::vector<Condition> any, none;
  std::vector<std::string> all_of, any_of, none_of;
  std::optional<int> min_sources;
  std::string allow_empty;  // the reason why this may match nothing
};

/// A ladder industry x grade (x level): the share of output that is kept. "" in `industry` is the default
/// row.
struct LadderTable {
  struct Row {
    std::string industry, grade, level;
    double value = 1.0;
  };
  struct Monotone {
    std::string by;                  // "grade" or "level"
    std::vector<std::string> order;  //
    bool nonincreasing = true;       //
  };
  std::string id;
  Label label;
  bool by_level = false;
  std::vector<Row> rows;
  std::vector<Monotone> monotone;
};

/// One value for each pollutant that is named.
using PollutantValues = std::array<std::optional<double>, pollutant_count>;

enum class StopUnit { process, line, enterprise };
struct Stop {
  StopUnit unit = StopUnit::process;
  double share = 1.0;  // of the units, at least; the largest first
};
struct LimitOutput {
  std::string table;             // a ladder, or
  double to = 1.0;               // one share of the baseline
  bool baseline_minimum = true;  // baseline = min(capacity, last year's output), else last year's output
  bool by_line = false;          // whole lines stop until what runs is at most the limit
};
struct Control {
  std::string device;
  PollutantValues efficiency;
  double coverage = 1.0, availability = 1.0;
};
struct ReplaceFleet {
  std::string to;
  double share = 1.0;           // of the activity, driven by the new fleet
  bool stop_remainder = false;  // else the rest goes on as before
  double coverage = 1.0;        // share of the source's emission that belongs to the fleet addressed
  PollutantValues ratio;        // emission factor new over old; 1 where none is named
};
struct Scale {
  double factor = 1.0;
  std::vector<Pollutant> pollutants;  // empty: all
};
using Operation = std::variant<Stop, LimitOutput, Control, ReplaceFleet, Scale>;

/// What a plant can do: hours, and emission as a fraction of that at full load.
struct Physics {
  int ramp_down_h = 0, ramp_up_h = 0, heat_up_h = 0;
  double heat_up_emission = 0.0, hot_idle = 0.0;
};

/// How far the rule is kept. Expansion uses the mean; the distribution's name says that it is one.
struct Compliance {
  double mean = 1.0;
  std::string distribution;  // "" a plain number, else "beta", "triangular", "uniform"
};

struct Measure {
  std::string id;
  Label label;
  Selection select;
  std::string window;  // "" always
  Operation op;
  Physics physics;
  Compliance compliance;
  std::string allow_idle;          // the reason why its window may miss the whole run
  std::optional<Expression> veto;  // hours that are taken out of the window
};

struct Scenario {
  std::string id;
  Label label, basis;
  bool include_natural = false;
  Condition words;  // what selections may name though an inventory lacks it
  std::map<std::string, Window> windows;
  std::map<std::string, Trigger> triggers;
  std::map<std::string, Selection> selections;
  std::map<std::string, LadderTable> tables;
  std::map<std::string, Measure> measures;
};

/// A mistake that only the scenario's meaning shows. `key` is the dotted path in the scenario's file; items
/// of lists are counted from 0: "select.kilns.process.1".
struct Finding {
  std::string code, key;
  std::vector<std::pair<std::string, std::string>> arguments;
  std::vector<std::string> known{};  // what `value` might have been meant to be
  std::size_t scenario = 0;          // place among the scenarios that are expanded together
};

/// Windows, triggers, selections, ladders or measures of one scenario: more are refused.
inline constexpr std::size_t most_parts = 500;

/// What can be said without an inventory: references, day counts, ladders that climb, parts never used.
std::vector<Finding> check(const Scenario& scenario);

}  // namespace lantian::scenarios
