#include "scenarios/policy/expansion.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "scenarios/policy/effect.hpp"
#include "scenarios/policy/selection.hpp"

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

/// Expands measure by measure and keeps what each did.
class Expander {
 public:
  Expander(const Inventory& inventory, model::LocalClock clock, Period run,
           const std::vector<std::string>& industries)
      : inventory_(inventory), clock_(clock), run_(run), industries_(industries.begin(), industries.end()) {
    for (const auto& source : inventory.sources) industries_.insert(source.industry);
  }

  void add(const Scenario& scenario) {
    for (const auto& [id, selection] : scenario.selections) {
      check_industries(selection, scenario, "select." + id);
      if (selection.allow_empty.empty() && select(selection, scenario, inventory_).empty())
        findings.push_back({"selects_nothing", scenario.id, "select." + id, {{"value", id}}});
    }
    for (const auto& [id, measure] : scenario.measures) add(scenario, measure);
  }

  std::vector<Finding> findings;
  std::map<std::string, std::vector<SourceEffect>> effects;  // by measure id
  std::map<std::string, Compliance> compliance;

 private:
  void add(const Scenario& scenario, const Measure& measure) {
    const std::string key = "measure." + measure.id;
    check_industries(measure.select, scenario, key + ".select.where");
    const auto sources = select(measure.select, scenario, inventory_);
    check_count(scenario, measure, sources);
    auto found = effects_of(measure, sources, {scenario, inventory_, clock_, run_}, findings);
    if (!sources.empty()) check_change(scenario, measure, found);
    compliance.try_emplace(measure.id, measure.compliance);
    const auto [place, is_new] = effects.try_emplace(measure.id, found);
    if (!is_new && place->second != found)
      findings.push_back({"conflicting_measure", scenario.id, key, {{"value", measure.id}}});
  }

  void check_industries(const Selection& selection, const Scenario& scenario, const std::string& key) {
    std::vector<const Condition*> all{&selection.where};
    for (const auto& c : selection.any) all.push_back(&c);
    for (const auto& c : selection.none) all.push_back(&c);
    for (const auto* condition : all)
      for (const auto& branch : condition->industry)
        if (std::none_of(industries_.begin(), industries_.end(),
                         [&](const std::string& known) { return in_branch(known, branch); }))
          findings.push_back({"unknown_industry", scenario.id, key + ".industry", {{"value", branch}}});
  }

  void check_count(const Scenario& scenario, const Measure& measure, const std::vector<int>& sources) {
    int wanted = measure.select.min_sources.value_or(measure.select.allow_empty.empty() ? 1 : 0);
    for (const auto& id : measure.select.all_of) {
      const Selection& named = scenario.selections.at(id);
      if (!named.allow_empty.empty() && !measure.select.min_sources) wanted = 0;
      const auto found = static_cast<int>(select(named, scenario, inventory_).size());
      if (found < named.min_sources.value_or(0)) report_few(scenario, "select." + id, found, named);
    }
    const auto found = static_cast<int>(sources.size());
    if (found == 0 && wanted > 0)
      findings.push_back(
          {"selects_nothing", scenario.id, "measure." + measure.id + ".select", {{"value", measure.id}}});
    else if (found < wanted)
      report_few(scenario, "measure." + measure.id + ".select", found, measure.select);
  }

  void report_few(const Scenario& scenario, const std::string& key, int found, const Selection& selection) {
    findings.push_back(
        {"too_few_sources",
         scenario.id,
         key,
         {{"value", std::to_string(found)}, {"least", std::to_string(selection.min_sources.value_or(1))}}});
  }

  /// A measure must touch the run, and mass: a factor 1 is a touch, an efficiency for what nobody emits is
  /// not.
  void check_change(const Scenario& scenario, const Measure& measure,
                    const std::vector<SourceEffect>& found) {
    const std::string key = "measure." + measure.id;
    if (found.empty()) {
      if (measure.allow_idle.empty())
        findings.push_back({"window_outside_run", scenario.id, key + ".window", {{"value", measure.window}}});
      return;
    }
    const auto moves_mass = [&](const SourceEffect& e) {
      const auto& mass = inventory_.sources[static_cast<std::size_t>(e.source)].annual_mass;
      if (e.pollutant) return mass[static_cast<std::size_t>(*e.pollutant)] > 0.0;
      return std::any_of(mass.begin(), mass.end(), [](double m) { return m > 0.0; });
    };
    if (std::none_of(found.begin(), found.end(), moves_mass))
      findings.push_back({"changes_nothing", scenario.id, key + ".op", {{"value", measure.id}}});
  }

  const Inventory& inventory_;
  model::LocalClock clock_;
  Period run_;
  std::set<std::string> industries_;
};

std::string joined_id(const std::vector<Scenario>& scenarios) {
  std::set<std::string> ids;
  for (const auto& scenario : scenarios) ids.insert(scenario.id);
  std::string id;
  for (const auto& part : ids) id += (id.empty() ? "" : "+") + part;
  return id.empty() ? "counterfactual" : id;
}

}  // namespace

Expansion expand(const std::vector<Scenario>& scenarios, const Inventory& inventory, model::LocalClock clock,
                 Period run, const std::vector<std::string>& industries) {
  Expander expander(inventory, clock, run, industries);
  for (const auto& scenario : scenarios) expander.add(scenario);

  std::vector<std::string> names;
  std::map<Slot, std::vector<RuledEffect>> slots;
  for (const auto& [id, effects] : expander.effects) {
    const Compliance& compliance = expander.compliance.at(id);
    for (const auto& effect : effects)
      slots[slot_of(effect)].push_back({effect, static_cast<int>(names.size())});
    names.push_back(compliance.distribution.empty() ? id : id + " (mean of " + compliance.distribution + ")");
  }
  Rules rules(std::move(names));
  Expansion result;
  for (const auto& [slot, effects] : slots) combine_slot(effects, rules, result.plan.runs);
  result.plan.runs = sorted(std::move(result.plan.runs));
  result.plan.id = joined_id(scenarios);
  if (scenarios.size() == 1) result.plan.label = scenarios.front().label;
  result.plan.rules = rules.take();
  result.findings = std::move(expander.findings);
  return result;
}

}  // namespace lantian::scenarios
