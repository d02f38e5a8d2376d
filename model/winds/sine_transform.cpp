#include "model/winds/sine_transform.hpp"

#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

/// Sums of a block of `Rows` x `Width` results, kept in registers, the terms in order.
template <int Rows, int Width>
void multiply_block(const double* matrix, int columns, const double* in, double* out, int stride) {
  double sum[Rows][Width] = {};
  for (int c = 0; c < columns; ++c) {
    const double* a = in + static_cast<std::size_t>(c) * stride;
    for (int r = 0; r < Rows; ++r)
      for (int n = 0; n < Width; ++n) sum[r][n] += matrix[static_cast<std::size_t>(r) * columns + c] * a[n];
  }
  for (int r = 0; r < Rows; ++r)
    for (int n = 0; n < Width; ++n) out[static_cast<std::size_t>(r) * stride + n] = sum[r][n];
}

template <int Rows>
void multiply_rows(const double* matrix, int columns, const double* in, double* out, int width) {
  int n = 0;
  for (; n + 8 <= width; n += 8) multiply_block<Rows, 8>(matrix, columns, in + n, out + n, width);
  for (; n + 2 <= width; n += 2) multiply_block<Rows, 2>(matrix, columns, in + n, out + n, width);
  for (; n < width; ++n) multiply_block<Rows, 1>(matrix, columns, in + n, out + n, width);
}

/// out(r, :) = sum over c of matrix(r, c) in(c, :)
void multiply(const double* matrix, int rows, int columns, const double* in, double* out, int width) {
  int r = 0;
  const auto at = [&](int row) { return matrix + static_cast<std::size_t>(row) * columns; };
  const auto to = [&](int row) { return out + static_cast<std::size_t>(row) * width; };
  for (; r + 4 <= rows; r += 4) multiply_rows<4>(at(r), columns, in, to(r), width);
  for (; r < rows; ++r) multiply_rows<1>(at(r), columns, in, to(r), width);
}

}  // namespace

SineTransform::SineTransform(int cells) : cells_(cells) {
  const auto value = [&](int mode, int i) {
    const double norm = std::sqrt((mode == cells ? 1.0 : 2.0) / cells);
    return norm * std::sin(constants::pi * mode * (i + 0.5) / cells);
  };
  for (int mode = 1; mode <= cells; ++mode)
    eigenvalue_.push_back(2.0 - 2.0 * std::cos(constants::pi * mode / cells));
  const int low = lower(), sym = symmetric(), anti = antisymmetric();
  const bool has_middle = cells % 2 == 1;
  even_.resize(static_cast<std::size_t>(sym) * low), even_back_ = even_;
  odd_.resize(static_cast<std::size_t>(anti) * anti), odd_back_ = odd_;
  for (int a = 0; a < sym; ++a)
    for (int i = 0; i < low; ++i) {
      const double once = has_middle && i == low - 1 ? 0.5 : 1.0;  // the middle is folded onto itself
      even_[static_cast<std::size_t>(a) * low + i] = once * value(2 * a + 1, i);
      even_back_[static_cast<std::size_t>(i) * sym + a] = value(2 * a + 1, i);
    }
  for (int a = 0; a < anti; ++a)
    for (int i = 0; i < anti; ++i) {
      odd_[static_cast<std::size_t>(a) * anti + i] = value(2 * a + 2, i);
      odd_back_[static_cast<std::size_t>(i) * anti + a] = value(2 * a + 2, i);
    }
}

void SineTransform::across_rows(double* values, int width, bool forward, double* work) const {
  const int low = lower(), anti = antisymmetric(), sym = symmetric();
  const auto row = [&](double* of, int r) { return of + static_cast<std::size_t>(r) * width; };
  double *first = work, *second = work + static_cast<std::size_t>(sym) * width,
         *out = work + static_cast<std::size_t>(cells_) * width;
  double* out_second = out + static_cast<std::size_t>(sym) * width;
  if (forward) {
    for (int i = 0; i < low; ++i) {
      const double *a = row(values, i), *b = row(values, cells_ - 1 - i);
      double* sum = row(first, i);
      for (int n = 0; n < width; ++n) sum[n] = a[n] + b[n];
      if (i >= anti) continue;
      double* difference = row(second, i);
      for (int n = 0; n < width; ++n) difference[n] = a[n] - b[n];
    }
    multiply(even_.data(), sym, low, first, out, width);
    multiply(odd_.data(), anti, anti, second, out_second, width);
    for (int a = 0; a < sym; ++a) std::copy_n(row(out, a), width, row(values, 2 * a));
    for (int a = 0; a < anti; ++a) std::copy_n(row(out_second, a), width, row(values, 2 * a + 1));
    return;
  }
  for (int a = 0; a < sym; ++a) std::copy_n(row(values, 2 * a), width, row(first, a));
  for (int a = 0; a < anti; ++a) std::copy_n(row(values, 2 * a + 1), width, row(second, a));
  multiply(even_back_.data(), low, sym, first, out, width);
  multiply(odd_back_.data(), anti, anti, second, out_second, width);
  for (int i = 0; i < low; ++i) {
    double *a = row(values, i), *b = row(values, cells_ - 1 - i);
    const double* e = row(out, i);
    if (i >= anti) {
      std::copy_n(e, width, a);
      continue;
    }
    const double* o = row(out_second, i);
    for (int n = 0; n < width; ++n) {
      a[n] = e[n] + o[n];
      b[n] = e[n] - o[n];
    }
  }
}

}  // namespace lantian::model
