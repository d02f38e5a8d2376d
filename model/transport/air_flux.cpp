#include "model/transport/air_flux.hpp"

#include <algorithm>

#include "model/quantities/constants.hpp"

namespace lantian::model {

void AirFlux::density(int k, int j, double* row) const {
  const double* p = weather_.air_pressure.data() + grid_.cell(k, j, 0);
  const double* t = weather_.air_temperature.data() + grid_.cell(k, j, 0);
  for (int i = 0; i < grid_.nx; ++i) row[i] = p[i] / (constants::gas_constant * t[i]);
}

void AirFlux::eastward(int k, int j, const double* density, double* flux) const {
  const int nx = grid_.nx;
  const double* wind = weather_.x_wind.data() + (static_cast<std::size_t>(k) * grid_.ny + j) * (nx + 1);
  const double area_dt = grid_.dx * grid_.layer_depth(k) * dt_;
  flux[0] = density[0] * wind[0] * area_dt;
  for (int i = 1; i < nx; ++i) flux[i] = 0.5 * (density[i - 1] + density[i]) * wind[i] * area_dt;
  flux[nx] = density[nx - 1] * wind[nx] * area_dt;
}

void AirFlux::northward(int k, int j, const double* south_density, const double* north_density,
                        double* flux) const {
  const int nx = grid_.nx;
  const double* wind = weather_.y_wind.data() + (static_cast<std::size_t>(k) * (grid_.ny + 1) + j) * nx;
  const double area_dt = grid_.dx * grid_.layer_depth(k) * dt_;
  for (int i = 0; i < nx; ++i) flux[i] = 0.5 * (south_density[i] + north_density[i]) * wind[i] * area_dt;
}

void AirFlux::divergence(int k, int j, double* row, double* work) const {
  const int nx = grid_.nx;
  double *here = work, *beside = work + nx + 1, *east = beside + nx + 1, *south = east + nx + 1,
         *north = south + nx + 1;
  density(k, j, here);
  eastward(k, j, here, east);
  density(k, std::max(j - 1, 0), beside);
  northward(k, j, beside, here, south);
  density(k, std::min(j + 1, grid_.ny - 1), beside);
  northward(k, j + 1, here, beside, north);
  for (int i = 0; i < nx; ++i) row[i] = (east[i + 1] - east[i]) + (north[i] - south[i]);
}

}  // namespace lantian::model
