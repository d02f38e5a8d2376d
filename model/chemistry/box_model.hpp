/// Well-mixed boxes of air: gas chemistry with what is emitted, mixed in and deposited, solved together.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string>
#include <vector>

#include "model/chemistry/solver.hpp"

namespace lantian::model::chemistry {

/// What all boxes of one call share.
struct BoxAir {
  double temperature = 298.15, pressure = 101325.0;  // K, Pa
  double relative_humidity = 0.5;                    // 1, over water
  std::vector<double> photolysis;                    // s-1, in the order of photolysis_names
  std::vector<double> user;                          // s-1 or the rate's own unit, in the order of user_names
};

/// Zero-order sources and first-order losses of a box's species, in the order of the mechanism's.
struct BoxExchange {
  std::vector<double> source;  // molecule cm-3 s-1
  std::vector<double> loss;    // s-1
};

/// A box that could not be solved.
struct BoxFailure {
  std::size_t box = 0;
  int species = 0;         // of the mechanism, the one with the largest error
  int reaction = -1;       // the one that turns it over fastest; -1: none does
  double remaining = 0.0;  // s of the interval
};

/// Sources and losses are reactions of the solver, not split from the chemistry: its error control sees them.
template <class Real>
class BoxModel {
 public:
  /// `exchanged`: species of the mechanism that have a source or a loss at any time.
  BoxModel(const Mechanism& mechanism, const std::vector<bool>& exchanged, Tolerances tolerances,
           GivenMoleFractions fractions = {});

  const std::vector<std::string>& photolysis_names() const { return solver_.rate_tables().photolysis_names; }
  /// Of the mechanism alone.
  const std::vector<std::string>& user_names() const { return user_names_; }
  std::size_t species() const { return species_count_; }

  /// `density`: boxes x species of the mechanism [molecule cm-3], the given ones left alone. Nothing is
  /// returned where all went well; a failed box keeps its densities.
  std::vector<BoxFailure> advance(std::span<double> density, const BoxAir& air,
                                  std::span<const BoxExchange> exchange, double interval) const;

 private:
  Conditions conditions_of(const BoxAir& air) const;

  Mechanism mechanism_;  // with its sources and losses
  std::size_t species_count_ = 0;
  std::vector<std::string> user_names_;
  GivenMoleFractions fractions_;
  Solver<Real> solver_;
  struct UserFactor {
    enum class Kind { given, source, loss } kind;
    int index;  // into BoxAir::user or the species
  };
  std::vector<UserFactor> factors_;
};

extern template class BoxModel<float>;
extern template class BoxModel<double>;

}  // namespace lantian::model::chemistry
