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
  courant.resize(n + lines), gain_left.resize(n), gain_right.resize(n);
  air_after.resize(n), courant_number.resize(n), inverse_air.resize(n);
}

template <class Real>
void SweepFactors<Real>::compute(int cells, int lines, const double* air, const double* flux) {
  const std::ptrdiff_t n = static_cast<std::ptrdiff_t>(cells) * lines;
  const double* right = flux + lines;
  double *after = air_after.data(), *number = courant_number.data(), *inverse = inverse_air.data();
  Real *left_gain = gain_left.data(), *right_gain = gain_right.data(), *c = courant.data();
  for (std::ptrdiff_t p = 0; p < n; ++p) {
    after[p] = air[p] - right[p] + flux[p];
    inverse[p] = 1.0 / air[p];
    const double inverse_after = 1.0 / after[p];
    left_gain[p] = static_cast<Real>(flux[p] * inverse_after);
    right_gain[p] = static_cast<Real>(right[p] * inverse_after);
    const double given = std::max(right[p], 0.0) + std::max(-flux[p], 0.0);
    const double share = given * std::max(inverse[p], inverse_after);
    number[p] = after[p] > 0.0 ? share : std::numeric_limits<double>::infinity();
  }
  for (std::ptrdiff_t p = 0; p < lines; ++p) c[p] = static_cast<Real>(flux[p] * inverse[p]);
  for (std::ptrdiff_t p = lines; p < n; ++p) {
    const double upwind = flux[p] > 0.0 ? inverse[p - lines] : inverse[p];
    c[p] = static_cast<Real>(flux[p] * upwind);
  }
  for (std::ptrdiff_t p = n; p < n + lines; ++p) c[p] = static_cast<Real>(flux[p] * inverse[p - lines]);
}

template <class Real>
double SweepFactors<Real>::line_courant_number(int cells, int lines, int line) const {
  double worst = 0.0;
  for (int n = 0; n < cells; ++n)
    worst = std::max(worst, courant_number[static_cast<std::size_t>(n) * lines + line]);
  return worst;
}

template <class Real>
void PartSweep<Real>::reserve(std::size_t cells) {
  air.resize(cells), flux.resize(cells + 1);
  factors.reserve(cells, 1);
}

namespace {

template <class Real>
void sweep_in_parts(SweepLine<Real> line, int count, PartSweep<Real>& parts, Sweep<Real> sweep,
                    EndFlow ends) {
  line.factor_stride = 1;
  line.courant = parts.factors.courant.data();
  line.gain_left = parts.factors.gain_left.data();
  line.gain_right = parts.factors.gain_right.data();
  for (int n = 0; n <= line.cells; ++n) parts.flux[n] /= count;
  for (int part = 0; part < count; ++part) {
    parts.factors.compute(line.cells, 1, parts.air.data(), parts.flux.data());
    sweep(line);
    count_ends(line, parts.flux[0], parts.flux[line.cells], ends);
    std::copy_n(parts.factors.air_after.data(), line.cells, parts.air.data());
  }
}

}  // namespace

template <class Real>
void sweep_line(SweepLine<Real> line, SweepFactors<Real>& factors, int t, int lines, const double* air,
                const double* flux, PartSweep<Real>& parts, Sweep<Real> sweep, EndFlow ends) {
  const int n = line.cells;
  const double worst = factors.line_courant_number(n, lines, t);
  if (worst <= largest_courant) {
    line.factor_stride = lines;
    line.courant = factors.courant.data() + t;
    line.gain_left = factors.gain_left.data() + t;
    line.gain_right = factors.gain_right.data() + t;
    sweep(line);
    count_ends(line, flux[t], flux[static_cast<std::size_t>(n) * lines + t], ends);
    return;
  }
  if (!(worst < 1e6)) throw std::range_error("transport: the winds empty a cell of its air within one step");
  for (int p = 0; p < n; ++p) parts.air[p] = air[static_cast<std::size_t>(p) * lines + t];
  for (int p = 0; p <= n; ++p) parts.flux[p] = flux[static_cast<std::size_t>(p) * lines + t];
  sweep_in_parts(line, static_cast<int>(std::ceil(worst / largest_courant)), parts, sweep, ends);
  for (int p = 0; p < n; ++p) factors.air_after[static_cast<std::size_t>(p) * lines + t] = parts.air[p];
}

template struct SweepFactors<float>;
template struct SweepFactors<double>;
template struct PartSweep<float>;
template struct PartSweep<double>;
template void sweep_line(SweepLine<float>, SweepFactors<float>&, int, int, const double*, const double*,
                         PartSweep<float>&, Sweep<float>, EndFlow);
template void sweep_line(SweepLine<double>, SweepFactors<double>&, int, int, const double*, const double*,
                         PartSweep<double>&, Sweep<double>, EndFlow);

}  // namespace lantian::model
