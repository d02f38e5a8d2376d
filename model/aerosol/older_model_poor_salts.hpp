/// How much of each salt a sulfate-poor solution of the older model dissolves.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/older_model_beside.hpp"

namespace lantian::model::aerosol::older_model {

/// Where two salts may be solid, the reference ties one to the other by the ratio of their solubilities,
/// whether or not that other is saturated (docs/theory/aerosol.md).
struct PoorSalts : SaltsBeside {
  explicit PoorSalts(const Air& a, int case_number) : SaltsBeside(a, case_number, poor_salts(a)) {}

  /// One step from the present amounts, beside `nitrate`, `chloride` and `ammonium` [mol m-3] of no salt.
  void dissolve(double nitrate, double chloride, double ammonium);

 private:
  void dissolve_sulfates_beside_ammonium(double free);
  void dissolve_sodium_salts(double nitrate, double chloride);
  void dissolve_sulfates_beside_sodium();
  void dissolve_crustal_salts(double nitrate, double chloride);
};

}  // namespace lantian::model::aerosol::older_model
