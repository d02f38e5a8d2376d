#include "scenarios/policy/emission_plan.hpp"

#include <algorithm>

namespace lantian::scenarios {

double EmissionPlan::factor(int source, model::UtcSeconds time, Pollutant pollutant) const {
  auto run = std::lower_bound(runs.begin(), runs.end(), source,
                              [](const PlanRun& r, int wanted) { return r.source < wanted; });
  double product = 1.0;
  bool is_awake = !std::binary_search(dormant.begin(), dormant.end(), source);
  for (; run != runs.end() && run->source == source && run->start <= time; ++run)
    if (time < run->end && (!run->pollutant || *run->pollutant == pollutant)) {
      product *= run->factor;
      is_awake = is_awake || run->stage == Stage::place;
    }
  return is_awake ? product : 0.0;
}

}  // namespace lantian::scenarios
