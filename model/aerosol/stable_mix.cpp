#include "model/aerosol/stable_mix.hpp"

#include <algorithm>
#include <cmath>

#include "model/aerosol/dry_salts.hpp"
#include "model/aerosol/solid_share.hpp"

namespace lantian::model::aerosol {
namespace {

/// Nitrate, then chloride, as far as bases that no sulfate binds hold them; then NH4NO3 and NH4Cl.
InorganicParticle dry_particle(const InorganicAir& air) {
  const Totals<double> t{air.sulfate, air.ammonia,   air.nitrate, air.chloride,
                         air.sodium,  air.potassium, air.calcium, air.magnesium};
  const FixedSalts<double> f = fixed_salts(t, air.relative_humidity);
  const double free_bases = 2.0 * f.Ca + 2.0 * f.Mg + f.Na + f.K;
  InorganicParticle p;
  p.nitrate = std::min(air.nitrate, free_bases);
  p.chloride = std::min(air.chloride, free_bases - p.nitrate);
  const double temperature = air.temperature, ln_rt = std::log(gas_constant_atm * temperature);
  const AmmoniumSalts formed = ammonium_salts(
      {std::max(0.0, air.ammonia - f.ammonium), air.chloride - p.chloride, air.nitrate - p.nitrate,
       std::exp(ln_constant(ammonium_chloride_vapour, temperature) - 2.0 * ln_rt),
       std::exp(ln_constant(ammonium_nitrate_vapour, temperature) - 2.0 * ln_rt)});
  p.nitrate += formed.nitrate;
  p.chloride += formed.chloride;
  p.ammonium = f.ammonium + formed.nitrate + formed.chloride;
  return p;
}

/// Share of chloride and of bases other than ammonia among all charges; 0 where there are none.
double foreign_share(const InorganicAir& a) {
  const double foreign = a.chloride + a.sodium + a.potassium + 2.0 * (a.calcium + a.magnesium);
  const double all = foreign + 2.0 * a.sulfate + a.nitrate + a.ammonia;
  return all > 0.0 ? foreign / all : 0.0;
}

double volatile_share_of(const InorganicAir& a) {
  return volatile_share(a.relative_humidity, a.temperature, foreign_share(a));
}

}  // namespace

void put_shares(EquilibriumBlock& block, int n, const InorganicAir& air) {
  if (volatile_share_of(air) <= 0.0) {  // dry: nothing to solve
    block.sulfate[n] = block.ammonia[n] = block.nitrate[n] = block.chloride[n] = 0.0;
    block.sodium[n] = block.potassium[n] = block.calcium[n] = block.magnesium[n] = 0.0;
  }
  const SulfateShares<double> s = sulfate_shares(air.relative_humidity, air.temperature);
  const double share[] = {s.K2SO4, s.Na2SO4, s.MgSO4, s.NH42SO4, s.NH4HSO4, s.letovicite, s.NaHSO4, s.KHSO4};
  for (int k = 0; k < 8; ++k) block.share[k][n] = share[k];
}

void mix_with_dry(const InorganicAir& air, InorganicParticle& p) {
  const double wet = volatile_share_of(air);
  if (wet >= 1.0) return;
  const InorganicParticle dry = dry_particle(air);
  const auto mixed = [wet](double x, double y) { return wet * x + (1.0 - wet) * y; };
  p.ammonium = std::min(mixed(p.ammonium, dry.ammonium), air.ammonia);
  p.nitrate = std::min(mixed(p.nitrate, dry.nitrate), air.nitrate);
  p.chloride = std::min(mixed(p.chloride, dry.chloride), air.chloride);
  p.hydrogen *= wet;
  p.bisulfate *= wet;
  p.water *= wet;
}

}  // namespace lantian::model::aerosol
