#include "model/city/refined_field.hpp"

#include <algorithm>

namespace lantian::model::city {
namespace {

std::vector<double> rest_of(std::span<const double> grid, std::span<const double> plume_means,
                            std::span<const double> shares) {
  std::vector<double> rest(grid.begin(), grid.end());
  for (std::size_t cell = 0; cell < rest.size(); ++cell)
    rest[cell] = std::max(0.0, rest[cell] - shares[cell] * plume_means[cell]);
  return rest;
}

}  // namespace

std::vector<double> held_shares(std::span<const double> grid, std::span<const double> plume_means) {
  std::vector<double> shares(grid.size(), 1.0);
  for (std::size_t cell = 0; cell < shares.size(); ++cell)
    if (plume_means[cell] > grid[cell]) shares[cell] = grid[cell] / plume_means[cell];
  return shares;
}

RefinedField::RefinedField(const Patch& patch, std::span<const double> grid,
                           std::span<const double> plume_means, std::vector<double> shares, Between between)
    : patch_(patch), shares_(std::move(shares)), rest_(patch, rest_of(grid, plume_means, shares_), between) {}

std::vector<double> RefinedField::at_points(std::span<const double> plumes) const {
  std::vector<double> field(plumes.size());
  for (std::size_t point = 0; point < field.size(); ++point)
    field[point] = at(patch_.x(point), patch_.y(point), plumes[point]);
  return field;
}

}  // namespace lantian::model::city
