#include "model/winds/flat_solver.hpp"

#include <algorithm>

namespace lantian::model {

FlatSolver::FlatSolver(const Grid& grid, const std::vector<double>& side, const std::vector<double>& rise)
    : grid_(grid), east_(grid.nx), north_(grid.ny) {
  const std::size_t columns = grid.columns();
  const int nz = grid.nz();
  coupling_.resize(nz + 1, 0.0);
  for (int k = 1; k <= nz; ++k) coupling_[k] = grid.cell_area() * rise[k];
  upper_.resize(grid.cells()), pivot_.resize(grid.cells()), modes_.resize(grid.cells());
  work_.resize(std::max(east_.work_size(grid.ny), north_.work_size(grid.nx)));
  for (int k = 0; k < nz; ++k)
    for (int a = 0; a < grid.nx; ++a)
      for (int b = 0; b < grid.ny; ++b) {
        const std::size_t n = k * columns + static_cast<std::size_t>(a) * grid.ny + b;
        double diagonal =
            side[k] * (east_.eigenvalue(a) + north_.eigenvalue(b)) + coupling_[k] + coupling_[k + 1];
        if (k > 0) diagonal -= coupling_[k] * upper_[n - columns];
        pivot_[n] = 1.0 / diagonal;
        upper_[n] = k + 1 < nz ? coupling_[k + 1] * pivot_[n] : 0.0;
      }
}

void FlatSolver::solve(double* values) {
  const int nx = grid_.nx, ny = grid_.ny, nz = grid_.nz();
  const std::size_t columns = grid_.columns();
  const auto transpose = [](const double* from, double* to, int rows, int width) {
    constexpr int block = 8;
    for (int r0 = 0; r0 < rows; r0 += block)
      for (int c0 = 0; c0 < width; c0 += block)
        for (int r = r0; r < std::min(rows, r0 + block); ++r)
          for (int c = c0; c < std::min(width, c0 + block); ++c)
            to[static_cast<std::size_t>(c) * rows + r] = from[static_cast<std::size_t>(r) * width + c];
  };
  for (int k = 0; k < nz; ++k) {
    double* level = values + k * columns;
    north_.across_rows(level, nx, true, work_.data());
    transpose(level, modes_.data() + k * columns, ny, nx);
    east_.across_rows(modes_.data() + k * columns, ny, true, work_.data());
  }
  // Thomas' elimination; both couplings of two neighbours are the same number.
  for (int k = 0; k < nz; ++k) {
    double* here = modes_.data() + k * columns;
    const double* pivot = pivot_.data() + k * columns;
    if (k == 0) {
      for (std::size_t n = 0; n < columns; ++n) here[n] *= pivot[n];
      continue;
    }
    const double* below = here - columns;
    const double coupling = coupling_[k];
    for (std::size_t n = 0; n < columns; ++n) here[n] = (here[n] + coupling * below[n]) * pivot[n];
  }
  for (int k = nz - 2; k >= 0; --k) {
    double* here = modes_.data() + k * columns;
    const double *above = here + columns, *factor = upper_.data() + k * columns;
    for (std::size_t n = 0; n < columns; ++n) here[n] += factor[n] * above[n];
  }
  for (int k = 0; k < nz; ++k) {
    double* level = values + k * columns;
    east_.across_rows(modes_.data() + k * columns, ny, false, work_.data());
    transpose(modes_.data() + k * columns, level, nx, ny);
    north_.across_rows(level, nx, false, work_.data());
  }
}

}  // namespace lantian::model
