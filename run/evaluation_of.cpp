#include <algorithm>
#include <cmath>

#include "io/data_folder.hpp"
#include "io/standards.hpp"
#include "run/results.hpp"

namespace lantian::run {
namespace {

constexpr double slack_wind = 3.0;  // m s-1 in the lowest layer: stagnant below, windy from 3.5 on
constexpr double fresh_wind =
    3.5;  // (North China's haze days have less than 3 m/s, demo case of this project)

/// The longest unbroken run of hours in `period` for which `holds`; nothing below six hours.
template <class Holds>
std::optional<scenarios::Period> longest_spell(scenarios::Period period, Holds&& holds) {
  scenarios::Period best{0, 0}, now{period.start, period.start};
  for (auto hour = period.start; hour < period.end; hour += model::seconds_per_hour) {
    now = holds(hour) ? scenarios::Period{now.end == hour ? now.start : hour, hour + model::seconds_per_hour}
                      : scenarios::Period{hour + model::seconds_per_hour, hour + model::seconds_per_hour};
    if (now.end - now.start > best.end - best.start) best = now;
  }
  if (best.end - best.start < 6 * model::seconds_per_hour) return std::nullopt;
  return best;
}

std::vector<scenarios::Spell> spells_of(const Engine& engine, scenarios::Period period) {
  const auto speed = [&](model::UtcSeconds hour) {
    const auto weather = engine.weather.at(hour + model::seconds_per_hour / 2);
    return std::hypot(weather.x_wind[0], weather.y_wind[0]);
  };
  std::vector<scenarios::Spell> spells;
  if (const auto calm = longest_spell(period, [&](auto hour) { return speed(hour) < slack_wind; }))
    spells.push_back({"stagnant", *calm});
  if (const auto windy = longest_spell(period, [&](auto hour) { return speed(hour) >= fresh_wind; }))
    spells.push_back({"windy", *windy});
  return spells;
}

/// The strictest level, by what it must take away, that `plan` answers to within `period` and `before` does
/// not;
/// "" where there is none.
std::string added_level(const scenarios::EmissionPlan& plan, const scenarios::EmissionPlan& before,
                        scenarios::Period period, const scenarios::Standards& standards) {
  const auto answers = [&](const scenarios::EmissionPlan& to, const std::string& level) {
    return std::any_of(to.warnings.begin(), to.warnings.end(), [&](const auto& spell) {
      return spell.level == level && spell.start < period.end && spell.end > period.start;
    });
  };
  const scenarios::RequiredReduction* strictest = nullptr;
  for (const auto& reduction : standards.reductions)
    if (answers(plan, reduction.level) && !answers(before, reduction.level) &&
        (strictest == nullptr || reduction.share > strictest->share))
      strictest = &reduction;
  return strictest == nullptr ? "" : strictest->level;
}

/// Each plan against the plan it adds to: the latest member before it whose scenarios it begins with.
std::vector<scenarios::Comparison> comparisons_of(const Engine& engine, scenarios::Period period,
                                                  const scenarios::Standards& standards) {
  const auto& all = engine.inputs.file.contents.members;
  const auto member_of = [&](const std::string& id) {
    return std::find_if(all.begin(), all.end(), [&](const auto& m) { return m.id == id; });
  };
  std::vector<scenarios::Comparison> comparisons;
  for (std::size_t n = 1; n < engine.members.size(); ++n) {
    const auto& member = *member_of(engine.members[n].id);
    if (member.scenarios.empty() || member.exclude != scenarios::Exclude::nothing) continue;
    const RunMember* against = &engine.members.front();
    for (std::size_t m = 0; m < n; ++m) {
      const auto& before = member_of(engine.members[m].id)->scenarios;
      if (before.size() < member.scenarios.size() &&
          std::equal(before.begin(), before.end(), member.scenarios.begin()))
        against = &engine.members[m];
    }
    comparisons.push_back(
        {member.id, against->id, added_level(*engine.members[n].plan, *against->plan, period, standards)});
  }
  return comparisons;
}

std::string excluding(const Engine& engine, scenarios::Exclusion exclusion) {
  for (const auto& member : engine.members)
    if (member.exclude == exclusion) return member.id;
  return "";
}

}  // namespace

scenarios::Evaluation evaluation_of(const Engine& engine, const Simulated& simulated,
                                    const std::vector<scenarios::MonitorSeries>& series) {
  const auto& time = engine.inputs.file.contents.time;
  scenarios::Question question;
  question.clock = time.clock();
  question.period = {time.start + static_cast<model::UtcSeconds>(time.spinup), time.end};
  io::Diagnostics diagnostics;
  const auto standards = io::read_standards(io::data_folder() / "standards", diagnostics);
  diagnostics.throw_if_any();
  question.comparisons = comparisons_of(engine, question.period, standards);
  question.baseline = engine.members.front().id;
  question.without_window = excluding(engine, scenarios::Exclusion::window);
  question.without_county = excluding(engine, scenarios::Exclusion::county);
  question.spells = spells_of(engine, question.period);
  std::vector<scenarios::EmittedHours> emitted;
  for (std::size_t member = 0; member < engine.members.size(); ++member)
    emitted.push_back(
        {engine.members[member].id, simulated.record.hours.front(), simulated.record.county[member]});
  return scenarios::evaluate(question, engine.inputs.monitors, series, emitted, standards);
}

}  // namespace lantian::run
