/// Nitric acid reacts with the carbonate of coarse dust, at the rate of its collisions, until the calcium is
/// used up: CaCO3 + 2 HNO3 = Ca(NO3)2 + CO2 + H2O.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "model/aerosol/aerosol_species.hpp"
#include "model/state/process.hpp"

namespace lantian::model::aerosol {

/// What coarse dust is made of.
struct CoarseDust {
  /// Calcium as carbonate, by mass [1]: the inventory's dust profile, data/profiles/speciation.csv; Saharan
  /// dust holds 0.03 to 0.05 [Semb1995].
  double calcium = 0.05;
  /// Surface-mean radius [m] and density [kg m-3]: aggregate dust between 2.5 and 10 um aerodynamic [AP42a],
  /// 4.7 um by surface, as spheres of quartz.
  double radius = 1.45e-6, density = 2650.0;
};

/// Reaction probability of HNO3 on calcite by relative humidity [1]: 0.003 at 0.10, 0.20 at 0.80 and between
/// [Liu2008], nodes as [Fairlie2010]; constant beyond.
double nitric_acid_on_calcite(double relative_humidity);

/// First-order loss [s-1] of HNO3 to `mass` [kg m-3] of fresh coarse dust. Calcite's share of the mass stands
/// for its share of the surface.
double dust_uptake_rate(const CoarseDust& dust, double mass, double temperature, double relative_humidity);

/// Amount taken up in `dt` [s] of `acid` by dust that can still hold `room` of the `capacity` it had when
/// fresh, all in one unit:  dx/dt = k (1 - (n + x)/capacity) (acid - x),  exact.
double taken_up(double rate, double acid, double room, double capacity, double dt);

/// HNO3 becomes ANO3K on PMC. What is taken up stays; the carbonate that leaves is not taken off PMC.
template <class Real>
class DustNitrate {
 public:
  static constexpr std::string_view name = "dust_nitrate";

  explicit DustNitrate(const SpeciesTable& table, CoarseDust dust = {});

  FieldUse field_use() const;
  Seconds largest_stable_step(const State<Real>&, const Forcing&) const;  // infinity

  struct Scratch {};
  MassExchange advance(State<Real>& state, const Forcing& forcing, Interval interval, Scratch& scratch) const;

 private:
  int acid_, dust_species_, nitrate_;
  double dust_molar_mass_;
  CoarseDust dust_;
};

extern template class DustNitrate<float>;
extern template class DustNitrate<double>;

}  // namespace lantian::model::aerosol
