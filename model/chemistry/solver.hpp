/// The stiff solver of a mechanism: many cells and members at once, each as if it were alone.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/chemistry/kernel.hpp"
#include "model/chemistry/solver_tables.hpp"
#include "model/numerics/instruction_set.hpp"
#include "model/state/aligned.hpp"

namespace lantian::model::chemistry {

/// Tuned on 5000 city cells (docs/theory/gas-chemistry.md): p99 errors are a third of the bars.
struct Tolerances {
  double relative = 4e-3;
  double absolute = 1e5;  // molecule cm-3
  /// Share of the interval that the first step may take. An accuracy parameter: the error estimate cannot be
  /// trusted with a first step across the start-up transient.
  double first_step_share = 0.2;
  double follow_limit = 10.0;
  int attempts = 500;
  /// Members take the baseline's factors, not only its steps: for screening, see
  /// docs/theory/gas-chemistry.md.
  bool shared_factorisation = false;
};

/// Conditions of some cells. Densities in molecule cm-3.
struct Conditions {
  std::vector<double> temperature, pressure;  // K, Pa
  std::vector<double> given;                  // 6 x cells, order of Given
  std::vector<double> photolysis;             // names x cells, s-1

  /// All arrays for `cells`, padded to what the kernels take at once with copies of the last cell.
  void resize(std::size_t cells, std::size_t photolysis_names);
  std::size_t padded() const { return temperature.size(); }
  static std::size_t padded(std::size_t cells) { return (cells + 7) / 8 * 8; }
};

/// Densities of given species [molecule cm-3] from temperature, pressure and relative humidity over water.
std::array<double, 6> given_densities(double temperature, double pressure, double relative_humidity,
                                      const GivenMoleFractions& fractions);

template <class Real>
class Solver {
 public:
  /// `light_by_problem`: each problem has its own factor on photolysis, too.
  explicit Solver(const Mechanism& mechanism, Tolerances tolerances = {},
                  InstructionSet instruction_set = fastest_instruction_set(), bool light_by_problem = false);

  const SolverTables& tables() const { return tables_; }
  const RateTables& rate_tables() const { return rates_; }
  int species() const { return static_cast<int>(tables_.species.size()); }
  int rates() const { return tables_.rates; }
  int users() const { return static_cast<int>(rates_.user_rate.size()); }
  static constexpr int step_capacity = 64;

  struct Scratch {
    AlignedVector<std::byte> memory;
  };

  /// Problems in solver order: `state` (problems x species), `rates` (cells x rates), `cell` of each problem,
  /// `user_factor` (problems x users).
  struct Problems {
    std::span<Real> state;
    std::span<const Real> rates;
    std::span<const std::int32_t> cell;
    std::span<const Real> user_factor;
    std::span<Outcome> outcome;
    // leaders record their accepted steps; followers take them
    std::span<Real> recorded;  // problems x step_capacity, or empty
    std::span<std::int32_t> recorded_count;
    std::span<const Real> followed;  // rows x step_capacity, or empty
    std::span<const std::int32_t> followed_count, leader;
    // Companions of each problem, which take its steps with its factors (problems x companions), or none;
    // one that comes out with `companion_followed` 0 is to be solved by itself.
    std::span<Real> companion_state = {};
    std::span<const Real> companion_factor = {};
    std::span<std::int32_t> companion_followed = {};
  };
  void solve(const Problems& problems, double interval, Scratch& scratch) const;

  /// Rate constants with the given species multiplied in, cells x rates; user-defined ones count as 1.
  void evaluate_rates(const Conditions& conditions, std::span<Real> out, Scratch& scratch) const;

 private:
  TableView<Real> view() const;

  Tolerances tolerances_;
  const ChemistryKernels* kernels_;
  const RateKernels* rate_kernels_;
  SolverTables tables_;
  RateTables rates_;
  std::vector<Real> forcing_coefficient_, jacobian_coefficient_;
};

}  // namespace lantian::model::chemistry
