#include "model/plume/plume_of_hour.hpp"

#include <algorithm>
#include <cmath>

#include "model/plume/constants.hpp"
#include "model/plume/penetration.hpp"
#include "model/plume/profile_lookup.hpp"
#include "model/plume/profile_sums.hpp"
#include "model/plume/rise.hpp"
#include "model/plume/sources.hpp"

namespace lantian::model::plume {
namespace {

constexpr double least_flux = 1e-10, least_exit_velocity = 1e-5, least_size = 1e-5;  // m4 s-3, m s-1, m
constexpr double capped_velocity = 0.001;                                            // m s-1

PlumeOfHour start_of(const Release& release, const BoundaryLayerProfiles& air) {
  PlumeOfHour plume;
  plume.air = &air;
  plume.air_identity = air.identity;
  plume.height = plume.tip_height = release.height;
  plume.decay_rate = release.decay_rate;
  plume.stable_branch = air.stable || release.height >= air.mixing_height;
  const MetAir<double> at_stack = air_at(air, release.height);
  plume.stack_wind = at_stack.wind;
  plume.stack_sigma_v = at_stack.sigma_v;
  plume.stack_sigma_w = at_stack.sigma_w;
  plume.stack_gradient = at_stack.gradient;
  plume.stack_temperature = potential_temperature_at(air, release.height);
  plume.mixed_distance = air.mixing_height * air.mean_wind / air.mean_sigma_w;
  plume.centroid_start = std::min(release.height, air.mixing_height);
  return plume;
}

void blow_from(PlumeOfHour& plume, double direction) {
  const auto wind = numerics::sine_cosine(direction);
  plume.sine = wind.sine;
  plume.cosine = wind.cosine;
}

/// Distance of the final rise in neutral and convective air [m]: 119 F^0.4, or 49 F^0.625 below 55 m4 s-3.
double neutral_distance(double flux) {
  return flux >= 55.0 ? 119.0 * numerics::pow(flux, 0.4) : 49.0 * numerics::pow(flux, 0.625);
}

double rise_by(double flux, double momentum, double wind, double x) {
  return numerics::cube_root(3.0 * momentum * x / (0.36 * wind * wind) +
                             3.0 * flux * x * x / (0.72 * wind * wind * wind));
}

/// Final rise in given stable air: the least of those by stratification, in neutral air, by distance and in
/// calm air; over a city at most to where what breaks through its lid comes to rest.
double final_stable_rise(const PlumeOfHour& plume, const RisingAir<double>& air) {
  const RisingScales<double> scale = rising_scales(air);
  const double flux = plume.buoyancy_flux, frequency = scale.slowed / 0.7;
  double rise = 2.66 * numerics::cube_root(flux * scale.per_square_u);
  rise = not_above_neutral_rise(plume, scale.per_wind, rise);
  rise = std::min(rise, rise_by(flux, plume.momentum_flux, air.wind, neutral_distance(flux)));
  rise = std::min(rise, 4.0 * std::sqrt(std::sqrt(flux)) / numerics::pow(frequency, 0.75));
  const double lid = plume.air->mixing_height, depth = lid - plume.tip_height;
  if (plume.air->urban && depth > 0.0 && plume.tip_height + rise >= lid) {
    const double above = gravity / plume.air->mixing_height_potential_temperature * smallest_inversion;
    const Penetration through = penetration(flux, air.wind, above, depth);
    if (through.share > 0.0) return through.rise;
  }
  return rise;
}

/// Found by turns with the air half-way up: five at most, then the mean of the last two.
void rise_in_stable_air(PlumeOfHour& plume) {
  RisingAir<double> air{plume.stack_wind, plume.stack_gradient, plume.stack_temperature};
  double rise = final_stable_rise(plume, air);
  for (int turn = 1; turn <= 5; ++turn) {
    const double last = rise;
    air = rising_air(plume, rise);
    rise = final_stable_rise(plume, air);
    if (std::fabs((last - rise) / rise) < 0.01) break;
    if (turn == 5) rise = 0.5 * (rise + last);
  }
  plume.final_rise = rise;
  const double slowed = rising_scales(air).slowed;
  plume.final_distance = air.wind * final_phase(plume, slowed) / slowed;
}

void rise_in_convective_air(PlumeOfHour& plume) {
  const BoundaryLayerProfiles& air = *plume.air;
  plume.final_distance = neutral_distance(plume.buoyancy_flux);
  plume.final_rise = direct_rise(plume, plume.final_distance);
  const double above = gravity / air.mixing_height_potential_temperature * air.gradient_above;
  const Penetration through =
      penetration(plume.buoyancy_flux, plume.stack_wind, above, air.mixing_height - plume.tip_height);
  plume.penetrated_share = through.share;
  plume.penetrated_rise = through.rise;
  plume.penetrated_height = plume.tip_height + through.rise;
  plume.centroid_distance = plume.final_distance;
  double rise = plume.final_rise;
  if (plume.mixed_distance < 1.25 * plume.final_distance) {
    plume.centroid_distance = 0.8 * plume.mixed_distance;
    rise = direct_rise(plume, plume.centroid_distance);
  }
  plume.centroid_start = std::min(plume.tip_height + rise, air.mixing_height);
}

}  // namespace

double wind_direction_at(const BoundaryLayerProfiles& air, double height) {
  const Place<double> at = place_of(height);
  const auto n = static_cast<unsigned>(at.level);
  const double low = air.wind_from_direction[n];
  const double high = nearest_turn(low, air.wind_from_direction[n + 1]);
  return within_circle(low + at.way * (high - low));
}

double air_temperature_at(const PlumeOfHour& plume) {
  return plume.stack_temperature - dry_adiabatic * (plume.height + plume.air->base_elevation);
}

double exit_temperature(const PointSource& source, double air_temperature) {
  if (source.exit_temperature == 0.0) return air_temperature + 1e-5;
  const double given =
      source.exit_temperature < 0.0 ? air_temperature - source.exit_temperature : source.exit_temperature;
  return std::max(given, air_temperature);
}

double nearest_distance(const VolumeSource& source) {
  return plume_depth * std::max(source.initial_sigma_y, least_size) + 0.99;
}

PlumeOfHour plume_of(const PointSource& source, const BoundaryLayerProfiles& air) {
  PlumeOfHour plume = start_of(source, air);
  plume.rises = true;
  const double v = std::max(source.exit_velocity, least_exit_velocity);
  const double d = std::max(source.diameter, least_size);
  const double surroundings = air_temperature_at(plume), gas = exit_temperature(source, surroundings);
  const double volume = v * d * d / (4.0 * gas);
  const bool vertical = source.kind == StackKind::vertical;
  plume.buoyancy_flux = std::max(least_flux, gravity * volume * (gas - surroundings));
  // A cap or a bend leaves the volume and takes the speed.
  plume.momentum_flux = std::max(least_flux, volume * (vertical ? v : capped_velocity) * surroundings);
  const bool capped = source.kind == StackKind::capped;
  const double upward = capped ? capped_velocity : v;
  if ((capped || (vertical && source.stack_tip_downwash)) && upward < 1.5 * plume.stack_wind)
    plume.tip_height = std::max(0.0, source.height - 2.0 * d * (1.5 - upward / plume.stack_wind));
  const double u = plume.stack_wind;
  plume.momentum_rise = 3.0 * plume.momentum_flux / (0.36 * u * u);
  plume.buoyancy_rise = 3.0 * plume.buoyancy_flux / (0.72 * u * u * u);
  if (plume.stable_branch)
    rise_in_stable_air(plume);
  else
    rise_in_convective_air(plume);
  blow_from(plume, wind_direction_at(air, std::min(4000.0, source.height + 0.5 * plume.final_rise)));
  return plume;
}

PlumeOfHour plume_of(const VolumeSource& source, const BoundaryLayerProfiles& air) {
  PlumeOfHour plume = start_of(source, air);
  plume.initial_sigma_y = std::max(source.initial_sigma_y, least_size);
  plume.initial_sigma_z = std::max(source.initial_sigma_z, least_size);
  plume.nearest = nearest_distance(source);
  blow_from(plume, wind_direction_at(air, source.height));
  return plume;
}

PlumeOfHour plume_of(const AreaSource& source, const BoundaryLayerProfiles& air) {
  PlumeOfHour plume = start_of(source, air);
  plume.initial_sigma_z = std::max(source.initial_sigma_z, least_size);
  blow_from(plume, wind_direction_at(air, source.height));
  return plume;
}

}  // namespace lantian::model::plume
