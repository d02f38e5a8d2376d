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

/// Columns of a plan that has not run.
constexpr std::array gases{"PM2.5", "PM10", "SO2", "NO2", "O3"};

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

/// Runs that have items of the plan.
std::vector<const PlanAssessment::Air*> runs_of_items(const PlanAssessment& assessment) {
  std::vector<const PlanAssessment::Air*> runs;
  for (const auto& air : assessment.airs)
    if (has_items(air)) runs.push_back(&air);
  return runs;
}

/// "ΔPM2.5 stagnant hours µg/m³", of which run where there are several.
Label heading(const scenarios::AirFigure& figure, const PlanAssessment::Air& air, bool is_one_of_many) {
  const Label words = figure_words(figure);
  const Label run = is_one_of_many ? Label{" · " + air.file.label.en, " · " + air.file.label.zh} : Label{};
  return {"Δ" + words.en + " µg/m³" + run.en, "Δ" + words.zh + " µg/m³" + run.zh};
}

io::ReportCell micrograms(double value) { return cell(value * 1e9, 3); }  // of kg m-3

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

io::ReportTable items_table(const PlanAssessment& assessment) {
  io::ReportTable table;
  table.id = "plan_items";
  const auto& plan = assessment.folder.plan;
  table.title = {"Items of the plan: " + plan.label.en, "措施清单台账：" + plan.label.zh};
  table.note = {
      plan.basis.en +
          ". Tonnes: table below. Effect on air: mean of the county's monitors, by a run that has the item "
          "alone (lantian measures CASE --study FILE, then lantian run CASE --study FILE, then lantian "
          "measures CASE --air RUN --report FOLDER). D acts on sources, C needs attributes of works, P "
          "prevents growth, E enables, X administrative.",
      plan.basis.zh +
          "。减排量见下表。空气效果为全县监测点平均，取自单独模拟该项的运行（lantian measures CASE --study "
          "FILE，再 lantian run CASE --study FILE，再 lantian measures CASE --air RUN --report FOLDER）。D "
          "直接作用，C 需企业属性，P 预防增长，E 执行与数据，X 行政。"};
  table.columns = {{"No.", "序号"},
                   {"task", "任务"},
                   {"responsible", "牵头/责任单位"},
                   {"deadline", "完成时限"},
                   {"indicator", "量化指标"},
                   {"progress", "完成情况"},
                   {"model operation", "模型表达（操作）"},
                   {"class", "类别（D/C/P/E/X）"},
                   {"quantified", "是否量化"}};
  const auto runs = runs_of_items(assessment);
  for (const auto* run : runs)
    for (const auto& figure : run->plan.figures)
      table.columns.push_back(heading(figure, *run, runs.size() > 1));
  for (const std::string gas : gases)
    if (runs.empty()) table.columns.push_back({"Δ" + gas + " µg/m³", "Δ" + gas + " µg/m³"});
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
    const auto none = cell(kind == ItemFigures::Kind::acts ? not_run : Label{"–", "–"});
    for (const auto* run : runs) {
      const auto& alone = run->plan.items[n].first_in;
      for (std::size_t f = 0; f < run->plan.figures.size(); ++f)
        row.push_back(alone.empty() ? none : micrograms(alone[f]));
    }
    if (runs.empty()) row.insert(row.end(), gases.size(), none);
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
  for (const auto pollutant : plan_pollutants) {
    const auto name = pollutant_words(pollutant);
    table.columns.push_back({name + " low", name + " 低"});
    table.columns.push_back({name + " central", name + " 中"});
    table.columns.push_back({name + " high", name + " 高"});
  }
  for (std::size_t n = 0; n < assessment.folder.plan.items.size(); ++n) {
    const auto figures = figures_of(assessment, n);
    std::vector<io::ReportCell> row{cell(assessment.folder.plan.items[n].number),
                                    cell(kind_words(figures.kind))};
    for (const auto pollutant : plan_pollutants)
      for (const auto& of : figures.county)
        row.push_back(figures.kind == ItemFigures::Kind::not_quantified
                          ? cell(Label{"not quantified", "未量化"})
                          : cell(of[index_of(pollutant)] / kilograms_of_tonne, 1));
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// One run's whole account: each item alone and last in, all together, and what their company makes.
io::ReportTable air_table(const PlanAssessment& assessment, const PlanAssessment::Air& air, std::size_t n) {
  io::ReportTable table;
  table.id = "plan_air_" + std::to_string(n + 1);
  table.title = {"Effect of the items on air: " + air.file.label.en,
                 "各项空气质量效果：" + air.file.label.zh};
  table.note = {
      "Mean of the county's monitors, µg/m³. Alone: the item and nothing else. Last in: all together less "
      "all but this one. Interaction: all together less the sum of all alone.",
      "全县监测点平均，µg/m³。单独：只有该项；最后加入：全部减去缺此项；相互作用：全部减去各项单独之和。"};
  const bool has_last = std::any_of(air.plan.items.begin(), air.plan.items.end(),
                                    [](const auto& item) { return !item.last_in.empty(); });
  table.columns = {{"No.", "序号"}, {"task", "任务"}};
  for (const auto& figure : air.plan.figures) {
    const Label words = heading(figure, air, false);
    table.columns.push_back({words.en + ", alone", words.zh + "，单独"});
    if (has_last) table.columns.push_back({words.en + ", last in", words.zh + "，最后加入"});
  }
  const auto add = [&](io::ReportCell number, io::ReportCell name, const std::vector<double>& alone,
                       const std::vector<double>& last) {
    if (alone.empty()) return;
    std::vector<io::ReportCell> row{std::move(number), std::move(name)};
    for (std::size_t f = 0; f < alone.size(); ++f) {
      row.push_back(micrograms(alone[f]));
      if (has_last) row.push_back(last.empty() ? cell(Label{"–", "–"}) : micrograms(last[f]));
    }
    table.rows.push_back(std::move(row));
  };
  const Label no_number{"–", "–"};
  const auto& items = assessment.folder.plan.items;
  add(cell(no_number), cell(Label{"without the plan (level)", "方案前（浓度）"}), air.plan.before, {});
  for (std::size_t i = 0; i < items.size(); ++i)
    add(cell(items[i].number), cell(items[i].title), air.plan.items[i].first_in, air.plan.items[i].last_in);
  add(cell(no_number), cell(Label{"all together", "全部措施"}), air.plan.joint, {});
  add(cell(no_number), cell(Label{"interaction", "相互作用"}), air.plan.interaction(), {});
  return table;
}

}  // namespace

io::ReportDocument plan_ledger(const PlanAssessment& assessment) {
  io::ReportDocument document;
  document.id = "measures";
  document.title = {"Measure ledger of the local plan", "措施清单台账"};
  std::vector<io::ReportBlock> blocks{table_block(items_table(assessment)),
                                      table_block(tonnes_table(assessment))};
  const auto runs = runs_of_items(assessment);
  for (std::size_t n = 0; n < runs.size(); ++n)
    blocks.push_back(table_block(air_table(assessment, *runs[n], n)));
  blocks.push_back(absent({"Responsible units and progress", "责任单位与完成情况"},
                          {"the campaign office's own ledger: they are no quantity of the plan's text",
                           "攻坚办台账：方案文本数据中未含"}));
  document.parts = {{"plan_items", {"The local plan, item by item", "措施清单台账"}, std::move(blocks)},
                    {"words", {"Words", "术语"}, glossary()}};
  return document;
}

}  // namespace lantian::run
