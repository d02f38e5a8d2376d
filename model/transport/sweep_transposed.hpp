/// The transposed of a recorded sweep: how a sum over the new values of a line depends on its old ones.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/transport/sweep.hpp"

namespace lantian::model {

/// `line` as it was recorded, but its q holds the weights of the new values and receives those of the old
/// ones.
template <class Real>
struct TransposedLine {
  SweepLine<Real> line;
  Real *before = nullptr, *after = nullptr;  // weights of the three cells beyond either end, nearest first
  std::ptrdiff_t beyond_stride = 0;
  Real* work = nullptr;  // transposed_work() reals, aligned
};

/// Reals of work space for a line.
constexpr std::size_t transposed_work(int cells) { return 5 * (static_cast<std::size_t>(cells) + 6) * 16; }

template <class Real>
using SweepTransposed = void (*)(const TransposedLine<Real>&);

void sweep_transposed_v3(const TransposedLine<float>&);
void sweep_transposed_v3(const TransposedLine<double>&);
void sweep_transposed_v4(const TransposedLine<float>&);
void sweep_transposed_v4(const TransposedLine<double>&);

template <class Real>
SweepTransposed<Real> sweep_transposed_for(InstructionSet set) {
  return set == InstructionSet::v4 ? static_cast<SweepTransposed<Real>>(sweep_transposed_v4)
                                   : static_cast<SweepTransposed<Real>>(sweep_transposed_v3);
}

}  // namespace lantian::model
