// 错峰生产评估: who stops when, what that saves by month, how the load is shared, and what is made up.
#include <algorithm>
#include <array>
#include <map>

#include "run/documents/sections.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;
using scenarios::Pollutant;

constexpr std::array shown{Pollutant::SO2, Pollutant::NOx, Pollutant::VOC, Pollutant::PM10, Pollutant::PM2p5};

/// Whether a standstill is of these plans and waits for no warning.
bool is_seasonal(const Material& material, const Comparisons& comparisons, const StopSpan& span) {
  return std::any_of(comparisons.begin(), comparisons.end(), [&](const auto& one) {
    if (one.member != span.member) return false;
    const auto added = added_measures(material.measures, one);
    return std::any_of(added.begin(), added.end(), [&](const MeasureRow& row) {
      return row.measure == span.measure && row.trigger.empty();
    });
  });
}

/// Standing still within the run, line by line: ordered, and expected by the assumed compliance.
io::ReportTable calendar_table(const Material& material, const Comparisons& comparisons) {
  const auto& inventory = material.engine.inputs.inventory;
  io::ReportTable table;
  table.id = "stop_calendar";
  table.title = {"Calendar of stops by line", "生产线停产日历"};
  table.source = "stops.csv";
  table.note = {
      "Within the run alone. Due: what the order asks; expected: by the compliance that the scenario "
      "assumes.",
      "仅限本次计算时段。应停：规定要求；预计：按情景假定的执行率。"};
  table.columns = {{"plan", "方案"},      {"enterprise", "企业"},
                   {"line", "生产线"},    {"grade", "绩效等级"},
                   {"from", "起"},        {"to", "止"},
                   {"due d", "应停 天"},  {"expected d", "预计执行 天"},
                   {"done d", "已停 天"}, {"made up d", "补停 天"}};
  for (const auto& span : material.stops) {
    if (!is_seasonal(material, comparisons, span)) continue;
    const auto& line = inventory.lines[static_cast<std::size_t>(span.line)];
    const auto& enterprise = inventory.enterprises[static_cast<std::size_t>(line.enterprise)];
    const double days = static_cast<double>(span.end - span.start) / 86400.0;
    table.rows.push_back({cell(material.member(span.member)), cell(enterprise.label), cell(line.label),
                          cell(enterprise.grade.empty() ? Label{"ungraded", "未评级"}
                                                        : Label{enterprise.grade, enterprise.grade}),
                          cell(hour_words(material.clock(), span.start)),
                          cell(hour_words(material.clock(), span.end)), cell(days, 1),
                          cell(days * (1.0 - span.kept), 1), cell(Label{"not provided", "未提供"}),
                          cell(Label{"not provided", "未提供"})});
  }
  return table;
}

/// Of the run's days in each calendar month.
io::ReportTable months_table(const Material& material, const Comparisons& comparisons) {
  io::ReportTable table;
  table.id = "months";
  table.title = {"Emission of the county with and without, by month, t", "全县排放（有无错峰，按月），t"};
  table.source = "emission_ledger.csv";
  table.note = {"Only the days that this run evaluates.", "仅含本次评估的日期。"};
  table.columns = {{"plan", "方案"},        {"month", "月份"},         {"days", "天数"},
                   {"pollutant", "污染物"}, {"without t", "无错峰 t"}, {"with t", "有错峰 t"},
                   {"cut t", "减排 t"},     {"cut %", "减排 %"}};
  for (const auto& comparison : comparisons) {
    const auto* ledger = material.ledger(comparison);
    if (ledger == nullptr) continue;
    struct Month {
      int days = 0;
      scenarios::PollutantMasses before{}, after{};
    };
    std::map<std::string, Month> months;
    for (const auto& day : ledger->county) {
      if (!day.local_day || day.rows.empty()) continue;
      auto& month =
          months[hour_words(material.clock(), material.clock().midnight(*day.local_day)).substr(0, 7)];
      ++month.days;
      for (std::size_t p = 0; p < scenarios::pollutant_count; ++p) {
        month.before[p] += day.rows.front().before[p];
        month.after[p] += day.rows.front().after[p];
      }
    }
    for (const auto& [name, month] : months)
      for (const auto pollutant : shown) {
        const auto p = static_cast<std::size_t>(pollutant);
        const double before = month.before[p], after = month.after[p];
        table.rows.push_back({cell(material.member(comparison.member)), cell(name), cell(month.days, 0),
                              cell(pollutant_words(std::string(scenarios::pollutant_names[p]))),
                              cell(before * tonnes_of_kilogram, 3), cell(after * tonnes_of_kilogram, 3),
                              cell((before - after) * tonnes_of_kilogram, 3),
                              cell(before > 0.0 ? 100.0 * (before - after) / before : no_number, 1)});
      }
  }
  return table;
}

/// Product that is not made, from the cost tables of the plans.
io::ReportTable output_table(const Material& material, const Comparisons& comparisons) {
  io::ReportTable table;
  table.id = "lost_output";
  table.title = {"Clinker, brick and other output not made", "熟料、砖等产量损失"};
  table.source = "plans/ID.cost.csv";
  table.note = {"Over the whole run, all works of the window.", "全程，窗口内全部企业。"};
  table.columns = {{"plan", "方案"},
                   {"product", "产品"},
                   {"unit", "单位"},
                   {"not made", "损失产量"},
                   {"hours of full output lost", "损失满负荷小时"},
                   {"made in other hours", "移至其他时段产量"}};
  const auto costs = [&](const std::string& id) -> const std::vector<scenarios::CostRow>* {
    for (std::size_t n = 0; n < material.engine.inputs.plans.size(); ++n)
      for (const auto& member : material.engine.members)
        if (member.id == id && member.plan == &material.engine.inputs.plans[n])
          return &material.engine.inputs.costs[n].rows;
    return nullptr;
  };
  for (const auto& comparison : comparisons) {
    std::map<std::pair<std::string, std::string>, std::array<double, 3>> sums;
    const auto add = [&](const std::string& id, double sign) {
      if (const auto* rows = costs(id))
        for (const auto& row : *rows) {
          if (row.unit.empty()) continue;
          auto& sum = sums[{row.product, row.unit}];
          sum[0] += sign * row.lost, sum[1] += sign * row.lost_hours, sum[2] += sign * row.moved;
        }
    };
    add(comparison.member, 1.0);
    add(comparison.against, -1.0);
    for (const auto& [key, sum] : sums)
      if (sum[0] != 0.0 || sum[2] != 0.0)
        table.rows.push_back({cell(material.member(comparison.member)), cell(key.first), cell(key.second),
                              cell(sum[0], 0), cell(sum[1], 1), cell(sum[2], 0)});
  }
  return table;
}

Blocks calendar(const Material& material, const Comparisons& comparisons) {
  return {figure("gantt", calendar_table(material, comparisons)),
          absent({"Days really stopped", "实际停产天数"},
                 {"power use by meter or CEMS of the lines", "生产线分表用电或在线监控数据"}),
          absent({"Days made up after public-service reasons", "因保障民生等原因的补停天数"},
                 {"the lines' lists of exemptions and make-up days", "生产线豁免与补停台账"})};
}

Blocks months(const Material& material, const Comparisons& comparisons) {
  return {figure("pairs", months_table(material, comparisons)),
          absent({"Whole months and the whole heating season", "整月及整个采暖季"},
                 {"a run over the season (`[time]` of the case): an emission ledger needs no air, `lantian "
                  "plan CASE "
                  "--ledger`",
                  "将算例时段设为整个采暖季（[time]）；仅排放账可用 lantian plan CASE --ledger"})};
}

Blocks season(const Material& material, const Comparisons& comparisons) {
  Blocks blocks = air_effects(material, comparisons);
  auto days = table_of_plans(material, "avoided_days", comparisons);
  if (!days.rows.empty()) blocks.push_back(table_block(std::move(days)));
  blocks.push_back(
      absent({"Mean and heavy days of 15 November to 15 March", "11月15日至3月15日平均浓度与重污染天数"},
             {"a run over the season; this one holds the days above", "整个采暖季的计算；本次仅含上述日期"}));
  return blocks;
}

Blocks output(const Material& material, const Comparisons& comparisons) {
  auto table = output_table(material, comparisons);
  if (table.rows.empty())
    return {absent({"Output of clinker and brick", "熟料与砖产量"},
                   {"activity and its unit of the lines in lines.csv", "在生产线表中给出产量与单位"})};
  return {table_block(std::move(table))};
}

Blocks equity(const Material& material, const Comparisons& comparisons) {
  Blocks blocks = fairness(material, comparisons);
  for (auto& block : enterprise_list(material, comparisons)) blocks.push_back(std::move(block));
  return blocks;
}

}  // namespace

io::ReportDocument offpeak_document(const Material& material, const Comparisons& comparisons) {
  io::ReportDocument document;
  document.id = "offpeak";
  document.title = {"Staggered-production evaluation", "错峰生产评估"};
  Blocks annex = method_and_limits(material);
  for (auto& block : uncertainty_ranges(material, comparisons)) annex.push_back(std::move(block));
  for (auto& block : glossary()) annex.push_back(std::move(block));
  document.parts = {
      {"calendar",
       {"Stop calendar of plants and lines", "企业与生产线停产日历"},
       calendar(material, comparisons)},
      {"months",
       {"Emission with and without, by month", "逐月排放（有无错峰）"},
       months(material, comparisons)},
      {"season",
       {"Heating season: mean and heavy days", "采暖季平均浓度与重污染天数"},
       season(material, comparisons)},
      {"equity", {"Equity by grade", "按绩效等级的公平性"}, equity(material, comparisons)},
      {"output", {"Output of clinker and brick", "熟料与砖产量"}, output(material, comparisons)},
      {"makeup",
       {"Sensitivity to make-up production", "补产敏感性"},
       {absent({"Effect where the lost output is made outside the window", "窗口外补产时的效果"},
               {"a member whose scenario makes the output up in other months", "加入在其他月份补产的情景"})}},
      {"annex", {"Annex: method, uncertainty, words", "附件：方法、不确定性、术语"}, std::move(annex)}};
  return document;
}

}  // namespace lantian::run
