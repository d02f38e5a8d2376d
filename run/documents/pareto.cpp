// What the plans of a run buy for the output that they cost, and which of them no other betters.
#include <algorithm>
#include <map>

#include "run/documents/sections.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;

struct Plan {
  std::string member;
  double lost_hours = 0.0;
  double change = 0.0;  // kg m-3 of PM2.5 against the baseline
};

/// Changes add up along the comparisons: each is of the same days.
std::optional<double> change_from_baseline(const Material& material, const std::string& member) {
  const auto& comparisons = material.question.comparisons;
  const auto& baseline = material.engine.members.front().id;
  double sum = 0.0;
  std::string at = member;
  for (std::size_t steps = 0; at != baseline; ++steps) {
    const auto found = std::find_if(comparisons.begin(), comparisons.end(),
                                    [&](const auto& one) { return one.member == at; });
    if (found == comparisons.end() || steps > comparisons.size()) return std::nullopt;
    const auto change = mean_change(material.evaluation, *found, "PM2p5", "24h");
    if (!change) return std::nullopt;
    sum += *change;
    at = found->against;
  }
  return sum;
}

std::vector<Plan> plans_of(const Material& material) {
  std::map<std::string, double> lost;
  for (const auto& row : material.measures) lost[row.member] += row.lost_hours;
  std::vector<Plan> plans;
  for (const auto& member : material.engine.members) {
    if (member.exclude != scenarios::Exclusion::none) continue;
    if (const auto change = change_from_baseline(material, member.id))
      plans.push_back({member.id, lost[member.id], *change});
  }
  return plans;
}

bool betters(const Plan& a, const Plan& b) {
  return a.lost_hours <= b.lost_hours && a.change <= b.change &&
         (a.lost_hours < b.lost_hours || a.change < b.change);
}

}  // namespace

Blocks pareto(const Material& material) {
  const auto plans = plans_of(material);
  if (plans.size() < 2)
    return {absent({"Effect for output lost", "效果与产量损失"},
                   {"whole evaluated days, and a member with a plan", "完整的评估日与含方案的情景"})};
  io::ReportTable table;
  table.id = "pareto";
  table.title = {"PM2.5 gained for output lost: which plan no other betters",
                 "损失生产小时与PM2.5改善：帕累托前沿"};
  table.source = "measures.csv, appraisal.csv";
  table.note = {
      "The plans of this run alone: the line joins those that no other betters in both; it is no optimum. "
      "Output: hours of full output lost over the run, all works of the window. Many plans at once: lantian "
      "sweep.",
      "仅含本次模拟的方案；连线为两项均不劣于其他方案者，并非最优解。损失：全程、"
      "窗口内全部企业的满负荷生产小时。多方案比较可用 lantian sweep。"};
  table.columns = {{"plan", "方案"},
                   {"output hours lost", "损失生产小时"},
                   {"ΔPM2.5 against the baseline µg/m³", "较基准 ΔPM2.5 µg/m³"},
                   {"µg/m³ per 100 h", "每100小时 µg/m³"},
                   {"bettered by none", "前沿"}};
  for (const auto& one : plans) {
    const bool is_front =
        std::none_of(plans.begin(), plans.end(), [&](const Plan& other) { return betters(other, one); });
    const double change = one.change * micrograms_of_kilogram;
    table.rows.push_back({cell(material.member(one.member)), cell(one.lost_hours, 1), cell(change, 3),
                          cell(one.lost_hours > 0.0 ? 100.0 * change / one.lost_hours : no_number, 4),
                          cell(is_front ? Label{"yes", "是"} : Label{"no", "否"})});
  }
  return {figure("pareto", std::move(table))};
}

}  // namespace lantian::run
