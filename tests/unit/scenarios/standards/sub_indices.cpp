// Sub-indices of every column on both sides of every break point. Expected values: computed with exact
// fractions from the tables of HJ 633 by a program of their own.
#include <gtest/gtest.h>

#include "tests/support/standards.hpp"

namespace {

using namespace lantian::scenarios;
using lantian::tests::day;
using lantian::tests::shipped_standards;

constexpr int no_index = -1;

struct Probe {
  double value;  // in the column's unit
  int of_2012, of_2026;
};

void expect(const char* pollutant, const char* average, const std::vector<Probe>& probes) {
  const auto& old_scheme = in_force(shipped_standards().index, day(2023, 1, 1));
  const auto& new_scheme = in_force(shipped_standards().index, day(2027, 1, 1));
  for (const auto& probe : probes) {
    const auto before = sub_index(old_scheme, *old_scheme.column(pollutant, average), probe.value);
    const auto after = sub_index(new_scheme, *new_scheme.column(pollutant, average), probe.value);
    EXPECT_EQ(before.value_or(no_index), probe.of_2012) << pollutant << " " << average << " " << probe.value;
    EXPECT_EQ(after.value_or(no_index), probe.of_2026) << pollutant << " " << average << " " << probe.value;
  }
}

TEST(SubIndices, OfSulfurDioxide) {
  expect("SO2", "24h",
         {{0, 0, 0},
          {1, 1, 1},
          {49, 49, 49},
          {50, 50, 50},
          {51, 51, 51},
          {149, 100, 100},
          {151, 101, 101},
          {476, 151, 151},
          {799, 200, 200},
          {801, 201, 201},
          {1601, 301, 301},
          {2101, 401, 401},
          {2619, 500, 500},
          {2620, 500, 500},
          {2621, 500, 500},
          {1e5, 500, 500}});
  expect("SO2", "1h",
         {{149, 50, 50},
          {151, 51, 51},
          {499, 100, 100},
          {501, 101, 101},
          {651, 151, 151},
          {799, 200, 200},
          {800, 200, 200},
          {801, no_index, 200}});
}

TEST(SubIndices, OfNitrogenDioxide) {
  expect("NO2", "24h",
         {{39, 49, 49},
          {41, 52, 52},
          {79, 99, 99},
          {81, 101, 101},
          {179, 150, 150},
          {181, 151, 151},
          {281, 201, 201},
          {566, 301, 301},
          {751, 401, 401},
          {940, 500, 500},
          {941, 500, 500}});
  expect("NO2", "1h",
         {{99, 50, 50},
          {101, 51, 51},
          {199, 100, 100},
          {201, 101, 101},
          {699, 150, 150},
          {701, 151, 151},
          {1201, 201, 201},
          {2341, 301, 301},
          {3091, 401, 401},
          {3841, 500, 500}});
}

TEST(SubIndices, OfParticles) {
  expect("PM10", "24h",
         {{49, 49, 49},
          {51, 51, 51},
          {121, 86, 101},
          {149, 100, 112},
          {151, 101, 112},
          {249, 150, 150},
          {251, 151, 151},
          {351, 202, 202},
          {421, 302, 302},
          {501, 401, 401},
          {600, 500, 500},
          {601, 500, 500}});
  expect("PM2p5", "24h",
         {{34, 49, 49},
          {36, 52, 52},
          {60, 82, 100},
          {61, 83, 101},
          {74, 99, 113},
          {76, 102, 115},
          {116, 152, 152},
          {151, 201, 201},
          {251, 301, 301},
          {351, 401, 401},
          {499, 500, 500},
          {501, 500, 500}});
}

TEST(SubIndices, OfCarbonMonoxide) {
  expect("CO", "24h",
         {{0.1, 3, 3},
          {1.9, 48, 48},
          {2.1, 53, 53},
          {3.9, 98, 98},
          {4.1, 101, 101},
          {14.1, 151, 151},
          {24.1, 201, 201},
          {36.1, 301, 301},
          {48.1, 401, 401},
          {60.1, 500, 500}});
  expect("CO", "1h",
         {{4.9, 49, 49},
          {5.1, 51, 51},
          {9.9, 99, 99},
          {10.1, 101, 101},
          {35.1, 151, 151},
          {60.1, 201, 201},
          {90.1, 301, 301},
          {120.1, 401, 401},
          {150.1, 500, 500}});
}

TEST(SubIndices, OfOzone) {
  expect("O3", "1h",
         {{159, 50, 50},
          {161, 52, 52},
          {199, 99, 99},
          {201, 101, 101},
          {301, 151, 151},
          {401, 201, 201},
          {801, 301, 301},
          {1001, 401, 401},
          {1201, 500, 500}});
  expect("O3", "mda8",
         {{99, 50, 50},
          {101, 51, 51},
          {159, 100, 100},
          {161, 101, 101},
          {216, 151, 151},
          {266, 201, 201},
          {799, 300, 300},
          {800, 300, 300},
          {801, no_index, 300}});
}

TEST(SubIndices, AnHourOfSulfurDioxideBeyondItsColumnTakesTheLast24Hours) {
  constexpr double ug = 1e-9;
  const auto& scheme = in_force(shipped_standards().index, day(2023, 1, 1));
  EXPECT_EQ(hourly_index(scheme, {{"SO2", "1h", 801 * ug}, {"SO2", "24h", 476 * ug}}).value, 151);
  EXPECT_EQ(hourly_index(scheme, {{"SO2", "1h", 800 * ug}, {"SO2", "24h", 476 * ug}}).value, 200);
  EXPECT_FALSE(hourly_index(scheme, {{"SO2", "1h", 801 * ug}}).value);
  const auto& later = in_force(shipped_standards().index, day(2026, 3, 1));
  EXPECT_EQ(hourly_index(later, {{"SO2", "1h", 801 * ug}, {"SO2", "24h", 476 * ug}}).value, 200);
}

TEST(SubIndices, PublishedConcentrationsAreRoundedToTheEvenDigitFirst) {
  constexpr double ug = 1e-9, mg = 1e-6;
  const auto& scheme = in_force(shipped_standards().index, day(2023, 1, 1));
  EXPECT_EQ(daily_index(scheme, {{"PM2p5", "24h", 75.5 * ug}}).value, 102);  // 76
  EXPECT_EQ(daily_index(scheme, {{"PM2p5", "24h", 74.5 * ug}}).value, 99);   // 74
  EXPECT_EQ(daily_index(scheme, {{"CO", "24h", 4.05 * mg}}).value, 100);     // 4.0
  EXPECT_EQ(daily_index(scheme, {{"CO", "24h", 4.15 * mg}}).value, 101);     // 4.2, exactly 101
}

}  // namespace
