#include "model/aerosol/organic_partition.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace lantian::model::aerosol {
namespace {

using Wide = long double;

/// The largest root by bisection, in long double.
Wide by_bisection(double nonvolatile, const ByBin& total, const ByBin& saturation) {
  const auto excess = [&](Wide mass) {  // of mass over what it absorbs, over the mass: rises with it
    Wide absorbed = nonvolatile / mass;
    for (std::size_t b = 0; b < total.size(); ++b) absorbed += total[b] / (mass + Wide(saturation[b]));
    return 1.0L - absorbed;
  };
  Wide high = nonvolatile, low = 0.0L;
  for (const double one : total) high += one;
  for (int step = 0; step < 200; ++step) {
    const Wide middle = 0.5L * (low + high);
    (excess(middle) > 0.0L ? high : low) = middle;
  }
  return high;
}

TEST(OrganicPartition, MeetsBisectionOverTheWholeRange) {
  std::mt19937_64 draw(20231122);
  std::uniform_real_distribution<double> decade(-6.0, 3.0);
  for (int n = 0; n < 20000; ++n) {
    ByBin total, saturation;
    for (std::size_t b = 0; b < total.size(); ++b)
      total[b] = std::pow(10.0, decade(draw)), saturation[b] = std::pow(10.0, decade(draw));
    const double nonvolatile = std::pow(10.0, decade(draw));
    const double found = absorbing_mass(nonvolatile, total, saturation);
    const Wide right = by_bisection(nonvolatile, total, saturation);
    // Newton stops where rounding stops it: some ulp over how flat the balance is at its root.
    Wide slope = 1.0L;
    for (std::size_t b = 0; b < total.size(); ++b)
      slope -= total[b] * Wide(saturation[b]) / ((right + saturation[b]) * (right + saturation[b]));
    EXPECT_LE(std::fabs(static_cast<double>((found - right) / right)), 1e-14 / static_cast<double>(slope))
        << n;
  }
}

TEST(OrganicPartition, OneBinHasTheRootOfItsQuadratic) {
  const double seed = 3.0, total = 20.0, saturation = 10.0;
  const double b = seed + total - saturation;
  const double root = 0.5 * (b + std::sqrt(b * b + 4.0 * seed * saturation));
  EXPECT_NEAR(absorbing_mass(seed, {total, 0, 0, 0, 0, 0}, {saturation, 1, 1, 1, 1, 1}), root, 1e-14 * root);
}

TEST(OrganicPartition, AllNonvolatileStaysAllOfIt) {
  EXPECT_EQ(absorbing_mass(12.5, {}, {1, 1, 1, 1, 1, 1}), 12.5);
  EXPECT_EQ(absorbing_mass(0.0, {}, {1, 1, 1, 1, 1, 1}), 0.0);
}

TEST(OrganicPartition, NothingCondensesOnNothingBelowSaturation) {
  const ByBin saturation{10, 100, 1000, 10, 100, 400};
  const double left =
      absorbing_mass(0.0, {4, 10, 100, 2, 3, 40}, saturation);  // 0.4 0.1 0.1 0.2 0.03 0.1: 0.93
  EXPECT_LT(left, 1e-12);
  for (const double one : saturation) EXPECT_LT(particle_share(left, one), 1e-12);
}

TEST(OrganicPartition, AboveSaturationItCondensesWithoutASeed) {
  const double mass = absorbing_mass(0.0, {30, 0, 0, 0, 0, 0}, {10, 100, 1000, 10, 100, 400});
  EXPECT_NEAR(mass, 20.0, 1e-12);  // total - C*
}

TEST(OrganicPartition, VanishingSeedsLeadContinuouslyToNone) {
  const ByBin saturation{10, 100, 1000, 10, 100, 400}, total{4, 10, 100, 2, 3, 40};
  double before = absorbing_mass(1.0, total, saturation);
  for (double seed = 0.5; seed > 1e-15; seed *= 0.5) {
    const double mass = absorbing_mass(seed, total, saturation);
    EXPECT_LT(mass, before);
    EXPECT_GT(mass, seed);
    EXPECT_LE(before - mass, 0.5 * seed * (1.0 / (1.0 - 0.93)) * 2.0 + 1e-12);  // slope at most 1/(1 - 0.93)
    before = mass;
  }
  EXPECT_LT(before, 1e-12);
}

TEST(OrganicPartition, AtTheOnsetItselfItEnds) {
  const double mass = absorbing_mass(0.0, {10, 0, 0, 0, 0, 0}, {10, 1, 1, 1, 1, 1});  // a double root at 0
  EXPECT_GE(mass, 0.0);
  EXPECT_LT(mass, 1e-15);
}

TEST(SaturationConcentration, FollowsClausiusAndClapeyron) {
  const auto& bin = volatility_bins[1];
  EXPECT_DOUBLE_EQ(saturation_concentration(bin, 298.0), bin.saturation);
  const double slope = 30e3 / 8.31446261815324;
  for (const double t : {260.0, 275.0, 310.0})
    EXPECT_NEAR(saturation_concentration(bin, t) / bin.saturation,
                298.0 / t * std::exp(slope * (1.0 / 298.0 - 1.0 / t)), 1e-13);
}

}  // namespace
}  // namespace lantian::model::aerosol
