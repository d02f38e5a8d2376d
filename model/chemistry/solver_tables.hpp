/// Run-time tables of a mechanism for the Rosenbrock kernel: order of species, sparse factors, terms of each
/// sum.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/chemistry/kernel.hpp"
#include "model/chemistry/mechanism.hpp"

namespace lantian::model::chemistry {

/// The mechanism is outside what the tables can hold: a reaction with more than two integrated reactant
/// molecules.
struct UnsupportedReaction : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// Species are ordered by Markowitz's rule; reactions with equal integrated reactants and equal net changes
/// are one rate, but for rates with a factor of each problem: those that the run supplies and, with
/// `light_by_problem`, photolysis. Names as in kernel.hpp.
struct SolverTables {
  std::vector<int> species;  // index in the mechanism, in solver order
  std::vector<int> rate;     // of each reaction of the mechanism: its rate
  int rates = 0;
  std::vector<std::int32_t> rate_first, rate_second, partial_rate, partial_other;
  std::vector<std::int32_t> forcing_begin, forcing_rate;
  std::vector<std::int32_t> jacobian_begin, jacobian_partial, product_begin, product_left, product_right;
  std::vector<std::int32_t> below_pivot, row_begin, row_diagonal, column;
  std::vector<double> forcing_coefficient, jacobian_coefficient;

  SolverTables() = default;
  explicit SolverTables(const Mechanism& mechanism, bool light_by_problem = false);
};

/// Tables of the rate laws, see RateView.
struct RateTables {
  std::vector<std::string> photolysis_names, user_names;
  std::vector<double> exponent_B, exponent_C;
  std::vector<std::int32_t> kind, first, second, source;
  std::vector<double> A, A_high, E, log10_Fc, N;
  std::vector<std::int32_t> given_begin, given, rate;
  std::vector<std::int32_t> step, step_index;  // of the programs
  std::vector<double> step_value;
  int rates = 0;
  std::vector<std::int32_t> user_rate;    // rate of each reaction with a factor of each problem
  std::vector<std::int32_t> user_source;  // its name, index into user_names; `of_light`: photolysis
  static constexpr std::int32_t of_light = -1;

  RateTables() = default;
  /// `rate_of_reaction`: SolverTables::rate, or 0, 1, 2 … for the constants of each reaction by itself;
  /// `with_given`: multiply by the given species.
  RateTables(const Mechanism& mechanism, const std::vector<int>& rate_of_reaction, int rate_count,
             bool with_given = true, bool light_by_problem = false);
  RateView view() const;
};

}  // namespace lantian::model::chemistry
