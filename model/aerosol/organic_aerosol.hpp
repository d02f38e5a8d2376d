/// Organic aerosol by the volatility basis set: oxidation makes matter of low volatility, OH ages its
/// vapours, and all of it divides between particles and vapour at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/chemistry/mechanism.hpp"
#include "model/state/process.hpp"
#include "model/state/species.hpp"

namespace lantian::model::aerosol {

/// Runs after the gas chemistry and goes by what that took away: a precursor that the mechanism only consumes
/// has reacted as much as it fell. The mechanism itself stays as it is: it keeps its own products, which
/// carry the precursor's carbon on in the gas, and OH is not used up by ageing.
template <class Real>
class OrganicAerosol {
 public:
  static constexpr std::string_view name = "organic_aerosol";

  /// Does nothing where `table` lacks volatility_species().
  OrganicAerosol(const SpeciesTable& table, const chemistry::Mechanism& mechanism);

  bool is_active() const;
  /// Precursors that make organic matter in this mechanism: those that it has and never produces.
  const std::vector<std::string>& precursors() const;

  FieldUse field_use() const;
  Seconds largest_stable_step(const State<Real>&, const Forcing&) const;  // infinity

  struct Scratch {
    std::vector<Real> before;  // by remember()
    // Since the run began, by member [kg]: what oxidation made, and what ageing added.
    std::vector<double> formed, oxygen;
  };
  /// Keeps what gas chemistry is about to change; before it, in every step.
  void remember(const State<Real>& state, Scratch& scratch) const;
  MassExchange advance(State<Real>& state, const Forcing& forcing, Interval interval, Scratch& scratch) const;

 private:
  struct Tables;
  struct Row;
  class RowSolver;
  std::shared_ptr<const Tables> tables_;
};

extern template class OrganicAerosol<float>;
extern template class OrganicAerosol<double>;

}  // namespace lantian::model::aerosol
