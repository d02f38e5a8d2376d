#include "scenarios/policy/compliance.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>

#include "scenarios/policy/fnv.hpp"

namespace lantian::scenarios {

namespace {

std::uint32_t low_half(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
std::uint32_t high_half(std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32); }

/// The continued fraction of the incomplete beta function, by Lentz's method [DLMF 8.17.22].
double beta_fraction(double a, double b, double x) {
  constexpr double tiny = 1e-300;
  const auto away_from_zero = [](double value) { return std::abs(value) < tiny ? tiny : value; };
  double c = 1.0, d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0)), fraction = d;
  for (int n = 1; n < 1000; ++n) {
    const double m = n;
    const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
    for (const double numerator : {even, odd}) {
      d = 1.0 / away_from_zero(1.0 + numerator * d);
      c = away_from_zero(1.0 + numerator / c);
      fraction *= c * d;
    }
    if (std::abs(c * d - 1.0) < 1e-15) break;
  }
  return fraction;
}

/// Share of a beta distribution that lies below x.
double beta_share(double a, double b, double x) {
  if (x <= 0.0 || x >= 1.0) return x <= 0.0 ? 0.0 : 1.0;
  const double front =
      std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
  // The fraction converges fast below the mode; above it the mirrored one does.
  if (x < (a + 1.0) / (a + b + 2.0)) return front * beta_fraction(a, b, x) / a;
  return 1.0 - front * beta_fraction(b, a, 1.0 - x) / b;
}

/// By halving: the share climbs, and 60 halvings leave less than any rounding shows.
double beta_quantile(double mean, double deviation, double u) {
  const double spread = mean * (1.0 - mean) / (deviation * deviation) - 1.0;
  const double a = mean * spread, b = (1.0 - mean) * spread;
  double low = 0.0, high = 1.0;
  for (int n = 0; n < 60; ++n) {
    const double middle = 0.5 * (low + high);
    (beta_share(a, b, middle) < u ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double triangular_quantile(double low, double mode, double high, double u) {
  const double width = high - low;
  if (width <= 0.0) return low;
  if (u * width < mode - low) return low + std::sqrt(u * width * (mode - low));
  return high - std::sqrt((1.0 - u) * width * (high - mode));
}

}  // namespace

double uniform_draw(std::uint64_t draw, const std::string& measure, const std::string& enterprise) {
  const std::uint64_t rule = fnv1a(measure), who = fnv1a(enterprise);
  const r123::Philox4x32::ctr_type counter{{low_half(rule), high_half(rule), low_half(who), high_half(who)}};
  const r123::Philox4x32::key_type key{{low_half(draw), high_half(draw)}};
  const auto words = r123::Philox4x32()(counter, key);
  const std::uint64_t bits = (static_cast<std::uint64_t>(words[1]) << 32 | words[0]) >> 12;
  return (static_cast<double>(bits) + 0.5) / 4503599627370496.0;  // 2^52: never 0, never 1
}

double quantile(const Compliance& compliance, double u) {
  double value = compliance.mean;
  if (compliance.distribution == "beta" && compliance.deviation > 0.0)
    value = beta_quantile(compliance.mean, compliance.deviation, u);
  if (compliance.distribution == "triangular")
    value = triangular_quantile(compliance.low, compliance.mode, compliance.high, u);
  if (compliance.distribution == "uniform") value = compliance.low + u * (compliance.high - compliance.low);
  return std::clamp(std::round(value * 1e6) / 1e6, 0.0, 1.0);
}

double compliance_of(const Compliance& compliance, std::optional<std::uint64_t> draw,
                     const std::string& measure, const std::string& enterprise) {
  if (!draw || compliance.distribution.empty()) return compliance.mean;
  return quantile(compliance, uniform_draw(*draw, measure, enterprise));
}

}  // namespace lantian::scenarios
