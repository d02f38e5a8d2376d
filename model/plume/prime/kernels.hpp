/// The kernels of building downwash of each instruction set.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/prime/ascent.hpp"
#include "model/plume/prime/downwash.hpp"

namespace lantian::model::plume::prime {

/// What of a source-hour decides its path and growth.
struct WakeHour {
  const BoundaryLayerProfiles* profiles = nullptr;
  WakeShape<double> shape{};
  WakeAir<double> air{};
  Launch launch;
  double wind_ratio = 0.0;  // of the wind at the roof over that at the stack
  double end_z = 0.0,
         end_y = 0.0;  // m from the upwind face: of the wake's turbulence, at most 15 R behind it
};

/// What is known before the plume's path, of it and of the result; false: no wake.
bool prepare(const PointSource& stack, const PlumeOfHour& plume, WakeHour& hour, Downwash& result);

struct DownwashKernels {
  int lanes;
  std::size_t room;  // bytes that `trace` works in, from a cache line on
  /// For 1 .. lanes source-hours: path, tables and captured share.
  void (*trace)(const WakeHour* hours, int count, Downwash* const* result, void* room);
  void (*apply)(const Downwash&, const PlumeOfHour&, const SourcePlace&, const ReceptorView&, double* result);
};
extern const DownwashKernels downwash_kernels_v3, downwash_kernels_v4;

}  // namespace lantian::model::plume::prime
