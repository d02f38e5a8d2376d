/// What is left of one source's mass under every set of the items that act on it, and each item's share of
/// what is gone.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <vector>

#include "scenarios/policy/effect.hpp"
#include "scenarios/policy/profile_hours.hpp"

namespace lantian::scenarios {

/// All that one item does to the source.
struct ItemTracks {
  int item = -1;
  std::vector<Track> tracks;
};

/// Mass that an item takes away, counted in four ways [kg over the period; negative: adds].
struct ItemShares {
  PollutantMasses first_in{};  // with no other item: the item alone
  PollutantMasses last_in{};   // after all others
  PollutantMasses in_order{};  // after those before it
  PollutantMasses shapley{};   // mean over all orders; sums to the joint effect
};

/// Items that act on one source together: 2^n sets are worked out.
inline constexpr std::size_t most_items_on_a_source = 16;

/// Within the activity stage the strictest holds, of all else the product, as in a plan; a dormant source
/// emits only where a place stage wakes it.
class SourceGame {
 public:
  /// `items` in the order in which they are taken, at most `most_items_on_a_source`.
  SourceGame(const Source& source, const std::vector<ItemTracks>& items, ProfileHours& hours, Period period);

  /// kg over the period; bit n of `set`: the n-th item holds.
  const PollutantMasses& left(std::uint32_t set) const { return left_[set]; }
  PollutantMasses joint_effect() const;
  /// By item, in the order given.
  ///     shapley(i) = sum over S without i of |S|! (n - |S| - 1)! / n! (left(S) - left(S + i)) [Shapley1953]
  std::vector<ItemShares> shares() const;

 private:
  std::size_t count_;
  std::vector<PollutantMasses> left_;  // by set
};

}  // namespace lantian::scenarios
