// The evaluation for programs, Python's results among them.
#include <cmath>
#include <nlohmann/json.hpp>

#include "io/messages.hpp"
#include "io/skill_report.hpp"

namespace lantian::io {
namespace {

using nlohmann::ordered_json;
using scenarios::Skill;

constexpr double micrograms = 1e9;

ordered_json json_of(double value) {
  return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr);
}
ordered_json json_of(const std::optional<double>& value) {
  return value ? json_of(*value) : ordered_json(nullptr);
}

ordered_json json_of(const Skill& skill) {
  return {{"count", skill.count},
          {"mean_observed", json_of(skill.mean_observed * micrograms)},
          {"mean_model", json_of(skill.mean_model * micrograms)},
          {"deviation_observed", json_of(skill.deviation_observed * micrograms)},
          {"deviation_model", json_of(skill.deviation_model * micrograms)},
          {"rmse", json_of(skill.root_mean_square_error * micrograms)},
          {"centred_rmse", json_of(skill.centred_error * micrograms)},
          {"NMB", json_of(skill.nmb)},
          {"NME", json_of(skill.nme)},
          {"MFB", json_of(skill.mfb)},
          {"MFE", json_of(skill.mfe)},
          {"r", json_of(skill.correlation)},
          {"IOA", json_of(skill.agreement)},
          {"FAC2", json_of(skill.within_factor)}};
}

ordered_json json_of(const scenarios::ValueSpread& of) {
  ordered_json percentiles = ordered_json::object();
  for (std::size_t n = 0; n < of.percents.size(); ++n)
    percentiles[std::to_string(static_cast<int>(of.percents[n]))] = json_of(of.percentiles[n] * micrograms);
  return {{"count", of.count},
          {"mean", json_of(of.mean * micrograms)},
          {"deviation", json_of(of.deviation * micrograms)},
          {"percentiles", std::move(percentiles)}};
}

ordered_json json_of(const scenarios::HourlyMeans& means) {
  ordered_json list = ordered_json::array();
  for (const double value : means) list.push_back(json_of(value * micrograms));
  return list;
}

const char* name_of(scenarios::Mark mark) {
  switch (mark) {
    case scenarios::Mark::goal:
      return "goal";
    case scenarios::Mark::criterion:
      return "criterion";
    case scenarios::Mark::missed:
      return "missed";
    case scenarios::Mark::none:
      break;
  }
  return "none";
}

ordered_json json_of(const scenarios::ItemSkill& item, bool is_composite) {
  ordered_json made{{"pollutant", std::string(scenarios::item_names[item.item])}, {"average", item.average}};
  if (!is_composite) {
    made["all"] = json_of(item.all);
    made["quality_indicator"] = json_of(item.quality);
    made["quality_indicator_year"] = json_of(item.yearly_quality);
    made["stations"] = ordered_json::array();
    for (const auto& one : item.stations) {
      auto station = json_of(one.skill);
      station["station"] = one.station;
      station["monitor"] = one.monitor;
      station["MQI"] = one.quality ? json_of(one.quality->value) : ordered_json(nullptr);
      station["MQI_year"] = json_of(one.yearly_quality);
      station["target"] = one.quality ? ordered_json{json_of(one.quality->x), json_of(one.quality->y)}
                                      : ordered_json(nullptr);
      made["stations"].push_back(std::move(station));
    }
    made["verdicts"] = ordered_json::array();
    for (const auto& one : item.verdicts)
      made["verdicts"].push_back({{"criteria", one.criteria},
                                  {"statistic", one.statistic},
                                  {"value", json_of(one.value)},
                                  {"goal", json_of(one.bound.goal)},
                                  {"criterion", json_of(one.bound.criterion)},
                                  {"count", one.count},
                                  {"mark", name_of(one.mark)}});
  }
  made["observed"] = json_of(item.observed);
  made["model"] = json_of(item.model);
  if (item.diurnal)
    made["diurnal"] = {{"observed", json_of(item.diurnal->observed)},
                       {"model", json_of(item.diurnal->model)},
                       {"shape_r", json_of(item.diurnal->shape)}};
  return made;
}

}  // namespace

std::string skill_json(const SkillReport& report) {
  ordered_json made{{"schema", "lantian.skill-report/1"},
                    {"version", report.version},
                    {"run", report.run_folder},
                    {"case", report.case_id},
                    {"member", report.member},
                    {"composite", report.evaluation.is_composite},
                    {"concentration_unit", "ug m-3"},
                    {"beta", report.rules.beta}};
  made["files"] = ordered_json::array();
  for (const auto& file : report.files)
    made["files"].push_back({{"name", file.name}, {"layout", file.layout}, {"sha256", file.sha256}});
  made["notes"] = ordered_json::array();
  for (const auto& note : report.notes.items())
    made["notes"].push_back({{"code", note.code}, {"text", headline(note)}});
  made["items"] = ordered_json::array();
  for (const auto& item : report.evaluation.items)
    made["items"].push_back(json_of(item, report.evaluation.is_composite));
  return made.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace lantian::io
