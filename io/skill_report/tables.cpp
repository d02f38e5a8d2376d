// The evaluation as text for people and as CSV.
#include <fmt/format.h>

#include <cmath>

#include "io/csv_text.hpp"
#include "io/messages.hpp"
#include "io/skill_report.hpp"
#include "io/text_table.hpp"

namespace lantian::io {
namespace {

using scenarios::ItemSkill;
using scenarios::Skill;

constexpr double micrograms = 1e9;

std::string shown(double value, int digits) {
  return std::isfinite(value) ? fmt::format("{:.{}f}", value, digits) : "-";
}
std::string shown(const std::optional<double>& value, int digits) {
  return value ? shown(*value, digits) : "-";
}
std::string percent(const std::optional<double>& value) {
  return value ? fmt::format("{:+.1f} %", 100.0 * *value) : "-";
}
/// Concentrations of CO are three digits longer: no matter, all are ug/m3.
std::string mass(double value) { return shown(value * micrograms, 1); }

std::string name_of(const ItemSkill& item) {
  return std::string(scenarios::item_names[item.item]) + " " + item.average;
}

std::vector<std::string> row_of(const std::string& name, const Skill& s,
                                const std::optional<double>& quality) {
  return {name,
          std::to_string(s.count),
          mass(s.mean_observed),
          mass(s.mean_model),
          percent(s.nmb),
          percent(s.nme),
          shown(s.correlation, 2),
          shown(s.agreement, 2),
          shown(s.within_factor, 2),
          mass(s.root_mean_square_error),
          shown(quality, 2)};
}

std::string pairs_table(const SkillReport& report) {
  std::vector<std::vector<std::string>> rows{{translated("quantity, station"), "N", translated("observed"),
                                              translated("model"), "NMB", "NME", "r", "IOA", "FAC2", "RMSE",
                                              "MQI"}};
  for (const auto& item : report.evaluation.items) {
    rows.push_back(row_of(name_of(item), item.all, item.quality));
    for (const auto& one : item.stations)
      rows.push_back(row_of("  " + harmless(one.station), one.skill,
                            one.quality ? std::optional(one.quality->value) : std::nullopt));
  }
  return text_table(rows);
}

std::string bound_text(const scenarios::Verdict& of) {
  const bool is_ratio = of.statistic != "r";
  const auto one = [&](const std::optional<double>& bound) {
    return !bound     ? std::string("-")
           : is_ratio ? fmt::format("{:.0f} %", 100.0 * *bound)
                      : fmt::format("{:.2f}", *bound);
  };
  return one(of.bound.goal) + " / " + one(of.bound.criterion);
}

std::string mark_text(scenarios::Mark mark) {
  if (mark == scenarios::Mark::goal) return translated("goal met");
  if (mark == scenarios::Mark::criterion) return translated("criterion met");
  return mark == scenarios::Mark::missed ? translated("missed") : "-";
}

std::string verdicts_table(const SkillReport& report) {
  std::vector<std::vector<std::string>> rows{{translated("criteria"), translated("quantity"), "N",
                                              translated("statistic"), translated("value"),
                                              translated("goal / criterion"), translated("verdict")}};
  for (const auto& item : report.evaluation.items)
    for (const auto& one : item.verdicts)
      rows.push_back({one.criteria, name_of(item), std::to_string(one.count), one.statistic,
                      one.statistic == "r" ? fmt::format("{:.2f}", one.value) : percent(one.value),
                      bound_text(one), mark_text(one.mark)});
  return rows.size() > 1 ? "\n" + text_table(rows) : "";
}

std::string objectives_text(const SkillReport& report) {
  std::string text;
  for (const auto& item : report.evaluation.items)
    if (item.quality)
      text += translated(*item.quality <= 1.0 ? "{key}: FAIRMODE's objective is met, MQI {value} at the "
                                                "{limit}th percentile of {all} stations"
                                              : "{key}: FAIRMODE's objective is missed, MQI {value} at the "
                                                "{limit}th percentile of {all} stations",
                         {{"key", name_of(item)},
                          {"value", shown(*item.quality, 2)},
                          {"limit", shown(report.rules.stations_that_count, 0)},
                          {"all", std::to_string(item.stations.size())}}) +
              "\n";
  for (const auto& item : report.evaluation.items)
    if (item.yearly_quality)
      text +=
          translated(*item.yearly_quality <= 1.0
                         ? "{key}: FAIRMODE's yearly objective is met, yearly MQI {value} at the {limit}th "
                           "percentile of the stations with a year"
                         : "{key}: FAIRMODE's yearly objective is missed, yearly MQI {value} at the "
                           "{limit}th percentile of the stations with a year",
                     {{"key", name_of(item)},
                      {"value", shown(*item.yearly_quality, 2)},
                      {"limit", shown(report.rules.stations_that_count, 0)}}) +
          "\n";
  return text.empty() ? "" : "\n" + text;
}

std::string distributions_table(const SkillReport& report) {
  std::vector<std::vector<std::string>> rows{{translated("quantity"), "", "N", translated("mean"), "sd", "p5",
                                              "p25", "p50", "p75", "p95", translated("daily shape r")}};
  const auto add = [&](const std::string& name, const char* side, const scenarios::ValueSpread& of,
                       const std::string& shape) {
    std::vector<std::string> row{name, translated(side), std::to_string(of.count), mass(of.mean),
                                 mass(of.deviation)};
    for (const double one : of.percentiles) row.push_back(mass(one));
    row.push_back(shape);
    rows.push_back(std::move(row));
  };
  for (const auto& item : report.evaluation.items) {
    add(name_of(item), "observed", item.observed, item.diurnal ? shown(item.diurnal->shape, 2) : "");
    add("", "model", item.model, "");
  }
  return text_table(rows);
}

std::string head(const SkillReport& report) {
  std::string files;
  for (const auto& file : report.files) files += "# " + file.name + " " + file.sha256 + "\n";
  return "# lantian " + report.version + ", " + harmless(report.run_folder) + ", member " + report.member +
         "\n" + files +
         (report.evaluation.is_composite
              ? "# SYNTHETIC case: composite episode, distributions and shapes only\n"
              : "");
}

}  // namespace

std::string skill_text(const SkillReport& report) {
  std::string text =
      translated("{id}, member {key}, µg/m³", {{"id", report.case_id}, {"key", report.member}}) + "\n";
  if (report.evaluation.is_composite)
    text += translated(
                "The run is a composite (synthetic) episode, which is of no date: only distributions and "
                "shapes stand "
                "beside each other; no statistic of pairs, no criterion.") +
            "\n\n" + distributions_table(report);
  else
    text += "\n" + pairs_table(report) + verdicts_table(report) + objectives_text(report);
  if (!report.notes.empty()) text += "\n";
  for (const auto& note : report.notes.items()) text += headline(note) + "\n";
  return text;
}

std::string skill_csv(const SkillReport& report) {
  const auto number = [](const std::optional<double>& value) {
    return value && std::isfinite(*value) ? fmt::format("{:.6g}", *value) : "";
  };
  std::string text = head(report);
  text += report.evaluation.is_composite ? "pollutant,average,side,count,mean [ug/m3],deviation [ug/m3],p5 "
                                           "[ug/m3],p25 [ug/m3],p50 [ug/m3],p75 [ug/m3],p95 [ug/m3]\n"
                                         : "pollutant,average,station,monitor,count,mean_observed "
                                           "[ug/m3],mean_model [ug/m3],NMB,NME,MFB,MFE,r,IOA,FAC2,RMSE "
                                           "[ug/m3],MQI,MQI_year\n";
  for (const auto& item : report.evaluation.items) {
    const std::string name = std::string(scenarios::item_names[item.item]) + "," + item.average + ",";
    const auto row = [&](const std::string& station, const std::string& monitor, const Skill& s,
                         const std::optional<double>& quality, const std::optional<double>& yearly) {
      text += name + csv_cell(station) + "," + csv_cell(monitor) + fmt::format(",{}", s.count);
      for (const auto& value :
           {std::optional(s.mean_observed * micrograms), std::optional(s.mean_model * micrograms), s.nmb,
            s.nme, s.mfb, s.mfe, s.correlation, s.agreement, s.within_factor,
            std::optional(s.root_mean_square_error * micrograms), quality, yearly})
        text += "," + number(value);
      text += "\n";
    };
    const auto spread = [&](const char* side, const scenarios::ValueSpread& of) {
      text += name + side +
              fmt::format(",{},{:.6g},{:.6g}", of.count, of.mean * micrograms, of.deviation * micrograms);
      for (const double one : of.percentiles) text += fmt::format(",{:.6g}", one * micrograms);
      text += "\n";
    };
    if (report.evaluation.is_composite) {
      spread("observed", item.observed);
      spread("model", item.model);
      continue;
    }
    row("", "", item.all, item.quality, item.yearly_quality);
    for (const auto& one : item.stations)
      row(one.station, one.monitor, one.skill, one.quality ? std::optional(one.quality->value) : std::nullopt,
          one.yearly_quality);
  }
  return text;
}

std::string diurnal_csv(const SkillReport& report) {
  std::string text = head(report) + "pollutant,local_hour,observed [ug/m3],model [ug/m3]\n";
  const auto number = [](double value) {
    return std::isfinite(value) ? fmt::format("{:.6g}", value * micrograms) : "";
  };
  for (const auto& item : report.evaluation.items)
    if (item.diurnal)
      for (std::size_t hour = 0; hour < item.diurnal->model.size(); ++hour)
        text += fmt::format("{},{},{},{}\n", scenarios::item_names[item.item], hour,
                            number(item.diurnal->observed[hour]), number(item.diurnal->model[hour]));
  return text;
}

}  // namespace lantian::io
