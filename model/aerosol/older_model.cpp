#include "model/aerosol/older_model.hpp"

#include <algorithm>
#include <cmath>

#include "model/aerosol/older_model_search.hpp"

// Regimes A ... P by the ratios of all bases, of fixed cations and of crustal ones to sulfate
// [FountoukisNenes2007]; conventions as found in its converged results (docs/theory/aerosol.md).
namespace lantian::model::aerosol {
namespace {

using namespace older_model;

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
  const double start = k.a8 + lw + ln_10 * (2 * g.H_HSO4 - 3 * g.H2SO4);
  find_root(start, tolerance, p, [&](double ln_a8) {
    dissociate(std::exp(ln_a8));
    g = coefficients<OlderModel>(molalities(n, p.water), a.temperature);
    return k.a8 + lw + ln_10 * (2 * g.H_HSO4 - 3 * g.H2SO4) - ln_a8;
  });
  p.bisulfate = n.HSO4;
  p.ammonium = n.NH4;
  p.hydrogen = n.H;
  exchange_volatile(a, g, n.NH4, p);
  return p;
}

}  // namespace

void older_model::exchange_volatile(const Air& a, const Coefficients<double>& g, double dissolved_ammonium,
                                    InorganicParticle& p) {
  const Constants k(a.temperature);
  const double lw = std::log(p.water), h = p.hydrogen;
  const double a5 = std::exp(k.a5 + 2 * lw - 2 * ln_10 * g.HNO3);
  const double a6 = std::exp(k.a6 + 2 * lw - 2 * ln_10 * g.HCl);
  const auto alone = [h](double total, double constant) {
    const double b = h + constant, c = constant * total;
    return 2 * c / (b + std::sqrt(b * b + 4 * c));
  };
  const bool bare = a.regime == 'B' || a.regime == 'C';
  if (bare) {
  } else if (a.chloride <= trace) {
    p.nitrate = alone(a.nitrate, a5);
  } else if (a.nitrate <= trace) {
    p.chloride = alone(a.chloride, a6);
  } else {  // both: a cubic for the chloride, as the reference solves it
    const double c1 = a5 * a.nitrate, c2 = a6 * a.chloride, c3 = a5 - a6;
    const double chloride =
        least_positive_root((c1 + c2 + (h + a6) * c3) / c3, ((h + a6) * c2 - a6 * c3 * a.chloride) / c3,
                            -a6 * c2 * a.chloride / c3)
            .value_or(trace);
    p.chloride = std::min(chloride, a.chloride);
    p.nitrate = std::min(c1 * p.chloride / (c2 + c3 * p.chloride), a.nitrate);
    if (p.nitrate < 0.0) p.nitrate = p.chloride = trace;
  }
  p.hydrogen += p.nitrate + p.chloride;
  if (a.regime == 'E' || a.regime == 'F') return;
  const double a4 = std::exp(k.a4 + (bare ? 0.0 : 2 * ln_10 * (g.HNO3 - g.NH4NO3)));
  const double b = p.hydrogen + 1 / a4, c = dissolved_ammonium / a4;  // gas (H + gas) A4 = NH4 - gas
  const double gas = 2 * c / (b + std::sqrt(b * b + 4 * c));
  p.ammonium = std::min(p.ammonium, a.ammonia) - gas;
  p.hydrogen += gas;
}

InorganicParticle older_model_equilibrium(const InorganicAir& air, double tolerance) {
  const Air a = older_model::classified(air);
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
