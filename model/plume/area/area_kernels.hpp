/// The area sources' kernels of each instruction set.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::plume {

struct AreaOfHour;
struct AreaRoom;
struct ConvergedRoom;
struct PlumeOfHour;
struct StripCell;
struct ReceptorView;

/// All: concentration per emission at each receptor [s m-1].
struct AreaKernels {
  /// AERMOD's quadrature over strips computed at each point; in convective hours without the values that
  /// AERMOD carries from one point to the next.
  void (*aermod_rule_directly)(const AreaOfHour&, const ReceptorView&, const AreaRoom&, double* result);
  /// The same over tabulated strips.
  void (*aermod_rule_tabulated)(const AreaOfHour&, const ReceptorView&, const StripCell*, const AreaRoom&,
                                double* result);
  /// The converged integral, both ways.
  void (*converged_directly)(const AreaOfHour&, const ReceptorView&, const ConvergedRoom&, double* result);
  void (*converged_tabulated)(const AreaOfHour&, const ReceptorView&, const StripCell*, const ConvergedRoom&,
                              double* result);
  /// ln K and sigma_y at the nodes -1 ... count - 2 for receptors at a height on level ground. Room: count
  /// and 8.
  void (*tabulate_strips)(const PlumeOfHour&, double above_ground, int count, double* log_strength,
                          double* sigma_y);
  /// The same of a convective hour of AERMOD's; remembers: 1 where they depend on the distance asked before.
  void (*tabulate_settled_strips)(const PlumeOfHour&, double above_ground, int count, double* log_strength,
                                  double* sigma_y, double* remembers);
};

extern const AreaKernels area_kernels_v3, area_kernels_v4;
const AreaKernels& fastest_area_kernels();

}  // namespace lantian::model::plume
