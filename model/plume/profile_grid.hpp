/// The 87 heights of the hourly profiles, and where a height lies among them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>

#include "model/numerics/vector_math.hpp"

namespace lantian::model::plume {

/// 0, 0.5, 1, 2, 4, 8, 14, 20, 30, then to 100 m by 10, to 200 by 20, to 2000 by 50, to 5000 by 100
/// [EPA2024].
inline constexpr int profile_levels = 87;
inline constexpr std::array<double, profile_levels> profile_heights = [] {
  std::array<double, profile_levels> z{0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 14.0, 20.0, 30.0};
  int n = 9;
  for (int at = 40; at <= 100; at += 10) z[static_cast<unsigned>(n++)] = at;
  for (int at = 120; at <= 200; at += 20) z[static_cast<unsigned>(n++)] = at;
  for (int at = 250; at <= 2000; at += 50) z[static_cast<unsigned>(n++)] = at;
  for (int at = 2100; at <= 5000; at += 100) z[static_cast<unsigned>(n++)] = at;
  return z;
}();

}  // namespace lantian::model::plume
