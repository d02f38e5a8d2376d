#include "scenarios/study/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "scenarios/policy/keyed_draw.hpp"

namespace lantian::scenarios {
namespace {

constexpr int resamplings = 200;
constexpr double normal_95 = 1.959963984540054;  // standard deviations of a normal 95 % range

/// By input, first and total, of the rows named.
std::vector<SobolIndex> indices_of(const std::vector<double>& f, std::size_t rows, std::size_t axes,
                                   const std::vector<std::size_t>& chosen) {
  const auto n = static_cast<double>(chosen.size());
  double mean = 0.0, variance = 0.0;
  for (const auto r : chosen) mean += (f[r] + f[rows + r]) / (2.0 * n);
  for (const auto r : chosen)
    variance += ((f[r] - mean) * (f[r] - mean) + (f[rows + r] - mean) * (f[rows + r] - mean)) / (2.0 * n);
  std::vector<SobolIndex> found(axes);
  if (std::isnan(variance) || variance > 0.0)
    for (std::size_t i = 0; i < axes; ++i)
      for (const auto r : chosen) {
        const double a = f[r], b = f[rows + r], ab = f[(2 + i) * rows + r];
        found[i].first += (b - mean) * (ab - a) / n / variance;
        found[i].total += (a - ab) * (a - ab) / (2.0 * n) / variance;
      }
  return found;
}

}  // namespace

std::vector<SobolIndex> sobol_indices(const std::vector<double>& values, std::size_t rows, std::size_t axes,
                                      std::uint64_t seed) {
  std::vector<std::size_t> chosen(rows);
  std::iota(chosen.begin(), chosen.end(), std::size_t{0});
  auto found = indices_of(values, rows, axes, chosen);
  std::vector<double> sums(4 * axes, 0.0);
  for (int again = 0; again < resamplings; ++again) {
    for (std::size_t r = 0; r < rows; ++r)
      chosen[r] = keyed_choice({seed, "resampled rows", again}, static_cast<std::uint32_t>(r),
                               static_cast<std::uint32_t>(rows));
    const auto other = indices_of(values, rows, axes, chosen);
    for (std::size_t i = 0; i < axes; ++i) {
      sums[4 * i] += other[i].first;
      sums[4 * i + 1] += other[i].first * other[i].first;
      sums[4 * i + 2] += other[i].total;
      sums[4 * i + 3] += other[i].total * other[i].total;
    }
  }
  const auto range = [](double sum, double squares) {
    const double mean = sum / resamplings;
    return normal_95 * std::sqrt(std::max(0.0, squares / resamplings - mean * mean));
  };
  for (std::size_t i = 0; i < axes; ++i) {
    found[i].first_range = range(sums[4 * i], sums[4 * i + 1]);
    found[i].total_range = range(sums[4 * i + 2], sums[4 * i + 3]);
  }
  return found;
}

std::vector<ElementaryEffects> elementary_effects(const std::vector<double>& values,
                                                  const std::vector<std::vector<double>>& points) {
  if (points.empty()) return {};
  const std::size_t axes = points.front().size();
  std::vector<std::vector<double>> effects(axes);
  for (std::size_t n = 0; n + 1 < points.size(); ++n) {
    if (n % (axes + 1) == axes) continue;  // from one trajectory to the next
    for (std::size_t a = 0; a < axes; ++a)
      if (const double step = points[n + 1][a] - points[n][a]; step != 0.0)
        effects[a].push_back((values[n + 1] - values[n]) / step);
  }
  std::vector<ElementaryEffects> found(axes);
  for (std::size_t a = 0; a < axes; ++a) {
    const auto count = static_cast<double>(effects[a].size());
    auto& one = found[a];
    for (const double effect : effects[a]) {
      one.mean += effect / count;
      one.mean_size += std::abs(effect) / count;
    }
    double squares = 0.0;
    for (const double effect : effects[a]) squares += (effect - one.mean) * (effect - one.mean);
    one.deviation = count > 1.0 ? std::sqrt(squares / (count - 1.0)) : 0.0;
  }
  return found;
}

std::vector<ResponsePoint> response_curve(const std::vector<double>& input, const std::vector<double>& values,
                                          std::size_t bins) {
  std::vector<std::size_t> order;
  for (std::size_t n = 0; n < input.size(); ++n)
    if (!std::isnan(values[n])) order.push_back(n);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return input[a] < input[b]; });
  std::vector<ResponsePoint> curve;
  bins = std::min(bins, order.size());
  std::size_t to = 0;
  for (std::size_t bin = 0; bin < bins; ++bin) {
    const std::size_t from = to;
    to = std::max(from, (bin + 1) * order.size() / bins);
    while (to > from && to < order.size() && input[order[to]] == input[order[to - 1]]) ++to;
    if (to == from) continue;
    ResponsePoint point;
    point.least = std::numeric_limits<double>::infinity();
    point.greatest = -point.least;
    point.count = to - from;
    for (std::size_t n = from; n < to; ++n) {
      point.input += input[order[n]] / static_cast<double>(point.count);
      point.mean += values[order[n]] / static_cast<double>(point.count);
      point.least = std::min(point.least, values[order[n]]);
      point.greatest = std::max(point.greatest, values[order[n]]);
    }
    curve.push_back(point);
  }
  return curve;
}

std::vector<std::size_t> pareto_front(const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<std::size_t> order;
  for (std::size_t n = 0; n < first.size(); ++n)
    if (!std::isnan(first[n]) && !std::isnan(second[n])) order.push_back(n);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
    return first[a] != first[b] ? first[a] < first[b] : second[a] < second[b];
  });
  std::vector<std::size_t> front;
  double best = std::numeric_limits<double>::infinity();
  for (const auto n : order)
    if (second[n] < best) {
      best = second[n];
      front.push_back(n);
    }
  return front;
}

}  // namespace lantian::scenarios
