#include "model/aerosol/older_model_solution.hpp"

#include <array>
#include <string_view>

#include "model/aerosol/bracketed_root.hpp"
#include "model/aerosol/dry_salts.hpp"
#include "model/aerosol/older_model_parts.hpp"
#include "model/aerosol/salt_activity.hpp"
#include "model/aerosol/solid_data.hpp"

namespace lantian::model::aerosol::older_model {
namespace {

struct Dissociation {
  int ions;
  double sodium, potassium, ammonium, chloride, nitrate, sulfate, bisulfate;
};

Dissociation dissociation(Salt s) {
  switch (s) {
    case Na2SO4:
      return {3, 2, 0, 0, 0, 0, 1, 0};
    case K2SO4:
      return {3, 0, 2, 0, 0, 0, 1, 0};
    case NH42SO4:
      return {3, 0, 0, 2, 0, 0, 1, 0};
    case NaCl:
      return {2, 1, 0, 0, 1, 0, 0, 0};
    case NaNO3:
      return {2, 1, 0, 0, 0, 1, 0, 0};
    case KCl:
      return {2, 0, 1, 0, 1, 0, 0, 0};
    case KNO3:
      return {2, 0, 1, 0, 0, 1, 0, 0};
    case NaHSO4:
      return {2, 1, 0, 0, 0, 0, 0, 1};
    case KHSO4:
      return {2, 0, 1, 0, 0, 0, 0, 1};
    case NH4HSO4:
      return {2, 0, 0, 1, 0, 0, 0, 1};
    default:  // letovicite
      return {5, 0, 0, 3, 0, 0, 1, 1};
  }
}

double log_g(Salt s, const SaltActivity& g) {
  using A = SaltActivity;
  switch (s) {
    case Na2SO4:
      return g.log_g[A::Na][A::SO4];
    case K2SO4:
      return g.log_g[A::K][A::SO4];
    case NH42SO4:
      return g.log_g[A::NH4][A::SO4];
    case NaCl:
      return g.log_g[A::Na][A::Cl];
    case NaNO3:
      return g.log_g[A::Na][A::NO3];
    case KCl:
      return g.log_g[A::K][A::Cl];
    case KNO3:
      return g.log_g[A::K][A::NO3];
    case NaHSO4:
      return g.log_g[A::Na][A::HSO4];
    case KHSO4:
      return g.log_g[A::K][A::HSO4];
    case NH4HSO4:
      return g.log_g[A::NH4][A::HSO4];
    default:
      return g.letovicite();
  }
}

double ln_product(Salt s, const Ions<double>& n) {
  const Dissociation d = dissociation(s);
  const auto part = [](double power, double amount) {
    return power > 0.0 ? power * std::log(std::max(amount, 1e-40)) : 0.0;
  };
  return part(d.sodium, n.Na) + part(d.potassium, n.K) + part(d.ammonium, n.NH4) + part(d.chloride, n.Cl) +
         part(d.nitrate, n.NO3) + part(d.sulfate, n.SO4) + part(d.bisulfate, n.HSO4);
}

/// Amounts of solids so that none is over its solubility and none that is there is under it: one by one, to
/// and fro, until they rest. excess(s) is ln of product over solubility with the solids as they are.
template <class Excess>
void settle(const std::vector<Salt>& salts, const Amounts& most, Amounts& solid, Excess excess) {
  for (int sweep = 0; sweep < 60; ++sweep) {
    double moved = 0.0;
    for (const Salt s : salts) {
      if (most[s] <= 0.0) continue;
      const double before = solid[s];
      const auto at = [&](double y) {
        solid[s] = y;
        return excess(s);
      };
      const double none = at(0.0);
      if (none <= 0.0) {
        solid[s] = 0.0;
      } else {
        const double top = most[s] * (1.0 - 1e-12), all = at(top);
        solid[s] = all >= 0.0 ? top : root_between(0.0, top, none, all, at);
      }
      moved = std::max(moved, std::abs(solid[s] - before) / most[s]);
    }
    if (moved < 1e-13 || salts.size() == 1) break;
  }
}

// Salts whose solubility is an unknown of the iteration.
constexpr std::array poor_list{NH42SO4, Na2SO4, K2SO4, NaCl, NaNO3, KCl, KNO3};
constexpr std::array rich_list{letovicite, NH42SO4, NH4HSO4, NaHSO4, KHSO4, Na2SO4, K2SO4};

template <std::size_t N>
double ln_solubility(const std::array<Salt, N>& list, Salt s, const double* from) {
  for (std::size_t n = 0; n < N; ++n)
    if (list[n] == s) return from[n];
  return 0.0;
}

class PoorSolution {
 public:
  PoorSolution(const Air& air, const SaltsPresent& present)
      : a_(air), present_(present), k_(air.temperature), w_(air.relative_humidity), x_(poor_salts(air)) {
    const double rt = gas_constant_atm * a_.temperature;
    chloride_vapour_ = ln_stepped(ammonium_chloride_vapour, a_.temperature) - 2.0 * std::log(rt);
    nitrate_vapour_ =
        ln_stepped(a_.crustal ? ammonium_nitrate_vapour_crustal : ammonium_nitrate_vapour, a_.temperature) -
        2.0 * std::log(rt);
    most_ = x_;
    most_[NH4Cl] = std::min(a_.ammonia, a_.chloride);
    most_[NH4NO3] = std::min(a_.ammonia, a_.nitrate);
    if (present_.sodium_sulfate_stays) solid_[Na2SO4] = x_[Na2SO4];
    for (const Salt s : present_.in_equilibrium)
      without_acid_ |= s == NH4Cl && (a_.regime == 'G' || a_.regime == 'O');
  }

  InorganicParticle solve(double tolerance) {
    n_ = fixed_ions(dissolved());
    n_.SO4 = sulfate(dissolved());
    n_.NO3 = a_.nitrate;
    n_.Cl = a_.regime == 'D' ? 0.0 : a_.chloride;
    n_.NH4 = std::clamp(charge() + n_.NO3 + n_.Cl, 0.0, a_.ammonia);
    double amount = water();
    n_.H = 1e-6 * amount;
    U u = image(amount);
    InorganicParticle p;
    find_fixed_point<unknowns, 3>(u, tolerance, p, [&](const U& at) {
      compose(at);
      amount = water();
      return image(amount);
    });
    const auto g = salt_activity<OlderModel>(molalities(n_, amount), a_.temperature).partitioning();
    const double a8 = std::exp(k_.a8 + ln_10 * (2 * g.H_HSO4 - 3 * g.H2SO4)) * amount;
    const double b = n_.H + n_.SO4 + a8, c = n_.H * n_.SO4;
    p.bisulfate = 2 * c / (b + std::sqrt(b * b - 4 * c));
    p.hydrogen = n_.H - p.bisulfate;
    p.ammonium = n_.NH4 + 2 * solid_[NH42SO4] + solid_[NH4Cl] + solid_[NH4NO3];
    p.nitrate = n_.NO3 + solid_[NaNO3] + solid_[KNO3] + solid_[NH4NO3];
    p.chloride = n_.Cl + solid_[NaCl] + solid_[KCl] + solid_[NH4Cl];
    p.water = amount;
    return p;
  }

 private:
  static constexpr int unknowns = 4 + static_cast<int>(poor_list.size());
  using U = Unknown<double, unknowns>;  // ln A4, A5, A6, W, and of each salt's solubility

  Amounts dissolved() const {
    Amounts d = x_;
    for (int s = 0; s < salt_count; ++s) d.of[s] = over(d.of[s] - solid_.of[s]);
    return d;
  }
  static double sulfate(const Amounts& d) { return d[NH42SO4] + d[Na2SO4] + d[K2SO4] + d[MgSO4]; }
  double charge() const { return 2 * n_.SO4 - n_.Na - n_.K - 2 * (n_.Mg + n_.Ca); }

  void compose(const U& u) {
    settle(present_.in_equilibrium, most_, solid_, [&](Salt s) {
      partition(u);
      if (s == NH4Cl || s == NH4NO3) {
        const double acid = s == NH4Cl ? hcl_ : hno3_;
        return std::log(std::max(nh3_, 1e-40)) + std::log(std::max(acid, 1e-40)) -
               (s == NH4Cl ? chloride_vapour_ : nitrate_vapour_);
      }
      return ln_product(s, n_) - ln_solubility(poor_list, s, &u.part[4]);
    });
    partition(u);
  }

  /// Ions and gases with the solids as they are.
  void partition(const U& u) {
    const Amounts d = dissolved();
    const double a4 = std::exp(u.part[0]), a5 = std::exp(u.part[1]), a6 = std::exp(u.part[2]);
    const double water = std::exp(u.part[3]);
    const double product = std::exp(k_.water) * a_.relative_humidity * water * water;
    n_ = fixed_ions(d);
    n_.SO4 = sulfate(d);
    const double bound_nitrate = d[NaNO3] + d[KNO3] + 2 * (d[CaNO32] + d[MgNO32]);
    const double bound_chloride = d[NaCl] + d[KCl] + 2 * (d[CaCl2] + d[MgCl2]);
    const double ammonia = over(a_.ammonia - 2 * solid_[NH42SO4] - solid_[NH4Cl] - solid_[NH4NO3]);
    const double nitrate = over(a_.nitrate - solid_[NaNO3] - solid_[KNO3] - solid_[NH4NO3]);
    const double chloride =
        a_.regime == 'D' ? 0.0 : over(a_.chloride - solid_[NaCl] - solid_[KCl] - solid_[NH4Cl]);
    const double fixed = charge();
    const auto at = [&](double ln_h) {
      const double h = std::exp(ln_h);
      n_.H = a_.regime == 'D' ? h : 0.5 * (h + std::sqrt(h * h + 4 * product));
      const double acid = a_.regime == 'H' ? h : n_.H;
      n_.Cl = std::max(chloride * a6 / (a6 + acid), std::min(bound_chloride, chloride));
      const double gas = over(chloride - n_.Cl);
      const double share = chloride > 0.0 ? a5 * n_.Cl / (a5 * n_.Cl + a6 * gas) : a5 / (a5 + h);
      n_.NO3 = std::max(nitrate * share, std::min(bound_nitrate, nitrate));
      n_.NH4 = ammonia * a4 * h / (1 + a4 * h);
      if (a_.regime == 'O') n_.NH4 = std::max(n_.NH4, std::min(2 * d[NH42SO4], ammonia));
      const double own = a_.regime == 'D' ? h - product / h : without_acid_ ? 0.0 : h;
      return fixed + n_.NO3 + n_.Cl - n_.NH4 - own;
    };
    const double low = std::log(1e-26), high = std::log(2 * n_.SO4 + nitrate + chloride + 1e-20);
    const double at_low = at(low), at_high = at(high);
    if (at_low <= 0.0)
      at(low);
    else if (at_high >= 0.0)
      at(high);
    else
      at(root_between(low, high, at_low, at_high, at));
    nh3_ = over(ammonia - n_.NH4), hno3_ = over(nitrate - n_.NO3), hcl_ = over(chloride - n_.Cl);
    if (without_acid_) n_.H = std::sqrt(product);
  }

  double water() const {
    Amounts y = dissolved();
    const double free = over(n_.NH4 - 2 * y[NH42SO4]);
    const double nitrate = y[NaNO3] + y[KNO3] + 2 * (y[CaNO32] + y[MgNO32]);
    const double chloride = y[NaCl] + y[KCl] + 2 * (y[CaCl2] + y[MgCl2]);
    y[NH4NO3] = std::min(over(n_.NO3 - nitrate), free);
    y[NH4Cl] = std::min(over(n_.Cl - chloride), free - y[NH4NO3]);
    return std::max(w_.of(y), 1e-20);
  }

  U image(double water) const {
    const SaltActivity all = salt_activity<OlderModel>(molalities(n_, water), a_.temperature);
    const Coefficients<double> g = all.partitioning();
    const double lw = std::log(water);
    U u{{k_.a4 + 2 * ln_10 * (g.HNO3 - g.NH4NO3), k_.a5 + 2 * lw - 2 * ln_10 * g.HNO3,
         k_.a6 + 2 * lw - 2 * ln_10 * g.HCl, lw}};
    for (std::size_t n = 0; n < poor_list.size(); ++n) {
      const Salt s = poor_list[n];
      u.part[4 + n] =
          ln_stepped(solubility(s), a_.temperature) + dissociation(s).ions * (lw - ln_10 * log_g(s, all));
    }
    for (std::size_t n = 0; n < poor_list.size(); ++n)  // salts that cannot be there do not hold up the rest
      if (std::find(present_.in_equilibrium.begin(), present_.in_equilibrium.end(), poor_list[n]) ==
              present_.in_equilibrium.end() ||
          x_[poor_list[n]] <= 0.0)
        u.part[4 + n] = 0.0;
    return u;
  }

  const Air& a_;
  const SaltsPresent& present_;
  Constants k_;
  Water w_;
  Amounts x_, most_, solid_;
  Ions<double> n_{};
  double nh3_ = 0.0, hno3_ = 0.0, hcl_ = 0.0, chloride_vapour_ = 0.0, nitrate_vapour_ = 0.0;
  bool without_acid_ = false;
};

class RichSolution {
 public:
  RichSolution(const Air& air, const SaltsPresent& present)
      : a_(air), present_(present), k_(air.temperature), w_(air.relative_humidity), x_(rich_salts(air)) {}

  InorganicParticle solve(double tolerance) {
    InorganicParticle p;
    double amount = std::max(w_.of(x_), 1e-20);
    dissociate(std::exp(k_.a8) * amount);
    U u = image(amount);
    find_fixed_point<unknowns, 3>(u, tolerance, p, [&](const U& at) {
      settle(present_.in_equilibrium, x_, solid_, [&](Salt s) {
        dissociate(std::exp(at.part[0]));
        return ln_product(s, n_) - ln_solubility(rich_list, s, &at.part[2]);
      });
      dissociate(std::exp(at.part[0]));
      amount = std::max(w_.of(dissolved()), 1e-20);
      return image(amount);
    });
    const auto g = salt_activity<OlderModel>(molalities(n_, amount), a_.temperature).partitioning();
    p.water = amount;
    p.bisulfate = n_.HSO4;
    p.ammonium = n_.NH4;
    exchange_volatile(a_, k_, g, n_.H, p);
    p.ammonium += 3 * solid_[letovicite] + 2 * solid_[NH42SO4] + solid_[NH4HSO4];
    return p;
  }

 private:
  static constexpr int unknowns = 2 + static_cast<int>(rich_list.size());
  using U = Unknown<double, unknowns>;  // ln a8, W, and of each salt's solubility

  Amounts dissolved() const {
    Amounts d = x_;
    for (int s = 0; s < salt_count; ++s) d.of[s] = over(d.of[s] - solid_.of[s]);
    return d;
  }

  void dissociate(double a8) {
    const Amounts d = dissolved();
    n_ = fixed_ions(d);
    n_.NH4 = 3 * d[letovicite] + 2 * d[NH42SO4] + d[NH4HSO4];
    const double s0 = d[letovicite] + d[NH42SO4] + d[Na2SO4] + d[K2SO4] + d[MgSO4], h0 = d[H2SO4];
    const double b0 = d[letovicite] + d[NH4HSO4] + d[NaHSO4] + d[KHSO4] + d[H2SO4];
    const double b = h0 + s0 + a8, c = a8 * b0 - h0 * s0;
    const double extent = 2 * c / (b + std::sqrt(std::max(b * b + 4 * c, 0.0)));
    n_.H = h0 + extent;
    n_.SO4 = s0 + extent;
    n_.HSO4 = b0 - extent;
  }

  U image(double water) const {
    const SaltActivity all = salt_activity<OlderModel>(molalities(n_, water), a_.temperature);
    const double lw = std::log(water);
    using A = SaltActivity;
    U u{{k_.a8 + lw + ln_10 * (2 * all.log_g[A::H][A::HSO4] - 3 * all.log_g[A::H][A::SO4]), lw}};
    for (std::size_t n = 0; n < rich_list.size(); ++n) {
      const Salt s = rich_list[n];
      const bool there = std::find(present_.in_equilibrium.begin(), present_.in_equilibrium.end(), s) !=
                         present_.in_equilibrium.end();
      if (there && x_[s] > 0.0)
        u.part[2 + n] =
            ln_stepped(solubility(s), a_.temperature) + dissociation(s).ions * (lw - ln_10 * log_g(s, all));
    }
    return u;
  }

  const Air& a_;
  const SaltsPresent& present_;
  Constants k_;
  Water w_;
  Amounts x_, solid_;
  Ions<double> n_{};
};

}  // namespace

InorganicParticle dry_particle(const Air& a, Amounts& solids) {
  InorganicParticle p;
  const bool poor = std::string_view("ADGHOMP").find(a.regime) != std::string_view::npos;
  if (!poor) {
    solids = rich_salts(a);
    p.ammonium = 3 * solids[letovicite] + 2 * solids[NH42SO4] + solids[NH4HSO4];
    return p;
  }
  solids = poor_salts(a);
  const double ammonia = a.regime == 'A' ? std::max(a.ammonia, 2.001 * a.sulfate) : a.ammonia;
  const double nitrate_bound = solids[NaNO3] + solids[KNO3] + 2 * (solids[CaNO32] + solids[MgNO32]);
  const double chloride_bound = solids[NaCl] + solids[KCl] + 2 * (solids[CaCl2] + solids[MgCl2]);
  const double alpha = over(ammonia - 2 * solids[NH42SO4]), gamma = over(a.nitrate - nitrate_bound);
  const double beta = a.sea ? over(a.chloride - chloride_bound) : 0.0;
  const double rt = gas_constant_atm * a.temperature;
  const auto vapour = [&](const EquilibriumConstant& k) {
    return std::exp(ln_stepped(k, a.temperature)) / (rt * rt);
  };
  const AmmoniumSalts formed =
      ammonium_salts({alpha, beta, gamma, vapour(ammonium_chloride_vapour),
                      vapour(a.crustal ? ammonium_nitrate_vapour_crustal : ammonium_nitrate_vapour)});
  solids[NH4Cl] = formed.chloride;
  solids[NH4NO3] = formed.nitrate;
  p.ammonium = 2 * solids[NH42SO4] + solids[NH4Cl] + solids[NH4NO3];
  p.nitrate = nitrate_bound + solids[NH4NO3];
  p.chloride = chloride_bound + solids[NH4Cl];
  return p;
}

InorganicParticle poor_solution(const Air& air, const SaltsPresent& present, double tolerance) {
  return PoorSolution(air, present).solve(tolerance);
}

InorganicParticle rich_solution(const Air& air, const SaltsPresent& present, double tolerance) {
  return RichSolution(air, present).solve(tolerance);
}

}  // namespace lantian::model::aerosol::older_model
