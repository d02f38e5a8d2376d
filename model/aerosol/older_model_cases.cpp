#include "model/aerosol/older_model_cases.hpp"

#include <algorithm>

#include "model/aerosol/solid_data.hpp"

// Orders of the salts and mutual deliquescence humidities as the model has them [FountoukisNenes2007].
namespace lantian::model::aerosol::older_model {
namespace {

std::vector<Salt> deliquescence_order(char regime) {
  switch (regime) {
    case 'A':
      return {NH42SO4};
    case 'B':
    case 'E':
      return {NH4HSO4, letovicite, NH42SO4};
    case 'C':
    case 'F':
      return {NH4HSO4};
    case 'D':
      return {NH4NO3, NH42SO4};
    case 'G':
      return {NH4NO3, NH4Cl, NH42SO4, Na2SO4};
    case 'H':
      return {NH4NO3, NaNO3, NaCl, NH4Cl, Na2SO4};
    case 'I':
      return {NH4HSO4, NaHSO4, letovicite, NH42SO4, Na2SO4};
    case 'J':
      return {NH4HSO4, NaHSO4};
    case 'O':
      return {NH4NO3, NH4Cl, NH42SO4, MgSO4, Na2SO4, K2SO4};
    case 'M':
      return {NH4NO3, NaNO3, NaCl, NH4Cl, MgSO4, Na2SO4, K2SO4};
    case 'P':
      return {CaCl2, MgCl2, CaNO32, MgNO32, NH4NO3, NaNO3, NaCl, NH4Cl, KCl, MgSO4, KNO3, K2SO4};
    case 'L':
      return {NH4HSO4, NaHSO4, letovicite, NH42SO4, KHSO4, MgSO4, Na2SO4, K2SO4};
    default:  // K
      return {NH4HSO4, NaHSO4, KHSO4};
  }
}

}  // namespace

double deliquescence(const Air& a, Salt salt) {
  const auto of = [&a](Salt s) { return deliquescence_humidity(s, a.temperature); };
  if (a.crustal) return of(salt);
  if (!a.sea) return salt == NH4NO3 ? std::min(of(NH4NO3), of(NH42SO4)) : of(salt);
  if (salt == NH4NO3) return std::min({of(NH4NO3), of(NH4Cl), of(NH42SO4), of(NaNO3), of(NaCl)});
  if (salt == NaNO3) return std::min(of(NaNO3), of(NaCl));
  if (salt == NH4Cl) return std::min(of(NH4Cl), of(NH42SO4));
  return of(salt);
}

SolidCase case_of(const Air& a) {
  const std::vector<Salt> order = deliquescence_order(a.regime);
  const double rh = a.relative_humidity, first = deliquescence(a, order[0]);
  if (rh < first) return {1, false, first};
  for (std::size_t n = 1; n < order.size(); ++n) {
    const double low = deliquescence(a, order[n - 1]), high = deliquescence(a, order[n]);
    if (low <= rh && rh < high) return {static_cast<int>(n) + 1, false, high};
  }
  return {static_cast<int>(order.size()) + 1, true, 1.0};
}

SaltsPresent solids_of(char regime, int n) {
  SaltsPresent present;
  auto& s = present.in_equilibrium;
  const auto below = [&](int number, Salt salt) {
    if (n <= number) s.push_back(salt);
  };
  switch (regime) {
    case 'D':
      below(2, NH42SO4);
      break;
    case 'G':
      below(3, NH42SO4), below(2, NH4Cl);
      if (n == 4) s.push_back(Na2SO4);
      present.sodium_sulfate_stays = n <= 3;
      break;
    case 'H':
      below(5, Na2SO4), below(4, NH4Cl), below(3, NaCl), below(2, NaNO3);
      break;
    case 'O':
      below(6, K2SO4), below(3, NH42SO4), below(2, NH4Cl);
      if (n == 5) s.push_back(Na2SO4);
      present.sodium_sulfate_stays = n <= 4;
      break;
    case 'M':
      below(7, K2SO4), below(6, Na2SO4), below(4, NH4Cl), below(3, NaCl), below(2, NaNO3);
      break;
    case 'P':
      below(12, K2SO4), below(11, KNO3), below(9, KCl), below(8, NH4Cl), below(7, NaCl), below(6, NaNO3),
          below(5, NH4NO3);
      break;
    case 'B':
    case 'E':
      if (n == 3) s.push_back(NH42SO4);
      if (n <= 2) s.push_back(letovicite);
      break;
    case 'C':
    case 'F':
      below(1, NH4HSO4);
      break;
    case 'I':
      below(5, Na2SO4), below(4, NH42SO4), below(3, letovicite), below(2, NaHSO4);
      break;
    case 'J':
      below(2, NaHSO4), below(1, NH4HSO4);
      break;
    case 'L':
      below(8, K2SO4), below(7, Na2SO4), below(5, KHSO4), below(4, NH42SO4), below(3, letovicite),
          below(2, NaHSO4);
      break;
    case 'K':
      below(3, KHSO4), below(2, NaHSO4), below(1, NH4HSO4);
      break;
    default:
      break;
  }
  return present;
}

double mutual_deliquescence(char regime, int n) {
  switch (regime) {
    case 'B':
    case 'E':
      return n == 1 ? 0.378 : n == 2 ? 0.690 : 0.0;
    case 'D':
      return n == 1 ? 0.600 : 0.0;
    case 'G':
    case 'O':
      return n == 1 ? 0.460 : n == 2 ? 0.691 : n == 3 ? 0.697 : 0.0;
    case 'H':
    case 'M':
      return n == 1 ? 0.240 : n == 2 ? 0.596 : 0.0;
    case 'I':
    case 'L':
      return n == 1 ? 0.240 : n == 2 ? 0.363 : n == 3 ? 0.610 : 0.0;
    case 'P':
      return n == 1 ? 0.200 : n <= 5 ? 0.240 : 0.0;
    default:
      return 0.0;
  }
}

}  // namespace lantian::model::aerosol::older_model
