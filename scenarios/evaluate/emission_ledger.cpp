#include "scenarios/evaluate/emission_ledger.hpp"

#include <map>

#include "scenarios/emission/planned_mass.hpp"
#include "scenarios/evaluate/society_reduction.hpp"
#include "scenarios/inventory/inventory_totals.hpp"

namespace lantian::scenarios {

namespace {

/// Before and after of one source.
struct Pair {
  PollutantMasses before{}, after{};
  Pair& operator+=(const Pair& more) {
    before += more.before;
    after += more.after;
    return *this;
  }
};

EmissionLedger ledger_of(const Inventory& inventory, const std::vector<Pair>& by_source, bool county_only) {
  std::map<std::pair<LedgerBy, std::string>, Pair> sums;
  for (std::size_t s = 0; s < by_source.size(); ++s) {
    const Source& source = inventory.sources[s];
    if (source.natural || (county_only && !source.in_county)) continue;
    for (std::size_t by = 0; by < ledger_by_names.size(); ++by) {
      const auto heading = static_cast<LedgerBy>(by);
      sums[{heading, ledger_key(heading, source, inventory)}] += by_source[s];
    }
  }
  EmissionLedger ledger{county_only, std::nullopt, {}};
  for (const auto& [key, sum] : sums) ledger.rows.push_back({key.first, key.second, sum.before, sum.after});
  return ledger;
}

}  // namespace

std::string ledger_key(LedgerBy by, const Source& source, const Inventory& inventory) {
  switch (by) {
    case LedgerBy::sector:
      return category_at(source.category, 1);
    case LedgerBy::category:
      return source.category;
    case LedgerBy::grade: {
      if (source.enterprise < 0) return "no_enterprise";
      const auto& grade = inventory.enterprises[static_cast<std::size_t>(source.enterprise)].grade;
      return grade.empty() ? "ungraded" : grade;
    }
    case LedgerBy::town:
      return source.region;
    case LedgerBy::industry:
      return source.industry;
    case LedgerBy::group:
      return std::string(source_group_names[static_cast<std::size_t>(group_of(source))]);
    case LedgerBy::total:
      break;
  }
  return "";
}

std::vector<EmissionLedger> emission_ledgers(const Inventory& inventory, model::LocalClock clock,
                                             const EmissionMember& before, const EmissionMember& after,
                                             Period period, bool county_only) {
  const std::size_t count = inventory.sources.size();
  std::vector<Pair> whole(count);
  std::map<std::int64_t, std::vector<Pair>> days;
  for (auto hour = period.start; hour < period.end; hour += model::seconds_per_hour) {
    const PlannedMass mass(inventory, clock, hour);
    auto& day = days.try_emplace(clock.local_day(hour), count).first->second;
    for (std::size_t s = 0; s < count; ++s) {
      const Source& source = inventory.sources[s];
      if (source.natural || (county_only && !source.in_county)) continue;
      const Pair pair{mass.of(static_cast<int>(s), before), mass.of(static_cast<int>(s), after)};
      whole[s] += pair;
      day[s] += pair;
    }
  }
  std::vector<EmissionLedger> ledgers{ledger_of(inventory, whole, county_only)};
  for (const auto& [local_day, masses] : days) {
    ledgers.push_back(ledger_of(inventory, masses, county_only));
    ledgers.back().local_day = local_day;
  }
  return ledgers;
}

}  // namespace lantian::scenarios
