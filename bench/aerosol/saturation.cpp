#include "bench/aerosol/saturation.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "model/aerosol/older_model_parts.hpp"
#include "model/aerosol/older_model_solution.hpp"
#include "model/aerosol/solid_data.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::bench {
namespace {

using namespace model;
using namespace model::aerosol;
using namespace model::aerosol::older_model;

constexpr Salt dissolving[] = {Na2SO4,  K2SO4, NH42SO4, letovicite, NaHSO4, KHSO4,
                               NH4HSO4, NaCl,  NaNO3,   KCl,        KNO3};

/// Ions [mol m-3] as the reference counts them when it takes its coefficients.
Ions<double> ions_of(const Air& air, const Amounts& dissolved, const ScoredRow& row, bool poor) {
  const Amounts& d = dissolved;
  Ions<double> n = fixed_ions(d);
  if (poor) {
    n.SO4 = d[NH42SO4] + d[Na2SO4] + d[K2SO4] + d[MgSO4];
    n.H = row.hydrogen + row.bisulfate;
    n.NH4 = row.converged.ammonium - 2 * row.solids[NH42SO4] - row.solids[NH4Cl] - row.solids[NH4NO3];
    n.NO3 = row.converged.nitrate - row.solids[NaNO3] - row.solids[KNO3] - row.solids[NH4NO3];
    n.Cl = air.regime == 'D'
               ? 0.0
               : row.converged.chloride - row.solids[NaCl] - row.solids[KCl] - row.solids[NH4Cl];
  } else {
    n.NH4 = 3 * d[letovicite] + 2 * d[NH42SO4] + d[NH4HSO4];
    n.SO4 = row.sulfate;
    n.HSO4 = row.bisulfate;
    n.H = 2 * n.SO4 + n.HSO4 - n.NH4 - n.Na - n.K - 2 * n.Mg;
  }
  return n;
}

}  // namespace

SolidsOff solids_off(const std::vector<ScoredRow>& rows) {
  SolidsOff result;
  std::vector<double> energies;
  for (const ScoredRow& row : rows) {
    const Air air = classified(row.air);
    const bool poor = std::string_view("DGHOMP").find(air.regime) != std::string_view::npos;
    Amounts d = poor ? poor_salts(air) : rich_salts(air);
    for (int s = 0; s < salt_count; ++s) d.of[s] = over(d.of[s] - row.solids.of[s]);
    const Ions<double> n = ions_of(air, d, row, poor);
    const double water = row.converged.water;
    const SaltActivity g = salt_activity<OlderModel>(molalities(n, water), air.temperature);
    double worst = 0.0;
    bool any = false;
    for (const Salt s : dissolving) {
      const double share = row.solids[s] / (row.solids[s] + d[s]);
      if (!(share > 1e-3)) continue;
      any = true;
      const double ln_k = ln_stepped(solubility(s), air.temperature) +
                          dissociation(s).ions * (std::log(water) - ln_10 * log_g(s, g));
      const double off = ln_product(s, n) - ln_k;
      if (off < 0.0 || share < 0.999) worst = std::max(worst, std::abs(off));  // no more of it to precipitate
    }
    result.rows += any ? 1 : 0;
    if (worst <= std::log(1.1)) continue;
    energies.push_back(1e-3 * constants::gas_constant * air.temperature * worst);
  }
  result.off = static_cast<int>(energies.size());
  std::sort(energies.begin(), energies.end());
  if (!energies.empty()) result.median_energy = energies[energies.size() / 2];
  return result;
}

}  // namespace lantian::bench
