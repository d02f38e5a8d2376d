/// A local plan on a case's inventory: tonnes of each item alone and in company, what it keeps from growing,
/// and the sources its stations may feel.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/case_inputs.hpp"
#include "io/measures/plan_air_file.hpp"
#include "io/measures/plan_folder.hpp"
#include "scenarios/measures/plan_effects.hpp"
#include "scenarios/measures/traced_sources.hpp"

namespace lantian::run {

struct PlanAssessment {
  io::PlanFolder folder;
  std::vector<std::size_t> order;  // of `effects`: places in the plan's items
  scenarios::ByStrength<scenarios::PlanEffects> effects;
  /// By item of the plan: kg a-1 that it keeps from being emitted, against the growth that it states.
  scenarios::ByStrength<std::vector<scenarios::PollutantMasses>> avoided;
  /// By item of the plan: what it is to be traced to; empty where it asks for no trace.
  std::vector<std::vector<scenarios::TracedSource>> traced;

  /// Runs of the plan's studies that were asked for: of its items, or of what a pollutant is traced to.
  struct Air {
    io::PlanAirFile file;
    scenarios::PlanAir plan;                   // without figures where the run has none of its members
    std::optional<scenarios::TraceAir> trace;  // of the first item with a trace
  };
  std::vector<Air> airs;

  /// Place of an item of the plan in `order`; nothing where it has no measures.
  std::optional<std::size_t> place_in_order(std::size_t item) const;
};

/// Reads the plan and works it out over its own period; the case's plans give way. Throws io::InputErrors.
PlanAssessment assess_plan(io::CaseInputs& inputs, const std::filesystem::path& folder);

/// Takes what folders of runs of the plan's studies say of the air. Throws io::InputErrors where one is of
/// another case, or has no member of such a study.
void add_air(PlanAssessment& assessment, const io::CaseInputs& inputs,
             const std::vector<std::filesystem::path>& folders);
/// The same of a finished run in which the plan's items may or may not be members, unless it is there
/// already.
void add_air_of_run(PlanAssessment& assessment, const io::CaseInputs& inputs,
                    const std::filesystem::path& folder);

/// Whether the run has items of the plan, alone or together.
bool has_items(const PlanAssessment::Air& air);

/// For people: items with tonnes, what prevents, what is not quantified.
std::string plan_text(const PlanAssessment& assessment, const io::CaseInputs& inputs);
std::string plan_json(const PlanAssessment& assessment, const io::CaseInputs& inputs);
/// A page with all items in Chinese with English labels.
std::string plan_page(const PlanAssessment& assessment, const io::CaseInputs& inputs);
/// Each item's shares on every source that several act on, t over the period.
std::string overlap_csv(const PlanAssessment& assessment, const io::CaseInputs& inputs);

/// The effect on air: a study whose options are the items alone and all of them together. `only`: numbers of
/// items, empty: all that have measures.
std::string plan_study(const io::PlanFolder& folder, scenarios::Strength strength,
                       const std::vector<std::string>& only, bool with_leave_one_out);
/// The trace of an item: a study whose options take one group of sources out.
std::string trace_study(const PlanAssessment& assessment, const io::CaseInputs& inputs);

}  // namespace lantian::run
