/// The ledger of a local plan, item by item, as staff keep it: tonnes from the inventory, air where an item
/// ran.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/report.hpp"
#include "run/measures/plan_assessment.hpp"

namespace lantian::run {

/// A row an item; its effect on air is that of the run's member with the item's id in plan_study, if there is
/// one among `changes`.
io::ReportDocument plan_ledger(const PlanAssessment& assessment,
                               const std::vector<io::ReportChange>& changes);

}  // namespace lantian::run
