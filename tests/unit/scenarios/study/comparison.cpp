// Options made equal, on two kilns that make one tonne an hour each; numbers counted by hand.
#include "scenarios/study/comparison.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace lantian::scenarios;
using lantian::model::LocalClock;
using lantian::model::UtcSeconds;

constexpr LocalClock china{8 * 3600};
const UtcSeconds start = china.midnight(19683);  // 22 November 2023
const Surroundings two_days{china, {start, start + 48 * 3600}};
constexpr std::size_t nox = static_cast<std::size_t>(Pollutant::NOx);

Inventory kilns() {
  Inventory inventory;
  inventory.temporal_profiles = {{"flat", {}, {}, {}, true}};
  inventory.temporal_profiles[0].month.fill(1.0 / 12.0);
  inventory.temporal_profiles[0].weekday.fill(1.0);
  inventory.temporal_profiles[0].hour.fill(1.0);
  for (int n = 0; n < 2; ++n) {
    const std::string id = "E" + std::to_string(n + 1);
    inventory.enterprises.push_back({id, {}, n == 0 ? "cement.clinker" : "brick", "B", "west", {}, {}, ""});
    inventory.lines.push_back(
        {"L1", n, {}, n == 0 ? "clinker" : "bricks", 8760, 8760, n == 0 ? "t" : "brick", ""});
    Source source;
    source.id = id + "/L1/kiln/DA001";
    source.enterprise = source.line = n;
    source.industry = inventory.enterprises.back().industry;
    source.process = "kiln";
    source.temporal = 0;
    source.in_county = true;
    source.annual_mass[nox] = 8760.0;  // 1 kg an hour
    inventory.sources.push_back(std::move(source));
  }
  return inventory;
}

Option option(const std::string& id, Operation op, HourRange hours = {0, 24},
              const char* industry = "cement.clinker") {
  Option made;
  made.id = id;
  made.scenario.id = id;
  made.scenario.currency = {"CNY", 2023};
  made.scenario.windows["w"].hours = {hours};
  Measure& measure = made.scenario.measures[id + "-1"];
  measure.id = id + "-1";
  measure.select.where.industry = {industry};
  measure.window = "w";
  measure.op = std::move(op);
  measure.physics.min_down_h = 0;
  measure.cost.per_output = {10.0, "CNY", std::string(industry) == "brick" ? "brick" : "t"};
  return made;
}

Study study(std::vector<Option> options, EqualBy by, const std::string& reference,
            std::vector<std::string> solved) {
  Study made;
  made.options = std::move(options);
  made.equalise = Equalise{by, Pollutant::NOx, reference, std::move(solved)};
  return made;
}

LimitOutput to(double share) {
  LimitOutput limit;
  limit.to = share;
  return limit;
}

TEST(StudyComparison, AShareIsSolvedSoThatEqualOutputIsLost) {
  // Twelve hours' stop of each day loses 24 t; a limit to 0.2 all day loses 38.4 t, so 0.625 of it is taken.
  const auto found = compare(study({option("limit", to(0.2)), option("stop", Stop{}, {8, 20})},
                                   EqualBy::lost_output, "stop", {"limit"}),
                             {}, kilns(), two_days);
  ASSERT_TRUE(found.findings.empty());
  EXPECT_EQ(found.unit, "clinker, t");
  ASSERT_EQ(found.options.size(), 2u);
  EXPECT_EQ(found.options[0].id, "stop");  // the reference first
  EXPECT_NEAR(found.options[0].lost.at("clinker, t"), 24.0, 1e-12);
  EXPECT_NEAR(found.options[1].lost.at("clinker, t"), 24.0, 24.0 * 1e-8);
  EXPECT_NEAR(found.options[1].share, 0.625, 1e-8);
  EXPECT_LT(std::abs(found.options[1].residual), 1e-8);
  EXPECT_NEAR(found.options[1].cost, 240.0, 1e-5);
  EXPECT_NEAR(found.options[0].avoided[nox], 24.0, 1e-12);
}

TEST(StudyComparison, CostAndEmissionCanBeWhatIsEqual) {
  auto dear = option("dear", to(0.0));
  dear.scenario.measures.at("dear-1").cost.per_output->value = 40.0;
  const auto cost = compare(study({dear, option("stop", Stop{}, {8, 20})}, EqualBy::cost, "stop", {"dear"}),
                            {}, kilns(), two_days);
  ASSERT_TRUE(cost.findings.empty());
  EXPECT_EQ(cost.unit, "CNY");
  EXPECT_NEAR(cost.options[1].share, 240.0 / (48.0 * 40.0), 1e-8);
  const auto mass =
      compare(study({option("brick", to(0.0), {0, 24}, "brick"), option("stop", Stop{}, {8, 20})},
                    EqualBy::emitted, "stop", {"brick"}),
              {}, kilns(), two_days);
  EXPECT_EQ(mass.unit, "kg NOx");
  EXPECT_NEAR(mass.options[1].share, 0.5, 1e-8);
}

TEST(StudyComparison, CapitalAboveTheReferencesCostIsRefused) {
  auto dear = option("dear", to(0.0));
  dear.scenario.measures.at("dear-1").cost.capital = 1e8;
  dear.scenario.measures.at("dear-1").cost.life_years = 10.0;
  const auto found = compare(study({dear, option("stop", Stop{}, {8, 20})}, EqualBy::cost, "stop", {"dear"}),
                             {}, kilns(), two_days);
  ASSERT_EQ(found.findings.size(), 1u);
  EXPECT_EQ(found.findings[0].code, "cost_is_fixed");
  EXPECT_EQ(found.findings[0].key, "option.dear");
  // A tenth a year, two days of 365.
  EXPECT_EQ(found.findings[0].arguments[0], (std::pair<std::string, std::string>{"value", "54794.5"}));
  EXPECT_EQ(found.findings[0].arguments[1], (std::pair<std::string, std::string>{"limit", "240"}));
}

TEST(StudyComparison, CapitalBelowItLeavesTheRestToTheShare) {
  auto dear = option("dear", to(0.0));
  dear.scenario.measures.at("dear-1").cost.capital = 365.0 / 2.0 * 100.0;
  const auto found = compare(study({dear, option("stop", Stop{}, {8, 20})}, EqualBy::cost, "stop", {"dear"}),
                             {}, kilns(), two_days);
  ASSERT_TRUE(found.findings.empty());
  EXPECT_NEAR(found.options[1].share, (240.0 - 100.0) / 480.0, 1e-8);
  EXPECT_LT(std::abs(found.options[1].residual), 1e-8);
}

TEST(StudyComparison, StopsOfTheBaseAreNobodysToTheLastBit) {
  Scenario base = option("base", Stop{}, {8, 20}).scenario;
  base.measures.at("base-1").compliance.mean = 0.7;
  auto none = option("none", to(0.5), {0, 24}, "brick");
  Study of;
  of.id = "s";
  of.options = {none};
  auto more = kilns();
  for (int n = 2; n < 9; ++n) {  // seven more works whose stops are thirds of a sum
    auto source = more.sources[0];
    more.enterprises.push_back(more.enterprises[0]);
    more.enterprises.back().id = source.id = "F" + std::to_string(n);
    more.lines.push_back(more.lines[0]);
    more.lines.back().enterprise = source.enterprise = source.line = n;
    more.sources.push_back(source);
  }
  auto apart = none;
  apart.id = apart.scenario.id = "apart";
  apart.scenario.windows["v"] = base.windows.at("w");
  apart.scenario.measures["again"] = base.measures.at("base-1");
  apart.scenario.measures.at("again").id = "again";
  apart.scenario.measures.at("again").window = "v";
  of.options = {none, apart};
  const auto found = compare(of, {base}, more, two_days);
  ASSERT_TRUE(found.findings.empty());
  EXPECT_EQ(found.options[0].stops, 0.0);
  EXPECT_EQ(found.options[1].stops, 0.0);
}

TEST(StudyComparison, WhatCannotBeReachedSaysSo) {
  const auto found = compare(study({option("little", to(0.9)), option("stop", Stop{}, {8, 20})},
                                   EqualBy::lost_output, "stop", {"little"}),
                             {}, kilns(), two_days);
  EXPECT_FALSE(found.options[1].is_reached);
  EXPECT_EQ(found.options[1].share, 1.0);
  EXPECT_NEAR(found.options[1].residual, 4.8 / 24.0 - 1.0, 1e-12);
}

TEST(StudyComparison, BricksCannotBeMadeEqualToTonnes) {
  const auto found =
      compare(study({option("brick", to(0.0), {0, 24}, "brick"), option("stop", Stop{}, {8, 20})},
                    EqualBy::lost_output, "stop", {"brick"}),
              {}, kilns(), two_days);
  ASSERT_EQ(found.findings.size(), 1u);
  EXPECT_EQ(found.findings[0].code, "lost_in_other_units");
  EXPECT_EQ(found.findings[0].key, "option.brick");
}

TEST(StudyComparison, RestartsAreWhatHeatingUpEmits) {
  auto stop = option("stop", Stop{}, {8, 20});
  stop.scenario.measures.at("stop-1").physics.heat_up_h = 2;
  stop.scenario.measures.at("stop-1").physics.heat_up_emission = 1.5;
  Study of;
  of.id = "s";
  of.options = {stop};
  const auto found = compare(of, {}, kilns(), two_days);
  ASSERT_TRUE(found.findings.empty());
  // Two stops of twelve hours, each followed by two hours at 1.5 kg an hour.
  EXPECT_NEAR(found.options[0].restarts[nox], 2 * 2 * 1.5, 1e-12);
  EXPECT_NEAR(found.options[0].avoided[nox], 2 * (12.0 - 2 * 0.5), 1e-12);
}

TEST(RisingRoot, FindsRootsOfStraightBentAndSteppedCurves) {
  EXPECT_NEAR(rising_root([](double x) { return 3.0 * x - 1.0; }, 0.0, 1.0, 1.0), 1.0 / 3.0, 1e-9);
  EXPECT_NEAR(rising_root([](double x) { return x * x * x - 0.5; }, 0.0, 1.0, 1.0), std::cbrt(0.5), 1e-8);
  EXPECT_NEAR(rising_root([](double x) { return x < 0.3 ? -1.0 : 1.0; }, 0.0, 1.0, 1.0), 0.3, 1e-12);
}

TEST(ReferredPart, KeepsWhatMeasuresLeadTo) {
  auto made = option("stop", Stop{}).scenario;
  made.windows["unused"] = {};
  made.windows["outer"].all_of = {"w"};
  made.measures.at("stop-1").window = "outer";
  made.selections["works"].none_of = {"lorries"};
  made.selections["lorries"].where.serves = {"served"};
  made.selections["served"] = {};
  made.selections["idle"] = {};
  made.measures.at("stop-1").select.all_of = {"works"};
  const auto part = referred_part(made);
  EXPECT_EQ(part.windows.size(), 2u);
  EXPECT_EQ(part.selections.size(), 3u);
  EXPECT_FALSE(part.selections.contains("idle"));
}

}  // namespace
