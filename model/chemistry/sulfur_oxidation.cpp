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

double warmth(double T) { return 1.0 / T - 1.0 / 298.15; }

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

double metals_constant(const HangingWater& w, double in_particles) {
  const double iron = std::min(w.iron, ferric_solubility(w.hydrogen)), both = iron * w.manganese;
  if (!w.is_concentrated) return 750.0 * w.manganese + 2600.0 * iron + 1e10 * both;
  constexpr double at_pH_4_2 = 6.31e-5;
  constexpr double of_strength = 4.12e-3;  // 10^(-4.07 sqrt(2) / (1 + sqrt(2)))
  const double k = w.hydrogen >= at_pH_4_2 ? 3.72e7 * numerics::pow(w.hydrogen, -0.74)
                                           : 2.51e13 * numerics::pow(w.hydrogen, 0.67);
  return k * both * of_strength * in_particles;
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

double ferric_solubility(double hydrogen) {
  constexpr double solid = 3.1622777e3, once = 6.4565423e-3, twice = 1.7378008e-6, thrice = 5.0118723e-15,
                   four_times = 1.9498446e-22;
  const double h = hydrogen;
  return solid * (((h + once) * h + twice) * h + thrice + four_times / h);
}

/// Forms of a gas in solution [mol L-1] for a mole of it, gas and solution together, in a cubic metre of air.
struct SulfurChemistry::Dissolved {
  double itself, once, twice;  // SO2, HSO3-, SO3--
};

SulfurChemistry::Solubility SulfurChemistry::at(const GasSolubility& gas, double T) {
  return {gas.henry * numerics::exp(gas.enthalpy * warmth(T)) * litre_atmospheres * T,
          gas.first > 0.0 ? gas.first * numerics::exp(gas.first_slope * warmth(T)) : 0.0,
          gas.second * numerics::exp(gas.second_slope * warmth(T))};
}

SulfurChemistry::Dissolved SulfurChemistry::dissolved(const Solubility& gas, double hydrogen, double volume) {
  const double over = 1.0 / hydrogen, once = gas.first * over, twice = once * gas.second * over;
  const double each = gas.partition / (litres * (1.0 + gas.partition * (1.0 + once + twice) * volume));
  return {each, each * once, each * twice};
}

SulfurChemistry::SulfurChemistry(double T)
    : temperature_(T),
      so2_(at(gases().so2, T)),
      h2o2_(at(gases().h2o2, T)),
      o3_(at(gases().o3, T)),
      no2_(at(gases().no2, T)),
      nh3_(at(gases().nh3, T)),
      water_(1e-14 * numerics::exp(-6710.0 * warmth(T))),  // [Seinfeld2016, table 7.4]
      // 0.034 M atm-1 and 4.3e-7 M at 298 K [Seinfeld2016]
      carbonic_(0.034 * 4.3e-7 * numerics::exp((2440.0 - 1000.0) * warmth(T))),
      h2o2_constant_(7.5e7 * slowing(4430.0, T)),
      hso3_constant_(3.7e5 * slowing(5530.0, T)),
      so3_constant_(1.5e9 * slowing(5280.0, T)),
      metals_slowing_(slowing(8432.0, T, 297.0)) {}

OxidationRates SulfurChemistry::rates(const HangingWater& w) const {
  const double H = w.hydrogen, water = litres * w.volume;
  const Dissolved sulfur = dissolved(so2_, H, w.volume);
  const double all = sulfur.itself + sulfur.once + sulfur.twice;
  OxidationRates r;
  r.h2o2 = h2o2_constant_ * H * sulfur.once / (1.0 + 13.0 * H) * dissolved(h2o2_, H, w.volume).itself * water;
  r.o3 = (2.4e4 * sulfur.itself + hso3_constant_ * sulfur.once + so3_constant_ * sulfur.twice) *
         dissolved(o3_, H, w.volume).itself * water;
  r.no2 = no2_constant(H) * all * dissolved(no2_, H, w.volume).itself * water;
  r.metals = metals_constant(w, metals_slowing_) * all * water;
  r.so2_reach = reach(w, 0.11, 64.058e-3);
  r.h2o2_reach = reach(w, 0.23, 34.014e-3);
  r.o3_reach = reach(w, 2e-3, 47.997e-3);
  r.no2_reach = reach(w, 2e-4, 46.005e-3);
  return r;
}

OxidationRates oxidation_rates(const HangingWater& water) {
  return SulfurChemistry(water.temperature).rates(water);
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

double SulfurChemistry::drop_hydrogen(const DropComposition& c, double volume, double near) const {
  const double carbonic = carbonic_ * c.carbon_dioxide * c.pressure / constants::reference_pressure;
  const double strong = (2.0 * c.sulfate + c.nitrate + c.chloride - c.bases) / (litres * volume);
  const double ammonia = c.ammonia * nh3_.partition / litres, per_hydrogen = nh3_.first / water_;
  const auto excess = [&](double H) {  // of positive charge; rises with H
    const Dissolved sulfur = dissolved(so2_, H, volume);
    const double over = per_hydrogen * H;  // NH4+ for each NH3 in solution
    return H + ammonia * over / (1.0 + nh3_.partition * (1.0 + over) * volume) - strong -
           (water_ + carbonic) / H - c.sulfur_dioxide * (sulfur.once + 2.0 * sulfur.twice);
  };
  double low = 1e-9, high = 0.1;
  int halvings = 11;
  if (near > low && near < 0.1 * high && excess(0.8 * near) < 0.0 && excess(2.0 * near) > 0.0)
    low = 0.8 * near, high = 2.0 * near, halvings = 6;
  for (; halvings > 0; --halvings) {  // to one or two per cent: there the function is all but straight
    const double middle = std::sqrt(low * high);
    (excess(middle) > 0.0 ? high : low) = middle;
  }
  const double at_low = excess(low), at_high = excess(high);
  if (!(at_low < 0.0 && at_high > 0.0)) return std::sqrt(low * high);  // beyond the limits
  return low - at_low * (high - low) / (at_high - at_low);
}

double drop_hydrogen(const DropComposition& composition, double temperature, double volume) {
  return SulfurChemistry(temperature).drop_hydrogen(composition, volume);
}

}  // namespace lantian::model::chemistry
