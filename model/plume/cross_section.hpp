/// The plume at one distance: everything but where across the wind the receptor stands. Start here.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/direct_plume.hpp"
#include "model/plume/dividing_streamline.hpp"
#include "model/plume/meander.hpp"
#include "model/plume/vertical_term.hpp"

namespace lantian::model::plume {

/// The receptor's ground as the plume sees it; heights in m above the source's base.
template <class V>
struct ReceptorGround {
  V receptor;      // z_r: of the receptor
  V above_ground;  // z_flag, m above its own ground; equal to z_r on flat ground
  V ground;        // of the ground
  V hill;          // of the hill
};

/// Vertical term over wind [s m-2] and sigma_y [m] of the direct (with the indirect, or the stable) plume and
/// of the penetrated one, shares of the emission included; wind that carries it (for decay); random share.
template <class V>
struct CrossSection {
  V direct, sigma_y;
  V penetrated, penetrated_sigma_y;
  V wind, random_share;
};

/// Terrain: half of the plume follows the ground, and all that is below the dividing streamline stays level;
/// follows: vertical_term(z) -> V.
///     f V(z_r) + (1 - f) V(z_flag),   f = (1 + phi)/2                                           [EPA2024]
template <class V, class VerticalTerm>
[[gnu::always_inline]] static inline V over_terrain(const ReceptorGround<V>& at, V below_share,
                                                    VerticalTerm&& term) {
  const V level = term(at.receptor);
  const auto raised = at.receptor != at.above_ground;
  if (!numerics::any(raised)) return level;
  const V f = 0.5 * (1.0 + below_share);
  return raised ? f * level + (1.0 - f) * term(at.above_ground) : level;
}

/// Stable air, and releases above the convective layer.
template <Tails tails, class V>
static CrossSection<V> stable_cross_section(const PlumeOfHour& plume, const ReceptorGround<V>& at, bool flat,
                                            V x) {
  using namespace numerics;
  const BoundaryLayerProfiles& air = *plume.air;
  const V rise = plume.rises ? stable_rise(plume, x) : broadcast<V>(0.0);
  const V height = larger(V(plume.tip_height + rise), broadcast<V>(0.0));
  const V own = own_turbulence * rise, own_z = own_variance(own, plume.initial_sigma_z);

  const StableAxis<V> axis = stable_axis(plume, height, x);
  const MetAir<V> at_axis = air_at(air, height);
  V ambient = stable_sigma_z(axis, at_axis, !air.urban, x);
  const V first_sigma_z = square_root(V(ambient * ambient + own_z));
  const Layer<V> layer = lowest_or_towards_receptor(height, first_sigma_z, at.receptor, air.mixing_height);
  const MetAir<V> mean = layer_mean(air, layer.bottom, layer.top);

  CrossSection<V> section;
  const V across = stable_sigma_y(plume, mean, height, x);
  section.sigma_y = square_root(V(across * across + own_variance(own, plume.initial_sigma_y)));
  section.wind = mean.wind;
  section.random_share = random_share(mean, x);
  section.penetrated = broadcast<V>(0.0);
  section.penetrated_sigma_y = section.sigma_y;

  // The lid rises above the plume's top; the city's growth without stratification does not count for it.
  V lid_sigma_z = first_sigma_z;
  if (air.urban) {
    ambient = stable_sigma_z(axis, at_axis, true, x);
    lid_sigma_z = square_root(V(ambient * ambient + own_z));
  }
  const V lid = larger(V(height + plume_depth * lid_sigma_z), broadcast<V>(air.mixing_height));
  ambient = stable_sigma_z(axis, mean, !air.urban, x);
  const V variance = ambient * ambient + own_z;
  V below_share = broadcast<V>(0.0);
  if (!flat && air.stable) {
    const V streamline = dividing_streamline_height(air, smaller(at.hill, V(at.ground + height)));
    if (any(streamline > 0.0)) below_share = share_below(streamline, square_root(variance), height, lid);
  }
  section.direct = mean.slowness * over_terrain(at, below_share, [&](V z) {
                     return stable_vertical_term<tails>(z, variance, height, lid);
                   });
  return section;
}

/// What has broken through the lid disperses as in stable air, without its N term.
template <Tails tails, class V>
static void add_penetrated(const PlumeOfHour& plume, const ReceptorGround<V>& at, V x,
                           CrossSection<V>& section) {
  using namespace numerics;
  const BoundaryLayerProfiles& air = *plume.air;
  const V height = broadcast<V>(plume.penetrated_height), none = broadcast<V>(0.0);
  const V own = broadcast<V>(own_turbulence * plume.penetrated_share * plume.penetrated_rise);
  const MetAir<V> at_axis = air_at(air, height);
  const StableAxis<V> axis{broadcast<V>(1.0 / (0.72 * plume.penetrated_height)), none, broadcast<V>(1.0),
                           none};
  const V first = stable_sigma_z(axis, at_axis, false, x);
  const Layer<V> layer = towards_receptor(height, square_root(V(first * first + own * own)), at.receptor);
  const MetAir<V> mean = layer_mean(air, layer.bottom, layer.top);
  const V ambient = stable_sigma_z(axis, mean, false, x), variance = ambient * ambient + own * own;
  const V across = stable_sigma_y(plume, mean, height, x);
  section.penetrated_sigma_y = square_root(V(across * across + own * own));
  const V lid_ambient = stable_sigma_z(stable_axis(plume, height, x), at_axis, true, x);
  const V lid_sigma_z = square_root(V(lid_ambient * lid_ambient + own_variance(own, plume.initial_sigma_z)));
  const V lid = larger(V(height + plume_depth * lid_sigma_z), broadcast<V>(air.mixing_height));
  section.penetrated = plume.penetrated_share * mean.slowness * over_terrain(at, none, [&](V z) {
                         return stable_vertical_term<tails>(z, variance, height, lid);
                       });
  section.random_share =
      plume.penetrated_share * random_share(mean, x) + (1.0 - plume.penetrated_share) * section.random_share;
}

/// The convective layer: direct plumes in updrafts and downdrafts, indirect ones reflected at the lid, and
/// what has broken through it.
template <Tails tails, class V>
static CrossSection<V> convective_cross_section(const PlumeOfHour& plume, const ReceptorGround<V>& at, V x) {
  using namespace numerics;
  const BoundaryLayerProfiles& air = *plume.air;
  CrossSection<V> section;
  section.direct = section.penetrated = broadcast<V>(0.0);
  section.random_share = broadcast<V>(0.0);
  section.sigma_y = section.penetrated_sigma_y = broadcast<V>(1.0);
  section.wind = broadcast<V>(plume.stack_wind);
  if (plume.penetrated_share < 1.0) {
    const V rise = plume.rises ? direct_rise(plume, x) : broadcast<V>(0.0), own = own_turbulence * rise;
    const DirectPlume<V> direct =
        direct_plume(plume, centroid(plume, x), own_variance(own, plume.initial_sigma_z), at.receptor,
                     broadcast<V>(plume.stack_sigma_w), x);
    const MetAir<V>& mean = direct.air;
    const V across = convective_sigma_y(plume, mean, x);
    section.sigma_y = square_root(V(across * across + own_variance(own, plume.initial_sigma_y)));
    section.wind = mean.wind;
    section.random_share = random_share(mean, x);
    TwoPlumes<V> straight, reflected;
    const V delay = plume.rises ? indirect_delay(plume, x) : broadcast<V>(0.0);
    const V lift = air.convective_velocity * x * mean.slowness;
    for (int j = 0; j < 2; ++j) {
      straight.height[j] = plume.tip_height + rise + direct.drafts.mean[j] * lift;
      straight.half_per_variance[j] = 0.5 / direct.variance[j];
      straight.strength[j] = direct.drafts.weight[j] * square_root(V(2.0 * straight.half_per_variance[j]));
    }
    reflected = straight;
    for (int j = 0; j < 2; ++j) reflected.height[j] = straight.height[j] - delay;
    section.direct =
        (1.0 - plume.penetrated_share) * mean.slowness * over_terrain(at, broadcast<V>(0.0), [&](V z) {
          return convective_vertical_term<tails, false>(z, straight, air.mixing_height) +
                 convective_vertical_term<tails, true>(z, reflected, air.mixing_height);
        });
  }
  if (plume.penetrated_share > 0.0) add_penetrated<tails>(plume, at, x, section);
  return section;
}

template <Tails tails, class V>
static CrossSection<V> cross_section(const PlumeOfHour& plume, const ReceptorGround<V>& at, bool flat, V x) {
  CrossSection<V> section = plume.stable_branch ? stable_cross_section<tails>(plume, at, flat, x)
                                                : convective_cross_section<tails>(plume, at, x);
  if (plume.decay_rate > 0.0) {
    const V left = numerics::exp(V(-plume.decay_rate * x / section.wind));
    section.direct = section.direct * left;
    section.penetrated = section.penetrated * left;
  }
  return section;
}

}  // namespace lantian::model::plume
