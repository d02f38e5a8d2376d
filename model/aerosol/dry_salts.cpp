#include "model/aerosol/dry_salts.hpp"

#include <algorithm>

#include "model/aerosol/bracketed_root.hpp"

namespace lantian::model::aerosol {

AmmoniumSalts ammonium_salts(const FreeVolatiles& f) {
  const auto over = [](double x) { return std::max(x, 0.0); };
  if (f.ammonia <= 0.0) return {};
  const auto formed = [&](double gas) {
    return AmmoniumSalts{over(f.chloride - f.chloride_product / gas),
                         over(f.nitrate - f.nitrate_product / gas)};
  };
  const auto left = [&](double gas) {
    const AmmoniumSalts s = formed(gas);
    return f.ammonia - gas - s.chloride - s.nitrate;
  };
  const double all_gas = left(f.ammonia);
  if (all_gas >= 0.0) return {};
  // Below this gas neither salt forms, so that the ammonia left is more than none.
  const double chloride_first = f.chloride > 0.0 ? f.chloride_product / f.chloride : f.ammonia;
  const double nitrate_first = f.nitrate > 0.0 ? f.nitrate_product / f.nitrate : f.ammonia;
  const double low = std::min({chloride_first, nitrate_first, f.ammonia});
  const double at_low = left(low);
  if (at_low <= 0.0) return {};
  return formed(root_between(low, f.ammonia, at_low, all_gas, left));
}

}  // namespace lantian::model::aerosol
