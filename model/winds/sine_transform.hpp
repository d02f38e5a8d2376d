/// Sines that vanish half a cell beyond either end of a row of cells: the eigenvectors of the flat Laplacian.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <vector>

namespace lantian::model {

/// Orthonormal; a value of n cells becomes n amplitudes and back. Dense, with the sines' symmetry folded in:
/// windows are too small and their sizes too odd for a fast transform to pay.
class SineTransform {
 public:
  SineTransform() = default;
  explicit SineTransform(int cells);
  int cells() const { return cells_; }
  double eigenvalue(int mode) const { return eigenvalue_[mode]; }  // of 2 q_i - q_{i-1} - q_{i+1}

  /// cells() rows of `width` neighbouring values, transformed from row to row, in place.
  void across_rows(double* values, int width, bool forward, double* work) const;
  std::size_t work_size(int width) const { return 2 * static_cast<std::size_t>(cells_) * width; }

 private:
  int cells_ = 0;
  std::vector<double> eigenvalue_;
  // Amplitudes 1, 3, ... are symmetric about the middle, 2, 4, ... antisymmetric: each half knows the rest.
  std::vector<double> even_, odd_;  // (amplitude pair, cell of the lower half) and its transpose
  std::vector<double> even_back_, odd_back_;
  int lower() const { return (cells_ + 1) / 2; }
  int symmetric() const { return (cells_ + 1) / 2; }  // amplitudes
  int antisymmetric() const { return cells_ / 2; }
};

}  // namespace lantian::model
