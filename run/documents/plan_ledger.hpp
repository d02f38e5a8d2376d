/// The ledger of a local plan, item by item, as staff keep it: tonnes from the inventory, air where an item
/// ran.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>

#include "run/documents/sections.hpp"
#include "run/measures/plan_assessment.hpp"

namespace lantian::run {

/// The plan that the case names under [measures]; nothing where it names none. Throws io::InputErrors.
std::shared_ptr<const PlanAssessment> named_plan(const io::CaseInputs& inputs,
                                                 const std::filesystem::path& case_path,
                                                 const io::CaseChoice& choice);

/// A row an item; the effect on air is that of the run's member of the item's id in plan_study, if there is
/// one.
Blocks plan_ledger(const Material& material, const PlanAssessment& assessment);

}  // namespace lantian::run
