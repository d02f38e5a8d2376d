/// Parts that the older model's wet and dry problems share: its constants, its stairs of water, root finding.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <cmath>

#include "model/aerosol/anderson.hpp"
#include "model/aerosol/older_model_regimes.hpp"
#include "model/aerosol/salts.hpp"

namespace lantian::model::aerosol::older_model {

/// ln K(T); within the degree from 298 K it stays as at 298.15 K.
inline double ln_stepped(const EquilibriumConstant& k, double t) {
  return std::floor(t) == 298.0 ? std::log(k.at_298) : ln_constant(k, t);
}

inline double over(double x) { return std::max(x, 0.0); }

struct Constants {
  double a4, a5, a6, a8, water, vapour;  // ln of K (with RT), ln Kw, ln K10

  explicit Constants(double t) {
    const auto ln = [t](const EquilibriumConstant& k) { return ln_stepped(k, t); };
    const double rt = std::log(gas_constant_atm * t);
    a4 = ln(ammonia_dissolution) + ln(ammonia_hydrolysis) - ln(water_dissociation) + rt;
    a5 = ln(nitric_acid) + rt;
    a6 = ln(hydrogen_chloride) + rt;
    a8 = ln(bisulfate_dissociation);
    water = ln(water_dissociation);
    vapour = ln(ammonium_nitrate_vapour);
  }
};

struct Water {
  double per_salt[salt_count];
  explicit Water(double rh) {
    const int row = std::clamp(static_cast<int>(std::floor(100.0 * rh + 0.5)), 1, molality_rows) - 1;
    for (int s = 0; s < salt_count; ++s) per_salt[s] = water_per_salt.value[s][row];
  }
  double of(const Amounts& x) const {
    double sum = 0.0;
    for (int s = 0; s < salt_count; ++s) sum += x.of[s] * per_salt[s];
    return sum;
  }
};

inline Ions<double> molalities(Ions<double> n, double water) {
  const double f = 1.0 / water;
  return {n.H * f,  n.NH4 * f, n.Na * f,  n.K * f,   n.Ca * f,
          n.Mg * f, n.Cl * f,  n.NO3 * f, n.SO4 * f, n.HSO4 * f};
}

inline Ions<double> fixed_ions(const Amounts& x) {
  Ions<double> n{};
  n.Na = 2 * x[Na2SO4] + x[NaNO3] + x[NaCl] + x[NaHSO4];
  n.K = 2 * x[K2SO4] + x[KNO3] + x[KCl] + x[KHSO4];
  n.Ca = x[CaNO32] + x[CaCl2];
  n.Mg = x[MgSO4] + x[MgNO32] + x[MgCl2];
  return n;
}

/// Root of a decreasing function by halving in ln h: exact to the last bits and in no hurry.
template <class F>
double root_of_decreasing(double low, double high, F f) {
  for (int n = 0; n < 120; ++n) {
    const double h = std::sqrt(low) * std::sqrt(high);
    (f(h) > 0.0 ? low : high) = h;
  }
  return std::sqrt(low) * std::sqrt(high);
}

/// The map's fixed point; image(u) returns the next u.
template <int unknowns, int memory, class Image>
void find_fixed_point(Unknown<double, unknowns>& u, double tolerance, InorganicParticle& p, Image image) {
  History<double, unknowns, memory> past{};
  for (int n = 0; n < most_evaluations; ++n) {
    const Unknown<double, unknowns> next = image(u);
    Unknown<double, unknowns> r;
    p.change = 0.0;
    for (int k = 0; k < unknowns; ++k) {
      r.part[k] = next.part[k] - u.part[k];
      p.change = std::max(p.change, std::abs(r.part[k]));
    }
    p.evaluations = n + 1;
    if (p.change <= tolerance) break;
    advance(past, u, next, r, n);
  }
  p.converged = p.change <= tolerance;
}

/// Root of one unknown: unit steps to a change of sign, then the bracket is narrowed by regula falsi with
/// halved weights (Illinois).
template <class Residual>
void find_root(double x, double tolerance, InorganicParticle& p, Residual residual) {
  double r = residual(x), x0 = x, r0 = r;
  p.evaluations = 1;
  while (p.evaluations < most_evaluations && (r > 0.0) == (r0 > 0.0) && std::abs(r) > tolerance) {
    x0 = x, r0 = r;
    x += std::clamp(r, -1.0, 1.0);
    r = residual(x);
    ++p.evaluations;
  }
  while (p.evaluations < most_evaluations && std::abs(r) > tolerance) {
    const double next = x - r * (x - x0) / (r - r0), now = residual(next);
    ++p.evaluations;
    if ((now > 0.0) == (r > 0.0))
      r0 *= 0.5;
    else
      x0 = x, r0 = r;
    x = next, r = now;
  }
  p.change = std::abs(r);
  p.converged = p.change <= tolerance;
}

/// After the sulfates, of which `dissolved_ammonium` [mol m-3] is in solution: HNO3 and HCl dissolve, then
/// NH3 evaporates, coefficients as they are.
void exchange_volatile(const Air& a, const Coefficients<double>& g, double dissolved_ammonium,
                       InorganicParticle& p);

}  // namespace lantian::model::aerosol::older_model
