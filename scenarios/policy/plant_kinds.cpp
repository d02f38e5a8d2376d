#include "scenarios/policy/plant_kinds.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "scenarios/policy/selection.hpp"

namespace lantian::scenarios {

namespace {

struct Kind {
  std::string_view branch, process;
  int hours;
};

/// K-M: a rotary kiln takes one to two days to heat up, its lining cracks when it is cooled daily; a glass
/// furnace is never let go cold, a coke oven neither. A week stands for "not in an emergency".
constexpr std::array<Kind, 5> kinds{{{"cement.clinker", "kiln", 24},
                                     {"lime", "kiln", 24},
                                     {"alumina", "kiln", 24},
                                     {"glass", "furnace", 168},
                                     {"coking", "oven", 168}}};

constexpr std::array<std::string_view, 3> switched{"mill", "grinding", "crushing"};

}  // namespace

int least_stop_hours(const Source& source) {
  for (const Kind& kind : kinds)
    if (source.process == kind.process && in_branch(source.industry, std::string(kind.branch)))
      return kind.hours;
  return 0;
}

std::string switchable_instead(const Source& source, const Inventory& inventory) {
  const std::string trade = source.industry.substr(0, source.industry.find('.'));
  std::string found;
  int count = 0;
  for (const Source& other : inventory.sources) {
    const bool is_switched =
        std::find(switched.begin(), switched.end(), other.process) != switched.end() ||
        std::find(other.tags.begin(), other.tags.end(), "switchable") != other.tags.end();
    if (!is_switched || other.dormant || !in_branch(other.industry, trade) || count == 3) continue;
    found += (found.empty() ? "" : ", ") + other.id;
    ++count;
  }
  return found;
}

}  // namespace lantian::scenarios
