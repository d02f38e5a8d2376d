#include "model/numerics/vector_math.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

namespace {

namespace numerics = lantian::model::numerics;
constexpr int samples = 200000;

/// Distance in units of the last place of the exact value.
double ulps(double value, long double exact) {
  const double near = static_cast<double>(exact);
  const double unit =
      std::nextafter(std::fabs(near), std::numeric_limits<double>::infinity()) - std::fabs(near);
  return static_cast<double>(std::fabs((static_cast<long double>(value) - exact) / unit));
}

template <class Ours, class Exact, class Draw>
double worst(Ours ours, Exact exact, Draw draw) {
  std::mt19937_64 random(7);
  double most = 0.0;
  for (int n = 0; n < samples; ++n) {
    const double x = draw(random);
    most = std::max(most, ulps(ours(x), exact(x)));
  }
  return most;
}

auto between(double low, double high) {
  return [=](auto& random) { return std::uniform_real_distribution<double>(low, high)(random); };
}
auto magnitudes(double low, double high) {
  return [=](auto& random) { return std::exp2(std::uniform_real_distribution<double>(low, high)(random)); };
}

// One ulp: the result is one of the two doubles beside the exact value. The exact value is glibc's of 64
// bits.
TEST(VectorMath, ExponentialsAreWithinOneUlp) {
  const auto exp = [](double x) { return numerics::exp(x); };
  EXPECT_LT(worst(
                exp, [](long double x) { return expl(x); }, between(-708, 709.7)),
            1.0);
  EXPECT_LT(worst(
                exp, [](long double x) { return expl(x); }, between(-1, 1)),
            1.0);
  const auto exp10 = [](double x) { return numerics::exp10(x); };
  EXPECT_LT(worst(
                exp10, [](long double x) { return powl(10.0L, x); }, between(-307, 308)),
            1.0);
  const auto exp2 = [](double x) { return numerics::exp2(x); };
  EXPECT_LT(worst(
                exp2, [](long double x) { return exp2l(x); }, between(-1021, 1023)),
            1.0);
}

TEST(VectorMath, LogarithmsAreWithinOneUlp) {
  const auto log = [](double x) { return numerics::log(x); };
  EXPECT_LT(worst(
                log, [](long double x) { return logl(x); }, magnitudes(-1021, 1023)),
            1.0);
  EXPECT_LT(worst(
                log, [](long double x) { return logl(x); }, between(0.5, 2.0)),
            1.0);
  EXPECT_LT(worst(
                log, [](long double x) { return logl(x); }, between(0.999, 1.001)),
            1.0);
  const auto log10 = [](double x) { return numerics::log10(x); };
  EXPECT_LT(worst(
                log10, [](long double x) { return log10l(x); }, magnitudes(-1021, 1023)),
            1.0);
  EXPECT_LT(worst(
                log10, [](long double x) { return log10l(x); }, between(0.9, 1.1)),
            1.0);
  const auto log2 = [](double x) { return numerics::log2(x); };
  EXPECT_LT(worst(
                log2, [](long double x) { return log2l(x); }, magnitudes(-1021, 1023)),
            1.0);
}

TEST(VectorMath, PowersAreWithinOnePointOneUlp) {
  for (const double y : {-8.0, -3.5, -0.85, 0.2, 1.0 / 3.0, 0.5, 4.57, 7.0}) {
    const auto pow = [y](double x) { return numerics::pow(x, y); };
    const auto exact = [y](long double x) { return powl(x, static_cast<long double>(y)); };
    EXPECT_LT(worst(pow, exact, between(0.1, 10.0)), 1.1) << y;
    EXPECT_LT(worst(pow, exact, magnitudes(-5, 5)), 1.1) << y;
  }
  const auto cbrt = [](double x) { return numerics::cbrt(x); };
  EXPECT_LT(worst(
                cbrt, [](long double x) { return powl(x, static_cast<long double>(1.0 / 3.0)); },
                magnitudes(-60, 60)),
            1.1);
}

TEST(VectorMath, LimitsAreTheMathematicalOnes) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(numerics::exp(0.0), 1.0);
  EXPECT_EQ(numerics::exp(-infinity), 0.0);
  EXPECT_EQ(numerics::exp(-750.0), 0.0);
  EXPECT_EQ(numerics::exp(710.0), infinity);
  EXPECT_EQ(numerics::exp(infinity), infinity);
  EXPECT_TRUE(std::isnan(numerics::exp(nothing)));
  EXPECT_EQ(numerics::log(1.0), 0.0);
  EXPECT_EQ(numerics::log(0.0), -infinity);
  EXPECT_EQ(numerics::log(infinity), infinity);
  EXPECT_TRUE(std::isnan(numerics::log(-1.0)));
  EXPECT_TRUE(std::isnan(numerics::log10(nothing)));
  EXPECT_EQ(numerics::log2(0.125), -3.0);
  EXPECT_EQ(numerics::log10(1000.0), 3.0);
  EXPECT_EQ(numerics::exp10(2.0), 100.0);
  EXPECT_EQ(numerics::exp2(-3.0), 0.125);
  EXPECT_EQ(numerics::pow(0.0, 2.0), 0.0);
  EXPECT_EQ(numerics::pow(0.0, -2.0), infinity);
  EXPECT_EQ(numerics::pow(3.0, 0.0), 1.0);
  EXPECT_TRUE(std::isnan(numerics::pow(-1.0, 2.5)));
}

typedef double Two __attribute__((vector_size(16)));
typedef double Four __attribute__((vector_size(32)));
typedef double Eight __attribute__((vector_size(64)));
typedef double Sixteen __attribute__((vector_size(128)));

template <class V>
void expect_lanes_equal_numbers() {
  constexpr int lanes = sizeof(V) / sizeof(double);
  std::mt19937_64 random(lanes);
  std::uniform_real_distribution<double> exponent(-720.0, 720.0), factor(-9.0, 9.0);
  for (int n = 0; n < 2000; ++n) {
    V x, y;
    for (int l = 0; l < lanes; ++l) x[l] = exponent(random), y[l] = factor(random);
    const V e = numerics::exp(x), t = numerics::exp10(y), g = numerics::log(e), h = numerics::log10(e);
    const V p = numerics::pow(e, y);
    for (int l = 0; l < lanes; ++l) {
      const auto same = [](double a, double b) {
        return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
      };
      ASSERT_TRUE(same(e[l], numerics::exp(double(x[l])))) << x[l];
      ASSERT_TRUE(same(t[l], numerics::exp10(double(y[l])))) << y[l];
      ASSERT_TRUE(same(g[l], numerics::log(double(e[l])))) << e[l];
      ASSERT_TRUE(same(h[l], numerics::log10(double(e[l])))) << e[l];
      ASSERT_TRUE(same(p[l], numerics::pow(double(e[l]), double(y[l])))) << e[l] << ' ' << y[l];
    }
  }
}

TEST(VectorMath, ALaneHasTheBitsOfTheNumberAlone) {
  expect_lanes_equal_numbers<Two>();
  expect_lanes_equal_numbers<Four>();
  expect_lanes_equal_numbers<Eight>();
  expect_lanes_equal_numbers<Sixteen>();
}

/// FNV-1a over the bits of many results: another compiler or processor must find the same.
TEST(VectorMath, BitsArePinned) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  const auto add = [&hash](double x) { hash = (hash ^ std::bit_cast<std::uint64_t>(x)) * 0x100000001b3u; };
  for (int n = 1; n < 20000; ++n) {
    add(numerics::exp(0.03 * n - 300.0));
    add(numerics::log(0.37 * n));
    add(numerics::log10(1e-3 * n));
    add(numerics::pow(0.01 * n, 0.7));
  }
  EXPECT_EQ(hash, 17343307763470383758u);
}

}  // namespace
