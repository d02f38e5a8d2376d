#include "scenarios/study/period_mass.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::scenarios {

PollutantMasses PeriodMass::of(int source, const EmissionPlan& plan, Period span) {
  PollutantMasses mass{};
  const Source& from = inventory_.sources[static_cast<std::size_t>(source)];
  if (from.natural) return mass;
  const auto first = std::lower_bound(plan.runs.begin(), plan.runs.end(), source,
                                      [](const PlanRun& run, int wanted) { return run.source < wanted; });
  std::vector<model::UtcSeconds> edges{span.start, span.end};
  for (auto run = first; run != plan.runs.end() && run->source == source; ++run)
    for (const auto edge : {run->start, run->end})
      if (edge > span.start && edge < span.end) edges.push_back(edge);
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  for (std::size_t n = 0; n + 1 < edges.size(); ++n) {
    const double share = rates_.share_of_year(from.temporal, edges[n], edges[n + 1]);
    for (std::size_t p = 0; p < pollutant_count; ++p)
      if (from.annual_mass[p] != 0.0)
        mass[p] += from.annual_mass[p] * share * plan.factor(source, edges[n], static_cast<Pollutant>(p));
  }
  return mass;
}

PollutantMasses PeriodMass::less(const EmissionPlan& plan, const EmissionPlan& than, bool county_only) {
  std::set<int> touched;
  add_touched(plan, touched);
  add_touched(than, touched);
  PollutantMasses sum{}, whole{};
  for (const int s : touched) {
    if (county_only && !inventory_.sources[static_cast<std::size_t>(s)].in_county) continue;
    const auto before = of(s, than), after = of(s, plan);
    for (std::size_t p = 0; p < pollutant_count; ++p) sum[p] += before[p] - after[p], whole[p] += before[p];
  }
  for (std::size_t p = 0; p < pollutant_count; ++p)
    if (std::abs(sum[p]) <= 1e-13 * whole[p]) sum[p] = 0.0;  // what pieces cut elsewhere leave in rounding
  return sum;
}

void add_touched(const EmissionPlan& plan, std::set<int>& sources) {
  for (const auto& run : plan.runs) sources.insert(run.source);
}

}  // namespace lantian::scenarios
