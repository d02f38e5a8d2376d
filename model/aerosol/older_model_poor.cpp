#include <array>

#include "model/aerosol/older_model_search.hpp"
#include "model/aerosol/older_model_solution.hpp"
#include "model/aerosol/solid_data.hpp"

// Sulfate-poor solutions, D G H O M P, all liquid or beside solids. Sulfate counts as SO4-- and bisulfate is
// split off afterwards. One amount is searched for: the chloride that no base holds, in D the ammonia that
// dissolves. Where two salts may be solid the reference ties one to the other by the ratio of their
// solubilities, whether or not that other is saturated (docs/theory/aerosol.md).
namespace lantian::model::aerosol::older_model {
namespace {

class PoorSolution {
 public:
  PoorSolution(const Air& air, int number)
      : a_(air),
        number_(number),
        present_(solids_of(air.regime, number)),
        k_(air.temperature),
        w_(air.relative_humidity),
        whole_(poor_salts(air)) {
    ammonia_ = over(a_.ammonia - 2 * whole_[NH42SO4]);
    nitrate_ = over(std::max(a_.nitrate, trace) - nitrate_of(whole_));
    chloride_ = over(a_.chloride - chloride_of(whole_));
    const double rt = gas_constant_atm * a_.temperature;
    const auto vapour = [&](const EquilibriumConstant& k) {
      return std::exp(ln_stepped(k, a_.temperature)) / (rt * rt);
    };
    chloride_vapour_ = vapour(ammonium_chloride_vapour);
    nitrate_vapour_ = vapour(a_.crustal ? ammonium_nitrate_vapour_crustal : ammonium_nitrate_vapour);
  }

  InorganicParticle solve() {
    Amounts first = whole_;
    if (regime('D')) {
      Amounts solids;
      dry_particle(a_, solids);
      first[NH4NO3] = bound_ = solids[NH4NO3];
    }
    const bool starts_wet = regime('D') || ((regime('G') || regime('O')) && number_ >= 4);
    if (starts_wet) medium_.water = std::max(w_.of(first), trace);
    if (!(regime('D') ? search_ammonia() : search_chloride())) return {};
    return particle();
  }

 private:
  static double nitrate_of(const Amounts& x) { return x[NaNO3] + x[KNO3] + 2 * (x[CaNO32] + x[MgNO32]); }
  static double chloride_of(const Amounts& x) { return x[NaCl] + x[KCl] + 2 * (x[CaCl2] + x[MgCl2]); }
  bool regime(char r) const { return a_.regime == r; }
  bool listed(Salt s) const {
    const auto& list = present_.in_equilibrium;
    return std::find(list.begin(), list.end(), s) != list.end();
  }
  bool limited(Salt s) const { return listed(s) && whole_[s] > trace && medium_.water > trace; }
  /// G2 and O2: ammonium makes up for what nitrate and chloride bring, H+ is left out.
  bool without_acid() const { return number_ == 2 && (regime('G') || regime('O')); }

  double solubility_of(Salt s) const {
    return std::exp(ln_stepped(solubility(s), a_.temperature) +
                    dissociation(s).ions * (std::log(medium_.water) - ln_10 * log_g(s, medium_.g)));
  }
  void keep(Salt s, std::optional<double> root) { d_[s] = root ? std::clamp(*root, 0.0, whole_[s]) : 0.0; }

  // What gases and water are to the ions at the present coefficients.
  double a4() const {
    return std::exp(k_.a4 + 2 * ln_10 * (log_g_of(SaltActivity::H) - log_g_of(SaltActivity::NH4)));
  }
  double log_g_of(SaltActivity::Cation c) const { return medium_.g.log_g[c][SaltActivity::NO3]; }
  double a5() const {
    return std::exp(k_.a5 + 2 * std::log(medium_.water) - 2 * ln_10 * log_g_of(SaltActivity::H));
  }
  double a6() const {
    return std::exp(k_.a6 + 2 * std::log(medium_.water) -
                    2 * ln_10 * medium_.g.log_g[SaltActivity::H][SaltActivity::Cl]);
  }
  double hydrogen(double excess) const {
    const double product = std::exp(k_.water) * a_.relative_humidity * medium_.water * medium_.water;
    const double root = std::sqrt(excess * excess + 4 * product);
    return excess > 0.0 ? 0.5 * (excess + root) : 2 * product / (root - excess);
  }

  void dissolve_sulfates_beside_ammonium(double free) {
    const double fixed = d_[MgSO4];
    if (regime('O') && listed(K2SO4)) {
      const bool tied = number_ == 5;
      const double ratio =
          tied ? std::sqrt(solubility_of(Na2SO4) / solubility_of(K2SO4)) : 0.0;  // of Na2SO4 to K2SO4
      const double rest = d_[NH42SO4] + fixed + (number_ == 6 ? d_[Na2SO4] : 0.0);
      if (limited(K2SO4))
        keep(K2SO4, least_positive_root(rest / (1 + ratio), 0.0, -0.25 * solubility_of(K2SO4) / (1 + ratio)));
      else
        d_[K2SO4] = 0.0;
      if (tied) d_[Na2SO4] = std::min(ratio * d_[K2SO4], whole_[Na2SO4]);
    }
    if (regime('G') && limited(Na2SO4))
      keep(Na2SO4, least_positive_root(d_[NH42SO4], 0.0, -0.25 * solubility_of(Na2SO4)));
    if (limited(NH42SO4)) {
      const double rest = d_[K2SO4] + fixed;
      const auto root = least_positive_root(rest + free, free * rest + 0.25 * free * free,
                                            0.25 * (free * free * rest - solubility_of(NH42SO4)));
      if (root) d_[NH42SO4] = std::min(*root, whole_[NH42SO4]);
    }
  }

  /// The sodium of Na2SO4 is not counted.
  void dissolve_sodium_salts(double nitrate, double chloride) {
    const auto dissolved = [this](Salt s, double sodium, double anion) {
      const double difference = sodium - anion;
      const double root = std::sqrt(difference * difference + 4 * solubility_of(s));
      keep(s, 0.5 * (root - sodium - anion));
    };
    if (limited(NaCl)) dissolved(NaCl, d_[NaNO3], chloride);
    if (limited(NaNO3)) dissolved(NaNO3, d_[NaCl], nitrate);
  }

  void dissolve_sulfates_beside_sodium() {
    const double sodium = d_[NaCl] + d_[NaNO3];
    if (regime('H')) {  // the sodium's square stands where a quarter of it should
      if (limited(Na2SO4))
        keep(Na2SO4, least_positive_root(sodium, sodium * sodium, -0.25 * solubility_of(Na2SO4)));
      return;
    }
    const double ratio =
        listed(K2SO4) ? std::sqrt(solubility_of(K2SO4) / solubility_of(Na2SO4)) : 0.0;  // of K+ to Na+
    if (limited(Na2SO4)) {
      const double rest = 0.5 * ratio * sodium + d_[MgSO4], all = 1 + ratio;
      keep(Na2SO4, least_positive_root((rest + all * sodium) / all,
                                       (sodium * rest + 0.25 * sodium * sodium * all) / all,
                                       0.25 * (sodium * sodium * rest - solubility_of(Na2SO4)) / all));
    }
    if (!limited(K2SO4)) return;
    if (number_ <= 5)
      keep(K2SO4, 0.5 * ratio * (2 * d_[Na2SO4] + sodium));
    else
      keep(K2SO4, least_positive_root(d_[Na2SO4] + d_[MgSO4], 0.0, -0.25 * solubility_of(K2SO4)));
  }

  void dissolve_crustal_salts(double nitrate, double chloride) {
    const auto larger_root = [](double b, double c) { return 0.5 * (-b + std::sqrt(over(b * b - 4 * c))); };
    const double no3 = nitrate + 2 * (d_[CaNO32] + d_[MgNO32]), cl = chloride + 2 * (d_[CaCl2] + d_[MgCl2]);
    if (limited(KNO3)) {
      const double anion = no3 + d_[NaNO3], potassium = 2 * d_[K2SO4] + d_[KCl];
      keep(KNO3, larger_root(anion + potassium, anion * potassium - solubility_of(KNO3)));
    }
    if (limited(KCl))
      keep(KCl, solubility_of(KCl) / solubility_of(KNO3) * (no3 + d_[NaNO3] + d_[KNO3]) - cl - d_[NaCl]);
    if (limited(K2SO4)) {
      const double k = d_[KNO3] + d_[KCl], mg = d_[MgSO4];
      keep(K2SO4,
           least_positive_root(mg + k, k * (0.25 * k + mg), 0.25 * (k * k * mg - solubility_of(K2SO4))));
    }
    if (limited(NaCl)) {
      const double anion = cl + d_[KCl];
      keep(NaCl, larger_root(anion + d_[NaNO3], anion * d_[NaNO3] - solubility_of(NaCl)));
    }
    if (limited(NaNO3))
      keep(NaNO3, solubility_of(NaNO3) / solubility_of(NaCl) * (cl + d_[KCl] + d_[NaCl]) - no3 - d_[KNO3]);
  }

  /// What of two gases [mol m-3] becomes solid so that their product falls to `product`.
  static double condensed(double x, double y, double product) {
    if (x * y <= product) return 0.0;
    const double sum = x + y, amount = 0.5 * (sum - std::sqrt(sum * sum - 4 * (x * y - product)));
    return amount > 0.0 && amount < std::min(x, y) ? amount : 0.0;
  }

  Ions<double> ions_of(double hydrogen_less, double ammonium, double nitrate, double chloride) {
    Amounts d = d_;
    if (present_.sodium_sulfate_stays) d[Na2SO4] = 0.0;
    Ions<double> n = fixed_ions(d);
    n.SO4 = d[NH42SO4] + d[Na2SO4] + d[K2SO4] + d[MgSO4];
    n.NH4 = ammonium, n.NO3 = nitrate, n.Cl = chloride;
    n.H = hydrogen(hydrogen_less);
    d[NH4NO3] = std::min(over(nitrate - nitrate_of(d)), over(ammonium - 2 * d[NH42SO4]));
    d[NH4Cl] = std::min(over(chloride - chloride_of(d)), over(ammonium - 2 * d[NH42SO4] - d[NH4NO3]));
    medium_.water = std::max(w_.of(d), trace);
    return n_ = n;
  }

  /// One sweep with `x` [mol m-3] of free chloride dissolved.
  Ions<double> sweep(double x) {
    a4_ = a4(), a6_ = a6();
    const double ratio = a6_ / a5(), gas = over(chloride_ - x - solid_chloride_);
    const double chloride = x + chloride_of(d_);
    const double nitrate = std::clamp(
        ((nitrate_ - solid_nitrate_) * chloride - ratio * nitrate_of(d_) * gas) / (ratio * gas + chloride),
        trace, std::max(nitrate_, trace));
    double free = std::min(nitrate + x, ammonia_);
    if (!without_acid()) {
      const double b = ammonia_ + x + nitrate + 1 / a4_;
      const double c = ammonia_ * (nitrate + x) - 2 * d_[NH42SO4] / a4_;
      free = 2 * c / (b + std::sqrt(over(b * b - 4 * c)));
      if (!regime('G')) free = std::clamp(free, 0.0, ammonia_);
    }
    if (regime('G') || regime('O'))
      dissolve_sulfates_beside_ammonium(free);
    else if (regime('P'))
      dissolve_crustal_salts(nitrate, x);
    else
      dissolve_sodium_salts(nitrate, x), dissolve_sulfates_beside_sodium();
    const double ammonium = 2 * d_[NH42SO4] + free;
    const double all_nitrate = nitrate + nitrate_of(d_), all_chloride = x + chloride_of(d_);
    nh3_ = std::max(ammonia_ - free, trace);
    hcl_ = std::max(chloride_ - x, trace);
    const double hno3 = std::max(nitrate_ - nitrate, trace);
    if (listed(NH4Cl)) {
      solid_chloride_ = condensed(nh3_, hcl_, chloride_vapour_);
      nh3_ = std::max(nh3_ - solid_chloride_, trace), hcl_ = std::max(hcl_ - solid_chloride_, trace);
    }
    if (listed(NH4NO3)) {  // the search's condition then sees this acid in place of HCl
      solid_nitrate_ = condensed(nh3_, hno3, nitrate_vapour_);
      nh3_ = std::max(nh3_ - solid_nitrate_, trace), hcl_ = std::max(hno3 - solid_nitrate_, trace);
    }
    Amounts d = d_;
    if (present_.sodium_sulfate_stays) d[Na2SO4] = 0.0;
    const Ions<double> bases = fixed_ions(d);
    const double sulfate = d[NH42SO4] + d[Na2SO4] + d[K2SO4] + d[MgSO4];
    return ions_of(
        2 * sulfate + all_nitrate + all_chloride - bases.Na - ammonium - bases.K - 2 * (bases.Mg + bases.Ca),
        ammonium, all_nitrate, all_chloride);
  }

  double imbalance(double x) {
    d_ = whole_;
    for (const Salt s : present_.in_equilibrium)
      if (regime('P') || s == K2SO4) d_[s] = 0.0;
    solid_chloride_ = solid_nitrate_ = 0.0;
    medium_.settle(a_.temperature, [&] { return sweep(x); });
    const bool by_ammonium = regime('H') || (without_acid() && !(regime('G') && ammonia_ <= trace));
    return by_ammonium ? n_.NH4 * n_.Cl / (hcl_ * nh3_ * a6_ * a4_) - 1.0 : n_.H * n_.Cl / (hcl_ * a6_) - 1.0;
  }

  /// Whether there is a solution. Without a root the least chloride is taken.
  bool search_chloride() {
    constexpr double least_found = 1e-11;  // mol m-3: less than that counts as none in G2 and O2
    const auto f = [this](double x) { return imbalance(x); };
    if (chloride_ <= trace) {
      f(trace);
      return true;
    }
    const Search found = first_root(trace, chloride_ - trace, false, f);
    if (without_acid() && (!found.root || *found.root <= least_found)) return false;
    if (found.root)
      f(*found.root);
    else if (!(regime('H') && number_ == 2 && found.at_end < 0.0))
      f(trace);
    return medium_.water > trace;
  }

  Ions<double> sweep_ammonia(double x, double gas_nh3, double gas_hno3) {
    a4_ = a4();
    if (limited(NH42SO4)) {
      const double free = bound_ + x;
      const auto root = least_positive_root(free, 0.25 * free * free, -0.25 * solubility_of(NH42SO4));
      d_[NH42SO4] = root ? std::min(*root, whole_[NH42SO4]) : trace;
    }
    const double pull = a5() * a4_ * (gas_nh3 - x), ammonium = 2 * d_[NH42SO4] + bound_ + x;
    double nitrate = (pull * gas_hno3 - bound_ * ammonium) / (pull + ammonium);
    if (!listed(NH42SO4)) nitrate = std::clamp(nitrate, 0.0, gas_hno3);
    nh3_ = std::max(gas_nh3 - x, trace);
    return ions_of(nitrate - x, ammonium, nitrate + bound_, 0.0);
  }

  bool search_ammonia() {
    const InorganicParticle dry = [this] {
      Amounts solids;
      return dry_particle(a_, solids);
    }();
    const double gas_nh3 = a_.ammonia - dry.ammonium, gas_hno3 = a_.nitrate - dry.nitrate;
    const double first_water = medium_.water;
    const auto f = [&](double x) {
      if (listed(NH42SO4)) medium_.forget();
      d_ = whole_;
      medium_.settle(a_.temperature, [&] { return sweep_ammonia(x, gas_nh3, gas_hno3); });
      return n_.NH4 / (n_.H * nh3_ * a4_) - 1.0;
    };
    double low = trace, high = gas_nh3;
    const double most = bound_ + whole_[NH42SO4];
    for (int n = 0; n < 11; ++n) {
      const Search found = first_root(low, high, true, f);
      if (found.root) {
        f(*found.root);
        return medium_.water > trace;
      }
      if (found.at_end < 0.0) {
        f(trace);
        return medium_.water > trace;
      }
      high = low, low -= 0.1 * most;  // some ammonia of the sulfate evaporates
      if (low < -most) break;
      medium_.water = first_water;
    }
    return medium_.water > trace;
  }

  InorganicParticle particle() {
    Ions<double> n = n_;
    if (present_.sodium_sulfate_stays && whole_[Na2SO4] > trace) {  // dissolves after all is done
      keep(Na2SO4, least_positive_root(n.SO4, 0.0, -0.25 * solubility_of(Na2SO4)));
      n.SO4 += d_[Na2SO4];
    }
    using A = SaltActivity;
    const auto& g = medium_.g.log_g[A::H];
    const double a8 = std::exp(k_.a8 + ln_10 * (2 * g[A::HSO4] - 3 * g[A::SO4])) * medium_.water;
    const double b = n.H + n.SO4 + a8, c = n.H * n.SO4;
    InorganicParticle p;
    p.bisulfate = 2 * c / (b + std::sqrt(b * b - 4 * c));
    p.hydrogen = n.H - p.bisulfate;
    p.ammonium = n.NH4 + 2 * (whole_[NH42SO4] - d_[NH42SO4]) + solid_chloride_ + solid_nitrate_;
    p.nitrate = n.NO3 + whole_[NaNO3] - d_[NaNO3] + whole_[KNO3] - d_[KNO3] + solid_nitrate_;
    p.chloride = n.Cl + whole_[NaCl] - d_[NaCl] + whole_[KCl] - d_[KCl] + solid_chloride_;
    p.water = medium_.water;
    return p;
  }

  const Air& a_;
  int number_;
  SaltsPresent present_;
  Constants k_;
  Water w_;
  Amounts whole_, d_;  // of each salt: all, and dissolved
  Medium medium_;
  Ions<double> n_{};
  double ammonia_ = 0.0, nitrate_ = 0.0, chloride_ = 0.0, bound_ = 0.0;  // free of salts; D: NH4NO3
  double nh3_ = 0.0, hcl_ = 0.0, a4_ = 0.0, a6_ = 0.0;
  double solid_chloride_ = 0.0, solid_nitrate_ = 0.0, chloride_vapour_ = 0.0, nitrate_vapour_ = 0.0;
};

}  // namespace

InorganicParticle poor_solution(const Air& air, int number) { return PoorSolution(air, number).solve(); }

}  // namespace lantian::model::aerosol::older_model
