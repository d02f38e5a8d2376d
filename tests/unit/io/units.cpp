#include "io/units.hpp"

#include <gtest/gtest.h>

namespace {
using namespace lantian::io;

TEST(Units, ReadsWhatPeopleWriteIntoSi) {
  EXPECT_DOUBLE_EQ(read_quantity("2 km", "m").value, 2000.0);
  EXPECT_DOUBLE_EQ(read_quantity("-46km", "m").value, -46000.0);
  EXPECT_DOUBLE_EQ(read_quantity("24 h", "s").value, 86400.0);
  EXPECT_DOUBLE_EQ(read_quantity("25 degC", "K").value, 298.15);
  EXPECT_DOUBLE_EQ(read_quantity("0.92", "1").value, 0.92);
  EXPECT_DOUBLE_EQ(read_quantity("92 %", "1").value, 0.92);
}

TEST(Units, TakesTheWordsOfChinesePractice) {
  EXPECT_DOUBLE_EQ(conversion("t/a", "kg/year")->factor, 1000.0);  // udunits alone reads `a` as the are
  EXPECT_DOUBLE_EQ(conversion("ug/m3", "kg/m3")->factor, 1e-9);
  EXPECT_DOUBLE_EQ(conversion("\u00B5g/m\u00B3", "kg/m3")->factor, 1e-9);
  EXPECT_DOUBLE_EQ(conversion("\u03BCg/m3", "kg/m3")->factor, 1e-9);
  EXPECT_DOUBLE_EQ(conversion("mg/m3", "kg/m3")->factor, 1e-6);
  EXPECT_DOUBLE_EQ(conversion("kg/1000", "kg")->factor, 1e-3);
  EXPECT_DOUBLE_EQ(conversion("unit/year", "1/year")->factor, 1.0);
  EXPECT_NEAR(conversion("g/kWh", "kg/J")->factor, 1e-3 / 3.6e6, 1e-24);  // round-off
  EXPECT_DOUBLE_EQ(conversion("ppb", "1")->factor, 1e-9);
  EXPECT_DOUBLE_EQ(conversion("mb", "Pa")->factor, 100.0);  // udunits alone reads the millibarn
}

TEST(Units, KeepsATemperatureApartFromItsDifference) {
  EXPECT_DOUBLE_EQ((*conversion("degC", "K"))(-5.0), 268.15);
  EXPECT_DOUBLE_EQ(conversion("K/km", "K/m")->factor, 1e-3);
  EXPECT_DOUBLE_EQ(conversion("K/km", "K/m")->offset, 0.0);
}

TEST(Units, TellsTheFaultsApart) {
  EXPECT_EQ(read_quantity("12", "m").fault, ReadingFault::no_unit);
  EXPECT_EQ(read_quantity("twelve m", "m").fault, ReadingFault::not_a_number);
  EXPECT_EQ(read_quantity("12 furlongs!", "m").fault, ReadingFault::unknown_unit);
  EXPECT_EQ(read_quantity("12 kg", "m").fault, ReadingFault::wrong_dimension);
  EXPECT_EQ(read_quantity("12 Hz", "s").fault, ReadingFault::wrong_dimension);  // udunits would invert
  EXPECT_EQ(read_quantity("nan m", "m").fault, ReadingFault::not_finite);
  EXPECT_EQ(read_quantity("inf m", "m").fault, ReadingFault::not_finite);
  EXPECT_EQ(read_number("1e999").fault, ReadingFault::not_finite);
  EXPECT_EQ(read_number("1,5").fault, ReadingFault::not_a_number);
  EXPECT_EQ(read_number("").fault, ReadingFault::not_a_number);
  EXPECT_EQ(kind_of_unit("km"), "a length");
  EXPECT_EQ(kind_of_unit("kg/h"), "a mass per time");
}
}  // namespace
