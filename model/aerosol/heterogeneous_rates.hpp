/// How fast N2O5, NO2, HO2, NO3 and SO2 react on wet particles, and NO2 on the ground: rates for the gas
/// chemistry.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/aerosol/aerosol_species.hpp"
#include "model/grid/grid.hpp"
#include "model/state/state.hpp"
#include "model/state/weather.hpp"

namespace lantian::model::aerosol {

/// Loss rates [s-1] at cell * members + member, cell as in Grid::cell.
/// N2O5 gives 2 HNO3; NO2 gives half HONO, half HNO3 (2 NO2 + H2O). Those that the settings leave out are
/// empty.
struct HeterogeneousRates {
  std::vector<double> n2o5, no2, ho2, no3, so2;
  std::vector<double> n2o5_chloride;    // of N2O5 with ACL to HNO3 and ClNO2, cm3 molecule-1 s-1
  std::vector<double> surface, radius;  // of the wet fine particles, m2 m-3 and m: for uptake of other gases
};

/// davis_2008: by sulfate, ammonium and nitrate, humidity and temperature, fitted to all laboratory data with
/// nitrate's suppression inside the fit: the default. evans_jacob_2005: on sulfate, with Riemer's factor.
/// bertram_thornton_2009: by water, nitrate and chloride in solution. none: no uptake.
enum class N2O5Uptake { davis_2008, evans_jacob_2005, bertram_thornton_2009, none };

struct HeterogeneousSettings {
  N2O5Uptake n2o5_uptake = N2O5Uptake::davis_2008;
  /// Reaction probability of NO2 [1]: ions in solution 5e-6 [Holmes2019]; acid solutions 1e-6
  /// [Kleffmann1998].
  double no2_uptake = 5e-6;
  double ho2_uptake = 0.0;       // 1, reaction probabilities; 0: none
  double no3_uptake = 0.0;       // 1
  bool so2_uptake = false;       // by humidity, so2_uptake_probability()
  bool nitryl_chloride = false;  // N2O5 on chloride makes ClNO2
  /// Effective radius of the dry fine particles, 3 V / S [m]: lognormal of 0.15 um number median diameter and
  /// 1.8 width; it grows with the cube root of the volume that water adds.
  double dry_effective_radius = 0.18e-6;
  // (j, i); one value serves all columns, none means 0
  std::vector<double> leaf_area_index;  // m2 m-2
  std::vector<double> urban_fraction;   // 1
};

/// Composition of particles that N2O5 uptake asks for [mol, any common unit].
struct UptakeComposition {
  double sulfate = 0.0, nitrate = 0.0, ammonium = 0.0;
};

/// What a particle's solution holds [mol L-1].
struct Solution {
  double water = 0.0, nitrate = 0.0, chloride = 0.0;
};

/// A k (1 - 1 / (1 + 0.06 [H2O] / [NO3-] + 29 [Cl-] / [NO3-])), k = 1.15e6 (1 - exp(-0.13 [H2O])) s-1,
/// A = 3.2e-8 s [BertramThornton2009].
double bertram_thornton_uptake(const Solution& solution);

/// Share of the N2O5 taken up that reacts with chloride, 1 / (1 + [H2O] / (450 [Cl-])), per [Cl-] [L mol-1]
/// [BertramThornton2009]: finite where there is none.
double nitryl_chloride_yield_per_chloride(const Solution& solution);

/// Reaction probability of SO2 on wet particles [1]: none below a relative humidity of 40 %, 2e-5 at 50 %,
/// 5e-5 at 100 %, linear between [WangY2014] [Zheng2015].
double so2_uptake_probability(double relative_humidity);

/// Reaction probability of N2O5 [1] on aqueous particles, by composition alone.
double n2o5_uptake(N2O5Uptake scheme, const UptakeComposition& particle, double temperature,
                   double relative_humidity);

inline constexpr double gas_diffusivity = 1e-5;  // m2 s-1, N2O5 and NO2 in air near the ground [JacobD2000]

/// S / (r / D + 4 / (gamma c)) [s-1]: surface [m2 m-3], radius [m], molar mass of the gas [kg mol-1].
double uptake_rate(double reaction_probability, double surface, double radius, double molar_mass,
                   double temperature, double diffusivity = gas_diffusivity);

/// 5e-5 m s-1 times the surface of leaves and buildings per volume of the lowest layer [s-1].
double ground_nitrous_acid_rate(double leaf_area_index, double urban_fraction, double layer_depth);

/// Wet fine particles in one cell and member.
struct ParticleSurface {
  double surface = 0.0;   // m2 m-3
  double radius = 0.0;    // effective, m
  double water = 0.0;     // kg m-3
  double solution = 0.0;  // volume of ions and water, m3 m-3
};
template <class Real>
ParticleSurface particle_surface(const Real* cell, const Layout& layout, int member,
                                 const SpeciesTable& table, const AerosolIndex& index, double temperature,
                                 double pressure, double relative_humidity, double dry_effective_radius);

template <class Real>
HeterogeneousRates heterogeneous_rates(const State<Real>& state, const Weather& weather, const Grid& grid,
                                       const SpeciesTable& table, const HeterogeneousSettings& settings);

}  // namespace lantian::model::aerosol
