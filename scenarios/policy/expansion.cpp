#include "scenarios/policy/expansion.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "scenarios/policy/closed_loop.hpp"
#include "scenarios/policy/combination.hpp"
#include "scenarios/policy/common_ground.hpp"
#include "scenarios/policy/cost.hpp"
#include "scenarios/policy/dormant.hpp"
#include "scenarios/policy/moved_output.hpp"
#include "scenarios/policy/quota.hpp"
#include "scenarios/policy/rules_between.hpp"
#include "scenarios/policy/selection.hpp"
#include "scenarios/policy/strength.hpp"
#include "scenarios/policy/trigger.hpp"
#include "scenarios/policy/vocabulary.hpp"

namespace lantian::scenarios {

namespace {

/// What a misspelt word brings with it is not told beside it.
bool is_echo(const Finding& finding) {
  static const std::set<std::string> echoes{"selects_nothing", "too_few_sources", "changes_nothing",
                                            "already_so", "ladder_gap"};
  return echoes.contains(finding.code);
}

/// Whether a reason was given for taking nothing, by the selection itself or by what it is built of.
bool may_be_empty(const Selection& selection, const Scenario& scenario, std::map<std::string, bool>& known) {
  const auto named = [&](const std::string& id) {
    const auto found = known.find(id);
    if (found != known.end()) return found->second;
    return known[id] = may_be_empty(scenario.selections.at(id), scenario, known);
  };
  if (!selection.allow_empty.empty()) return true;
  if (std::any_of(selection.all_of.begin(), selection.all_of.end(), named)) return true;
  return !selection.any_of.empty() && std::all_of(selection.any_of.begin(), selection.any_of.end(), named);
}

/// Expands one scenario, measure by measure.
class Expander {
 public:
  Expander(const Scenario& scenario, const Inventory& inventory, const Surroundings& around,
           const std::vector<bool>& awake, const CommonGround* common)
      : scenario_(scenario),
        inventory_(inventory),
        ground_{scenario, inventory, around},
        selector_(scenario, inventory, around, awake, common) {
    for (const auto& [id, selection] : scenario.selections)
      check_count(selection, "select." + id, id, selector_.take(selection).size());
    for (const auto& [id, measure] : scenario.measures) add(measure);
  }

  Told told;
  std::map<std::string, MeasureEffects> effects;  // by measure id

 private:
  void add(const Measure& measure) {
    auto& findings = told.findings;
    const std::string key = "measure." + measure.id;
    auto sources = selector_.take(measure.select);
    std::vector<int> made;
    if (destination_of(measure)) {
      made = made_by(measure.id, inventory_);
      std::erase_if(sources, [&](int s) { return inventory_.sources[static_cast<std::size_t>(s)].dormant; });
    }
    check_count(measure.select, key + ".select", measure.id, sources.size());
    std::vector<std::vector<int>> targets;
    for (std::size_t n = 0; n < measure.also.size(); ++n) {
      targets.push_back(selector_.take(measure.also[n].target));
      check_count(measure.also[n].target, key + ".also." + std::to_string(n) + ".target", measure.id,
                  targets.back().size());
    }
    if (const auto* shift = std::get_if<Shift>(&measure.op);
        shift && shift->by_temperature && !has_temperature()) {
      findings.push_back({"signal_missing", key + ".op.reevaluate", {{"value", "air_temperature"}}});
      return;
    }
    for (auto& finding : check_cost(measure, sources, inventory_)) findings.push_back(std::move(finding));
    const auto before = findings.size();
    auto found = effects_of(measure, sources, targets, made, ground_, told);
    if (!sources.empty() && findings.size() == before) check_change(measure, sources, found);
    effects[measure.id] = std::move(found);
  }

  bool has_temperature() const {
    const auto& hourly = ground_.around.signals.hourly;
    const auto found = hourly.find("air_temperature");
    return found != hourly.end() &&
           std::any_of(found->second.begin(), found->second.end(), [](double t) { return t == t; });
  }

  void check_count(const Selection& selection, const std::string& key, const std::string& id,
                   std::size_t found) {
    const auto least = static_cast<std::size_t>(selection.min_sources.value_or(0));
    if (found == 0 && least <= 1 && !may_be_empty(selection, scenario_, may_be_empty_))
      told.findings.push_back({"selects_nothing", key, {{"value", id}}});
    else if (found < least)
      told.findings.push_back(
          {"too_few_sources", key, {{"value", std::to_string(found)}, {"least", std::to_string(least)}}});
  }

  /// A measure must touch the run, and mass: a factor 1 is a touch, an efficiency for what nobody emits is
  /// not.
  void check_change(const Measure& measure, const std::vector<int>& sources, const MeasureEffects& found) {
    if (std::holds_alternative<None>(measure.op)) return;
    const std::string key = "measure." + measure.id;
    const bool is_weak = has_no_strength(measure, scenario_);
    if (found.empty()) return check_idle(measure, sources, is_weak);
    const auto emits = [&](int source, std::optional<Pollutant> pollutant) {
      const Source& from = inventory_.sources[static_cast<std::size_t>(source)];
      if (from.natural) return from.natural_rate > 0.0;
      const auto& mass = from.annual_mass;
      if (pollutant) return mass[static_cast<std::size_t>(*pollutant)] > 0.0;
      return std::any_of(mass.begin(), mass.end(), [](double m) { return m > 0.0; });
    };
    const bool moves_mass =
        std::any_of(found.of.begin(), found.of.end(),
                    [&](const auto& one) {
                      return emits(one.first, found.tracks[static_cast<std::size_t>(one.second)].pollutant);
                    }) ||
        std::any_of(found.shifts.begin(), found.shifts.end(),
                    [&](const ShiftTask& task) { return emits(task.source, {}); });
    if (!moves_mass) told.findings.push_back({"changes_nothing", key + ".op", {{"value", measure.id}}});
    if (!moves_mass || !found.changes_nothing()) return;
    if (is_weak)
      told.notes.push_back({"strength_zero", key + ".op", {{"value", measure.id}}});
    else if (measure.allow_idle.empty())
      told.findings.push_back({"already_so", key + ".op", {{"value", measure.id}}});
  }

  /// Why a measure has no effect at all: its hours, or what it acts on.
  void check_idle(const Measure& measure, const std::vector<int>& sources, bool is_weak) {
    const std::string key = "measure." + measure.id;
    const auto is_open = [&](const Measure& of) {
      MeasureSpans spans(of, ground_, ground_.around.run);
      return std::any_of(sources.begin(), sources.end(), [&](int s) {
        return !spans.of(inventory_.sources[static_cast<std::size_t>(s)]).empty();
      });
    };
    Measure without_veto = measure;
    without_veto.veto.reset();
    if (is_open(measure)) {
      const auto* stop = std::get_if<Stop>(&measure.op);
      const bool has_turns = stop && stop->pattern;  // none of which comes
      if (is_weak)
        told.notes.push_back({"strength_zero", key + ".op", {{"value", measure.id}}});
      else if (!has_turns)
        told.findings.push_back({"changes_nothing", key + ".op", {{"value", measure.id}}});
      else if (measure.allow_idle.empty())
        told.findings.push_back({"already_so", key + ".op", {{"value", measure.id}}});
    } else if (measure.allow_idle.empty() && !awaits_closed_loop(scenario_, measure.window)) {
      if (measure.veto && is_open(without_veto))
        told.findings.push_back({"veto_throughout", key + ".veto", {}});
      else
        told.findings.push_back({"window_outside_run", key + ".window", {{"value", measure.window}}});
    }
  }

  const Scenario& scenario_;
  const Inventory& inventory_;
  Ground ground_;
  Selector selector_;
  std::map<std::string, bool> may_be_empty_;
};

/// The spells of all triggers, as far as they lie in the run.
std::vector<WarningSpell> warning_spells(const std::vector<Scenario>& scenarios, const Surroundings& around) {
  const Period run = around.run;
  std::vector<WarningSpell> spells;
  for (const auto& scenario : scenarios)
    for (const auto& [id, trigger] : scenario.triggers)
      for (const auto& warning : warnings_in(scenario, trigger, around)) {
        const Period spell = spell_of(warning, run);
        const auto start = std::max(spell.start, run.start), end = std::min(spell.end, run.end);
        if (start < end) spells.push_back({warning.level, start, end});
      }
  return spells;
}

/// Signals that nobody gives, each where it is asked for first.
std::vector<Finding> missing_signals(const Scenario& scenario, const Signals& signals) {
  std::vector<Finding> findings;
  std::vector<std::string> known;
  for (const auto& [key, series] : signals.hourly) known.push_back(key);
  for (const auto& [key, place] : signals_asked_for(scenario))
    if (!signals.hourly.contains(key) && !signals.awaited.contains(key))
      findings.push_back({"signal_missing", place, {{"value", key}}, known});
  return findings;
}

std::string joined_id(const std::vector<Scenario>& scenarios) {
  std::set<std::string> ids;
  for (const auto& scenario : scenarios) ids.insert(scenario.id);
  std::string id;
  for (const auto& part : ids) id += (id.empty() ? "" : "+") + part;
  return id.empty() ? "counterfactual" : id;
}

}  // namespace

namespace {

/// What becomes of dormant sources in a member: those that its measures make are awake.
std::vector<bool> awake_sources(const std::vector<Scenario>& scenarios, const Inventory& inventory) {
  std::vector<bool> awake(inventory.sources.size());
  for (const auto& scenario : scenarios)
    for (const auto& [id, measure] : scenario.measures)
      if (destination_of(measure))
        for (const int s : made_by(id, inventory))
          if (s >= 0) awake[static_cast<std::size_t>(s)] = true;
  return awake;
}

/// Every measure of every scenario; the same one twice is one, of one id with two meanings one is told.
ActingMeasures acting_measures(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                               const Surroundings& around, const CommonGround* common,
                               MemberMeasures& result) {
  std::optional<Vocabulary> own;
  const Vocabulary& vocabulary = common ? common->vocabulary() : own.emplace(inventory, around);
  const auto awake = awake_sources(scenarios, inventory);
  ActingMeasures acting;
  for (std::size_t n = 0; n < scenarios.size(); ++n) {
    auto findings = vocabulary.unknown_words(scenarios[n]);
    const bool is_spelt_well = findings.empty();
    for (auto& finding : missing_signals(scenarios[n], around.signals))
      findings.push_back(std::move(finding));
    for (auto& finding : check_quotas({scenarios[n], inventory, around}))
      findings.push_back(std::move(finding));
    const bool is_timed_well = findings.empty();
    Expander expander(scenarios[n], inventory, around, awake, common);
    for (auto& finding : expander.told.findings)
      if ((is_spelt_well || !is_echo(finding)) && (is_timed_well || finding.code != "window_outside_run"))
        findings.push_back(std::move(finding));
    for (auto& [id, found] : expander.effects) {
      const auto [place, is_new] = acting.try_emplace(id);
      if (is_new) {
        place->second = {&scenarios[n].measures.at(id), n, std::move(found)};
      } else if (!place->second.effects.same_as(found)) {
        Finding finding{"conflicting_measure", "measure." + id, {{"value", id}}};
        finding.other = finding.key;
        finding.other_scenario = place->second.scenario;
        findings.push_back(std::move(finding));
      }
    }
    const auto take = [&](std::vector<Finding>& from, std::vector<Finding>& to) {
      for (auto& finding : from) {
        finding.scenario = n;
        to.push_back(std::move(finding));
      }
    };
    take(findings, result.findings);
    take(expander.told.notes, result.notes);
  }
  return acting;
}

}  // namespace

MemberMeasures measures_of(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                           const Surroundings& around, const CommonGround* common) {
  MemberMeasures member;
  member.acting = acting_measures(scenarios, inventory, around, common, member);
  if (member.findings.empty()) member.findings = overlapping_quotas(scenarios, inventory, around);
  Told told;
  check_between(member.acting, told);
  keep_one_of_each_group(member.acting, told);
  for (auto& finding : told.findings) member.findings.push_back(std::move(finding));
  for (auto& note : told.notes) member.notes.push_back(std::move(note));
  return member;
}

Expansion expand(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                 const Surroundings& around, const CommonGround* common) {
  MemberMeasures member = measures_of(scenarios, inventory, around, common);
  const ActingMeasures& acting = member.acting;
  Expansion result;
  result.findings = std::move(member.findings);
  result.notes = std::move(member.notes);

  EmissionPlan& plan = result.plan;
  std::vector<std::string> names;
  std::vector<const Acting*> by_rule;
  std::vector<std::vector<std::pair<int, int>>> tracks(inventory.sources.size());  // (rule, track) by source
  std::vector<std::vector<RuledShift>> shifts(inventory.sources.size());
  for (const auto& [id, one] : acting) {
    const int rule = static_cast<int>(names.size());
    for (const auto& [source, track] : one.effects.of)
      tracks[static_cast<std::size_t>(source)].emplace_back(rule, track);
    for (MadeUpOutput made : one.effects.made_up) {
      made.rule = rule;
      plan.made_up.push_back(made);
    }
    for (const auto& task : one.effects.shifts)
      shifts[static_cast<std::size_t>(task.source)].push_back({&task, rule});
    const std::string& distribution = one.measure->compliance.distribution;
    names.push_back(distribution.empty() ? id
                    : around.draw        ? id + " (drawn from " + distribution + ")"
                                         : id + " (mean of " + distribution + ")");
    by_rule.push_back(&one);
  }
  for (std::size_t s = 0; s < inventory.sources.size(); ++s)
    if (inventory.sources[s].dormant) plan.dormant.push_back(static_cast<int>(s));
  Rules rules(std::move(names));
  Combination combination(inventory, around, rules, plan);
  for (std::size_t s = 0; s < inventory.sources.size(); ++s) {
    if (tracks[s].empty() && shifts[s].empty()) continue;
    std::vector<RuledTrack> ruled;
    for (const auto& [rule, track] : tracks[s])
      ruled.push_back(
          {by_rule[static_cast<std::size_t>(rule)]->effects.tracks[static_cast<std::size_t>(track)], rule});
    combination.add(static_cast<int>(s), std::move(ruled), shifts[s]);
  }
  plan.id = joined_id(scenarios);
  if (scenarios.size() == 1) plan.label = scenarios.front().label;
  plan.rules = rules.take_names();
  plan.parts = rules.take_parts();
  plan.warnings = warning_spells(scenarios, around);
  check_shifts(by_rule, inventory, result);
  check_makeups(by_rule, inventory, around, result);
  return result;
}

}  // namespace lantian::scenarios
