/// What the expansions of many plans against one inventory and one run have in common: worked out once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <vector>

#include "scenarios/policy/profile_hours.hpp"
#include "scenarios/policy/vocabulary.hpp"

namespace lantian::scenarios {

/// Sources that selections take whose named ones mean the same; any thread may ask.
class TakenSources {
 public:
  TakenSources(const Scenario& scenario, std::vector<bool> awake);

  /// Whether the same selections take the same sources in that scenario.
  bool holds_for(const Scenario& scenario, const std::vector<bool>& awake) const;
  /// What `find` finds for the selection, asked at most once for each that is kept.
  std::vector<int> take(const Selection& selection, const std::function<std::vector<int>()>& find);

 private:
  std::map<std::string, Selection> named_;
  bool include_natural_;
  std::vector<bool> awake_;
  std::shared_mutex mutex_;
  std::list<std::pair<Selection, std::vector<int>>> known_;
};

/// For plans whose draws may differ, nothing else of the surroundings. Inventory and surroundings must
/// outlive it; any thread may ask.
class CommonGround {
 public:
  CommonGround(const Inventory& inventory, const Surroundings& around);

  const Vocabulary& vocabulary() const { return vocabulary_; }
  /// Filled for every profile: copies have nothing to work out.
  const ProfileHours& hours() const { return hours_; }
  /// Null where there are too many different ones to keep.
  TakenSources* taken(const Scenario& scenario, const std::vector<bool>& awake) const;

 private:
  Vocabulary vocabulary_;
  ProfileHours hours_;
  mutable std::shared_mutex mutex_;
  mutable std::list<TakenSources> taken_;
};

}  // namespace lantian::scenarios
