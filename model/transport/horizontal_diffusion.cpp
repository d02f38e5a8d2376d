#include "model/transport/horizontal_diffusion.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::model {

double horizontal_diffusivity(double dx, double deformation) {
  const double cap = 2000.0 * (4000.0 / dx) * (4000.0 / dx);  // [CMAQ5]
  const double floor = dx <= town_cell_width ? 10.0 : 200.0;  // 200: [CMAQ5]
  const double length = 0.28 * dx;                            // [CMAQ5]
  const double turbulent = std::max(floor, length * length * deformation);
  return cap * turbulent / (cap + turbulent);
}

double HorizontalDiffusion::deformation(int k, int j, int i) const {
  const int nx = grid_.nx, ny = grid_.ny;
  const double* u = weather_.x_wind.data() + static_cast<std::size_t>(k) * ny * (nx + 1);
  const double* v = weather_.y_wind.data() + static_cast<std::size_t>(k) * (ny + 1) * nx;
  const auto u_at = [&](int row) {  // twice the wind in the cell's middle
    const double* face = u + static_cast<std::size_t>(row) * (nx + 1) + i;
    return face[0] + face[1];
  };
  const auto v_at = [&](int column) {
    const double* face = v + static_cast<std::size_t>(j) * nx + column;
    return face[0] + face[nx];
  };
  const int south = std::max(j - 1, 0), north = std::min(j + 1, ny - 1);
  const int west = std::max(i - 1, 0), east = std::min(i + 1, nx - 1);
  const double* u_here = u + static_cast<std::size_t>(j) * (nx + 1) + i;
  const double* v_here = v + static_cast<std::size_t>(j) * nx + i;
  const double stretching = (u_here[1] - u_here[0]) - (v_here[nx] - v_here[0]);
  const double v_along_x = east > west ? 0.5 * (v_at(east) - v_at(west)) / (east - west) : 0.0;
  const double u_along_y = north > south ? 0.5 * (u_at(north) - u_at(south)) / (north - south) : 0.0;
  const double shearing = v_along_x + u_along_y;
  return std::sqrt(stretching * stretching + shearing * shearing) / grid_.dx;
}

void HorizontalDiffusion::exchange(int k, const double* density, double* x_faces, double* y_faces,
                                   double* work) const {
  const int nx = grid_.nx, ny = grid_.ny;
  // A face of area dx h over the distance dx: dx cancels.
  const double per_diffusivity = 0.25 * grid_.layer_depth(k) * dt_;
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i)
      work[static_cast<std::size_t>(j) * nx + i] = horizontal_diffusivity(grid_.dx, deformation(k, j, i));
  std::fill_n(y_faces, nx, 0.0);
  std::fill_n(y_faces + static_cast<std::size_t>(ny) * nx, nx, 0.0);
  for (int j = 0; j < ny; ++j) {
    const std::size_t row = static_cast<std::size_t>(j) * nx;
    const double *n = density + row, *K = work + row;
    double *x = x_faces + static_cast<std::size_t>(j) * (nx + 1), *y = y_faces + row;
    x[0] = x[nx] = 0.0;
    for (int i = 1; i < nx; ++i) x[i] = (n[i - 1] + n[i]) * (K[i - 1] + K[i]) * per_diffusivity;
    if (j > 0)
      for (int i = 0; i < nx; ++i) y[i] = (n[i - nx] + n[i]) * (K[i - nx] + K[i]) * per_diffusivity;
  }
}

}  // namespace lantian::model
