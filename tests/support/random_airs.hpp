/// Airs far wider than any that a city meets, for robustness.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>
#include <random>
#include <vector>

#include "model/aerosol/equilibrium.hpp"

namespace lantian::tests {

/// 240 to 320 K, 1 to 100 % humidity, four decades of every component, each absent in a fifth of the airs.
inline std::vector<model::aerosol::InorganicAir> random_airs(int count, unsigned seed) {
  std::mt19937_64 random(seed);
  const auto uniform = [&](double low, double high) {
    return low + (high - low) * (static_cast<double>(random() >> 11) * 0x1p-53);
  };
  const auto amount = [&](double high) {  // mol m-3
    return uniform(0.0, 1.0) < 0.2 ? 0.0 : 1e-10 * std::pow(high / 1e-10, uniform(0.0, 1.0));
  };
  std::vector<model::aerosol::InorganicAir> airs(count);
  for (auto& a : airs) {
    a.temperature = uniform(240.0, 320.0);
    a.relative_humidity = uniform(0.01, 1.0);
    a.sulfate = amount(1e-6);
    a.nitrate = amount(3e-6);
    a.ammonia = amount(6e-6);
    a.chloride = amount(5e-7);
    a.sodium = amount(5e-7);
    a.potassium = amount(2e-7);
    a.calcium = amount(5e-7);
    a.magnesium = amount(1e-7);
  }
  return airs;
}

}  // namespace lantian::tests
