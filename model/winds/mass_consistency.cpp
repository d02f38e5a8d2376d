#include "model/winds/mass_consistency.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "model/winds/flat_solver.hpp"
#include "model/winds/terrain_fluxes.hpp"

namespace lantian::model {
namespace {

constexpr int most_iterations = 500;

/// Eight sums side by side, joined in one order: the same bits whatever the compiler makes of it.
double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum[8] = {};
  std::size_t n = 0;
  for (; n + 8 <= a.size(); n += 8)
    for (std::size_t lane = 0; lane < 8; ++lane) sum[lane] += a[n + lane] * b[n + lane];
  for (; n < a.size(); ++n) sum[n % 8] += a[n] * b[n];
  return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
}

double largest(const std::vector<double>& values) {
  double most = 0.0;
  for (const double value : values) most = std::max(most, std::abs(value));
  return most;
}

}  // namespace

Adjustment adjust_winds(const Grid& grid, const FirstGuess& guess, std::vector<double>& x_wind,
                        std::vector<double>& y_wind, double tolerance) {
  TerrainFluxes fluxes(grid, guess);
  const double scale = fluxes.largest_side_flux(x_wind.data(), y_wind.data());
  const std::size_t cells = grid.cells();
  std::vector<double> residual(cells), multiplier(cells, 0.0), z, direction, image(cells);
  fluxes.outflow_of(x_wind.data(), y_wind.data(), residual.data());
  Adjustment done;
  done.vertical_flux = fluxes.vertical_flux();
  const double bound = tolerance * scale;
  if (largest(residual) > bound) {
    FlatSolver flat(grid, fluxes.mean_side(), fluxes.mean_rise());
    z = residual;
    flat.solve(z.data());
    direction = z;
    double along = dot(residual, z);
    while (largest(residual) > bound) {
      if (++done.iterations > most_iterations || !std::isfinite(along))
        throw std::runtime_error("the winds over the terrain could not be made to keep the mass of air");
      fluxes.apply(direction.data(), image.data());
      const double step = along / dot(direction, image);
      for (std::size_t n = 0; n < cells; ++n) {
        multiplier[n] += step * direction[n];
        residual[n] -= step * image[n];
      }
      z = residual;
      flat.solve(z.data());
      const double next = dot(residual, z);
      const double turn = next / along;
      for (std::size_t n = 0; n < cells; ++n) direction[n] = z[n] + turn * direction[n];
      along = next;
    }
    fluxes.add_winds(multiplier.data(), x_wind.data(), y_wind.data());
    for (std::size_t f = 0; f < done.vertical_flux.size(); ++f)
      done.vertical_flux[f] += fluxes.vertical_flux()[f];
  }
  done.residual = scale > 0.0 ? fluxes.largest_outflow(x_wind, y_wind, done.vertical_flux) / scale : 0.0;
  return done;
}

}  // namespace lantian::model
