#include "model/chemistry/sulfur_oxidation.hpp"

#include <algorithm>
#include <cmath>

#include "model/aerosol/heterogeneous_rates.hpp"
#include "model/deposition/gas_solubility.hpp"
#include "model/numerics/vector_math.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::chemistry {
namespace {

constexpr double litre_atmospheres = 0.082057;  // R [L atm mol-1 K-1]
constexpr double litres = 1000.0;               // in a cubic metre

/// One gas over water of an acidity: its dissolved forms [mol L-1] for a mole of it, gas and solution
/// together, in a cubic metre of air.
struct Dissolved {
  double itself = 0.0, once = 0.0, twice = 0.0;  // SO2, HSO3-, SO3--
  double all() const { return itself + once + twice; }
};

double warmth(double T) { return 1.0 / T - 1.0 / 298.15; }

/// Henry's constant [M atm-1], and the dissociation constants [M], at a temperature.
struct Solubility {
  double henry, first, second;
  Solubility(const GasSolubility& gas, double T)
      : henry(gas.henry * numerics::exp(gas.enthalpy * warmth(T))),
        first(gas.first > 0.0 ? gas.first * numerics::exp(gas.first_slope * warmth(T)) : 0.0),
        second(gas.second) {}

  Dissolved dissolved(double hydrogen, double T, double volume) const {
    const double once = first / hydrogen, twice = once * second / hydrogen;
    const double partition = henry * (1.0 + once + twice) * litre_atmospheres * T;
    const double each = henry * litre_atmospheres * T / litres / (1.0 + partition * volume);
    return {each, each * once, each * once * second / hydrogen};
  }
};

struct Gases {
  GasSolubility so2 = gas_solubility("SO2"), h2o2 = gas_solubility("H2O2"), o3 = gas_solubility("O3"),
                no2 = gas_solubility("NO2"), nh3 = gas_solubility("NH3");
};
const Gases& gases() {
  static const Gases all;
  return all;
}

double slowing(double activation, double T, double reference = 298.0) {
  return numerics::exp(-activation * (1.0 / T - 1.0 / reference));
}

double no2_constant(double hydrogen) {
  const double pH = -numerics::log10(hydrogen);
  return 1.4e5 + (2e6 - 1.4e5) * std::clamp(pH - 5.0, 0.0, 1.0);
}

double metals_constant(const HangingWater& w) {
  const double both = w.iron * w.manganese;
  if (!w.is_concentrated) return 750.0 * w.manganese + 2600.0 * w.iron + 1e10 * both;
  constexpr double at_pH_4_2 = 6.31e-5;
  constexpr double of_strength = 4.12e-3;  // 10^(-4.07 sqrt(2) / (1 + sqrt(2)))
  const double k = w.hydrogen >= at_pH_4_2 ? 3.72e7 * numerics::pow(w.hydrogen, -0.74)
                                           : 2.51e13 * numerics::pow(w.hydrogen, 0.67);
  return k * both * of_strength * slowing(8432.0, w.temperature, 297.0);
}

double reach(const HangingWater& w, double accommodation, double molar_mass) {
  const double speed =
      std::sqrt(8.0 * constants::gas_constant * w.temperature / (constants::pi * molar_mass));
  return w.volume / (w.radius * w.radius / (3.0 * aerosol::gas_diffusivity) +
                     4.0 * w.radius / (3.0 * accommodation * speed));
}

/// What `a` and `b` use of each other in dt at the rate k a b, exactly.
double used(double a, double b, double k, double dt) {
  if (a <= 0.0 || b <= 0.0 || k <= 0.0) return 0.0;
  const double few = std::min(a, b), many = std::max(a, b);
  const double x = k * (many - few) * dt;
  // few (1 - e) / (1 - e few / many), e = exp(-x), with 1 - e by its series where x is small
  const double gone = x < 1e-4 ? x * (1.0 - 0.5 * x) : 1.0 - numerics::exp(-x);
  const double left = (many - few) / many + gone * few / many;
  const double share = left > 0.0 && x > 0.0 ? gone / left : k * few * dt / (1.0 + k * few * dt);
  return few * std::min(share, 1.0);
}

/// k with the reaction no faster than the slower of the two gases reaches the water.
double limited(double k, double a, double b, double reach_a, double reach_b) {
  const double most = std::min(reach_a * a, reach_b * b);
  return most > 0.0 ? k / (1.0 + k * a * b / most) : 0.0;
}

}  // namespace

OxidationRates oxidation_rates(const HangingWater& w) {
  const double T = w.temperature, H = w.hydrogen;
  const Dissolved sulfur = Solubility(gases().so2, T).dissolved(H, T, w.volume);
  const auto one = [&](const GasSolubility& gas) {
    return Solubility(gas, T).dissolved(H, T, w.volume).itself * litres * w.volume;
  };
  OxidationRates r;
  r.h2o2 = 7.5e7 * slowing(4430.0, T) * H * sulfur.once / (1.0 + 13.0 * H) * one(gases().h2o2);
  r.o3 = (2.4e4 * sulfur.itself + 3.7e5 * slowing(5530.0, T) * sulfur.once +
          1.5e9 * slowing(5280.0, T) * sulfur.twice) *
         one(gases().o3);
  r.no2 = no2_constant(H) * sulfur.all() * one(gases().no2);
  r.metals = metals_constant(w) * sulfur.all() * litres * w.volume;
  r.so2_reach = reach(w, 0.11, 64.058e-3);
  r.h2o2_reach = reach(w, 0.23, 34.014e-3);
  r.o3_reach = reach(w, 2e-3, 47.997e-3);
  r.no2_reach = reach(w, 2e-4, 46.005e-3);
  return r;
}

Oxidised oxidise(SulfurAir& air, const OxidationRates& r, double dt) {
  Oxidised made;
  double& so2 = air.sulfur_dioxide;
  const auto take = [&](double amount) {
    amount = std::min(amount, so2);
    so2 -= amount;
    made.sulfate += amount;
    return amount;
  };
  double k = limited(r.h2o2, so2, air.hydrogen_peroxide, r.so2_reach, r.h2o2_reach);
  air.hydrogen_peroxide -= take(used(so2, air.hydrogen_peroxide, k, dt));
  k = limited(r.o3, so2, air.ozone, r.so2_reach, r.o3_reach);
  air.ozone -= take(used(so2, air.ozone, k, dt));
  // in pairs of NO2: each pair and each SO2 go at k [SO2] [NO2] = 2 k [SO2] [pairs]; two reach for one
  double pairs = 0.5 * air.nitrogen_dioxide;
  k = limited(2.0 * r.no2, so2, pairs, r.so2_reach, r.no2_reach);
  const double of_no2 = take(used(so2, pairs, k, dt));
  air.nitrogen_dioxide = std::max(0.0, air.nitrogen_dioxide - 2.0 * of_no2);
  made.nitrous_acid = 2.0 * of_no2;
  const double metals = r.so2_reach > 0.0 ? r.metals / (1.0 + r.metals / r.so2_reach) : 0.0;
  take(so2 * (1.0 - numerics::exp(-metals * dt)));
  return made;
}

double drop_hydrogen(const DropComposition& c, double T, double volume) {
  const double per_litre = 1.0 / (litres * volume);
  const double water = 1e-14 * numerics::exp(-6710.0 * warmth(T));  // Kw [Seinfeld2016, table 7.4]
  const Solubility so2(gases().so2, T), nh3(gases().nh3, T);
  // CO2: 0.034 M atm-1 and 4.3e-7 M at 298 K [Seinfeld2016]
  const double carbonic = 0.034 * numerics::exp(2440.0 * warmth(T)) * 4.3e-7 *
                          numerics::exp(-1000.0 * warmth(T)) * c.carbon_dioxide * c.pressure / 101325.0;
  const double strong = (2.0 * c.sulfate + c.nitrate + c.chloride - c.bases) * per_litre;
  const auto excess = [&](double H) {  // of positive charge
    const Dissolved sulfur = so2.dissolved(H, T, volume);
    const double over = nh3.first * H / water;  // NH4+ for each NH3 in solution
    const double free = nh3.henry * litre_atmospheres * T;
    const double ammonium = c.ammonia * free * over / litres / (1.0 + free * (1.0 + over) * volume);
    return H + ammonium - strong - water / H - carbonic / H -
           c.sulfur_dioxide * (sulfur.once + 2.0 * sulfur.twice);
  };
  double low = 1e-9, high = 0.1;
  for (int n = 0; n < 32; ++n) {  // to 1e-9 of its logarithm's range
    const double middle = std::sqrt(low * high);
    (excess(middle) > 0.0 ? high : low) = middle;
  }
  return std::sqrt(low * high);
}

}  // namespace lantian::model::chemistry
