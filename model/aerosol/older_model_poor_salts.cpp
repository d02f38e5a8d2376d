#include "model/aerosol/older_model_poor_salts.hpp"

namespace lantian::model::aerosol::older_model {

void PoorSalts::dissolve(double nitrate, double chloride, double ammonium) {
  switch (air.regime) {
    case 'G':
    case 'O':
      return dissolve_sulfates_beside_ammonium(ammonium);
    case 'P':
      return dissolve_crustal_salts(nitrate, chloride);
    default:
      dissolve_sodium_salts(nitrate, chloride);
      dissolve_sulfates_beside_sodium();
  }
}

void PoorSalts::dissolve_sulfates_beside_ammonium(double free) {
  const double fixed = dissolved[MgSO4];
  if (regime('O') && listed(K2SO4)) {
    const bool tied = number == 5;
    const double ratio =
        tied ? std::sqrt(solubility_of(Na2SO4) / solubility_of(K2SO4)) : 0.0;  // of Na2SO4 to K2SO4
    const double rest = dissolved[NH42SO4] + fixed + (number == 6 ? dissolved[Na2SO4] : 0.0);
    if (limited(K2SO4))
      keep(K2SO4, least_positive_root(rest / (1 + ratio), 0.0, -0.25 * solubility_of(K2SO4) / (1 + ratio)));
    else
      dissolved[K2SO4] = 0.0;
    if (tied) dissolved[Na2SO4] = std::min(ratio * dissolved[K2SO4], whole[Na2SO4]);
  }
  if (regime('G') && limited(Na2SO4))
    keep(Na2SO4, least_positive_root(dissolved[NH42SO4], 0.0, -0.25 * solubility_of(Na2SO4)));
  if (limited(NH42SO4)) {
    const double rest = dissolved[K2SO4] + fixed;
    const auto root = least_positive_root(rest + free, free * rest + 0.25 * free * free,
                                          0.25 * (free * free * rest - solubility_of(NH42SO4)));
    if (root) dissolved[NH42SO4] = std::min(*root, whole[NH42SO4]);
  }
}

/// The sodium of Na2SO4 is not counted.
void PoorSalts::dissolve_sodium_salts(double nitrate, double chloride) {
  const auto settle = [this](Salt s, double sodium, double anion) {
    const double difference = sodium - anion;
    const double root = std::sqrt(difference * difference + 4 * solubility_of(s));
    keep(s, 0.5 * (root - sodium - anion));
  };
  if (limited(NaCl)) settle(NaCl, dissolved[NaNO3], chloride);
  if (limited(NaNO3)) settle(NaNO3, dissolved[NaCl], nitrate);
}

void PoorSalts::dissolve_sulfates_beside_sodium() {
  const double sodium = dissolved[NaCl] + dissolved[NaNO3];
  if (regime('H')) {  // the sodium's square stands where a quarter of it should
    if (limited(Na2SO4))
      keep(Na2SO4, least_positive_root(sodium, sodium * sodium, -0.25 * solubility_of(Na2SO4)));
    return;
  }
  const double ratio =
      listed(K2SO4) ? std::sqrt(solubility_of(K2SO4) / solubility_of(Na2SO4)) : 0.0;  // of K+ to Na+
  if (limited(Na2SO4)) {
    const double rest = 0.5 * ratio * sodium + dissolved[MgSO4], all = 1 + ratio;
    keep(Na2SO4, least_positive_root((rest + all * sodium) / all,
                                     (sodium * rest + 0.25 * sodium * sodium * all) / all,
                                     0.25 * (sodium * sodium * rest - solubility_of(Na2SO4)) / all));
  }
  if (!limited(K2SO4)) return;
  if (number <= 5)
    keep(K2SO4, 0.5 * ratio * (2 * dissolved[Na2SO4] + sodium));
  else
    keep(K2SO4, least_positive_root(dissolved[Na2SO4] + dissolved[MgSO4], 0.0, -0.25 * solubility_of(K2SO4)));
}

void PoorSalts::dissolve_crustal_salts(double nitrate, double chloride) {
  const auto larger_root = [](double b, double c) { return 0.5 * (-b + std::sqrt(over(b * b - 4 * c))); };
  const double no3 = nitrate + 2 * (dissolved[CaNO32] + dissolved[MgNO32]),
               cl = chloride + 2 * (dissolved[CaCl2] + dissolved[MgCl2]);
  if (limited(KNO3)) {
    const double anion = no3 + dissolved[NaNO3], potassium = 2 * dissolved[K2SO4] + dissolved[KCl];
    keep(KNO3, larger_root(anion + potassium, anion * potassium - solubility_of(KNO3)));
  }
  if (limited(KCl))
    keep(KCl, solubility_of(KCl) / solubility_of(KNO3) * (no3 + dissolved[NaNO3] + dissolved[KNO3]) - cl -
                  dissolved[NaCl]);
  if (limited(K2SO4)) {
    const double k = dissolved[KNO3] + dissolved[KCl], mg = dissolved[MgSO4];
    keep(K2SO4, least_positive_root(mg + k, k * (0.25 * k + mg), 0.25 * (k * k * mg - solubility_of(K2SO4))));
  }
  if (limited(NaCl)) {
    const double anion = cl + dissolved[KCl];
    keep(NaCl, larger_root(anion + dissolved[NaNO3], anion * dissolved[NaNO3] - solubility_of(NaCl)));
  }
  if (limited(NaNO3))
    keep(NaNO3, solubility_of(NaNO3) / solubility_of(NaCl) * (cl + dissolved[KCl] + dissolved[NaCl]) - no3 -
                    dissolved[KNO3]);
}

}  // namespace lantian::model::aerosol::older_model
