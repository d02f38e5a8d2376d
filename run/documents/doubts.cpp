// How sure it all is, what does not hold, by which method, and what the words mean.
#include <algorithm>
#include <array>

#include "run/documents/sections.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;

/// Labels of the report that staff know, with the field's English.
const std::array<std::pair<const char*, const char*>, 25> words{
    {{"重污染天气", "heavy-pollution weather"},
     {"预警", "alert (warning)"},
     {"响应", "response"},
     {"错峰生产", "staggered (off-peak) production"},
     {"绩效分级", "performance grading"},
     {"引领性", "leading"},
     {"全社会排放", "whole-society emission"},
     {"无组织排放", "fugitive emission"},
     {"有组织排放", "stack emission"},
     {"超低排放", "ultra-low emission (ULE)"},
     {"在线监控", "continuous emission monitoring (CEMS)"},
     {"降尘", "dustfall"},
     {"清洁运输", "clean transport"},
     {"双替代", "electricity or gas for coal"},
     {"散煤", "loose coal"},
     {"倍量替代", "double offset"},
     {"同比", "year on year"},
     {"环比", "month on month"},
     {"首要污染物", "primary pollutant"},
     {"综合指数", "composite index"},
     {"高值热点", "hot spot"},
     {"国控、省控、乡镇站", "national, provincial, township station"},
     {"应急减排清单", "emergency emission-reduction list"},
     {"一厂一策", "one plan for one plant"},
     {"未量化", "not quantified"}}};

}  // namespace

Blocks uncertainty_ranges(const Material& material, const Comparisons& comparisons) {
  Blocks blocks;
  auto ranges = table_of_plans(material, "ranges", comparisons);
  if (!ranges.rows.empty()) blocks.push_back(figure("ranges", std::move(ranges)));
  const bool run_again = !material.uncertainty.runs.empty();
  if (run_again)
    blocks.push_back(sentence({"Rung: the model was run again at each end of what is least known.",
                               "方法级别：各不确定因素取端值后模式重算。"}));
  else
    blocks.push_back(
        sentence({"Rung: full model for the central values; the ranges are a linear estimate. Background and "
                  "mixing are not in them (lantian run --uncertainty runs the model again).",
                  "方法级别：中值为完整模式结果；范围为线性估计，未含背景与扩散（lantian run --uncertainty "
                  "可重算）。"}));
  blocks.push_back(absent({"Model validation on this episode", "本次过程的模式检验"},
                          {"monitor data of the same hours", "同期监测数据"}));
  return blocks;
}

Blocks problems(const Material& material, const Comparisons& comparisons) {
  Blocks blocks;
  for (const auto& row : society_rows(material, comparisons)) {
    if (row.holds().value_or(true)) continue;
    const auto plan = material.member(row.member), level = level_words(row.level);
    const auto name = pollutant_words(row.pollutant);
    blocks.push_back(
        sentence({plan.en + ", " + level.en + ": " + name +
                      " falls by {0} %, {1} % is required; {2} points are missing.",
                  plan.zh + "，" + level.zh + "：" + name + " 减排 {0}%，要求 {1}%，尚差 {2} 个百分点。"},
                 {cell(row.kept_share * 100.0, 1), cell(row.required, 100.0, 0),
                  cell((*row.required - row.kept_share) * 100.0, 1)}));
  }
  for (const char* id : {"checks", "allowances"}) {
    auto table = table_of_plans(material, id, comparisons);
    if (!table.rows.empty()) blocks.push_back(table_block(std::move(table)));
  }
  if (blocks.empty())
    blocks.push_back(sentence({"Nothing that this run can tell.", "本次计算未发现可判定的问题。"}));
  blocks.push_back(absent({"Suggestions", "建议"},
                          {"the people who sign the report; the numbers above are what a model can say",
                           "由报告编写与签发人员填写；以上数值为模式所能给出者"}));
  return blocks;
}

Blocks method_and_limits(const Material& material) {
  const auto& contents = material.engine.inputs.file.contents;
  const auto& grid = material.engine.grid;
  Blocks blocks;
  if (contents.synthetic)
    blocks.push_back(
        sentence({"The input is synthetic: these are neither observations nor an official inventory, and "
                  "nothing here is an assessment of a real place.",
                  "输入为合成数据：既非实测，也非官方清单；本文不构成对任何真实地区的评估。"}));
  blocks.push_back(sentence(
      {"Grid of {0} m, {1} x {2} cells, {3} layers; all members run side by side under the same weather and "
       "background, so what differs is emission alone. Nothing finer than a few cells may be read from the "
       "map.",
       "网格 {0} 米，{1}×{2} 格，{3} 层；各情景在相同气象与背景下同步计算，差别仅来自排放。"
       "地图上小于数个网格的细节不可解读。"},
      {cell(grid.dx, 0), cell(grid.nx, 0), cell(grid.ny, 0), cell(grid.nz(), 0)}));
  blocks.push_back(
      sentence({"Changes below 0.5 µg/m³, half the step that monitors publish, cannot be seen by a monitor. "
                "City-only cuts that give more than 35 % less PM2.5, or a fall of concentration larger "
                "than the cut of primary particles, are outside published experience and need a look.",
                "小于0.5 µg/m³（监测发布步长的一半）的变化监测无法识别。仅本地减排而PM2.5降幅超过35%，"
                "或浓度降幅大于一次颗粒物减排比例，超出已发表经验，须核查。"}));
  return blocks;
}

Blocks glossary() {
  io::ReportTable table;
  table.id = "glossary";
  table.title = {"Glossary", "术语对照"};
  table.columns = {{"Chinese", "中文"}, {"English", "英文"}};
  for (const auto& [zh, en] : words) table.rows.push_back({cell(std::string(zh)), cell(std::string(en))});
  return {table_block(std::move(table))};
}

}  // namespace lantian::run
