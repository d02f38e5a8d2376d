/// The ledger of a local plan, item by item, as staff keep it: tonnes from the inventory, air where an item
/// ran.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/report.hpp"
#include "run/measures/plan_assessment.hpp"

namespace lantian::run {

/// A row an item; its effect on air is that of the runs that the assessment took in.
io::ReportDocument plan_ledger(const PlanAssessment& assessment);

}  // namespace lantian::run
