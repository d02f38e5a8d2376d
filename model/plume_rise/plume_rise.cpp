#include "model/plume_rise/plume_rise.hpp"

#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

using constants::gravity;

constexpr double top_over_axis = 1.5;         // rise of the top over rise of the axis [CMAQ5]
constexpr double slowest_wind = 1.0;          // m s-1 [CMAQ5]
constexpr double least_stability = 3e-5;      // s-2 [CMAQ5]
constexpr double stable_gradient = 0.001;     // K m-1 [CMAQ5]
constexpr double buoyancy_flux_limit = 3e-6;  // m2 s-3 [CMAQ5]

enum class Regime { unstable, neutral, stable };

/// The air of one layer, as far as rise asks.
struct LayerAir {
  double wind, stability, friction_velocity;  // m s-1, s-2, m s-1
  Regime regime;
};

int layer_of(const Grid& grid, double height) {
  const auto above = std::upper_bound(grid.layer_face.begin(), grid.layer_face.end(), height);
  const auto k = static_cast<int>(above - grid.layer_face.begin()) - 1;
  return std::clamp(k, 0, grid.nz() - 1);
}

/// Layer k; `place` is the height that must lie below the mixing height to share in its convection.
LayerAir layer_air(const WeatherColumnView& column, int k, double place) {
  LayerAir air{};
  air.wind = std::max(column.wind_speed(k), slowest_wind);
  const double gradient = column.potential_temperature_gradient(k), T = column.air_temperature(k);
  air.stability = std::max(gravity / T * gradient, least_stability);
  air.friction_velocity = column.friction_velocity();
  const double density = column.air_pressure(0) / (constants::gas_constant_air * column.air_temperature(0));
  const double surface_buoyancy_flux = gravity * column.sensible_heat_flux() /
                                       (density * constants::heat_capacity_air * column.air_temperature(0));
  const bool mixed = place < column.mixing_height();
  if (mixed && surface_buoyancy_flux > buoyancy_flux_limit)
    air.regime = Regime::unstable;
  else if (gradient > stable_gradient || (mixed && surface_buoyancy_flux < -buoyancy_flux_limit))
    air.regime = Regime::stable;
  else
    air.regime = Regime::neutral;
  return air;
}

/// Rise of the axis in each regime from the buoyancy F [m4 s-3]; `h` the height of the source above ground.
double stable_rise(double F, const LayerAir& air) { return 2.6 * std::cbrt(F / (air.wind * air.stability)); }
double unstable_rise(double F, const LayerAir& air) { return 30.0 * std::pow(F / air.wind, 0.6); }
double neutral_rise(double F, const LayerAir& air, double stack_height) {
  const double length = F / (air.wind * air.friction_velocity * air.friction_velocity);
  return std::min(10.0 * stack_height,
                  1.2 * std::pow(length, 0.6) * std::pow(stack_height + 1.3 * length, 0.4));
}

/// The regime that holds the plume back, and the rise of the plume's top.
struct Rise {
  Regime regime;
  double top;
};

/// The lowest of what applies: neutral turbulence ends every rise, the layer's own stability may do so
/// sooner.
Rise first_rise(double F, const LayerAir& air, double stack_height) {
  const double neutral = neutral_rise(F, air, stack_height);
  const double other = air.regime == Regime::unstable ? unstable_rise(F, air)
                       : air.regime == Regime::stable ? stable_rise(F, air)
                                                      : neutral;
  if (air.regime == Regime::neutral || neutral <= other) return {Regime::neutral, top_over_axis * neutral};
  return {air.regime, top_over_axis * other};
}

/// Neutral rise in a layer above the stack, with the broken-off height h in the place of h_s + 1.3 F/(u
/// u*^2): the exact inverse of the residual below.
double neutral_top(double F, const LayerAir& air, double h) {
  return top_over_axis * 1.2 * std::pow(F / (air.wind * air.friction_velocity * air.friction_velocity), 0.6) *
         std::pow(h, 0.4);
}

/// Buoyancy that would still raise the top by `rest` metres in this air: the rise formulas solved for F.
double residual_buoyancy(Regime regime, double rest, const LayerAir& air, double h) {
  switch (regime) {
    case Regime::unstable:
      return air.wind * std::pow(rest / (top_over_axis * 30.0), 5.0 / 3.0);
    case Regime::stable: {
      const double x = rest / (top_over_axis * 2.6);
      return air.wind * air.stability * x * x * x;
    }
    default:
      return air.wind * air.friction_velocity * air.friction_velocity *
             std::pow(rest / (top_over_axis * 1.2 * std::pow(h, 0.4)), 5.0 / 3.0);
  }
}

Rise next_rise(double F, const LayerAir& air, double h) {
  const double neutral = neutral_top(F, air, h);
  const double other = air.regime == Regime::unstable ? top_over_axis * unstable_rise(F, air)
                       : air.regime == Regime::stable ? top_over_axis * stable_rise(F, air)
                                                      : neutral;
  if (air.regime == Regime::neutral || neutral <= other) return {Regime::neutral, neutral};
  return {air.regime, other};
}

double at_height(const Grid& grid, double height, const WeatherColumnView& column,
                 double (WeatherColumnView::*value)(int) const) {
  int k = layer_of(grid, height);
  if (height < grid.layer_centre(k) && k > 0) --k;
  if (height <= grid.layer_centre(0) || k + 1 >= grid.nz()) return (column.*value)(k);
  const double weight = (height - grid.layer_centre(k)) / (grid.layer_centre(k + 1) - grid.layer_centre(k));
  return (1.0 - weight) * (column.*value)(k) + weight * (column.*value)(k + 1);
}

/// Shares of the layers between bottom and top by mass of air; the highest takes what makes the sum 1.
std::vector<double> layer_shares(const Grid& grid, const WeatherColumnView& column, double bottom,
                                 double top) {
  std::vector<double> share(grid.nz(), 0.0);
  double total = 0.0;
  int highest = layer_of(grid, bottom);
  for (int k = 0; k < grid.nz(); ++k) {
    const double overlap = std::min(top, grid.layer_face[k + 1]) - std::max(bottom, grid.layer_face[k]);
    if (overlap <= 0.0) continue;
    share[k] = overlap * column.air_pressure(k) / column.air_temperature(k);
    total += share[k];
    highest = k;
  }
  double below = 0.0;
  for (int k = 0; k < highest; ++k) below += (share[k] = total > 0.0 ? share[k] / total : 0.0);
  share[highest] = 1.0 - below;
  return share;
}

}  // namespace

double WeatherColumnView::potential_temperature(int k) const {
  return air_temperature(k) *
         std::pow(1e5 / air_pressure(k), constants::gas_constant_air / constants::heat_capacity_air);
}

double WeatherColumnView::wind_speed(int k) const {
  const std::size_t x = (static_cast<std::size_t>(k) * grid_->ny + j_) * (grid_->nx + 1) + i_;
  const std::size_t y = (static_cast<std::size_t>(k) * (grid_->ny + 1) + j_) * grid_->nx + i_;
  return std::hypot(0.5 * (weather_->x_wind[x] + weather_->x_wind[x + 1]),
                    0.5 * (weather_->y_wind[y] + weather_->y_wind[y + grid_->nx]));
}

double WeatherColumnView::potential_temperature_gradient(int k) const {
  const int low = std::max(k - 1, 0), high = std::min(k + 1, grid_->nz() - 1);
  if (low == high) return 0.0;
  return (potential_temperature(high) - potential_temperature(low)) /
         (grid_->layer_centre(high) - grid_->layer_centre(low));
}

double plume_top_rise(const Stack& stack, const Grid& grid, const WeatherColumnView& column) {
  const double wind =
      std::max(slowest_wind, at_height(grid, stack.height, column, &WeatherColumnView::wind_speed));
  const double air_temperature = at_height(grid, stack.height, column, &WeatherColumnView::air_temperature);
  const double momentum = top_over_axis * 3.0 * stack.diameter * stack.exit_velocity / wind;
  double F = 0.25 * gravity * (stack.exit_temperature - air_temperature) / stack.exit_temperature *
             stack.exit_velocity * stack.diameter * stack.diameter;
  if (!(F > 0.0)) return std::max(momentum, top_over_axis * 2.0);  // cold gas: momentum alone [CMAQ5]

  int k = layer_of(grid, stack.height);
  LayerAir air = layer_air(column, k, stack.height);
  air.wind = wind;
  Rise rise = first_rise(F, air, std::max(stack.height, 1.0));
  double base = 0.0;  // m above the stack, where the current layer's rise begins
  while (k + 1 < grid.nz() && stack.height + base + rise.top > grid.layer_face[k + 1]) {
    const double boundary = grid.layer_face[k + 1] - stack.height;
    const double h = stack.height + boundary / top_over_axis;  // axis of the plume whose top is here
    F = residual_buoyancy(rise.regime, base + rise.top - boundary, air, h);
    base = boundary;
    ++k;
    air = layer_air(column, k, grid.layer_centre(k));
    rise = next_rise(F, air, h);
  }
  return std::max(base + rise.top, momentum);
}

PlumeLayers plume_layers(const Stack& stack, const Grid& grid, const WeatherColumnView& column) {
  PlumeLayers plume;
  const double grid_top = grid.layer_face.back();
  plume.effective_height = stack.height + plume_top_rise(stack, grid, column) / top_over_axis;
  const int k = layer_of(grid, plume.effective_height);
  const double lapse =
      column.potential_temperature_gradient(k) - gravity / constants::heat_capacity_air;  // dT/dz
  const double sigma = std::clamp(15.0 * std::exp(-117.0 * lapse), 10.0, 100.0);
  const double depth = 3.545 * sigma;
  plume.bottom = std::clamp(plume.effective_height - 0.5 * depth, 0.0, grid_top);
  plume.top = std::clamp(plume.effective_height + 0.5 * depth, 0.0, grid_top);
  plume.fraction = layer_shares(grid, column, plume.bottom, plume.top);
  return plume;
}

}  // namespace lantian::model
