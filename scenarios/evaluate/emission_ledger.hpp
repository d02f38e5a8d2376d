/// The ledger of a plan's emission before and after, by category, grade, town, industry and source group.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/emission/hourly_emission.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

/// What sources are sorted by. `sector` is the first level of the category, `group` the SourceGroup.
enum class LedgerBy { total, sector, category, grade, town, industry, group };
inline constexpr std::array ledger_by_names{"total", "sector",   "category", "grade",
                                            "town",  "industry", "group"};

struct EmissionLedgerRow {
  LedgerBy by = LedgerBy::total;
  std::string key;                    // "" of the total; "no_enterprise", "ungraded" among the grades
  PollutantMasses before{}, after{};  // kg
};

/// People's sources alone: the weather drives the natural ones and no plan touches them.
struct EmissionLedger {
  bool county_only = true;
  std::optional<std::int64_t> local_day;  // none: the whole period
  std::vector<EmissionLedgerRow> rows;    // the total first; then by `by` and key
};

/// Of the whole period and of each of its local days; `period` is whole hours. Every source counts once under
/// each heading, so each heading sums to the total.
std::vector<EmissionLedger> emission_ledgers(const Inventory& inventory, model::LocalClock clock,
                                             const EmissionMember& before, const EmissionMember& after,
                                             Period period, bool county_only);

/// The source's key under a heading.
std::string ledger_key(LedgerBy by, const Source& source, const Inventory& inventory);

}  // namespace lantian::scenarios
