/// Which salts the solution counts as for its water (ZSR), continuous in every amount.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/activity.hpp"
#include "model/aerosol/binary_molality.hpp"

namespace lantian::model::aerosol {

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

/// Smallest amount of water [kg m-3]: 1e-4 ug m-3 stands for what organics and dust hold, so that air without
/// any salt has a solution too and the equilibrium stays continuous in it.
static constexpr double trace_water = 1e-13;

struct WaterPerSalt {
  double value[salt_count][molality_rows];  // kg mol-1
};
static constexpr WaterPerSalt inverted() {
  WaterPerSalt t{};
  for (int salt = 0; salt < salt_count; ++salt)
    for (int row = 0; row < molality_rows; ++row) t.value[salt][row] = 1.0 / binary_molality[salt][row];
  return t;
}
static constexpr WaterPerSalt water_per_salt = inverted();

/// Totals of one or more columns of air [mol m-3].
template <class V>
struct Totals {
  V S, A, N, C, Na, K, Ca, Mg;
};

/// Of the sulfates' salts, as far as they are dissolved; sulfuric acid itself always is.
template <class V>
struct SulfateShares {
  V K2SO4, Na2SO4, MgSO4, NH42SO4, NH4HSO4, letovicite, NaHSO4, KHSO4;
};

/// What does not depend on how the volatile species are split.
template <class V>
struct FixedSalts {
  V per_salt[salt_count];                         // water per salt [kg mol-1]
  V sulfate;                                      // dissolved [mol m-3]; the rest is CaSO4
  V K, Na, Mg, Ca;                                // cations that no sulfate binds
  V ammonium;                                     // in dissolved sulfate salts
  V water;                                        // of sulfate salts and the trace [kg m-3]
  V solid_ammonium, solid_Na, solid_K, solid_Mg;  // in solid sulfates other than CaSO4
};

/// Linear in relative humidity between the table's rows.
template <class V>
LANTIAN_INLINE void look_up_water(const V& relative_humidity, V (&per_salt)[salt_count]) {
  constexpr unsigned width = sizeof(V) / sizeof(double);
  for (unsigned n = 0; n < width; ++n) {
    double rh;
    if constexpr (width == 1)
      rh = relative_humidity;
    else
      rh = relative_humidity[n];
    const double place = 100.0 * least(largest(rh, 0.01), 0.995);
    const int row = place >= 1.0 ? static_cast<int>(place) : 1;  // 1 ... 99
    const double weight = place - row;
    for (int salt = 0; salt < salt_count; ++salt) {
      const double* at = &water_per_salt.value[salt][row - 1];
      const double value = at[0] + weight * (at[1] - at[0]);
      if constexpr (width == 1)
        per_salt[salt] = value;
      else
        per_salt[salt][n] = value;
    }
  }
}

/// Sulfate goes to Ca (solid), K, Na, Mg, then to ammonia: (NH4)2SO4, letovicite, NH4HSO4 and H2SO4 as far as
/// ammonia goes round, and what acid is left turns sodium's and potassium's salts into bisulfates. At the
/// edges between these the salts are the same from either side. With `shares` only so much of each is in the
/// solution.
template <class V>
LANTIAN_INLINE FixedSalts<V> fixed_salts(const Totals<V>& t, const V& relative_humidity,
                                         const SulfateShares<V>* shares = nullptr) {
  FixedSalts<V> f;
  look_up_water(relative_humidity, f.per_salt);
  const V gypsum = least(t.Ca, t.S);
  f.sulfate = t.S - gypsum;
  V rest = f.sulfate;
  V k2so4 = least(0.5 * t.K, rest);
  rest = rest - k2so4;
  V na2so4 = least(0.5 * t.Na, rest);
  rest = rest - na2so4;
  V mgso4 = least(t.Mg, rest);
  rest = rest - mgso4;
  f.K = t.K - 2.0 * k2so4;
  f.Na = t.Na - 2.0 * na2so4;
  f.Mg = t.Mg - mgso4;
  f.Ca = t.Ca - gypsum;

  f.ammonium = least(t.A, 2.0 * rest);
  const V spare = 2.0 * rest - f.ammonium, second = f.ammonium - rest;
  V mixed = positive(least(spare, second));
  V nh42so4 = second > 0.0 ? positive(second - spare) : V{} + 0.0;
  V nh4hso4 = second > 0.0 ? positive(spare - second) : f.ammonium;
  V acid = positive(rest - f.ammonium);
  V with_na = least(acid, na2so4);
  acid = acid - with_na;
  na2so4 = na2so4 - with_na;
  V with_k = least(acid, k2so4);
  acid = acid - with_k;
  k2so4 = k2so4 - with_k;

  f.solid_ammonium = f.solid_Na = f.solid_K = f.solid_Mg = V{} + 0.0;
  if (shares) {
    const auto precipitate = [&f](V& amount, const V& share, double sulfates) {
      const V solid = (1.0 - share) * amount;
      amount = amount - solid;
      f.sulfate = positive(f.sulfate - sulfates * solid);
      return solid;
    };
    f.solid_K = 2.0 * precipitate(k2so4, shares->K2SO4, 1.0);
    f.solid_Na = 2.0 * precipitate(na2so4, shares->Na2SO4, 1.0);
    f.solid_Mg = precipitate(mgso4, shares->MgSO4, 1.0);
    f.solid_Na = f.solid_Na + 2.0 * precipitate(with_na, shares->NaHSO4, 2.0);
    f.solid_K = f.solid_K + 2.0 * precipitate(with_k, shares->KHSO4, 2.0);
    f.solid_ammonium = 2.0 * precipitate(nh42so4, shares->NH42SO4, 1.0);
    f.solid_ammonium = f.solid_ammonium + precipitate(nh4hso4, shares->NH4HSO4, 1.0);
    f.solid_ammonium = f.solid_ammonium + 3.0 * precipitate(mixed, shares->letovicite, 2.0);
    f.ammonium = positive(f.ammonium - f.solid_ammonium);
  }
  f.water = trace_water + k2so4 * f.per_salt[K2SO4] + na2so4 * f.per_salt[Na2SO4] +
            mgso4 * f.per_salt[MgSO4] + nh42so4 * f.per_salt[NH42SO4] + nh4hso4 * f.per_salt[NH4HSO4] +
            mixed * f.per_salt[letovicite] + acid * f.per_salt[H2SO4] + 2.0 * with_na * f.per_salt[NaHSO4] +
            2.0 * with_k * f.per_salt[KHSO4];
  return f;
}

/// Water [kg m-3] with so much ammonium, nitrate and chloride in the particle: nitrate first, then chloride
/// goes to Ca, Mg, Na, K that no sulfate binds, then to the ammonium that no sulfate binds; the rest is acid
/// and takes none.
template <class V>
LANTIAN_INLINE V water_content(const FixedSalts<V>& f, const V& ammonium, const V& nitrate,
                               const V& chloride) {
  V water = f.water, n = nitrate, c = chloride;
  const auto bind = [&](const V& cation, double charge, Salt with_nitrate, Salt with_chloride) {
    const V a = least(charge * cation, n);
    n = n - a;
    const V b = least(charge * cation - a, c);
    c = c - b;
    water = water + (1.0 / charge) * (a * f.per_salt[with_nitrate] + b * f.per_salt[with_chloride]);
  };
  if (any(f.Ca)) bind(f.Ca, 2.0, CaNO32, CaCl2);
  if (any(f.Mg)) bind(f.Mg, 2.0, MgNO32, MgCl2);
  if (any(f.Na)) bind(f.Na, 1.0, NaNO3, NaCl);
  if (any(f.K)) bind(f.K, 1.0, KNO3, KCl);
  const V free = positive(ammonium - f.ammonium);
  const V ammonium_nitrate = least(n, free);
  const V ammonium_chloride = least(c, free - ammonium_nitrate);
  return water + ammonium_nitrate * f.per_salt[NH4NO3] + ammonium_chloride * f.per_salt[NH4Cl];
}

#undef LANTIAN_INLINE

}  // namespace lantian::model::aerosol
