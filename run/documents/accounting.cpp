// What a plan cuts: society's categories against the legal line, and measures.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "run/documents/enterprise_rows.hpp"
#include "run/documents/sections.hpp"
#include "scenarios/evaluate/society_reduction.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;
using scenarios::Pollutant;

constexpr std::size_t group_count = scenarios::source_group_names.size();

struct Account {
  std::array<scenarios::PollutantMasses, group_count> before{}, after{};  // kg
};

Account account_of(const PlanLedger& ledger) {
  Account account;
  for (const auto& row : ledger.county.front().rows) {
    if (row.by != scenarios::LedgerBy::group) continue;
    const auto& names = scenarios::source_group_names;
    const auto s = static_cast<std::size_t>(std::find(names.begin(), names.end(), row.key) - names.begin());
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
      account.before[s][p] += row.before[p], account.after[s][p] += row.after[p];
  }
  return account;
}

void add_account(io::ReportTable& table, const Material& material, const scenarios::Comparison& comparison,
                 const PlanLedger& ledger) {
  const Account account = account_of(ledger);
  const double per_day = tonnes_of_kilogram / material.evaluated_days();
  for (const auto pollutant : shown_pollutants) {
    const std::size_t p = index_of(pollutant);
    double before = 0.0, after = 0.0;
    for (std::size_t s = 0; s < group_count; ++s)
      before += account.before[s][p], after += account.after[s][p];
    const auto add = [&](const Label& what, double was, double is) {
      table.rows.push_back({cell(material.member(comparison.member)), cell(pollutant_words(pollutant)),
                            cell(what), cell(was * per_day, 3), cell((was - is) * per_day, 3),
                            cell(Label{"not provided", "未提供"}),
                            cell(was > 0.0 ? 100.0 * (was - is) / was : no_number, 1),
                            cell(before > 0.0 ? 100.0 * (was - is) / before : no_number, 1)});
    };
    for (std::size_t s = 0; s < group_count; ++s)
      add(group_words(std::string(scenarios::source_group_names[s])), account.before[s][p],
          account.after[s][p]);
    add({"whole society", "全社会"}, before, after);
  }
}

/// The whole society's rows of the report's table of levels: what the rule is held against.
io::ReportTable legal_line(const Material& material, const Comparisons& comparisons) {
  io::ReportTable line;
  line.id = "legal_line";
  line.title = {"Cut of the whole society's emission against the legal line",
                "全社会减排比例与10%/20%/30%要求"};
  line.source = "society_reduction.csv";
  line.note = {
      "Each level in force throughout, against what operates without a warning, with the compliance that the "
      "scenario assumes. Yellow 10, orange 20, red 30 % of SO2, NOx, primary particles (PM10) and VOCs; SO2 "
      "and NOx may be traded where their shares together reach twice that.",
      "各级别全程执行，以无预警时的实际运行排放为基数，计入情景假定执行率。黄色10%、橙色20%、红色30%，分别对"
      "SO2、NOx、颗粒物（一次，PM10）、VOCs；SO2与NOx比例之和达到两倍时可互换。"};
  line.columns = {{"plan", "方案"},        {"level", "级别"},   {"called in this run", "本次启动"},
                  {"pollutant", "污染物"}, {"cut %", "减排 %"}, {"required %", "要求 %"},
                  {"verdict", "结论"}};
  for (const auto& comparison : comparisons)
    for (const auto& row : society_rows(material, {comparison}))
      line.rows.push_back({cell(material.member(row.member)), cell(level_words(row.level)),
                           cell(row.level == comparison.level ? Label{"called", "启动"} : Label{"–", "–"}),
                           cell(pollutant_words(row.pollutant)), cell(100.0 * row.kept_share, 1),
                           cell(row.required, 100.0, 0), cell(verdict_of(row))});
  return line;
}

/// The effect of a measure on air, where a member of the run adds it alone.
struct AloneEffect {
  double particles = no_number, ozone = no_number;  // kg m-3, county mean over the days
};
std::optional<AloneEffect> alone(const Material& material, const std::string& measure) {
  for (const auto& comparison : material.question.comparisons) {
    const auto added = added_measures(material.measures, comparison);
    if (added.size() != 1 || added.front().measure != measure) continue;
    AloneEffect effect;
    effect.particles = mean_change(material.evaluation, comparison, "PM2p5", "24h").value_or(no_number);
    effect.ozone = mean_change(material.evaluation, comparison, "O3", "mda8").value_or(no_number);
    return effect;
  }
  return std::nullopt;
}

std::string currency_of(const Material& material, const std::string& member) {
  for (const auto& cost : material.appraisal.costs)
    if (cost.member == member) return cost.currency + " " + std::to_string(cost.price_year);
  return "–";
}

io::ReportTable contributions_table(const Material& material, const Comparisons& comparisons) {
  io::ReportTable table;
  table.id = "measure_effects";
  table.title = {"What each measure cuts and costs", "分措施减排量与成本"};
  table.source = "measures.csv";
  table.note = {
      "Tonnes of the county in the evaluated hours; cost, hours and stops over the whole run; a dash: no "
      "cost is stated, which is not 0. Effect on air only where a member of the run adds the measure "
      "alone: it is never scaled from tonnes. `lantian measures CASE --study FILE` and options of one "
      "measure each make such members.",
      "减排量为评估期内全县合计；成本、小时数、停产次数为全程；成本标“–”者，措施未给出成本，并非为零。"
      "空气效果仅在有单独加入该措施的情景时给出，不按吨数折算；"
      "可用 lantian measures CASE --study FILE 或单措施情景得到。"};
  table.columns = {{"plan", "方案"}, {"measure", "措施"}, {"compliance assumed", "假定执行率"}};
  for (const auto p : shown_pollutants)
    table.columns.push_back({pollutant_words(p) + " t", pollutant_words(p) + " t"});
  for (const auto& column :
       {Label{"cost", "成本"}, Label{"currency", "币种"}, Label{"output hours lost", "损失生产小时"},
        Label{"enterprises", "企业数"}, Label{"ΔPM2.5 µg/m³", "ΔPM2.5 µg/m³"},
        Label{"ΔO3 MDA8 µg/m³", "ΔO3 8小时 µg/m³"}})
    table.columns.push_back(column);
  for (const auto& comparison : comparisons)
    for (const auto& row : added_measures(material.measures, comparison)) {
      std::vector<io::ReportCell> cells{cell(material.member(row.member)), cell(row.label),
                                        cell(row.compliance, 2)};
      for (const auto p : shown_pollutants)
        cells.push_back(cell(row.county[index_of(p)] * tonnes_of_kilogram, 3));
      cells.push_back(cell(row.cost, 1.0, 0));
      cells.push_back(cell(currency_of(material, row.member)));
      cells.push_back(cell(row.lost_hours, 1));
      cells.push_back(cell(static_cast<double>(row.enterprises.size()), 0));
      if (const auto effect = alone(material, row.measure)) {
        cells.push_back(cell(effect->particles * micrograms_of_kilogram, 2));
        cells.push_back(cell(effect->ozone * micrograms_of_kilogram, 2));
      } else {
        cells.insert(cells.end(), 2, cell(Label{"not run alone", "未单独模拟"}));
      }
      table.rows.push_back(std::move(cells));
    }
  return table;
}

/// From what is emitted before to what is left, measure by measure.
io::ReportTable waterfall_table(const Material& material, const scenarios::Comparison& comparison,
                                const PlanLedger& ledger) {
  io::ReportTable table;
  table.id = "waterfall_" + comparison.member;
  const Label plan = material.member(comparison.member);
  table.title = {"From before to after, measure by measure, t: " + plan.en,
                 "分措施减排瀑布图，t：" + plan.zh};
  table.source = "measures.csv";
  table.columns = {{"step", "步骤"}};
  for (const auto p : shown_pollutants) {
    table.columns.push_back({pollutant_words(p), pollutant_words(p)});
  }
  const auto add = [&](const Label& label, const scenarios::PollutantMasses& masses, double sign) {
    std::vector<io::ReportCell> row{cell(label)};
    for (const auto p : shown_pollutants)
      row.push_back(cell(sign * masses[index_of(p)] * tonnes_of_kilogram, 3));
    table.rows.push_back(std::move(row));
  };
  const auto& total = ledger.county.front().rows.front();
  add({"before", "实施前"}, total.before, 1.0);
  for (const auto& row : added_measures(material.measures, comparison)) {
    const bool acts = std::any_of(shown_pollutants.begin(), shown_pollutants.end(),
                                  [&](Pollutant p) { return row.county[index_of(p)] != 0.0; });
    if (acts) add(row.label, row.county, -1.0);
  }
  add({"after", "实施后"}, total.after, 1.0);
  return table;
}

}  // namespace

Blocks society_accounting(const Material& material, const Comparisons& comparisons) {
  io::ReportTable table;
  table.id = "society_accounting";
  table.title = {"What this run's hours emit and cut, by category, t per day",
                 "本次评估时段的排放与减排（按全社会源类，t/日）"};
  table.source = "emission_ledger.csv";
  table.note = {
      "Mean of the evaluated hours, those before the warning and while plants go down included: no level in "
      "force throughout, so not what the legal line asks, which is the table above. The base is the plan's "
      "that this one is held against. Actual cuts need measured emissions.",
      "评估时段平均，含预警启动前及降负荷时段，并非某一级别全程执行，故不用于判定10%/20%/30%要求（见上表）。"
      "基数为对照方案。实际减排量需实测排放数据。"};
  table.columns = {{"plan", "方案"},
                   {"pollutant", "污染物"},
                   {"category", "源类"},
                   {"base t/d", "基数 t/日"},
                   {"planned cut t/d", "计划减排 t/日"},
                   {"actual cut t/d", "实际减排 t/日"},
                   {"of the category %", "占本类 %"},
                   {"of the society %", "占全社会 %"}};
  for (const auto& comparison : comparisons) {
    const auto* ledger = material.ledger(comparison);
    if (ledger == nullptr || ledger->county.empty()) continue;
    add_account(table, material, comparison, *ledger);
  }
  Blocks blocks;
  if (auto line = legal_line(material, comparisons); !line.rows.empty())
    blocks.push_back(figure("threshold", std::move(line)));
  if (auto levels = table_of_plans(material, "society_reduction", comparisons); !levels.rows.empty())
    blocks.push_back(table_block(std::move(levels)));
  if (!table.rows.empty()) blocks.push_back(table_block(std::move(table)));
  blocks.push_back(absent({"Actual reduction (from measured emissions)", "实际减排量（由实测排放核算）"},
                          {"CEMS series and power use of the enterprises before and in the warning",
                           "预警前后企业在线监控与用电数据"}));
  return blocks;
}

Blocks measure_contributions(const Material& material, const Comparisons& comparisons) {
  Blocks blocks;
  for (const auto& comparison : comparisons)
    if (const auto* ledger = material.ledger(comparison); ledger != nullptr && !ledger->county.empty())
      blocks.push_back(figure("waterfall", waterfall_table(material, comparison, *ledger)));
  blocks.push_back(table_block(contributions_table(material, comparisons)));
  auto cost = table_of_plans(material, "cost", comparisons);
  if (!cost.rows.empty())
    blocks.push_back(table_block(std::move(cost)));
  else
    blocks.push_back(absent({"Cost-effectiveness", "成本效益"},
                            {"`cost` of the measures in the scenario, or figures in costs.csv",
                             "在情景措施中填写 cost，或在 costs.csv 中给出数值"}));
  return blocks;
}

}  // namespace lantian::run
