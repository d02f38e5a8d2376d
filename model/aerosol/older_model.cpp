#include "model/aerosol/older_model.hpp"

#include <algorithm>
#include <cmath>

#include "model/aerosol/older_model_search.hpp"
#include "model/aerosol/older_model_solution.hpp"

// Regimes A ... P by the ratios of all bases, of fixed cations and of crustal ones to sulfate
// [FountoukisNenes2007]; conventions as found in its converged results (docs/theory/aerosol.md).
namespace lantian::model::aerosol {
namespace {

using namespace older_model;

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
      p = poor_solution(a, all_liquid);
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
