#include "run/measures/plan_assessment.hpp"

#include <algorithm>

#include "run/signal_coverage.hpp"
#include "scenarios/policy/selection.hpp"

namespace lantian::run {

namespace {

using scenarios::Strength;
constexpr std::array strengths{Strength::low, Strength::central, Strength::high};
constexpr std::size_t place_of(Strength strength) { return static_cast<std::size_t>(strength); }

/// Sources that each growth of an item selects, and mistakes of its words.
std::vector<std::vector<int>> growing_sources(const io::PlanItemFile& file, const io::CaseInputs& inputs,
                                              const scenarios::Surroundings& around,
                                              io::Diagnostics& diagnostics) {
  const auto& scenario = file.growth.scenario;
  const auto found = scenarios::measures_of({scenario}, inputs.inventory, around);
  for (const auto& finding : found.findings) io::report(finding, file.growth, diagnostics);
  std::vector<std::vector<int>> sources;
  if (!found.findings.empty()) return sources;
  scenarios::Selector selector(scenario, inputs.inventory, around);
  for (const auto& growth : file.item.growth)
    sources.push_back(selector.take(scenario.measures.at(growth.measure).select));
  return sources;
}

void add_avoided(PlanAssessment& assessment, const io::CaseInputs& inputs,
                 const scenarios::Surroundings& around, io::Diagnostics& diagnostics) {
  for (auto& avoided : assessment.avoided) avoided.resize(assessment.folder.items.size());
  for (std::size_t n = 0; n < assessment.folder.items.size(); ++n) {
    const auto& file = assessment.folder.items[n];
    if (file.item.growth.empty()) continue;
    const auto sources = growing_sources(file, inputs, around, diagnostics);
    for (std::size_t g = 0; g < sources.size(); ++g)
      for (const auto strength : strengths) {
        const auto& growth = file.item.growth[g];
        const auto mass = scenarios::avoided_growth(sources[g], growth.share[place_of(strength)],
                                                    growth.kept[place_of(strength)], inputs.inventory);
        auto& sum = assessment.avoided[place_of(strength)][n];
        for (std::size_t p = 0; p < scenarios::pollutant_count; ++p) sum[p] += mass[p];
      }
  }
}

void add_traced(PlanAssessment& assessment, const io::CaseInputs& inputs,
                const scenarios::Surroundings& around, io::Diagnostics& diagnostics) {
  assessment.traced.resize(assessment.folder.items.size());
  for (std::size_t n = 0; n < assessment.folder.items.size(); ++n) {
    const auto& file = assessment.folder.items[n];
    if (!file.item.trace) continue;
    std::optional<std::string> unknown;
    assessment.traced[n] = scenarios::traced_sources(*file.item.trace, inputs.inventory, around, unknown);
    if (!unknown) continue;
    std::vector<std::string> known;
    for (const auto& [id, place] : around.places) known.push_back(id);
    diagnostics.add("unknown_reference", file.document.find("trace")->place,
                    {{"key", "trace.stations"},
                     {"value", *unknown},
                     {"kind", "station"},
                     {"nearest", io::nearest_spelling(*unknown, known)}});
  }
}

}  // namespace

std::optional<std::size_t> PlanAssessment::place_in_order(std::size_t item) const {
  const auto found = std::find(order.begin(), order.end(), item);
  if (found == order.end()) return std::nullopt;
  return static_cast<std::size_t>(found - order.begin());
}

PlanAssessment assess_plan(io::CaseInputs& inputs, const std::filesystem::path& path) {
  io::Diagnostics diagnostics;
  PlanAssessment assessment;
  assessment.folder = io::read_plan_folder(path, inputs.file.contents.time.plan_clock(), diagnostics);
  diagnostics.throw_if_any();
  const auto& folder = assessment.folder;
  assessment.order = scenarios::taking_order(folder.plan);
  io::add_sources(inputs, folder.scenarios(Strength::central), diagnostics);
  inputs.plans.clear();  // they fit the inventory no more
  inputs.costs.clear();
  scenarios::Surroundings around = inputs.around;
  around.run = folder.plan.period;
  io::check_calendar(inputs, around.run, folder.period_place, diagnostics);
  SignalCoverage coverage(inputs, around.run, diagnostics);
  for (const auto& file : folder.scenarios(Strength::central)) coverage.check(file);
  diagnostics.throw_if_any();

  for (const auto strength : {Strength::central, Strength::low, Strength::high}) {
    const auto files = folder.scenarios(strength);
    std::vector<scenarios::Scenario> items;
    for (const auto& file : files) items.push_back(file.scenario);
    auto& effects = assessment.effects[place_of(strength)];
    effects = scenarios::effects_of_plan(items, inputs.inventory, around);
    for (const auto& finding : effects.findings)
      io::report(finding, files[finding.scenario], diagnostics, &files[finding.other_scenario]);
    diagnostics.throw_if_any();
  }
  add_avoided(assessment, inputs, around, diagnostics);
  add_traced(assessment, inputs, around, diagnostics);
  diagnostics.throw_if_any();
  return assessment;
}

}  // namespace lantian::run
