/// Mean activity coefficients of every salt in the mix, where solids need more than partitioning does.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/activity.hpp"

namespace lantian::model::aerosol {

/// log10 of each salt's mean coefficient by cation (H, NH4, Na, K, Ca, Mg) and anion (Cl, NO3, SO4, HSO4).
struct SaltActivity {
  enum Cation { H, NH4, Na, K, Ca, Mg, cations };
  enum Anion { Cl, NO3, SO4, HSO4, anions };
  double log_g[cations][anions];
  /// (NH4)3H(SO4)2: three NH4+, HSO4-, SO4--.
  double letovicite() const { return (3.0 * log_g[NH4][SO4] + 2.0 * log_g[NH4][HSO4]) / 5.0; }
  Coefficients<double> partitioning() const {
    return {log_g[H][NO3], log_g[H][Cl], log_g[NH4][NO3], log_g[H][SO4], log_g[H][HSO4], log_g[NH4][HSO4]};
  }
};

/// Bromley's rule over all pairs [Bromley1973]; molalities `m`, temperature [K].
template <class Rule>
SaltActivity salt_activity(const Ions<double>& m, double temperature) {
  using A = SaltActivity;
  const double true_strength = ionic_strength(m), strength = least(true_strength, largest_ionic_strength);
  const SaltFree<double> f = salt_free<Rule>(strength, temperature);
  const double warmth = 298.0 / temperature;
  const double d = 0.511 * warmth * root(warmth) * f.sqrt_strength / (1.0 + f.sqrt_strength);
  const double divisor = Rule::older_model ? strength : true_strength;
  constexpr double z_cation[A::cations] = {1, 1, 1, 1, 2, 2}, z_anion[A::anions] = {1, 1, 2, 1};
  const double cation[A::cations] = {m.H, m.NH4, m.Na, m.K, m.Ca, m.Mg};
  const double anion[A::anions] = {m.Cl, m.NO3, m.SO4, m.HSO4};

  double alone[A::cations][A::anions] = {
      {of_salt(H_Cl, f), of_salt(H_NO3, f), of_salt(H_SO4, f), of_salt(H_HSO4, f)},
      {of_salt(NH4_Cl, f), of_salt(NH4_NO3, f), of_salt(NH4_SO4, f), 0.0},
      {of_salt(Na_Cl, f), of_salt(Na_NO3, f), of_salt(Na_SO4, f), 0.0},
      {of_salt(K_Cl, f), of_salt(K_NO3, f), of_salt(K_SO4, f), 0.0},
      {of_salt(Ca_Cl, f), of_salt(Ca_NO3, f), 0.0, 0.0},
      {of_salt(Mg_Cl, f), of_salt(Mg_NO3, f), of_salt(Mg_SO4, f), 0.0}};
  for (const int c : {A::NH4, A::Na, A::K})  // M-HSO4 = M-Cl + H-HSO4 - H-Cl
    alone[c][A::HSO4] = alone[c][A::Cl] + alone[A::H][A::HSO4] - alone[A::H][A::Cl];

  double y[A::cations][A::anions], of_cation[A::cations] = {}, of_anion[2][A::anions] = {};
  const auto group = [](int c) { return Rule::older_model && c >= A::K ? 1 : 0; };
  for (int c = 0; c < A::cations; ++c)
    for (int a = 0; a < A::anions; ++a) {
      const double z = z_cation[c] + z_anion[a];
      const bool left_out = a == A::HSO4 && z_cation[c] == 2.0;
      y[c][a] = left_out ? 0.0 : z * z / (4.0 * divisor) * (alone[c][a] + z_cation[c] * z_anion[a] * d);
      of_cation[c] += y[c][a] * anion[a];
      of_anion[group(c)][a] += y[c][a] * cation[c];
    }
  A g;
  for (int c = 0; c < A::cations; ++c)
    for (int a = 0; a < A::anions; ++a) {
      const double zc = z_cation[c], za = z_anion[a];
      const double mean = (of_cation[c] / zc + of_anion[group(c)][a] / za) / (zc + za) - d;
      g.log_g[c][a] = limited(zc * za * mean);
    }
  return g;
}

}  // namespace lantian::model::aerosol
