/// What each level of a warning takes away of the whole society's emission: planned, and as far as it is
/// kept.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

enum class SourceGroup { industry, mobile, dust, other };
inline constexpr std::array<std::string_view, 4> source_group_names{"industry", "mobile", "dust", "other"};

/// A works' own sources are industry, whatever their category; then by the category.
SourceGroup group_of(const Source& source);

/// The scenarios with `level` in force throughout `run`, ramps past; "" none. `all_comply`: everybody keeps
/// to it. Measures that are then idle are no mistake.
std::vector<Scenario> with_level_throughout(std::vector<Scenario> scenarios, const std::string& level,
                                            bool all_comply, Period run);

/// kg d-1 of the county's people.
struct SocietyReduction {
  std::string level;
  SourceGroup group = SourceGroup::industry;
  PollutantMasses base{};     // what is emitted without a warning, all other rules of the member in force
  PollutantMasses planned{};  // taken away where everybody keeps to it
  PollutantMasses kept{};     // taken away with the plan's compliances
};

/// For every level that a trigger of the member's scenarios has, the weakest first, that level in force
/// throughout (a level's measures are those that hold under it: orange includes yellow's), ramps past, as a
/// mean over the hours of `around.run`. Lines that other rules have stopped are in neither number: the base
/// is what operates. Empty where no trigger has a level.
std::vector<SocietyReduction> society_reductions(const std::vector<Scenario>& scenarios,
                                                 const Inventory& inventory, const Surroundings& around);

}  // namespace lantian::scenarios
