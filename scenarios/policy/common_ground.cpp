#include "scenarios/policy/common_ground.hpp"

namespace lantian::scenarios {
namespace {

// Bounds of what is kept, where the members of a sweep differ in what they select.
constexpr std::size_t most_scenarios = 64, most_selections = 1024;

}  // namespace

TakenSources::TakenSources(const Scenario& scenario, std::vector<bool> awake)
    : named_(scenario.selections), include_natural_(scenario.include_natural), awake_(std::move(awake)) {}

bool TakenSources::holds_for(const Scenario& scenario, const std::vector<bool>& awake) const {
  return include_natural_ == scenario.include_natural && awake_ == awake && named_ == scenario.selections;
}

std::vector<int> TakenSources::take(const Selection& selection,
                                    const std::function<std::vector<int>()>& find) {
  {
    const std::shared_lock lock(mutex_);
    for (const auto& [known, sources] : known_)
      if (known == selection) return sources;
  }
  auto sources = find();
  const std::unique_lock lock(mutex_);
  if (known_.size() < most_selections) known_.emplace_back(selection, sources);
  return sources;
}

CommonGround::CommonGround(const Inventory& inventory, const Surroundings& around)
    : vocabulary_(inventory, around), hours_(inventory, around) {
  const int profiles = static_cast<int>(inventory.temporal_profiles.size());
  for (int profile = -1; profile < profiles; ++profile)
    hours_.hours(profile, around.run.start, around.run.end);
}

TakenSources* CommonGround::taken(const Scenario& scenario, const std::vector<bool>& awake) const {
  const auto known = [&]() -> TakenSources* {
    for (auto& one : taken_)
      if (one.holds_for(scenario, awake)) return &one;
    return nullptr;
  };
  {
    const std::shared_lock lock(mutex_);
    if (auto* found = known()) return found;
    if (taken_.size() >= most_scenarios) return nullptr;
  }
  const std::unique_lock lock(mutex_);
  if (auto* found = known()) return found;
  return &taken_.emplace_back(scenario, awake);
}

}  // namespace lantian::scenarios
