/// The calendar of plans: spells and days of each line, tonnes by month, who carries how much.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string>
#include <vector>

#include "scenarios/policy/cost.hpp"
#include "scenarios/study/comparison.hpp"

namespace lantian::scenarios {

/// What a line does: it stands still, is ordered below full load, or makes up for it.
enum class SpellKind { stopped, limited, makes_up };
inline constexpr std::array spell_names{"stopped", "limited", "makes_up"};

/// In [start, end), the mean compliance included in `kept`: output over the usual output.
struct LineSpell {
  SpellKind kind = SpellKind::stopped;
  model::UtcSeconds start = 0, end = 0;
  double kept = 1.0;
};

/// A line over the period, under the option and what is in force beside it. Days are of 24 h.
struct LineCalendar {
  int line = -1;
  double stop_days_due = 0.0;   // on which it is ordered to stand still, ramps and heating up apart
  double stop_days_done = 0.0;  // of them, by the mean compliance
  double made_up_days = 0.0;    // of its mean yearly output
  double stops = 0.0;           // each is followed by a restart, where the period holds it
  double usual = 0.0;           // product units over the period without any option
  double lost = 0.0;            // of them, what is made up taken off
  double made_up = 0.0, unplaced = 0.0, later = 0.0;  // as in CostRow
  double cost = 0.0;                                  // of its works, shared by its lost output
  std::vector<LineSpell> spells;                      // ascending
};

/// kg in one local month, of all sources that any option touches.
struct MonthMass {
  int year = 0, month = 0;
  double days = 0.0;  // of 24 h, of the period
  PollutantMasses without{}, with{};
  PollutantMasses avoided_in_county{};  // part of what `with` is less
};

/// The lines of one grade or town that make one product.
struct EquityRow {
  bool by_town = false;        // else by grade
  std::string key;             // "" ungraded
  std::string product, unit;   //
  int lines = 0;               //
  double capacity = 0.0;       // product units per year
  double lost = 0.0;           // product units over the period, what is made up taken off
  double capacity_part = 0.0;  // of all lines in the calendar that make the product
  double lost_part = 0.0;      // likewise, of `lost`; 0 where they lose nothing
  double lost_share = 0.0;     // lost over usual output, the mean of its lines
  double stop_days_due = 0.0;  // the mean of its lines
  double made_up_share = 0.0;  // made up over usual output, the mean of its lines
  double share_of_cost = 0.0;  // of the option's whole cost
  PollutantMasses avoided{};   // kg
};

struct OptionCalendar {
  std::string id;
  std::vector<LineCalendar> lines;  // that any option touches, by place in the inventory
  std::vector<MonthMass> months;
  std::vector<EquityRow> equity;  // by grade, then by town
};

/// A plan whose calendar is asked for, with what is in force beside it. It refers to what outlives it.
struct CalendarPlan {
  std::string id;
  std::vector<Scenario> scenarios;  // that it was expanded from
  const EmissionPlan* plan = nullptr;
  const CostTable* costs = nullptr;
};

/// Of each of `plans`, in their order; without them `base` is in force. Plans and costs as they are over
/// `around.run`.
std::vector<OptionCalendar> calendars(const std::vector<CalendarPlan>& plans,
                                      const std::vector<Scenario>& base, const Inventory& inventory,
                                      const Surroundings& around);

/// Of each option in `comparison`, in its order. `base`, `inventory`, `around` as it was compared with.
std::vector<OptionCalendar> calendars(const StudyComparison& comparison, const Study& study,
                                      const std::vector<Scenario>& base, const Inventory& inventory,
                                      const Surroundings& around);

}  // namespace lantian::scenarios
