#include "run/dustfall_results.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "io/csv_text.hpp"
#include "run/number_text.hpp"

namespace lantian::run {
namespace {

using io::ReportCell;
using scenarios::Label;

double evaluated_seconds(const Engine& engine, const Simulated& simulated) {
  const auto& time = engine.inputs.file.contents.time;
  const double all = static_cast<double>(simulated.record.hours.size()) * model::seconds_per_hour;
  return std::max(0.0, all - time.spinup);
}

std::string without_window(const Engine& engine) {
  for (const auto& member : engine.members)
    if (member.exclude == scenarios::Exclusion::window && member.outside.empty()) return member.id;
  return "";
}

std::vector<double> of_member(const std::vector<double>& mass, std::size_t member, std::size_t members) {
  std::vector<double> one;
  for (std::size_t n = member; n < mass.size(); n += members) one.push_back(mass[n]);
  return one;
}

Label name_of(const Engine& engine, const std::string& township) {
  for (const auto& region : engine.inputs.inventory.regions)
    if (region.id == township) return region.label;
  return {"whole county", "全县"};
}

}  // namespace

std::vector<scenarios::DustfallOfTownship> dustfall_of(const Engine& engine, const Simulated& simulated) {
  const double seconds = evaluated_seconds(engine, simulated);
  if (seconds <= 0.0) return {};
  const auto& county = engine.inputs.file.contents.inventory.county;
  const auto grounds = scenarios::township_grounds(engine.grid, engine.inputs.inventory, county);
  const auto& fallen = simulated.record.dustfall;
  const std::size_t members = engine.members.size();
  std::vector<scenarios::FallenMass> masses;
  for (std::size_t m = 0; m < members; ++m)
    masses.push_back(
        {engine.members[m].id, of_member(fallen.all, m, members), of_member(fallen.above_ten, m, members)});
  return scenarios::dustfall_of_townships(engine.grid, grounds, masses, without_window(engine), seconds);
}

std::string dustfall_csv(const Engine& engine, const std::vector<scenarios::DustfallOfTownship>& dustfall) {
  const auto& background = engine.inputs.file.contents.background;
  std::string text =
      "township,member,increment [t/km2/month],increment_is,modelled [t/km2/month],modelled_above_10um "
      "[t/km2/month],background [t/km2/month],background_source\n";
  for (const auto& one : dustfall) {
    text += io::csv_cell(one.township) + ',' + io::csv_cell(one.member) + ',' +
            significant(one.increment, 4) +
            (one.against_no_emission ? ",against_" + io::csv_cell(without_window(engine)) : ",above_10um");
    for (const double value : {one.all, one.above_ten, background.dustfall})
      text += ',' + significant(value, 4);
    text += ',' + io::csv_cell(background.dustfall_source) + '\n';
  }
  return text;
}

io::ReportTable dustfall_table(const Engine& engine,
                               const std::vector<scenarios::DustfallOfTownship>& dustfall) {
  const auto& background = engine.inputs.file.contents.background;
  io::ReportTable table;
  table.id = "dustfall";
  table.title = {"Dustfall, t/(km²·30 d)", "降尘量，t/(km²·30 d)"};
  const bool differs = !dustfall.empty() && dustfall.front().against_no_emission;
  const Label increment =
      differs ? Label{"The increment is what the emissions of the window add: all particles, dry and in rain, "
                      "against the member without them.",
                      "增量为窗口内排放所致（全部颗粒物，干湿沉降之和），即与窗口零排放情景之差。"}
              : Label{"The increment is all that falls above 10 µm, dry and in rain: no member leaves the "
                      "window's emissions out, and the air that flows in brings nothing of that size.",
                      "增量为10 µm以上颗粒的全部干湿沉降：本次计算没有窗口零排放情景，而流入空气不含该粒径颗粒。"};
  const Label stated{
      " The background is stated, not modelled, and not added" +
          (background.dustfall_source.empty() ? std::string(".") : ": " + background.dustfall_source + "."),
      "背景值为给定值，未经模拟，也不与增量相加" + (background.dustfall_source.empty()
                                                        ? std::string("。")
                                                        : "：" + background.dustfall_source + "。")};
  table.note = {increment.en + stated.en, increment.zh + stated.zh};
  table.columns = {{"place", "地点"},
                   {"member", "情景"},
                   {"modelled increment", "模拟增量"},
                   {"of that above 10 µm", "其中 10 µm 以上"},
                   {"stated background", "给定背景"}};
  const std::string none = without_window(engine);
  for (const auto& one : dustfall) {
    if (one.member == none) continue;
    Label member{one.member, one.member};
    for (const auto& known : engine.members)
      if (known.id == one.member) member = known.label;
    table.rows.push_back(
        {{name_of(engine, one.township)},
         {member},
         {one.increment, 2},
         {one.above_ten, 2},
         {background.dustfall > 0.0 ? background.dustfall : std::numeric_limits<double>::quiet_NaN(), 1}});
  }
  return table;
}

std::optional<io::MemberField> dustfall_field(const Engine& engine, const Simulated& simulated) {
  const double seconds = evaluated_seconds(engine, simulated);
  if (seconds <= 0.0) return std::nullopt;
  io::MemberField field{"dustfall",
                        "dustfall of all particles, dry and in rain, mean of the evaluated hours",
                        "kg m-2 s-1",
                        "dry mass; times 2.592e9 it is t/(km2 30 d), the unit of GB/T 15265",
                        {}};
  for (std::size_t m = 0; m < engine.members.size(); ++m)
    for (const double mass : of_member(simulated.record.dustfall.all, m, engine.members.size()))
      field.values.push_back(mass / (engine.grid.cell_area() * seconds));
  return field;
}

}  // namespace lantian::run
