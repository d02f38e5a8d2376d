/// How much of each salt is dissolved where solids may form: explicit in humidity and temperature,
/// continuous.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/salts.hpp"
#include "model/aerosol/solid_data.hpp"

namespace lantian::model::aerosol {

/// Humidity at which mixes that hold a salt begin to dissolve it (mutual deliquescence); independent of
/// temperature [FountoukisNenes2007].
constexpr double first_solution_humidity(Salt salt) {
  switch (salt) {
    case NH42SO4:  // beside NH4NO3
      return 0.60;
    case letovicite:  // beside NH4HSO4
    case NH4HSO4:
      return 0.378;
    case NaHSO4:
      return 0.363;
    case KHSO4:
      return 0.610;
    case Na2SO4:
    case K2SO4:
      return 0.697;
    default:  // MgSO4: with the first solution of any mix
      return 0.460;
  }
}

/// Rises smoothly from 0 at `low` to 1 at `high`, with a slope that is continuous too.
inline double smooth_step(double x, double low, double high) {
  const double t = (x - low) / (high - low);
  return t <= 0.0 ? 0.0 : t >= 1.0 ? 1.0 : t * t * (3.0 - 2.0 * t);
}

/// Where the salt's own humidity comes near the mix's, the mix's gives way, so that the step keeps a width.
inline double dissolved_share(double humidity, double first, double own) {
  constexpr double narrowest = 0.02;
  return smooth_step(humidity, first < own - narrowest ? first : own - narrowest, own);
}

/// Of one air, by relative humidity [1] and temperature [K].
inline SulfateShares<double> sulfate_shares(double humidity, double temperature) {
  const auto of = [&](Salt s) {
    return dissolved_share(humidity, first_solution_humidity(s), deliquescence_humidity(s, temperature));
  };
  return {of(K2SO4), of(Na2SO4), of(MgSO4), of(NH42SO4), of(NH4HSO4), of(letovicite), of(NaHSO4), of(KHSO4)};
}

/// Of nitrates and chlorides: between the mix's first solution, 0.60 for ammonium salts and 0.46 for those
/// with other bases or chloride [FountoukisNenes2007], and NH4NO3's own humidity. `foreign`: share of the
/// latter among the charges.
inline double volatile_share(double humidity, double temperature, double foreign) {
  return dissolved_share(humidity, 0.60 - 0.14 * foreign, deliquescence_humidity(NH4NO3, temperature));
}

}  // namespace lantian::model::aerosol
