// 错峰生产评估: over the season of the rules, who stops when, what that saves by month, how the load is
// shared, and what make-up would leave of it.
#include "run/documents/season_tables.hpp"
#include "run/documents/sections.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;

std::string first_day(const Material& material, scenarios::Period period) {
  return hour_words(material.engine.inputs.around.clock, period.start).substr(0, 10);
}
std::string last_day(const Material& material, scenarios::Period period) {
  return hour_words(material.engine.inputs.around.clock, period.end - 1).substr(0, 10);
}

/// When the season is, and what is not in it.
Blocks dates(const Material& material) {
  Blocks blocks;
  for (const auto& one : material.seasons) {
    const auto plan = material.member(one.comparison.member);
    const auto from = first_day(material, one.season), to = last_day(material, one.season),
               end = last_day(material, one.period);
    const bool goes_on = one.period.end != one.season.end;
    blocks.push_back(sentence(
        {plan.en + ": the dates of its own measures, " + from + " to " + to + ", {0} days" +
             (goes_on ? "; made up until " + end + "." : "; nothing is made up afterwards.") +
             " Emission and output are those of the inventory's year, no model of the air is in them.",
         plan.zh + "：按措施自身日期，" + from + " 至 " + to + "，共 {0} 天" +
             (goes_on ? "；补产至 " + end + "。" : "；错峰后不补产。") +
             "排放与产量按清单年份核算，不涉及空气质量模拟。"},
        {cell(static_cast<double>(one.season.end - one.season.start) / model::seconds_per_day, 0)}));
    if (!one.waiting.empty()) {
      std::string ids;
      for (const auto& id : one.waiting) ids += (ids.empty() ? "" : ", ") + id;
      blocks.push_back(sentence(
          {plan.en + ": not in the season, because they wait for air, weather or a warning: " + ids + ".",
           plan.zh + "：以下措施须待空气质量、气象或预警触发，不计入本季：" + ids + "。"}));
    }
    if (!one.knows_holidays)
      blocks.push_back(sentence(
          {plan.en + ": the holidays of a year in this period are not known; they count as usual days.",
           plan.zh + "：该时段所含年份的法定节假日未知，按平日计。"}));
  }
  return blocks;
}

Blocks calendar(const Material& material) {
  Blocks blocks = dates(material);
  blocks.push_back(figure("gantt", spells_table(material)));
  blocks.push_back(table_block(lines_table(material)));
  blocks.push_back(
      absent({"Days really stopped, and stop days made up", "实际停产天数与补停天数"},
             {"daily power use of the lines, or CEMS series", "生产线分表日用电量或在线监控数据"}));
  return blocks;
}

Blocks season(const Material& material, const Comparisons& comparisons) {
  Blocks blocks = air_effects(material, comparisons);
  auto days = table_of_plans(material, "avoided_days", comparisons);
  if (!days.rows.empty()) blocks.push_back(table_block(std::move(days)));
  const auto& all = material.seasons.front().season;
  const auto from = first_day(material, all), to = last_day(material, all);
  blocks.push_back(absent({"Mean and heavy days of the whole season, " + from + " to " + to,
                           "整季（" + from + " 至 " + to + "）平均浓度与重污染天数"},
                          {"a run over the season; the figures above are of this run's days",
                           "整季的空气质量模拟；以上仅为本次模拟日期"}));
  return blocks;
}

Blocks makeup(const Material& material) {
  Blocks blocks;
  for (const auto& one : material.seasons) {
    const auto plan = material.member(one.comparison.member);
    blocks.push_back(sentence(
        {plan.en + ": what if a share of the lost output is made outside the season, until the next one "
                   "begins. Where the scenario states no make-up, lines run at up to {0} times their usual "
                   "output, an assumption.",
         plan.zh +
             "：假定损失产量的一部分在错峰期外、下一季开始前补产。情景未规定补产时，生产线按不超过常规产量 "
             "{0} 倍运行（假定）。"},
        {cell(one.most_rate, 2)}));
  }
  blocks.push_back(table_block(makeup_output_table(material)));
  blocks.push_back(table_block(makeup_emission_table(material)));
  return blocks;
}

Blocks annex(const Material& material, const Comparisons& comparisons) {
  Blocks blocks = method_and_limits(material);
  for (auto& block : uncertainty_ranges(material, comparisons)) blocks.push_back(std::move(block));
  for (auto& block : glossary()) blocks.push_back(std::move(block));
  return blocks;
}

}  // namespace

io::ReportDocument offpeak_document(const Material& material) {
  Comparisons comparisons;
  for (const auto& one : material.seasons) comparisons.push_back(one.comparison);
  io::ReportDocument document;
  document.id = "offpeak";
  document.title = {"Staggered-production evaluation", "错峰生产评估"};
  document.parts = {
      {"calendar", {"Stop calendar of plants and lines", "企业与生产线停产日历"}, calendar(material)},
      {"months",
       {"Emission with and without, by month", "逐月排放（有无错峰）"},
       {figure("pairs", months_table(material))}},
      {"season",
       {"Air: mean and heavy days", "空气质量：平均浓度与重污染天数"},
       season(material, comparisons)},
      {"equity",
       {"Equity by grade and by town", "按绩效等级与乡镇的公平性"},
       {table_block(equity_table(material, false)), table_block(equity_table(material, true))}},
      {"output",
       {"Output lost and made up", "产量损失与补产（熟料、砖等）"},
       {table_block(output_table(material))}},
      {"makeup", {"Sensitivity to make-up production", "补产敏感性"}, makeup(material)},
      {"annex",
       {"Annex: method, uncertainty, words", "附件：方法、不确定性、术语"},
       annex(material, comparisons)}};
  return document;
}

}  // namespace lantian::run
