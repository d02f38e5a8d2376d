#include "model/winds/terrain_fluxes.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::model {

TerrainFluxes::TerrainFluxes(const Grid& grid, const FirstGuess& guess)
    : grid_(grid), guess_(guess), nx_(grid.nx), ny_(grid.ny), nz_(grid.nz()) {
  const std::size_t columns = grid.columns();
  const auto& n = guess.density;
  const auto& h = guess.altitude;
  const auto mean = [](const std::vector<double>& of, std::size_t a, std::size_t b) {
    return 0.5 * (of[a] + of[b]);
  };
  x_slope_.resize(x_level(1)), y_slope_.resize(y_level(1));
  for (int j = 0; j < ny_; ++j)
    for (int i = 0; i <= nx_; ++i) {
      const int west = std::clamp(i - 1, 0, nx_ - 2);  // the edge's slope is its neighbour's
      x_slope_[static_cast<std::size_t>(j) * (nx_ + 1) + i] =
          (h[grid.column(j, west + 1)] - h[grid.column(j, west)]) / grid.dx;
    }
  for (int j = 0; j <= ny_; ++j)
    for (int i = 0; i < nx_; ++i) {
      const int south = std::clamp(j - 1, 0, ny_ - 2);
      y_slope_[grid.column(j, i)] = (h[grid.column(south + 1, i)] - h[grid.column(south, i)]) / grid.dx;
    }
  x_flow_.resize(x_level(nz_)), y_flow_.resize(y_level(nz_)), z_flow_.assign((nz_ + 1) * columns, 0.0);
  for (int k = 0; k < nz_; ++k) {
    const double side = grid.dx * grid.layer_depth(k);
    for (int j = 0; j < ny_; ++j)
      for (int i = 0; i <= nx_; ++i)
        x_flow_[x_level(k) + static_cast<std::size_t>(j) * (nx_ + 1) + i] =
            side * mean(n, grid.cell(k, j, std::max(i - 1, 0)), grid.cell(k, j, std::min(i, nx_ - 1)));
    for (int j = 0; j <= ny_; ++j)
      for (int i = 0; i < nx_; ++i)
        y_flow_[y_level(k) + grid.column(j, i)] =
            side * mean(n, grid.cell(k, std::max(j - 1, 0), i), grid.cell(k, std::min(j, ny_ - 1), i));
  }
  lower_share_.assign(nz_ + 1, 1.0), distance_.assign(nz_ + 1, 0.5 * grid.layer_depth(nz_ - 1));
  for (int k = 1; k < nz_; ++k) {
    const double below = grid.layer_depth(k - 1), above = grid.layer_depth(k);
    lower_share_[k] = above / (below + above);
    distance_[k] = 0.5 * (below + above);
  }
  for (int k = 1; k <= nz_; ++k)
    for (std::size_t c = 0; c < columns; ++c)
      z_flow_[k * columns + c] =
          grid.cell_area() * mean(n, (k - 1) * columns + c, std::min(k, nz_ - 1) * columns + c);
  // Climb that a force of 1 on a column and its neighbours makes, by turning the wind and by lifting the air.
  for (int j = 0; j < ny_; ++j)
    for (int i = 0; i < nx_; ++i) {
      const std::size_t c = grid.column(j, i), x = c + static_cast<std::size_t>(j);
      double turned = 0.0;
      for (const std::size_t f : {x, x + 1}) turned += x_slope_[f] * x_slope_[f] / x_flow_[f];
      for (const std::size_t f : {c, c + nx_}) turned += y_slope_[f] * y_slope_[f] / y_flow_[f];
      const double lifted = guess.mobility[0] / (grid.cell_area() * n[c] * 0.5 * grid.layer_depth(0));
      ground_weight_.push_back(1.0 / (0.5 * turned / grid.dx + lifted));
    }
  x_flux_.resize(x_flow_.size()), y_flux_.resize(y_flow_.size()), z_flux_.assign(z_flow_.size(), 0.0);
  x_change_.resize(x_level(1)), y_change_.resize(y_level(1));
  rise_.assign(z_flow_.size(), 0.0), pull_.resize(columns), climb_.resize(grid.cells());
}

void TerrainFluxes::climb_of_level(int k, const double* x_wind, const double* y_wind) {
  double* climb = climb_.data() + k * grid_.columns();
  for (int j = 0; j < ny_; ++j) {
    const std::size_t x = static_cast<std::size_t>(j) * (nx_ + 1), c = grid_.column(j, 0);
    const double *u = x_wind + x, *sx = x_slope_.data() + x, *v = y_wind + c, *sy = y_slope_.data() + c;
    for (int i = 0; i < nx_; ++i)
      climb[c + i] =
          0.5 * ((u[i] * sx[i] + u[i + 1] * sx[i + 1]) + (v[i] * sy[i] + v[i + nx_] * sy[i + nx_]));
  }
}

void TerrainFluxes::change_level(int k, const double* multiplier) {
  const double* q = multiplier + k * grid_.columns();
  const double to_edge = 2.0 / grid_.dx, to_next = 1.0 / grid_.dx;
  for (int j = 0; j < ny_; ++j) {
    const std::size_t x = static_cast<std::size_t>(j) * (nx_ + 1);
    const double *row = q + grid_.column(j, 0), *pull = pull_.data() + grid_.column(j, 0),
                 *flow = x_flow_.data() + x_level(k) + x, *slope = x_slope_.data() + x;
    double *flux = x_flux_.data() + x_level(k) + x, *change = x_change_.data() + x;
    flux[0] = (flow[0] * row[0] - slope[0] * pull[0]) * to_edge;
    for (int i = 1; i < nx_; ++i)
      flux[i] = (flow[i] * (row[i] - row[i - 1]) - slope[i] * (pull[i - 1] + pull[i])) * to_next;
    flux[nx_] = (-flow[nx_] * row[nx_ - 1] - slope[nx_] * pull[nx_ - 1]) * to_edge;
    for (int i = 0; i <= nx_; ++i) change[i] = flux[i] / flow[i];
  }
  for (int j = 0; j <= ny_; ++j) {
    const double inverse = 1.0 / to_y(j);
    const std::size_t here = grid_.column(j, 0);
    const double *flow = y_flow_.data() + y_level(k) + here, *slope = y_slope_.data() + here;
    double *flux = y_flux_.data() + y_level(k) + here, *change = y_change_.data() + here;
    const double *north = q + here, *south = north - nx_, *pull = pull_.data() + here,
                 *pull_south = pull - nx_;
    if (j == 0)
      for (int i = 0; i < nx_; ++i) flux[i] = (flow[i] * north[i] - slope[i] * pull[i]) * inverse;
    else if (j == ny_)
      for (int i = 0; i < nx_; ++i) flux[i] = (-flow[i] * south[i] - slope[i] * pull_south[i]) * inverse;
    else
      for (int i = 0; i < nx_; ++i)
        flux[i] = (flow[i] * (north[i] - south[i]) - slope[i] * (pull_south[i] + pull[i])) * inverse;
    for (int i = 0; i < nx_; ++i) change[i] = flux[i] / flow[i];
  }
}

void TerrainFluxes::drive(const double* multiplier) {
  const std::size_t columns = grid_.columns();
  for (int k = 1; k <= nz_; ++k) {
    const double *below = multiplier + (k - 1) * columns, *above = below + columns,
                 *flow = z_flow_.data() + k * columns;
    double* rise = rise_.data() + k * columns;
    if (k < nz_)
      for (std::size_t c = 0; c < columns; ++c) rise[c] = flow[c] * (above[c] - below[c]);
    else
      for (std::size_t c = 0; c < columns; ++c) rise[c] = -flow[c] * below[c];
  }
  for (int k = 0; k < nz_; ++k) {
    const double* rise = rise_.data() + k * columns;
    const double from_above = 0.5 * lower_share_[k + 1],
                 from_below = k > 0 ? 0.5 * (1.0 - lower_share_[k]) : 0.0;
    for (std::size_t c = 0; c < columns; ++c)
      pull_[c] = from_above * rise[c + columns] + from_below * rise[c];
    change_level(k, multiplier);
    climb_of_level(k, x_change_.data(), y_change_.data());
    if (k > 0) continue;
    for (std::size_t c = 0; c < columns; ++c) pull_[c] += 0.5 * ground_weight_[c] * climb_[c];
    change_level(k, multiplier);
    climb_of_level(k, x_change_.data(), y_change_.data());
  }
  for (int k = 1; k <= nz_; ++k) {
    const double light = guess_.mobility[k] / distance_[k], share = lower_share_[k];
    const double *below = climb_.data() + (k - 1) * columns,
                 *above = climb_.data() + std::min(k, nz_ - 1) * columns, *rise = rise_.data() + k * columns,
                 *flow = z_flow_.data() + k * columns;
    double* flux = z_flux_.data() + k * columns;
    for (std::size_t c = 0; c < columns; ++c)
      flux[c] = light * rise[c] - flow[c] * (share * below[c] + (1.0 - share) * above[c]);
  }
}

void TerrainFluxes::net_outflow(double sign, double* out) const {
  const std::size_t columns = grid_.columns();
  for (int k = 0; k < nz_; ++k)
    for (int j = 0; j < ny_; ++j) {
      const double* east = x_flux_.data() + x_level(k) + static_cast<std::size_t>(j) * (nx_ + 1);
      const double* south = y_flux_.data() + y_level(k) + grid_.column(j, 0);
      const double* below = z_flux_.data() + k * columns + grid_.column(j, 0);
      double* row = out + grid_.cell(k, j, 0);
      for (int i = 0; i < nx_; ++i)
        row[i] = sign *
                 (((east[i + 1] - east[i]) + (south[i + nx_] - south[i])) + (below[i + columns] - below[i]));
    }
}

void TerrainFluxes::apply(const double* multiplier, double* out) {
  drive(multiplier);
  net_outflow(-1.0, out);
}

void TerrainFluxes::add_winds(const double* multiplier, double* x_wind, double* y_wind) {
  drive(multiplier);
  for (std::size_t f = 0; f < x_flux_.size(); ++f) x_wind[f] += x_flux_[f] / x_flow_[f];
  for (std::size_t f = 0; f < y_flux_.size(); ++f) y_wind[f] += y_flux_[f] / y_flow_[f];
}

void TerrainFluxes::outflow_of(double* x_wind, double* y_wind, double* out) {
  const std::size_t columns = grid_.columns();
  for (int k = 0; k < nz_; ++k) climb_of_level(k, x_wind + x_level(k), y_wind + y_level(k));
  for (int k = 1; k <= nz_; ++k) {
    const double share = lower_share_[k], left = 1.0 - guess_.follow[k];
    const double *below = climb_.data() + (k - 1) * columns,
                 *above = climb_.data() + std::min(k, nz_ - 1) * columns,
                 *flow = z_flow_.data() + k * columns;
    double* flux = z_flux_.data() + k * columns;
    for (std::size_t c = 0; c < columns; ++c)
      flux[c] = -left * flow[c] * (share * below[c] + (1.0 - share) * above[c]);
  }
  for (std::size_t c = 0; c < columns; ++c)
    pull_[c] = 0.5 * ground_weight_[c] * (1.0 - guess_.follow[0]) * climb_[c];
  const std::vector<double> none(columns, 0.0);
  change_level(0, none.data());
  climb_of_level(0, x_change_.data(), y_change_.data());
  for (std::size_t f = 0; f < x_change_.size(); ++f) x_wind[f] += x_change_[f];
  for (std::size_t f = 0; f < y_change_.size(); ++f) y_wind[f] += y_change_[f];
  for (std::size_t c = 0; c < columns; ++c)
    z_flux_[columns + c] -= z_flow_[columns + c] * lower_share_[1] * climb_[c];
  for (std::size_t f = 0; f < x_flux_.size(); ++f) x_flux_[f] = x_flow_[f] * x_wind[f];
  for (std::size_t f = 0; f < y_flux_.size(); ++f) y_flux_[f] = y_flow_[f] * y_wind[f];
  net_outflow(1.0, out);
}

double TerrainFluxes::largest_side_flux(const double* x_wind, const double* y_wind) const {
  double most = 0.0;
  for (std::size_t f = 0; f < x_flow_.size(); ++f) most = std::max(most, std::abs(x_flow_[f] * x_wind[f]));
  for (std::size_t f = 0; f < y_flow_.size(); ++f) most = std::max(most, std::abs(y_flow_[f] * y_wind[f]));
  return most;
}

double TerrainFluxes::largest_outflow(const std::vector<double>& u, const std::vector<double>& v,
                                      const std::vector<double>& upward) const {
  const std::size_t columns = grid_.columns();
  double most = 0.0;
  for (int k = 0; k < nz_; ++k)
    for (int j = 0; j < ny_; ++j)
      for (int i = 0; i < nx_; ++i) {
        const std::size_t x = x_level(k) + static_cast<std::size_t>(j) * (nx_ + 1) + i,
                          y = y_level(k) + grid_.column(j, i), z = grid_.cell(k, j, i);
        const double sides = (x_flow_[x + 1] * u[x + 1] - x_flow_[x] * u[x]) +
                             (y_flow_[y + nx_] * v[y + nx_] - y_flow_[y] * v[y]);
        most = std::max(most, std::abs(sides + (upward[z + columns] - upward[z])));
      }
  return most;
}

std::vector<double> TerrainFluxes::mean_side() const {
  std::vector<double> side(nz_);
  for (int k = 0; k < nz_; ++k) {
    double sum = 0.0;
    for (std::size_t f = x_level(k); f < x_level(k + 1); ++f) sum += x_flow_[f];
    side[k] = sum / static_cast<double>(x_level(1)) / grid_.dx;
  }
  return side;
}

std::vector<double> TerrainFluxes::mean_rise() const {
  const std::size_t columns = grid_.columns();
  double steepness = 0.0;
  for (const double slope : x_slope_) steepness += slope * slope / static_cast<double>(x_slope_.size());
  for (const double slope : y_slope_) steepness += slope * slope / static_cast<double>(y_slope_.size());
  std::vector<double> rise(nz_ + 1, 0.0);
  for (int k = 1; k <= nz_; ++k) {
    double sum = 0.0;
    for (std::size_t c = 0; c < columns; ++c) sum += z_flow_[k * columns + c];
    rise[k] = sum / static_cast<double>(columns) / grid_.cell_area() * (guess_.mobility[k] + steepness) /
              distance_[k];
  }
  return rise;
}

}  // namespace lantian::model
