// Calendars of a closed loop: settled, swinging, or never back.
#include "scenarios/policy/closed_loop.hpp"

#include <gtest/gtest.h>

namespace {

using namespace lantian::scenarios;

WarningCalendar called(const char* level, int place, int first, int end) {
  return {{"city", level, place, first * 3600, end * 3600}};
}

const WarningCalendar nothing, yellow = called("yellow", 0, 0, 48), orange = called("orange", 1, 0, 48),
                               brief = called("orange", 1, 0, 12);

ClosedLoop loop_of(const WarningCalendar& open, const std::vector<WarningCalendar>& heard) {
  ClosedLoop loop{.calendars = {open}};
  for (const auto& one : heard) {
    EXPECT_EQ(loop.end, LoopEnd::running);
    take(loop, one);
  }
  return loop;
}

TEST(ClosedLoop, SettlesWhereTheAirCallsTheCalendarThatMadeIt) {
  const auto at_once = loop_of(orange, {orange});
  EXPECT_EQ(at_once.end, LoopEnd::settled);
  EXPECT_EQ(at_once.runs, 1);
  EXPECT_EQ(at_once.calendars[at_once.kept], orange);

  const auto later = loop_of(orange, {yellow, yellow});
  EXPECT_EQ(later.end, LoopEnd::settled);
  EXPECT_EQ(later.runs, 2);
  EXPECT_EQ(later.calendars[later.kept], yellow);
  EXPECT_EQ(later.calendars.front(), orange);  // the open loop stays told
}

TEST(ClosedLoop, ACycleKeepsItsStrictestCalendar) {
  const auto two = loop_of(orange, {nothing, orange});
  EXPECT_EQ(two.end, LoopEnd::swinging);
  EXPECT_EQ(two.runs, 2);
  EXPECT_EQ(two.repeated, 0u);
  EXPECT_EQ(two.calendars[two.kept], orange);

  // The open loop's orange is not part of the cycle nothing -> yellow -> nothing.
  const auto late = loop_of(orange, {nothing, yellow, nothing});
  EXPECT_EQ(late.end, LoopEnd::swinging);
  EXPECT_EQ(late.repeated, 1u);
  EXPECT_EQ(late.calendars[late.kept], yellow);
}

TEST(ClosedLoop, StrictnessCountsEachHourOnceForEveryLevel) {
  EXPECT_EQ(strictness(nothing), 0);
  EXPECT_EQ(strictness(yellow), 48);
  EXPECT_EQ(strictness(orange), 96);
  EXPECT_EQ(strictness(brief), 24);
}

TEST(ClosedLoop, WhatNeverComesBackIsCalledUnsettled) {
  ClosedLoop loop{.calendars = {called("yellow", 0, 0, 100)}};
  for (int n = 1; loop.end == LoopEnd::running; ++n) take(loop, called("yellow", 0, n, 100));
  EXPECT_EQ(loop.end, LoopEnd::unsettled);
  EXPECT_EQ(loop.runs, ClosedLoop::most_runs);
  EXPECT_EQ(loop.kept, 0u);  // the longest
}

}  // namespace
