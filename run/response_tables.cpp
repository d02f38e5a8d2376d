#include "run/response_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "io/csv_text.hpp"
#include "run/county_air.hpp"
#include "run/emission_ledgers.hpp"
#include "run/report_cells.hpp"
#include "run/results.hpp"
#include "scenarios/evaluate/society_reduction.hpp"

namespace lantian::run {
namespace {

using scenarios::Pollutant;

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr Pollutant named_by_rule[] = {Pollutant::SO2, Pollutant::NOx, Pollutant::PM10, Pollutant::VOC};
constexpr double micrograms = 1e9;  // per kg m-3

double share(double part, double whole) { return whole > 0.0 ? part / whole : 0.0; }

void add_lines(const std::string& id, const std::vector<scenarios::SocietyReduction>& rows,
               const scenarios::Standards& standards, std::vector<SocietyRow>& lines) {
  std::vector<std::string> levels;
  for (const auto& row : rows)
    if (levels.empty() || levels.back() != row.level) levels.push_back(row.level);
  for (const auto& level : levels) {
    std::optional<double> required;
    for (const auto& one : standards.reductions)
      if (one.level == level) required = one.share;
    double traded_planned = 0.0, traded_kept = 0.0;
    for (const auto pollutant : named_by_rule) {
      const auto p = static_cast<std::size_t>(pollutant);
      double base = 0.0, planned = 0.0, kept = 0.0;
      const std::string name(scenarios::pollutant_names[p]);
      for (const auto& row : rows) {
        if (row.level != level) continue;
        base += row.base[p], planned += row.planned[p], kept += row.kept[p];
        lines.push_back({id, level,
                         std::string(scenarios::source_group_names[static_cast<std::size_t>(row.group)]),
                         name, row.base[p] / 1e3, row.planned[p] / 1e3, row.kept[p] / 1e3,
                         share(row.planned[p], row.base[p]), share(row.kept[p], row.base[p]), std::nullopt});
      }
      lines.push_back({id, level, "all", name, base / 1e3, planned / 1e3, kept / 1e3, share(planned, base),
                       share(kept, base), required});
      if (pollutant == Pollutant::SO2 || pollutant == Pollutant::NOx)
        traded_planned += share(planned, base), traded_kept += share(kept, base);
    }
    if (required)
      lines.push_back(
          {id, level, "all", "SO2+NOx", none, none, none, traded_planned, traded_kept, 2.0 * *required});
  }
}

io::ReportCell words(const std::string& en, const std::string& zh) { return {scenarios::Label{en, zh}, 1}; }

/// A member's air over the evaluated hours, ug m-3.
struct Figures {
  double mean = none, peak = none, nitrogen_dioxide = none, ozone = none;
};

Figures figures_of(const Engine& engine, const std::vector<scenarios::MonitorSeries>& series,
                   const std::string& member) {
  auto own = series;
  std::erase_if(own, [&](const auto& one) { return one.member != member; });
  const auto air = mean_air(own, speaking_for_county(engine.inputs.monitors));
  const auto spinup =
      static_cast<std::size_t>(engine.inputs.file.contents.time.spinup / model::seconds_per_hour);
  const auto over = [&](const char* name, auto fold) {
    const auto found = air.find(name);
    if (found == air.end() || found->second.values.size() <= spinup) return none;
    return fold(std::vector<double>(found->second.values.begin() + static_cast<std::ptrdiff_t>(spinup),
                                    found->second.values.end())) *
           micrograms;
  };
  const auto mean = [](const std::vector<double>& v) {
    double sum = 0.0;
    for (const double one : v) sum += one;
    return sum / static_cast<double>(v.size());
  };
  const auto peak = [](const std::vector<double>& v) { return *std::max_element(v.begin(), v.end()); };
  const auto eight = [&](const std::vector<double>& v) {
    double most = 0.0;
    for (std::size_t h = 0; h + 8 <= v.size(); ++h)
      most = std::max(most, mean({v.begin() + static_cast<std::ptrdiff_t>(h),
                                  v.begin() + static_cast<std::ptrdiff_t>(h) + 8}));
    return most;
  };
  return {over("PM2p5", mean), over("PM2p5", peak), over("NO2", mean), over("O3", eight)};
}

double percent(double before, double after) { return before > 0.0 ? 100.0 * (after / before - 1.0) : none; }

std::string society_csv(const std::vector<SocietyRow>& lines) {
  if (lines.empty()) return "";
  std::string text =
      "member,level,group,pollutant,base [t/d],planned [t/d],kept [t/d],planned_share,kept_share,required,"
      "holds\n";
  for (const auto& l : lines)
    text += io::csv_cell(l.member) + ',' + io::csv_cell(l.level) + ',' + l.group + ',' + l.pollutant + ',' +
            number(l.base) + ',' + number(l.planned) + ',' + number(l.kept) + ',' + number(l.planned_share) +
            ',' + number(l.kept_share) + ',' +
            (l.required ? number(*l.required) + (*l.holds() ? ",yes" : ",no") : ",") + '\n';
  return text;
}

io::ReportTable society_table(const io::CaseInputs& inputs, const std::vector<SocietyRow>& lines) {
  io::ReportTable table;
  table.id = "society_reduction";
  table.source = "society_reduction.csv";
  table.title = {"What each warning level takes of the whole society's emission",
                 "各级响应的全社会减排量核算"};
  table.note = {
      "Each level in force throughout, orange with yellow's measures and so on. Base: what the county "
      "emits a day with all other rules in force; lines that those have stopped are in neither number. SO2 "
      "and NOx may be traded: their shares together reach twice what each must.",
      "各级别单独全程执行（橙色含黄色措施，依此类推）。基数：其他规则生效时全县日排放；"
      "已停产生产线既不计入分子也不计入分母。SO2 与 NOx 可互换：两者比例之和达到单项要求的两倍。"};
  table.columns = {{"plan", "方案"},
                   {"level", "级别"},
                   {"sources", "源类"},
                   {"pollutant", "污染物"},
                   {"base t/d", "基数 t/d"},
                   {"planned t/d", "计划 t/d"},
                   {"with compliance t/d", "计入执行率 t/d"},
                   {"planned %", "计划 %"},
                   {"with compliance %", "计入执行率 %"},
                   {"required %", "要求 %"},
                   {"held", "达到"}};
  for (const auto& l : lines) {
    const auto group = group_words(l.group);
    const auto& members = inputs.file.contents.members;
    const auto member =
        std::find_if(members.begin(), members.end(), [&](const auto& one) { return one.id == l.member; });
    table.rows.push_back({{member->label, 1},
                          {level_words(l.level), 1},
                          {group, 1},
                          words(pollutant_words(l.pollutant), pollutant_words(l.pollutant)),
                          {l.base, 3},
                          {l.planned, 3},
                          {l.kept, 3},
                          {100.0 * l.planned_share, 1},
                          {100.0 * l.kept_share, 1},
                          {l.required ? 100.0 * *l.required : none, 0},
                          {verdict_of(l), 1}});
  }
  return table;
}

std::string members_csv(const Engine& engine, const std::vector<Figures>& figures) {
  std::string text =
      "member,PM2p5_mean [ug/m3],change [ug/m3],change [%],PM2p5_peak [ug/m3],change [ug/m3],change [%],"
      "NO2_mean [ug/m3],change [%],O3_8h_max [ug/m3],change [ug/m3]\n";
  const Figures& first = figures.front();
  for (std::size_t m = 0; m < figures.size(); ++m) {
    const auto& member = engine.members[m];
    const Figures& f = figures[m];
    text += io::csv_cell(member.id);
    for (const double one :
         {f.mean, f.mean - first.mean, percent(first.mean, f.mean), f.peak, f.peak - first.peak,
          percent(first.peak, f.peak), f.nitrogen_dioxide,
          percent(first.nitrogen_dioxide, f.nitrogen_dioxide), f.ozone, f.ozone - first.ozone})
      text += ',' + number(one);
    text += '\n';
  }
  return text;
}

io::ReportTable members_table(const Engine& engine, const std::vector<Figures>& figures) {
  io::ReportTable table;
  table.id = "members";
  table.source = "members.csv";
  table.title = {"Every member beside the baseline, mean of the county's control stations",
                 "各情景与基准对照（县控站点平均）"};
  table.note = {
      "Over the evaluated hours; of the stations that speak for the county and call its warnings (control "
      "stations; where there are none, its townships'). \"County mean\" elsewhere is over both kinds. Members with another share of the air from outside are not plans of the "
      "county: they say what a joint response of the region would add.",
      "评估时段内；取代表本县并触发预警的县控站点（无县控站点时取乡镇站点），其他表中的“全县平均”为县控与乡镇站点合计。流入空气按比例变化的情景不是本县方案，只说明区域联防联控的作用。"};
  table.columns = {{"member", "情景"},
                   {"PM2.5 mean µg/m³", "PM2.5均值 µg/m³"},
                   {"change", "变化"},
                   {"%", "%"},
                   {"PM2.5 peak", "PM2.5峰值"},
                   {"change", "变化"},
                   {"%", "%"},
                   {"NO2 %", "NO2 %"},
                   {"O3 8 h max change", "O3最大8小时变化"}};
  const Figures& first = figures.front();
  for (std::size_t m = 0; m < figures.size(); ++m) {
    const auto& member = engine.members[m];
    const Figures& f = figures[m];
    table.rows.push_back({{member.label, 1},
                          {f.mean, 1},
                          {f.mean - first.mean, 2},
                          {percent(first.mean, f.mean), 2},
                          {f.peak, 1},
                          {f.peak - first.peak, 2},
                          {percent(first.peak, f.peak), 2},
                          {percent(first.nitrogen_dioxide, f.nitrogen_dioxide), 2},
                          {f.ozone - first.ozone, 2}});
  }
  return table;
}

}  // namespace

std::optional<bool> SocietyRow::holds() const {
  if (!required) return std::nullopt;
  return kept_share >= *required;
}

scenarios::Label verdict_of(const SocietyRow& row) {
  if (!row.holds()) return {"–", "–"};
  return *row.holds() ? scenarios::Label{"reached", "达到"} : scenarios::Label{"not reached", "未达到"};
}

/// Of members whose plans are still to come nothing is said.
std::vector<SocietyRow> society_rows(const io::CaseInputs& inputs) {
  const auto standards = shipped_standards();
  const auto comparisons = case_comparisons(inputs);
  const auto& members = inputs.file.contents.members;
  std::vector<SocietyRow> lines;
  for (const auto& one : comparisons)
    for (std::size_t m = 0; m < members.size(); ++m)
      if (members[m].id == one.member && inputs.awaited[m].empty())
        add_lines(members[m].id,
                  scenarios::society_reductions(io::scenarios_of_member(inputs, m), inputs.inventory,
                                                io::surroundings_of_member(inputs, m)),
                  standards, lines);
  return lines;
}

ResponseTable society_reduction(const io::CaseInputs& inputs, const std::vector<SocietyRow>& rows) {
  return {society_csv(rows), society_table(inputs, rows)};
}

ResponseTable members_air(const Engine& engine, const std::vector<scenarios::MonitorSeries>& series) {
  std::vector<Figures> figures;
  for (const auto& member : engine.members) figures.push_back(figures_of(engine, series, member.id));
  return {members_csv(engine, figures), members_table(engine, figures)};
}

}  // namespace lantian::run
