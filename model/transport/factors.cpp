#include "model/transport/factors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace lantian::model {
namespace {

template <class Real>
void add(double amount, const Real* value, int lanes, double* sum) {
  for (int v = 0; v < lanes; ++v) sum[v] += amount * static_cast<double>(value[v]);
}

/// Forward is into the window at the first face and out of it at the last.
template <class Real>
void count_ends(const SweepLine<Real>& line, double first, double last, EndFlow ends) {
  if (first > 0.0) add(first, line.first_face_value, line.lanes, ends.in);
  if (first < 0.0) add(-first, line.first_face_value, line.lanes, ends.out);
  if (last > 0.0) add(last, line.last_face_value, line.lanes, ends.out);
  if (last < 0.0) add(-last, line.last_face_value, line.lanes, ends.in);
}

}  // namespace

template <class Real>
void SweepFactors<Real>::reserve(std::size_t cells, std::size_t lines) {
  const std::size_t n = cells * lines;
  courant.resize(n + lines), stays.resize(n + lines), gain_left.resize(n), gain_right.resize(n);
  exchange_left.resize(n), exchange_right.resize(n);
  air_after.resize(n), courant_number.resize(lines), least_after_.resize(lines), share_given_.resize(n),
      inverse_air_.resize(n), inverse_after_.resize(n);
}

/// rows x width: cells x lines, or all in one row where they lie without gaps; `to_right` leads from a cell's
/// lower face to its upper one.
template <class Real>
void SweepFactors<Real>::compute_cells(std::ptrdiff_t rows, std::ptrdiff_t width, std::ptrdiff_t to_right,
                                       const LineAir& now) {
  for (std::ptrdiff_t r = 0; r < rows; ++r) {
    const double *air = now.air + r * now.air_stride, *flux = now.flux + r * now.flux_stride;
    const double* right = flux + to_right;
    double *after = air_after.data() + r * width, *share = share_given_.data() + r * width,
           *inverse = inverse_air_.data() + r * width, *inverse_end = inverse_after_.data() + r * width;
    Real *left_gain = gain_left.data() + r * width, *right_gain = gain_right.data() + r * width;
#pragma GCC ivdep
    for (std::ptrdiff_t p = 0; p < width; ++p) {
      after[p] = air[p] - right[p] + flux[p];
      inverse[p] = 1.0 / air[p];
      const double inverse_after = inverse_end[p] = 1.0 / after[p];
      left_gain[p] = static_cast<Real>(flux[p] * inverse_after);
      right_gain[p] = static_cast<Real>(right[p] * inverse_after);
      // max(right, 0) + max(-flux, 0), times the larger inverse; without a branch
      const double given = 0.5 * ((std::abs(right[p]) + right[p]) + (std::abs(flux[p]) - flux[p]));
      share[p] = given * 0.5 * (inverse[p] + inverse_after + std::abs(inverse[p] - inverse_after));
    }
  }
}

template <class Real>
void SweepFactors<Real>::compute(int cells, int lines, const LineAir& now) {
  const std::ptrdiff_t n = static_cast<std::ptrdiff_t>(cells) * lines;
  const bool dense = now.air_stride == lines && now.flux_stride == lines;
  const std::ptrdiff_t rows = dense ? 1 : cells, width = dense ? n : lines;
  compute_cells(rows, width, now.flux_stride, now);
  const double* inverse = inverse_air_.data();
  Real* c = courant.data();
  // The cells beyond the ends count as their neighbours: all their parabolas need is a sign.
  for (std::ptrdiff_t t = 0; t < lines; ++t) c[t] = static_cast<Real>(now.flux[t] * inverse[t]);
  for (std::ptrdiff_t r = dense ? 0 : 1; r < rows; ++r) {
    const double* flux = now.flux + r * now.flux_stride;
    for (std::ptrdiff_t p = dense ? lines : 0; p < width; ++p) {
      const std::ptrdiff_t cell = r * width + p;
      const double upwind = flux[p] > 0.0 ? inverse[cell - lines] : inverse[cell];
      c[cell] = static_cast<Real>(flux[p] * upwind);
    }
  }
  const double* last = now.flux + cells * now.flux_stride;
  for (std::ptrdiff_t t = 0; t < lines; ++t) c[n + t] = static_cast<Real>(last[t] * inverse[n - lines + t]);

  for (std::ptrdiff_t p = 0; p < n + lines; ++p) stays[p] = Real(1) - std::abs(c[p]);

  double *worst = courant_number.data(), *least = least_after_.data();
  std::fill_n(worst, lines, 0.0);
  std::fill_n(least, lines, std::numeric_limits<double>::infinity());
  const double *share = share_given_.data(), *after = air_after.data();
  for (int row = 0; row < cells; ++row, share += lines, after += lines)
    for (int t = 0; t < lines; ++t) {
      worst[t] = std::max(worst[t], share[t]);
      least[t] = std::min(least[t], after[t]);
    }
  for (int t = 0; t < lines; ++t)
    if (!(least[t] > 0.0)) worst[t] = std::numeric_limits<double>::infinity();
  if (now.exchange) compute_exchange(cells, lines, now);
}

template <class Real>
void SweepFactors<Real>::compute_exchange(int cells, int lines, const LineAir& now) {
  Real *from_left = exchange_left.data(), *from_right = exchange_right.data();
  std::fill_n(from_left, lines, Real(0));
  for (int row = 1; row < cells; ++row) {
    const double* air = now.exchange + row * now.flux_stride;
    const std::ptrdiff_t here = static_cast<std::ptrdiff_t>(row) * lines, left = here - lines;
    const double *after = air_after.data(), *inverse = inverse_after_.data();
#pragma GCC ivdep
    for (int t = 0; t < lines; ++t) {
      const double most = largest_exchange * std::min(after[left + t], after[here + t]);
      const double swapped = std::min(air[t], most);
      from_left[here + t] = static_cast<Real>(swapped * inverse[here + t]);
      from_right[left + t] = static_cast<Real>(swapped * inverse[left + t]);
    }
  }
  std::fill_n(from_right + static_cast<std::ptrdiff_t>(cells - 1) * lines, lines, Real(0));
}

template <class Real>
void PartSweep<Real>::reserve(std::size_t cells) {
  air.resize(cells), flux.resize(cells + 1);
  exchange_left.resize(cells), exchange_right.resize(cells);
  factors.reserve(cells, 1);
}

namespace {

template <class Real>
void sweep_in_parts(SweepLine<Real> line, int count, PartSweep<Real>& parts, Sweep<Real> sweep,
                    EndFlow ends) {
  line.factor_stride = 1;
  line.courant = parts.factors.courant.data(), line.stays = parts.factors.stays.data();
  line.gain_left = parts.factors.gain_left.data();
  line.gain_right = parts.factors.gain_right.data();
  const Real *exchange_left = line.exchange_left, *exchange_right = line.exchange_right;
  line.exchange_left = line.exchange_right = nullptr;
  for (int n = 0; n <= line.cells; ++n) parts.flux[n] /= count;
  for (int part = 0; part < count; ++part) {
    parts.factors.compute(line.cells, 1, {parts.air.data(), parts.flux.data(), 1, 1});
    if (part + 1 == count) line.exchange_left = exchange_left, line.exchange_right = exchange_right;
    sweep(line);
    count_ends(line, parts.flux[0], parts.flux[line.cells], ends);
    std::copy_n(parts.factors.air_after.data(), line.cells, parts.air.data());
  }
}

}  // namespace

template <class Real>
void sweep_line(SweepLine<Real> line, SweepFactors<Real>& factors, int t, int lines, const LineAir& now,
                PartSweep<Real>& parts, Sweep<Real> sweep, EndFlow ends) {
  const int n = line.cells;
  const double worst = factors.courant_number[t];
  if (worst <= largest_courant) {
    line.factor_stride = lines;
    line.courant = factors.courant.data() + t, line.stays = factors.stays.data() + t;
    line.gain_left = factors.gain_left.data() + t;
    line.gain_right = factors.gain_right.data() + t;
    if (now.exchange) {
      line.exchange_left = factors.exchange_left.data() + t;
      line.exchange_right = factors.exchange_right.data() + t;
    }
    sweep(line);
    parts.cells_swept += n;
    count_ends(line, now.flux[t], now.flux[n * now.flux_stride + t], ends);
    return;
  }
  if (!(worst < 1e6)) throw std::range_error("transport: the winds empty a cell of its air within one step");
  for (int p = 0; p < n; ++p) parts.air[p] = now.air[p * now.air_stride + t];
  for (int p = 0; p <= n; ++p) parts.flux[p] = now.flux[p * now.flux_stride + t];
  if (now.exchange) {
    for (int p = 0; p < n; ++p) {
      parts.exchange_left[p] = factors.exchange_left[static_cast<std::size_t>(p) * lines + t];
      parts.exchange_right[p] = factors.exchange_right[static_cast<std::size_t>(p) * lines + t];
    }
    line.exchange_left = parts.exchange_left.data(), line.exchange_right = parts.exchange_right.data();
  }
  const int count = static_cast<int>(std::ceil(worst / largest_courant));
  sweep_in_parts(line, count, parts, sweep, ends);
  parts.cells_swept += std::int64_t{count} * n;
  for (int p = 0; p < n; ++p) factors.air_after[static_cast<std::size_t>(p) * lines + t] = parts.air[p];
}

template struct SweepFactors<float>;
template struct SweepFactors<double>;
template struct PartSweep<float>;
template struct PartSweep<double>;
template void sweep_line(SweepLine<float>, SweepFactors<float>&, int, int, const LineAir&, PartSweep<float>&,
                         Sweep<float>, EndFlow);
template void sweep_line(SweepLine<double>, SweepFactors<double>&, int, int, const LineAir&,
                         PartSweep<double>&, Sweep<double>, EndFlow);

}  // namespace lantian::model
