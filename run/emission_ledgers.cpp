#include "run/emission_ledgers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "io/csv_text.hpp"
#include "io/data_folder.hpp"
#include "io/local_time.hpp"
#include "io/messages.hpp"
#include "io/standards.hpp"
#include "run/report_cells.hpp"
#include "scenarios/evaluate/comparisons.hpp"

namespace lantian::run {
namespace {

using scenarios::Label;
using scenarios::LedgerBy;
using scenarios::Pollutant;

constexpr double kilograms_per_tonne = 1e3;

scenarios::Period evaluated(const io::CaseInputs& inputs) {
  const auto& time = inputs.file.contents.time;
  return {time.start + static_cast<model::UtcSeconds>(time.spinup), time.end};
}

scenarios::EmissionMember member_of(const io::CaseInputs& inputs, const std::string& id) {
  return {&inputs.plans[place_of(inputs, id)], scenarios::Exclusion::none};
}

Label heading_words(LedgerBy by) {
  constexpr std::array<Label (*)(), 7> words{
      [] { return Label{"total", "合计"}; },       [] { return Label{"sector", "部门"}; },
      [] { return Label{"category", "类别"}; },    [] { return Label{"grade", "绩效等级"}; },
      [] { return Label{"town", "乡镇"}; },        [] { return Label{"industry", "行业"}; },
      [] { return Label{"source group", "源类"}; }};
  return words[static_cast<std::size_t>(by)]();
}

Label key_words(const io::CaseInputs& inputs, LedgerBy by, const std::string& key) {
  if (by == LedgerBy::total) return {"all people's sources", "全部人为源"};
  if (by == LedgerBy::town)
    for (const auto& region : inputs.inventory.regions)
      if (region.id == key) return region.label;
  if (key == "no_enterprise") return {"no enterprise", "非企业源"};
  if (by == LedgerBy::grade) return grade_words(key == "ungraded" ? "" : key);
  if (by == LedgerBy::industry) return industry_words(key);
  if (by == LedgerBy::group) return group_words(key);
  if (by == LedgerBy::sector) return sector_words(key);
  return {key, key};
}

/// Only what the plan changes, and the totals.
bool is_changed(const scenarios::EmissionLedgerRow& row) {
  return row.by == LedgerBy::total || row.before != row.after;
}

std::string scope_rows(const io::CaseInputs& inputs, const PlanLedger& plan,
                       const std::vector<scenarios::EmissionLedger>& ledgers) {
  std::string text;
  const auto& clock = inputs.around.clock;
  for (const auto& ledger : ledgers) {
    const std::string period =
        ledger.local_day ? io::local_time_text(clock.midnight(*ledger.local_day), clock.offset).substr(0, 10)
                         : "run";
    for (const auto& row : ledger.rows) {
      text += io::csv_cell(plan.member) + ',' + io::csv_cell(plan.against) + ',' + period + ',' +
              (ledger.county_only ? "county" : "all") + ',' +
              scenarios::ledger_by_names[static_cast<std::size_t>(row.by)] + ',' + io::csv_cell(row.key);
      for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
        // twelve digits: the totals of a heading close to the account's own rounding
        text += ',' + significant(row.before[p] / kilograms_per_tonne, 12) + ',' +
                significant(row.after[p] / kilograms_per_tonne, 12);
      text += '\n';
    }
  }
  return text;
}

}  // namespace

std::vector<scenarios::Comparison> case_comparisons(const io::CaseInputs& inputs) {
  io::Diagnostics diagnostics;
  const auto standards = io::read_standards(io::data_folder() / "standards", diagnostics);
  diagnostics.throw_if_any();
  std::vector<scenarios::ComparedMember> members;
  const auto& all = inputs.file.contents.members;
  for (std::size_t m = 0; m < all.size(); ++m)
    members.push_back({all[m].id, all[m].scenarios, all[m].exclude != scenarios::Exclude::nothing,
                       &inputs.plans[m], !all[m].outside.empty()});
  return scenarios::comparisons(members, evaluated(inputs), standards);
}

std::vector<PlanLedger> plan_ledgers(const io::CaseInputs& inputs,
                                     const std::vector<scenarios::Comparison>& comparisons) {
  std::vector<PlanLedger> found;
  for (const auto& c : comparisons) {
    const auto of = [&](bool county_only) {
      return scenarios::emission_ledgers(inputs.inventory, inputs.around.clock, member_of(inputs, c.against),
                                         member_of(inputs, c.member), evaluated(inputs), county_only);
    };
    found.push_back({c.member, c.against, of(true), of(false)});
  }
  return found;
}

std::string emission_ledger_csv(const io::CaseInputs& inputs, const std::vector<PlanLedger>& ledgers) {
  std::string text = "member,against,period,scope,by,key";
  for (const auto name : scenarios::pollutant_names)
    text += "," + std::string(name) + " before [t]," + std::string(name) + " after [t]";
  text += '\n';
  for (const auto& plan : ledgers)
    text += scope_rows(inputs, plan, plan.county) + scope_rows(inputs, plan, plan.all);
  return text;
}

std::string emission_ledger_text(const io::CaseInputs& inputs, const std::vector<PlanLedger>& ledgers) {
  const bool zh = io::language() == io::Language::zh;
  const auto pick = [&](const Label& label) { return zh ? label.zh : label.en; };
  std::string text;
  for (const auto& plan : ledgers) {
    text += zh ? "全县人为源，t：" + plan.member + " 对照 " + plan.against + "（之前 > 之后，削减比例）\n"
               : "county, people's sources, t: " + plan.member + " against " + plan.against +
                     " (before > after, cut)\n";
    for (const auto& row : plan.county.front().rows) {
      if (row.by == LedgerBy::category || !is_changed(row)) continue;
      text += "  " + pick(heading_words(row.by)) + "  " + pick(key_words(inputs, row.by, row.key));
      for (const auto pollutant : shown_pollutants) {
        const auto p = static_cast<std::size_t>(pollutant);
        if (row.before[p] == 0.0 && row.after[p] == 0.0) continue;
        text += "  " + std::string(scenarios::pollutant_names[p]) + " " +
                in_digits(row.before[p] / kilograms_per_tonne, 3) + " > " +
                in_digits(row.after[p] / kilograms_per_tonne, 3);
        if (row.before[p] > 0.0)
          text += " (" + in_digits(100.0 * (row.before[p] - row.after[p]) / row.before[p], 1) + "%)";
      }
      text += '\n';
    }
  }
  return text;
}

io::ReportTable emission_ledger_table(const io::CaseInputs& inputs, const std::vector<PlanLedger>& ledgers) {
  io::ReportTable table;
  table.id = "emission_ledger";
  table.title = {
      "Emission ledger of the county, t before and after, by sector, grade, town, industry and source group",
      "全县排放账（t，前后对照）：按部门、绩效等级、乡镇、行业、源类"};
  table.note = {
      "People's sources over the evaluated hours; rows and pollutants that a plan does not change are left "
      "out here. By full category, by day and for the whole window: emission_ledger.csv.",
      "评估期内的人为源；方案未改变的行与污染物此处略去。按完整类别、逐日及整个窗口见 emission_ledger.csv。"};
  table.columns = {{"plan", "方案"}, {"by", "分类"}, {"key", "项"}};
  for (const auto pollutant : shown_pollutants) {
    const std::string name(scenarios::pollutant_names[static_cast<std::size_t>(pollutant)]);
    table.columns.push_back({name, name});
  }
  for (const auto& plan : ledgers) {
    const Label label = inputs.file.contents.members[place_of(inputs, plan.member)].label;
    for (const auto& row : plan.county.front().rows) {
      if (row.by == LedgerBy::category || !is_changed(row)) continue;
      std::vector<io::ReportCell> cells{
          {label, 1}, {heading_words(row.by), 1}, {key_words(inputs, row.by, row.key), 1}};
      for (const auto pollutant : shown_pollutants) {
        const auto p = static_cast<std::size_t>(pollutant);
        const std::string text = in_digits(row.before[p] / kilograms_per_tonne, 2) + " → " +
                                 in_digits(row.after[p] / kilograms_per_tonne, 2);
        cells.push_back({row.before[p] == row.after[p] ? Label{"–", "–"} : Label{text, text}, 1});
      }
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

}  // namespace lantian::run
