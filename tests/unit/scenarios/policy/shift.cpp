#include "scenarios/policy/shift.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace {

using namespace lantian::scenarios;

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// What each hour takes on.
std::vector<double> taken(const ShiftedOutput& placed, std::size_t hours) {
  std::vector<double> all(hours);
  for (const Move& move : placed.moves) all[static_cast<std::size_t>(move.to)] += move.output;
  return all;
}

HourlyOutput day(std::vector<double> given, std::vector<double> room, int delay) {
  return {std::vector<double>(given.size(), 1.0), std::move(given), std::move(room), delay};
}

TEST(Shift, SpreadsOverTheRoomInProportion) {
  const auto placed = shifted(day({1, 1, 0, 0, 0}, {0, 0, 1, 3, 4}, 4));
  const auto all = taken(placed, 5);
  EXPECT_EQ(all, (std::vector<double>{0, 0, 2.0 / 8 * 1, 2.0 / 8 * 3, 2.0 / 8 * 4}));
  EXPECT_EQ(sum(placed.unplaced), 0.0);
}

TEST(Shift, WhatFindsNoRoomIsUnplaced) {
  const auto placed = shifted(day({2, 0, 0}, {0, 0.5, 0.75}, 2));
  EXPECT_EQ(taken(placed, 3), (std::vector<double>{0, 0.5, 0.75}));
  EXPECT_EQ(placed.unplaced, (std::vector<double>{0.75, 0, 0}));
}

TEST(Shift, NothingIsMadeBeforeItIsGivenOrLaterThanItMayBe) {
  const auto placed = shifted(day({0, 0, 1, 0, 0, 0}, {9, 9, 0, 0, 0, 9}, 2));
  EXPECT_TRUE(placed.moves.empty());
  EXPECT_EQ(sum(placed.unplaced), 1.0);
}

/// Spreading fails, since the first block would take what only the second can reach: placed anew it all fits.
TEST(Shift, FindsAPlacingWhereOneExists) {
  const auto placed = shifted(day({1, 0, 1, 0, 0}, {0, 1, 0, 1, 0}, 3));
  EXPECT_EQ(sum(placed.unplaced), 0.0);
  EXPECT_EQ(taken(placed, 5), (std::vector<double>{0, 1, 0, 1, 0}));
}

/// Most that can be placed, by augmenting paths over hours of whole units: an answer found another way.
int most_placed(const std::vector<int>& given, const std::vector<int>& room, int delay) {
  const int hours = static_cast<int>(given.size());
  std::vector<std::vector<int>> by_hour(static_cast<std::size_t>(hours));  // givers of the units in each hour
  int placed = 0;
  for (int i = 0; i < hours; ++i)
    for (int unit = 0; unit < given[static_cast<std::size_t>(i)]; ++unit) {
      std::vector<bool> seen(static_cast<std::size_t>(hours));
      const auto place = [&](auto&& self, int giver) -> bool {
        for (int j = giver + 1; j < std::min(hours, giver + delay + 1); ++j) {
          if (seen[static_cast<std::size_t>(j)] || room[static_cast<std::size_t>(j)] == 0) continue;
          seen[static_cast<std::size_t>(j)] = true;
          auto& here = by_hour[static_cast<std::size_t>(j)];
          if (static_cast<int>(here.size()) < room[static_cast<std::size_t>(j)]) {
            here.push_back(giver);
            return true;
          }
          for (int& other : here)
            if (self(self, other)) {
              other = giver;
              return true;
            }
        }
        return false;
      };
      placed += place(place, i) ? 1 : 0;
    }
  return placed;
}

TEST(Shift, PlacesAsMuchAsAnyPlacingCan) {
  std::mt19937 random(20261123);
  for (int n = 0; n < 300; ++n) {
    std::vector<int> given(24), room(24);
    const int delay = 1 + static_cast<int>(random() % 12);
    for (std::size_t h = 0; h < 24; ++h) {
      const auto kind = random() % 3;
      given[h] = kind == 0 ? static_cast<int>(random() % 4) : 0;
      room[h] = kind == 1 ? static_cast<int>(random() % 4) : 0;
    }
    const auto placed = shifted(day({given.begin(), given.end()}, {room.begin(), room.end()}, delay));
    EXPECT_NEAR(sum(taken(placed, 24)), most_placed(given, room, delay), 1e-12)
        << n;  // sums of small numbers
  }
}

TEST(Shift, ConservesOutputOnRandomProfiles) {
  std::mt19937_64 random(4);
  std::uniform_real_distribution<double> share(0.0, 1.0);
  for (int n = 0; n < 200; ++n) {
    HourlyOutput hours;
    hours.most_delay = 1 + static_cast<int>(random() % 30);
    for (int h = 0; h < 24 * 30; ++h) {
      const double made = 0.1 + 2.0 * share(random);
      const bool gives = h % 24 >= 10 && h % 24 < 16, takes = h % 24 >= 19 || h % 24 < 6;
      hours.made.push_back(made);
      hours.given.push_back(gives ? share(random) * made : 0.0);
      hours.room.push_back(takes ? share(random) : 0.0);
    }
    const auto placed = shifted(hours);
    const auto all = taken(placed, hours.made.size());
    const double before = sum(hours.made);
    double after = sum(placed.unplaced);
    for (std::size_t h = 0; h < all.size(); ++h) {
      after += hours.made[h] - hours.given[h] + all[h];
      EXPECT_LE(all[h], hours.room[h] * (1.0 + 1e-12));  // rounding of shares
    }
    EXPECT_NEAR(after / before, 1.0, 1e-12) << n;  // the specification's bar
    for (const Move& move : placed.moves) {
      EXPECT_GT(move.to, move.from);
      EXPECT_LE(move.to - move.from, hours.most_delay);
    }
  }
}

}  // namespace
