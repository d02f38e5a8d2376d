#include "model/aerosol/older_model_search.hpp"
#include "model/aerosol/older_model_solution.hpp"
#include "model/aerosol/solid_data.hpp"

// Sulfate-rich solutions, B C E F I J K L, beside solids. Bisulfate is inside; one amount of a salt is
// searched for, in I and L beside letovicite two, one inside the other. Others are tied to it by the ratio of
// their solubilities, whether or not that one is saturated (docs/theory/aerosol.md).
namespace lantian::model::aerosol::older_model {
namespace {

class RichSolution {
 public:
  RichSolution(const Air& air, int number)
      : a_(air),
        number_(number),
        present_(solids_of(air.regime, number)),
        k_(air.temperature),
        w_(air.relative_humidity),
        whole_(rich_salts(air)),
        d_(whole_) {}

  RichParticle solve() {
    switch (a_.regime) {
      case 'B':
      case 'E':
        if (listed(letovicite))
          search(letovicite, whole_[letovicite], 0.0);
        else if (listed(NH42SO4))
          search(NH42SO4, 0.0, whole_[NH42SO4]);
        else
          at(NH4HSO4, whole_[NH4HSO4]);
        break;
      case 'C':
      case 'F':
        search(NH4HSO4, trace, whole_[NH4HSO4]);
        break;
      case 'J':
        search(NaHSO4, whole_[NaHSO4], trace);
        break;
      case 'K':
        search(KHSO4, whole_[KHSO4], trace);
        break;
      default:
        search_sulfates();
    }
    InorganicParticle p;
    p.water = medium_.water;
    p.ammonium = n_.NH4 + 3 * solid(letovicite) + 2 * solid(NH42SO4) + solid(NH4HSO4);
    p.hydrogen = n_.H;
    p.bisulfate = n_.HSO4;
    return {p, n_.NH4, medium_.g.partitioning()};
  }

 private:
  bool regime(char r) const { return a_.regime == r; }
  bool listed(Salt s) const {
    const auto& list = present_.in_equilibrium;
    return std::find(list.begin(), list.end(), s) != list.end();
  }
  bool limited(Salt s) const { return listed(s) && whole_[s] > trace && medium_.water > trace; }
  double solid(Salt s) const { return over(whole_[s] - d_[s]); }
  double solubility_of(Salt s) const {
    return std::exp(ln_stepped(solubility(s), a_.temperature) +
                    dissociation(s).ions * (std::log(medium_.water) - ln_10 * log_g(s, medium_.g)));
  }
  void keep(Salt s, std::optional<double> root) { d_[s] = root ? std::clamp(*root, 0.0, whole_[s]) : 0.0; }

  /// Sulfate and bisulfate before bisulfate dissociates.
  double sulfates() const { return d_[letovicite] + d_[NH42SO4] + d_[Na2SO4] + d_[K2SO4] + d_[MgSO4]; }
  double bisulfates() const { return d_[letovicite] + d_[NH4HSO4] + d_[NaHSO4] + d_[KHSO4]; }

  void dissociate() {
    using A = SaltActivity;
    const auto& g = medium_.g.log_g[A::H];
    const double a8 = std::exp(k_.a8 + ln_10 * (2 * g[A::HSO4] - 3 * g[A::SO4])) * medium_.water;
    const double acid = d_[H2SO4], s = sulfates(), hs = bisulfates() + acid;
    const double b = acid + s + a8, c = a8 * hs - acid * s;
    const double root = std::sqrt(over(b * b + 4 * c));
    freed_ = c >= 0.0 ? 2 * c / (b + root) : 0.5 * (root - b);
  }

  /// J1: all that is dissolved counts as bisulfate. K: salts in proportion to KHSO4.
  void dissolve_bisulfates() {
    if (regime('J') && listed(NH4HSO4)) {
      const double rest = d_[H2SO4] + d_[NaHSO4];
      keep(NH4HSO4, 0.5 * (std::sqrt(rest * rest + 4 * solubility_of(NH4HSO4)) - rest));
    }
    if (!regime('K')) return;
    for (const Salt s : {NH4HSO4, NaHSO4})
      if (listed(s)) keep(s, solubility_of(s) / solubility_of(KHSO4) * d_[KHSO4]);
  }

  void dissolve_beside_bisulfate() {
    const double ammonium = 3 * d_[letovicite] + d_[NH4HSO4];
    if (listed(NH42SO4)) {  // NH4+ in proportion to Na+
      const double ratio = std::sqrt(solubility_of(Na2SO4) / solubility_of(NH42SO4));
      keep(NH42SO4, 0.5 * ((d_[NaHSO4] + 2 * d_[Na2SO4]) / ratio - ammonium));
    }
    if (inner_by_closed_form() && limited(Na2SO4)) {
      const double rest = sulfates() - d_[Na2SO4] + freed_, na = d_[NaHSO4];
      keep(Na2SO4,
           least_positive_root(rest + na, na * (rest + na), 0.25 * (na * na * rest - solubility_of(Na2SO4))));
    }
    if (limited(NaHSO4)) {
      const double rest = bisulfates() - d_[NaHSO4] - freed_, na = 2 * d_[Na2SO4];
      keep(NaHSO4, least_positive_root(na + rest, na * rest - solubility_of(NaHSO4), 0.0));
    }
    dissociate();
    if (limited(K2SO4)) {
      const double rest = sulfates() - d_[K2SO4] + freed_, k = d_[KHSO4];
      keep(K2SO4, least_positive_root(rest + k, k * (rest + 0.25 * k),
                                      0.25 * (k * k * rest - solubility_of(K2SO4))));
    }
    if (listed(KHSO4)) {
      const double k = 2 * d_[K2SO4], rest = bisulfates() - d_[KHSO4] - freed_, b = k + rest;
      keep(KHSO4, 0.5 * (std::sqrt(over(b * b - 4 * (k * rest - solubility_of(KHSO4)))) - b));
    }
  }

  /// I2 finds Na2SO4 in closed form, all others search for it.
  bool inner_by_closed_form() const { return regime('I') && number_ == 2; }

  Ions<double> sweep() {
    if (regime('I') || regime('L'))
      dissolve_beside_bisulfate();
    else
      dissolve_bisulfates();
    dissociate();
    Ions<double> n = fixed_ions(d_);
    n.NH4 = 3 * d_[letovicite] + 2 * d_[NH42SO4] + d_[NH4HSO4];
    n.H = d_[H2SO4] + freed_;
    n.SO4 = sulfates() + freed_;
    n.HSO4 = over(bisulfates() + d_[H2SO4] - freed_);
    medium_.water = std::max(w_.of(d_), trace);
    return n_ = n;
  }

  /// Saturation of `s`, less 1, with `x` of it dissolved.
  double at(Salt s, double x) {
    d_[s] = x;
    medium_.settle(a_.temperature, [this] { return sweep(); });
    return saturation(s);
  }
  double saturation(Salt s) const { return std::exp(ln_product(s, n_)) / solubility_of(s) - 1.0; }

  void search(Salt s, double from, double to) {
    const auto f = [&](double x) { return at(s, x); };
    const bool begins_dissolved = from >= to;
    const bool at_once = begins_dissolved && s != letovicite;
    if (whole_[s] <= trace || at_once) {
      const double value = f(whole_[s]);
      if (whole_[s] <= trace || !(value > 0.0)) return;
    }
    const Search found = first_root(from, to, false, f);
    if (found.root)
      f(*found.root);
    else if (found.at_end > 0.0)
      f(std::min(from, to));
    else if (begins_dissolved)
      f(from);
  }

  void search_sulfates() {
    const Salt inner = listed(Na2SO4) ? Na2SO4 : K2SO4;
    const auto settle_inner = [&] {
      if (inner_by_closed_form() || !listed(inner) || whole_[inner] <= trace) {
        if (!inner_by_closed_form() && listed(inner)) d_[inner] = 0.0;
        medium_.settle(a_.temperature, [this] { return sweep(); });
      } else {
        search(inner, whole_[inner], 0.0);
      }
    };
    if (!listed(letovicite)) return settle_inner();
    const auto f = [&](double x) {
      d_[letovicite] = x;
      for (const Salt s : {NaHSO4, Na2SO4, NH42SO4})
        if (number_ == 2) d_[s] = whole_[s];
      settle_inner();
      return saturation(letovicite);
    };
    if (!(f(whole_[letovicite]) >= 1e-12)) return;
    const Search found = first_root(whole_[letovicite], 0.0, false, f);
    if (found.root)
      f(*found.root);
    else if (found.at_end > 1e-12)
      f(0.0);
  }

  const Air& a_;
  int number_;
  SaltsPresent present_;
  Constants k_;
  Water w_;
  Amounts whole_, d_;  // of each salt: all, and dissolved
  Medium medium_;
  Ions<double> n_{};
  double freed_ = 0.0;  // H+ that bisulfate sets free
};

}  // namespace

RichParticle rich_solution(const Air& air, int number) { return RichSolution(air, number).solve(); }

}  // namespace lantian::model::aerosol::older_model
