// Who carries a plan: enterprises, grades, townships.
#include <algorithm>
#include <array>
#include <map>

#include "run/documents/enterprise_rows.hpp"
#include "run/documents/sections.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;
using scenarios::Pollutant;

/// Mean of the shares of the four pollutants that the rule names: what an enterprise adds to the county's air
/// burden, without weighing one against the other.
double contribution(const scenarios::PollutantMasses& mass, const scenarios::PollutantMasses& all) {
  double sum = 0.0;
  int count = 0;
  for (const auto p : {Pollutant::SO2, Pollutant::NOx, Pollutant::VOC, Pollutant::PM10})
    if (all[index_of(p)] > 0.0) sum += mass[index_of(p)] / all[index_of(p)], ++count;
  return count > 0 ? sum / count : 0.0;
}

struct Burden {
  int enterprise = -1;
  double contribution = 0.0;
  std::optional<double> cost;
  double lost_hours = 0.0;
  scenarios::PollutantMasses base{}, cut{};
};

/// Of the county, in money where each that loses hours has its cost stated, else in hours.
struct Carried {
  double cost = 0.0, hours = 0.0;
  bool in_money = true;
  void add(const Burden& one) {
    cost += one.cost.value_or(0.0), hours += one.lost_hours;
    in_money = in_money && (one.cost || one.lost_hours == 0.0);
  }
  bool is_nothing() const { return hours <= 0.0 && !(in_money && cost > 0.0); }
  double share_of(const Burden& one) const {
    if (in_money && cost > 0.0) return one.cost.value_or(0.0) / cost;
    return hours > 0.0 ? one.lost_hours / hours : no_number;
  }
};

std::vector<Burden> burdens(const Material& material, const scenarios::Comparison& comparison) {
  const auto rows = added_burden(enterprise_rows(material.engine, material.question.period), comparison);
  scenarios::PollutantMasses all{};
  for (const auto& row : rows)
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p) all[p] += row.base[p];
  std::vector<Burden> found;
  for (const auto& row : rows)
    found.push_back(
        {row.enterprise, contribution(row.base, all), row.cost, row.lost_hours, row.base, row.cut});
  return found;
}

/// Sums of burdens by a key of the enterprise.
template <class Key, class Words>
io::ReportTable fairness_table(const Material& material, const Comparisons& comparisons,
                               const std::string& id, const Label& title, const Label& heading, Key key,
                               Words words) {
  io::ReportTable table;
  table.id = id;
  table.title = title;
  table.source = "enterprises.csv";
  table.columns = {{"plan", "方案"},
                   heading,
                   {"enterprises", "企业数"},
                   {"share of emission %", "排放占比 %"},
                   {"share of burden %", "负担占比 %"},
                   {"burden per share", "负担/排放"},
                   {"cost", "成本"},
                   {"output hours lost", "损失生产小时"},
                   {"SO2 cut t", "SO2 减排 t"},
                   {"NOx cut t", "NOx 减排 t"},
                   {"VOCs cut t", "VOCs 减排 t"},
                   {"PM10 cut t", "PM10 减排 t"}};
  for (const auto& comparison : comparisons) {
    std::map<std::string, std::pair<Burden, int>> sums;
    Carried carried;
    for (const auto& one : burdens(material, comparison)) {
      const auto& enterprise =
          material.engine.inputs.inventory.enterprises[static_cast<std::size_t>(one.enterprise)];
      auto& [sum, count] = sums[key(enterprise)];
      sum.contribution += one.contribution, sum.lost_hours += one.lost_hours;
      add_stated(sum.cost, one.cost);
      for (std::size_t p = 0; p < scenarios::pollutant_count; ++p) sum.cut[p] += one.cut[p];
      ++count, carried.add(one);
    }
    for (const auto& [name, pair] : sums) {
      const auto& [sum, count] = pair;
      const double burden = carried.share_of(sum);
      std::vector<io::ReportCell> row{cell(material.member(comparison.member)),
                                      cell(words(name)),
                                      cell(static_cast<double>(count), 0),
                                      cell(100.0 * sum.contribution, 1),
                                      cell(100.0 * burden, 1),
                                      cell(burden / sum.contribution, 2),
                                      cell(sum.cost, 1.0, 0),
                                      cell(sum.lost_hours, 1)};
      for (const auto p : {Pollutant::SO2, Pollutant::NOx, Pollutant::VOC, Pollutant::PM10})
        row.push_back(cell(sum.cut[index_of(p)] * tonnes_of_kilogram, 3));
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

/// Points of the curve: enterprises by burden over contribution, the least burdened first.
io::ReportTable lorenz_table(const Material& material, const Comparisons& comparisons) {
  io::ReportTable table;
  table.id = "lorenz";
  table.title = {"Lorenz curve: burden against contribution, enterprise by enterprise",
                 "洛伦兹曲线：企业负担与排放贡献"};
  table.source = "enterprises.csv";
  table.note = {
      "Contribution: mean of an enterprise's shares of SO2, NOx, VOCs and PM10 of the county's "
      "enterprises. Burden: cost, or hours of output lost where the cost of any of them is not stated. On "
      "the diagonal each carries what it contributes; grades are meant to pull the curve away from it.",
      "贡献：企业在全县企业SO2、NOx、VOCs、PM10中占比的平均；负担：成本（任一企业成本未给出时用损失生产小时）。"
      "对角线上负担与贡献相当；分级管控本意即使曲线偏离对角线。"};
  table.columns = {{"plan", "方案"},
                   {"enterprise", "企业"},
                   {"cumulative emission %", "累计排放 %"},
                   {"cumulative burden %", "累计负担 %"}};
  for (const auto& comparison : comparisons) {
    auto all = burdens(material, comparison);
    Carried whole;
    for (const auto& one : all) whole.add(one);
    if (whole.is_nothing()) continue;
    std::stable_sort(all.begin(), all.end(), [&](const Burden& a, const Burden& b) {
      return whole.share_of(a) * b.contribution < whole.share_of(b) * a.contribution;
    });
    double emission = 0.0, carried = 0.0;
    const Label plan = material.member(comparison.member);
    table.rows.push_back({cell(plan), cell(std::string("–")), cell(0.0, 1), cell(0.0, 1)});
    for (const auto& one : all) {
      emission += one.contribution, carried += whole.share_of(one);
      const auto& enterprise =
          material.engine.inputs.inventory.enterprises[static_cast<std::size_t>(one.enterprise)];
      table.rows.push_back(
          {cell(plan), cell(enterprise.label), cell(100.0 * emission, 1), cell(100.0 * carried, 1)});
    }
  }
  return table;
}

}  // namespace

Blocks enterprise_list(const Material& material, const Comparisons& comparisons) {
  io::ReportTable table;
  table.id = "enterprises";
  table.title = {"Enterprises: what they emit, cut and carry", "企业清单：排放、减排与负担"};
  table.source = "enterprises.csv";
  table.note = {
      "Tonnes: of the evaluated hours, with ramps. Cost and hours of output lost: over the whole run, spin-up "
      "included. One is not the other's rate.",
      "吨数为评估期内（含升降负荷过程）；成本与损失生产小时为全程（含预热时段），两者时段不同，不可相除。"};
  table.columns = {{"plan", "方案"},
                   {"enterprise", "企业"},
                   {"industry", "行业"},
                   {"grade", "绩效等级"},
                   {"township", "乡镇"},
                   {"SO2 t", "SO2 t"},
                   {"NOx t", "NOx t"},
                   {"VOCs t", "VOCs t"},
                   {"PM10 t", "PM10 t"},
                   {"cut SO2 t", "减 SO2 t"},
                   {"cut NOx t", "减 NOx t"},
                   {"cut VOCs t", "减 VOCs t"},
                   {"cut PM10 t", "减 PM10 t"},
                   {"cost", "成本"},
                   {"output hours lost", "损失生产小时"}};
  for (const auto& comparison : comparisons)
    for (const auto& one : burdens(material, comparison)) {
      const bool touched = one.cost.value_or(0.0) != 0.0 || one.lost_hours != 0.0 ||
                           std::any_of(one.cut.begin(), one.cut.end(), [](double cut) { return cut != 0.0; });
      if (!touched) continue;
      const auto& enterprise =
          material.engine.inputs.inventory.enterprises[static_cast<std::size_t>(one.enterprise)];
      std::vector<io::ReportCell> row{cell(material.member(comparison.member)), cell(enterprise.label),
                                      cell(industry_words(enterprise.industry)),
                                      cell(grade_words(enterprise.grade)),
                                      cell(region_words(material.engine, enterprise.region))};
      for (const auto* masses : {&one.base, &one.cut})
        for (const auto p : {Pollutant::SO2, Pollutant::NOx, Pollutant::VOC, Pollutant::PM10})
          row.push_back(cell((*masses)[index_of(p)] * tonnes_of_kilogram, 3));
      row.push_back(cell(one.cost, 1.0, 0));
      row.push_back(cell(one.lost_hours, 1));
      table.rows.push_back(std::move(row));
    }
  return {table_block(std::move(table))};
}

Blocks fairness(const Material& material, const Comparisons& comparisons) {
  Blocks blocks;
  auto curve = lorenz_table(material, comparisons);
  if (!curve.rows.empty()) blocks.push_back(figure("lorenz", std::move(curve)));
  blocks.push_back(table_block(fairness_table(
      material, comparisons, "fairness_grade", {"Burden by grade", "按绩效等级的负担"}, {"grade", "绩效等级"},
      [](const scenarios::Enterprise& one) { return one.grade; }, grade_words)));
  blocks.push_back(table_block(fairness_table(
      material, comparisons, "fairness_town", {"Burden by township", "按乡镇的负担"}, {"township", "乡镇"},
      [](const scenarios::Enterprise& one) { return one.region; },
      [&](const std::string& id) { return region_words(material.engine, id); })));
  return blocks;
}

Blocks implementation(const Material& material, const Comparisons& comparisons) {
  io::ReportTable table;
  table.id = "implementation";
  table.title = {"Enterprises in the list, by grade", "清单企业数（按绩效等级）"};
  table.source = "measures.csv";
  table.note = {
      "In the list: enterprises that a measure of the plan acts on. Compliance is the scenario's "
      "assumption, not an inspection.",
      "清单内：方案中有措施作用的企业。执行率为情景假定，非检查结果。"};
  table.columns = {{"plan", "方案"},
                   {"measure", "措施"},
                   {"in the list", "清单内企业"},
                   {"A or leading", "A级、引领性"},
                   {"B", "B级"},
                   {"C", "C级"},
                   {"D, not leading or ungraded", "D级、非引领性、未评级"},
                   {"compliance assumed", "假定执行率"},
                   {"checked", "检查企业"},
                   {"not compliant", "未落实企业"}};
  for (const auto& comparison : comparisons)
    for (const auto& row : added_measures(material.measures, comparison)) {
      if (row.enterprises.empty()) continue;
      std::array<int, 4> grades{};
      for (const int e : row.enterprises) {
        const auto& grade = material.engine.inputs.inventory.enterprises[static_cast<std::size_t>(e)].grade;
        ++grades[grade == "A" || grade == "leading" ? 0 : grade.starts_with("B") ? 1 : grade == "C" ? 2 : 3];
      }
      std::vector<io::ReportCell> cells{cell(material.member(row.member)), cell(row.label),
                                        cell(static_cast<double>(row.enterprises.size()), 0)};
      for (const int count : grades) cells.push_back(cell(count, 0));
      cells.push_back(cell(row.compliance, 2));
      cells.insert(cells.end(), 2, cell(Label{"not provided", "未提供"}));
      table.rows.push_back(std::move(cells));
    }
  return {table_block(std::move(table)),
          absent({"Enterprises checked and not compliant, by level", "检查企业数、未落实企业数（按级别）"},
                 {"inspection records of the warning", "预警期间的检查记录"}),
          absent({"CEMS check: emission in the warning against before", "在线监控核查：在线排放较预警前变化"},
                 {"hourly CEMS series of the enterprises in the list", "清单企业在线监控小时数据"}),
          absent({"Power use check", "用电核查"},
                 {"daily power use of the enterprises in the list, by meter", "清单企业分表日用电量"}),
          absent({"Building sites and heavy trucks: orders and checks", "工地停工、重型货车管控落实情况"},
                 {"site lists and gate records", "工地清单与门禁记录"})};
}

}  // namespace lantian::run
