// 重污染天气应急减排效果评估报告: the parts that staff expect, in their order.
#include "run/documents/sections.hpp"

namespace lantian::run {

namespace {

Blocks joined(Blocks first, Blocks more) {
  for (auto& block : more) first.push_back(std::move(block));
  return first;
}

/// A table of the report, all its rows; nothing where the report has none.
Blocks table_of_report(const Material& material, const std::string& id) {
  for (const auto& table : material.tables)
    if (table.id == id && !table.rows.empty()) return {table_block(table)};
  return {};
}

}  // namespace

io::ReportDocument emergency_document(const Material& material, const Comparisons& comparisons) {
  io::ReportDocument document;
  document.id = "emergency";
  document.title = {"Emergency emission-reduction assessment", "重污染天气应急减排效果评估报告"};
  document.parts = {
      {"overview", {"Episode overview", "过程概况"}, overview(material, comparisons)},
      {"meteorology", {"Meteorology", "气象条件"}, weather_of_episode(material)},
      {"implementation",
       {"Implementation of the plan", "预案执行情况"},
       joined(table_of_report(material, "closed_loops"), implementation(material, comparisons))},
      {"accounting", {"Reduction accounting", "减排量核算"}, society_accounting(material, comparisons)},
      {"effect",
       {"Effect on air quality", "空气质量效果"},
       joined(joined(joined(air_effects(material, comparisons), table_of_report(material, "members")),
                     hours_by_class(material, comparisons)),
              joined(township_effects(material, comparisons), boundary_shares(material)))},
      {"measures", {"Contribution by measure", "分措施贡献"}, measure_contributions(material, comparisons)},
      {"uncertainty", {"Uncertainty", "不确定性"}, uncertainty_ranges(material, comparisons)},
      {"problems", {"Problems and suggestions", "问题与建议"}, problems(material, comparisons)},
      {"annex",
       {"Annex: list, method, words", "附件：清单、方法、术语"},
       joined(joined(enterprise_list(material, comparisons), method_and_limits(material)), glossary())},
      {"plants", {"Annex: one sheet a works", "附件：一厂一策"}, plant_list(material, comparisons)}};
  return document;
}

}  // namespace lantian::run
