#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::scenarios {

Evaluation evaluate(const Question& question, const std::vector<Monitor>& monitors,
                    const std::vector<MonitorSeries>& series, const std::vector<EmittedHours>& emitted,
                    const Standards& standards) {
  Evaluation found;
  found.days = daily_statistics(question, series, standards);
  found.indices = daily_indices(found.days, standards);
  found.effects = effects(question, monitors, series, found.days);
  found.emissions = emission_changes(question, emitted);
  found.titration = titration(question, monitors, series);
  found.nitrate_to_sulfate = nitrate_to_sulfate(question, series);
  return found;
}

}  // namespace lantian::scenarios
