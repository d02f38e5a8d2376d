/// Numbers of AERMOD v24142's formulation that several sections share.
// SPDX-License-Identifier: Apache-2.0
#pragma once

/// All from [EPA2024]; where they differ from model/quantities/constants.hpp they are kept as AERMOD has
/// them.
namespace lantian::model::plume {

inline constexpr double gravity = 9.80616;           // m s-2
inline constexpr double von_karman = 0.4;            // 1
inline constexpr double dry_adiabatic = 0.00977;     // K m-1
inline constexpr double smallest_sigma_v = 0.2;      // m s-1
inline constexpr double smallest_sigma_w = 0.02;     // m s-1
inline constexpr double smallest_intensity = 0.05;   // of sigma_v over the wind
inline constexpr double smallest_wind = 0.2828;      // m s-1, of a plume: sqrt(2) 0.2
inline constexpr double smallest_grid_wind = 0.01;   // m s-1
inline constexpr double smallest_gradient = 0.002;   // K m-1, stable air
inline constexpr double smallest_inversion = 0.005;  // K m-1, above the mixed layer
inline constexpr double plume_depth = 2.15;          // sigma_z from the axis to the edge
inline constexpr double mean_square_convective =
    0.35;  // sigma_v^2 and sigma_w^2 over w*^2 in the mixed layer
inline constexpr double pi = 3.14159265358979323846;

}  // namespace lantian::model::plume
