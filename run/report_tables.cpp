#include "run/report_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "io/local_time.hpp"
#include "run/appraisal_tables.hpp"
#include "run/documents/weather_hours.hpp"
#include "run/version.hpp"

namespace lantian::run {
namespace {

using io::ReportCell;
using io::ReportTable;
using scenarios::Label;

ReportCell text(std::string both) { return {Label{both, both}}; }
ReportCell text(Label label) { return {std::move(label)}; }
ReportCell value(double number, int digits) { return {number, digits}; }
ReportCell value(const std::optional<double>& number, double scale, int digits) {
  return {number ? *number * scale : std::numeric_limits<double>::quiet_NaN(), digits};
}

struct Shown {
  const char* quantity;
  const char* unit;
  double scale;  // from kg m-3
  int digits;
};
constexpr std::array shown{Shown{"PM2p5", "µg/m³", 1e9, 1},     Shown{"PM10", "µg/m³", 1e9, 1},
                           Shown{"TSP", "µg/m³", 1e9, 1},       Shown{"O3", "µg/m³", 1e9, 1},
                           Shown{"NO2", "µg/m³", 1e9, 1},       Shown{"SO2", "µg/m³", 1e9, 1},
                           Shown{"CO", "mg/m³", 1e6, 2},        Shown{"NO3_PM2p5", "µg/m³", 1e9, 1},
                           Shown{"SO4_PM2p5", "µg/m³", 1e9, 1}, Shown{"NH4_PM2p5", "µg/m³", 1e9, 1},
                           Shown{"NH3", "µg/m³", 1e9, 1}};

class Names {
 public:
  explicit Names(const Engine& engine) : engine_(engine) {}
  Label member(const std::string& id) const {
    for (const auto& one : engine_.members)
      if (one.id == id) return one.label;
    return {id, id};
  }
  Label place(const std::string& id) const {
    if (id == scenarios::county_mean) return {"county mean", "全县平均"};
    for (const auto& one : engine_.inputs.monitors)
      if (one.id == id) return one.label;
    return {id, id};
  }
  std::string day(std::int64_t local_day) const {
    const auto clock = engine_.inputs.file.contents.time.clock();
    return local_date_text(clock, clock.midnight(local_day));
  }

 private:
  const Engine& engine_;
};

ReportTable effects_table(const scenarios::Evaluation& evaluation, const Uncertainty& uncertainty,
                          const Names& names) {
  ReportTable table;
  table.id = "effects";
  table.title = {"What each plan changes, beside the local share and the ceiling",
                 "各方案的效果，与本地贡献及上限并列"};
  table.note = {
      "24-h PM2.5 and O3 MDA8. Local: without people's emissions in the window. Ceiling: without the "
      "county's emissions. A plan of the county cannot do more than the ceiling. Low and high: the change "
      "at the ends of what is least known, one at a time (table Ranges). Below resolution: smaller than "
      "0.5 µg/m³, half the step that monitors publish, or of uncertain sign.",
      "PM2.5 为24小时均值，O3 为日最大8小时均值。本地：窗口内无人为排放之差；上限：全县零排放之差。"
      "县域方案的效果不可能超过上限。低、高：各不确定因素逐一取端值时的变化（见“不确定性”表）。"
      "低于可分辨水平：小于监测发布步长的一半（0.5 µg/m³），或方向不定。"};
  table.columns = {{"plan", "方案"},
                   {"against", "对照"},
                   {"place", "点位"},
                   {"quantity", "指标"},
                   {"day or spell", "日期或时段"},
                   {"before", "前"},
                   {"change µg/m³", "变化 µg/m³"},
                   {"low", "低"},
                   {"high", "高"},
                   {"verdict", "判断"},
                   {"change %", "变化 %"},
                   {"local µg/m³", "本地 µg/m³"},
                   {"ceiling µg/m³", "上限 µg/m³"}};
  for (const auto& e : evaluation.effects) {
    const bool daily =
        (e.pollutant == "PM2p5" && e.average == "24h") || (e.pollutant == "O3" && e.average == "mda8");
    const bool spell = e.pollutant == "PM2p5" && !e.spell.empty();
    if (!daily && !spell) continue;
    const auto range = uncertainty.range(scenarios::name_of(e), e.member, e.against, e.pollutant, e.change());
    const double none = std::numeric_limits<double>::quiet_NaN();
    table.rows.push_back({text(names.member(e.member)), text(names.member(e.against)),
                          text(names.place(e.place)), text(e.pollutant + " " + e.average),
                          text(e.local_day ? names.day(*e.local_day) : e.spell), value(e.before * 1e9, 1),
                          value(e.change() * 1e9, 2), value(range.is_estimated() ? range.low * 1e9 : none, 2),
                          value(range.is_estimated() ? range.high * 1e9 : none, 2),
                          text(verdict_words(range, scenarios::half_a_published_step)),
                          value(e.relative(), 100.0, 2), value(e.local, 1e9, 1), value(e.ceiling, 1e9, 2)});
  }
  return table;
}

ReportTable emissions_table(const scenarios::Evaluation& evaluation, const Names& names) {
  ReportTable table;
  table.id = "emissions";
  table.title = {"County emissions in the evaluated days", "评估期全县排放"};
  table.columns = {{"plan", "方案"},     {"against", "对照"}, {"pollutant", "污染物"},
                   {"before t", "前 t"}, {"after t", "后 t"}, {"cut %", "减排 %"}};
  for (const auto& e : evaluation.emissions) {
    constexpr double tonne = 1e-3;
    table.rows.push_back({text(names.member(e.member)), text(names.member(e.against)), text(e.pollutant),
                          value(e.before * tonne, 2), value(e.after * tonne, 2), value(e.share * 100.0, 1)});
  }
  return table;
}

ReportTable index_table(const scenarios::Evaluation& evaluation, const Names& names) {
  ReportTable table;
  table.id = "index";
  table.title = {"Air quality index by day (HJ 633)", "日空气质量指数（HJ 633）"};
  table.columns = {{"place", "点位"},  {"day", "日期"}, {"scheme", "标准"},
                   {"member", "情景"}, {"AQI", "AQI"},  {"primary", "首要污染物"}};
  for (const auto& i : evaluation.indices) {
    std::string primary;
    for (const auto& one : i.index.primary) primary += (primary.empty() ? "" : ", ") + one;
    table.rows.push_back(
        {text(names.place(i.monitor)), text(names.day(i.local_day)), text(i.scheme),
         text(names.member(i.member)),
         value(i.index.value ? static_cast<double>(*i.index.value) : std::numeric_limits<double>::quiet_NaN(),
               0),
         text(primary)});
  }
  return table;
}

ReportTable ledger_table(const std::vector<LedgerRow>& ledger, const Names& names) {
  ReportTable table;
  table.id = "ledger";
  table.title = {"Mass ledger, t over the whole run", "质量账，全程合计，t"};
  table.note = {"Every term is counted by its own process; the residual is what does not close.",
                "每一项由其过程各自累计；残差为未闭合部分。"};
  table.columns = {{"member", "情景"},
                   {"species", "物种"},
                   {"initial", "初始"},
                   {"emitted", "排放"},
                   {"produced", "生成"},
                   {"in", "流入"},
                   {"clipped", "负值归零"},
                   {"lost", "消耗"},
                   {"out", "流出"},
                   {"deposited", "干沉降"},
                   {"washed out", "湿沉降"},
                   {"final", "终了"},
                   {"residual, 1e-6", "残差, 1e-6"}};
  static constexpr std::array kept{"O3",   "NO",   "NO2", "SO2", "CO",  "NH3", "HNO3", "ASO4",
                                   "ANO3", "ANH4", "AEC", "PMC", "PML", "PMG", "N",    "S"};
  for (const auto& row : ledger) {
    if (std::find(kept.begin(), kept.end(), row.species) == kept.end()) continue;
    std::vector<ReportCell> cells{text(names.member(row.member)), text(row.species)};
    for (const double kilograms : {row.initial, row.emitted, row.produced, row.flowed_in, row.clipped,
                                   row.lost, row.flowed_out, row.deposited, row.washed_out, row.final})
      cells.push_back(value(kilograms * 1e-3, 2));
    cells.push_back(value(row.relative_residual * 1e6, 3));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

ReportTable chemistry_table(const scenarios::Evaluation& evaluation, const Names& names) {
  ReportTable table;
  table.id = "chemistry";
  table.title = {"Signs of the chemistry", "化学特征"};
  table.note = {
      "Night ozone below upwind with equal Ox is titration by NO; nitrate over sulfate and the ammonia left.",
      "夜间 O3 低于上风向而 Ox 相当，即 NO 滴定；另列硝酸盐与硫酸盐之比和剩余气态氨。"};
  table.columns = {{"member", "情景"},
                   {"place", "点位"},
                   {"night O3 ppb", "夜间 O3 ppb"},
                   {"upwind O3 ppb", "上风向 O3 ppb"},
                   {"night Ox ppb", "夜间 Ox ppb"},
                   {"upwind Ox ppb", "上风向 Ox ppb"},
                   {"NO3/SO4", "NO3/SO4"},
                   {"least NH3 µg/m³", "NH3 最低 µg/m³"}};
  for (const auto& t : evaluation.titration) {
    const auto ratio =
        std::find_if(evaluation.nitrate_to_sulfate.begin(), evaluation.nitrate_to_sulfate.end(),
                     [&](const auto& r) { return r.place == t.place && r.member == t.member; });
    const bool have = ratio != evaluation.nitrate_to_sulfate.end();
    const double none = std::numeric_limits<double>::quiet_NaN();
    table.rows.push_back({text(names.member(t.member)), text(names.place(t.place)), value(t.ozone * 1e9, 1),
                          value(t.ozone_upwind * 1e9, 1), value(t.ox * 1e9, 1), value(t.ox_upwind * 1e9, 1),
                          value(have ? ratio->ratio : none, 2),
                          value(have ? ratio->least_ammonia * 1e9 : none, 2)});
  }
  return table;
}

void add_series(io::Report& report, const Engine& engine, const Simulated& simulated) {
  const auto& grid = engine.grid;
  const auto& record = simulated.record;
  const int spinup = report.spinup_hours;
  for (const auto& one : shown)
    for (std::size_t n = 0; n < simulated.quantities.size(); ++n) {
      if (simulated.quantities[n].name != one.quantity) continue;
      io::ReportSeries series{one.quantity, one.unit, one.digits, {}};
      io::ReportMap map{one.quantity, one.unit, one.digits, {}};
      for (std::size_t m = 0; m < engine.members.size(); ++m) {
        auto& monitors = series.values.emplace_back();
        for (const auto& monitor : engine.inputs.monitors) {
          const int i = static_cast<int>((monitor.place.x - grid.x_west) / grid.dx);
          const int j = static_cast<int>((monitor.place.y - grid.y_south) / grid.dx);
          auto& hours = monitors.emplace_back();
          for (const auto& hour : record.means[n])
            hours.push_back(hour[(m * grid.ny + j) * grid.nx + i] * one.scale);
        }
        std::vector<double> sum(grid.columns(), 0.0);
        for (std::size_t hour = spinup; hour < record.hours.size(); ++hour)
          for (std::size_t c = 0; c < grid.columns(); ++c)
            sum[c] += record.means[n][hour][m * grid.columns() + c];
        const double scale =
            one.scale / std::max<double>(1.0, static_cast<double>(record.hours.size()) - spinup);
        auto& mean = map.mean.emplace_back();
        for (const double total : sum) mean.push_back(static_cast<float>(total * scale));
      }
      report.series.push_back(std::move(series));
      report.maps.push_back(std::move(map));
    }
}

/// Quantities whose map can be seen hour by hour, so many frames as the page has room for.
void add_frames(io::Report& report, const Engine& engine, const Simulated& simulated) {
  constexpr std::array moving{"PM2p5", "O3"};
  const auto& record = simulated.record;
  const int hours = static_cast<int>(record.hours.size()) - report.spinup_hours;
  const std::size_t columns = engine.grid.columns(), members = engine.members.size();
  const double letters_an_hour = static_cast<double>(columns * members * moving.size()) * 2.0 * 4.0 / 3.0;
  const int stride =
      std::max(1, static_cast<int>(std::ceil(letters_an_hour * hours / io::most_frame_letters)));
  for (const auto& one : shown) {
    if (std::find(moving.begin(), moving.end(), std::string(one.quantity)) == moving.end()) continue;
    for (std::size_t n = 0; n < simulated.quantities.size(); ++n) {
      if (simulated.quantities[n].name != one.quantity) continue;
      io::ReportFrames frames{one.quantity, one.unit, one.digits, report.spinup_hours, stride, {}};
      frames.hours.resize(members);
      for (std::size_t m = 0; m < members; ++m)
        for (int hour = report.spinup_hours; hour < static_cast<int>(record.hours.size()); hour += stride) {
          const auto& means = record.means[n][static_cast<std::size_t>(hour)];
          auto& frame = frames.hours[m].emplace_back();
          for (std::size_t c = 0; c < columns; ++c)
            frame.push_back(static_cast<float>(means[m * columns + c] * one.scale));
        }
      report.frames.push_back(std::move(frames));
    }
  }
  if (!report.frames.empty()) report.wind = wind_barbs(engine, report.spinup_hours, stride);
}

}  // namespace

std::string local_date_text(model::LocalClock clock, model::UtcSeconds time) {
  return io::local_time_text(time, clock.offset).substr(0, 10);
}

io::Report report_of(const Engine& engine, const Simulated& simulated,
                     const std::vector<scenarios::MonitorSeries>&, const scenarios::Evaluation& evaluation,
                     const Uncertainty& uncertainty, const std::vector<LedgerRow>& ledger,
                     const std::map<std::string, std::string>& identity) {
  const auto& contents = engine.inputs.file.contents;
  const Names names(engine);
  io::Report report;
  report.case_id = contents.id;
  report.label = contents.label;
  report.synthetic = contents.synthetic;
  report.season = contents.season;
  report.variant = contents.variant;
  report.version = version();
  report.start = io::local_time_text(contents.time.start, contents.time.utc_offset);
  report.hours = static_cast<int>(simulated.record.hours.size());
  report.spinup_hours = static_cast<int>(contents.time.spinup / model::seconds_per_hour);
  report.provenance.assign(identity.begin(), identity.end());
  for (const auto& [member, hash] : simulated.field_hashes)
    report.provenance.emplace_back("fields of " + member, hash);
  for (const auto& m : engine.members)
    report.members.push_back({m.id, m.label, m.exclude == scenarios::Exclusion::none ? "" : "excluded"});
  for (const auto& m : engine.inputs.monitors)
    report.monitors.push_back({m.id, m.label,
                               std::string(scenarios::monitor_kind_names[static_cast<std::size_t>(m.kind)]),
                               m.place.x, m.place.y});
  report.grid = engine.grid;
  for (const auto& corner : engine.inputs.inventory.outline) report.outline.emplace_back(corner.x, corner.y);
  for (const auto& m : engine.members)
    for (const auto& spell : m.plan->warnings) {
      const auto hours = [&](model::UtcSeconds time) {
        return static_cast<double>(time - contents.time.start) / model::seconds_per_hour;
      };
      report.warnings.push_back({m.id, spell.level, hours(spell.start), hours(spell.end)});
    }
  add_series(report, engine, simulated);
  add_frames(report, engine, simulated);
  report.tables = {effects_table(evaluation, uncertainty, names), emissions_table(evaluation, names),
                   index_table(evaluation, names), chemistry_table(evaluation, names),
                   ledger_table(ledger, names)};
  return report;
}

}  // namespace lantian::run
