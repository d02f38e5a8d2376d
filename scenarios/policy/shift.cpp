#include "scenarios/policy/shift.hpp"

#include <algorithm>
#include <optional>

namespace lantian::scenarios {

namespace {

/// Giving hours one after the other.
struct Block {
  int first = 0, last = 0;
  double output = 0.0;
};

std::vector<Block> blocks_of(const std::vector<double>& given) {
  std::vector<Block> blocks;
  for (int i = 0; i < static_cast<int>(given.size()); ++i) {
    const double output = given[static_cast<std::size_t>(i)];
    if (output <= 0.0) continue;
    if (blocks.empty() || blocks.back().last != i - 1) blocks.push_back({i, i, 0.0});
    blocks.back().last = i;
    blocks.back().output += output;
  }
  return blocks;
}

/// Nothing where a block does not fit into the room that all its hours reach.
std::optional<ShiftedOutput> in_proportion(const HourlyOutput& hours) {
  const int count = static_cast<int>(hours.made.size());
  std::vector<double> room = hours.room;
  ShiftedOutput found;
  found.unplaced.assign(hours.made.size(), 0.0);
  for (const Block& block : blocks_of(hours.given)) {
    const int end = std::min(count, block.first + hours.most_delay + 1);
    double whole = 0.0;
    for (int j = block.last + 1; j < end; ++j) whole += room[static_cast<std::size_t>(j)];
    if (block.output > whole) return std::nullopt;
    for (int j = block.last + 1; j < end; ++j) {
      double& here = room[static_cast<std::size_t>(j)];
      if (here <= 0.0) continue;
      for (int i = block.first; i <= block.last; ++i)
        found.moves.push_back({i, j, hours.given[static_cast<std::size_t>(i)] * (here / whole)});
      here -= block.output * (here / whole);
    }
  }
  return found;
}

ShiftedOutput earliest_first(const HourlyOutput& hours) {
  const int count = static_cast<int>(hours.made.size());
  ShiftedOutput found;
  found.unplaced = hours.given;
  int oldest = 0;
  for (int j = 0; j < count; ++j) {
    double room = hours.room[static_cast<std::size_t>(j)];
    oldest = std::max(oldest, j - hours.most_delay);
    for (int i = oldest; i < j && room > 0.0; ++i) {
      double& waiting = found.unplaced[static_cast<std::size_t>(i)];
      if (waiting <= 0.0) {
        if (i == oldest) ++oldest;
        continue;
      }
      const double moved = std::min(waiting, room);
      found.moves.push_back({i, j, moved});
      waiting -= moved;
      room -= moved;
    }
  }
  return found;
}

}  // namespace

ShiftedOutput shifted(const HourlyOutput& hours) {
  if (auto spread = in_proportion(hours)) return std::move(*spread);
  return earliest_first(hours);
}

}  // namespace lantian::scenarios
