#include "model/aerosol/older_model_poor_salts.hpp"

// Sulfate-poor solutions, D G H O M P, all liquid or beside solids. Sulfate counts as SO4-- and bisulfate is
// split off afterwards. One amount is searched for: the chloride that no base holds, in D the ammonia that
// dissolves.
namespace lantian::model::aerosol::older_model {
namespace {

double nitrate_of(const Amounts& x) { return x[NaNO3] + x[KNO3] + 2 * (x[CaNO32] + x[MgNO32]); }
double chloride_of(const Amounts& x) { return x[NaCl] + x[KCl] + 2 * (x[CaCl2] + x[MgCl2]); }

/// What of two gases [mol m-3] becomes solid so that their product falls to `product`.
double condensed(double x, double y, double product) {
  if (x * y <= product) return 0.0;
  const double sum = x + y, amount = 0.5 * (sum - std::sqrt(sum * sum - 4 * (x * y - product)));
  return amount > 0.0 && amount < std::min(x, y) ? amount : 0.0;
}

class PoorSolution : PoorSalts {
 public:
  PoorSolution(const Air& a, int case_number) : PoorSalts(a, case_number) {
    ammonia_ = over(air.ammonia - 2 * whole[NH42SO4]);
    nitrate_ = over(std::max(air.nitrate, trace) - nitrate_of(whole));
    chloride_ = over(air.chloride - chloride_of(whole));
    const double rt = gas_constant_atm * air.temperature;
    const auto vapour = [&](const EquilibriumConstant& k) {
      return std::exp(ln_stepped(k, air.temperature)) / (rt * rt);
    };
    chloride_vapour_ = vapour(ammonium_chloride_vapour);
    nitrate_vapour_ = vapour(air.crustal ? ammonium_nitrate_vapour_crustal : ammonium_nitrate_vapour);
  }

  InorganicParticle solve() {
    const bool is_wet = regime('D') ? search_ammonia() : search_chloride();
    return is_wet ? particle() : InorganicParticle{};
  }

 private:
  /// G2 and O2: ammonium makes up for what nitrate and chloride bring, H+ is left out.
  bool without_acid() const { return number == 2 && (regime('G') || regime('O')); }

  /// NH4+ / (H+ NH3), and H+ times an anion over its acid's gas, at the present coefficients.
  double a4() const {
    const auto& g = medium.g;
    return std::exp(constants.a4 + 2 * ln_10 *
                                       (g.log_g[SaltActivity::H][SaltActivity::NO3] -
                                        g.log_g[SaltActivity::NH4][SaltActivity::NO3]));
  }
  double acid_constant(double ln_constant, SaltActivity::Anion anion) const {
    return std::exp(ln_constant +
                    2 * (std::log(medium.water) - ln_10 * medium.g.log_g[SaltActivity::H][anion]));
  }
  double a5() const { return acid_constant(constants.a5, SaltActivity::NO3); }
  double a6() const { return acid_constant(constants.a6, SaltActivity::Cl); }

  double hydrogen(double excess) const {
    const double product = std::exp(constants.water) * air.relative_humidity * medium.water * medium.water;
    const double root = std::sqrt(excess * excess + 4 * product);
    return excess > 0.0 ? 0.5 * (excess + root) : 2 * product / (root - excess);
  }

  /// The ions with H+ from the charges, and the water that goes with them.
  Ions<double> ions(double ammonium, double nitrate, double chloride) {
    Amounts d = dissolved;
    if (present.sodium_sulfate_stays) d[Na2SO4] = 0.0;
    Ions<double>& n = ions_ = fixed_ions(d);
    n.SO4 = d[NH42SO4] + d[Na2SO4] + d[K2SO4] + d[MgSO4];
    n.NH4 = ammonium, n.NO3 = nitrate, n.Cl = chloride;
    n.H = hydrogen(2 * n.SO4 + n.NO3 + n.Cl - n.NH4 - n.Na - n.K - 2 * (n.Mg + n.Ca));
    const double free = over(ammonium - 2 * d[NH42SO4]);
    d[NH4NO3] = std::min(over(nitrate - nitrate_of(d)), free);
    d[NH4Cl] = std::min(over(chloride - chloride_of(d)), free - d[NH4NO3]);
    medium.water = std::max(water_of.of(d), trace);
    return n;
  }

  /// NH4+ of no salt, beside `acids` [mol m-3] of no salt.
  double free_ammonium(double acids) const {
    if (without_acid()) return std::min(acids, ammonia_);
    const double b = ammonia_ + acids + 1 / a4_, c = ammonia_ * acids - 2 * dissolved[NH42SO4] / a4_;
    const double free = 2 * c / (b + std::sqrt(over(b * b - 4 * c)));
    return regime('G') ? free : std::clamp(free, 0.0, ammonia_);
  }

  /// One sweep with `x` [mol m-3] of chloride of no salt dissolved.
  Ions<double> sweep(double x) {
    a4_ = a4(), a6_ = a6();
    const double pull = a6_ / a5() * over(chloride_ - x - solid_chloride_), cl = x + chloride_of(dissolved);
    const double least_bound = pull * nitrate_of(dissolved);
    const double nitrate = std::clamp(((nitrate_ - solid_nitrate_) * cl - least_bound) / (pull + cl), trace,
                                      std::max(nitrate_, trace));
    const double free = free_ammonium(nitrate + x);
    dissolve(nitrate, x, free);
    nh3_ = std::max(ammonia_ - free, trace);
    hcl_ = std::max(chloride_ - x, trace);
    if (listed(NH4Cl)) {
      solid_chloride_ = condensed(nh3_, hcl_, chloride_vapour_);
      nh3_ = std::max(nh3_ - solid_chloride_, trace), hcl_ = std::max(hcl_ - solid_chloride_, trace);
    }
    if (listed(NH4NO3)) {  // what the search takes for HCl is then HNO3
      const double hno3 = std::max(nitrate_ - nitrate, trace);
      solid_nitrate_ = condensed(nh3_, hno3, nitrate_vapour_);
      nh3_ = std::max(nh3_ - solid_nitrate_, trace), hcl_ = std::max(hno3 - solid_nitrate_, trace);
    }
    return ions(2 * dissolved[NH42SO4] + free, nitrate + nitrate_of(dissolved), x + chloride_of(dissolved));
  }

  double imbalance(double x) {
    dissolved = whole;
    for (const Salt s : present.in_equilibrium)
      if (regime('P') || s == K2SO4) dissolved[s] = 0.0;
    solid_chloride_ = solid_nitrate_ = 0.0;
    medium.settle(air.temperature, [&] { return sweep(x); });
    const Ions<double>& n = ions_;
    const bool by_ammonium = regime('H') || (without_acid() && !(regime('G') && ammonia_ <= trace));
    return (by_ammonium ? n.NH4 * n.Cl / (hcl_ * nh3_ * a6_ * a4_) : n.H * n.Cl / (hcl_ * a6_)) - 1.0;
  }

  /// Whether there is water. Without a root the least chloride is taken.
  bool search_chloride() {
    constexpr double least_found = 1e-11;  // mol m-3: less than that counts as none in G2 and O2
    const auto f = [this](double x) { return imbalance(x); };
    if ((regime('G') || regime('O')) && number >= 4) medium.water = std::max(water_of.of(whole), trace);
    if (chloride_ <= trace) {
      f(trace);
      return medium.water > trace;
    }
    const Search found = first_root(trace, chloride_ - trace, false, f);
    if (without_acid() && (!found.root || *found.root <= least_found)) return false;
    if (found.root)
      f(*found.root);
    else if (!(regime('H') && number == 2 && found.at_end < 0.0))
      f(trace);
    return medium.water > trace;
  }

  Ions<double> sweep_ammonia(double x, double gas_nh3, double gas_hno3) {
    a4_ = a4();
    if (limited(NH42SO4)) {
      const double free = bound_ + x;
      const auto root = least_positive_root(free, 0.25 * free * free, -0.25 * solubility_of(NH42SO4));
      dissolved[NH42SO4] = root ? std::min(*root, whole[NH42SO4]) : trace;
    }
    const double pull = a5() * a4_ * (gas_nh3 - x), ammonium = 2 * dissolved[NH42SO4] + bound_ + x;
    double nitrate = (pull * gas_hno3 - bound_ * ammonium) / (pull + ammonium);
    if (!listed(NH42SO4)) nitrate = std::clamp(nitrate, 0.0, gas_hno3);
    nh3_ = std::max(gas_nh3 - x, trace);
    return ions(ammonium, nitrate + bound_, 0.0);
  }

  /// From the dry particle's gases; where all of them are too many, some ammonia of the sulfate evaporates.
  bool search_ammonia() {
    Amounts first;
    const InorganicParticle dry = dry_particle(air, first);
    const double gas_nh3 = air.ammonia - dry.ammonium, gas_hno3 = air.nitrate - dry.nitrate;
    bound_ = first[NH4NO3];
    const auto f = [&](double x) {
      if (listed(NH42SO4)) medium.forget();
      dissolved = whole;
      medium.settle(air.temperature, [&] { return sweep_ammonia(x, gas_nh3, gas_hno3); });
      return ions_.NH4 / (ions_.H * nh3_ * a4_) - 1.0;
    };
    const double most = bound_ + whole[NH42SO4];
    for (double low = trace, high = gas_nh3; low >= -most; high = low, low -= 0.1 * most) {
      medium.water = std::max(water_of.of(first), trace);
      const Search found = first_root(low, high, true, f);
      if (found.root || found.at_end < 0.0) {
        f(found.root.value_or(trace));
        break;
      }
    }
    return medium.water > trace;
  }

  InorganicParticle particle() {
    Ions<double> n = ions_;
    if (present.sodium_sulfate_stays && whole[Na2SO4] > trace) {  // dissolves after all is done
      keep(Na2SO4, least_positive_root(n.SO4, 0.0, -0.25 * solubility_of(Na2SO4)));
      n.SO4 += dissolved[Na2SO4];
    }
    const double b = n.H + n.SO4 + bisulfate_constant(), c = n.H * n.SO4;
    InorganicParticle p;
    p.bisulfate = 2 * c / (b + std::sqrt(b * b - 4 * c));
    p.hydrogen = n.H - p.bisulfate;
    const auto solid = [this](Salt s) { return whole[s] - dissolved[s]; };
    p.ammonium = n.NH4 + 2 * solid(NH42SO4) + solid_chloride_ + solid_nitrate_;
    p.nitrate = n.NO3 + solid(NaNO3) + solid(KNO3) + solid_nitrate_;
    p.chloride = n.Cl + solid(NaCl) + solid(KCl) + solid_chloride_;
    p.water = medium.water;
    medium.report(p);
    return p;
  }

  Ions<double> ions_{};
  double ammonia_ = 0.0, nitrate_ = 0.0, chloride_ = 0.0, bound_ = 0.0;  // of no salt; D: NH4NO3
  double nh3_ = 0.0, hcl_ = 0.0, a4_ = 0.0, a6_ = 0.0;
  double solid_chloride_ = 0.0, solid_nitrate_ = 0.0, chloride_vapour_ = 0.0, nitrate_vapour_ = 0.0;
};

}  // namespace

InorganicParticle poor_solution(const Air& air, int number) { return PoorSolution(air, number).solve(); }

}  // namespace lantian::model::aerosol::older_model
