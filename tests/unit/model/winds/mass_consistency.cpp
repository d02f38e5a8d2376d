#include "model/winds/mass_consistency.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/quantities/constants.hpp"
#include "model/winds/sine_transform.hpp"

using namespace lantian::model;

namespace {

/// Air that thins with altitude over a hill, and a wind that grows and turns with height.
struct Hill {
  Grid grid;
  std::vector<double> density, altitude, u, v;

  Hill(double height, double x, double y, double eastward = 4.0, double northward = 1.0) {
    grid.nx = 19, grid.ny = 16, grid.dx = 2000.0;
    grid.layer_face = default_layer_faces();
    for (int j = 0; j < grid.ny; ++j)
      for (int i = 0; i < grid.nx; ++i)
        altitude.push_back(
            100.0 + height * std::exp(-(std::pow((i - x) * grid.dx, 2) + std::pow((j - y) * grid.dx, 2)) /
                                      (2.0 * 5e3 * 5e3)));
    for (int k = 0; k < grid.nz(); ++k)
      for (const double h : altitude)
        density.push_back(42.0 * std::exp(-(grid.layer_centre(k) + h) / 8500.0));
    for (int k = 0; k < grid.nz(); ++k) {
      u.insert(u.end(), static_cast<std::size_t>(grid.ny) * (grid.nx + 1), eastward * (1.0 + 0.1 * k));
      v.insert(v.end(), static_cast<std::size_t>(grid.ny + 1) * grid.nx, northward * (1.0 - 0.2 * k));
    }
  }
  FirstGuess guess(double mobility) const {
    const std::size_t faces = grid.layer_face.size();
    return {density, altitude, std::vector<double>(faces, 0.0), std::vector<double>(faces, mobility)};
  }
  double& x_wind(int k, int j, int i) {
    return u[(static_cast<std::size_t>(k) * grid.ny + j) * (grid.nx + 1) + i];
  }
};

}  // namespace

TEST(SineTransform, IsItsOwnInverseAndDiagonalisesTheLaplacian) {
  for (const int n : {5, 8, 19}) {
    const SineTransform transform(n);
    std::vector<double> values, work(transform.work_size(3));
    for (int r = 0; r < n * 3; ++r) values.push_back(std::sin(1.3 * r) + 0.2 * r);
    const auto before = values;
    std::vector<double> laplacian(values.size());
    for (int r = 0; r < n; ++r)
      for (int c = 0; c < 3; ++c) {
        const auto at = [&](int row) {  // odd about both ends
          return row < 0 ? -before[c] : row >= n ? -before[(n - 1) * 3 + c] : before[row * 3 + c];
        };
        laplacian[r * 3 + c] = 2.0 * at(r) - at(r - 1) - at(r + 1);
      }
    transform.across_rows(values.data(), 3, true, work.data());
    transform.across_rows(laplacian.data(), 3, true, work.data());
    for (int m = 0; m < n; ++m)
      for (int c = 0; c < 3; ++c)
        EXPECT_NEAR(laplacian[m * 3 + c], transform.eigenvalue(m) * values[m * 3 + c], 1e-12);
    transform.across_rows(values.data(), 3, false, work.data());
    for (std::size_t k = 0; k < values.size(); ++k) EXPECT_NEAR(values[k], before[k], 1e-13);
  }
}

TEST(MassConsistency, LevelGroundLeavesAUniformWindAsItIs) {
  Hill flat(0.0, 9, 7);
  const auto u = flat.u, v = flat.v;
  const auto done = adjust_winds(flat.grid, flat.guess(1.0), flat.u, flat.v);
  EXPECT_EQ(flat.u, u);
  EXPECT_EQ(flat.v, v);
  EXPECT_EQ(done.iterations, 0);
  EXPECT_LE(done.residual, 1e-15);
}

TEST(MassConsistency, NoCellKeepsAnOutflowAndNothingPassesTheGround) {
  for (const double mobility : {1.0, 0.1, 0.01})
    for (const double height : {200.0, 800.0, 1500.0}) {
      Hill hill(height, 8.3, 6.1);
      const auto done = adjust_winds(hill.grid, hill.guess(mobility), hill.u, hill.v);
      EXPECT_LE(done.residual, 1e-10) << mobility << " " << height;
      EXPECT_LT(done.iterations, 60);
      for (std::size_t c = 0; c < hill.grid.columns(); ++c) EXPECT_EQ(done.vertical_flux[c], 0.0);
    }
}

TEST(MassConsistency, AMirroredHillGivesTheMirroredWind) {
  Hill hill(600.0, 7.0, 6.0), mirrored(600.0, 18.0 - 7.0, 6.0, -4.0);
  adjust_winds(hill.grid, hill.guess(0.1), hill.u, hill.v);
  adjust_winds(mirrored.grid, mirrored.guess(0.1), mirrored.u, mirrored.v);
  const int nx = hill.grid.nx, ny = hill.grid.ny;
  for (int k = 0; k < hill.grid.nz(); ++k)
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i <= nx; ++i)
        EXPECT_NEAR(hill.x_wind(k, j, i), -mirrored.x_wind(k, j, nx - i), 1e-8) << k << " " << j << " " << i;
}

TEST(MassConsistency, StableAirGoesRoundTheHillRatherThanOver) {
  double over_before = 1e9, aside_before = 0.0;
  for (const double mobility : {1.0, 0.1, 0.01}) {
    Hill hill(800.0, 9.0, 7.5, 4.0, 0.0);
    const auto done = adjust_winds(hill.grid, hill.guess(mobility), hill.u, hill.v);
    // True vertical wind on the windward slope: the flux through the layer plus the climb along it.
    const Grid& g = hill.grid;
    const int k = 5, j = 7, i = 6;
    const double slope =
        (hill.altitude[g.column(j, i + 1)] - hill.altitude[g.column(j, i - 1)]) / (2.0 * g.dx);
    const double n = 0.5 * (hill.density[g.cell(k - 1, j, i)] + hill.density[g.cell(k, j, i)]);
    const double over = done.vertical_flux[g.cell(k, j, i)] / (n * g.cell_area()) +
                        slope * 0.5 * (hill.x_wind(k, j, i) + hill.x_wind(k, j, i + 1));
    double aside = 0.0;
    for (const double wind : hill.v) aside = std::max(aside, std::abs(wind));
    EXPECT_GT(over, 0.0);
    EXPECT_LT(over, over_before) << mobility;
    EXPECT_GT(aside, aside_before) << mobility;
    over_before = over, aside_before = aside;
  }
}

TEST(MassConsistency, IsTheLeastChange) {
  // Any circulation about an edge could be added without an outflow; the least change has none of it.
  Hill hill(500.0, 8.0, 7.0);
  for (double& n : hill.density) n = 40.0;
  adjust_winds(hill.grid, hill.guess(0.3), hill.u, hill.v, 1e-13);
  Hill plain(500.0, 8.0, 7.0);
  const Grid& g = hill.grid;
  const auto y = [&](int k, int j, int i) {
    return (static_cast<std::size_t>(k) * (g.ny + 1) + j) * g.nx + i;
  };
  // About an edge in the window's level part.
  const int k = 3, j = 13, i = 16;
  const double du[2] = {hill.x_wind(k, j, i) - plain.x_wind(k, j, i),
                        hill.x_wind(k, j + 1, i) - plain.x_wind(k, j + 1, i)};
  const double dv[2] = {hill.v[y(k, j + 1, i - 1)] - plain.v[y(k, j + 1, i - 1)],
                        hill.v[y(k, j + 1, i)] - plain.v[y(k, j + 1, i)]};
  EXPECT_NEAR(du[0] - du[1] + dv[1] - dv[0], 0.0, 2e-3 * (std::abs(du[0]) + std::abs(dv[0]) + 1e-3));
}
