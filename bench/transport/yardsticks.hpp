/// What bounds transport on this machine: memory, arithmetic, and its own kernels when all lies in cache.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>

#include "model/numerics/instruction_set.hpp"

namespace lantian::bench {

/// Processor time of this thread for one call [s]: other programs that take turns on the core do not count.
double core_seconds(const std::function<void()>& work);

/// The middle of some calls.
double median_seconds(const std::function<void()>& work, int runs = 9);

/// Triad and in-place update of memory, fused multiply-adds in registers.
void print_machine();

/// Sweeps along x, y and z and the column's solve, on lines that stay in the first cache: ns per value.
void print_kernels(model::InstructionSet set);

}  // namespace lantian::bench
