// Plans that share a beginning: until when, and which stand side by side.
#include "scenarios/study/shared_prefix.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace lantian::scenarios;
using lantian::model::seconds_per_hour;

constexpr Period run{0, 10 * seconds_per_hour};

EmissionPlan plan(std::vector<std::pair<int, double>> from_hour_on) {
  EmissionPlan made;
  for (std::size_t n = 0; n < from_hour_on.size(); ++n)
    made.runs.push_back({0, from_hour_on[n].first * seconds_per_hour,
                         n + 1 < from_hour_on.size() ? from_hour_on[n + 1].first * seconds_per_hour : run.end,
                         Stage::activity, std::nullopt, from_hour_on[n].second, 0});
  return made;
}

TEST(SharedPrefix, PlansStandBesideThoseTheyShareTheMostWith) {
  // Halved from hour 2 on, then apart in hour 6; the others leave them in hour 2 itself.
  std::vector<EmissionPlan> plans{plan({{2, 0.5}, {6, 0.2}}), plan({{2, 0.4}}), plan({{2, 0.5}, {6, 0.3}}),
                                  plan({{2, 0.6}})};
  std::sort(plans.begin(), plans.end(),
            [](const auto& a, const auto& b) { return course(a, run) < course(b, run); });
  const auto is_halved = [](const EmissionPlan& one) { return one.runs.front().factor == 0.5; };
  const auto first = std::find_if(plans.begin(), plans.end(), is_halved);
  ASSERT_NE(first, plans.end());
  ASSERT_NE(first + 1, plans.end());
  EXPECT_TRUE(is_halved(first[1]));
  EXPECT_EQ(first_difference(first[0], first[1], run), 6 * seconds_per_hour);
}

TEST(SharedPrefix, WhatDoesTheSameHasOneCourse) {
  auto split = plan({{2, 0.5}, {6, 0.5}}), idle = plan({{1, 1.0}, {2, 0.5}});
  split.runs[1].rule = 3;
  EXPECT_EQ(course(split, run), course(plan({{2, 0.5}}), run));
  EXPECT_EQ(course(idle, run), course(plan({{2, 0.5}}), run));
  EXPECT_TRUE(course(plan({{0, 1.0}}), run).empty());
  EXPECT_NE(course(plan({{3, 0.5}}), run), course(plan({{2, 0.5}}), run));
}

}  // namespace
