// 一厂一策: what each works of the county has to do under each level of the warning, sheet by sheet.
#include "run/documents/plants.hpp"

#include <array>

#include "io/csv_text.hpp"
#include "run/documents/sections.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;
using scenarios::Pollutant;

constexpr std::array shown{Pollutant::SO2, Pollutant::NOx, Pollutant::VOC, Pollutant::PM10};

Label duty_level(const std::string& level) {
  return level.empty() ? Label{"without a warning", "无预警"} : level_words(level);
}

}  // namespace

std::vector<PlantSheets> plant_sheets(const io::CaseInputs& inputs,
                                      const std::vector<scenarios::Comparison>& comparisons) {
  std::vector<PlantSheets> all;
  const auto& members = inputs.file.contents.members;
  for (const auto& one : comparisons)
    for (std::size_t m = 0; m < members.size(); ++m)
      if (members[m].id == one.member && inputs.awaited[m].empty())
        all.push_back(
            {one.member, scenarios::plant_duties(io::scenarios_of_member(inputs, m), inputs.inventory,
                                                 io::surroundings_of_member(inputs, m))});
  return all;
}

std::string plants_csv(const io::CaseInputs& inputs, const std::vector<PlantSheets>& sheets) {
  std::string text = "member,enterprise,level,measure,cost [currency/d],lost hours [h/d]";
  for (const auto name : scenarios::pollutant_names)
    text += "," + std::string(name) + " before [t/d]," + std::string(name) + " cut [t/d]";
  text += '\n';
  for (const auto& sheet : sheets)
    for (const auto& duty : sheet.duties) {
      const auto& enterprise = inputs.inventory.enterprises[static_cast<std::size_t>(duty.enterprise)];
      text += io::csv_cell(sheet.member) + ',' + io::csv_cell(enterprise.id) + ',' +
              io::csv_cell(duty.level) + ',' + io::csv_cell(duty.measure) + ',' +
              (duty.has_cost ? ten_digits(duty.cost) : "") + ',' + ten_digits(duty.lost_hours);
      for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
        text += ',' + ten_digits(duty.before[p] * tonnes_of_kilogram) + ',' +
                ten_digits(duty.cut[p] * tonnes_of_kilogram);
      text += '\n';
    }
  return text;
}

Blocks plant_list(const Material& material, const Comparisons& comparisons) {
  io::ReportTable table;
  table.id = "plants";
  table.title = {"One sheet a works: what it does at each level", "一厂一策：各企业各级别应执行的措施"};
  table.source = "plants.csv";
  table.note = {
      "Choose a works; the page prints the one that is chosen. Each level in force throughout, where the "
      "works keeps to it, per day; % of what the works emits without any rule. Rules that hold without a "
      "warning hold under each level too, with what the level's own measures leave to them. Not this run's "
      "cut, which the list of enterprises has: that starts with the warning, ramps, and is by the compliance "
      "assumed.",
      "请选择企业，打印所选企业。各级别全程执行且企业落实时的日均值；%为占该企业无任何管控时排放的比例。"
      "无预警时已生效的规则在各级别下同样生效，减排量按措施先后分摊。与企业清单中本次评估期的减排量不同："
      "后者自预警启动起算，含升降负荷，并按假定执行率折算。"};
  table.columns = {{"plan", "方案"},
                   {"works", "企业"},
                   {"industry", "行业"},
                   {"grade", "绩效等级"},
                   {"level", "级别"},
                   {"measure", "措施"},
                   {"cut SO2 kg/d", "减 SO2 kg/日"},
                   {"SO2 %", "SO2 %"},
                   {"cut NOx kg/d", "减 NOx kg/日"},
                   {"NOx %", "NOx %"},
                   {"cut VOCs kg/d", "减 VOCs kg/日"},
                   {"VOCs %", "VOCs %"},
                   {"cut PM10 kg/d", "减 PM10 kg/日"},
                   {"PM10 %", "PM10 %"},
                   {"output hours lost per day", "日损失生产小时"},
                   {"cost per day", "日成本"}};
  for (const auto& sheet : material.plants)
    for (const auto& duty : sheet.duties) {
      if (std::none_of(comparisons.begin(), comparisons.end(),
                       [&](const auto& one) { return one.member == sheet.member; }))
        continue;
      const auto& enterprise =
          material.engine.inputs.inventory.enterprises[static_cast<std::size_t>(duty.enterprise)];
      std::vector<io::ReportCell> row{cell(material.member(sheet.member)),
                                      cell(enterprise.label),
                                      cell(industry_words(enterprise.industry)),
                                      cell(grade_words(enterprise.grade)),
                                      cell(duty_level(duty.level)),
                                      cell(duty.label)};
      for (const auto p : shown) {
        row.push_back(cell(duty.cut[index_of(p)], 2));
        row.push_back(cell(duty.before[index_of(p)] > 0.0
                               ? 100.0 * duty.cut[index_of(p)] / duty.before[index_of(p)]
                               : no_number,
                           1));
      }
      row.push_back(cell(duty.lost_hours, 1));
      row.push_back(cell(duty.has_cost ? duty.cost : no_number, 0));
      table.rows.push_back(std::move(row));
    }
  if (table.rows.empty())
    return {absent({"One sheet a works", "一厂一策"},
                   {"measures of the plan that act on works of the county", "作用于本县企业的措施"})};
  return {table_block(std::move(table))};
}

}  // namespace lantian::run
