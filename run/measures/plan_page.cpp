// The plan as a Markdown page, Chinese with English labels: what `docs/` keeps of it.
#include <fmt/format.h>

#include "io/local_time.hpp"
#include "run/measures/plan_words.hpp"
#include "run/report_cells.hpp"
#include "scenarios/policy/plan_text.hpp"

namespace lantian::run {

namespace {

using scenarios::Pollutant;
using scenarios::pollutant_names;

constexpr std::size_t most_traced = 20;  // sources on the page; --json has all

std::string both(const scenarios::Label& label) {
  return plain_cell(label.zh) + "<br>" + plain_cell(label.en);
}

void add_pollutants(std::vector<std::string>& cells) {
  for (const auto pollutant : plan_pollutants) cells.push_back(pollutant_words(pollutant));
}

std::string items_table(const PlanAssessment& assessment) {
  std::vector<std::string> columns{"序号 No.", "任务 Item", "类 Class", "操作 Operation"};
  add_pollutants(columns);
  columns.insert(columns.end(), {"来源 Source", "说明 Note"});
  std::string text = head_row(columns);
  const auto& items = assessment.folder.plan.items;
  for (std::size_t n = 0; n < items.size(); ++n) {
    const auto figures = figures_of(assessment, n);
    std::vector<std::string> cells{items[n].number, both(items[n].title), items[n].item_class,
                                   both(items[n].operation)};
    for (const auto pollutant : plan_pollutants) {
      const auto p = static_cast<std::size_t>(pollutant);
      const auto& of = figures.county;
      cells.push_back(figures.kind == ItemFigures::Kind::not_quantified ? "未量化"
                      : figures.kind == ItemFigures::Kind::prevents
                          ? "避免 avoided " + tonnes_range(of[0][p], of[1][p], of[2][p])
                          : tonnes_range(of[0][p], of[1][p], of[2][p]));
    }
    const std::string sources = number_sources(items[n]);
    cells.push_back(plain_cell(sources.empty() ? "Seed" : sources));
    cells.push_back(items[n].reason.zh.empty() ? "" : both(items[n].reason));
    text += table_row(cells);
  }
  return text;
}

std::string facts_table(const PlanAssessment& assessment) {
  std::string text =
      head_row({"序号 No.", "数量与日期 Quantity or date", "值 Value", "单位 Unit", "时限 By"});
  for (const auto& item : assessment.folder.plan.items)
    for (const auto& fact : item.facts)
      text += table_row({item.number, both(fact.what), fact.value ? scenarios::exact_text(*fact.value) : "",
                         fact.unit, fact.by});
  return text;
}

std::string shares_cell(const scenarios::ItemShares& of, std::size_t p) {
  if (of.first_in[p] == 0.0 && of.shapley[p] == 0.0) return "–";
  return tonnes(of.first_in[p]) + " / " + tonnes(of.last_in[p]) + " / " + tonnes(of.in_order[p]) + " / " +
         tonnes(of.shapley[p]);
}

std::string interaction_table(const PlanAssessment& assessment) {
  std::vector<std::string> columns{"步骤 Step", "序号 No.", "任务 Item"};
  add_pollutants(columns);
  std::string text = head_row(columns);
  const auto& county = assessment.effects[1].county;
  scenarios::ItemShares sum;
  for (std::size_t place = 0; place < assessment.order.size(); ++place) {
    const auto& item = assessment.folder.plan.items[assessment.order[place]];
    std::vector<std::string> cells{std::string(scenarios::plan_steps[static_cast<std::size_t>(item.step)]),
                                   item.number, plain_cell(item.title.zh)};
    for (const auto pollutant : plan_pollutants) {
      const auto p = static_cast<std::size_t>(pollutant);
      const auto& of = county.items[place];
      cells.push_back(shares_cell(of, p));
      sum.first_in[p] += of.first_in[p];
      sum.last_in[p] += of.last_in[p];
      sum.in_order[p] += of.in_order[p];
      sum.shapley[p] += of.shapley[p];
    }
    text += table_row(cells);
  }
  std::vector<std::string> cells{"", "", "合计 Sum"}, joint{"", "", "全部措施 All together"};
  for (const auto pollutant : plan_pollutants) {
    const auto p = static_cast<std::size_t>(pollutant);
    cells.push_back(shares_cell(sum, p));
    joint.push_back(tonnes(county.joint[p]));
  }
  return text + table_row(cells) + table_row(joint);
}

std::string whole_table(const PlanAssessment& assessment) {
  std::vector<std::string> columns{"t"};
  add_pollutants(columns);
  std::string text = head_row(columns);
  const auto& effects = assessment.effects;
  std::vector<std::string> base{"方案前 Without the plan"}, cut{"削减 Cut"}, share{"占比 Share %"},
      all{"其中含窗口内县外 Cut in the whole window"};
  for (const auto pollutant : plan_pollutants) {
    const auto p = static_cast<std::size_t>(pollutant);
    base.push_back(tonnes(effects[1].county.base[p]));
    cut.push_back(
        tonnes_range(effects[0].county.joint[p], effects[1].county.joint[p], effects[2].county.joint[p]));
    share.push_back(fmt::format("{:.1f}", 100.0 * effects[1].county.joint[p] / effects[1].county.base[p]));
    all.push_back(tonnes_range(effects[0].all.joint[p], effects[1].all.joint[p], effects[2].all.joint[p]));
  }
  return text + table_row(base) + table_row(cut) + table_row(share) + table_row(all);
}

std::string traced_tables(const PlanAssessment& assessment, const io::CaseInputs& inputs) {
  std::string text;
  for (std::size_t n = 0; n < assessment.traced.size(); ++n) {
    if (assessment.traced[n].empty()) continue;
    const auto& item = assessment.folder.plan.items[n];
    const auto p = static_cast<std::size_t>(item.trace->pollutant);
    text += fmt::format("\n## 第{}条:{}溯源 Item {}: {} traced\n\n", item.number, pollutant_names[p],
                        item.number, pollutant_names[p]);
    text +=
        "站点周边最大的源(按清单质量,不含气象;贡献由逐组清零的模拟得到) Largest sources around the stations by mass and place; their part at a station comes from runs without one group each (`lantian measures CASE --trace FILE`, then `lantian run CASE --study FILE`)."
        "\n\n";
    text += head_row(
        {"源 Source", "行业 Industry", "t/a", "最近站点 Nearest station", "距离 km", "方位 Bearing °"});
    for (std::size_t k = 0; k < std::min(most_traced, assessment.traced[n].size()); ++k) {
      const auto& one = assessment.traced[n][k];
      const auto& source = inputs.inventory.sources[static_cast<std::size_t>(one.source)];
      text += table_row({plain_cell(source.id), plain_cell(source.industry), tonnes(one.mass),
                         plain_cell(one.station), fmt::format("{:.1f}", one.distance / 1000.0),
                         fmt::format("{:.0f}", one.bearing)});
    }
  }
  return text;
}

}  // namespace

std::string plan_page(const PlanAssessment& assessment, const io::CaseInputs& inputs) {
  const auto& plan = assessment.folder.plan;
  const auto offset = inputs.file.contents.time.plan_clock().offset;
  const auto day = [&](model::UtcSeconds time) { return io::local_time_text(time, offset).substr(0, 10); };
  std::string text = "# " + plan.label.zh + " · " + plan.label.en + "\n\n";
  text += "<!-- generated by `lantian measures CASE --page FILE`, do not edit -->\n\n";
  if (inputs.file.contents.synthetic)
    text +=
        "**合成算例,不是清单也不是评估。SYNTHETIC: neither an inventory nor an assessment of the "
        "place.**\n\n";
  text += plan.basis.zh + " · " + plan.basis.en + "\n\n";
  text += fmt::format(
      "全县,{} 至 {},全部要求到位后的一年;t,中(低–高)。"
      "County, {} to {}, a year in which all that is asked for is in force; t, central (low–high).\n\n",
      day(plan.period.start), day(plan.period.end), day(plan.period.start), day(plan.period.end));
  text +=
      "类 Class: D 直接作用 acts on sources that there are; C 需要企业属性 needs attributes of works; P 预防增长 prevents growth (never taken from the base); E 执行与数据 compliance or data; X 行政 administrative. 来源 Source: Seed 方案原文 the plan's text; K-H, K-M, K-L 一般知识,高、"
      "中、低可信 general knowledge; C 计算 computed; F 公开数据 a public data set; case 算例 the case.\n\n";
  text += "## 清单 Items\n\n" + items_table(assessment);
  text += "\n## 全部措施 The whole plan\n\n" + whole_table(assessment);
  text +=
      "\n## 重叠与归因 Overlap and attribution\n\n"
      "单独 / 最后加入 / 按步骤依次 / Shapley(按源精确) · alone / last in / in the order of steps / Shapley, exact by source; Shapley and the order sum to all together."
      "\n\n" +
      interaction_table(assessment);
  text += traced_tables(assessment, inputs);
  text += air_page(assessment);
  text += "\n## 方案原文的数量与日期 Quantities and dates of the text\n\n" + facts_table(assessment);
  return text;
}

}  // namespace lantian::run
