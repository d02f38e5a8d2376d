#include "run/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "io/csv_text.hpp"
#include "io/local_time.hpp"
#include "io/messages.hpp"
#include "run/number_text.hpp"
#include "run/signal_coverage.hpp"
#include "scenarios/policy/selection.hpp"

namespace lantian::run {
namespace {

using scenarios::OptionFigures;
using scenarios::pollutant_count;
using scenarios::pollutant_names;

constexpr double tonne = 1000.0;  // kg

/// Units of output that any option loses.
std::set<std::string> units_of(const scenarios::StudyComparison& comparison) {
  std::set<std::string> units;
  for (const auto& option : comparison.options)
    for (const auto* outputs : {&option.lost, &option.made_up, &option.unplaced, &option.later})
      for (const auto& [unit, value] : *outputs) units.insert(unit);
  return units;
}

using Outputs = std::map<std::string, double>;

double of_unit(const Outputs& outputs, const std::string& unit) {
  const auto found = outputs.find(unit);
  return found == outputs.end() ? 0.0 : found->second;
}

/// What a make-up does with lost output, in the order it is told in.
struct MadeUpPart {
  const char* name;
  Outputs OptionFigures::*outputs;
};
constexpr std::array made_up_parts{MadeUpPart{"made up", &OptionFigures::made_up},
                                   MadeUpPart{"unplaced", &OptionFigures::unplaced},
                                   MadeUpPart{"made up later", &OptionFigures::later}};

bool has_makeup(const scenarios::StudyComparison& comparison) {
  return std::any_of(comparison.options.begin(), comparison.options.end(), [](const OptionFigures& option) {
    return std::any_of(made_up_parts.begin(), made_up_parts.end(),
                       [&](const MadeUpPart& part) { return !(option.*part.outputs).empty(); });
  });
}

const scenarios::Option& option_of(const StudyResult& result, const std::string& id) {
  const auto& all = result.file.study.options;
  return *std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
}

/// The columns of a table, in order, and a row an option.
struct Grid {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
};

Grid grid_of(const StudyResult& result) {
  Grid grid;
  const auto units = units_of(result.comparison);
  const std::string currency = currency_of(result);
  grid.head = {"option", "share [1]", "residual [1]", "stops [1]"};
  const bool shows_makeup = has_makeup(result.comparison);
  for (const auto& unit : units) grid.head.push_back("lost [" + unit + "]");
  for (const auto& part : made_up_parts)
    for (const auto& unit : units)
      if (shows_makeup) grid.head.push_back(std::string(part.name) + " [" + unit + "]");
  if (!currency.empty()) grid.head.push_back("cost [" + currency + "]");
  for (const auto& name : pollutant_names) grid.head.push_back("avoided " + std::string(name) + " [t]");
  for (const auto& name : pollutant_names) grid.head.push_back("restart " + std::string(name) + " [t]");
  for (const auto& option : result.comparison.options) {
    std::vector<std::string> row{option.id, number(option.share), number(option.residual),
                                 number(option.stops)};
    for (const auto& unit : units) row.push_back(number(of_unit(option.lost, unit)));
    for (const auto& part : made_up_parts)
      for (const auto& unit : units)
        if (shows_makeup) row.push_back(number(of_unit(option.*part.outputs, unit)));
    if (!currency.empty()) row.push_back(number(option.cost));
    for (std::size_t p = 0; p < pollutant_count; ++p) row.push_back(number(option.avoided[p] / tonne));
    for (std::size_t p = 0; p < pollutant_count; ++p) row.push_back(number(option.restarts[p] / tonne));
    grid.rows.push_back(std::move(row));
  }
  return grid;
}

/// Named selections that take nothing and say why they may.
std::map<std::string, std::string> empty_selections(const scenarios::Study& study,
                                                    const io::CaseInputs& inputs,
                                                    const scenarios::Surroundings& around) {
  std::map<std::string, std::string> found;
  for (const auto& option : study.options) {
    scenarios::Selector selector(option.scenario, inputs.inventory, around);
    for (const auto& [id, selection] : option.scenario.selections)
      if (!selection.allow_empty.empty() && selector.take(selection).empty())
        found[id] = selection.allow_empty;
  }
  return found;
}

/// Lines of the text, each a name and a value.
template <class Line>
void add_made_up(const OptionFigures& option, const Line& line) {
  using io::translated;
  for (const auto& [unit, made] : option.made_up)
    line(translated("made up outside the window"), fmt::format("{:.6g} ({})", made, unit));
  for (const auto& [unit, left] : option.unplaced)
    line(translated("owed, but no hour takes it"), fmt::format("{:.6g} ({})", left, unit));
  for (const auto& [unit, left] : option.later)
    line(translated("made up after the period, its emission not in these figures"),
         fmt::format("{:.6g} ({})", left, unit));
}

/// Sweeps, scores over weathers and choices of cuts are read and checked; nothing here runs them.
std::string left_alone(const scenarios::Study& study) {
  std::string names;
  for (const auto& axis : study.axes) names += (names.empty() ? "" : ", ") + axis.name;
  return names;
}

}  // namespace

std::string currency_of(const StudyResult& result) {
  for (const auto& option : result.file.study.options)
    if (option.scenario.currency) return option.scenario.currency->code;
  return "";
}

StudyResult compare_options(io::CaseInputs& inputs, const std::filesystem::path& path) {
  io::Diagnostics diagnostics;
  StudyResult result;
  result.file = io::read_study(path, io::CaseFolder(inputs.file.folder),
                               inputs.file.contents.time.plan_clock(), diagnostics);
  diagnostics.throw_if_any();
  const auto& study = result.file.study;
  auto files = result.file.base;
  for (std::size_t n = 0; n < study.options.size(); ++n) files.push_back(result.file.option(n));
  io::add_sources(inputs, files, diagnostics);
  diagnostics.throw_if_any();
  inputs.plans.clear();  // they fit the inventory no more
  inputs.costs.clear();

  scenarios::Surroundings around = inputs.around;
  const auto& time = inputs.file.contents.time;
  around.run = study.period.value_or(
      scenarios::Period{time.start + static_cast<model::UtcSeconds>(time.spinup), time.end});
  result.period = around.run;
  const auto period_place = result.file.places.find("period.start");
  io::check_calendar(inputs, around.run,
                     period_place == result.file.places.end() ? io::TextPlace{} : period_place->second,
                     diagnostics);
  SignalCoverage coverage(inputs, result.period, diagnostics);
  for (const auto& file : files) coverage.check(file);
  diagnostics.throw_if_any();
  std::vector<scenarios::Scenario> base;
  for (const auto& file : result.file.base) base.push_back(file.scenario);
  result.comparison = scenarios::compare(study, base, inputs.inventory, around);
  for (const auto& finding : result.comparison.base_findings)
    io::report(finding, result.file.base[finding.scenario], diagnostics);
  for (const auto& finding : result.comparison.findings)
    io::report(finding, result.file.option(finding.scenario), diagnostics);
  diagnostics.throw_if_any();
  result.empty = empty_selections(study, inputs, around);
  return result;
}

void take_as_members(io::CaseInputs& inputs, const StudyResult& result) {
  const auto& study = result.file.study;
  auto& members = inputs.file.contents.members;
  members.clear();
  inputs.scenarios.clear();
  inputs.plans.clear();
  inputs.costs.clear();
  inputs.awaited.clear();
  std::vector<std::string> base;
  for (const auto& file : result.file.base) {
    base.push_back(study.id + "#base");
    inputs.scenarios[base.back()] = file;
  }
  io::Diagnostics diagnostics;
  const auto add = [&](const std::string& id, const scenarios::Label& label, std::vector<std::string> names) {
    std::vector<scenarios::Scenario> all;
    for (const auto& name : names) all.push_back(inputs.scenarios.at(name).scenario);
    auto expansion = scenarios::expand(all, inputs.inventory, inputs.around);
    for (const auto& finding : expansion.findings)
      io::report(finding, inputs.scenarios.at(names[finding.scenario]), diagnostics);
    inputs.costs.push_back(scenarios::cost_of(expansion.plan, all, inputs.inventory, inputs.around));
    inputs.plans.push_back(std::move(expansion.plan));
    inputs.plans.back().id = id;
    inputs.plans.back().label = label;
    inputs.awaited.emplace_back();
    scenarios::CaseMember member;
    member.id = id;
    member.label = label;
    member.scenarios = std::move(names);
    members.push_back(std::move(member));
  };
  add(io::no_option, {"no option", "不采取任何方案"}, base);
  for (const auto& figures : result.comparison.options) {
    const auto& option = option_of(result, figures.id);
    const std::string name = study.id + "#" + option.id;
    inputs.scenarios[name] = {scenarios::taking_part(option.scenario, figures.share), result.file.places};
    auto names = base;
    names.push_back(name);
    add(option.id, option.label, std::move(names));
  }
  diagnostics.throw_if_any();
}

std::string study_text(const StudyResult& result, const io::CaseInputs& inputs) {
  const auto& study = result.file.study;
  const auto offset = inputs.file.contents.time.plan_clock().offset;
  using io::translated;
  const bool chinese = io::language() == io::Language::zh;
  const auto words = [&](const scenarios::Label& label) { return chinese ? label.zh : label.en; };
  std::string text = io::harmless(words(study.label)) + "\n";
  if (inputs.file.contents.synthetic)
    text += translated("SYNTHETIC case: neither observations nor an official inventory") + "\n";
  text += io::local_time_text(result.period.start, offset) + " … " +
          io::local_time_text(result.period.end, offset) + "\n";
  if (study.equalise)
    text += translated("made equal to {id}: {value}",
                       {{"id", study.equalise->reference}, {"value", result.comparison.unit}}) +
            "\n";
  for (const auto& [id, reason] : result.empty)
    text +=
        translated("selection {id} takes nothing: {value}", {{"id", id}, {"value", io::harmless(reason)}}) +
        "\n";
  const auto units = units_of(result.comparison);
  const std::string currency = currency_of(result);
  for (const auto& option : result.comparison.options) {
    text += "\n" + option.id + "  " + io::harmless(words(option_of(result, option.id).label)) + "\n";
    const auto line = [&](const std::string& name, const std::string& value) {
      text += "  " + name + ": " + value + "\n";
    };
    line(translated("share of the works that takes part"),
         fmt::format("{:.4f}", option.share) +
             (option.is_reached
                  ? ""
                  : " (" +
                        translated("stays below the reference even so, by {value} {unit}; a longer "
                                   "window or a deeper cut would reach it",
                                   {{"value", number(option.missing)}, {"unit", result.comparison.unit}}) +
                        ")"));
    if (study.equalise && option.id != study.equalise->reference)
      line(translated("residual"), fmt::format("{:.1e}", option.residual));
    for (const auto& unit : units)
      line(translated("lost output"), fmt::format("{:.6g} ({})", of_unit(option.lost, unit), unit));
    add_made_up(option, line);
    if (!currency.empty()) line(translated("cost"), fmt::format("{:.6g} {}", option.cost, currency));
    line(translated("stops of lines"), fmt::format("{:.4g}", option.stops));
    std::string avoided, restarts;
    for (std::size_t p = 0; p < pollutant_count; ++p) {
      const std::string name(pollutant_names[p]);
      avoided += fmt::format("  {} {:.4g}", name, option.avoided[p] / tonne);
      if (option.restarts[p] != 0.0) restarts += fmt::format("  {} {:.4g}", name, option.restarts[p] / tonne);
    }
    line(translated("avoided, t"), avoided);
    if (!restarts.empty()) line(translated("emitted while kilns heat up, t"), restarts);
  }
  if (!study.metrics.empty()) text += "\n" + translated("[score] is checked, not computed here") + "\n";
  const std::string axes = left_alone(study);
  if (!axes.empty())
    text += "\n" + translated("[sweep] is checked, not run here: {value}", {{"value", axes}}) + "\n";
  if (study.optimisation) text += "\n" + translated("[optimise] is checked, not solved here") + "\n";
  return text;
}

std::string study_csv(const StudyResult& result) {
  const Grid grid = grid_of(result);
  std::string text;
  for (std::size_t n = 0; n < grid.head.size(); ++n) text += (n ? "," : "") + io::csv_cell(grid.head[n]);
  text += '\n';
  for (const auto& row : grid.rows) {
    text += io::csv_cell(row.front());  // all others are numbers, which may be negative
    for (std::size_t n = 1; n < row.size(); ++n) text += "," + row[n];
    text += '\n';
  }
  return text;
}

std::string study_json(const StudyResult& result, const std::string& calendar) {
  const Grid grid = grid_of(result);
  std::string text = "{\n  \"study\": " + io::json_text(result.file.study.id) + ",\n  \"options\": [";
  for (std::size_t r = 0; r < grid.rows.size(); ++r) {
    text += r ? ",\n    {" : "\n    {";
    for (std::size_t n = 0; n < grid.head.size(); ++n)
      text += (n ? ", " : "") + io::json_text(grid.head[n]) + ": " +
              (n == 0 ? io::json_text(grid.rows[r][n]) : grid.rows[r][n]);
    text += "}";
  }
  text += "\n  ],\n  \"empty_selections\": {";
  for (const auto& [id, reason] : result.empty)
    text += (text.back() == '{' ? "" : ", ") + io::json_text(id) + ": " + io::json_text(reason);
  text += "}";
  if (!calendar.empty()) text += ",\n  \"calendar\": " + calendar;
  return text + "\n}\n";
}

}  // namespace lantian::run
