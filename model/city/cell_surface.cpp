#include "model/city/cell_surface.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::model::city {
namespace {

/// Share of either neighbour's node in the mean over a cell's n points.
double neighbour_share(int n) {
  const double side = n;
  return n % 2 == 0 ? 0.125 : (side * side - 1.0) / (8.0 * side * side);
}

/// Solves w v[i-1] + (1 - 2w) v[i] + w v[i+1] = r[i] in place for `count` values `stride` apart; beyond the
/// ends stands the end's value.
void solve_row(double* r, std::size_t count, std::size_t stride, double w, std::vector<double>& upper) {
  upper.resize(count);
  const auto diagonal = [&](std::size_t i) {
    return 1.0 - 2.0 * w + (i == 0 ? w : 0.0) + (i + 1 == count ? w : 0.0);
  };
  double pivot = diagonal(0);
  r[0] /= pivot;
  for (std::size_t i = 1; i < count; ++i) {
    upper[i] = w / pivot;
    pivot = diagonal(i) - w * upper[i];
    r[i * stride] = (r[i * stride] - w * r[(i - 1) * stride]) / pivot;
  }
  for (std::size_t i = count - 1; i > 0; --i) r[(i - 1) * stride] -= upper[i] * r[i * stride];
}

}  // namespace

CellSurface::CellSurface(const Patch& patch, std::vector<double> means, Between between)
    : patch_(patch), between_(between), means_(std::move(means)) {
  if (between_ == Between::steps) return;
  find_nodes();
  soften();
}

void CellSurface::find_nodes() {
  nodes_ = means_;
  const auto nx = static_cast<std::size_t>(patch_.nx), ny = static_cast<std::size_t>(patch_.ny);
  const double w = neighbour_share(patch_.n);
  std::vector<double> scratch;
  for (std::size_t j = 0; j < ny; ++j) solve_row(&nodes_[j * nx], nx, 1, w, scratch);
  for (std::size_t i = 0; i < nx; ++i) solve_row(&nodes_[i], ny, nx, w, scratch);
}

double CellSurface::node(int i, int j) const {
  const int column = std::clamp(i, 0, patch_.nx - 1), row = std::clamp(j, 0, patch_.ny - 1);
  return nodes_[static_cast<std::size_t>(row) * static_cast<std::size_t>(patch_.nx) +
                static_cast<std::size_t>(column)];
}

double CellSurface::bilinear(double x, double y, std::size_t cell) const {
  const int i = static_cast<int>(cell % static_cast<std::size_t>(patch_.nx)),
            j = static_cast<int>(cell / static_cast<std::size_t>(patch_.nx));
  const double east = x - i - 0.5, north = y - j - 0.5;
  const int beside = i + (east < 0.0 ? -1 : 1), above = j + (north < 0.0 ? -1 : 1);
  const double u = std::abs(east), v = std::abs(north);
  return (1.0 - v) * ((1.0 - u) * node(i, j) + u * node(beside, j)) +
         v * ((1.0 - u) * node(i, above) + u * node(beside, above));
}

/// A bilinear piece is least at a corner: the cell's middle, its sides' middles, its corners.
void CellSurface::soften() {
  softened_.assign(means_.size(), 1.0);
  for (std::size_t cell = 0; cell < means_.size(); ++cell) {
    const auto west = static_cast<double>(cell % static_cast<std::size_t>(patch_.nx)),
               south = static_cast<double>(cell / static_cast<std::size_t>(patch_.nx));
    double least = means_[cell];
    for (const double x : {0.0, 0.5, 1.0})
      for (const double y : {0.0, 0.5, 1.0}) least = std::min(least, bilinear(west + x, south + y, cell));
    if (least < 0.0) softened_[cell] = means_[cell] / (means_[cell] - least);
  }
}

double CellSurface::at(double x, double y) const {
  const std::size_t cell = cell_at(patch_, x, y);
  const double mean = means_[cell];
  if (between_ == Between::steps) return mean;
  return std::max(0.0, mean + softened_[cell] * (bilinear(x, y, cell) - mean));
}

}  // namespace lantian::model::city
