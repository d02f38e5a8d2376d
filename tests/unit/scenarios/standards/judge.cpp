#include "scenarios/standards/judge.hpp"

#include <gtest/gtest.h>

#include "tests/support/standards.hpp"

namespace {

using namespace lantian::scenarios;
using lantian::tests::day;
using lantian::tests::shipped_standards;

constexpr double ug = 1e-9;  // kg m-3

const Judge by_date() { return Judge(shipped_standards()); }

TEST(Judge, EachDayHasTheStandardsOfItsDate) {
  EXPECT_EQ(by_date().limits(day(2014, 1, 1)).id, "GB3095-2012");
  EXPECT_EQ(by_date().limits(day(2026, 2, 28)).id, "GB3095-2012");
  EXPECT_EQ(by_date().index(day(2026, 2, 28)).id, "HJ633-2012");
  EXPECT_EQ(by_date().assessment(day(2026, 2, 28)).id, "HJ663-2013");
  EXPECT_EQ(by_date().limits(day(2026, 3, 1)).id, "GB3095-2026-transition");
  EXPECT_EQ(by_date().index(day(2026, 3, 1)).id, "HJ633-2026");
  EXPECT_EQ(by_date().assessment(day(2026, 3, 1)).id, "HJ663-2026");
  EXPECT_EQ(by_date().limits(day(2030, 12, 31)).id, "GB3095-2026-transition");
  EXPECT_EQ(by_date().limits(day(2031, 1, 1)).id, "GB3095-2026-final");
  EXPECT_EQ(by_date().index(day(2031, 1, 1)).id, "HJ633-2026");
}

TEST(Judge, GasesStandAt273KelvinUntilAugust2018) {
  EXPECT_EQ(by_date().gas_temperature(day(2018, 8, 31)), 273.15);
  EXPECT_EQ(by_date().gas_temperature(day(2018, 9, 1)), 298.15);
  EXPECT_EQ(by_date().gas_temperature(day(2031, 1, 1)), 298.15);
  EXPECT_EQ(by_date().gas_factor(day(2018, 8, 31), std::nullopt), 1.0);
  const Judge later(shipped_standards(), day(2018, 9, 1));
  EXPECT_DOUBLE_EQ(later.gas_factor(day(2018, 8, 31), std::nullopt), 273.15 / 298.15);
  EXPECT_EQ(later.gas_factor(day(2018, 9, 1), std::nullopt), 1.0);
  EXPECT_EQ(later.gas_factor(day(2014, 1, 1), 298.15), 1.0);  // an archive that was recomputed
  EXPECT_DOUBLE_EQ(by_date().gas_factor(day(2014, 1, 1), 298.15), 298.15 / 273.15);
}

TEST(Judge, AStandardNamedStandsForItsLastDay) {
  const auto& all = shipped_standards();
  EXPECT_EQ(judging_day(all, "GB3095-2012"), day(2026, 2, 28));
  EXPECT_EQ(judging_day(all, "HJ633-2012"), day(2026, 2, 28));
  EXPECT_EQ(judging_day(all, "GB3095-2026-transition"), day(2030, 12, 31));
  EXPECT_EQ(judging_day(all, "GB3095-2026-final"), day(2031, 1, 1));
  EXPECT_EQ(judging_day(all, "HJ663-2026"), day(2026, 3, 1));
  EXPECT_FALSE(judging_day(all, "GB3095-1996"));
  EXPECT_EQ(standard_ids(all).size(), 7u);
}

TEST(Judge, EpochsEndWhereAnythingChanges) {
  const auto& all = shipped_standards();
  EXPECT_EQ(epoch(all, day(2014, 1, 1)), epoch(all, day(2018, 8, 31)));
  EXPECT_EQ(epoch(all, day(2018, 9, 1)), day(2018, 9, 1));
  EXPECT_EQ(epoch(all, day(2026, 2, 28)), day(2018, 9, 1));
  EXPECT_EQ(epoch(all, day(2026, 3, 1)), day(2026, 3, 1));
  EXPECT_EQ(epoch(all, day(2030, 12, 31)), day(2026, 3, 1));
  EXPECT_EQ(epoch(all, day(2040, 1, 1)), day(2031, 1, 1));
}

/// Class 2 in published units, from the table of the standards' texts.
TEST(Limits, OfAllEditions) {
  struct Row {
    const char *pollutant, *average;
    double unit, of_2012, of_transition, of_final;
  };
  constexpr double mg = 1e-6;
  const std::vector<Row> rows{{"SO2", "annual", ug, 60, 60, 20},
                              {"SO2", "24h", ug, 150, 150, 50},
                              {"SO2", "1h", ug, 500, 500, 150},
                              {"NO2", "annual", ug, 40, 40, 30},
                              {"NO2", "24h", ug, 80, 80, 50},
                              {"NO2", "1h", ug, 200, 200, 200},
                              {"CO", "24h", mg, 4, 4, 4},
                              {"CO", "1h", mg, 10, 10, 10},
                              {"O3", "mda8", ug, 160, 160, 160},
                              {"O3", "1h", ug, 200, 200, 200},
                              {"PM10", "annual", ug, 70, 60, 50},
                              {"PM10", "24h", ug, 150, 120, 100},
                              {"PM2p5", "annual", ug, 35, 30, 25},
                              {"PM2p5", "24h", ug, 75, 60, 50},
                              {"NOx", "annual", ug, 50, 50, 40},
                              {"NOx", "24h", ug, 100, 100, 70},
                              {"TSP", "24h", ug, 300, 300, 300},
                              {"Pb", "quarter", ug, 1, 1, 1},
                              {"BaP", "annual", ug, 1e-3, 1e-3, 1e-3}};
  const auto& all = shipped_standards().air_quality;
  ASSERT_EQ(all.size(), 3u);
  for (const auto& row : rows) {
    EXPECT_DOUBLE_EQ(all[0].limit(row.pollutant, row.average)->class_2, row.of_2012 * row.unit)
        << row.pollutant;
    EXPECT_DOUBLE_EQ(all[1].limit(row.pollutant, row.average)->class_2, row.of_transition * row.unit)
        << row.pollutant;
    EXPECT_DOUBLE_EQ(all[2].limit(row.pollutant, row.average)->class_2, row.of_final * row.unit)
        << row.pollutant;
  }
  EXPECT_DOUBLE_EQ(all[2].limit("PM2p5", "24h")->class_1, 25 * ug);
  EXPECT_DOUBLE_EQ(all[1].limit("PM2p5", "24h")->class_1, 35 * ug);
  EXPECT_DOUBLE_EQ(all[0].limit("SO2", "1h")->class_1, 150 * ug);
}

}  // namespace
