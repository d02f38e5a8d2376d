/// A number with its SI dimension in the type, for interfaces; bulk arrays are plain reals with their unit in
/// a table.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <compare>

namespace lantian::model {

/// kg^M m^L s^T K^Th mol^N.
template <int M, int L, int T, int Th = 0, int N = 0>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double si) : si_(si) {}
  constexpr double si() const { return si_; }
  constexpr auto operator<=>(const Quantity&) const = default;
  constexpr Quantity operator-() const { return Quantity(-si_); }
  constexpr Quantity operator+(Quantity o) const { return Quantity(si_ + o.si_); }
  constexpr Quantity operator-(Quantity o) const { return Quantity(si_ - o.si_); }
  constexpr Quantity operator*(double f) const { return Quantity(si_ * f); }
  constexpr Quantity operator/(double f) const { return Quantity(si_ / f); }
  constexpr double operator/(Quantity o) const { return si_ / o.si_; }
  friend constexpr Quantity operator*(double f, Quantity q) { return q * f; }

 private:
  double si_ = 0.0;
};

using Metres = Quantity<0, 1, 0>;
using Seconds = Quantity<0, 0, 1>;
using MetresPerSecond = Quantity<0, 1, -1>;
using Kelvin = Quantity<0, 0, 0, 1>;
using Pascals = Quantity<1, -1, -2>;
using KilogramsPerSecond = Quantity<1, 0, -1>;
using WattsPerSquareMetre = Quantity<1, 0, -3>;

template <int M1, int L1, int T1, int H1, int N1, int M2, int L2, int T2, int H2, int N2>
constexpr auto operator*(Quantity<M1, L1, T1, H1, N1> a, Quantity<M2, L2, T2, H2, N2> b) {
  return Quantity<M1 + M2, L1 + L2, T1 + T2, H1 + H2, N1 + N2>(a.si() * b.si());
}
template <int M1, int L1, int T1, int H1, int N1, int M2, int L2, int T2, int H2, int N2>
constexpr auto operator/(Quantity<M1, L1, T1, H1, N1> a, Quantity<M2, L2, T2, H2, N2> b) {
  return Quantity<M1 - M2, L1 - L2, T1 - T2, H1 - H2, N1 - N2>(a.si() / b.si());
}

}  // namespace lantian::model
