#include "model/deposition/surface_resistance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lantian::model {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
using Seasons = std::array<double, 5>;  // in the order of Season

struct Resistances {  // s m-1
  Seasons stomata, cuticle, canopy_air, ground_sulfur, ground_ozone, lower_sulfur, lower_ozone;
};

// Rows in the order of land_use_names [Wesely1989, table 1].
constexpr std::array<Resistances, land_use_count> table{{
    {{inf, inf, inf, inf, inf},
     {inf, inf, inf, inf, inf},
     {100, 100, 100, 100, 100},
     {400, 400, 400, 100, 500},
     {300, 300, 300, 600, 300},
     {inf, inf, inf, inf, inf},
     {inf, inf, inf, inf, inf}},
    {{60, inf, inf, inf, 120},
     {2000, 9000, 9000, inf, 4000},
     {200, 150, 10, 10, 50},
     {150, 200, 150, 100, 150},
     {150, 150, 150, 3500, 150},
     {2000, 9000, inf, inf, 4000},
     {1000, 400, 1000, 1000, 1000}},
    {{120, inf, inf, inf, 240},
     {2000, 9000, 9000, inf, 4000},
     {100, 100, 100, 10, 80},
     {350, 350, 350, 100, 350},
     {200, 200, 200, 3500, 200},
     {2000, 9000, 9000, inf, 4000},
     {1000, 400, 400, 1000, 500}},
    {{70, inf, inf, inf, 140},
     {2000, 9000, 9000, inf, 4000},
     {2000, 1500, 1000, 1000, 1200},
     {500, 500, 500, 100, 500},
     {200, 200, 200, 3500, 200},
     {2000, 9000, 9000, 9000, 4000},
     {1000, 400, 400, 400, 500}},
    {{130, 250, 250, 400, 250},
     {2000, 4000, 4000, 6000, 2000},
     {2000, 2000, 2000, 2000, 2000},
     {500, 500, 500, 100, 500},
     {200, 200, 200, 3500, 200},
     {2000, 2000, 3000, 200, 2000},
     {1000, 1000, 1000, 1500, 1500}},
    {{100, 500, 500, 800, 190},
     {2000, 8000, 8000, 9000, 3000},
     {2000, 1700, 1500, 1500, 1500},
     {100, 100, 200, 100, 200},
     {300, 300, 300, 3500, 300},
     {2000, 4000, 6000, 400, 3000},
     {1000, 600, 600, 600, 700}},
    {{inf, inf, inf, inf, inf},
     {inf, inf, inf, inf, inf},
     {0, 0, 0, 0, 0},
     {1, 1, 1, 1, 1},
     {2000, 2000, 2000, 2000, 2000},
     {inf, inf, inf, inf, inf},
     {inf, inf, inf, inf, inf}},
    {{inf, inf, inf, inf, inf},
     {inf, inf, inf, inf, inf},
     {0, 0, 0, 0, 0},
     {1000, 1000, 1000, 1000, 1000},
     {400, 400, 400, 400, 400},
     {inf, inf, inf, inf, inf},
     {inf, inf, inf, inf, inf}},
    {{80, inf, inf, inf, 160},
     {2500, 9000, 9000, 9000, 4000},
     {300, 200, 100, 50, 200},
     {1, 1, 1, 100, 1},
     {1000, 800, 1000, 3500, 1000},
     {2500, 9000, 9000, 9000, 4000},
     {1000, 400, 800, 800, 600}},
}};

constexpr std::size_t urban = 0;

/// Stomata and the leaf behind them; shut in the dark, in frost and above 40 C.
double stomatal(double ri, const GasUptake& gas, const CanopyAir& air) {
  if (air.celsius <= 0.0 || air.celsius >= 40.0) return inf;
  const double light = 200.0 / (air.shortwave + 0.1);
  const double opening = ri * (1.0 + light * light) * 400.0 / (air.celsius * (40.0 - air.celsius));
  return opening * gas.diffusivity_ratio + 1.0 / (gas.henry / 3000.0 + 100.0 * gas.reactivity);
}

/// Outer surface of the leaves, dry or wet [Wesely1989, equations 7 to 14].
double cuticular(double rlu, const GasUptake& gas, bool is_so2, std::size_t land, Wetness wetness) {
  const double dry = rlu / (1e-5 * gas.henry + gas.reactivity);
  if (wetness == Wetness::dry) return dry;
  const bool dew = wetness == Wetness::dew;
  if (is_so2 && land == urban) return 50.0;
  if (rlu == inf) return dry;  // no leaves to wet
  if (is_so2) return dew ? 100.0 : 1.0 / (1.0 / 5000.0 + 1.0 / (3.0 * rlu));
  const double ozone = 1.0 / (1.0 / (dew ? 3000.0 : 1000.0) + 1.0 / (3.0 * rlu));
  return 1.0 / (1.0 / (3.0 * dry) + 1e-7 * gas.henry + gas.reactivity / ozone);
}

}  // namespace

double surface_resistance(const GasUptake& gas, bool is_sulfur_dioxide, std::size_t land, Season season,
                          const CanopyAir& air) {
  const Resistances& r = table[land];
  const auto s = static_cast<std::size_t>(season);
  const double frost = 1000.0 * std::exp(-air.celsius - 4.0);  // slower uptake by cold surfaces
  const auto two = [&](double sulfur, double ozone) {
    return 1.0 / (1e-5 * gas.henry / (sulfur + frost) + gas.reactivity / (ozone + frost));
  };
  const double buoyant = 100.0 * (1.0 + 1000.0 / (air.shortwave + 10.0));  // R_dc over flat ground
  const double uptake = 1.0 / stomatal(r.stomata[s], gas, air) +
                        1.0 / cuticular(r.cuticle[s] + frost, gas, is_sulfur_dioxide, land, air.wetness) +
                        1.0 / (buoyant + two(r.lower_sulfur[s], r.lower_ozone[s])) +
                        1.0 / (r.canopy_air[s] + two(r.ground_sulfur[s], r.ground_ozone[s]));
  return std::max(1.0, 1.0 / uptake);
}

}  // namespace lantian::model
