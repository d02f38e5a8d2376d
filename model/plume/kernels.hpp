/// The plume's kernels of each instruction set.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/plume_of_hour.hpp"
#include "model/plume/receptor_view.hpp"

namespace lantian::model::plume {

struct SharedWork;

struct PlumeKernels {
  /// Concentration per emission at each receptor [s m-3]; see direct_evaluation.hpp.
  void (*evaluate_directly)(const PlumeOfHour&, const SourcePlace&, const ReceptorView&, double* result);
  /// log2 of the receptors' distances, for evaluate_shared.
  DistanceView (*measure_distances)(const SourcePlace&, double least, const ReceptorView&, double* octave);
  /// The same as the first from a table along the plume; see shared_evaluation.hpp.
  void (*evaluate_shared)(const PlumeOfHour&, const SourcePlace&, const ReceptorView&, const DistanceView&,
                          SharedWork&, double* result);
};

extern const PlumeKernels plume_kernels_v3, plume_kernels_v4;
const PlumeKernels& fastest_plume_kernels();

}  // namespace lantian::model::plume
