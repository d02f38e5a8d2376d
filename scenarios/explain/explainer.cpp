#include "scenarios/explain/explainer.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "scenarios/emission/planned_mass.hpp"
#include "scenarios/policy/expansion.hpp"
#include "scenarios/policy/ladder.hpp"
#include "scenarios/policy/selection.hpp"
#include "scenarios/policy/source_shift.hpp"

namespace lantian::scenarios {

namespace {

/// The tracks of each source.
using TracksBySource = std::map<int, std::vector<Track>>;

TracksBySource by_source(const MeasureEffects& effects) {
  TracksBySource found;
  for (const auto& [source, track] : effects.of)
    found[source].push_back(effects.tracks[static_cast<std::size_t>(track)]);
  return found;
}

std::vector<HeldEffect> at_time(const TracksBySource& tracks, int source, model::UtcSeconds time) {
  std::vector<HeldEffect> found;
  const auto own = tracks.find(source);
  if (own == tracks.end()) return found;
  for (const auto& track : own->second)
    for (const Step& step : *track.steps)
      if (step.start <= time && time < step.end)
        found.push_back({track.stage, track.pollutant, step.factor, true, -1});
  return found;
}

bool acts_on_output(const Measure& measure) {
  return std::holds_alternative<Stop>(measure.op) || std::holds_alternative<LimitOutput>(measure.op);
}

/// What a plant does under one measure.
struct PlantState {
  PlantFactors emitted{};
  double output = 1.0;  // over full output
};

/// Nothing where the measure does not act.
std::optional<PlantState> plant_at(const TracksBySource& tracks, int source, model::UtcSeconds time) {
  const auto own = tracks.find(source);
  if (own == tracks.end()) return std::nullopt;
  std::optional<PlantState> found;
  for (const auto& track : own->second)
    for (const Step& step : *track.steps) {
      if (track.stage != Stage::activity || time < step.start || time >= step.end) continue;
      found = found.value_or(PlantState{{}, step.kept});
      found->output = std::min(found->output, step.kept);
      for (std::size_t p = 0; p < pollutant_count; ++p)
        if (!track.pollutant || static_cast<std::size_t>(*track.pollutant) == p)
          found->emitted[p] = step.factor;
    }
  return found;
}

/// The plant against what is ordered: an order of 0 lets it idle hot, no order lets it go to full load. One
/// that may run and makes nothing is heating up.
PlantPhase phase_of(const Physics& physics, std::optional<double> order, const PlantState& plant) {
  const double wanted = order.value_or(1.0);
  const double target = wanted > 0.0 ? wanted : physics.hot_idle;
  const bool has_arrived =
      plant.output == wanted && std::all_of(plant.emitted.begin(), plant.emitted.end(),
                                            [&](double emitted) { return emitted == target; });
  if (plant.output > 1.0) return PlantPhase::making_up;
  if (has_arrived && wanted > 0.0) return PlantPhase::at_order;
  if (has_arrived) return physics.hot_idle > 0.0 ? PlantPhase::kept_hot : PlantPhase::stopped;
  if (wanted > 0.0 && plant.output == 0.0 && physics.heat_up_h > 0) return PlantPhase::heating_up;
  return plant.output < wanted ? PlantPhase::ramping_up : PlantPhase::ramping_down;
}

/// The rung that holds: the longest branch that names the grade, or the default row.
std::optional<LadderRung> rung_of(const LadderTable& table, const Source& source, const Inventory& inventory,
                                  const std::string& level) {
  const auto* row = ladder_row(table, source.industry, value_of_key("grade", source, inventory), level);
  if (!row) return std::nullopt;
  return LadderRung{
      table.id,   row->industry, row->grade, table.by_level ? level : "", ladder_path(table, *row),
      row->value, row->tag,      row->source};
}

bool covers(const HeldEffect& effect, std::size_t pollutant) {
  return !effect.pollutant || static_cast<std::size_t>(*effect.pollutant) == pollutant;
}

/// Of a stage and one pollutant the strictest, of equals the first by id: the measure's place.
std::pair<int, HeldEffect*> strictest(std::vector<ExplainedMeasure>& measures, Stage stage,
                                      std::size_t pollutant) {
  std::pair<int, HeldEffect*> found{-1, nullptr};
  for (std::size_t m = 0; m < measures.size(); ++m)
    for (auto& effect : measures[m].effects)
      if (effect.stage == stage && covers(effect, pollutant) &&
          (found.second == nullptr || effect.factor < found.second->factor))
        found = {static_cast<int>(m), &effect};
  return found;
}

constexpr std::array strict_stages{Stage::activity, Stage::device};
static_assert(strictest_holds(strict_stages[0]) && strictest_holds(strict_stages[1]));

/// As expansion combines: what is strictest of its stage for no pollutant gives way.
void judge(std::vector<ExplainedMeasure>& measures) {
  for (auto& measure : measures)
    for (auto& effect : measure.effects)
      if (strictest_holds(effect.stage)) effect.counts = false;
  for (const Stage stage : strict_stages) {
    std::array<std::pair<int, HeldEffect*>, pollutant_count> held;
    for (std::size_t p = 0; p < pollutant_count; ++p) {
      held[p] = strictest(measures, stage, p);
      if (held[p].second) held[p].second->counts = true;
    }
    for (auto& measure : measures)
      for (auto& effect : measure.effects)
        for (std::size_t p = 0; !effect.counts && effect.beaten_by < 0 && p < pollutant_count; ++p)
          if (effect.stage == stage && covers(effect, p)) effect.beaten_by = held[p].first;
  }
}

/// Sorted by factor within a slot and multiplied slot by slot, as expansion does: the same bits.
std::array<double, pollutant_count> product(std::vector<ExplainedMeasure>& measures) {
  using Slot = std::pair<Stage, int>;
  std::array<double, pollutant_count> all;
  all.fill(1.0);
  for (std::size_t p = 0; p < pollutant_count; ++p) {
    std::map<Slot, std::vector<double>> factors;
    for (const Stage stage : strict_stages)
      if (const auto held = strictest(measures, stage, p); held.second)
        factors[{stage, -1}].push_back(held.second->factor);
    for (const auto& measure : measures)
      for (const auto& effect : measure.effects)
        if (!strictest_holds(effect.stage) && covers(effect, p))
          factors[{effect.stage, effect.pollutant ? 0 : -1}].push_back(effect.factor);
    for (auto& [slot, of_slot] : factors) {
      std::sort(of_slot.begin(), of_slot.end());
      double factor = 1.0;
      for (const double one : of_slot) factor *= one;
      all[p] *= factor;
    }
  }
  return all;
}

/// A shift is known only when all activity is: the plan has it. Rules of a plan are numbered as measures are.
void add_shifts(const EmissionPlan& plan, int source, model::UtcSeconds time,
                std::vector<ExplainedMeasure>& measures) {
  auto run = std::lower_bound(plan.runs.begin(), plan.runs.end(), source,
                              [](const PlanRun& r, int wanted) { return r.source < wanted; });
  for (; run != plan.runs.end() && run->source == source; ++run)
    if (run->stage == Stage::shift && run->start <= time && time < run->end)
      measures[static_cast<std::size_t>(run->rule)].effects.push_back(
          {Stage::shift, run->pollutant, run->factor, true, -1});
}

bool is_awake(const std::vector<ExplainedMeasure>& measures) {
  return std::any_of(measures.begin(), measures.end(), [](const ExplainedMeasure& one) {
    return std::any_of(one.effects.begin(), one.effects.end(),
                       [](const HeldEffect& effect) { return effect.stage == Stage::place; });
  });
}

}  // namespace

PlantFactors heat_up_factors(const Physics& physics) {
  const auto& own = physics.heat_up_by_pollutant;
  const bool is_alike =
      std::none_of(own.begin(), own.end(), [](const auto& value) { return value.has_value(); });
  PlantFactors factors;
  for (std::size_t p = 0; p < pollutant_count; ++p)
    factors[p] = is_alike ? physics.heat_up_emission : own[p].value_or(0.0);
  return factors;
}

/// A measure with what it takes and does over the whole run.
struct Explainer::Asked {
  const Measure* measure;
  std::size_t scenario;
  std::set<int> sources;
  TracksBySource effects;           // as the plan has them
  TracksBySource orders, plant;     // activity: without plant physics and compliance; without compliance
  std::vector<int> copies;          // of each source, where the measure puts it at another place
  std::map<int, ShiftTask> shifts;  // by source
};

Explainer::Explainer(const std::vector<Scenario>& scenarios, const Inventory& inventory,
                     const Surroundings& around, EmissionMember member)
    : scenarios_(scenarios), inventory_(inventory), around_(around), member_(member) {
  for (const auto& scenario : scenarios)
    windows_.push_back(std::make_unique<WindowReasons>(scenario, inventory, around));
  // The same expansion three times: as it is, kept by all, and kept by plants without inertia.
  auto kept = scenarios, ideal = scenarios;
  for (auto& scenario : kept)
    for (auto& [id, measure] : scenario.measures) measure.compliance = {};
  ideal = kept;
  for (auto& scenario : ideal)
    for (auto& [id, measure] : scenario.measures) measure.physics = {};
  const auto real = measures_of(scenarios, inventory, around);
  const auto plants = measures_of(kept, inventory, around), orders = measures_of(ideal, inventory, around);
  std::vector<std::unique_ptr<Selector>> selectors;
  for (const auto& scenario : scenarios)
    selectors.push_back(std::make_unique<Selector>(scenario, inventory, around));
  for (const auto& [id, acting] : real.acting) {
    auto asked = std::make_unique<Asked>();
    asked->measure = acting.measure;
    asked->scenario = acting.scenario;
    const auto sources = selectors[acting.scenario]->take(acting.measure->select);
    asked->sources = {sources.begin(), sources.end()};
    for (const auto& [source, track] : acting.effects.of) asked->sources.insert(source);
    asked->effects = by_source(acting.effects);
    if (destination_of(*acting.measure)) asked->copies = made_by(id, inventory);
    for (const auto& task : acting.effects.shifts) {
      asked->shifts.emplace(task.source, task);
      asked->sources.insert(task.source);
    }
    if (acts_on_output(*acting.measure)) {
      asked->plant = by_source(plants.acting.at(id).effects);
      asked->orders = by_source(orders.acting.at(id).effects);
    }
    asked_.push_back(std::move(asked));
  }
}

Explainer::~Explainer() = default;

Explanation Explainer::figures(int source, model::UtcSeconds start) {
  Explanation found;
  found.source = source;
  found.start = start;
  found.origin = origin_of(source, inventory_);
  const Source& from = inventory_.sources[static_cast<std::size_t>(source)];
  if (!from.natural)
    found.rate = rate_parts(inventory_.temporal_profiles[static_cast<std::size_t>(from.temporal)],
                            inventory_.calendar, around_.clock, start);
  for (const auto& asked : asked_) {
    ExplainedMeasure one;
    one.measure = asked->measure;
    one.scenario = asked->scenario;
    one.effects = at_time(asked->effects, source, start);
    if (const auto order = plant_at(asked->orders, source, start)) one.order = order->output;
    if (const auto plant = plant_at(asked->plant, source, start)) {
      one.plant = plant->emitted;
      one.phase = phase_of(asked->measure->physics, one.order, *plant);
    }
    if (!asked->copies.empty()) one.copy = asked->copies[static_cast<std::size_t>(source)];
    found.measures.push_back(std::move(one));
  }
  const EmissionPlan& plan = *member_.plan;
  add_shifts(plan, source, start, found.measures);
  judge(found.measures);
  found.explained = product(found.measures);
  if (std::binary_search(plan.dormant.begin(), plan.dormant.end(), source) && !is_awake(found.measures))
    found.explained.fill(0.0);
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
  found.full = mass.by_profile(source);
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
    one.window = windows_[asked.scenario]->at(*asked.measure, from, start);
    if (!asked.sources.contains(source)) {
      one.misses = misses(asked.measure->select, scenario, inventory_, around_, source);
      if (one.misses.empty()) one.misses.push_back({"", "other", {}, ""});
    }
    const auto* limit = std::get_if<LimitOutput>(&asked.measure->op);
    if (limit && !limit->table.empty() && one.order)
      one.rung = rung_of(scenario.tables.at(limit->table), from, inventory_, one.window.level);
    const auto* stop = std::get_if<Stop>(&asked.measure->op);
    if (stop && stop->pattern && one.misses.empty() && one.window.is_in_force())
      one.turn = turn_at(*asked.measure, *stop->pattern, from, {scenario, inventory_, around_}, start);
    if (const auto task = asked.shifts.find(source); task != asked.shifts.end())
      one.shift = shift_reason(task->second, start);
  }
  return found;
}

std::optional<ShiftReason> Explainer::shift_reason(const ShiftTask& task, model::UtcSeconds start) const {
  const auto& outputs = member_.plan->outputs;
  const auto [first, last] =
      std::equal_range(outputs.begin(), outputs.end(), OutputRun{task.source},
                       [](const OutputRun& a, const OutputRun& b) { return a.source < b.source; });
  const auto hours = SourceShifts(inventory_, around_).hours(task, {first, last});
  const auto own = std::find_if(hours.begin(), hours.end(), [&](const ShiftedHour& one) {
    return one.start <= start && start < one.start + model::seconds_per_hour;
  });
  if (own == hours.end()) return std::nullopt;
  ShiftReason reason{own->made, own->given, own->gained, own->evaporated, start, start, 0.0, 0.0};
  if (own->given <= 0.0) return reason;
  auto from = own, to = own;
  while (from != hours.begin() && std::prev(from)->given > 0.0) --from;
  while (to != hours.end() && to->given > 0.0) ++to;
  reason.block_start = from->start;
  reason.block_end = std::prev(to)->start + model::seconds_per_hour;
  for (auto one = from; one != to; ++one) {
    reason.block_given += one->given;
    reason.block_lost += one->lost;
  }
  return reason;
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
