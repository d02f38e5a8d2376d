#include <algorithm>
#include <cmath>

#include "io/data_folder.hpp"
#include "io/standards.hpp"
#include "run/results.hpp"
#include "scenarios/evaluate/comparisons.hpp"

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

std::vector<scenarios::ComparedMember> compared_members(const Engine& engine) {
  const auto& all = engine.inputs.file.contents.members;
  std::vector<scenarios::ComparedMember> members;
  for (const auto& one : engine.members) {
    const auto& member = *std::find_if(all.begin(), all.end(), [&](const auto& m) { return m.id == one.id; });
    members.push_back({one.id, member.scenarios, member.exclude != scenarios::Exclude::nothing, one.plan,
                       !one.outside.empty()});
  }
  return members;
}

std::string excluding(const Engine& engine, scenarios::Exclusion exclusion) {
  for (const auto& member : engine.members)
    if (member.exclude == exclusion && member.outside.empty()) return member.id;
  return "";
}

}  // namespace

scenarios::Standards shipped_standards() {
  io::Diagnostics diagnostics;
  auto standards = io::read_standards(io::data_folder() / "standards", diagnostics);
  diagnostics.throw_if_any();
  return standards;
}

scenarios::Question question_of(const Engine& engine, const scenarios::Standards& standards) {
  const auto& time = engine.inputs.file.contents.time;
  scenarios::Question question;
  question.clock = time.clock();
  question.period = {time.start + static_cast<model::UtcSeconds>(time.spinup), time.end};
  question.comparisons = scenarios::comparisons(compared_members(engine), question.period, standards);
  question.baseline = engine.members.front().id;
  question.without_window = excluding(engine, scenarios::Exclusion::window);
  question.without_county = excluding(engine, scenarios::Exclusion::county);
  question.spells = spells_of(engine, question.period);
  return question;
}

scenarios::Evaluation evaluation_of(const Engine& engine, const Simulated& simulated,
                                    const std::vector<scenarios::MonitorSeries>& series) {
  const auto standards = shipped_standards();
  std::vector<scenarios::EmittedHours> emitted;
  for (std::size_t member = 0; member < engine.members.size(); ++member)
    emitted.push_back(
        {engine.members[member].id, simulated.record.hours.front(), simulated.record.county[member]});
  return scenarios::evaluate(question_of(engine, standards), engine.inputs.monitors, series, emitted,
                             standards);
}

}  // namespace lantian::run
