#include <algorithm>
#include <set>
#include <type_traits>

#include "scenarios/policy/ladder.hpp"
#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/warning_levels.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::scenarios {

namespace {

/// Walks a scenario, notes what is referred to, and reports what is not there.
class Checker {
 public:
  explicit Checker(const Scenario& scenario) : scenario_(scenario) {}

  std::vector<Finding> run() {
    check_size();
    if (!found_.empty()) return std::move(found_);
    for (const auto& [id, measure] : scenario_.measures) check(measure);
    for (const auto& [id, selection] : scenario_.selections) check(selection, "select." + id);
    for (const auto& [id, window] : scenario_.windows) check(window);
    if (const auto& society = scenario_.check.society_reduction)
      refer(scenario_.windows, "window", society->window, "check.society_reduction.window");
    for (const auto& [id, trigger] : scenario_.triggers) check(trigger);
    for (const auto& [id, table] : scenario_.tables) check(table);
    for (const auto& [id, table] : scenario_.fuel_tables) check(table);
    check_order(scenario_.windows, "window");
    check_order(scenario_.triggers, "trigger");
    check_order(scenario_.selections, "select");
    if (found_.empty()) found_ = never_open(scenario_);
    if (found_.empty()) check_use();  // after a misspelling the unused part is only its echo
    return std::move(found_);
  }

 private:
  template <class Map>
  void refer(const Map& map, const std::string& kind, const std::string& id, const std::string& key) {
    used_.insert(kind + "." + id);
    if (map.contains(id)) return;
    std::vector<std::string> known;
    for (const auto& [name, value] : map) known.push_back(name);
    found_.push_back({"unknown_reference", key, {{"value", id}, {"kind", kind}}, std::move(known)});
  }

  void check_size() {
    const auto report = [&](const std::string& key, std::size_t count) {
      if (count > most_parts)
        found_.push_back(
            {"too_many", key, {{"value", std::to_string(count)}, {"limit", std::to_string(most_parts)}}});
    };
    report("window", scenario_.windows.size());
    report("trigger", scenario_.triggers.size());
    report("select", scenario_.selections.size());
    report("table", scenario_.tables.size());
    report("measure", scenario_.measures.size());
    for (const auto& [id, table] : scenario_.tables) {
      std::set<std::string> industries;
      for (const auto& row : table.rows) industries.insert(row.industry);
      report("table." + id, industries.size());
    }
  }

  void check(const Measure& measure) {
    const std::string key = "measure." + measure.id;
    check(measure.select, key + ".select");
    if (!measure.window.empty()) refer(scenario_.windows, "window", measure.window, key + ".window");
    const auto* limit = std::get_if<LimitOutput>(&measure.op);
    if (limit && !limit->table.empty()) refer(scenario_.tables, "table", limit->table, key + ".op.table");
    if (const auto* fuel = std::get_if<ReplaceFuel>(&measure.op)) check(*fuel, key);
    for (std::size_t n = 0; n < measure.also.size(); ++n)
      check(measure.also[n].target, key + ".also." + std::to_string(n) + ".target");
    if (measure.cost.is_given && !scenario_.currency)
      found_.push_back({"cost_without_currency", key + ".cost", {}});
    if (measure.cost.is_given && scenario_.currency) check(measure.cost, key + ".cost");
  }

  /// All prices are in the one currency of the scenario.
  void check(const Cost& cost, const std::string& key) {
    const std::string& code = scenario_.currency->code;
    const auto check_code = [&](const std::string& currency, const std::string& name) {
      if (!currency.empty() && currency != code)
        found_.push_back(
            {"cost_currency_differs", key + "." + name + ".unit", {{"value", currency}, {"unit", code}}});
    };
    const auto check_price = [&](const std::optional<Price>& price, const std::string& name) {
      if (price) check_code(price->currency, name);
    };
    check_price(cost.per_output, "per_output");
    check_price(cost.per_output_hour, "per_output_hour");
    check_price(cost.per_output_hour_moved, "per_output_hour_moved");
    check_price(cost.per_stop, "per_stop");
    check_price(cost.per_tonne_abated, "per_tonne_abated");
    check_code(cost.capital_currency, "capital");
  }

  /// A fuel's row, and of each pollutant a factor for all fuels or for none.
  void check(const ReplaceFuel& fuel, const std::string& key) {
    refer(scenario_.fuel_tables, "table", fuel.table, key + ".op.ef_table");
    const auto table = scenario_.fuel_tables.find(fuel.table);
    if (table == scenario_.fuel_tables.end()) return;
    std::vector<std::string> known;
    for (const auto& [name, row] : table->second.rows) known.push_back(name);
    const auto to = table->second.rows.find(fuel.to);
    if (to == table->second.rows.end())
      found_.push_back({"fuel_not_in_table", key + ".op.to", {{"value", fuel.to}}, std::move(known)});
  }

  void check(const FuelTable& table) {
    for (const auto& [fuel, row] : table.rows)
      for (std::size_t p = 0; p < pollutant_count; ++p) {
        const std::string key = "table." + table.id + "." + fuel;
        const bool is_named = std::any_of(table.rows.begin(), table.rows.end(),
                                          [&](const auto& other) { return other.second[p].has_value(); });
        if (is_named && !row[p])
          found_.push_back({"fuel_table_gap", key, {{"value", std::string(pollutant_names[p])}}});
      }
  }

  /// What a window or selection is built of.
  template <class Part, class Map>
  void check_parts(const Part& part, const Map& map, const std::string& kind, const std::string& key) {
    const auto check_list = [&](const char* name, const std::vector<std::string>& ids) {
      for (std::size_t n = 0; n < ids.size(); ++n)
        refer(map, kind, ids[n], key + "." + name + "." + std::to_string(n));
    };
    check_list("all_of", part.all_of);
    check_list("any_of", part.any_of);
    check_list("none_of", part.none_of);
  }

  void check(const Selection& selection, const std::string& key) {
    check_parts(selection, scenario_.selections, "select", key);
    const auto check_served = [&](const Condition& condition, const std::string& path) {
      for (std::size_t n = 0; n < condition.serves.size(); ++n)
        refer(scenario_.selections, "select", condition.serves[n], path + ".serves." + std::to_string(n));
    };
    // A named selection's own keys stand in it, a measure's under `where`.
    check_served(selection.where, selection.id.empty() ? key + ".where" : key);
    for (std::size_t n = 0; n < selection.any.size(); ++n)
      check_served(selection.any[n], key + ".any." + std::to_string(n));
    for (std::size_t n = 0; n < selection.none.size(); ++n)
      check_served(selection.none[n], key + ".not." + std::to_string(n));
  }

  void check(const Window& window) {
    const std::string key = "window." + window.id;
    check_parts(window, scenario_.windows, "window", key);
    if (!window.trigger.empty()) check_warning(window, key + ".warning");
    const SeasonDays days = season_days(window);
    if (window.expect_days && *window.expect_days != days.common && *window.expect_days != days.leap)
      found_.push_back({"day_count",
                        key + ".expect_days",
                        {{"value", std::to_string(*window.expect_days)},
                         {"common", std::to_string(days.common)},
                         {"leap", std::to_string(days.leap)}}});
  }

  void check_warning(const Window& window, const std::string& key) {
    refer(scenario_.triggers, "trigger", window.trigger, key + ".trigger");
    const auto trigger = scenario_.triggers.find(window.trigger);
    if (trigger == scenario_.triggers.end()) return;
    for (std::size_t n = 0; n < window.levels.size(); ++n)
      check_level(window.levels[n], trigger->second.levels, key + ".level." + std::to_string(n));
  }

  void check(const Trigger& trigger) {
    const std::string key = "trigger." + trigger.id;
    for (std::size_t n = 0; n < trigger.schedule.size(); ++n)
      check_level(trigger.schedule[n].level, trigger.levels,
                  key + ".schedule." + std::to_string(n) + ".level");
    for (std::size_t n = 0; n < trigger.bound_by.size(); ++n) {
      const std::string at = key + ".bound_by." + std::to_string(n);
      refer(scenario_.triggers, "trigger", trigger.bound_by[n], at);
      const auto other = scenario_.triggers.find(trigger.bound_by[n]);
      if (other == scenario_.triggers.end()) continue;
      for (const auto& level : other->second.levels) check_level(level, trigger.levels, at);
    }
    if (!trigger.rules) return;
    for (auto& finding : unsound_levels(trigger)) found_.push_back(std::move(finding));
    const auto& levels = trigger.rules->levels;
    for (std::size_t weak = 0; weak < levels.size(); ++weak)
      for (std::size_t strong = weak + 1; strong < levels.size(); ++strong)
        if (is_swallowed(levels[weak], levels[strong])) {
          Finding finding{"level_never_called",
                          key + ".levels." + std::to_string(weak) + ".when",
                          {{"value", trigger.levels[weak]}, {"other", trigger.levels[strong]}}};
          finding.other = key + ".levels." + std::to_string(strong) + ".when";
          found_.push_back(std::move(finding));
          break;
        }
  }

  /// Whether some rule of the stronger level is met wherever one of the weaker is.
  static bool is_swallowed(const std::vector<Expression>& weaker, const std::vector<Expression>& stronger) {
    return !weaker.empty() && std::all_of(weaker.begin(), weaker.end(), [&](const Expression& rule) {
      return std::any_of(stronger.begin(), stronger.end(),
                         [&](const Expression& other) { return implies(rule, other); });
    });
  }

  void check_level(const std::string& level, const std::vector<std::string>& known, const std::string& key) {
    if (std::find(known.begin(), known.end(), level) == known.end())
      found_.push_back({"unknown_reference", key, {{"value", level}, {"kind", "level"}}, known});
  }

  /// A ladder by level stands on the levels of the scenario's triggers.
  void check(const LadderTable& table) {
    for (auto& finding : check_monotone(table)) found_.push_back(std::move(finding));
    std::vector<std::string> levels;
    for (const auto& [id, trigger] : scenario_.triggers)
      levels.insert(levels.end(), trigger.levels.begin(), trigger.levels.end());
    if (table.by_level)
      for (const auto& row : table.rows) check_level(row.level, levels, ladder_path(table, row));
    for (std::size_t n = 0; n < table.monotone.size(); ++n)
      if (table.monotone[n].by == "level")
        for (std::size_t word = 0; word < table.monotone[n].order.size(); ++word)
          check_level(
              table.monotone[n].order[word], levels,
              "table." + table.id + ".monotone." + std::to_string(n) + ".order." + std::to_string(word));
  }

  /// Windows and selections may be built of others, never of themselves: one walk, each part visited once.
  template <class Map>
  void check_order(const Map& map, const std::string& kind) {
    std::map<std::string, bool> is_closed;  // false: on the way from where the walk began
    for (const auto& [id, part] : map) walk(map, kind, id, is_closed);
  }

  template <class Map>
  void walk(const Map& map, const std::string& kind, const std::string& id,
            std::map<std::string, bool>& is_closed) {
    const auto here = map.find(id);
    if (here == map.end() || !is_closed.try_emplace(id, false).second) return;
    for (const auto& below : parts_of(here->second)) {
      const auto met = is_closed.find(below);
      if (met != is_closed.end() && !met->second)
        found_.push_back({"circular_reference", kind + "." + id, {{"value", below}}});
      else
        walk(map, kind, below, is_closed);
    }
    is_closed[id] = true;
  }

  /// What a window or selection is built of, each once.
  template <class Part>
  static std::set<std::string> parts_of(const Part& part) {
    std::set<std::string> parts;
    if constexpr (std::is_same_v<Part, Trigger>)
      parts.insert(part.bound_by.begin(), part.bound_by.end());
    else
      for (const auto* list : {&part.all_of, &part.any_of, &part.none_of})
        parts.insert(list->begin(), list->end());
    if constexpr (std::is_same_v<Part, Selection>) {
      const auto add = [&](const Condition& one) { parts.insert(one.serves.begin(), one.serves.end()); };
      add(part.where);
      std::for_each(part.any.begin(), part.any.end(), add);
      std::for_each(part.none.begin(), part.none.end(), add);
    }
    return parts;
  }

  void check_use() {
    const auto report = [&](const auto& map, const std::string& kind) {
      for (const auto& [id, value] : map)
        if (!used_.contains(kind + "." + id))
          found_.push_back({"never_used", kind + "." + id, {{"kind", kind}, {"value", id}}});
    };
    report(scenario_.windows, "window");
    report(scenario_.triggers, "trigger");
    report(scenario_.selections, "select");
    report(scenario_.tables, "table");
    report(scenario_.fuel_tables, "table");
  }

  const Scenario& scenario_;
  std::set<std::string> used_;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> check(const Scenario& scenario) { return Checker(scenario).run(); }

}  // namespace lantian::scenarios
