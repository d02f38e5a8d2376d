#include "run/appraisal_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "io/csv_text.hpp"
#include "io/data_folder.hpp"
#include "io/health_table.hpp"
#include "run/report_cells.hpp"
#include "scenarios/evaluate/plan_checks.hpp"
#include "scenarios/explain/allowances.hpp"

namespace lantian::run {
namespace {

using io::ReportCell;
using io::ReportTable;
using scenarios::Label;

constexpr double micrograms = micrograms_of_kilogram;
constexpr double none = no_number;

std::string hour_words(const Engine& engine, model::UtcSeconds time) {
  return run::hour_words(engine.inputs.file.contents.time.clock(), time);
}

void add_range(std::vector<ReportCell>& cells, const scenarios::DeltaRange& range, double scale, int digits,
               double least) {
  cells.push_back(cell(range.is_estimated() ? range.low * scale : none, digits));
  cells.push_back(cell(range.is_estimated() ? range.high * scale : none, digits));
  cells.push_back(cell(verdict_words(range, least)));
}

/// Halves of a person do not matter.
std::string whole(double number) { return std::to_string(std::llround(number)); }

Label spell_words(const std::string& spell) {
  if (spell == "stagnant") return {"stagnant hours", "静稳时段"};
  if (spell == "windy") return {"windy hours", "有风时段"};
  return {spell, spell};
}

ReportTable exposure_table(const Engine& engine, const scenarios::Appraisal& appraisal,
                           const Uncertainty& uncertainty) {
  ReportTable table;
  table.id = "exposure";
  table.title = {"What people breathe", "人群暴露"};
  table.note = {
      "Daily means of the county's townships weighted by their people, over the days that all have; "
      "person-days above the class 2 limit.",
      "全县各乡镇日均值按人口加权，取各乡镇均有效之日；并列超过二级标准的人·天数。"};
  table.columns = {{"plan", "方案"},
                   {"against", "对照"},
                   {"quantity", "指标"},
                   {"people", "人口"},
                   {"days", "天数"},
                   {"before µg/m³", "前 µg/m³"},
                   {"change µg/m³", "变化 µg/m³"},
                   {"low", "低"},
                   {"high", "高"},
                   {"verdict", "判断"},
                   {"limit µg/m³", "标准 µg/m³"},
                   {"person-days above", "超标人·天"}};
  for (const auto& e : appraisal.exposures) {
    const auto range = uncertainty.range(scenarios::name_of(e), e.member, e.against, e.pollutant, e.change());
    std::vector<ReportCell> row{cell(member_words(engine, e.member)),
                                cell(member_words(engine, e.against)),
                                cell(e.pollutant + " " + e.average),
                                cell(e.population, 0),
                                cell(e.days, 0),
                                cell(e.before * micrograms, 1),
                                cell(e.change() * micrograms, 2)};
    add_range(row, range, micrograms, 2, scenarios::half_a_published_step);
    row.push_back(cell(e.limit * micrograms, 0));
    row.push_back(cell(whole(e.person_days_above_before) + " → " + whole(e.person_days_above_after)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Label earlier_words(const scenarios::Clearing& c) {
  if (c.hours_before == 0) return {"never reached", "未达到"};
  if (c.hours_after == 0) return {"no longer reached", "不再达到"};
  if (const auto hours = c.hours_earlier())
    return {std::to_string(*hours) + " h", std::to_string(*hours) + " h"};
  return {"not cleared in the run", "期内未降至该值以下"};
}

ReportTable peaks_table(const Engine& engine, const scenarios::Appraisal& appraisal,
                        const Uncertainty& uncertainty) {
  ReportTable table;
  table.id = "peaks";
  table.title = {"What is clipped off the peak of hourly PM2.5, and how much earlier the air clears",
                 "PM2.5小时峰值削减，以及提前降至各水平以下的小时数"};
  table.note = {"Earlier: by how many hours the last hour at or above 150, 115, 75 µg/m³ comes sooner.",
                "提前：最后一个不低于150、115、75 µg/m³的小时提前出现的小时数。"};
  table.columns = {{"plan", "方案"},
                   {"against", "对照"},
                   {"place", "点位"},
                   {"peak at", "峰值时刻"},
                   {"before", "前"},
                   {"after", "后"},
                   {"clipped µg/m³", "削减 µg/m³"},
                   {"low", "低"},
                   {"high", "高"},
                   {"verdict", "判断"},
                   {"earlier < 150", "提前 <150"},
                   {"< 115", "<115"},
                   {"< 75", "<75"}};
  for (const auto& p : appraisal.peaks) {
    auto range = uncertainty.range(scenarios::name_of(p), p.member, p.against, p.pollutant, -p.clipped());
    std::swap(range.low, range.high);  // what is clipped is less by what the change is more
    range.low = -range.low, range.high = -range.high, range.change = p.clipped();
    std::vector<ReportCell> row{cell(member_words(engine, p.member)), cell(member_words(engine, p.against)),
                                cell(place_words(engine, p.place)),   cell(hour_words(engine, p.hour_before)),
                                cell(p.before * micrograms, 1),       cell(p.after * micrograms, 1),
                                cell(p.clipped() * micrograms, 2)};
    add_range(row, range, micrograms, 2, scenarios::half_a_published_step);
    for (const auto& clearing : p.clearings) row.push_back(cell(earlier_words(clearing)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

ReportTable days_table(const Engine& engine, const scenarios::Appraisal& appraisal) {
  ReportTable table;
  table.id = "avoided_days";
  table.title = {"Days by category of the index, before and after", "各空气质量级别天数（前后对照）"};
  table.note = {
      "Under the scheme in force on each day. The county's mean takes the mean of its monitors first.",
      "按各日现行标准；全县平均先取各站平均再算指数。"};
  table.columns = {
      {"plan", "方案"}, {"against", "对照"}, {"place", "点位"}, {"scheme", "标准"}, {"days", "天数"}};
  if (appraisal.avoided.empty()) return table;
  for (const auto& category : appraisal.avoided.front().categories) table.columns.push_back(category.label);
  table.columns.push_back({"avoided above 100", "减少超标天"});
  table.columns.push_back({"avoided above 200", "减少重污染天"});
  for (const auto& a : appraisal.avoided) {
    std::vector<ReportCell> row{cell(member_words(engine, a.member)), cell(member_words(engine, a.against)),
                                cell(place_words(engine, a.place)), cell(a.scheme), cell(a.days, 0)};
    for (const auto& category : a.categories)
      row.push_back(cell(std::to_string(category.before) + "→" + std::to_string(category.after)));
    row.resize(5 + appraisal.avoided.front().categories.size(), cell(std::string("–")));
    row.push_back(cell(a.avoided_above(100), 0));
    row.push_back(cell(a.avoided_above(200), 0));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Label response_words(const std::string& id) {
  io::Diagnostics unused;  // read without a mistake when the appraisal was made
  for (const auto& one :
       io::read_health_table(io::data_folder() / "standards" / "health.toml", unused).short_term)
    if (one.id == id) return one.label;
  return {id, id};
}

ReportTable deaths_table(const Engine& engine, const scenarios::Appraisal& appraisal) {
  ReportTable table;
  table.id = "avoided_deaths";
  table.title = {"Deaths avoided in the episode, short-term functions",
                 "过程期间避免的死亡（短期暴露反应函数）"};
  table.note = {
      "All ages, the county's people, the evaluated days alone; low and high are the interval of the "
      "function. Two functions of a pollutant are two answers, not a sum. Long-term functions are refused "
      "for less than 90 days and never added to these.",
      "全县全部人口，仅评估期内各日；低、高为函数的置信区间。同一污染物的两个函数是两种答案，不相加。"
      "不足90天不使用长期函数，亦不与短期结果相加。"};
  table.columns = {{"plan", "方案"},
                   {"against", "对照"},
                   {"function", "函数"},
                   {"days", "天数"},
                   {"deaths avoided", "避免死亡"},
                   {"low", "低"},
                   {"high", "高"}};
  for (const auto& d : appraisal.deaths)
    table.rows.push_back({cell(member_words(engine, d.member)), cell(member_words(engine, d.against)),
                          cell(response_words(d.response)), cell(d.days, 0), cell(d.central, 4),
                          cell(std::min(d.low, d.high), 4), cell(std::max(d.low, d.high), 4)});
  return table;
}

ReportTable cost_table(const Engine& engine, const scenarios::Appraisal& appraisal) {
  ReportTable table;
  table.id = "cost";
  table.title = {"Cost, and cost per microgram of the people's mean PM2.5",
                 "成本与每降低1 µg/m³人口加权PM2.5的成本"};
  table.columns = {{"plan", "方案"},         {"against", "对照"}, {"currency", "货币"},
                   {"price year", "价格年"}, {"total", "合计"},   {"per µg/m³", "每 µg/m³"}};
  for (const auto& cost : appraisal.costs) {
    double per = none;
    for (const auto& e : appraisal.exposures)
      if (e.member == cost.member && e.against == cost.against && e.pollutant == "PM2p5")
        per = scenarios::cost_per_microgram(cost, e.change()).value_or(none);
    table.rows.push_back({cell(member_words(engine, cost.member)), cell(member_words(engine, cost.against)),
                          cell(cost.currency), cell(std::to_string(cost.price_year)), cell(cost.total, 0),
                          cell(per, 0)});
  }
  return table;
}

Label doubt_words(scenarios::Doubt doubt) {
  constexpr std::array en{"inventory x 2, / 2", "background x 1.2, / 1.2", "least diffusivity x 3, / 3",
                          "compliance + 0.15, - 0.15"};
  constexpr std::array zh{"清单 ×2、÷2", "背景 ×1.2、÷1.2", "最小扩散系数 ×3、÷3", "执行率 ±0.15"};
  const auto n = static_cast<std::size_t>(doubt);
  return {en[n], zh[n]};
}

Label method_words(scenarios::RangeMethod method) {
  constexpr std::array en{"not estimated", "linear estimate", "model run again"};
  constexpr std::array zh{"未估计", "线性估计", "模式重算"};
  const auto n = static_cast<std::size_t>(method);
  return {en[n], zh[n]};
}

/// What the ranges are made of, for the county's mean PM2.5 of each spell and the people's mean.
ReportTable ranges_table(const Engine& engine, const scenarios::Evaluation& evaluation,
                         const scenarios::Appraisal& appraisal, const Uncertainty& uncertainty) {
  ReportTable table;
  table.id = "ranges";
  table.title = {"Ranges: the change of PM2.5 at both ends of what is least known, µg/m³",
                 "不确定性：各因素取端值时PM2.5的变化，µg/m³"};
  table.note = {
      "Linear estimate: the change goes with the mass that is cut; right for primary parts, a guess for "
      "secondary ones. Background and mixing need the model again: lantian run --uncertainty.",
      "线性估计：变化与减排量成比例；一次组分成立，二次组分仅为估计。背景与扩散须模式重算：lantian run "
      "--uncertainty。"};
  table.columns = {{"plan", "方案"},  {"against", "对照"}, {"what", "指标"}, {"change", "变化"},
                   {"doubt", "因素"}, {"method", "方法"},  {"low", "低"},    {"high", "高"}};
  const auto add = [&](const std::string& member, const std::string& against, const Label& what,
                       const scenarios::DeltaRange& range) {
    for (const auto& doubt : range.doubts) {
      const bool known = doubt.method != scenarios::RangeMethod::not_estimated;
      table.rows.push_back({cell(member_words(engine, member)), cell(member_words(engine, against)),
                            cell(what), cell(range.change * micrograms, 2), cell(doubt_words(doubt.doubt)),
                            cell(method_words(doubt.method)), cell(known ? doubt.low * micrograms : none, 2),
                            cell(known ? doubt.high * micrograms : none, 2)});
    }
  };
  for (const auto& e : appraisal.exposures)
    if (e.pollutant == "PM2p5")
      add(e.member, e.against, {"people's mean", "人口加权平均"},
          uncertainty.range(scenarios::name_of(e), e.member, e.against, e.pollutant, e.change()));
  for (const auto& e : evaluation.effects)
    if (e.place == scenarios::county_mean && e.pollutant == "PM2p5" && !e.spell.empty())
      add(e.member, e.against,
          {"county mean, " + spell_words(e.spell).en, "全县平均，" + spell_words(e.spell).zh},
          uncertainty.range(scenarios::name_of(e), e.member, e.against, e.pollutant, e.change()));
  return table;
}

ReportTable allowances_table(const Engine& engine) {
  ReportTable table;
  table.id = "allowances";
  table.title = {"What takes no source or no hour, with the author's reason",
                 "未选中任何源或未生效的规则，及作者所述原因"};
  table.columns = {{"member", "情景"}, {"rule", "规则"}, {"what", "情况"}, {"reason", "原因"}};
  const auto& members = engine.inputs.file.contents.members;
  for (std::size_t m = 0; m < members.size(); ++m) {
    const bool runs = std::any_of(engine.members.begin(), engine.members.end(),
                                  [&](const RunMember& one) { return one.id == members[m].id; });
    if (!runs || members[m].scenarios.empty()) continue;
    const auto scenarios = io::scenarios_of_member(engine.inputs, m);
    for (const auto& one : scenarios::allowances(scenarios, engine.inputs.inventory,
                                                 io::surroundings_of_member(engine.inputs, m))) {
      using Kind = scenarios::Allowance::Kind;
      const Label what = one.kind == Kind::empty_selection ? Label{"selection is empty", "选择集为空"}
                         : one.kind == Kind::measure_without_source
                             ? Label{"measure takes no source", "措施未选中任何源"}
                             : Label{"measure is idle in this run", "措施在本次时段内不生效"};
      table.rows.push_back({cell(members[m].label), cell(one.id), cell(what), cell(one.reason)});
    }
  }
  return table;
}

ReportTable checks_table(const Engine& engine, const scenarios::Evaluation& evaluation) {
  ReportTable table;
  table.id = "checks";
  table.title = {"What the scenarios' authors ask of their plans", "情景自带的检查"};
  table.note = {"Shares of what the county's people emit without any plan.",
                "份额均以无任何方案时全县人为排放为分母。"};
  table.columns = {{"member", "情景"}, {"check", "检查"}, {"of", "对象"},       {"asked", "要求"},
                   {"found", "实际"},  {"unit", "单位"},  {"holds", "是否满足"}};
  const auto& members = engine.inputs.file.contents.members;
  for (std::size_t m = 0; m < members.size(); ++m) {
    const auto runs = std::find_if(engine.members.begin(), engine.members.end(),
                                   [&](const RunMember& one) { return one.id == members[m].id; });
    if (runs == engine.members.end() || members[m].scenarios.empty()) continue;
    const auto scenarios = io::scenarios_of_member(engine.inputs, m);
    auto verdicts = scenarios::check_emission(scenarios, *runs->plan, engine.inputs.inventory,
                                              io::surroundings_of_member(engine.inputs, m));
    for (auto& one : scenarios::check_ozone(scenarios, members[m].id, evaluation.effects))
      verdicts.push_back(std::move(one));
    for (const auto& one : verdicts) {
      const bool is_ozone = one.kind == scenarios::CheckKind::o3_guard;
      const Label kind = is_ozone ? Label{"rise of MDA8 at most", "臭氧8小时升幅不超过"}
                         : one.kind == scenarios::CheckKind::mass
                             ? Label{"total changes by at most", "总量变化不超过"}
                             : Label{"society's emission down by at least", "全社会减排不低于"};
      const double scale = is_ozone ? micrograms : 100.0;
      table.rows.push_back(
          {cell(members[m].label), cell(kind),
           cell(is_ozone ? "O3"
                         : std::string(scenarios::pollutant_names[static_cast<std::size_t>(*one.pollutant)])),
           cell(one.asked * scale, 1), cell(one.found * scale, 2), cell(is_ozone ? "µg/m³" : "%"),
           cell(one.holds ? Label{"yes", "是"} : Label{"no", "否"})});
    }
  }
  return table;
}

/// Method that made the range's outermost ends: the most that any doubt had.
std::string method_of(const scenarios::DeltaRange& range) {
  auto most = scenarios::RangeMethod::not_estimated;
  for (const auto& doubt : range.doubts) most = std::max(most, doubt.method);
  return scenarios::range_method_names[static_cast<std::size_t>(most)];
}

}  // namespace

Label verdict_words(const scenarios::DeltaRange& range, double least) {
  if (range.is_below_resolution(least)) return {"below resolution", "低于可分辨水平"};
  return range.is_estimated() ? Label{"sign holds", "方向可靠"} : Label{"not estimated", "未估计"};
}

std::vector<ReportTable> appraisal_tables(const Engine& engine, const scenarios::Evaluation& evaluation,
                                          const scenarios::Appraisal& appraisal,
                                          const Uncertainty& uncertainty) {
  std::vector<ReportTable> tables{exposure_table(engine, appraisal, uncertainty),
                                  peaks_table(engine, appraisal, uncertainty),
                                  days_table(engine, appraisal),
                                  deaths_table(engine, appraisal),
                                  cost_table(engine, appraisal),
                                  ranges_table(engine, evaluation, appraisal, uncertainty),
                                  checks_table(engine, evaluation),
                                  allowances_table(engine)};
  std::erase_if(tables, [](const ReportTable& table) { return table.rows.empty(); });
  return tables;
}

std::string appraisal_csv(const Engine& engine, const scenarios::Evaluation& evaluation,
                          const scenarios::Appraisal& appraisal, const Uncertainty& uncertainty) {
  std::string csv =
      "member,against,what,place,quantity,when,unit,before,after,change,low,high,range_by,verdict\n";
  const auto add = [&](const std::string& member, const std::string& against, const std::string& what,
                       const std::string& place, const std::string& quantity, const std::string& when,
                       const std::string& unit, double scale, double before, double after,
                       const scenarios::DeltaRange& range, double least) {
    csv += io::csv_cell(member) + ',' + io::csv_cell(against) + ',' + what + ',' + io::csv_cell(place) + ',' +
           quantity + ',' + when + ',' + unit + ',' + number(before * scale) + ',' + number(after * scale) +
           ',' + number((after - before) * scale) + ',';
    csv += range.is_estimated() ? number(range.low * scale) + ',' + number(range.high * scale)
                                : std::string(",");
    csv += ',' + method_of(range) + ',' +
           (range.is_below_resolution(least) ? "below_resolution"
            : range.is_estimated()           ? "sign_holds"
                                             : "not_estimated") +
           '\n';
  };
  const auto clock = engine.inputs.file.contents.time.clock();
  for (const auto& e : evaluation.effects)
    add(e.member, e.against, "concentration", e.place, e.pollutant + " " + e.average,
        e.local_day ? hour_words(engine, clock.midnight(*e.local_day)).substr(0, 10) : e.spell, "ug/m3",
        micrograms, e.before, e.after,
        uncertainty.range(scenarios::name_of(e), e.member, e.against, e.pollutant, e.change()),
        scenarios::half_a_published_step);
  for (const auto& p : appraisal.peaks)
    add(p.member, p.against, "peak", p.place, p.pollutant + " 1h", hour_words(engine, p.hour_before), "ug/m3",
        micrograms, p.before, p.after,
        uncertainty.range(scenarios::name_of(p), p.member, p.against, p.pollutant, -p.clipped()),
        scenarios::half_a_published_step);
  for (const auto& e : appraisal.exposures)
    add(e.member, e.against, "exposure", "people", e.pollutant + " " + e.average, "run", "ug/m3", micrograms,
        e.before, e.after,
        uncertainty.range(scenarios::name_of(e), e.member, e.against, e.pollutant, e.change()),
        scenarios::half_a_published_step);
  for (const auto& d : appraisal.deaths)  // the interval is that of the function
    csv += io::csv_cell(d.member) + ',' + io::csv_cell(d.against) + ",deaths,people," + d.response +
           ",run,1,,," + number(-d.central) + ',' + number(-std::max(d.low, d.high)) + ',' +
           number(-std::min(d.low, d.high)) + ",function,\n";
  for (const auto& a : appraisal.avoided)
    for (const int above : {100, 200})
      csv += io::csv_cell(a.member) + ',' + io::csv_cell(a.against) + ",days_above_" + std::to_string(above) +
             ',' + io::csv_cell(a.place) + ",AQI," + a.scheme + ",d,,," +
             std::to_string(-a.avoided_above(above)) + ",,,,\n";
  return csv;
}

}  // namespace lantian::run
