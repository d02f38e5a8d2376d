#include "model/aerosol/older_model.hpp"

#include <algorithm>
#include <cmath>

#include "model/aerosol/anderson.hpp"
#include "model/aerosol/salts.hpp"

// Regimes A ... P by the ratios of all bases, of fixed cations and of crustal ones to sulfate
// [FountoukisNenes2007]; conventions as found in its converged results (docs/theory/aerosol.md).
namespace lantian::model::aerosol {
namespace {

constexpr double trace = 1e-20;  // mol m-3: below it a species counts as absent

struct Air : InorganicAir {
  bool crustal = false, sea = false, has_nitrate = false;
  char regime = 'A';
};

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
  take(na, s, 2.0), take(na, c, 1.0);
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

struct Amounts {
  double of[salt_count] = {};
  double& operator[](Salt s) { return of[s]; }
  double operator[](Salt s) const { return of[s]; }
};

/// Salts of the sulfate-poor solution except NH4NO3 and NH4Cl.
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

struct Constants {
  double a4, a5, a6, a8, water, vapour;  // ln of K (with RT), ln Kw, ln K10

  explicit Constants(double t) {
    const auto ln = [t](const EquilibriumConstant& k) {
      return std::floor(t) == 298.0 ? std::log(k.at_298) : ln_constant(k, t);
    };
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

Ions<double> molalities(Ions<double> n, double water) {
  const double f = 1.0 / water;
  return {n.H * f,  n.NH4 * f, n.Na * f,  n.K * f,   n.Ca * f,
          n.Mg * f, n.Cl * f,  n.NO3 * f, n.SO4 * f, n.HSO4 * f};
}

Ions<double> fixed_ions(const Amounts& x) {
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

/// D G H O M P: sulfate as SO4-- in the solve, bisulfate split off afterwards.
struct SulfatePoor {
  const Air& a;
  Constants k;
  Water w;
  Amounts x;
  Ions<double> fixed;
  double sulfate, nitrate_bound, chloride_bound, charge, kw, nitrate_least;

  SulfatePoor(const Air& air)
      : a(air), k(air.temperature), w(air.relative_humidity), x(poor_salts(air)), fixed(fixed_ions(x)) {
    sulfate = x[NH42SO4] + x[Na2SO4] + x[K2SO4] + x[MgSO4];
    nitrate_bound = x[NaNO3] + x[KNO3] + 2 * (x[CaNO32] + x[MgNO32]);
    chloride_bound = x[NaCl] + x[KCl] + 2 * (x[CaCl2] + x[MgCl2]);
    charge = 2 * sulfate - fixed.Na - fixed.K - 2 * (fixed.Mg + fixed.Ca);
    nitrate_least = nitrate_bound;
    if (a.regime == 'D') {
      const double rt = gas_constant_atm * a.temperature, vapour = std::exp(k.vapour) / (rt * rt);
      const double free = a.ammonia - 2 * a.sulfate, difference = free - a.nitrate;
      if (free > 0.0 && free * a.nitrate > vapour) {
        const double gas = 0.5 * (difference + std::sqrt(difference * difference + 4 * vapour));
        nitrate_least = over(a.nitrate - vapour / gas);
      }
    }
  }

  using U = Unknown<double, 4>;  // ln A4, A5, A6, W

  Ions<double> ions(const U& u) const {
    const double a4 = std::exp(u.part[0]), a5 = std::exp(u.part[1]), a6 = std::exp(u.part[2]);
    const double water = std::exp(u.part[3]);
    const double product = std::exp(k.water) * a.relative_humidity * water * water;
    Ions<double> n = fixed;
    n.SO4 = sulfate;
    const auto at = [&](double h) {
      if (a.regime == 'D') {
        n.H = h;
        n.Cl = 0.0;
        n.NO3 = std::max(a.nitrate * a5 / (a5 + h), nitrate_least);
        n.NH4 = a.ammonia * a4 * h / (1 + a4 * h);
        return charge + n.NO3 - n.NH4 - (h - product / h);
      }
      n.H = 0.5 * (h + std::sqrt(h * h + 4 * product));
      const double acid = a.regime == 'H' ? h : n.H;
      n.Cl = std::max(a.chloride * a6 / (a6 + acid), chloride_bound);
      const double gas_cl = over(a.chloride - n.Cl);
      n.NO3 = std::max(a.nitrate * a5 * n.Cl / (a5 * n.Cl + a6 * gas_cl), nitrate_least);
      n.NH4 = a.ammonia * a4 * h / (1 + a4 * h);
      if (a.regime == 'O') n.NH4 = std::max(n.NH4, 2 * x[NH42SO4]);
      return charge + n.NO3 + n.Cl - n.NH4 - h;
    };
    at(root_of_decreasing(1e-26, 2 * sulfate + a.nitrate + a.chloride + 1e-20, at));
    return n;
  }

  double water(const Ions<double>& n) const {
    Amounts y = x;
    const double free = over(n.NH4 - 2 * x[NH42SO4]);
    y[NH4NO3] = std::min(over(n.NO3 - nitrate_bound), free);
    y[NH4Cl] = std::min(over(n.Cl - chloride_bound), free - y[NH4NO3]);
    return std::max(w.of(y), 1e-20);
  }

  U image(const Ions<double>& n, double amount_of_water) const {
    const auto g = coefficients<OlderModel>(molalities(n, amount_of_water), a.temperature);
    const double lw = std::log(amount_of_water);
    return {{k.a4 + 2 * ln_10 * (g.HNO3 - g.NH4NO3), k.a5 + 2 * lw - 2 * ln_10 * g.HNO3,
             k.a6 + 2 * lw - 2 * ln_10 * g.HCl, lw}};
  }

  InorganicParticle solve(double tolerance) const {
    Ions<double> n = fixed;
    n.SO4 = sulfate;
    n.NO3 = a.nitrate;
    n.Cl = a.regime == 'D' ? 0.0 : a.chloride;
    n.NH4 = std::clamp(charge + n.NO3 + n.Cl, 0.0, a.ammonia);
    double amount = water(n);
    n.H = 1e-6 * amount;
    U u = image(n, amount);
    InorganicParticle p;
    find_fixed_point<4, 3>(u, tolerance, p, [&](const U& at) {
      n = ions(at);
      amount = water(n);
      return image(n, amount);
    });
    const auto g = coefficients<OlderModel>(molalities(n, amount), a.temperature);
    const double a8 = std::exp(k.a8 + ln_10 * (2 * g.H_HSO4 - 3 * g.H2SO4)) * amount;
    const double b = n.H + n.SO4 + a8, c = n.H * n.SO4;
    p.bisulfate = 2 * c / (b + std::sqrt(b * b - 4 * c));
    p.hydrogen = n.H - p.bisulfate;
    p.ammonium = n.NH4;
    p.nitrate = n.NO3;
    p.chloride = n.Cl;
    p.water = amount;
    return p;
  }
};

/// Class A: sulfate and enough ammonia only.
InorganicParticle solve_neutral_sulfate(const Air& a, double tolerance) {
  const Constants k(a.temperature);
  const double ammonia = std::max(a.ammonia, 2.001 * a.sulfate), s = a.sulfate;
  const double amount = s * Water(a.relative_humidity).per_salt[NH42SO4];
  InorganicParticle p;
  Ions<double> n{};
  Unknown<double, 2> u{{k.a8 + std::log(amount), k.a4}};
  find_fixed_point<2, 2>(u, tolerance, p, [&](const Unknown<double, 2>& at) {
    const double a8 = std::exp(at.part[0]), b = std::exp(at.part[1]);
    const auto balance = [&](double h) {
      n.H = h;
      n.HSO4 = s * h / (a8 + h);
      n.SO4 = s - n.HSO4;
      n.NH4 = ammonia * b * h / (1 + b * h);
      return 2 * n.SO4 + n.HSO4 - n.NH4 - h;
    };
    balance(root_of_decreasing(1e-26, 2 * s, balance));
    const auto g = coefficients<OlderModel>(molalities(n, amount), a.temperature);
    return Unknown<double, 2>{{k.a8 + std::log(amount) + ln_10 * (2 * g.H_HSO4 - 3 * g.H2SO4),
                               k.a4 + 2 * ln_10 * (g.H_HSO4 - g.NH4_HSO4)}};
  });
  p.ammonium = std::min(n.NH4, a.ammonia);
  p.hydrogen = n.H;
  p.bisulfate = n.HSO4;
  p.water = amount;
  return p;
}

/// Salts of the sulfate-rich solution; H2SO4 is the free acid.
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

/// After the sulfates: HNO3 and HCl dissolve, then NH3 evaporates, coefficients as they are.
void exchange_volatile(const Air& a, const Constants& k, const Coefficients<double>& g, double h,
                       InorganicParticle& p) {
  const bool bare = a.regime == 'B' || a.regime == 'C';
  const double lw = std::log(p.water);
  const double a5 = std::exp(k.a5 + 2 * lw - 2 * ln_10 * g.HNO3);
  const double a6 = std::exp(k.a6 + 2 * lw - 2 * ln_10 * g.HCl);
  const double a4 = std::exp(k.a4 + (bare ? 0.0 : 2 * ln_10 * (g.HNO3 - g.NH4NO3)));
  double acid = h;
  if (!bare) {
    acid = root_of_decreasing(h, h + a.nitrate + a.chloride + 1e-20, [&](double x) {
      return h + a.nitrate * a5 / (a5 + x) + a.chloride * a6 / (a6 + x) - x;
    });
    p.nitrate = a.nitrate * a5 / (a5 + acid);
    p.chloride = a.chloride * a6 / (a6 + acid);
  }
  p.hydrogen = acid;
  if (a.regime == 'E' || a.regime == 'F') return;
  const double b = acid + 1 / a4, c = p.ammonium / a4;  // gas (H + gas) A4 = NH4 - gas
  const double gas = 2 * c / (b + std::sqrt(b * b + 4 * c));
  p.ammonium -= gas;
  p.hydrogen += gas;
}

/// B C E F I J K L: water is fixed, the dissociation of bisulfate the only unknown.
InorganicParticle solve_sulfate_rich(const Air& a, double tolerance) {
  const Constants k(a.temperature);
  const Amounts x = rich_salts(a);
  InorganicParticle p;
  p.water = Water(a.relative_humidity).of(x);
  Ions<double> n = fixed_ions(x);
  const bool acid = x[H2SO4] > 0.0;
  n.NH4 = 3 * x[letovicite] + 2 * x[NH42SO4] + x[NH4HSO4];
  const double s0 = x[letovicite] + x[NH42SO4] + x[Na2SO4] + x[K2SO4] + x[MgSO4];
  const double b0 = x[letovicite] + x[NH4HSO4] + x[NaHSO4] + x[KHSO4] + x[H2SO4];
  const double h0 = acid ? x[H2SO4] : 0.0, lw = std::log(p.water);
  Coefficients<double> g{};
  const auto dissociate = [&](double a8) {
    const double b = h0 + s0 + a8, c = a8 * b0 - h0 * s0;
    const double extent = 2 * c / (b + std::sqrt(std::max(b * b + 4 * c, 0.0)));
    n.H = h0 + extent;
    n.SO4 = s0 + extent;
    n.HSO4 = b0 - extent;
  };
  dissociate(std::exp(k.a8) * p.water);
  g = coefficients<OlderModel>(molalities(n, p.water), a.temperature);
  Unknown<double, 1> u{{k.a8 + lw + ln_10 * (2 * g.H_HSO4 - 3 * g.H2SO4)}};
  find_fixed_point<1, 1>(u, tolerance, p, [&](const Unknown<double, 1>& at) {
    dissociate(std::exp(at.part[0]));
    g = coefficients<OlderModel>(molalities(n, p.water), a.temperature);
    return Unknown<double, 1>{{k.a8 + lw + ln_10 * (2 * g.H_HSO4 - 3 * g.H2SO4)}};
  });
  p.bisulfate = n.HSO4;
  p.ammonium = n.NH4;
  exchange_volatile(a, k, g, n.H, p);
  return p;
}

}  // namespace

InorganicParticle older_model_equilibrium(const InorganicAir& air, double tolerance) {
  const Air a = classified(air);
  InorganicParticle p;
  switch (a.regime) {
    case 'A':
      p = solve_neutral_sulfate(a, tolerance);
      break;
    case 'D':
    case 'G':
    case 'H':
    case 'O':
    case 'M':
    case 'P':
      p = SulfatePoor(a).solve(tolerance);
      break;
    default:
      p = solve_sulfate_rich(a, tolerance);
  }
  p.ammonium = std::clamp(p.ammonium, 0.0, air.ammonia);
  p.nitrate = std::clamp(p.nitrate, 0.0, air.nitrate);
  p.chloride = std::clamp(p.chloride, 0.0, air.chloride);
  return p;
}

}  // namespace lantian::model::aerosol
