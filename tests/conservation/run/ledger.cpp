// The mass ledger of a whole run: weather, emission, transport, chemistry, particles and deposition at once.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string>

#include "tests/support/town_case.hpp"

namespace {

using namespace lantian;
using namespace lantian::tests;

const TownCase& town() {
  static const TownCase all;
  return all;
}

run::Summary run_town(bool double_precision) {
  auto request = town().request(double_precision ? "double" : "float");
  request.double_precision = double_precision;
  return town().run(request);
}

void expect_closed(const run::Summary& summary, double bar) {
  EXPECT_EQ(summary.ledger.size() % summary.members.size(), 0u);
  EXPECT_GT(summary.ledger.size(), 90u * summary.members.size());  // every species, then N and S
  for (const auto& row : summary.ledger)
    EXPECT_LE(std::abs(row.relative_residual), bar) << row.member << " " << row.species;
  EXPECT_LE(summary.largest_residual, bar);
}

/// What chemistry and equilibrium made of an element, over all that ever was there.
double made(const run::LedgerRow& row) {
  return (row.produced - row.lost) / (row.initial + row.emitted + row.flowed_in);
}

void expect_elements_kept(const run::Summary& summary, double nitrogen_bar, double sulfur_bar) {
  int rows = 0;
  for (const auto& row : summary.ledger)
    if (row.species == "N" || row.species == "S") {
      ++rows;
      EXPECT_LE(std::abs(made(row)), row.species == "N" ? nitrogen_bar : sulfur_bar)
          << row.member << " " << row.species << " produced " << row.produced;
    }
  EXPECT_EQ(rows, 2 * static_cast<int>(summary.members.size()));
}

/// The hour of rain brings down every kind of what dissolves or floats; carbon monoxide not.
void expect_rain_booked(const run::Summary& summary) {
  const auto is_one_of = [](const std::string& name, std::initializer_list<const char*> all) {
    return std::find(all.begin(), all.end(), name) != all.end();
  };
  for (const auto& row : summary.ledger) {
    const bool is_dust = is_one_of(row.species, {"PML", "PMG"});
    if (row.species == "CO") {
      EXPECT_EQ(row.washed_out, 0.0);
    } else if (is_one_of(row.species, {"HNO3", "NH3", "SO2", "ANO3", "AEC", "PMC", "N", "S"})) {
      EXPECT_GT(row.washed_out, 0.0) << row.member << " " << row.species;
    } else if (is_dust && row.member == "counterfactual") {  // local alone: none flows in
      EXPECT_GT(row.emitted, 0.0);
      EXPECT_GT(row.deposited, 0.3 * row.emitted);
      EXPECT_GT(row.washed_out, 0.0);
      EXPECT_EQ(row.flowed_in, 0.0);
    }
  }
}

TEST(RunLedger, ClosesForEverySpeciesAndMember) {
  const auto in_float = run_town(false), in_double = run_town(true);
  expect_closed(in_float, 1e-6);    // float: rounding of each cell's sum, random in sign
  expect_closed(in_double, 1e-12);  // double: the same, 53 bits
  expect_rain_booked(in_double);
  // double: sulfur to round-off; nitrogen to what two reactions of isoprene's products (R160, R170) gain and
  // lose by their printed yields, 0.1 % of their own turnover: measured 3.5e-9 of all nitrogen where poplars
  // are the window's only source.
  expect_elements_kept(in_double, 7e-9, 1e-14);
  // float: SO2 falls by less than a 24-bit number's half unit (6e-8) a step, so its rounding does not average
  // out: measured 4.3e-8 of all sulfur.
  expect_elements_kept(in_float, 1e-7, 1e-7);
}

}  // namespace
