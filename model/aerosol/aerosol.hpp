/// Inorganic particles come to equilibrium with the gas: sulfuric acid condenses, nitric acid, hydrogen
/// chloride and ammonia share themselves out.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>

#include "model/aerosol/aerosol_species.hpp"
#include "model/aerosol/equilibrium.hpp"
#include "model/state/process.hpp"

namespace lantian::model::aerosol {

/// SULF goes wholly to ASO4; HNO3, HCL, NH3 and ANO3, ACL, ANH4 by the equilibrium, at once. ANA,
/// AK, ACA, AMG take part as soluble bases; ASOIL, AOTHR, carbon and PMC do not. Species that the run lacks
/// count as zero; a volatile pair needs both of its halves.
template <class Real>
class Aerosol {
 public:
  static constexpr std::string_view name = "aerosol";

  explicit Aerosol(const SpeciesTable& table, double tolerance = production_tolerance,
                   Phase phase = Phase::metastable);

  FieldUse field_use() const;
  Seconds largest_stable_step(const State<Real>&, const Forcing&) const;  // infinity

  struct Scratch {
    // Since the run began; airs that did not converge stay mass-closed and count here.
    std::int64_t solved = 0, unconverged = 0;
  };
  MassExchange advance(State<Real>& state, const Forcing& forcing, Interval interval, Scratch& scratch) const;

 private:
  AerosolIndex index_;
  double tolerance_;
  Phase phase_;
};

extern template class Aerosol<float>;
extern template class Aerosol<double>;

}  // namespace lantian::model::aerosol
