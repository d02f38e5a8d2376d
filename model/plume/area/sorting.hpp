/// Sorting of a few numbers within kernels, which must not instantiate the library's.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::plume {

static inline void sort_ascending(double* x, int count) {
  for (int n = 1; n < count; ++n) {
    const double value = x[n];
    int at = n;
    for (; at > 0 && x[at - 1] > value; --at) x[at] = x[at - 1];
    x[at] = value;
  }
}

}  // namespace lantian::model::plume
