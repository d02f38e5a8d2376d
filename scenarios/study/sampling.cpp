#include "scenarios/study/sampling.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "scenarios/policy/keyed_draw.hpp"
#include "scenarios/policy/rounding.hpp"

namespace lantian::scenarios {
namespace {

using Points = std::vector<std::vector<double>>;

/// 0 … count - 1 in the order of a draw for each.
std::vector<std::size_t> shuffled(std::uint64_t seed, const std::string& name, std::size_t count) {
  std::vector<std::pair<double, std::size_t>> draws;
  for (std::size_t n = 0; n < count; ++n)
    draws.emplace_back(keyed_uniform({seed, name, static_cast<std::int64_t>(n)}, 0), n);
  std::sort(draws.begin(), draws.end());
  std::vector<std::size_t> order;
  for (const auto& [draw, n] : draws) order.push_back(n);
  return order;
}

Points latin_hypercube(std::size_t count, const std::vector<std::string>& axes, std::uint64_t seed) {
  Points points(count, std::vector<double>(axes.size()));
  for (std::size_t a = 0; a < axes.size(); ++a) {
    const auto order = shuffled(seed, axes[a], count);
    for (std::size_t n = 0; n < count; ++n)
      points[n][a] =
          (static_cast<double>(order[n]) + keyed_uniform({seed, axes[a], static_cast<std::int64_t>(n)}, 1)) /
          static_cast<double>(count);
  }
  return points;
}

/// `shift`: by coordinate, added modulo 1.
Points sobol_points(std::size_t count, const std::vector<double>& shift) {
  constexpr std::size_t most = 1000;
  if (shift.size() > most) throw std::invalid_argument("too many axes for a Sobol sequence");
  boost::random::sobol sequence(shift.size());
  const double scale = 1.0 / (static_cast<double>(boost::random::sobol::max()) + 1.0);
  Points points(count,
                shift);  // the first of the sequence is 0, which Boost leaves out: powers of two need it
  for (std::size_t n = 1; n < count; ++n)
    for (std::size_t a = 0; a < shift.size(); ++a) {
      const double moved = static_cast<double>(sequence() >> 11 << 11) * scale + shift[a];
      points[n][a] = moved >= 1.0 ? moved - 1.0 : moved;
    }
  return points;
}

std::vector<double> shifts(const std::vector<std::string>& axes, std::uint64_t seed, std::int64_t number) {
  std::vector<double> shift;
  for (const auto& axis : axes) shift.push_back(keyed_uniform({seed, axis, number}, 2));
  return shift;
}

/// A and B are the two halves of one sequence's coordinates.
Points saltelli_points(std::size_t rows, const std::vector<std::string>& axes, std::uint64_t seed) {
  auto shift = shifts(axes, seed, 0);
  const auto more = shifts(axes, seed, 1);
  shift.insert(shift.end(), more.begin(), more.end());
  const auto both = sobol_points(rows, shift);
  const std::size_t d = axes.size();
  Points a, points;
  for (const auto& row : both) points.emplace_back(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(d));
  a = points;
  for (const auto& row : both) points.emplace_back(row.begin() + static_cast<std::ptrdiff_t>(d), row.end());
  for (std::size_t i = 0; i < d; ++i)
    for (std::size_t n = 0; n < rows; ++n) {
      points.push_back(a[n]);
      points.back()[i] = both[n][d + i];
    }
  return points;
}

/// Levels 0, 1/3, 2/3, 1 and a step of 2/3 [Morris1991]: from the lower half up, from the upper half down.
Points morris_points(std::size_t trajectories, const std::vector<std::string>& axes, std::uint64_t seed) {
  Points points;
  for (std::size_t t = 0; t < trajectories; ++t) {
    const auto number = static_cast<std::int64_t>(t);
    std::vector<double> point;
    for (const auto& axis : axes) point.push_back(keyed_choice({seed, axis, number}, 3, 4) / 3.0);
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t a = 0; a < axes.size(); ++a)
      order.emplace_back(keyed_uniform({seed, axes[a], number}, 4), a);
    std::sort(order.begin(), order.end());
    points.push_back(point);
    for (const auto& [draw, a] : order) {
      const int level = static_cast<int>(std::lround(point[a] * 3.0));
      point[a] = (level < 2 ? level + 2 : level - 2) / 3.0;
      points.push_back(point);
    }
  }
  return points;
}

}  // namespace

double quantile(const Distribution& distribution, double u) {
  const double width = distribution.high - distribution.low;
  switch (distribution.kind) {
    case Distribution::Kind::uniform:
      return to_digits(distribution.low + u * width, 10);
    case Distribution::Kind::log_uniform:
      return to_digits(distribution.low * std::pow(distribution.high / distribution.low, u), 10);
    case Distribution::Kind::triangular:
      break;
  }
  if (width <= 0.0) return distribution.low;
  const double rise = distribution.mode - distribution.low;
  return to_digits(u * width < rise ? distribution.low + std::sqrt(u * width * rise)
                                    : distribution.high - std::sqrt((1.0 - u) * width *
                                                                    (distribution.high - distribution.mode)),
                   10);
}

std::size_t point_count(const Sampling& sampling, std::size_t axes) {
  const auto count = static_cast<std::size_t>(sampling.count);
  switch (sampling.method) {
    case Sampling::Method::saltelli:
      return count * (axes + 2);
    case Sampling::Method::morris:
      return count * (axes + 1);
    default:
      return count;
  }
}

std::vector<std::vector<double>> unit_points(const Sampling& sampling, const std::vector<std::string>& axes,
                                             std::uint64_t seed) {
  const auto count = static_cast<std::size_t>(sampling.count);
  switch (sampling.method) {
    case Sampling::Method::lhs:
      return latin_hypercube(count, axes, seed);
    case Sampling::Method::sobol:
      return sobol_points(count, shifts(axes, seed, 0));
    case Sampling::Method::saltelli:
      return saltelli_points(count, axes, seed);
    case Sampling::Method::morris:
      return morris_points(count, axes, seed);
  }
  return {};
}

}  // namespace lantian::scenarios
