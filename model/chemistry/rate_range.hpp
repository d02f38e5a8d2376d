/// The rate constants of a mechanism over the air of the troposphere: whether they can be.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>
#include <vector>

#include "model/chemistry/mechanism.hpp"

namespace lantian::model::chemistry {

struct Conditions;

/// In molecule cm-3 s, given species not multiplied in.
struct RateRange {
  double smallest = 0.0;
  double at_room = 0.0;            // at 298.15 K, 1050 hPa
  double worst_temperature = 0.0;  // K, where it is negative or no number, if it is anywhere
  bool is_finite = true;

  bool is_sound() const { return is_finite && smallest >= 0.0; }
  double worst() const { return is_finite ? smallest : std::nan(""); }
};

/// Over 200 ... 310 K and 300 ... 1050 hPa in air half saturated, photolysis rates at 1e-3 s-1. What a run
/// supplies counts as its scaling.
std::vector<RateRange> rate_ranges(const Mechanism& mechanism);

/// Constant of each reaction under each of the conditions (cells x reactions), given species not multiplied
/// in; what a run supplies counts as its scaling.
std::vector<double> rate_constants(const Mechanism& mechanism, const Conditions& conditions);

}  // namespace lantian::model::chemistry
