#include "scenarios/policy/moved_output.hpp"

#include <map>

#include "scenarios/policy/makeup.hpp"
#include "scenarios/policy/plan_text.hpp"
#include "scenarios/policy/profile_hours.hpp"
#include "scenarios/policy/rounding.hpp"

namespace lantian::scenarios {

namespace {

/// Of all sources of one shift, in hours of their mean output.
struct ShiftSum {
  double given = 0.0, lost = 0.0;
  int source = -1;  // the first that loses
};

/// Of all sources of one make-up, in hours of their mean output.
struct MakeUpSum {
  double owed = 0.0, placed = 0.0, later = 0.0, planned = 0.0, made = 0.0;
  int source = -1;  // the first that loses
};

std::string percent_of(double part, double whole) { return exact_text(to_digits(100.0 * part / whole, 3)); }

}  // namespace

void check_shifts(const std::vector<const Acting*>& by_rule, const Inventory& inventory, Expansion& result) {
  std::map<int, ShiftSum> sums;
  for (const auto& moved : result.plan.moved) {
    auto& sum = sums[moved.rule];
    sum.given += moved.moved + moved.unplaced;
    sum.lost += moved.unplaced;
    const bool loses = moved.unplaced > 1e-12 * (moved.moved + moved.unplaced);
    if (loses && sum.source < 0) sum.source = moved.source;
  }
  for (const auto& [rule, sum] : sums) {
    const Acting& acting = *by_rule[static_cast<std::size_t>(rule)];
    const std::string& id = acting.measure->id;
    const std::string key = "measure." + id + ".op";
    const auto tell = [&](std::vector<Finding>& to, Finding finding) {
      finding.scenario = acting.scenario;
      to.push_back(std::move(finding));
    };
    if (sum.given <= 0.0) tell(result.notes, {"shift_moves_nothing", key, {{"value", id}}});
    if (sum.source < 0) continue;
    const std::string source = inventory.sources[static_cast<std::size_t>(sum.source)].id;
    if (std::get<Shift>(acting.measure->op).unplaced_is_error)
      tell(result.findings, {"output_unplaced", key + ".unplaced", {{"value", source}}});
    else
      tell(result.notes, {"shift_unplaced",
                          key,
                          {{"value", exact_text(to_digits(100.0 * sum.lost / sum.given, 3))},
                           {"id", id},
                           {"source", source}}});
  }
}

void check_makeups(const std::vector<const Acting*>& by_rule, const Inventory& inventory,
                   const Surroundings& around, Expansion& result) {
  constexpr double nothing = 1e-9;
  std::map<int, MakeUpSum> sums;
  for (const auto& one : result.plan.made_up) {
    auto& sum = sums[one.rule];
    sum.owed += one.owed, sum.placed += one.placed, sum.later += one.later, sum.planned += one.planned;
    if (sum.source < 0 && one.owed - one.placed > nothing * one.owed) sum.source = one.source;
  }
  if (sums.empty()) return;
  ProfileHours hours(inventory, around);
  for (const auto& run : result.plan.outputs)
    if (run.kept > 1.0)
      sums[run.rule].made +=
          (run.kept - 1.0) *
          hours.hours(inventory.sources[static_cast<std::size_t>(run.source)].temporal, run.start, run.end);
  for (const auto& [rule, sum] : sums) {
    const Acting& acting = *by_rule[static_cast<std::size_t>(rule)];
    const std::string& id = acting.measure->id;
    const std::string key = "measure." + id + ".op.makeup";
    const auto tell = [&](std::vector<Finding>& to, Finding finding) {
      finding.scenario = acting.scenario;
      to.push_back(std::move(finding));
    };
    const bool is_error = makeup_of(*acting.measure)->unplaced_is_error;
    if (sum.source >= 0) {
      const std::string& source = inventory.sources[static_cast<std::size_t>(sum.source)].id;
      const std::vector<std::pair<std::string, std::string>> arguments{
          {"value", percent_of(sum.owed - sum.placed, sum.owed)}, {"id", id}, {"source", source}};
      if (sum.placed <= 0.0)
        tell(result.findings, {"makeup_nowhere", key, {{"value", id}}});
      else
        tell(is_error ? result.findings : result.notes, {"makeup_unplaced", key, arguments});
    }
    if (sum.later > nothing * sum.owed)
      tell(result.notes, {"makeup_after_run", key, {{"value", percent_of(sum.later, sum.owed)}, {"id", id}}});
    if (sum.planned - sum.made > nothing * sum.planned)
      tell(result.notes, {"makeup_held_back",
                          key,
                          {{"value", percent_of(sum.planned - sum.made, sum.planned)}, {"id", id}}});
  }
}

}  // namespace lantian::scenarios
