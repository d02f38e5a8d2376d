#include "scenarios/explain/explainer.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "scenarios/emission/planned_mass.hpp"
#include "scenarios/policy/ladder.hpp"
#include "scenarios/policy/selection.hpp"

namespace lantian::scenarios {

namespace {

using EffectsBySource = std::map<int, std::vector<SourceEffect>>;

EffectsBySource by_source(std::vector<SourceEffect> effects) {
  EffectsBySource found;
  for (auto& effect : effects) found[effect.source].push_back(std::move(effect));
  return found;
}

std::vector<SourceEffect> at_time(const EffectsBySource& effects, int source, model::UtcSeconds time) {
  std::vector<SourceEffect> found;
  const auto own = effects.find(source);
  if (own == effects.end()) return found;
  for (const auto& effect : own->second)
    if (effect.start <= time && time < effect.end) found.push_back(effect);
  return found;
}

bool acts_on_output(const Measure& measure) {
  return std::holds_alternative<Stop>(measure.op) || std::holds_alternative<LimitOutput>(measure.op);
}

/// The activity factor for all pollutants; nothing where the measure does not act.
std::optional<double> activity_at(const EffectsBySource& effects, int source, model::UtcSeconds time) {
  for (const auto& effect : at_time(effects, source, time))
    if (effect.stage == Stage::activity && !effect.pollutant) return effect.factor;
  return std::nullopt;
}

/// `emitted` against what is ordered: an order of 0 lets a plant idle hot, no order lets it go to full load.
PlantPhase phase_of(const Physics& physics, std::optional<double> order, double emitted) {
  const double target = !order ? 1.0 : *order > 0.0 ? *order : physics.hot_idle;
  if (emitted == target) {
    if (!order || *order > 0.0) return PlantPhase::at_order;
    return physics.hot_idle > 0.0 ? PlantPhase::kept_hot : PlantPhase::stopped;
  }
  // A stopped plant that may run again emits exactly this while it heats up.
  const bool may_run = !order || *order > 0.0;
  if (may_run && physics.heat_up_h > 0 && emitted == physics.heat_up_emission) return PlantPhase::heating_up;
  return emitted > target ? PlantPhase::ramping_down : PlantPhase::ramping_up;
}

/// The rung that holds: the longest branch that names the grade, or the default row.
std::optional<LadderRung> rung_of(const LadderTable& table, const Source& source, const Inventory& inventory,
                                  const std::string& level) {
  std::string grade = value_of_key("grade", source, inventory);
  if (grade.empty()) grade = "ungraded";
  const LadderTable::Row* best = nullptr;
  for (const auto& row : table.rows) {
    const bool fits = row.grade == grade && (!table.by_level || row.level == level) &&
                      (row.industry.empty() || in_branch(source.industry, row.industry));
    if (fits && (!best || row.industry.size() > best->industry.size())) best = &row;
  }
  if (!best) return std::nullopt;
  return LadderRung{table.id,   best->industry, grade, table.by_level ? level : "", ladder_path(table, *best),
                    best->value};
}

using Slot = std::pair<Stage, int>;
Slot slot_of(const HeldEffect& effect) {
  return {effect.stage, effect.pollutant ? static_cast<int>(*effect.pollutant) : -1};
}

/// As expansion combines: of a slot of the activity stage the strictest, of equals the first by id.
void judge(std::vector<ExplainedMeasure>& measures) {
  std::map<Slot, std::pair<int, HeldEffect*>> strictest;
  for (std::size_t m = 0; m < measures.size(); ++m)
    for (auto& effect : measures[m].effects) {
      if (effect.stage != Stage::activity) continue;
      auto& [winner, held] = strictest.try_emplace(slot_of(effect), -1, nullptr).first->second;
      if (held == nullptr || effect.factor < held->factor) winner = static_cast<int>(m), held = &effect;
    }
  for (auto& measure : measures)
    for (auto& effect : measure.effects) {
      const auto found = strictest.find(slot_of(effect));
      if (found == strictest.end() || found->second.second == &effect) continue;
      effect.counts = false;
      effect.beaten_by = found->second.first;
    }
}

/// Sorted by factor within a slot and multiplied slot by slot, as expansion does: the same bits.
std::array<double, pollutant_count> product(const std::vector<ExplainedMeasure>& measures) {
  std::map<Slot, std::vector<double>> factors;
  for (const auto& measure : measures)
    for (const auto& effect : measure.effects)
      if (effect.counts) factors[slot_of(effect)].push_back(effect.factor);
  std::array<double, pollutant_count> all;
  all.fill(1.0);
  for (auto& [slot, of_slot] : factors) {
    std::sort(of_slot.begin(), of_slot.end());
    double factor = 1.0;
    for (const double one : of_slot) factor *= one;
    for (std::size_t p = 0; p < pollutant_count; ++p)
      if (slot.second < 0 || slot.second == static_cast<int>(p)) all[p] *= factor;
  }
  return all;
}

}  // namespace

/// A measure with what it takes and does over the whole run.
struct Explainer::Asked {
  const Measure* measure;
  std::size_t scenario;
  std::set<int> sources;
  EffectsBySource effects;        // as the plan has them
  EffectsBySource orders, plant;  // activity: without plant physics and compliance; without compliance
};

Explainer::Explainer(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                     const Surroundings& around, EmissionMember member)
    : scenarios_(scenarios), inventory_(inventory), around_(around), member_(member) {
  for (std::size_t n = 0; n < scenarios.size(); ++n) {
    windows_.push_back(std::make_unique<WindowReasons>(scenarios[n], around));
    ask(scenarios[n], n);
  }
  std::sort(asked_.begin(), asked_.end(),
            [](const auto& a, const auto& b) { return a->measure->id < b->measure->id; });
}

Explainer::~Explainer() = default;

void Explainer::ask(const Scenario& scenario, std::size_t place) {
  Selector selector(scenario, inventory_);
  const Ground ground{scenario, inventory_, around_};
  std::vector<Finding> findings;  // the plan would not be there if there were any
  for (const auto& [id, measure] : scenario.measures) {
    const auto is_same = [&](const auto& asked) { return asked->measure->id == id; };
    if (std::any_of(asked_.begin(), asked_.end(), is_same)) continue;  // the same measure counts once
    auto asked = std::make_unique<Asked>();
    asked->measure = &measure;
    asked->scenario = place;
    const auto sources = selector.take(measure.select);
    asked->sources = {sources.begin(), sources.end()};
    asked->effects = by_source(effects_of(measure, sources, ground, findings));
    if (acts_on_output(measure)) {
      Measure alone = measure;
      alone.compliance = {};
      asked->plant = by_source(effects_of(alone, sources, ground, findings));
      alone.physics = {};
      asked->orders = by_source(effects_of(alone, sources, ground, findings));
    }
    asked_.push_back(std::move(asked));
  }
}

Explanation Explainer::figures(int source, model::UtcSeconds start) {
  Explanation found;
  found.source = source;
  found.start = start;
  const Source& from = inventory_.sources[static_cast<std::size_t>(source)];
  if (!from.natural)
    found.rate = rate_parts(inventory_.temporal_profiles[static_cast<std::size_t>(from.temporal)],
                            inventory_.calendar, around_.clock, start);
  for (const auto& asked : asked_) {
    ExplainedMeasure one;
    one.measure = asked->measure;
    one.scenario = asked->scenario;
    for (const auto& effect : at_time(asked->effects, source, start))
      one.effects.push_back({effect.stage, effect.pollutant, effect.factor, true, -1});
    one.order = activity_at(asked->orders, source, start);
    one.plant_factor = activity_at(asked->plant, source, start);
    if (one.plant_factor) one.phase = phase_of(asked->measure->physics, one.order, *one.plant_factor);
    found.measures.push_back(std::move(one));
  }
  judge(found.measures);
  found.explained = product(found.measures);
  const EmissionPlan& plan = *member_.plan;
  for (std::size_t p = 0; p < pollutant_count; ++p)
    found.factor[p] = plan.factor(source, start, static_cast<Pollutant>(p));
  auto run = std::lower_bound(plan.runs.begin(), plan.runs.end(), source,
                              [](const PlanRun& r, int wanted) { return r.source < wanted; });
  for (; run != plan.runs.end() && run->source == source; ++run)
    if (run->start <= start && start < run->end)
      found.stages.push_back({run->stage, run->pollutant, run->factor,
                              run->rule < 0 ? "" : plan.rules[static_cast<std::size_t>(run->rule)]});
  std::sort(found.stages.begin(), found.stages.end(), [](const PlannedStage& a, const PlannedStage& b) {
    return std::tie(a.stage, a.pollutant) < std::tie(b.stage, b.pollutant);
  });
  found.is_excluded =
      member_.exclude == Exclusion::window || (member_.exclude == Exclusion::county && from.in_county);
  const PlannedMass mass(inventory_, around_.clock, start);
  found.before = mass.without_rules(source);
  found.after = mass.of(source, member_);
  return found;
}

Explanation Explainer::at(int source, model::UtcSeconds start) {
  Explanation found = figures(source, start);
  const Source& from = inventory_.sources[static_cast<std::size_t>(source)];
  for (std::size_t m = 0; m < asked_.size(); ++m) {
    const Asked& asked = *asked_[m];
    const Scenario& scenario = scenarios_[asked.scenario];
    ExplainedMeasure& one = found.measures[m];
    one.window = windows_[asked.scenario]->at(asked.measure->window, start);
    if (!asked.sources.contains(source)) {
      one.misses = misses(asked.measure->select, scenario, inventory_, source);
      if (one.misses.empty()) one.misses.push_back({"", "other", {}, ""});
    }
    const auto* limit = std::get_if<LimitOutput>(&asked.measure->op);
    if (limit && !limit->table.empty() && one.order)
      one.rung = rung_of(scenario.tables.at(limit->table), from, inventory_, one.window.level);
  }
  return found;
}

std::vector<ExplainedRun> timeline(Explainer& explainer, int source, Period period) {
  const auto look = [](const Explanation& e) {
    std::vector<std::tuple<std::size_t, PlantPhase, std::vector<std::pair<double, bool>>>> seen;
    for (std::size_t m = 0; m < e.measures.size(); ++m) {
      std::vector<std::pair<double, bool>> effects;
      for (const auto& effect : e.measures[m].effects)  // how far one that gives way would go does not matter
        effects.emplace_back(effect.counts ? effect.factor : 1.0, effect.counts);
      if (!effects.empty()) seen.emplace_back(m, e.measures[m].phase, std::move(effects));
    }
    return std::make_pair(e.factor, seen);
  };
  std::vector<ExplainedRun> runs;
  for (auto hour = period.start; hour < period.end; hour += model::seconds_per_hour) {
    Explanation now = explainer.figures(source, hour);
    const auto end = std::min(period.end, hour + model::seconds_per_hour);
    if (!runs.empty() && look(runs.back().first) == look(now))
      runs.back().end = end;
    else
      runs.push_back({hour, end, std::move(now)});
  }
  return runs;
}

}  // namespace lantian::scenarios
