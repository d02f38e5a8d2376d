#include "model/aerosol/older_model_regimes.hpp"

#include <algorithm>

// Ratios, cuts and salt lists as found in the model's converged results [FountoukisNenes2007].
namespace lantian::model::aerosol::older_model {
namespace {

constexpr double trace = 1e-20;  // mol m-3: below it a species counts as absent

double over(double x) { return std::max(x, 0.0); }

/// More base than all acids can hold is cut off, Ca, Na, Mg, K in turn.
void cut_excess_base(Air& a) {
  constexpr double most = 1.0 - 1e-6;
  const double acids = 2 * a.sulfate + a.nitrate + a.chloride;
  if (!a.crustal) {
    a.sodium = std::min(a.sodium, a.sodium > acids ? most * acids : a.sodium);
    return;
  }
  if (a.sodium + a.calcium + a.potassium + a.magnesium <= acids) return;
  if (a.calcium > acids) {
    a.calcium = most * acids;
    a.sodium = a.potassium = a.magnesium = 0.0;
    return;
  }
  double s = a.sulfate, n = a.nitrate, c = a.chloride;
  const auto take = [](double& cation, double& anion, double per) {
    const double x = std::min(cation, anion / per);
    cation -= x;
    anion -= per * x;
  };
  double ca = a.calcium;
  take(ca, s, 1.0), take(ca, n, 2.0), take(ca, c, 2.0);
  const double for_sodium = 2 * s + n + c;
  if (a.sodium > for_sodium) {
    a.sodium = most * for_sodium;
    a.potassium = a.magnesium = 0.0;
    return;
  }
  double na = a.sodium;
  take(na, s, 0.5), take(na, c, 1.0);
  const double for_magnesium = 2 * s + n + c;
  if (a.magnesium > for_magnesium) {
    a.magnesium = most * for_magnesium;
    a.potassium = 0.0;
    return;
  }
  double mg = a.magnesium;
  take(mg, s, 1.0), take(mg, n, 2.0), take(mg, c, 2.0);
  const double for_potassium = 2 * s + n + c;
  if (a.potassium > for_potassium) a.potassium = most * for_potassium;
}

}  // namespace

Air classified(const InorganicAir& given) {
  Air a;
  static_cast<InorganicAir&>(a) = given;
  a.crustal = a.calcium > trace || a.potassium > trace || a.magnesium > trace;
  a.sea = a.crustal || a.sodium > trace || a.chloride > trace;
  a.has_nitrate = a.nitrate > trace;
  if (a.sea) {
    a.ammonia = std::max(a.ammonia, 1e-10);
    a.chloride = std::max(a.chloride, 1e-10);
    cut_excess_base(a);
  }
  const double s = std::max(a.sulfate, 1e-30), crust = a.calcium + a.potassium + a.magnesium;
  const double r4 = (a.sodium + a.ammonia + crust) / s, rn = (a.sodium + crust) / s, rc = crust / s;
  const auto pick = [r4](char poor, char rich, char acid) { return r4 >= 2 ? poor : r4 >= 1 ? rich : acid; };
  if (a.crustal)
    a.regime = pick(rn < 2 ? 'O' : rc <= 2 ? 'M' : 'P', 'L', 'K');
  else if (a.sea)
    a.regime = pick(rn < 2 ? 'G' : 'H', 'I', 'J');
  else
    a.regime = a.has_nitrate ? pick('D', 'E', 'F') : pick('A', 'B', 'C');
  return a;
}

Amounts poor_salts(const Air& a) {
  Amounts x;
  double s = a.sulfate, ca = a.calcium, na = a.sodium, mg = a.magnesium, k = a.potassium;
  double n = a.nitrate, c = a.chloride;
  const auto take = [&x](Salt salt, double& cation, double cations, double& anion, double anions) {
    const double amount = std::min(cation / cations, anion / anions);
    x[salt] += amount;
    cation -= cations * amount;
    anion -= anions * amount;
  };
  if (a.crustal) {
    const double gypsum = std::min(ca, s);
    ca -= gypsum, s -= gypsum;
    take(K2SO4, k, 2, s, 1);
  }
  if (a.regime == 'G' || a.regime == 'H' || a.regime == 'O') take(Na2SO4, na, 2, s, 1);
  if (a.regime == 'O' || a.regime == 'M' || a.regime == 'P') take(MgSO4, mg, 1, s, 1);
  if (a.regime == 'M') take(Na2SO4, na, 2, s, 1);
  if (a.regime == 'H' || a.regime == 'M') {
    take(NaNO3, na, 1, n, 1);
    take(NaCl, na, 1, c, 1);
  }
  if (a.regime == 'P') {
    take(NaCl, na, 1, c, 1);
    take(CaNO32, ca, 1, n, 2), take(CaCl2, ca, 1, c, 2);
    take(MgNO32, mg, 1, n, 2), take(MgCl2, mg, 1, c, 2);
    take(NaNO3, na, 1, n, 1);
    take(KCl, k, 1, c, 1), take(KNO3, k, 1, n, 1);
  }
  if (a.regime == 'D' || a.regime == 'G' || a.regime == 'O' || a.regime == 'A') x[NH42SO4] = s;
  return x;
}

Amounts rich_salts(const Air& a) {
  Amounts x;
  double s = a.sulfate - std::min(a.calcium, a.sulfate);
  if (a.regime == 'C' || a.regime == 'F' || a.regime == 'J' || a.regime == 'K') {
    x[NH4HSO4] = a.ammonia;
    x[NaHSO4] = a.sodium;
    x[KHSO4] = a.potassium;
    x[MgSO4] = a.magnesium;
    x[H2SO4] = over(s - a.ammonia - a.sodium - a.potassium - a.magnesium);
    return x;
  }
  if (a.regime == 'B' || a.regime == 'E') {
    const double short_of = 2 * s - a.ammonia, second = a.ammonia - s;
    x[letovicite] = std::min(short_of, second);
    x[NH4HSO4] = over(short_of - second);
    x[NH42SO4] = over(second - short_of);
    return x;
  }
  x[K2SO4] = std::min(0.5 * a.potassium, s);
  s -= x[K2SO4];
  x[Na2SO4] = std::min(0.5 * a.sodium, s);
  s -= x[Na2SO4];
  x[MgSO4] = std::min(a.magnesium, s);
  s -= x[MgSO4];
  double lc = std::min(a.ammonia / 3, s / 2);
  const double rest = over(s - 2 * lc), ammonia = over(a.ammonia - 3 * lc);
  if (rest <= 1e-12 * a.sulfate) {
    x[letovicite] = over(lc - ammonia);
    x[NH42SO4] = 2 * ammonia;
    return x;
  }
  x[NH4HSO4] = 3 * std::min(rest, lc);
  x[letovicite] = over(lc - rest);
  double free = rest;
  if (x[Na2SO4] > 0.0) {
    free = over(rest - x[NH4HSO4] / 3);
    x[NaHSO4] = 2 * free;
    x[Na2SO4] = over(x[Na2SO4] - free);
  }
  if (x[K2SO4] > 0.0) {
    free = over(free - x[NH4HSO4] / 3);
    x[KHSO4] = 2 * free;
    x[K2SO4] = over(x[K2SO4] - free);
  }
  return x;
}

}  // namespace lantian::model::aerosol::older_model
