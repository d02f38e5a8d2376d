#include "run/documents/season_tables.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace lantian::run {

namespace {

using scenarios::Label;
using scenarios::Pollutant;

const std::array<Label, scenarios::spell_names.size()> spell_words{
    Label{"stopped", "停产"}, Label{"limited", "限产"}, Label{"makes up", "补产"}};

/// Products and units that off-peak rules name, as inventories write them; others stay as they are.
Label product_words(const std::string& text) {
  static const std::map<std::string, std::string> words{
      {"clinker", "熟料"}, {"fired brick", "烧结砖"},      {"brick", "块"},      {"piece", "件"},
      {"cement", "水泥"},  {"refractory brick", "耐火砖"}, {"castings", "铸件"}, {"glassware", "玻璃制品"}};
  const auto found = words.find(text);
  return {text, found == words.end() ? text : found->second};
}

/// Of "fired brick, brick", a product and its unit.
Label output_words(const std::string& text) {
  const auto comma = text.rfind(", ");
  if (comma == std::string::npos) return product_words(text);
  return {text, product_words(text.substr(0, comma)).zh + "，" + product_words(text.substr(comma + 2)).zh};
}

double percent(double part, double whole) { return whole != 0.0 ? 100.0 * part / whole : no_number; }

/// A line, its works, and the works' grade and town, as cells.
std::vector<io::ReportCell> line_cells(const Material& material, const PlanSeason& season, int l) {
  const auto& inventory = material.engine.inputs.inventory;
  const auto& line = inventory.lines[static_cast<std::size_t>(l)];
  std::vector<io::ReportCell> cells{cell(material.member(season.comparison.member))};
  if (line.enterprise < 0) {
    cells.insert(cells.end(),
                 {cell(line.label), cell(line.label), cell(grade_words("")), cell(Label{"–", "–"})});
    return cells;
  }
  const auto& works = inventory.enterprises[static_cast<std::size_t>(line.enterprise)];
  cells.insert(cells.end(), {cell(works.label), cell(line.label), cell(grade_words(works.grade)),
                             cell(region_words(material.engine, works.region))});
  return cells;
}

const std::vector<Label> line_columns{{"plan", "方案"},
                                      {"enterprise", "企业"},
                                      {"line", "生产线"},
                                      {"grade", "绩效等级"},
                                      {"township", "乡镇"}};

io::ReportCell money(const PlanSeason& season, double cost) {
  return cell(season.currency.empty() ? no_number : cost, 0);
}

/// Sums of lines' output by product and unit.
struct Output {
  double usual = 0.0, lost = 0.0, made_up = 0.0, unplaced = 0.0, later = 0.0;
};
std::map<std::pair<std::string, std::string>, Output> outputs(const Material& material,
                                                              const PlanSeason& season) {
  std::map<std::pair<std::string, std::string>, Output> sums;
  for (const auto& one : season.calendar.lines) {
    const auto& line = material.engine.inputs.inventory.lines[static_cast<std::size_t>(one.line)];
    auto& sum = sums[{line.product, line.activity_unit}];
    sum.usual += one.usual, sum.lost += one.lost, sum.made_up += one.made_up;
    sum.unplaced += one.unplaced, sum.later += one.later;
  }
  return sums;
}

Label share_words(const MakeUpCase& one) {
  if (one.is_own) return {"as the scenario says", "按情景规定"};
  const auto text = std::to_string(static_cast<int>(one.share * 100.0 + 0.5)) + " %";
  return {text, text};
}

}  // namespace

io::ReportTable spells_table(const Material& material) {
  io::ReportTable table;
  table.id = "season_calendar";
  table.title = {"Calendar of the lines", "生产线错峰日历"};
  table.source = "season.csv";
  table.note = {
      "Bars: as the orders say. Limited: ordered below full load, also while a line goes down or heats up. "
      "Output left: with the compliance that the scenario assumes.",
      "色条按规定要求绘制；限产含降负荷与升温烘窑时段；保留产量按情景假定执行率折算。"};
  table.columns = line_columns;
  for (const auto& column :
       {Label{"kind", "类型"}, Label{"from", "起"}, Label{"to", "止"}, Label{"output left %", "保留产量 %"}})
    table.columns.push_back(column);
  const auto& clock = material.engine.inputs.around.clock;
  for (const auto& season : material.seasons)
    for (const auto& line : season.calendar.lines)
      for (const auto& spell : line.spells) {
        auto cells = line_cells(material, season, line.line);
        cells.push_back(cell(spell_words[static_cast<std::size_t>(spell.kind)]));
        cells.push_back(cell(hour_words(clock, spell.start)));
        cells.push_back(cell(hour_words(clock, spell.end)));
        cells.push_back(cell(100.0 * spell.kept, 1));
        table.rows.push_back(std::move(cells));
      }
  return table;
}

io::ReportTable lines_table(const Material& material) {
  io::ReportTable table;
  table.id = "season_lines";
  table.title = {"Stop days and output, line by line", "各生产线停产天数与产量"};
  table.source = "season.csv";
  table.note = {
      "Due: days that an order says to stand still. Expected: of them, by the compliance that the scenario "
      "assumes; days really stopped need measurements. Made up: days of usual output made afterwards. Lost "
      "output is net of it.",
      "应停：规定停产天数；预计：按情景假定执行率折算，实际停产天数须由监测数据核实；补产：错峰后补产折合常规"
      "生产天数；损失产量已扣除补产。"};
  table.columns = line_columns;
  for (const auto& column : {Label{"product", "产品"}, Label{"unit", "单位"}, Label{"due d", "应停 天"},
                             Label{"expected d", "预计停 天"}, Label{"made up d", "补产 天"},
                             Label{"stops", "停机次数"}, Label{"usual output", "常规产量"},
                             Label{"lost", "损失产量"}, Label{"made up", "补产产量"}, Label{"cost", "成本"}})
    table.columns.push_back(column);
  for (const auto& season : material.seasons)
    for (const auto& one : season.calendar.lines) {
      const auto& line = material.engine.inputs.inventory.lines[static_cast<std::size_t>(one.line)];
      auto cells = line_cells(material, season, one.line);
      cells.insert(cells.end(), {cell(product_words(line.product)), cell(product_words(line.activity_unit)),
                                 cell(one.stop_days_due, 1), cell(one.stop_days_done, 1),
                                 cell(one.made_up_days, 1), cell(one.stops, 2), cell(one.usual, 0),
                                 cell(one.lost, 0), cell(one.made_up, 0), money(season, one.cost)});
      table.rows.push_back(std::move(cells));
    }
  return table;
}

io::ReportTable months_table(const Material& material) {
  io::ReportTable table;
  table.id = "months";
  table.title = {"Emission of the works under the rules, by month, t", "错峰企业逐月排放（有无错峰），t"};
  table.source = "season.csv";
  table.note = {
      "Of all sources that the plan changes, in the window; the last column is the county's part of the cut. "
      "First and last month: only the days of the season.",
      "错峰方案涉及的全部排放源（模拟范围内）；末列为其中本县减排。首末月仅计错峰期内天数。"};
  table.columns = {{"plan", "方案"},        {"month", "月份"},         {"days", "天数"},
                   {"pollutant", "污染物"}, {"without t", "无错峰 t"}, {"with t", "有错峰 t"},
                   {"cut t", "减排 t"},     {"cut %", "减排 %"},       {"cut in the county t", "本县减排 t"}};
  for (const auto& season : material.seasons)
    for (const auto& month : season.calendar.months)
      for (const auto p : shown_pollutants) {
        const double before = month.without[index_of(p)], after = month.with[index_of(p)];
        const std::string number = std::to_string(month.month);
        table.rows.push_back({cell(material.member(season.comparison.member)),
                              cell(std::to_string(month.year) + (month.month < 10 ? "-0" : "-") + number),
                              cell(month.days, 0), cell(pollutant_words(p)),
                              cell(before * tonnes_of_kilogram, 2), cell(after * tonnes_of_kilogram, 2),
                              cell((before - after) * tonnes_of_kilogram, 2),
                              cell(percent(before - after, before), 1),
                              cell(month.avoided_in_county[index_of(p)] * tonnes_of_kilogram, 2)});
      }
  return table;
}

io::ReportTable equity_table(const Material& material, bool by_town) {
  io::ReportTable table;
  table.id = by_town ? "equity_town" : "equity_grade";
  table.title = by_town ? Label{"Who carries it, by township", "按乡镇的错峰负担"}
                        : Label{"Who carries it, by grade", "按绩效等级的错峰负担"};
  table.source = "season.csv";
  table.note = {
      "Lines that the plan changes, by product: outputs of different products do not add up. Capacity and "
      "lost output: of all lines of the product; cost: of the plan's whole cost. Days: mean of the lines.",
      "错峰方案涉及的生产线，按产品分列（不同产品产量不可相加）。产能、"
      "损失产量占比以同一产品全部生产线为基数，成本占比以方案总成本为基数；天数为各线平均。"};
  table.columns = {{"plan", "方案"},
                   {"product", "产品"},
                   by_town ? Label{"township", "乡镇"} : Label{"grade", "绩效等级"},
                   {"lines", "生产线数"},
                   {"due d", "应停 天"},
                   {"share of capacity %", "产能占比 %"},
                   {"share of lost output %", "损失产量占比 %"},
                   {"lost per capacity", "损失/产能"},
                   {"lost of its own output %", "占本级产量 %"},
                   {"made up of its own output %", "补产占本级产量 %"},
                   {"share of cost %", "成本占比 %"}};
  if (by_town) table.columns[8].zh = "占本乡镇产量 %", table.columns[9].zh = "补产占本乡镇产量 %";
  for (const auto p : shown_pollutants)
    table.columns.push_back({pollutant_words(p) + " cut t", pollutant_words(p) + " 减排 t"});
  for (const auto& season : material.seasons)
    for (const auto& row : season.calendar.equity) {
      if (row.by_town != by_town) continue;
      std::vector<io::ReportCell> cells{
          cell(material.member(season.comparison.member)),
          cell(product_words(row.product)),
          cell(by_town ? region_words(material.engine, row.key) : grade_words(row.key)),
          cell(row.lines, 0),
          cell(row.stop_days_due, 1),
          cell(100.0 * row.capacity_part, 1),
          cell(100.0 * row.lost_part, 1),
          cell(row.capacity_part > 0.0 ? row.lost_part / row.capacity_part : no_number, 2),
          cell(100.0 * row.lost_share, 1),
          cell(100.0 * row.made_up_share, 1),
          cell(season.currency.empty() ? no_number : 100.0 * row.share_of_cost, 1)};
      for (const auto p : shown_pollutants)
        cells.push_back(cell(row.avoided[index_of(p)] * tonnes_of_kilogram, 2));
      table.rows.push_back(std::move(cells));
    }
  return table;
}

io::ReportTable output_table(const Material& material) {
  io::ReportTable table;
  table.id = "season_output";
  table.title = {"Output of clinker, brick and other products", "熟料、砖等产量"};
  table.source = "season.csv";
  table.note = {
      "Sums of the lines above over the calendar's period. Lost: what is made up taken off. No hour: owed by "
      "the make-up, but no hour takes it.",
      "上表各生产线在日历时段内的合计。损失产量已扣除补产；无时段可补：按规定应补而无可用时段。"};
  table.columns = {{"plan", "方案"},
                   {"product", "产品"},
                   {"unit", "单位"},
                   {"usual output", "常规产量"},
                   {"lost", "损失产量"},
                   {"lost %", "损失 %"},
                   {"made up", "补产产量"},
                   {"no hour", "无时段可补"},
                   {"made up later", "时段后补产"}};
  for (const auto& season : material.seasons)
    for (const auto& [key, sum] : outputs(material, season))
      table.rows.push_back({cell(material.member(season.comparison.member)), cell(product_words(key.first)),
                            cell(product_words(key.second)), cell(sum.usual, 0), cell(sum.lost, 0),
                            cell(percent(sum.lost, sum.usual), 1), cell(sum.made_up, 0),
                            cell(sum.unplaced, 0), cell(sum.later, 0)});
  return table;
}

io::ReportTable makeup_output_table(const Material& material) {
  io::ReportTable table;
  table.id = "makeup_output";
  table.title = {"Output over the year, by the share that is to be made up", "全年产量（按应补产比例）"};
  table.source = "makeup.csv";
  table.note = {
      "From the season's first day to a year later: with what is lost while kilns heat up after its last "
      "day, which the calendar leaves out. What finds no hour at the rate above stays lost, so that larger "
      "shares need not make up more.",
      "自错峰首日起一年：含错峰结束后升温烘窑期的损失（日历表不含）。按上述负荷上限无可用时段者仍为损失，"
      "故应补比例再高，补产也不一定增加。"};
  table.columns = {{"plan", "方案"},
                   {"share to make up", "应补产比例"},
                   {"product", "产品"},
                   {"net lost", "净损失"},
                   {"made up", "补产"},
                   {"no hour", "无时段可补"},
                   {"made up later", "时段后补产"},
                   {"made up of what is lost %", "实际补产 %"},
                   {"cost of all", "全部成本"}};
  for (const auto& season : material.seasons)
    for (const auto& one : season.makeups)
      for (const auto& [product, lost] : one.figures.lost) {
        const auto value = [&](const std::map<std::string, double>& sums) {
          const auto found = sums.find(product);
          return found == sums.end() ? 0.0 : found->second;
        };
        const double made = value(one.figures.made_up);
        table.rows.push_back({cell(material.member(season.comparison.member)), cell(share_words(one)),
                              cell(output_words(product)), cell(lost, 0), cell(made, 0),
                              cell(value(one.figures.unplaced), 0), cell(value(one.figures.later), 0),
                              cell(percent(made, lost + made), 1), money(season, one.figures.cost)});
      }
  return table;
}

io::ReportTable makeup_emission_table(const Material& material) {
  io::ReportTable table;
  table.id = "makeup_emission";
  table.title = {"Emission avoided in the season and over the year, t", "错峰期与全年减排量，t"};
  table.source = "makeup.csv";
  table.note = {
      "All bound: every works that the rules bind in the window, also outside the county. Made up outside "
      "the season, the season's cut stays and the year's shrinks: a season's effect is no yearly one. "
      "Emission of heating up again is in both.",
      "全部受限企业：模拟范围内规则所涉企业，含县外。错峰期外补产时，错峰期减排量不变而全年减排量缩小："
      "错峰期效果不等于全年减排。两者均含重新升温烘窑的排放。"};
  table.columns = {{"plan", "方案"}, {"share to make up", "应补产比例"}, {"whose", "范围"}};
  for (const auto p : shown_pollutants) {
    table.columns.push_back({pollutant_words(p) + " season", pollutant_words(p) + " 错峰期"});
    table.columns.push_back({pollutant_words(p) + " year", pollutant_words(p) + " 全年"});
  }
  for (const auto& season : material.seasons)
    for (const auto& one : season.makeups)
      for (const auto* avoided : {&one.county, &one.all}) {
        std::vector<io::ReportCell> cells{
            cell(material.member(season.comparison.member)), cell(share_words(one)),
            cell(avoided == &one.county ? Label{"county", "本县"} : Label{"all bound", "全部受限企业"})};
        for (const auto p : shown_pollutants) {
          cells.push_back(cell(avoided->season[index_of(p)] * tonnes_of_kilogram, 1));
          cells.push_back(cell(avoided->year[index_of(p)] * tonnes_of_kilogram, 1));
        }
        table.rows.push_back(std::move(cells));
      }
  return table;
}

}  // namespace lantian::run
