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
  bool operator==(const Quota&) const = default;
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
  bool operator==(const Window&) const = default;
};

/// One announced spell of a warning. Either local times, or seconds from the run's start.
struct Warning {
  std::string level;
  bool from_run_start = false;
  std::int64_t start = 0;           // UTC s, or s after the run's start
  std::optional<std::int64_t> end;  // none: to the end of the run
  bool operator==(const Warning&) const = default;
};

/// How a forecast errs, in seeded draws: the same warnings on any machine.
struct ForecastError {
  double miss = 0.0;  // chance that an episode is not called
  double false_alarm =
      0.0;                  // chance that a local day that no episode touches is called, at the weakest level
  double onset_sd_h = 0.0;  // h, of the error of an episode's first hour
  std::uint64_t seed = 0;
  bool operator==(const ForecastError&) const = default;
};

/// How warnings follow from a metric of the air, hour by hour.
struct WarningRules {
  std::string metric;                           // key of the signal, "forecast(aqi_24h_running)"
  std::vector<std::vector<Expression>> levels;  // by level; one of each list is enough
  int lead_h = 24;                              // called so long before the first hour that meets a rule
  int min_on_h = 24;                            // shortest warning
  int merge_gap_h = 0;                          // episodes closer than this are one, at the stricter level
  int release_h = 36;                           // lowered or lifted where the rule stays unmet for so long
  bool closed_loop = false;  // the metric is of the member's own air (policy/closed_loop.hpp)
  bool is_forecast = false;  // by forecast, else by what the run or a monitor says
  ForecastError error;
  bool operator==(const WarningRules&) const = default;
};

/// Who calls the warning: a schedule, or rules; `levels` from the weakest to the strictest.
struct Trigger {
  std::string id;
  Label label;
  std::vector<std::string> levels;
  std::vector<Warning> schedule;
  std::optional<WarningRules> rules;
  std::vector<std::string> bound_by{};  // triggers whose warnings hold here too: a region's bind its cities
  bool operator==(const Trigger&) const = default;
};

/// An area drawn in longitude and latitude [degree], closed by itself; `file` as the scenario names it.
struct Polygon {
  std::string file;
  std::vector<std::array<double, 2>> corners;
  bool operator==(const Polygon&) const = default;
};

/// Metres above ground, both ends included.
struct HeightRange {
  double min = 0.0, max = 1e9;
  bool operator==(const HeightRange&) const = default;
};
/// Sources that emit at least `min` kg a-1 of a pollutant, after controls.
struct LeastEmission {
  Pollutant species = Pollutant::NOx;
  double min = 0.0;
  bool operator==(const LeastEmission&) const = default;
};
/// `to`: a region, enterprise or monitor.
struct Distance {
  std::string to;
  double most = 0.0;  // m
  bool operator==(const Distance&) const = default;
};
/// In the sector, `sector` degrees wide, that the run's mean wind comes from, as seen from `of`.
struct Upwind {
  std::string of;
  double sector = 0.0;  // degree
  bool operator==(const Upwind&) const = default;
};
/// The `top` largest emitters of a pollutant among what the other keys take: sources, or whole enterprises.
struct Rank {
  Pollutant by = Pollutant::NOx;
  int top = 1;
  bool by_enterprise = false;
  bool operator==(const Rank&) const = default;
};

/// AND over what is given, OR inside each list.
struct Condition {
  std::vector<std::string> industry;  // dotted prefix: "coating" takes "coating.auto"
  std::vector<std::string> process, grade, region, id, tag, fuel, standard, device;
  std::vector<std::string> serves;  // names of selections: what carries for them
  std::vector<Polygon> within;      // one of these, or one of `region`
  std::optional<HeightRange> stack_height;
  std::optional<LeastEmission> emission;
  std::optional<Distance> distance;
  std::optional<Upwind> upwind;
  std::optional<Rank> rank;
  bool empty() const;
  bool operator==(const Condition&) const = default;
};

/// The lists of a condition by their keys.
struct ConditionKey {
  const char* name;
  std::vector<std::string> Condition::*list;
};
inline constexpr std::array<ConditionKey, 10> condition_keys{{{"industry", &Condition::industry},
                                                              {"process", &Condition::process},
                                                              {"grade", &Condition::grade},
                                                              {"region", &Condition::region},
                                                              {"id", &Condition::id},
                                                              {"tag", &Condition::tag},
                                                              {"fuel", &Condition::fuel},
                                                              {"standard", &Condition::standard},
                                                              {"device", &Condition::device},
                                                              {"serves", &Condition::serves}}};

/// Which sources: `where`, and one of `any` where given, and none of `none`; then named selections.
struct Selection {
  std::string id;  // of a named one
  Condition where;
  std::vector<Condition> any, none;
  std::vector<std::string> all_of, any_of, none_of;
  std::optional<int> min_sources;
  std::string allow_empty;  // the reason why this may match nothing
  bool operator==(const Selection&) const = default;
};

/// A ladder industry x grade (x level): the share of output that is kept. "" in `industry` is the default
/// row.
struct LadderTable {
  struct Row {
    std::string industry, grade, level;
    double value = 1.0;
    std::string tag{}, source{};  // of a shipped ladder's row: how sure (S, K-L …), and where it comes from
    bool operator==(const Row&) const = default;
  };
  struct Monotone {
    std::string by;                  // "grade" or "level"
    std::vector<std::string> order;  //
    bool nonincreasing = true;       //
    bool operator==(const Monotone&) const = default;
  };
  std::string id;
  Label label;
  bool by_level = false;
  std::vector<Row> rows;
  std::vector<Monotone> monotone;
  bool operator==(const LadderTable&) const = default;
};

/// One value for each pollutant that is named.
using PollutantValues = std::array<std::optional<double>, pollutant_count>;

/// Emission factors of fuels, all in one unit; only their ratios count.
struct FuelTable {
  std::string id;
  Label label;
  std::string unit;                             // as text for people, "kg/GJ"
  std::map<std::string, PollutantValues> rows;  // by fuel
  bool operator==(const FuelTable&) const = default;
};

enum class StopUnit { process, line, enterprise };
enum class Pick { largest, smallest, worst_grade };
/// Units take turns: each stops for the first `off_days` of every `period_days`, `offset_days` of its group
/// later; days are counted from the window's first.
struct StopPattern {
  int period_days = 0, off_days = 0;
  std::string attribute;  // "rota_group" of the line, "grade" or "region" of the enterprise; "" none
  std::vector<std::string> values;  // of the attribute
  std::vector<int> offset_days;     // by value
  bool operator==(const StopPattern&) const = default;
};
/// Output lost under a stop or a limit that the plant makes afterwards, outside the measure's window.
struct MakeUp {
  double share = 1.0;              // of the lost output
  double most_rate = 1.1;          // of what the hour would make, above 1
  int most_delay = 0;              // h after the hour that lost it
  bool unplaced_is_error = false;  // else it is lost output
  bool operator==(const MakeUp&) const = default;
};
struct Stop {
  StopUnit unit = StopUnit::process;
  double share = 1.0;  // of the units, at least
  Pick pick = Pick::largest;
  std::optional<StopPattern> pattern{};
  std::optional<MakeUp> makeup{};
  bool operator==(const Stop&) const = default;
};
struct LimitOutput {
  std::string table;             // a ladder, or
  double to = 1.0;               // one share of the baseline
  bool baseline_minimum = true;  // baseline = min(capacity, last year's output), else last year's output
  bool by_line = false;          // whole lines stop until what runs is at most the limit
  std::optional<MakeUp> makeup{};
  bool operator==(const LimitOutput&) const = default;
};
struct Control {
  std::string device;
  PollutantValues efficiency;
  double coverage = 1.0, availability = 1.0;
  bool replaces = false;  // takes the place of the device that is there, else stands behind it
  bool operator==(const Control&) const = default;
};
struct ReplaceFleet {
  std::string to;
  double share = 1.0;           // of the activity, driven by the new fleet
  bool stop_remainder = false;  // else the rest goes on as before
  double coverage = 1.0;        // share of the source's emission that belongs to the fleet addressed
  PollutantValues ratio;        // emission factor new over old; 1 where none is named
  bool operator==(const ReplaceFleet&) const = default;
};
struct Scale {
  double factor = 1.0;
  std::vector<Pollutant> pollutants;  // empty: all
  bool operator==(const Scale&) const = default;
};
/// Where a source goes: a township, and a place in it (the township's own where none is given).
struct Destination {
  std::string region;
  std::optional<std::array<double, 2>> longitude_latitude;  // degree
  std::optional<Stack> stack;                               // the old one where none is given
  bool operator==(const Destination&) const = default;
};
/// The source stands still where it was and emits at its new place.
struct Relocate {
  Destination to;
  bool operator==(const Relocate&) const = default;
};
/// More of what is selected: `share` of each source's emission, at another place.
struct Add {
  Destination to;
  double share = 1.0;
  bool operator==(const Add&) const = default;
};
struct ReplaceFuel {
  std::string to, table;
  double share = 1.0;  // of the heat
  bool operator==(const ReplaceFuel&) const = default;
};
/// Output of the hours `from` is made in the hours `to` that follow.
struct Shift {
  HourRange from, to;
  double share = 1.0;                                        // of the output in `from`, or
  std::vector<std::pair<std::string, double>> by_process{};  // by process; others stay
  double most_rate = 1.0;                                    // of the reference output
  int most_delay = 24;                                       // h
  bool unplaced_is_error = false;                            // else it is lost output
  bool by_temperature = false;                               // evaporation in the new hour's air
  bool operator==(const Shift&) const = default;
};
/// Concentration limits of outlets, kg m-3.
struct Cap {
  PollutantValues limit;
  std::optional<double> oxygen;  // 1, the reference content; none: as measured
  bool operator==(const Cap&) const = default;
};
struct None {
  bool operator==(const None&) const = default;
};
using Operation = std::variant<None, Relocate, Add, ReplaceFuel, ReplaceFleet, Stop, LimitOutput, Shift,
                               Control, Cap, Scale>;

/// What a plant can do: hours, and emission as a fraction of that at full load.
struct Physics {
  int ramp_down_h = 0, ramp_up_h = 0, heat_up_h = 0;
  double heat_up_emission = 0.0, hot_idle = 0.0;
  PollutantValues heat_up_by_pollutant{};  // instead of `heat_up_emission`, where any is given; others 0
  double min_load = 0.0;                   // share of output below which it cannot run
  int min_up_h = 0;                        // between two stops
  std::optional<int> min_down_h{};         // of a stop; none: that of its kind (policy/plant_kinds.hpp)
  bool operator==(const Physics&) const = default;
};

/// How far the rule is kept: one number, or one for each enterprise where they are drawn.
struct Compliance {
  double mean = 1.0;
  std::string distribution;                  // "" a plain number, else "beta", "triangular", "uniform"
  double deviation = 0.0;                    // beta: standard deviation
  double low = 0.0, mode = 0.0, high = 1.0;  // triangular, uniform
  bool operator==(const Compliance&) const = default;
};

/// "60 CNY/t": value, currency, and what it is for: "t", "h", "event".
struct Price {
  double value = 0.0;
  std::string currency, per;
  bool operator==(const Price&) const = default;
};
struct Cost {
  std::optional<Price> per_output;       // lost product unit
  std::string output;                    // name of that output for tables
  std::optional<Price> per_output_hour;  // hour of full output lost
  std::string per_output_hour_column;    // or the enterprise's own, by its name in costs.csv
  std::optional<Price> per_output_hour_moved;
  std::optional<Price> per_stop;
  std::optional<Price> per_tonne_abated;
  Pollutant abated = Pollutant::NOx;
  double capital = 0.0, life_years = 1.0, rate = 0.0;  // an enterprise
  std::string capital_currency;
  double job_hours = 0.0;  // per hour of full output lost
  bool is_given = false;
  bool operator==(const Cost&) const = default;
};
struct Currency {
  std::string code;
  int price_year = 0;
  bool operator==(const Currency&) const = default;
};

/// What carries for the sources of a measure, as much as they still make (`follow_output`).
struct Companion {
  Selection target;
  bool operator==(const Companion&) const = default;
};

struct Measure {
  std::string id;
  Label label;
  Selection select;
  std::string window;  // "" always
  Operation op;
  Physics physics;
  Compliance compliance;
  std::string allow_idle;            // the reason why it may change nothing in a run
  std::optional<Expression> veto{};  // hours that are taken out of the window
  std::vector<Companion> also{};
  Cost cost{};
  std::vector<std::string> needs, excludes{};  // other measures of the member
  std::string group{};                         // at most one of it holds on a source, where it says so:
  bool at_most_one = false;                    //
  int priority = 0;                            // of its group, the highest holds
  bool operator==(const Measure&) const = default;
};

/// Of a stop or a limit; null where it has none.
const MakeUp* makeup_of(const Measure& measure);

/// What the author asks of the plan, judged after it is made.
struct PlanChecks {
  struct Society {
    std::string window;
    std::vector<Pollutant> species;
    double at_least = 0.0;  // share of the county's emission in the window
    bool operator==(const Society&) const = default;
  };
  std::optional<Society> society_reduction{};
  PollutantValues mass_change{};            // most relative change of a pollutant's total, either way
  std::optional<double> most_ozone_rise{};  // kg m-3, of the daily maximum 8-h mean
  bool operator==(const PlanChecks&) const = default;
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
  std::map<std::string, FuelTable> fuel_tables{};
  std::optional<Currency> currency{};
  PlanChecks check{};
};

/// A mistake that only the scenario's meaning shows. `key` is the dotted path in the scenario's file; items
/// of lists are counted from 0: "select.kilns.process.1".
struct Finding {
  std::string code, key;
  std::vector<std::pair<std::string, std::string>> arguments;
  std::vector<std::string> known{};  // what `value` might have been meant to be
  std::size_t scenario = 0;          // place among the scenarios that are expanded together
  std::string other{};               // key of the other place, in
  std::size_t other_scenario = 0;    // this scenario
};

/// Windows, triggers, selections, ladders or measures of one scenario: more are refused.
inline constexpr std::size_t most_parts = 5000;

/// What can be said without an inventory: references, day counts, ladders that climb, parts never used.
std::vector<Finding> check(const Scenario& scenario);

}  // namespace lantian::scenarios
