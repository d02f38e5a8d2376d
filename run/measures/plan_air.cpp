// The plan's effect on air: runs of its studies, as tables for people and for programs.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/messages.hpp"
#include "run/measures/plan_words.hpp"

namespace lantian::run {
namespace {

using scenarios::AirFigure;
using scenarios::Label;

constexpr double micrograms = 1e9;  // per kg m-3

const scenarios::PlanItem* traced_item(const scenarios::ActionPlan& plan) {
  const auto found =
      std::find_if(plan.items.begin(), plan.items.end(), [](const auto& item) { return item.trace; });
  return found == plan.items.end() ? nullptr : &*found;
}

}  // namespace

bool has_items(const PlanAssessment::Air& air) {
  return !air.plan.joint.empty() || std::any_of(air.plan.items.begin(), air.plan.items.end(),
                                                [](const auto& item) { return !item.first_in.empty(); });
}

std::string micrograms_text(double value) {
  const double rounded = std::round(value * micrograms * 1e3) / 1e3;
  return fmt::format("{:+.3f}", rounded == 0.0 ? 0.0 : rounded);
}

Label figure_words(const AirFigure& figure) {
  const std::string name = figure.pollutant == "PM2p5" ? "PM2.5" : figure.pollutant;
  const std::string average = figure.average == "mda8" ? "MDA8" : figure.average;
  if (figure.when == "stagnant") return {name + " stagnant hours", name + " 静稳时段"};
  if (figure.when == "windy") return {name + " windy hours", name + " 有风时段"};
  return {name + " " + average + " " + figure.when, name + " " + average + " " + figure.when};
}

namespace {

/// What the folder's run says of the plan and of its trace; nothing where it is no run of this case.
std::optional<PlanAssessment::Air> air_of(const scenarios::ActionPlan& plan, const io::CaseInputs& inputs,
                                          const std::filesystem::path& folder, io::Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.items().size();
  PlanAssessment::Air air{io::read_plan_air(folder, diagnostics), {}, {}};
  if (diagnostics.items().size() != before) return std::nullopt;
  if (const std::string id = inputs.file.contents.id; air.file.case_id != id) {
    diagnostics.add("air_of_another_case", {},
                    {{"value", folder.string()},
                     {"id", air.file.case_id},
                     {"season", air.file.season},
                     {"expected", id}});
    return std::nullopt;
  }
  air.plan = scenarios::air_of_plan(plan, air.file.changes);
  if (const auto* traced = traced_item(plan)) {
    auto trace = scenarios::air_of_trace(*traced->trace, air.file.changes);
    if (!trace.parts.empty()) air.trace = std::move(trace);
  }
  return air;
}

}  // namespace

void add_air(PlanAssessment& assessment, const io::CaseInputs& inputs,
             const std::vector<std::filesystem::path>& folders) {
  io::Diagnostics diagnostics;
  const auto& plan = assessment.folder.plan;
  for (const auto& folder : folders) {
    auto air = air_of(plan, inputs, folder, diagnostics);
    if (!air) continue;
    if (air->plan.figures.empty() && !air->trace)
      diagnostics.add("no_county_air", {}, {{"value", folder.string()}});
    else if (!has_items(*air) && !air->trace)
      diagnostics.add("no_plan_members", {}, {{"value", folder.string()}, {"id", plan.id}});
    assessment.airs.push_back(std::move(*air));
  }
  diagnostics.throw_if_any();
}

void add_air_of_run(PlanAssessment& assessment, const io::CaseInputs& inputs,
                    const std::filesystem::path& folder) {
  io::Diagnostics diagnostics;
  auto air = air_of(assessment.folder.plan, inputs, folder, diagnostics);
  diagnostics.throw_if_any();
  const auto is_same = [&](const PlanAssessment::Air& one) { return one.file.folder == air->file.folder; };
  if ((has_items(*air) || air->trace) &&
      std::none_of(assessment.airs.begin(), assessment.airs.end(), is_same))
    assessment.airs.push_back(std::move(*air));
}

namespace {

std::string title_of(const PlanAssessment::Air& air) {
  return plain_cell(air.file.label.zh) + " · " + plain_cell(air.file.label.en) +
         (air.file.variant.empty() ? "" : " · " + plain_cell(air.file.variant));
}

std::string plan_table(const PlanAssessment& assessment, const PlanAssessment::Air& air) {
  std::vector<std::string> columns{"序号 No.", "任务 Item"};
  for (const auto& figure : air.plan.figures) {
    const Label words = figure_words(figure);
    columns.push_back("Δ" + words.zh + "<br>" + words.en);
  }
  std::string text = head_row(columns);
  const auto add = [&](std::string number, std::string name, const std::vector<double>& first,
                       const std::vector<double>& last) {
    if (first.empty()) return;
    std::vector<std::string> cells{std::move(number), std::move(name)};
    for (std::size_t n = 0; n < first.size(); ++n)
      cells.push_back(micrograms_text(first[n]) + (last.empty() ? "" : " / " + micrograms_text(last[n])));
    text += table_row(cells);
  };
  std::vector<std::string> base{"", "方案前 Without the plan"};
  for (const double value : air.plan.before) base.push_back(fmt::format("{:.1f}", value * micrograms));
  text += table_row(base);
  const auto& items = assessment.folder.plan.items;
  for (std::size_t n = 0; n < items.size(); ++n)
    add(items[n].number, plain_cell(items[n].title.zh), air.plan.items[n].first_in,
        air.plan.items[n].last_in);
  add("", "全部措施 All together", air.plan.joint, {});
  add("", "相互作用 Interaction", air.plan.interaction(), {});
  return text;
}

std::string trace_table(const PlanAssessment::Air& air) {
  const auto& trace = *air.trace;
  std::vector<std::string> columns{"源组 Group"};
  for (const auto& station : trace.stations) columns.push_back(plain_cell(station) + " µg/m³ (%)");
  std::string text = head_row(columns);
  const auto add = [&](const std::string& name, const std::vector<double>& values) {
    std::vector<std::string> cells{plain_cell(name)};
    for (std::size_t n = 0; n < values.size(); ++n)
      cells.push_back(
          fmt::format("{:.3f} ({:.1f})", values[n] * micrograms, 100.0 * values[n] / trace.at_station[n]));
    text += table_row(cells);
  };
  add("全部 All", trace.at_station);
  for (const auto& part : trace.parts) add(part.group, part.at_station);
  add("窗口边界外及未闭合 Over the window's border, and what does not add up", trace.rest());
  return text;
}

}  // namespace

std::string air_page(const PlanAssessment& assessment) {
  std::string text;
  for (const auto& air : assessment.airs) {
    if (has_items(air))
      text += "\n## 对空气的影响 Effect on air: " + title_of(air) +
              "\n\n全县监测点平均,µg/m³:单独 / 最后加入(全部减去缺此条) County mean of the monitors: alone / "
              "last in (all together less all but this). 相互作用为全部减去各条单独之和 Interaction: all "
              "together less the sum of all alone.\n\n" +
              plan_table(assessment, air);
    if (air.trace)
      text += "\n## " + air.trace->figure.pollutant + " 站点溯源 at the stations: " + title_of(air) +
              "\n\n各组清零后的下降 What falls without each group; " + figure_words(air.trace->figure).zh +
              " " + figure_words(air.trace->figure).en + ".\n\n" + trace_table(air);
  }
  return text;
}

std::string air_text(const PlanAssessment& assessment) {
  std::string text;
  for (const auto& air : assessment.airs) {
    const auto& label = air.file.label;
    const bool zh = io::language() == io::Language::zh;
    text += "\n" + io::harmless(zh ? label.zh : label.en) + "\n";
    const auto line = [&](const std::string& name, const std::vector<double>& values) {
      if (values.empty()) return;
      text += fmt::format("{:>12}", name);
      for (const double value : values) text += fmt::format("  {:>12}", micrograms_text(value));
      text += "\n";
    };
    if (has_items(air)) {
      text += "  " + io::translated("effect on air, county mean, ug/m3: alone") + ":";
      for (const auto& figure : air.plan.figures) {
        const Label words = figure_words(figure);
        text += (&figure == &air.plan.figures.front() ? " " : "; ") + (zh ? words.zh : words.en);
      }
      text += "\n";
      const auto& items = assessment.folder.plan.items;
      for (std::size_t n = 0; n < items.size(); ++n) line(items[n].number, air.plan.items[n].first_in);
      line(io::translated("together"), air.plan.joint);
      line(io::translated("interaction"), air.plan.interaction());
    }
    if (!air.trace) continue;
    text += "  " + io::translated("what falls without each group of sources, ug/m3:") + " " +
            air.trace->figure.pollutant + "\n";
    const auto part = [&](const std::string& name, const std::vector<double>& values) {
      text += fmt::format("{:>28}", io::harmless(name));
      for (std::size_t n = 0; n < values.size(); ++n)
        text += fmt::format("  {} {:.3f}", io::harmless(air.trace->stations[n]), values[n] * micrograms);
      text += "\n";
    };
    part("*", air.trace->at_station);
    for (const auto& one : air.trace->parts) part(one.group, one.at_station);
  }
  return text;
}

}  // namespace lantian::run
