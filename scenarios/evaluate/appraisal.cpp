#include "scenarios/evaluate/appraisal.hpp"

namespace lantian::scenarios {

Appraisal appraise(const AppraisalInputs& inputs) {
  Appraisal found;
  const auto days = daily_statistics(inputs.question, inputs.at_monitors, inputs.standards);
  found.avoided = avoided_days(inputs.question, inputs.monitors, days, inputs.standards);
  found.peaks = peaks(inputs.question, inputs.monitors, inputs.at_monitors);
  const auto township_statistics = daily_statistics(inputs.question, inputs.in_townships, inputs.standards);
  found.exposures = exposures(inputs.question, inputs.people, township_statistics, inputs.standards);
  found.deaths = avoided_deaths(township_days(inputs.question, inputs.people, township_statistics),
                                inputs.people, inputs.health);
  return found;
}

std::string name_of(const Effect& e) {
  return "effect " + e.place + " " + e.member + " " + e.against + " " + e.pollutant + " " + e.average + " " +
         (e.local_day ? std::to_string(*e.local_day) : e.spell);
}

std::string name_of(const Peak& p) { return "peak " + p.place + " " + p.member + " " + p.against; }

std::string name_of(const Exposure& e) {
  return "exposure " + e.member + " " + e.against + " " + e.pollutant;
}

std::string name_of(const AvoidedDeaths& d) {
  return "deaths " + d.member + " " + d.against + " " + d.response;
}

std::map<std::string, double> deltas(const std::vector<Effect>& effects, const Appraisal& appraisal) {
  std::map<std::string, double> found;
  for (const auto& one : effects) found[name_of(one)] = one.change();
  for (const auto& one : appraisal.peaks) found[name_of(one)] = -one.clipped();
  for (const auto& one : appraisal.exposures) found[name_of(one)] = one.change();
  for (const auto& one : appraisal.deaths) found[name_of(one)] = one.central;
  return found;
}

}  // namespace lantian::scenarios
