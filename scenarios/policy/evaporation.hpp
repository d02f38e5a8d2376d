/// How much faster a liquid evaporates in warmer air: by its vapour pressure.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

enum class Liquid { petrol, solvent };

/// Petrol where the fuel or the trade says so, else a solvent.
Liquid liquid_of(const Source& source);

/// Vapour pressure at `celsius` over that at 25 degC, rounded to 6 significant digits:
///     petrol   exp(-H/R (1/T - 1/298.15 K)), H = 35.1 kJ mol-1                    [Abernathy2016]
///     solvent  toluene's, log10 p = 6.95464 - 1344.8 / (219.482 + t)              [Dean1999]
/// Rounding and temperature in hundredths of a degree: the same number on every machine.
double vapour_pressure_ratio(Liquid liquid, double celsius);

}  // namespace lantian::scenarios
