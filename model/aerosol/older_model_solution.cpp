#include "model/aerosol/older_model_solution.hpp"

#include <string_view>

#include "model/aerosol/dry_salts.hpp"
#include "model/aerosol/older_model_parts.hpp"
#include "model/aerosol/solid_data.hpp"

namespace lantian::model::aerosol::older_model {

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

}  // namespace lantian::model::aerosol::older_model
