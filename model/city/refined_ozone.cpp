#include "model/city/refined_ozone.hpp"

#include <algorithm>
#include <limits>

#include "model/city/photostationary.hpp"

namespace lantian::model::city {
namespace {

std::vector<double> sum_of(std::span<const double> a, std::span<const double> b) {
  std::vector<double> sum(a.begin(), a.end());
  for (std::size_t n = 0; n < sum.size(); ++n) sum[n] += b[n];
  return sum;
}

/// Mean NO2 over a cell's points, and how it changes with J.
struct MeanNo2 {
  double value = 0.0, slope = 0.0;
};

MeanNo2 mean_no2(std::span<const double> nox, std::span<const double> ox, double j) {
  MeanNo2 mean;
  for (std::size_t n = 0; n < nox.size(); ++n) {
    const double no2 = photostationary_no2(nox[n], ox[n], j), root = nox[n] + ox[n] + j - 2.0 * no2;
    mean.value += no2;
    if (root > 0.0) mean.slope -= no2 / root;
  }
  mean.value /= static_cast<double>(nox.size());
  mean.slope /= static_cast<double>(nox.size());
  return mean;
}

constexpr double enough = 4e-15;  // of the mean: some roundings
constexpr int most_steps = 100;

/// The J that gives the mean `wanted`: Newton's steps, halving where they leave the bracket. There must be
/// one, `wanted` above 0.
double find_j(std::span<const double> nox, std::span<const double> ox, double wanted, double first) {
  double low = 0.0, high = first;
  for (int n = 0; n < most_steps && mean_no2(nox, ox, high).value > wanted; ++n) low = high, high *= 4.0;
  double j = high;
  for (int n = 0; n < most_steps; ++n) {
    const MeanNo2 mean = mean_no2(nox, ox, j);
    if (std::abs(mean.value - wanted) <= enough * wanted) break;
    (mean.value > wanted ? low : high) = j;
    const double newton = j - (mean.value - wanted) / mean.slope;
    const double next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (next == j) break;
    j = next;
  }
  return j;
}

/// The largest part of the departures with which titration leaves the mean `wanted`.
double find_kept(double nox_mean, double ox_mean, std::span<const double> nox, std::span<const double> ox,
                 double wanted) {
  const auto mean = [&](double kept) {
    double sum = 0.0;
    for (std::size_t n = 0; n < nox.size(); ++n)
      sum += std::min(nox_mean + kept * (nox[n] - nox_mean), ox_mean + kept * (ox[n] - ox_mean));
    return sum / static_cast<double>(nox.size());
  };
  double low = 0.0, high = 1.0;
  for (int n = 0; n < most_steps && high - low > std::numeric_limits<double>::epsilon(); ++n) {
    const double middle = 0.5 * (low + high);
    (mean(middle) >= wanted ? low : high) = middle;
  }
  return low;
}

}  // namespace

RefinedOzone::Fields RefinedOzone::fields_of(const Patch& patch, const NitrogenAndOzone& grid,
                                             std::span<const double> nox, std::span<const double> no2,
                                             Between between) {
  const auto nox_of_grid = sum_of(grid.no, grid.no2), ox_of_grid = sum_of(grid.no2, grid.o3);
  const auto nox_means = cell_means(patch, nox), ox_means = cell_means(patch, no2);
  auto shares = held_shares(nox_of_grid, nox_means);
  const auto of_ox = held_shares(ox_of_grid, ox_means);
  for (std::size_t cell = 0; cell < shares.size(); ++cell) shares[cell] = std::min(shares[cell], of_ox[cell]);
  return {RefinedField(patch, nox_of_grid, nox_means, shares, between),
          RefinedField(patch, ox_of_grid, ox_means, shares, between)};
}

RefinedOzone::RefinedOzone(const Patch& patch, const NitrogenAndOzone& grid, std::span<const double> nox,
                           std::span<const double> no2, Between between)
    : patch_(patch), fields_(fields_of(patch, grid, nox, no2, between)), states_(patch.cells()) {
  const auto nox_at = fields_.nox.at_points(nox), ox_at = fields_.ox.at_points(no2);
  std::vector<std::vector<double>> nox_of(patch.cells()), ox_of(patch.cells());
  for (std::size_t point = 0; point < nox_at.size(); ++point) {
    const std::size_t cell = patch.cell_of_point(point);
    nox_of[cell].push_back(nox_at[point]), ox_of[cell].push_back(ox_at[point]);
  }
  for (std::size_t cell = 0; cell < states_.size(); ++cell) {
    states_[cell].nox = grid.no[cell] + grid.no2[cell];
    states_[cell].ox = grid.no2[cell] + grid.o3[cell];
    states_[cell].no2 = grid.no2[cell];
    states_[cell].o3 = grid.o3[cell];
    solve(states_[cell], nox_of[cell], ox_of[cell]);
  }
}

void RefinedOzone::solve(State& state, std::span<const double> nox, std::span<const double> ox) {
  const auto all_are = [](std::span<const double> values, double one) {
    return std::all_of(values.begin(), values.end(), [one](double value) { return value == one; });
  };
  state.is_even = state.no2 <= 0.0 || (all_are(nox, state.nox) && all_are(ox, state.ox));
  if (state.is_even) return;
  if (mean_no2(nox, ox, 0.0).value < state.no2) {
    state.kept = find_kept(state.nox, state.ox, nox, ox, state.no2);
  } else {
    const double own = (state.nox - state.no2) * (state.ox - state.no2) / state.no2;
    state.j = find_j(nox, ox, state.no2, own > 0.0 ? own : state.nox + state.ox);
  }
  double mean = 0.0;
  for (std::size_t n = 0; n < nox.size(); ++n) mean += react(state, nox[n], ox[n]).no2;
  state.factor = state.no2 / (mean / static_cast<double>(nox.size()));
}

Ozone RefinedOzone::react(const State& state, double nox, double ox) {
  const double x = state.nox + state.kept * (nox - state.nox), y = state.ox + state.kept * (ox - state.ox);
  const double no2 = std::min(photostationary_no2(x, y, state.j) * state.factor, std::min(x, y));
  return {no2, y - no2};
}

Ozone RefinedOzone::at(double x, double y, double nox, double no2) const {
  const State& state = states_[cell_at(patch_, x, y)];
  if (state.is_even) return {state.no2, state.o3};
  return react(state, fields_.nox.at(x, y, nox), fields_.ox.at(x, y, no2));
}

std::vector<Ozone> RefinedOzone::at_points(std::span<const double> nox, std::span<const double> no2) const {
  std::vector<Ozone> field(nox.size());
  for (std::size_t point = 0; point < field.size(); ++point)
    field[point] = at(patch_.x(point), patch_.y(point), nox[point], no2[point]);
  return field;
}

}  // namespace lantian::model::city
