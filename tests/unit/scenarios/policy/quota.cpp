#include "scenarios/policy/quota.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "scenarios/policy/expansion.hpp"
#include "scenarios/policy/window.hpp"

namespace {

using namespace lantian::scenarios;
using lantian::model::LocalClock;
using lantian::model::UtcSeconds;

constexpr LocalClock china{8 * 3600};

std::int64_t day(int year, unsigned month, unsigned date) {
  using namespace std::chrono;
  return sys_days{std::chrono::year{year} / month / date}.time_since_epoch().count();
}

Scenario with_quota(int days, bool per_month, Quota::Pick pick, std::uint64_t seed = 0) {
  Scenario scenario;
  Window& window = scenario.windows["heating"];
  window.id = "heating";
  window.dates = {{true, {11, 15}, {3, 15}, 0, 0}};
  window.quota = Quota{days, per_month, pick, seed};
  return scenario;
}

/// Local days of 2023-11 to 2024-03 on which the window is open at noon.
std::vector<std::int64_t> open_days(const Scenario& scenario, const Surroundings& around,
                                    const std::string& enterprise = "") {
  const Inventory inventory;
  std::vector<std::int64_t> days;
  for (const auto& span : window_spans({scenario, inventory, around}, "heating", around.run, enterprise))
    for (auto one = china.local_day(span.start); china.midnight(one) < span.end; ++one) days.push_back(one);
  return days;
}

Surroundings run_of(std::int64_t first, std::int64_t end) {
  return {china, {china.midnight(first), china.midnight(end)}};
}

const Surroundings winter = run_of(day(2023, 11, 1), day(2024, 4, 1));

TEST(Quota, AnyDaysAreTheFirstOfEachMonth) {
  const auto days = open_days(with_quota(10, true, Quota::Pick::any), winter);
  ASSERT_EQ(days.size(), 50u);  // November to March
  EXPECT_EQ(days.front(), day(2023, 11, 15));
  EXPECT_EQ(days[9], day(2023, 11, 24));
  EXPECT_EQ(days[10], day(2023, 12, 1));
}

TEST(Quota, DaysAreCountedFromTheMonthNotFromTheRun) {
  const auto scenario = with_quota(10, true, Quota::Pick::any);
  EXPECT_TRUE(open_days(scenario, run_of(day(2023, 11, 25), day(2023, 12, 1))).empty());
  EXPECT_EQ(open_days(scenario, run_of(day(2023, 11, 23), day(2023, 11, 27))).size(), 2u);
}

TEST(Quota, ASeasonWrapsTheYear) {
  const auto days = open_days(with_quota(60, false, Quota::Pick::any), winter);
  ASSERT_EQ(days.size(), 60u);
  EXPECT_EQ(days.back(), day(2024, 1, 13));  // 16 + 31 + 13
}

TEST(Quota, TheWorstForecastDaysEarlierOnesWhereEqual) {
  auto around = winter;
  around.signals.start = around.run.start;
  auto& index = around.signals.hourly["forecast(aqi_daily)"];
  index.assign((152 * 24), 100.0);  // 1 November to 31 March
  const auto set = [&](std::int64_t one, double value) {
    const auto from = static_cast<std::size_t>((china.midnight(one) - around.signals.start) / 3600);
    std::fill_n(index.begin() + static_cast<std::ptrdiff_t>(from), 24, value);
  };
  set(day(2023, 12, 5), 300.0);
  set(day(2023, 12, 20), 300.0);
  set(day(2023, 12, 24), 400.0);
  set(day(2023, 11, 3), 500.0);  // before the window
  const auto days = open_days(with_quota(2, true, Quota::Pick::worst_forecast), around);
  EXPECT_EQ(
      (std::vector<std::int64_t>{days.begin(), days.begin() + 4}),
      (std::vector<std::int64_t>{day(2023, 11, 15), day(2023, 11, 16), day(2023, 12, 5), day(2023, 12, 24)}));
}

TEST(Quota, EachEnterpriseChoosesItsOwnBlockTheSameEverywhere) {
  const auto scenario = with_quota(10, true, Quota::Pick::enterprise_choice, 20261123);
  const auto december = run_of(day(2023, 12, 1), day(2024, 1, 1));
  std::set<std::int64_t> starts;
  for (int n = 0; n < 40; ++n) {
    const auto days = open_days(scenario, december, "E" + std::to_string(n));
    ASSERT_EQ(days.size(), 10u);
    EXPECT_EQ(days.back() - days.front(), 9);
    starts.insert(days.front());
  }
  EXPECT_GT(starts.size(), 10u);
  // Philox in Python gives E012 place 4 of the 22 that December has.
  EXPECT_EQ(open_days(scenario, december, "E012").front(), day(2023, 12, 1) + 4);
  // A run that begins later meets the same block.
  const auto later = open_days(scenario, run_of(day(2023, 12, 1) + 4 + 3, day(2024, 1, 1)), "E012");
  EXPECT_EQ(later.size(), 7u);
}

std::vector<std::string> codes(const std::vector<Finding>& findings) {
  std::vector<std::string> found;
  for (const auto& f : findings) found.push_back(f.code + " " + f.key);
  return found;
}

TEST(Quota, MoreDaysThanAMonthHasAreRefused) {
  const Inventory inventory;
  const auto scenario = with_quota(17, true, Quota::Pick::any);  // November has 16 of them, March 15
  EXPECT_EQ(codes(check_quotas({scenario, inventory, winter})),
            (std::vector<std::string>{"quota_too_long window.heating.quota.min_days",
                                      "quota_too_long window.heating.quota.min_days"}));
}

TEST(Quota, RankingNeedsAForecastOfEveryDay) {
  const Inventory inventory;
  const auto scenario = with_quota(2, true, Quota::Pick::worst_forecast);
  auto around = run_of(day(2023, 11, 22), day(2023, 11, 25));
  around.signals.start = around.run.start;
  around.signals.hourly["forecast(aqi_daily)"].assign(72, 100.0);
  const auto found = check_quotas({scenario, inventory, around});
  EXPECT_EQ(codes(found), std::vector<std::string>{"quota_without_forecast window.heating.quota.pick"});
  EXPECT_EQ(found[0].arguments[0].second, "3");
}

TEST(Quota, TwoQuotasOnOneSourceAreRefusedWhereTheirDaysOverlap) {
  Inventory inventory;
  inventory.sources.push_back({});
  inventory.sources[0].id = "area/brick";
  inventory.sources[0].industry = "brick";
  inventory.sources[0].annual_mass.fill(1.0);
  auto scenario = with_quota(10, true, Quota::Pick::any);
  Window& other = scenario.windows["january"];
  other.id = "january";
  other.dates = {{true, {1, 1}, {1, 31}, 0, 0}};
  other.quota = Quota{5, true, Quota::Pick::any, 0};
  for (const char* id : {"heating", "january"}) {
    Measure& measure = scenario.measures[std::string("m_") + id];
    measure.id = std::string("m_") + id;
    measure.select.where.industry = {"brick"};
    measure.window = id;
    measure.op = Stop{};
  }
  EXPECT_EQ(codes(overlapping_quotas({scenario}, inventory, {china, {0, 0}})),
            std::vector<std::string>{"overlapping_quotas measure.m_january.window"});
  scenario.windows["january"].dates = {{true, {6, 1}, {6, 30}, 0, 0}};
  EXPECT_TRUE(overlapping_quotas({scenario}, inventory, {china, {0, 0}}).empty());
}

/// Brick works E0 … that stop in the quota's days, and the local days on which each stands still.
std::vector<std::set<std::int64_t>> stopped_days(Scenario scenario, const Surroundings& around, int works) {
  Inventory inventory;
  for (int n = 0; n < works; ++n) {
    inventory.enterprises.push_back({"E" + std::to_string(n), {}, "brick", "C", "west", {}, {}, ""});
    Source source;
    source.id = "E" + std::to_string(n) + "/L1/kiln";
    source.enterprise = n;
    source.industry = "brick";
    source.annual_mass.fill(1.0);
    inventory.sources.push_back(source);
  }
  Measure& stop = scenario.measures["stop"];
  stop.id = "stop";
  stop.select.where.industry = {"brick"};
  stop.window = "heating";
  stop.op = Stop{};
  const auto expansion = expand({scenario}, inventory, around);
  EXPECT_TRUE(expansion.findings.empty());
  std::vector<std::set<std::int64_t>> days(static_cast<std::size_t>(works));
  for (const auto& run : expansion.plan.runs) {
    EXPECT_EQ(run.factor, 0.0);
    for (auto time = run.start; time < run.end; time += 86400)
      days[static_cast<std::size_t>(run.source)].insert(china.local_day(time));
  }
  return days;
}

using Months = std::vector<std::pair<std::int64_t, std::int64_t>>;  // first and last day inside the season
const Months heating_months{{day(2023, 11, 15), day(2023, 11, 30)},
                            {day(2023, 12, 1), day(2023, 12, 31)},
                            {day(2024, 1, 1), day(2024, 1, 31)},
                            {day(2024, 2, 1), day(2024, 2, 29)},
                            {day(2024, 3, 1), day(2024, 3, 15)}};

std::vector<std::int64_t> between(const std::set<std::int64_t>& days, std::int64_t first, std::int64_t last) {
  return {days.lower_bound(first), days.upper_bound(last)};
}

TEST(Quota, EveryWorksKeepsItsDaysInEachMonthWhoeverPicks) {
  auto around = winter;
  around.signals.start = around.run.start;
  auto& index = around.signals.hourly["forecast(aqi_daily)"];
  std::vector<double> of_day;  // by day from 1 November; ties on purpose
  for (int n = 0; n < 152; ++n) of_day.push_back(50.0 + (n * 37) % 23 * 10.0);
  for (const double value : of_day) index.insert(index.end(), 24, value);
  for (const auto pick : {Quota::Pick::any, Quota::Pick::worst_forecast, Quota::Pick::enterprise_choice}) {
    const auto all = stopped_days(with_quota(10, true, pick, 20261123), around, 30);
    for (std::size_t month = 0; month < heating_months.size(); ++month) {
      const auto [first, last] = heating_months[month];
      std::vector<std::int64_t> ranked;
      for (auto one = first; one <= last; ++one) ranked.push_back(one);
      std::stable_sort(ranked.begin(), ranked.end(), [&](std::int64_t a, std::int64_t b) {
        return of_day[static_cast<std::size_t>(a - day(2023, 11, 1))] >
               of_day[static_cast<std::size_t>(b - day(2023, 11, 1))];
      });
      ranked.resize(10);
      std::sort(ranked.begin(), ranked.end());
      std::set<std::int64_t> starts;
      for (const auto& works : all) {
        const auto days = between(works, first, last);
        ASSERT_EQ(days.size(), 10u) << month;
        if (pick == Quota::Pick::any) {
          EXPECT_EQ(days.back(), first + 9);
        }
        if (pick == Quota::Pick::worst_forecast) {
          EXPECT_EQ(days, ranked);
        }
        if (pick == Quota::Pick::enterprise_choice) {
          EXPECT_EQ(days.back() - days.front(), 9);
        }
        starts.insert(days.front());
      }
      // 30 works on at least 6 places (March): all at one has a chance of 6^-29.
      EXPECT_EQ(starts.size() > 1, pick == Quota::Pick::enterprise_choice) << month;
    }
    for (const auto& works : all) EXPECT_EQ(works.size(), 50u);  // and none outside
  }
}

TEST(Quota, ABlockOfWorkdaysSkipsTheDaysBetween) {
  auto scenario = with_quota(10, true, Quota::Pick::enterprise_choice, 7);
  scenario.windows["heating"].weekdays = {1, 2, 3, 4, 5};
  const auto all = stopped_days(scenario, winter, 20);
  for (const auto& works : all)
    for (const auto& [first, last] : heating_months) {
      const auto days = between(works, first, last);
      ASSERT_EQ(days.size(), 10u);
      for (const auto one : days) EXPECT_LT((one + 3) % 7, 5) << one;  // 1970-01-01 was a Thursday
      for (std::size_t n = 1; n < days.size(); ++n)  // the next workday: tomorrow, or after two days
        EXPECT_EQ(days[n] - days[n - 1], (days[n - 1] + 3) % 7 == 4 ? 3 : 1);
    }
}

TEST(Quota, ABlockBeginsAnywhereAsOften) {
  // December has 22 places for ten days in a row.
  const auto all = stopped_days(with_quota(10, true, Quota::Pick::enterprise_choice, 1),
                                run_of(day(2023, 12, 1), day(2024, 1, 1)), 4400);
  std::map<std::int64_t, int> places;
  for (const auto& works : all) ++places[*works.begin() - day(2023, 12, 1)];
  ASSERT_EQ(places.size(), 22u);
  for (const auto& [place, count] : places)  // 200 each; five standard errors of a binomial, for 22 looks
    EXPECT_LT(std::abs(count - 200), 5.0 * std::sqrt(200.0 * 21 / 22)) << place;
}

TEST(Quota, APlanOfEnterprisesOwnChoiceDoesNotHangOnTheOrderOfFiles) {
  Inventory inventory;
  for (int n = 0; n < 3; ++n) {
    inventory.enterprises.push_back({"E" + std::to_string(n), {}, "brick", "C", "west", {}, {}, ""});
    Source source;
    source.id = "E" + std::to_string(n) + "/L1/kiln";
    source.enterprise = n;
    source.industry = "brick";
    source.annual_mass.fill(1.0);
    inventory.sources.push_back(source);
  }
  auto first = with_quota(10, true, Quota::Pick::enterprise_choice, 3);
  first.id = "first";
  first.measures["stop"].id = "stop";
  first.measures["stop"].select.where.industry = {"brick"};
  first.measures["stop"].window = "heating";
  first.measures["stop"].op = Stop{};
  Scenario second;
  second.id = "second";
  second.measures["scale"].id = "scale";
  second.measures["scale"].select.where.industry = {"brick"};
  second.measures["scale"].op = Scale{0.5, {}};
  const auto december = run_of(day(2023, 12, 1), day(2024, 1, 1));
  const auto ab = expand({first, second}, inventory, december),
             ba = expand({second, first}, inventory, december);
  EXPECT_TRUE(ab.findings.empty());
  EXPECT_EQ(ab.plan.runs, ba.plan.runs);
  std::int64_t stopped = 0;
  for (const auto& run : ab.plan.runs)
    if (run.stage == Stage::activity) stopped += run.end - run.start;
  EXPECT_EQ(stopped, 3 * 10 * 86400);
}

}  // namespace
