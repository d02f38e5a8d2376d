/// Activity coefficients of the inorganic solution: Kusik-Meissner for one salt, Bromley's rule for the mix.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/thermodynamic_data.hpp"
#include "model/numerics/vector_math.hpp"

/// V is double or a vector of doubles; everything is inlined into the kernel that includes it.
namespace lantian::model::aerosol {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

static constexpr double log10_e = 0.43429448190325182765;
static constexpr double ln_10 = 2.30258509299404568402;

/// What the production keeps smooth and the older model's conventions do not [FountoukisNenes2007, as in
/// CMAQ]: a switch-off at I = 6, no temperature correction within 1 K of 298 K, degrees from 273 K, and
/// anions that see only the cations of their own group.
struct Smooth {
  static constexpr bool older_model = false;
};
struct OlderModel {
  static constexpr bool older_model = true;
};

template <class V>
LANTIAN_INLINE V least(V a, V b) {
  return a < b ? a : b;
}
template <class V>
LANTIAN_INLINE V largest(V a, V b) {
  return a > b ? a : b;
}
template <class V>
LANTIAN_INLINE V positive(V a) {
  return a > 0.0 ? a : V{} + 0.0;
}
template <class V>
LANTIAN_INLINE V root(V a) {
  if constexpr (sizeof(V) == sizeof(double)) {
    return __builtin_sqrt(a);
  } else {
    for (unsigned n = 0; n < sizeof(V) / sizeof(double); ++n) a[n] = __builtin_sqrt(a[n]);
    return a;
  }
}

template <class V>
LANTIAN_INLINE V ln_constant(const EquilibriumConstant& k, V temperature) {
  const V ratio = reference_temperature / temperature;
  return numerics::log(k.at_298) + k.a * (ratio - 1.0) + k.b * ((1.0 - ratio) + numerics::log(ratio));
}

/// Molalities [mol kg-1].
template <class V>
struct Ions {
  V H, NH4, Na, K, Ca, Mg, Cl, NO3, SO4, HSO4;
};

/// Mean activity coefficients of the mix as log10 [1]: those that partitioning needs.
template <class V>
struct Coefficients {
  V HNO3, HCl, NH4NO3, H2SO4, H_HSO4, NH4_HSO4;
};

/// Shared by all salts at one ionic strength and temperature.
template <class V>
struct SaltFree {
  V ln_base, sqrt_strength, damping;  // ln(1 + 0.1 I), sqrt I, exp(-0.023 I^3)
  V slope, offset;                    // of the temperature correction
};

template <class Rule, class V>
LANTIAN_INLINE SaltFree<V> salt_free(V strength, V temperature) {
  SaltFree<V> f;
  f.ln_base = numerics::log(1.0 + 0.1 * strength);
  f.sqrt_strength = root(strength);
  f.damping = numerics::exp(-0.023 * strength * strength * strength);
  const V celsius = temperature - (Rule::older_model ? 273.0 : 273.15);
  f.slope = 1.125 - 0.005 * celsius;
  const V ionic = 0.039 * numerics::exp(0.92 * numerics::log(strength)) -
                  0.41 * f.sqrt_strength / (1.0 + f.sqrt_strength);
  f.offset = (0.125 - 0.005 * celsius) * ionic;
  if constexpr (Rule::older_model) {
    f.damping = strength < 6.0 ? f.damping : V{} + 0.0;
    const V distance = temperature > 298.0 ? temperature - 298.0 : 298.0 - temperature;
    f.slope = distance > 1.0 ? f.slope : V{} + 1.0;
    f.offset = distance > 1.0 ? f.offset : V{} + 0.0;
  }
  return f;
}

/// log10 of the mean coefficient of one salt alone.
template <class V>
LANTIAN_INLINE V of_salt(Pair pair, const SaltFree<V>& f) {
  const double q = kusik_meissner_q[pair], z = charge_product[pair], b = 0.75 - 0.065 * q;
  const V growth = 1.0 + b * (numerics::exp(q * f.ln_base) - 1.0);
  const V c = 1.0 + 0.055 * q * f.damping;
  const V at_298 =
      z * (log10_e * numerics::log(growth) - 0.5107 * f.sqrt_strength / (1.0 + c * f.sqrt_strength));
  return f.slope * at_298 - z * f.offset;
}

/// Before the limit.
template <class V>
LANTIAN_INLINE V ionic_strength(const Ions<V>& m) {
  const V sum = m.H + m.NH4 + m.Na + m.K + m.Cl + m.NO3 + m.HSO4 + 4.0 * (m.SO4 + m.Ca + m.Mg);
  return largest(0.5 * sum, V{} + 1e-20);
}

template <class V>
LANTIAN_INLINE V limited(V log_g) {
  return least(largest(log_g, V{} + -5.0), V{} + 5.0);
}

/// Whether any lane holds something: a pair of ions that no lane holds adds an exact zero.
template <class V>
LANTIAN_INLINE bool any(V x) {
  if constexpr (sizeof(V) == sizeof(double)) {
    return x != 0.0;
  } else {
    bool found = false;
    for (unsigned n = 0; n < sizeof(V) / sizeof(double); ++n) found |= x[n] != 0.0;
    return found;
  }
}

/// Bromley's rule over all pairs [Bromley1973].
template <class Rule, class V>
LANTIAN_INLINE Coefficients<V> coefficients(const Ions<V>& m, V temperature) {
  const V true_strength = ionic_strength(m), strength = least(true_strength, V{} + largest_ionic_strength);
  const SaltFree<V> f = salt_free<Rule>(strength, temperature);
  const V warmth = 298.0 / temperature;
  const V d = 0.511 * warmth * root(warmth) * f.sqrt_strength / (1.0 + f.sqrt_strength);
  // Beyond the limit the mix counts as if thinned to it; the older model thins only the strength.
  const V y11 = 1.0 / (Rule::older_model ? strength : true_strength);
  const V y21 = 2.25 * y11, y22 = 4.0 * y11, d2 = d + d, d4 = d2 + d2;

  const V h_cl = of_salt(H_Cl, f), h_hso4 = of_salt(H_HSO4, f), nh4_cl = of_salt(NH4_Cl, f);
  const V bisulfate = h_hso4 - h_cl;  // M-HSO4 = M-Cl + H-HSO4 - H-Cl for M = NH4, Na, K
  const V H_NO3_ = y11 * (of_salt(H_NO3, f) + d), H_Cl_ = y11 * (h_cl + d);
  const V H_SO4_ = y21 * (of_salt(H_SO4, f) + d2), H_HSO4_ = y11 * (h_hso4 + d);
  const V A_NO3_ = y11 * (of_salt(NH4_NO3, f) + d), A_Cl_ = y11 * (nh4_cl + d);
  const V A_SO4_ = y21 * (of_salt(NH4_SO4, f) + d2), A_HSO4_ = y11 * (nh4_cl + bisulfate + d);

  const V f_h = H_NO3_ * m.NO3 + H_Cl_ * m.Cl + H_SO4_ * m.SO4 + H_HSO4_ * m.HSO4;
  const V f_nh4 = A_NO3_ * m.NO3 + A_Cl_ * m.Cl + A_SO4_ * m.SO4 + A_HSO4_ * m.HSO4;
  V f_no3 = H_NO3_ * m.H + A_NO3_ * m.NH4;
  V f_cl = H_Cl_ * m.H + A_Cl_ * m.NH4;
  V f_so4 = H_SO4_ * m.H + A_SO4_ * m.NH4;
  V f_hso4 = H_HSO4_ * m.H + A_HSO4_ * m.NH4;
  if (any(m.Na)) {
    const V na_cl = of_salt(Na_Cl, f);
    f_no3 = f_no3 + y11 * (of_salt(Na_NO3, f) + d) * m.Na;
    f_cl = f_cl + y11 * (na_cl + d) * m.Na;
    f_so4 = f_so4 + y21 * (of_salt(Na_SO4, f) + d2) * m.Na;
    f_hso4 = f_hso4 + y11 * (na_cl + bisulfate + d) * m.Na;
  }
  if constexpr (!Rule::older_model) {
    if (any(m.K)) {
      const V k_cl = of_salt(K_Cl, f);
      f_no3 = f_no3 + y11 * (of_salt(K_NO3, f) + d) * m.K;
      f_cl = f_cl + y11 * (k_cl + d) * m.K;
      f_so4 = f_so4 + y21 * (of_salt(K_SO4, f) + d2) * m.K;
      f_hso4 = f_hso4 + y11 * (k_cl + bisulfate + d) * m.K;
    }
    if (any(m.Ca)) {  // never beside sulfate: CaSO4 precipitates first
      f_no3 = f_no3 + y21 * (of_salt(Ca_NO3, f) + d2) * m.Ca;
      f_cl = f_cl + y21 * (of_salt(Ca_Cl, f) + d2) * m.Ca;
    }
    if (any(m.Mg)) {
      f_no3 = f_no3 + y21 * (of_salt(Mg_NO3, f) + d2) * m.Mg;
      f_cl = f_cl + y21 * (of_salt(Mg_Cl, f) + d2) * m.Mg;
      f_so4 = f_so4 + y22 * (of_salt(Mg_SO4, f) + d4) * m.Mg;
    }
  }
  Coefficients<V> g;
  g.HNO3 = limited(0.5 * (f_h + f_no3) - d);
  g.HCl = limited(0.5 * (f_h + f_cl) - d);
  g.NH4NO3 = limited(0.5 * (f_nh4 + f_no3) - d);
  g.H2SO4 = limited(2.0 * ((f_h + 0.5 * f_so4) / 3.0 - d));
  g.H_HSO4 = limited(0.5 * (f_h + f_hso4) - d);
  g.NH4_HSO4 = limited(0.5 * (f_nh4 + f_hso4) - d);
  return g;
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::aerosol
