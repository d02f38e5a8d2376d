#include "model/aerosol/older_model_search.hpp"

#include <array>
#include <numbers>

namespace lantian::model::aerosol::older_model {
namespace {

constexpr double nought = 1e-50;

/// Real roots; what is not one is 0, and so never chosen.
std::array<double, 3> real_roots(double a, double b, double c) {
  if (std::abs(c) <= nought) {
    const double d = a * a - 4.0 * b;
    if (d < 0.0) return {};
    return {0.5 * (-a + std::sqrt(d)), 0.5 * (-a - std::sqrt(d)), 0.0};
  }
  const double q = (3.0 * b - a * a) / 9.0, r = (9.0 * a * b - 27.0 * c - 2.0 * a * a * a) / 54.0;
  const double discriminant = q * q * q + r * r, shift = a / 3.0;
  if (discriminant < -nought) {
    const double angle = std::acos(r / std::sqrt(-q * q * q)) / 3.0, size = 2.0 * std::sqrt(-q);
    constexpr double third = 2.0 * std::numbers::pi / 3.0;
    return {size * std::cos(angle) - shift, size * std::cos(angle + third) - shift,
            size * std::cos(angle + 2.0 * third) - shift};
  }
  if (discriminant <= nought) {
    const double s = std::cbrt(r);
    return {2.0 * s - shift, -s - shift, 0.0};
  }
  const double root = std::sqrt(discriminant);
  return {std::cbrt(r + root) + std::cbrt(r - root) - shift, 0.0, 0.0};
}

}  // namespace

std::optional<double> least_positive_root(double a, double b, double c) {
  std::optional<double> least;
  for (const double x : real_roots(a, b, c))
    if (x > 0.0 && (!least || x < *least)) least = x;
  return least;
}

}  // namespace lantian::model::aerosol::older_model
