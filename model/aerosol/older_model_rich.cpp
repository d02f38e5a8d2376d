#include "model/aerosol/older_model_beside.hpp"

// Sulfate-rich solutions, B C E F I J K L, beside solids. Bisulfate is inside; one amount of a salt is
// searched for, in I and L beside letovicite two, one inside the other. Others are tied to it by the ratio of
// their solubilities, whether or not that one is saturated (docs/theory/aerosol.md).
namespace lantian::model::aerosol::older_model {
namespace {

class RichSolution : SaltsBeside {
 public:
  RichSolution(const Air& a, int case_number) : SaltsBeside(a, case_number, rich_salts(a)) {}

  RichParticle solve() {
    switch (air.regime) {
      case 'B':
      case 'E':
        if (listed(letovicite))
          search(letovicite, whole[letovicite], 0.0);
        else if (listed(NH42SO4))
          search(NH42SO4, 0.0, whole[NH42SO4]);
        else
          at(NH4HSO4, whole[NH4HSO4]);
        break;
      case 'C':
      case 'F':
        search(NH4HSO4, trace, whole[NH4HSO4]);
        break;
      case 'J':
        search(NaHSO4, whole[NaHSO4], trace);
        break;
      case 'K':
        search(KHSO4, whole[KHSO4], trace);
        break;
      default:
        search_sulfates();
    }
    InorganicParticle p;
    p.water = medium.water;
    p.ammonium = ions_.NH4 + 3 * solid(letovicite) + 2 * solid(NH42SO4) + solid(NH4HSO4);
    p.hydrogen = ions_.H;
    p.bisulfate = ions_.HSO4;
    medium.report(p);
    return {p, ions_.NH4, medium.g.partitioning()};
  }

 private:
  double solid(Salt s) const { return over(whole[s] - dissolved[s]); }

  /// Sulfate and bisulfate before bisulfate dissociates.
  double sulfates() const {
    return dissolved[letovicite] + dissolved[NH42SO4] + dissolved[Na2SO4] + dissolved[K2SO4] +
           dissolved[MgSO4];
  }
  double bisulfates() const {
    return dissolved[letovicite] + dissolved[NH4HSO4] + dissolved[NaHSO4] + dissolved[KHSO4];
  }

  void dissociate() {
    const double a8 = bisulfate_constant();
    const double acid = dissolved[H2SO4], s = sulfates(), hs = bisulfates() + acid;
    const double b = acid + s + a8, c = a8 * hs - acid * s;
    const double root = std::sqrt(over(b * b + 4 * c));
    freed_ = c >= 0.0 ? 2 * c / (b + root) : 0.5 * (root - b);
  }

  /// J1: all that is dissolved counts as bisulfate. K: salts in proportion to KHSO4.
  void dissolve_bisulfates() {
    if (regime('J') && listed(NH4HSO4)) {
      const double rest = dissolved[H2SO4] + dissolved[NaHSO4];
      keep(NH4HSO4, 0.5 * (std::sqrt(rest * rest + 4 * solubility_of(NH4HSO4)) - rest));
    }
    if (!regime('K')) return;
    for (const Salt s : {NH4HSO4, NaHSO4})
      if (listed(s)) keep(s, solubility_of(s) / solubility_of(KHSO4) * dissolved[KHSO4]);
  }

  void dissolve_beside_bisulfate() {
    const double ammonium = 3 * dissolved[letovicite] + dissolved[NH4HSO4];
    if (listed(NH42SO4)) {  // NH4+ in proportion to Na+
      const double ratio = std::sqrt(solubility_of(Na2SO4) / solubility_of(NH42SO4));
      keep(NH42SO4, 0.5 * ((dissolved[NaHSO4] + 2 * dissolved[Na2SO4]) / ratio - ammonium));
    }
    if (inner_by_closed_form() &&
        limited(Na2SO4)) {  // the sodium's square where a quarter of it should stand
      const double rest = sulfates() - dissolved[Na2SO4] + freed_, na = dissolved[NaHSO4];
      keep(Na2SO4,
           least_positive_root(rest + na, na * (rest + na), 0.25 * (na * na * rest - solubility_of(Na2SO4))));
    }
    if (limited(NaHSO4)) {
      const double rest = bisulfates() - dissolved[NaHSO4] - freed_, na = 2 * dissolved[Na2SO4];
      keep(NaHSO4, least_positive_root(na + rest, na * rest - solubility_of(NaHSO4), 0.0));
    }
    dissociate();
    if (limited(K2SO4)) {
      const double rest = sulfates() - dissolved[K2SO4] + freed_, k = dissolved[KHSO4];
      keep(K2SO4, least_positive_root(rest + k, k * (rest + 0.25 * k),
                                      0.25 * (k * k * rest - solubility_of(K2SO4))));
    }
    if (listed(KHSO4)) {
      const double k = 2 * dissolved[K2SO4], rest = bisulfates() - dissolved[KHSO4] - freed_, b = k + rest;
      keep(KHSO4, 0.5 * (std::sqrt(over(b * b - 4 * (k * rest - solubility_of(KHSO4)))) - b));
    }
  }

  /// I2 finds Na2SO4 in closed form, all others search for it.
  bool inner_by_closed_form() const { return regime('I') && number == 2; }

  Ions<double> sweep() {
    if (regime('I') || regime('L'))
      dissolve_beside_bisulfate();
    else
      dissolve_bisulfates();
    dissociate();
    Ions<double> n = fixed_ions(dissolved);
    n.NH4 = 3 * dissolved[letovicite] + 2 * dissolved[NH42SO4] + dissolved[NH4HSO4];
    n.H = dissolved[H2SO4] + freed_;
    n.SO4 = sulfates() + freed_;
    n.HSO4 = over(bisulfates() + dissolved[H2SO4] - freed_);
    medium.water = std::max(water_of.of(dissolved), trace);
    return ions_ = n;
  }

  /// Saturation of `s`, less 1, with `x` of it dissolved.
  double at(Salt s, double x) {
    dissolved[s] = x;
    medium.settle(air.temperature, [this] { return sweep(); });
    return saturation(s);
  }
  double saturation(Salt s) const { return std::exp(ln_product(s, ions_)) / solubility_of(s) - 1.0; }

  /// The amount of `s` that saturates it. From the dissolved end: all of it where that is not too much, but
  /// letovicite of B and E is stepped through all the same.
  void search(Salt s, double from, double to) {
    const auto f = [&](double x) { return at(s, x); };
    if (whole[s] <= trace) {
      f(whole[s]);
      return;
    }
    if (from >= to && s != letovicite && !(f(from) > 0.0)) return;
    const Search found = first_root(from, to, false, f);
    if (found.root)
      f(*found.root);
    else if (found.at_end > 0.0)
      f(std::min(from, to));
    else if (from >= to)
      f(from);
  }

  /// I and L: Na2SO4, or K2SO4 where that is the only solid.
  void search_inner() {
    const Salt inner = listed(Na2SO4) ? Na2SO4 : K2SO4;
    if (inner_by_closed_form()) {
      medium.settle(air.temperature, [this] { return sweep(); });
    } else {
      search(inner, whole[inner], 0.0);
    }
  }

  void search_sulfates() {
    if (!listed(letovicite)) return search_inner();
    const auto f = [&](double x) {
      dissolved[letovicite] = x;
      if (number == 2)
        for (const Salt s : {NaHSO4, Na2SO4, NH42SO4}) dissolved[s] = whole[s];
      search_inner();
      return saturation(letovicite);
    };
    constexpr double least_excess = 1e-12;
    if (!(f(whole[letovicite]) >= least_excess)) return;
    const Search found = first_root(whole[letovicite], 0.0, false, f);
    if (found.root)
      f(*found.root);
    else if (found.at_end > least_excess)
      f(0.0);
  }

  Ions<double> ions_{};
  double freed_ = 0.0;  // H+ that bisulfate sets free
};

}  // namespace

RichParticle rich_solution(const Air& air, int number) { return RichSolution(air, number).solve(); }

}  // namespace lantian::model::aerosol::older_model
