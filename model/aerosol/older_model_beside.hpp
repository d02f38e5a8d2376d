/// What solutions beside solids share in the older model: each salt's whole and dissolved amount, and the
/// medium.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/aerosol/older_model_search.hpp"
#include "model/aerosol/older_model_solution.hpp"
#include "model/aerosol/solid_data.hpp"

namespace lantian::model::aerosol::older_model {

struct SaltsBeside {
  const Air& air;
  int number;  // of the case; one past the last: all liquid
  SaltsPresent present;
  Constants constants;
  Water water_of;
  Amounts whole, dissolved;  // mol m-3
  Medium medium;

  SaltsBeside(const Air& a, int case_number, const Amounts& salts)
      : air(a),
        number(case_number),
        present(solids_of(a.regime, case_number)),
        constants(a.temperature),
        water_of(a.relative_humidity),
        whole(salts),
        dissolved(salts) {}

  bool regime(char r) const { return air.regime == r; }
  bool listed(Salt s) const {
    const auto& list = present.in_equilibrium;
    return std::find(list.begin(), list.end(), s) != list.end();
  }
  bool limited(Salt s) const { return listed(s) && whole[s] > trace && medium.water > trace; }

  /// Product of the ions [mol m-3] at saturation.
  double solubility_of(Salt s) const {
    return std::exp(ln_stepped(solubility(s), air.temperature) +
                    dissociation(s).ions * (std::log(medium.water) - ln_10 * log_g(s, medium.g)));
  }

  /// H SO4 / HSO4 [mol m-3].
  double bisulfate_constant() const {
    using A = SaltActivity;
    const auto& g = medium.g.log_g[A::H];
    return std::exp(constants.a8 + ln_10 * (2 * g[A::HSO4] - 3 * g[A::SO4])) * medium.water;
  }

  /// No root: nothing is dissolved.
  void keep(Salt s, std::optional<double> root) {
    dissolved[s] = root ? std::clamp(*root, 0.0, whole[s]) : 0.0;
  }
};

}  // namespace lantian::model::aerosol::older_model
