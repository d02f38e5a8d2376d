#include "scenarios/policy/measure_cuts.hpp"

#include <algorithm>
#include <map>

#include "scenarios/policy/profile_hours.hpp"

namespace lantian::scenarios {

namespace {

using Runs = std::pair<std::vector<PlanRun>::const_iterator, std::vector<PlanRun>::const_iterator>;

/// The runs of one source.
class SourceCuts {
 public:
  SourceCuts(const EmissionPlan& plan, const Inventory& inventory, ProfileHours& rates, Period period)
      : plan_(plan), inventory_(inventory), rates_(rates), period_(period) {}

  std::map<int, PollutantMasses> of(Runs runs, const std::set<std::size_t>& pollutants) {
    std::set<model::UtcSeconds> edges;
    for (auto run = runs.first; run != runs.second; ++run)
      edges.insert({std::clamp(run->start, period_.start, period_.end),
                    std::clamp(run->end, period_.start, period_.end)});
    std::map<int, PollutantMasses> cuts;
    for (auto edge = edges.begin(); std::next(edge) != edges.end(); ++edge)
      for (const auto p : pollutants) add_piece(runs, *edge, *std::next(edge), p, cuts);
    return cuts;
  }

 private:
  void add_piece(Runs runs, model::UtcSeconds start, model::UtcSeconds end, std::size_t p,
                 std::map<int, PollutantMasses>& cuts) {
    const Source& from = inventory_.sources[static_cast<std::size_t>(runs.first->source)];
    const double whole = from.annual_mass[p] * rates_.share_of_year(from.temporal, start, end);
    double left = from.dormant ? 0.0 : whole;  // what only a measure makes is added, not cut
    std::vector<const PlanRun*> active;
    for (auto run = runs.first; run != runs.second && run->start <= start; ++run)
      if (start < run->end && (!run->pollutant || static_cast<std::size_t>(*run->pollutant) == p))
        active.push_back(&*run);
    std::stable_sort(active.begin(), active.end(),
                     [](const PlanRun* a, const PlanRun* b) { return a->stage < b->stage; });
    for (const auto* run : active) {
      const bool wakes = from.dormant && run->stage == Stage::place;
      const double after = wakes ? whole * run->factor : left * run->factor;
      const auto& parts = plan_.parts[static_cast<std::size_t>(run->rule)];
      for (const int rule : parts) cuts[rule][p] += (left - after) / static_cast<double>(parts.size());
      left = after;
    }
  }

  const EmissionPlan& plan_;
  const Inventory& inventory_;
  ProfileHours& rates_;
  Period period_;
};

}  // namespace

std::vector<MeasureCut> measure_cuts(const EmissionPlan& plan, const Inventory& inventory,
                                     const Surroundings& around, Period period,
                                     const std::set<std::size_t>& pollutants) {
  ProfileHours rates(inventory, around);
  SourceCuts source_cuts(plan, inventory, rates, period);
  std::vector<MeasureCut> all;
  for (auto first = plan.runs.begin(); first != plan.runs.end();) {
    const auto last =
        std::find_if(first, plan.runs.end(), [&](const auto& run) { return run.source != first->source; });
    for (const auto& [rule, avoided] : source_cuts.of({first, last}, pollutants))
      all.push_back({rule, first->source, avoided});
    first = last;
  }
  return all;
}

std::set<std::size_t> all_pollutants() {
  std::set<std::size_t> all;
  for (std::size_t p = 0; p < pollutant_count; ++p) all.insert(p);
  return all;
}

}  // namespace lantian::scenarios
