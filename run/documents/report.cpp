// The report itself: what people ask first, then what it stands on.
#include <algorithm>
#include <map>

#include "run/documents/sections.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;

/// Days by the category of their index, without and with, for every place.
io::ReportTable calendar_table(const Material& material) {
  io::ReportTable table;
  table.id = "calendar";
  table.title = {"Calendar: daily index without and with each plan", "日历：各方案实施前后的日空气质量指数"};
  table.source = "appraisal.csv";
  table.columns = {{"place", "点位"}, {"day", "日期"},   {"member", "情景"},
                   {"AQI", "AQI"},    {"class", "级别"}, {"primary", "首要污染物"}};
  for (const auto& day : material.days) {
    if (!day.index.value || day.index.category < 0) continue;
    const auto& categories = scenarios::in_force(material.standards.index, day.local_day).categories;
    std::string primary;
    for (const auto& one : day.index.primary) primary += (primary.empty() ? "" : ", ") + pollutant_words(one);
    table.rows.push_back(
        {cell(place_words(material.engine, day.monitor)),
         cell(hour_words(material.clock(), material.clock().midnight(day.local_day)).substr(0, 10)),
         cell(material.member(day.member)), cell(*day.index.value, 0),
         cell(categories[static_cast<std::size_t>(day.index.category)].label), cell(primary)});
  }
  return table;
}

/// Each plan's change of PM2.5 and of ozone, county mean over the days.
io::ReportTable quadrant_table(const Material& material) {
  io::ReportTable table;
  table.id = "quadrant";
  table.title = {"PM2.5 against ozone: win-win, or one at the other's cost", "PM2.5与臭氧：协同或此消彼长"};
  table.source = "appraisal.csv";
  table.note = {"A point for each plan of the run; measures only where a member adds them alone.",
                "每个方案一点；单项措施仅在有单独情景时给出。"};
  table.columns = {{"plan", "方案"},
                   {"ΔPM2.5 µg/m³", "ΔPM2.5 µg/m³"},
                   {"ΔO3 MDA8 µg/m³", "ΔO3 8小时 µg/m³"},
                   {"kind", "类型"}};
  for (const auto& comparison : material.question.comparisons) {
    const auto of_particles = mean_change(material.evaluation, comparison, "PM2p5", "24h");
    const auto of_ozone = mean_change(material.evaluation, comparison, "O3", "mda8");
    if (!of_particles || !of_ozone) continue;
    const double particles = *of_particles, ozone = *of_ozone;
    const Label kind = particles <= 0.0 && ozone <= 0.0 ? Label{"both fall", "协同下降"}
                       : particles <= 0.0 ? Label{"PM2.5 falls, ozone rises", "PM2.5降、臭氧升"}
                       : ozone <= 0.0     ? Label{"ozone falls, PM2.5 rises", "臭氧降、PM2.5升"}
                                          : Label{"both rise", "同升"};
    table.rows.push_back({cell(material.member(comparison.member)),
                          cell(particles * micrograms_of_kilogram, 3),
                          cell(ozone * micrograms_of_kilogram, 3), cell(kind)});
  }
  return table;
}

Blocks calendar(const Material& material) {
  Blocks blocks{figure("calendar", calendar_table(material))};
  auto days = table_of_plans(material, "avoided_days", material.question.comparisons);
  if (!days.rows.empty()) blocks.push_back(table_block(std::move(days)));
  return blocks;
}

Blocks quadrant(const Material& material) {
  auto table = quadrant_table(material);
  if (table.rows.empty())
    return {absent({"PM2.5 against ozone", "PM2.5与臭氧"}, {"whole evaluated days", "完整的评估日"})};
  return {figure("quadrant", std::move(table))};
}

Blocks map(const Material&) {
  io::ReportTable table;
  table.id = "map_hours";
  table.title = {"Map: baseline and change, hour by hour", "地图：基准与变化，逐小时"};
  table.source = "surface.nc";
  return {figure("hours", std::move(table))};
}

Blocks series(const Material& material) {
  Blocks blocks = overview(material, material.question.comparisons);
  std::erase_if(blocks, [](const auto& block) { return block.draw == "map" || block.draw == "aqi"; });
  return blocks;
}

/// The report's own tables that no part above has taken.
Blocks further(const Material& material, const std::vector<io::ReportPart>& parts) {
  Blocks blocks;
  for (const auto& table : material.tables) {
    const bool is_shown = std::any_of(parts.begin(), parts.end(), [&](const auto& part) {
      return std::any_of(part.blocks.begin(), part.blocks.end(),
                         [&](const auto& block) { return block.table.id == table.id; });
    });
    if (!is_shown && !table.rows.empty()) blocks.push_back(table_block(table));
  }
  return blocks;
}

}  // namespace

io::ReportDocument report_document(const Material& material) {
  const auto& all = material.question.comparisons;
  io::ReportDocument document;
  document.id = "report";
  document.title = {"What the cuts do to the air", "减排对空气的影响"};
  document.parts = {{"series", {"With and without, hour by hour", "实施前后逐小时浓度"}, series(material)},
                    {"calendar", {"Days avoided", "避免的污染天"}, calendar(material)},
                    {"map", {"Map", "地图"}, map(material)},
                    {"effects", {"Effects", "各方案效果"}, air_effects(material, all)},
                    {"accounting", {"The legal line", "全社会减排比例"}, society_accounting(material, all)},
                    {"measures",
                     {"Effect and cost of each measure", "分措施效果与成本"},
                     measure_contributions(material, all)},
                    {"enterprises", {"Enterprises", "企业"}, enterprise_list(material, all)},
                    {"quadrant", {"PM2.5 and ozone", "PM2.5与臭氧"}, quadrant(material)},
                    {"pareto", {"Effect for output lost", "效果与产量损失"}, pareto(material)},
                    {"fairness", {"Fairness", "公平性"}, fairness(material, all)}};
  auto towns = township_effects(material, all);
  auto& fair = document.parts.back().blocks;
  fair.insert(fair.end(), towns.begin(), towns.end());
  document.parts.push_back({"uncertainty", {"Uncertainty", "不确定性"}, uncertainty_ranges(material, all)});
  document.parts.push_back(
      {"boundary", {"County, window, outside", "本县、窗口、外来"}, boundary_shares(material)});
  document.parts.push_back({"problems", {"Problems", "问题"}, problems(material, all)});
  document.parts.push_back({"further", {"Further tables", "其他表"}, further(material, document.parts)});
  document.parts.push_back({"limits", {"Limits of validity", "适用范围"}, method_and_limits(material)});
  document.parts.push_back({"words", {"Words", "术语"}, glossary()});
  return document;
}

}  // namespace lantian::run
