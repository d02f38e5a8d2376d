#include "scenarios/skill/criteria.hpp"

#include <cmath>

namespace lantian::scenarios {

const QualityObjective* SkillRules::objective(const std::string& pollutant,
                                              const std::string& average) const {
  for (const auto& one : objectives)
    if (one.pollutant == pollutant && one.average == average) return &one;
  return nullptr;
}

Mark mark_of(double value, const Bound& bound, bool larger_is_better) {
  const auto holds = [&](const std::optional<double>& limit) {
    return limit && (larger_is_better ? value > *limit : std::abs(value) < *limit);
  };
  if (!bound.goal && !bound.criterion) return Mark::none;
  if (holds(bound.goal)) return Mark::goal;
  return holds(bound.criterion) ? Mark::criterion : Mark::missed;
}

std::vector<Verdict> verdicts_of(const SkillCriteria& criteria, std::span<const double> model,
                                 std::span<const double> observed) {
  const Skill skill = skill_of(model, observed, criteria.cutoff);
  std::vector<Verdict> verdicts;
  const auto add = [&](const char* name, const std::optional<double>& value, const Bound& bound,
                       bool larger) {
    if (!value || (!bound.goal && !bound.criterion)) return;
    verdicts.push_back({criteria.id, name, *value, bound, skill.count, mark_of(*value, bound, larger)});
  };
  add("NMB", skill.nmb, criteria.nmb, false);
  add("NME", skill.nme, criteria.nme, false);
  add("MFB", skill.mfb, criteria.mfb, false);
  add("MFE", skill.mfe, criteria.mfe, false);
  add("r", skill.correlation, criteria.correlation, true);
  return verdicts;
}

}  // namespace lantian::scenarios
