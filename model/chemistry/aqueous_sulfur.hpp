/// SO2 becomes sulfate in cloud drops and in the water of particles.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

#include "model/aerosol/aerosol_species.hpp"
#include "model/chemistry/sulfur_oxidation.hpp"
#include "model/state/process.hpp"
#include "model/state/species.hpp"

namespace lantian::model::chemistry {

struct AqueousSulfurSettings {
  bool in_cloud = false, in_particles = false;
  double dry_effective_radius = 0.18e-6;  // m, of particles
  double drop_radius = 1e-5;              // m [Seinfeld2016]
  double least_drop_water = 1e-5;         // kg m-3: thinner is no cloud
  // Minerals: iron and manganese by mass [TaylorMcLennan1985], and their shares that dissolve
  // [Alexander2009]. Of the iron in solution the share that is Fe(III): sunlight reduces it [Alexander2009].
  double iron = 0.035, dissolved_iron = 0.01, manganese = 6e-4, dissolved_manganese = 0.5;
  double ferric_by_day = 0.1, ferric_by_night = 0.9;
};

/// In a cell with drops of the weather these, whose acidity follows from all that dissolves and is
/// found anew as sulfate forms; elsewhere particles that hold water, with the acidity of their equilibrium.
/// Sulfate goes to ASO4 (or SULF), spent NO2 to HONO. Species that the run lacks count as zero; a run without
/// SO2 has nothing to do.
template <class Real>
class AqueousSulfur {
 public:
  static constexpr std::string_view name = "aqueous_sulfur";

  AqueousSulfur() = default;
  AqueousSulfur(const SpeciesTable& species, AqueousSulfurSettings settings);

  bool active() const { return so2_ >= 0 && sulfate_ >= 0 && (settings_.in_cloud || settings_.in_particles); }

  FieldUse field_use() const;
  Seconds largest_stable_step(const State<Real>&, const Forcing&) const;  // infinity

  struct Scratch {};
  MassExchange advance(State<Real>& state, const Forcing& forcing, Interval interval, Scratch& scratch) const;

 private:
  template <class R>
  friend struct SulfurRow;

  SpeciesTable species_;
  aerosol::AerosolIndex index_;
  AqueousSulfurSettings settings_;
  int so2_ = -1, h2o2_ = -1, o3_ = -1, no2_ = -1, hono_ = -1, sulfate_ = -1;
};

extern template class AqueousSulfur<float>;
extern template class AqueousSulfur<double>;

}  // namespace lantian::model::chemistry
