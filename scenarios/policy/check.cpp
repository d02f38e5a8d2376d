#include <algorithm>
#include <set>

#include "scenarios/policy/ladder.hpp"
#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::scenarios {

namespace {

/// Walks a scenario, notes what is referred to, and reports what is not there.
class Checker {
 public:
  explicit Checker(const Scenario& scenario) : scenario_(scenario) {}

  std::vector<Finding> run() {
    for (const auto& [id, measure] : scenario_.measures) check(measure);
    for (const auto& [id, selection] : scenario_.selections) check(selection, "select." + id);
    for (const auto& [id, window] : scenario_.windows) check(window);
    for (const auto& [id, table] : scenario_.tables)
      for (auto& finding : check_monotone(table, scenario_.id)) found_.push_back(std::move(finding));
    check_order();
    if (found_.empty()) check_use();  // after a misspelling the unused part is only its echo
    return std::move(found_);
  }

 private:
  template <class Map>
  void refer(const Map& map, const std::string& kind, const std::string& id, const std::string& key) {
    used_.insert(kind + "." + id);
    if (map.contains(id)) return;
    std::string known;
    for (const auto& [name, value] : map) known += (known.empty() ? "" : ", ") + name;
    found_.push_back(
        {"unknown_reference", scenario_.id, key, {{"kind", kind}, {"value", id}, {"accepted", known}}});
  }

  void check(const Measure& measure) {
    const std::string key = "measure." + measure.id;
    check(measure.select, key + ".select");
    if (!measure.window.empty()) refer(scenario_.windows, "window", measure.window, key + ".window");
    const auto* limit = std::get_if<LimitOutput>(&measure.op);
    if (limit && !limit->table.empty()) refer(scenario_.tables, "table", limit->table, key + ".op.table");
  }

  void check(const Selection& selection, const std::string& key) {
    for (const auto* list : {&selection.all_of, &selection.any_of, &selection.none_of})
      for (const auto& id : *list) refer(scenario_.selections, "select", id, key);
  }

  void check(const Window& window) {
    const std::string key = "window." + window.id;
    for (const auto* list : {&window.all_of, &window.any_of, &window.none_of})
      for (const auto& id : *list) refer(scenario_.windows, "window", id, key);
    if (!window.trigger.empty()) check_warning(window, key + ".warning");
    const SeasonDays days = season_days(window);
    if (window.expect_days && *window.expect_days != days.common && *window.expect_days != days.leap)
      found_.push_back({"day_count",
                        scenario_.id,
                        key + ".expect_days",
                        {{"value", std::to_string(*window.expect_days)},
                         {"common", std::to_string(days.common)},
                         {"leap", std::to_string(days.leap)}}});
  }

  void check_warning(const Window& window, const std::string& key) {
    refer(scenario_.triggers, "trigger", window.trigger, key + ".trigger");
    const auto trigger = scenario_.triggers.find(window.trigger);
    if (trigger == scenario_.triggers.end()) return;
    for (const auto& level : window.levels) check_level(trigger->second, level, key + ".level");
    for (const auto& warning : trigger->second.schedule)
      check_level(trigger->second, warning.level, "trigger." + trigger->first + ".schedule");
  }

  void check_level(const Trigger& trigger, const std::string& level, const std::string& key) {
    if (std::find(trigger.levels.begin(), trigger.levels.end(), level) != trigger.levels.end()) return;
    std::string known;
    for (const auto& name : trigger.levels) known += (known.empty() ? "" : ", ") + name;
    found_.push_back(
        {"unknown_reference", scenario_.id, key, {{"kind", "level"}, {"value", level}, {"accepted", known}}});
  }

  /// Windows and selections may be built of others, never of themselves.
  void check_order() {
    const auto report = [&](const auto& map, const std::string& kind) {
      for (const auto& [id, value] : map) {
        std::set<std::string> reached;
        reach(map, id, reached);
        if (reached.contains(id))
          found_.push_back({"circular_reference", scenario_.id, kind + "." + id, {{"value", id}}});
      }
    };
    report(scenario_.windows, "window");
    report(scenario_.selections, "select");
  }

  /// All that `from` is built of, itself only where it comes back.
  template <class Map>
  static void reach(const Map& map, const std::string& from, std::set<std::string>& reached) {
    const auto here = map.find(from);
    if (here == map.end()) return;
    for (const auto* list : {&here->second.all_of, &here->second.any_of, &here->second.none_of})
      for (const auto& id : *list)
        if (reached.insert(id).second) reach(map, id, reached);
  }

  void check_use() {
    const auto report = [&](const auto& map, const std::string& kind) {
      for (const auto& [id, value] : map)
        if (!used_.contains(kind + "." + id))
          found_.push_back({"never_used", scenario_.id, kind + "." + id, {{"kind", kind}, {"value", id}}});
    };
    report(scenario_.windows, "window");
    report(scenario_.triggers, "trigger");
    report(scenario_.selections, "select");
    report(scenario_.tables, "table");
  }

  const Scenario& scenario_;
  std::set<std::string> used_;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> check(const Scenario& scenario) { return Checker(scenario).run(); }

}  // namespace lantian::scenarios
