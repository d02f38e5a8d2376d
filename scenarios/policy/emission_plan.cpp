#include "scenarios/policy/emission_plan.hpp"

#include <algorithm>

namespace lantian::scenarios {

double EmissionPlan::factor(int source, model::UtcSeconds time, Pollutant pollutant) const {
  auto run = std::lower_bound(runs.begin(), runs.end(), source,
                              [](const PlanRun& r, int wanted) { return r.source < wanted; });
  double product = 1.0;
  for (; run != runs.end() && run->source == source && run->start <= time; ++run)
    if (time < run->end && (!run->pollutant || *run->pollutant == pollutant)) product *= run->factor;
  return product;
}

}  // namespace lantian::scenarios
