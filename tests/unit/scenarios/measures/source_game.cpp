// Items on one source: every set, every order, by hand and by counting permutations.
#include "scenarios/measures/source_game.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "scenarios/measures/plan_effects.hpp"
#include "tests/support/policy_town.hpp"

namespace lantian::tests {
namespace {

constexpr std::size_t nox = of(Pollutant::NOx);

Inventory flat_town() {
  Inventory inventory = town();
  inventory.temporal_profiles = {{"flat", {}, {}, {}, true}};
  inventory.temporal_profiles[0].month.fill(1.0 / 12.0);
  inventory.temporal_profiles[0].weekday.fill(1.0);
  inventory.temporal_profiles[0].hour.fill(1.0);
  for (auto& source : inventory.sources) source.temporal = 0;
  return inventory;
}

Track track(Stage stage, Steps steps) { return {stage, {}, std::make_shared<const Steps>(std::move(steps))}; }

/// Kilograms of a source that emits one an hour over two days.
class Game : public ::testing::Test {
 protected:
  Game() : inventory_(flat_town()), around_{china, two_days}, hours_(inventory_, around_) {
    source_ = inventory_.sources[kiln];
    source_.annual_mass.fill(8760.0);
  }
  SourceGame game(const std::vector<ItemTracks>& items) { return {source_, items, hours_, two_days}; }

  Inventory inventory_;
  Surroundings around_;
  ProfileHours hours_;
  Source source_;
};

TEST_F(Game, FactorsMultiplyAndTheStrictestActivityHolds) {
  const Step all{start, start + 48 * hour, 0.5, 1.0, 1.0}, day{start, start + 24 * hour, 0.8, 0.8, 0.8};
  const Step stop{start, start + 48 * hour, 0.6, 0.6, 0.6};
  const auto two = game({{0, {track(Stage::control, {all})}},
                         {1, {track(Stage::activity, {day})}},
                         {2, {track(Stage::activity, {stop})}}});
  EXPECT_NEAR(two.left(0b000)[nox], 48.0, 1e-11);               // one kg an hour, sums of 48 roundings
  EXPECT_NEAR(two.left(0b001)[nox], 24.0, 1e-11);               // halved
  EXPECT_NEAR(two.left(0b010)[nox], 24.0 + 0.8 * 24.0, 1e-11);  // on one day
  EXPECT_NEAR(two.left(0b110)[nox], 0.6 * 48.0, 1e-11);         // 0.6 is stricter than 0.8
  EXPECT_NEAR(two.left(0b111)[nox], 0.5 * 0.6 * 48.0, 1e-11);
  const auto shares = two.shares();
  EXPECT_NEAR(shares[1].last_in[nox], 0.0, 1e-11);  // the stricter stop is there already
  EXPECT_NEAR(shares[1].in_order[nox], 0.5 * 0.2 * 24.0, 1e-11);
}

TEST_F(Game, ADeviceIsReplacedOnce) {
  const Step half{start, start + 48 * hour, 0.5, 1.0, 1.0}, third{start, start + 48 * hour, 0.3, 1.0, 1.0};
  const auto two = game({{0, {track(Stage::device, {half})}}, {1, {track(Stage::device, {third})}}});
  EXPECT_NEAR(two.left(0b01)[nox], 24.0, 1e-11);
  EXPECT_NEAR(two.left(0b11)[nox], 0.3 * 48.0, 1e-11);
  EXPECT_NEAR(two.shares()[0].last_in[nox], 0.0, 1e-11);
  EXPECT_NEAR(two.shares()[0].shapley[nox], 12.0, 1e-11);  // half of what both reach
}

TEST_F(Game, ADormantCopyEmitsInSetsThatWakeIt) {
  source_.dormant = true;
  const Step share{start, start + 48 * hour, 0.25, 1.0, 1.0}, half{start, start + 48 * hour, 0.5, 1.0, 1.0};
  const auto moved = game({{0, {track(Stage::place, {share})}}, {1, {track(Stage::control, {half})}}});
  EXPECT_EQ(moved.left(0b00)[nox], 0.0);
  EXPECT_EQ(moved.left(0b10)[nox], 0.0);
  EXPECT_NEAR(moved.left(0b01)[nox], 12.0, 1e-11);
  EXPECT_NEAR(moved.left(0b11)[nox], 6.0, 1e-11);
  EXPECT_NEAR(moved.shares()[0].first_in[nox], -12.0, 1e-11);  // it adds
}

TEST_F(Game, ShapleyIsTheMeanOverAllOrdersAndSumsToTheJointEffect) {
  std::mt19937 random(20261126);
  std::uniform_real_distribution<double> factor(0.0, 1.3);
  std::uniform_int_distribution<int> first(0, 40), length(1, 30), kind(0, 3);
  for (int round = 0; round < 30; ++round) {
    std::vector<ItemTracks> items;
    const int count = 1 + round % 5;
    for (int n = 0; n < count; ++n) {
      const UtcSeconds from = start + first(random) * hour;
      const double f = factor(random);
      const Stage stages[] = {Stage::technology, Stage::activity, Stage::device, Stage::control};
      items.push_back({n, {track(stages[kind(random)], {{from, from + length(random) * hour, f, f, f}})}});
    }
    const auto played = game(items);
    const auto shares = played.shares();
    std::vector<double> mean(items.size(), 0.0);
    std::vector<int> order(items.size());
    std::iota(order.begin(), order.end(), 0);
    double orders = 0.0;
    do {
      std::uint32_t set = 0;
      for (const int n : order) {
        const std::uint32_t next = set | (1u << n);
        mean[static_cast<std::size_t>(n)] += played.left(set)[nox] - played.left(next)[nox];
        set = next;
      }
      orders += 1.0;
    } while (std::next_permutation(order.begin(), order.end()));
    double sum = 0.0, in_order = 0.0;
    for (std::size_t n = 0; n < items.size(); ++n) {
      EXPECT_NEAR(shares[n].shapley[nox], mean[n] / orders, 1e-11);  // 48 kg at most, 120 orders
      sum += shares[n].shapley[nox];
      in_order += shares[n].in_order[nox];
    }
    EXPECT_NEAR(sum, played.joint_effect()[nox], 1e-11);
    EXPECT_NEAR(in_order, played.joint_effect()[nox], 1e-11);
  }
}

Scenario item_of(const std::string& id, const Measure& one) {
  Scenario scenario;
  scenario.id = id;
  scenario.measures[one.id] = one;
  return scenario;
}

TEST(PlanEffects, SumsAreThoseOfTheExpandedPlan) {
  const Inventory inventory = flat_town();
  const Surroundings around{china, two_days, {"boiler", "cement", "road.freight.heavy"}};
  Control scrubber{"scrubber", {}, 0.8, 1.0};
  scrubber.efficiency[nox] = 0.5;
  auto stop = measure("stop", "cement", Stop{});
  stop.compliance.mean = 0.7;
  stop.physics.ramp_down_h = stop.physics.ramp_up_h = 6;
  stop.physics.min_down_h = 0;
  Scenario nights = item_of("b", stop);
  nights.windows["night"].hours = {HourRange{20, 6}};
  nights.measures.at("stop").window = "night";
  const std::vector<Scenario> items{item_of("a", measure("scrub", "cement", scrubber)), nights,
                                    item_of("c", measure("half", "cement", LimitOutput{"", 0.5}))};
  const auto effects = effects_of_plan(items, inventory, around);
  ASSERT_TRUE(effects.findings.empty()) << effects.findings.front().code;
  const auto plan = expand(items, inventory, around).plan;
  double left = 0.0, base = 0.0;
  for (std::size_t s = 0; s < inventory.sources.size(); ++s)
    for (auto now = start; now < start + 48 * hour; now += hour) {
      const double mass = inventory.sources[s].annual_mass[nox] / 8760.0;
      base += mass;
      left += mass * plan.factor(static_cast<int>(s), now, Pollutant::NOx);
    }
  double shapley = 0.0;
  for (const auto& one : effects.county.items) shapley += one.shapley[nox];
  EXPECT_NEAR(effects.all.base[nox] / base, 1.0, 1e-12);
  EXPECT_NEAR(effects.all.joint[nox] / (base - left), 1.0, 1e-12);
  EXPECT_NEAR(shapley / effects.county.joint[nox], 1.0, 1e-12);
  EXPECT_EQ(effects.overlaps.size(), 6u);  // kiln and mill, three items each
}

TEST(PlanEffects, WhatHangsOnItsCompanyIsRefused) {
  const Surroundings around{china, two_days, {"fuel.station"}};
  Shift shift;
  shift.from = {10, 16};
  shift.to = {20, 6};
  shift.share = 0.5;
  shift.most_rate = 3.0;
  const auto effects =
      effects_of_plan({item_of("a", measure("later", "fuel.station", shift))}, flat_town(), around);
  ASSERT_EQ(effects.findings.size(), 1u);
  EXPECT_EQ(effects.findings.front().code, "hangs_on_company");
}

TEST(PlanEffects, GrowthThatIsOffsetTwiceIsAvoidedTwice) {
  PollutantValues kept;
  kept[of(Pollutant::VOC)] = -1.0;
  const auto avoided = avoided_growth({station}, 0.03, kept, flat_town());
  EXPECT_NEAR(avoided[of(Pollutant::VOC)], 8760.0 * 0.03 * 2.0, 1e-9);
  EXPECT_EQ(avoided[nox], 0.0);  // not named: it grows as it would
}

}  // namespace
}  // namespace lantian::tests
