#include "scenarios/policy/expansion.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "scenarios/policy/effect.hpp"
#include "scenarios/policy/quota.hpp"
#include "scenarios/policy/selection.hpp"
#include "scenarios/policy/trigger.hpp"
#include "scenarios/policy/vocabulary.hpp"

namespace lantian::scenarios {

namespace {

/// An effect and the measure that made it.
struct RuledEffect {
  SourceEffect effect;
  int rule = -1;
};

/// One source, stage and pollutant: what must be combined where it overlaps.
using Slot = std::tuple<int, Stage, int>;  // pollutant -1: all

Slot slot_of(const SourceEffect& e) {
  return {e.source, e.stage, e.pollutant ? static_cast<int>(*e.pollutant) : -1};
}

/// The plan's names of measures: plain ones by id, joint ones as "a*b".
class Rules {
 public:
  explicit Rules(std::vector<std::string> names) : names_(std::move(names)) {}

  int joint(const std::vector<int>& parts) {
    if (parts.size() == 1) return parts.front();
    std::string name;
    for (int part : parts) name += (name.empty() ? "" : "*") + names_[static_cast<std::size_t>(part)];
    const auto [place, is_new] = joint_.try_emplace(name, static_cast<int>(names_.size()));
    if (is_new) names_.push_back(name);
    return place->second;
  }
  std::vector<std::string> take() { return std::move(names_); }

 private:
  std::vector<std::string> names_;
  std::map<std::string, int> joint_;
};

/// All effects that hold at one moment become one: the strictest activity, or the product of the rest.
PlanRun combine(std::vector<const RuledEffect*> active, Rules& rules) {
  const SourceEffect& first = active.front()->effect;
  PlanRun run{first.source, 0, 0, first.stage, first.pollutant, 1.0, -1};
  // By factor first, so that neither the order of files nor the names of measures touch the bits.
  std::sort(active.begin(), active.end(), [](const RuledEffect* a, const RuledEffect* b) {
    return std::tie(a->effect.factor, a->rule) < std::tie(b->effect.factor, b->rule);
  });
  if (first.stage == Stage::activity) {
    run.factor = active.front()->effect.factor;
    run.rule = active.front()->rule;
    return run;
  }
  std::vector<int> parts;
  for (const auto* ruled : active) {
    run.factor *= ruled->effect.factor;
    parts.push_back(ruled->rule);
  }
  std::sort(parts.begin(), parts.end());
  run.rule = rules.joint(parts);
  return run;
}

/// Cuts the effects of one slot at every edge, combines each piece, joins equal neighbours.
void combine_slot(const std::vector<RuledEffect>& effects, Rules& rules, std::vector<PlanRun>& runs) {
  std::set<model::UtcSeconds> edges;
  for (const auto& ruled : effects) {
    edges.insert(ruled.effect.start);
    edges.insert(ruled.effect.end);
  }
  const std::size_t first = runs.size();
  for (auto edge = edges.begin(); std::next(edge) != edges.end(); ++edge) {
    std::vector<const RuledEffect*> active;
    for (const auto& ruled : effects)
      if (ruled.effect.start <= *edge && *edge < ruled.effect.end) active.push_back(&ruled);
    if (active.empty()) continue;
    PlanRun run = combine(std::move(active), rules);
    run.start = *edge;
    run.end = *std::next(edge);
    const bool joins = runs.size() > first && runs.back().end == run.start &&
                       runs.back().factor == run.factor && runs.back().rule == run.rule;
    if (joins)
      runs.back().end = run.end;
    else
      runs.push_back(run);
  }
}

std::vector<PlanRun> sorted(std::vector<PlanRun> runs) {
  const auto key = [](const PlanRun& r) {
    return std::make_tuple(r.source, r.start, r.stage, r.pollutant ? static_cast<int>(*r.pollutant) : -1);
  };
  std::sort(runs.begin(), runs.end(), [&](const PlanRun& a, const PlanRun& b) { return key(a) < key(b); });
  return runs;
}

/// What a misspelt word brings with it is not told beside it.
bool is_echo(const Finding& finding) {
  static const std::set<std::string> echoes{"selects_nothing", "too_few_sources", "changes_nothing",
                                            "ladder_gap"};
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
  Expander(const Scenario& scenario, const Inventory& inventory, const Surroundings& around)
      : scenario_(scenario),
        inventory_(inventory),
        ground_{scenario, inventory, around},
        selector_(scenario, inventory) {
    for (const auto& [id, selection] : scenario.selections)
      check_count(selection, "select." + id, id, selector_.take(selection).size());
    for (const auto& [id, measure] : scenario.measures) add(measure);
  }

  std::vector<Finding> findings;
  std::map<std::string, std::vector<SourceEffect>> effects;  // by measure id

 private:
  void add(const Measure& measure) {
    const auto sources = selector_.take(measure.select);
    check_count(measure.select, "measure." + measure.id + ".select", measure.id, sources.size());
    auto found = effects_of(measure, sources, ground_, findings);
    if (!sources.empty()) check_change(measure, found);
    effects[measure.id] = std::move(found);
  }

  void check_count(const Selection& selection, const std::string& key, const std::string& id,
                   std::size_t found) {
    const auto least = static_cast<std::size_t>(selection.min_sources.value_or(0));
    if (found == 0 && least <= 1 && !may_be_empty(selection, scenario_, may_be_empty_))
      findings.push_back({"selects_nothing", key, {{"value", id}}});
    else if (found < least)
      findings.push_back(
          {"too_few_sources", key, {{"value", std::to_string(found)}, {"least", std::to_string(least)}}});
  }

  /// A measure must touch the run, and mass: a factor 1 is a touch, an efficiency for what nobody emits is
  /// not.
  void check_change(const Measure& measure, const std::vector<SourceEffect>& found) {
    const std::string key = "measure." + measure.id;
    if (found.empty()) {
      if (measure.allow_idle.empty())
        findings.push_back({"window_outside_run", key + ".window", {{"value", measure.window}}});
      return;
    }
    const auto moves_mass = [&](const SourceEffect& e) {
      const auto& mass = inventory_.sources[static_cast<std::size_t>(e.source)].annual_mass;
      if (e.pollutant) return mass[static_cast<std::size_t>(*e.pollutant)] > 0.0;
      return std::any_of(mass.begin(), mass.end(), [](double m) { return m > 0.0; });
    };
    if (std::none_of(found.begin(), found.end(), moves_mass))
      findings.push_back({"changes_nothing", key + ".op", {{"value", measure.id}}});
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
      for (const auto& warning : warnings_of(trigger, around)) {
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

Expansion expand(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                 const Surroundings& around) {
  const Vocabulary vocabulary(inventory, around.industries);
  Expansion result;
  std::map<std::string, std::vector<SourceEffect>> effects;  // by measure id
  std::map<std::string, Compliance> compliance;
  for (std::size_t n = 0; n < scenarios.size(); ++n) {
    auto findings = vocabulary.unknown_words(scenarios[n]);
    const bool is_spelt_well = findings.empty();
    for (auto& finding : missing_signals(scenarios[n], around.signals))
      findings.push_back(std::move(finding));
    for (auto& finding : check_quotas({scenarios[n], inventory, around}))
      findings.push_back(std::move(finding));
    const bool is_timed_well = findings.empty();
    Expander expander(scenarios[n], inventory, around);
    for (auto& finding : expander.findings)
      if ((is_spelt_well || !is_echo(finding)) && (is_timed_well || finding.code != "window_outside_run"))
        findings.push_back(std::move(finding));
    for (auto& [id, found] : expander.effects) {
      compliance.try_emplace(id, scenarios[n].measures.at(id).compliance);
      const auto [place, is_new] = effects.try_emplace(id, found);
      if (!is_new && place->second != found)
        findings.push_back({"conflicting_measure", "measure." + id, {{"value", id}}});
    }
    for (auto& finding : findings) {
      finding.scenario = n;
      result.findings.push_back(std::move(finding));
    }
  }

  if (result.findings.empty()) result.findings = overlapping_quotas(scenarios, inventory);

  std::vector<std::string> names;
  std::map<Slot, std::vector<RuledEffect>> slots;
  for (const auto& [id, found] : effects) {
    for (const auto& effect : found)
      slots[slot_of(effect)].push_back({effect, static_cast<int>(names.size())});
    const std::string& distribution = compliance.at(id).distribution;
    names.push_back(distribution.empty() ? id : id + " (mean of " + distribution + ")");
  }
  Rules rules(std::move(names));
  for (const auto& [slot, parts] : slots) combine_slot(parts, rules, result.plan.runs);
  result.plan.runs = sorted(std::move(result.plan.runs));
  result.plan.id = joined_id(scenarios);
  if (scenarios.size() == 1) result.plan.label = scenarios.front().label;
  result.plan.rules = rules.take();
  result.plan.warnings = warning_spells(scenarios, around);
  return result;
}

}  // namespace lantian::scenarios
