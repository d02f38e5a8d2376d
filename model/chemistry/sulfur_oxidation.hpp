/// SO2 to sulfate in water that hangs in the air, cloud drops or wet particles: rates, and their solution.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/deposition/gas_solubility.hpp"

namespace lantian::model::chemistry {

/// Water of one size and acidity. Molarities [mol L-1].
struct HangingWater {
  double temperature = 298.15;         // K
  double volume = 0.0;                 // m3 of water in a cubic metre of air
  double radius = 1e-5;                // m
  double hydrogen = 1e-5;              // H+
  double iron = 0.0, manganese = 0.0;  // Fe(III), of which no more counts than dissolves; Mn(II)
  bool is_concentrated = false;        // a particle's solution, not a drop's
};

/// Gas and solution together [mol m-3].
struct SulfurAir {
  double sulfur_dioxide = 0.0, hydrogen_peroxide = 0.0, ozone = 0.0, nitrogen_dioxide = 0.0;
};

/// -d(SO2)/dt = (h2o2 [H2O2] + o3 [O3] + no2 [NO2] + metals) [SO2] in terms of SulfurAir, with
///     H2O2   k [H+] [HSO3-] / (1 + 13 [H+]), k = 7.5e7 exp(-4430 (1/T - 1/298))    [HoffmannCalvert1985]
///     O3     2.4e4 [SO2 aq] + 3.7e5 exp(-5530 ..) [HSO3-] + 1.5e9 exp(-5280 ..) [SO3--]            [same]
///     NO2    1.4e5 up to pH 5, linear in pH to 2e6 at pH 6, of all S(IV)    [LeeSchwartz1983] [Cheng2016]
///     metals in drops 750 [Mn] + 2600 [Fe] + 1e10 [Mn][Fe]                                [MartinGood1991]
///            in particles 3.72e7 [H+]^-0.74 [Mn][Fe] up to pH 4.2, 2.51e13 [H+]^0.67 [Mn][Fe] beyond,
///            times exp(-8432 (1/T - 1/297)) [IbusukiTakeuchi1987], times 10^(-4.07 sqrt(I) / (1 + sqrt(I)))
///            at an ionic strength I of 2 mol L-1, where its data end                     [MartinHill1987]
///            Fe: all Fe(III) in solution, at most ferric_solubility([H+])
/// Solubilities and dissociation as in wet deposition (gas_solubility).
struct OxidationRates {
  double h2o2 = 0.0, o3 = 0.0, no2 = 0.0;  // m3 mol-1 s-1
  double metals = 0.0;                     // s-1
  // Gas that reaches the water, 1 / (r^2 / (3 D) + 4 r / (3 a v)) times the water's volume [s-1]
  // [Schwartz1986], accommodation a of SO2 0.11, H2O2 0.23, O3 2e-3, NO2 2e-4 [Cheng2016].
  double so2_reach = 0.0, h2o2_reach = 0.0, o3_reach = 0.0, no2_reach = 0.0;
};
OxidationRates oxidation_rates(const HangingWater& water);

/// Fe(III) [mol L-1] in water of [H+] beside fresh ferric hydroxide (two-line ferrihydrite) at 25 degC,
///     10^3.50 H^3 (1 + 10^-2.19 / H + 10^-5.76 / H^2 + 10^-14.30 / H^3 + 10^-21.71 / H^4)  [Stefansson2007]
double ferric_solubility(double hydrogen);

/// What `dt` seconds make [mol m-3]. Each oxidant in turn: exact for two that use each other up, the reaction
/// no faster than gas reaches the water (1 / rate = 1 / reaction + 1 / reach). Nothing becomes negative
/// whatever dt; every SO2 is a sulfate, and uses one H2O2, one O3 or two NO2, which become HONO.
struct Oxidised {
  double sulfate = 0.0, nitrous_acid = 0.0;
};
Oxidised oxidise(SulfurAir& air, const OxidationRates& rates, double dt);

/// What decides a drop's acidity, gas and particle together [mol m-3].
struct DropComposition {
  double sulfate = 0.0, nitrate = 0.0, chloride = 0.0, ammonia = 0.0, sulfur_dioxide = 0.0;
  double bases = 0.0;              // sodium + potassium + 2 calcium + 2 magnesium
  double carbon_dioxide = 420e-6;  // mole fraction, of air at `pressure` Pa
  double pressure = 101325.0;
};

/// [H+] of a drop [mol L-1] by its charge balance, between 1e-9 and 0.1, to 1e-4 of itself.
double drop_hydrogen(const DropComposition& composition, double temperature, double volume);

/// Both of the above with what hangs on the temperature [K] made once.
class SulfurChemistry {
 public:
  explicit SulfurChemistry(double temperature);
  OxidationRates rates(const HangingWater& water) const;  // of that temperature
  /// `near`: a guess, 0: none. A good one saves time and changes nothing beyond the accuracy.
  double drop_hydrogen(const DropComposition& composition, double volume, double near = 0.0) const;

 private:
  struct Solubility {
    double partition = 0.0, first = 0.0, second = 0.0;  // H R T [1], dissociation [mol L-1]
  };
  static Solubility at(const GasSolubility& gas, double temperature);
  struct Dissolved;
  static Dissolved dissolved(const Solubility& gas, double hydrogen, double volume);

  double temperature_;
  Solubility so2_, h2o2_, o3_, no2_, nh3_;
  double water_, carbonic_;  // Kw [mol2 L-2]; CO2 to HCO3- [mol2 L-2 atm-1]
  double h2o2_constant_, hso3_constant_, so3_constant_, metals_slowing_;
};

}  // namespace lantian::model::chemistry
