#include "run/documents/plan_ledger.hpp"

#include <algorithm>
#include <array>

#include "run/documents/sections.hpp"
#include "run/measures/plan_words.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;

const Label not_provided{"not provided", "未提供"};
const Label not_run{"not run alone", "未单独模拟"};

struct Gas {
  const char* pollutant;
  const char* average;
  const char* words;
};
constexpr std::array gases{Gas{"PM2p5", "24h", "ΔPM2.5"}, Gas{"PM10", "24h", "ΔPM10"},
                           Gas{"SO2", "24h", "ΔSO2"}, Gas{"NO2", "24h", "ΔNO2"}, Gas{"O3", "mda8", "ΔO3"}};

/// Latest date that the item's facts name.
std::string deadline(const scenarios::PlanItem& item) {
  std::string latest;
  for (const auto& fact : item.facts) latest = std::max(latest, fact.by);
  return latest;
}

Label indicators(const scenarios::PlanItem& item) {
  Label words;
  for (const auto& fact : item.facts) {
    if (!fact.value) continue;
    words.zh += (words.zh.empty() ? "" : "；") + fact.what.zh;
    words.en += (words.en.empty() ? "" : "; ") + fact.what.en;
  }
  return words.en.empty() ? Label{"–", "–"} : words;
}

/// Change of the county's mean by the item's own member.
std::optional<double> change_of(const std::vector<io::ReportChange>& changes, const std::string& member,
                                const Gas& gas) {
  for (const auto& one : changes)
    if (one.member == member && one.pollutant == gas.pollutant && one.average == gas.average)
      return one.change;
  return std::nullopt;
}

Label kind_words(ItemFigures::Kind kind) {
  switch (kind) {
    case ItemFigures::Kind::acts:
      return Label{"quantified", "已量化"};
    case ItemFigures::Kind::prevents:
      return {"growth avoided", "避免增量"};
    case ItemFigures::Kind::not_quantified:
      break;
  }
  return {"not quantified", "未量化"};
}

io::ReportTable items_table(const PlanAssessment& assessment, const std::vector<io::ReportChange>& changes) {
  io::ReportTable table;
  table.id = "plan_items";
  const auto& plan = assessment.folder.plan;
  table.title = {"Items of the plan: " + plan.label.en, "措施清单台账：" + plan.label.zh};
  table.note = {
      plan.basis.en +
          ". Tonnes: table below. Effect on air, county mean over the evaluated days, only where the run has "
          "the item alone (lantian measures CASE --study FILE, then lantian run CASE --study FILE). D acts "
          "on "
          "sources, C needs attributes of works, P prevents growth, E enables, X administrative.",
      plan.basis.zh +
          "。减排量见下表。空气效果为全县评估日平均，仅在单独模拟该项时给出（lantian measures CASE --study "
          "FILE，"
          "再 lantian run CASE --study FILE）。D 直接作用，C 需企业属性，P 预防增长，E 执行与数据，X 行政。"};
  table.columns = {{"No.", "序号"},
                   {"task", "任务"},
                   {"responsible", "牵头/责任单位"},
                   {"deadline", "完成时限"},
                   {"indicator", "量化指标"},
                   {"progress", "完成情况"},
                   {"model operation", "模型表达（操作）"},
                   {"class", "类别（D/C/P/E/X）"},
                   {"quantified", "是否量化"}};
  for (const auto& gas : gases)
    table.columns.push_back({std::string(gas.words) + " µg/m³", std::string(gas.words) + " µg/m³"});
  table.columns.push_back({"note", "说明"});
  for (std::size_t n = 0; n < plan.items.size(); ++n) {
    const auto& item = plan.items[n];
    const auto kind = figures_of(assessment, n).kind;
    const auto by = deadline(item);
    std::vector<io::ReportCell> row{cell(item.number),      cell(item.title),
                                    cell(not_provided),     by.empty() ? cell(Label{"–", "–"}) : cell(by),
                                    cell(indicators(item)), cell(not_provided),
                                    cell(item.operation),   cell(item.item_class),
                                    cell(kind_words(kind))};
    for (const auto& gas : gases) {
      const auto change = change_of(changes, option_id(item.number), gas);
      row.push_back(change ? cell(*change, 2)
                           : cell(kind == ItemFigures::Kind::acts ? not_run : Label{"–", "–"}));
    }
    row.push_back(cell(item.reason.en.empty() ? Label{"–", "–"} : item.reason));
    table.rows.push_back(std::move(row));
  }
  return table;
}

io::ReportTable tonnes_table(const PlanAssessment& assessment) {
  io::ReportTable table;
  table.id = "plan_tonnes";
  table.title = {"What each item takes away alone, t/a: low, central, high",
                 "各项单独减排量，t/a（低、中、高）"};
  table.note = {
      "County, a year in which all that the item asks for is in force; items overlap, so they do not add up.",
      "全县，该项要求全部到位后的一年；各项有重叠，不可相加。"};
  table.columns = {{"No.", "序号"}, {"kind", "性质"}};
  for (const auto pollutant : shown_pollutants) {
    const auto name =
        pollutant_words(std::string(scenarios::pollutant_names[static_cast<std::size_t>(pollutant)]));
    table.columns.push_back({name + " low", name + " 低"});
    table.columns.push_back({name + " central", name + " 中"});
    table.columns.push_back({name + " high", name + " 高"});
  }
  for (std::size_t n = 0; n < assessment.folder.plan.items.size(); ++n) {
    const auto figures = figures_of(assessment, n);
    std::vector<io::ReportCell> row{cell(assessment.folder.plan.items[n].number),
                                    cell(kind_words(figures.kind))};
    for (const auto pollutant : shown_pollutants)
      for (const auto& of : figures.county)
        row.push_back(figures.kind == ItemFigures::Kind::not_quantified
                          ? cell(Label{"not quantified", "未量化"})
                          : cell(of[static_cast<std::size_t>(pollutant)] / kilograms_of_tonne, 1));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

io::ReportDocument plan_ledger(const PlanAssessment& assessment,
                               const std::vector<io::ReportChange>& changes) {
  io::ReportDocument document;
  document.id = "measures";
  document.title = {"Measure ledger of the local plan", "措施清单台账"};
  document.parts = {{"plan_items",
                     {"The local plan, item by item", "措施清单台账"},
                     {table_block(items_table(assessment, changes)), table_block(tonnes_table(assessment)),
                      absent({"Responsible units and progress", "责任单位与完成情况"},
                             {"the campaign office's own ledger: they are no quantity of the plan's text",
                              "攻坚办台账：方案文本数据中未含"})}},
                    {"words", {"Words", "术语"}, glossary()}};
  return document;
}

}  // namespace lantian::run
