/// Numbers cut to a few digits, so that the last bits of a machine's library of functions do not show.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <charconv>
#include <cmath>

namespace lantian::scenarios {

/// `value` to so many significant digits: the double nearest to that decimal, on every machine.
inline double to_digits(double value, int digits) {
  if (!std::isfinite(value)) return value;
  char text[64];
  const auto end =
      std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, digits - 1).ptr;
  double rounded = 0.0;
  std::from_chars(text, end, rounded);
  return rounded;
}

}  // namespace lantian::scenarios
