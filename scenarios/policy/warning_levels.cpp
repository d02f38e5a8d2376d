#include "scenarios/policy/warning_levels.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>

#include "scenarios/policy/expression.hpp"

namespace lantian::scenarios {
namespace {

constexpr double top_of_index = 500.0;  // HJ 633: no index is above it

void collect(const Expression& rule, std::vector<double>& values, int& longest, bool& falls) {
  if (rule.kind == Expression::Kind::comparison) {
    values.push_back(rule.value);
    longest = std::max(longest, rule.hours);
    falls |= rule.hours > 0 && (rule.relation == Relation::less || rule.relation == Relation::at_most);
  }
  falls |= rule.kind == Expression::Kind::opposite;
  for (const auto& part : rule.parts) collect(part, values, longest, falls);
}

/// Whether a rule is met by air that stays at `value` for as long as any rule asks.
bool is_met(const Expression& rule, const std::string& metric, double value, int hours) {
  Signals steady;
  steady.hourly[metric].assign(static_cast<std::size_t>(hours), value);
  const auto truths = truth_by_hour(rule, steady);
  return std::find(truths.begin(), truths.end(), Truth::yes) != truths.end();
}

}  // namespace

std::vector<Finding> unsound_levels(const Trigger& trigger) {
  const auto& rules = *trigger.rules;
  const bool is_index = rules.metric.find("(aqi") != std::string::npos;
  const double top = is_index ? top_of_index : std::numeric_limits<double>::max();
  std::vector<double> named;
  std::set<std::string> signals;
  int longest = 0;
  bool falls = false;
  for (const auto& level : rules.levels)
    for (const auto& rule : level) {
      collect(rule, named, longest, falls);
      collect_signals(rule, signals);
    }
  if (signals != std::set<std::string>{rules.metric}) return {};
  std::vector<double> values{0.0, top};
  for (const double value : named)
    for (const double one : {std::nextafter(value, -1.0), value, std::nextafter(value, top)})
      if (one >= 0.0 && one <= top) values.push_back(one);
  const int hours = longest + 1;
  const auto meets = [&](std::size_t level, double value) {
    return std::any_of(rules.levels[level].begin(), rules.levels[level].end(),
                       [&](const Expression& rule) { return is_met(rule, rules.metric, value, hours); });
  };

  std::vector<Finding> findings;
  const std::string key = "trigger." + trigger.id + ".levels.";
  for (std::size_t level = 0; level < rules.levels.size(); ++level)
    if (!falls && !rules.levels[level].empty() &&
        std::none_of(values.begin(), values.end(), [&](double value) { return meets(level, value); }))
      findings.push_back({"level_never_reached",
                          key + std::to_string(level) + ".when",
                          {{"value", trigger.levels[level]}, {"limit", is_index ? "500" : ""}}});
  for (std::size_t level = 0; level < rules.levels.size() && findings.empty(); ++level)
    if (meets(level, 0.0))
      findings.push_back({"warning_never_released",
                          key + std::to_string(level) + ".when",
                          {{"value", trigger.levels[level]}}});
  return findings;
}

}  // namespace lantian::scenarios
