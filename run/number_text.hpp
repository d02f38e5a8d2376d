/// Numbers as the files and pages of a run write them; the same in every locale.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fmt/format.h>

#include <cmath>
#include <string>

namespace lantian::run {

/// So many significant digits; "" where there is no number.
inline std::string significant(double value, int digits) {
  return std::isnan(value) ? "" : fmt::format("{:.{}g}", value, digits);
}
/// Six significant digits: more than any monitor or inventory has.
inline std::string number(double value) { return significant(value, 6); }
/// Ten: what a document prints can be found again in the files to its last digit.
inline std::string ten_digits(double value) { return significant(value, 10); }
/// So many digits after the point.
inline std::string in_digits(double value, int digits) { return fmt::format("{:.{}f}", value, digits); }
/// Likewise, with its sign.
inline std::string signed_digits(double value, int digits) { return fmt::format("{:+.{}f}", value, digits); }

}  // namespace lantian::run
