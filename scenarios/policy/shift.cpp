#include "scenarios/policy/shift.hpp"

#include <algorithm>

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

/// Blocks that may want the same room.
struct Group {
  std::vector<Block> blocks;
  int end = 0;  // one past the last hour that any of them reaches
};

/// Blocks one after the other belong together where some hour with room is in reach of both.
std::vector<Group> groups_of(const HourlyOutput& hours) {
  const int count = static_cast<int>(hours.made.size());
  std::vector<Group> groups;
  for (const Block& block : blocks_of(hours.given)) {
    bool shares = false;
    if (!groups.empty())
      for (int j = block.first + 1; j < groups.back().end; ++j)
        shares = shares || hours.room[static_cast<std::size_t>(j)] > 0.0;
    if (!shares) groups.emplace_back();
    groups.back().blocks.push_back(block);
    groups.back().end = std::min(count, block.last + hours.most_delay + 1);
  }
  return groups;
}

/// False where a block does not fit into the room that all its hours reach.
bool spread(const HourlyOutput& hours, const Group& group, std::vector<Move>& moves) {
  const int first = group.blocks.front().first;
  std::vector<double> room(hours.room.begin() + first, hours.room.begin() + group.end);
  for (const Block& block : group.blocks) {
    const int end = std::min(group.end, block.first + hours.most_delay + 1);
    double whole = 0.0;
    for (int j = block.last + 1; j < end; ++j) whole += room[static_cast<std::size_t>(j - first)];
    if (block.output > whole) return false;
    for (int j = block.last + 1; j < end; ++j) {
      double& here = room[static_cast<std::size_t>(j - first)];
      if (here <= 0.0) continue;
      for (int i = block.first; i <= block.last; ++i)
        moves.push_back({i, j, hours.given[static_cast<std::size_t>(i)] * (here / whole)});
      here -= block.output * (here / whole);
    }
  }
  return true;
}

void earliest_first(const HourlyOutput& hours, const Group& group, ShiftedOutput& found) {
  int oldest = group.blocks.front().first;
  const int last = group.blocks.back().last;
  for (int j = oldest + 1; j < group.end; ++j) {
    double room = hours.room[static_cast<std::size_t>(j)];
    oldest = std::max(oldest, j - hours.most_delay);
    for (int i = oldest; i < j && i <= last && room > 0.0; ++i) {
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
}

}  // namespace

ShiftedOutput shifted(const HourlyOutput& hours) {
  ShiftedOutput found;
  found.unplaced.assign(hours.made.size(), 0.0);
  for (const Group& group : groups_of(hours)) {
    std::vector<Move> moves;
    if (spread(hours, group, moves)) {
      found.moves.insert(found.moves.end(), moves.begin(), moves.end());
      continue;
    }
    for (const Block& block : group.blocks)
      for (int i = block.first; i <= block.last; ++i)
        found.unplaced[static_cast<std::size_t>(i)] = hours.given[static_cast<std::size_t>(i)];
    earliest_first(hours, group, found);
  }
  return found;
}

}  // namespace lantian::scenarios
