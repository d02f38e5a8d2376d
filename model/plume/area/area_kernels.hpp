/// The area sources' kernels of each instruction set.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::plume {

struct AreaOfHour;
struct AreaRoom;
struct ConvergedRoom;
struct StripMemory;
struct ReceptorView;

/// All: concentration per emission at each receptor [s m-1].
struct AreaKernels {
  /// AERMOD's quadrature over strips computed at each point; in convective hours without the values that
  /// AERMOD carries from one point to the next.
  void (*aermod_rule_directly)(const AreaOfHour&, const ReceptorView&, const AreaRoom&, double* result);
  /// The same over tabulated strips, with those values: level ground, one height of receptors.
  void (*aermod_rule_tabulated)(const AreaOfHour&, const ReceptorView&, const StripMemory&, const AreaRoom&,
                                double* result);
  /// The converged integral, both ways.
  void (*converged_directly)(const AreaOfHour&, const ReceptorView&, const ConvergedRoom&, double* result);
  void (*converged_tabulated)(const AreaOfHour&, const ReceptorView&, const StripMemory&,
                              const ConvergedRoom&, double* result);
};

extern const AreaKernels area_kernels_v3, area_kernels_v4;
const AreaKernels& fastest_area_kernels();

}  // namespace lantian::model::plume
