/// Fluxes of air over hills that a multiplier drives or given winds carry: one discrete divergence and its
/// transpose.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/winds/mass_consistency.hpp"

namespace lantian::model {

/// Side faces as in model::AirFlux: density of a face is the mean of its cells', at the window's edge the
/// cell's. The climb along a layer at a layer's face is the mean of its four x and four y neighbours' wind
/// times slope; what the multiplier does to the vertical flux thus acts back on the winds. At the ground the
/// air must climb as the ground does, whatever that costs: the lowest level's winds feel the force that makes
/// it, as they feel the multiplier's from above. One cell's force is worked out as if its neighbours' were
/// the same.
class TerrainFluxes {
 public:
  TerrainFluxes(const Grid& grid, const FirstGuess& guess);

  /// out <- minus the net outflow that the multiplier drives [mol s-1]: symmetric, positive definite.
  void apply(const double* multiplier, double* out);
  /// Winds that the multiplier drives, added.
  void add_winds(const double* multiplier, double* x_wind, double* y_wind);
  /// Turns the first guess's lowest level along the ground. Then its net outflow [mol s-1]; leaves its
  /// vertical fluxes in vertical_flux().
  void outflow_of(double* x_wind, double* y_wind, double* out);
  /// Upward through the layers' faces [mol s-1], of the last call of apply, add_winds or outflow_of.
  const std::vector<double>& vertical_flux() const { return z_flux_; }
  double largest_side_flux(const double* x_wind, const double* y_wind) const;  // mol s-1
  /// Largest |net outflow| of a cell under these winds and upward fluxes [mol s-1].
  double largest_outflow(const std::vector<double>& x_wind, const std::vector<double>& y_wind,
                         const std::vector<double>& vertical_flux) const;

  std::vector<double> mean_side() const;  // for FlatSolver
  std::vector<double> mean_rise() const;

 private:
  void drive(const double* multiplier);
  /// Wind changes of level k under pull_: the multiplier's slope along the layer, or none, less what climbing
  /// costs; its fluxes too.
  void change_level(int k, const double* multiplier);
  /// Mean climb of a level's cells times area [m3 s-1], from wind times slope at its faces.
  void climb_of_level(int k, const double* x_wind, const double* y_wind);
  void net_outflow(double sign, double* out) const;

  const Grid& grid_;
  const FirstGuess& guess_;
  int nx_, ny_, nz_;
  std::vector<double> x_flow_, y_flow_;           // mol m-1, density times area of the side faces
  std::vector<double> z_flow_;                    // mol m-1, of the layers' faces
  std::vector<double> x_slope_, y_slope_;         // 1, of the ground at the side faces, (j, i) of each kind
  std::vector<double> lower_share_;               // 1, of the layer below in a mean at a layer's face
  std::vector<double> distance_;                  // m, of the levels at a layer's face
  std::vector<double> ground_weight_;             // mol, force on a column per climb that it lacks
  std::vector<double> x_flux_, y_flux_, z_flux_;  // mol s-1
  std::vector<double> x_change_, y_change_;       // m s-1, of one level
  std::vector<double> rise_, pull_, climb_;       // faces; one level; cells

  double to_y(int j) const { return j == 0 || j == ny_ ? 0.5 * grid_.dx : grid_.dx; }
  std::size_t x_level(int k) const { return static_cast<std::size_t>(k) * ny_ * (nx_ + 1); }
  std::size_t y_level(int k) const { return static_cast<std::size_t>(k) * (ny_ + 1) * nx_; }
};

}  // namespace lantian::model
