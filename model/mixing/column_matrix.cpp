#include "model/mixing/column_matrix.hpp"

#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

/// Newton's iteration, for the same bits on every processor. x > 0.
double cube_root(double x) {
  int exponent = 0;
  std::frexp(x, &exponent);
  double root = std::ldexp(1.0, exponent >= 0 ? (exponent + 2) / 3 : exponent / 3);  // >= the root
  for (int n = 0; n < 8; ++n) root = (2.0 * root + x / (root * root)) / 3.0;  // error squared each time
  return root;
}

/// Upper faces of layers that lie at or below `height`.
int faces_up_to(const Grid& grid, double height) {
  int k = 0;
  while (k < grid.nz() && grid.layer_face[k + 1] <= height) ++k;
  return k;
}

/// x within 0 and 1; without a branch, for loops over columns.
inline double clamped(double x) { return 0.5 * ((1.0 + std::abs(x)) - std::abs(x - 1.0)); }

}  // namespace

double nonlocal_share(double boundary_layer_over_obukhov) {
  if (!(boundary_layer_over_obukhov > 0.0)) return 0.0;
  constexpr double a = 7.2;  // [Pleim2007a]
  const double k = constants::von_karman;
  return 1.0 / (1.0 + cube_root(k / boundary_layer_over_obukhov) / (0.1 * a * k));
}

void LayerExchange::reserve(int layers, int columns) {
  const std::size_t n = static_cast<std::size_t>(layers) * columns;
  local.resize(n), nonlocal.resize(n), air_above_.resize(n);
  share_.resize(columns), rate_.resize(columns), faces_below_.resize(columns);
}

void LayerExchange::compute(const Grid& grid, int columns, const double* air, const double* diffusivity,
                            std::size_t diffusivity_stride, const double* boundary_layer,
                            const double* inverse_obukhov_length, double dt, MixingScheme scheme) {
  const int nz = grid.nz();
  double *share = share_.data(), *above = rate_.data();
  for (int i = 0; i < columns; ++i) {
    const double H = boundary_layer[i], instability = -H * inverse_obukhov_length[i];
    const int faces = faces_up_to(grid, H);
    const bool active =
        scheme == MixingScheme::acm2 && instability > least_instability && faces >= least_layers;
    faces_below_[i] = faces;
    share[i] = active ? nonlocal_share(instability) : 0.0;
  }
  std::fill_n(above, columns, 0.0);
  for (int k = nz - 1; k >= 0; --k) {
    const std::size_t row = static_cast<std::size_t>(k) * columns;
    const double *here = air + row, per_depth = 1.0 / grid.layer_depth(k), bottom = grid.layer_face[k];
    double *e = local.data() + row, *above_face = air_above_.data() + row;
#pragma GCC ivdep
    for (int i = 0; i < columns; ++i) {
      above_face[i] = above[i];
      above[i] += here[i] * clamped((boundary_layer[i] - bottom) * per_depth);
    }
    if (k == nz - 1) {
      std::fill_n(e, columns, 0.0);
      continue;
    }
    const double *next = here + columns, *K = diffusivity + (k + 1) * diffusivity_stride;
    // air per metre of height times K dt / dz
    const double factor = dt / ((grid.layer_depth(k) + grid.layer_depth(k + 1)) *
                                (grid.layer_centre(k + 1) - grid.layer_centre(k)));
    for (int i = 0; i < columns; ++i) e[i] = (here[i] + next[i]) * K[i] * factor;
  }
  // The lowest face's exchange is shared out over all the air above it.
  double* rate = rate_.data();
  for (int i = 0; i < columns; ++i) rate[i] = share[i] > 0.0 ? share[i] * local[i] / air_above_[i] : 0.0;
  for (int k = 0; k < nz; ++k) {
    const std::size_t row = static_cast<std::size_t>(k) * columns;
    double *e = local.data() + row, *g = nonlocal.data() + row;
    const double *above_face = air_above_.data() + row, *faces_below = faces_below_.data();
#pragma GCC ivdep
    for (int i = 0; i < columns; ++i) {
      g[i] = rate[i] * above_face[i];
      e[i] *= 1.0 - share[i] * clamped(faces_below[i] - k);  // local within the mixed layer: the rest
    }
  }
}

template <class Real>
void ColumnFactors<Real>::reserve(int layers, int columns) {
  const std::size_t n = static_cast<std::size_t>(layers) * columns;
  for (auto* factor : {&below, &first, &above, &fill, &source}) factor->resize(n);
  for (auto* factor : {&ground_pivot, &ground_above, &below_, &fill_}) factor->resize(columns);
}

template <class Real>
void ColumnFactors<Real>::compute(int layers, int columns, const double* air, const LayerExchange& exchange,
                                  double dt) {
  std::fill(below_.begin(), below_.end(), 0.0);
  std::fill(fill_.begin(), fill_.end(), 0.0);
  double *a = below_.data(), *e = fill_.data();
  for (int k = layers - 1; k >= 1; --k) {
    const std::size_t row = static_cast<std::size_t>(k) * columns;
    const double *m = air + row, *E = exchange.local.data() + row, *G = exchange.nonlocal.data() + row;
    const double *E_below = E - columns, *G_below = G - columns;
    Real *to_below = below.data() + row, *to_first = first.data() + row, *to_above = above.data() + row,
         *to_fill = fill.data() + row, *to_source = source.data() + row;
#pragma GCC ivdep
    for (int i = 0; i < columns; ++i) {
      const double up = E[i] + G[i], from_first = G_below[i] - G[i];
      const double pivot = 1.0 / (m[i] + E_below[i] + G_below[i] + E[i] - up * a[i]);
      e[i] = (from_first + up * e[i]) * pivot;
      a[i] = E_below[i] * pivot;
      to_below[i] = static_cast<Real>(a[i]);
      to_first[i] = static_cast<Real>(from_first * pivot);
      to_above[i] = static_cast<Real>(up * pivot);
      to_fill[i] = static_cast<Real>(e[i]);
      to_source[i] = static_cast<Real>(dt * pivot);
    }
  }
  for (int i = 0; i < columns; ++i) {
    ground_above[i] = exchange.local[i] + exchange.nonlocal[i];
    ground_pivot[i] = air[i] + ground_above[i] - ground_above[i] * (a[i] + e[i]);
  }
}

template struct ColumnFactors<float>;
template struct ColumnFactors<double>;

}  // namespace lantian::model
