/// The 87 heights of the hourly profiles, and where a height lies among them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
namespace lantian::model::plume {

/// 0, 0.5, 1, 2, 4, 8, 14, 20, 30, then to 100 m by 10, to 200 by 20, to 2000 by 50, to 5000 by 100
/// [EPA2024].
inline constexpr int profile_levels = 87;
struct ProfileHeights {
  double at[profile_levels];
};
inline constexpr ProfileHeights profile_heights = [] {
  ProfileHeights z{{0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 14.0, 20.0, 30.0}};
  int n = 9;
  for (int height = 40; height <= 100; height += 10) z.at[n++] = height;
  for (int height = 120; height <= 200; height += 20) z.at[n++] = height;
  for (int height = 250; height <= 2000; height += 50) z.at[n++] = height;
  for (int height = 2100; height <= 5000; height += 100) z.at[n++] = height;
  return z;
}();

}  // namespace lantian::model::plume
