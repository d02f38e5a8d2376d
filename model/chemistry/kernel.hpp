/// What the chemistry kernels of each instruction set take and give: plain arrays, nothing of the library.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>

namespace lantian::model::chemistry {

/// Sparse tables of one mechanism for real type Real; see solver_tables.hpp for how they come about.
template <class Real>
struct TableView {
  int species, rates, partials, entries;
  // rate r = k[r] y[rate_first[r]] y[rate_second[r]]; index `species` stands for 1
  const std::int32_t *rate_first, *rate_second;
  // partial derivative p = k[partial_rate[p]] y[partial_other[p]]
  const std::int32_t *partial_rate, *partial_other;
  // forcing of species s: sum over [forcing_begin[s], forcing_begin[s + 1]) of coefficient * rate
  const std::int32_t *forcing_begin, *forcing_rate;
  const Real* forcing_coefficient;
  // entry e of the factors, row by row: minus the Jacobian's terms, minus products of earlier entries
  const std::int32_t *jacobian_begin, *jacobian_partial;
  const Real* jacobian_coefficient;  // minus the coefficient
  const std::int32_t *product_begin, *product_left, *product_right;
  const std::int32_t* below_pivot;  // entry below the diagonal: the pivot's entry; otherwise -1
  const std::int32_t *row_begin, *row_diagonal,
      *column;  // entries of a row, its diagonal, column of an entry
};

/// How steps are chosen; times in s, densities in molecule cm-3.
struct StepControl {
  double interval;
  double first_step;  // largest first step
  double relative_tolerance;
  double absolute_tolerance;
  double follow_limit;  // a follower accepts errors up to this many tolerances
  int attempts;         // accepted and rejected steps allowed
};

/// How a problem ended.
struct Outcome {
  std::int32_t accepted, attempted;
  std::int32_t failed_species;  // -1: none failed
  float remaining;              // s, where it failed
};

/// `count` problems, one to a lane; state and rates as rows of one problem or cell.
template <class Real>
struct ProblemView {
  int count;
  Real* state;                    // count x species: start, overwritten by the end unless it failed
  const Real* rates;              // cells x rates
  const std::int32_t* cell;       // row of `rates` of each problem
  int users;                      // rates that each problem multiplies by its own factor
  const std::int32_t* user_rate;  // which
  const Real* user_factor;        // count x users
  // Steps of a leader, to follow: rows of `step_capacity`; followed_count < 0: free control. Null: all free.
  const Real* followed;
  const std::int32_t* followed_count;
  const std::int32_t* leader;  // row of `followed` of each problem
  // Accepted steps, to be followed: count x step_capacity. Null: not recorded.
  Real* recorded;
  std::int32_t* recorded_count;  // -1: failed or too many to record
  int step_capacity;
  Outcome* outcome;
  // Companions of each problem take its steps with its factors: count x companions rows. 0: none.
  int companions;
  Real* companion_state;             // overwritten by the end where `companion_followed` stays 1
  const Real* companion_factor;      // x users
  std::int32_t* companion_followed;  // 0: its own error passed the limit, or its leader failed
};

/// Rate laws of one mechanism in double, see rate_tables.hpp.
struct RateView {
  int exponentials, reactions, rates;
  const double *exponent_B, *exponent_C;  // exp(B ln(T/300) + C/T)
  const std::int32_t *kind, *first, *second, *source;
  const double *A, *A_high, *E, *log10_Fc, *N;
  const std::int32_t *given_begin, *given;  // densities that multiply the constant of a reaction
  const std::int32_t* rate;                 // where the reaction's constant is added
  // programs: that of a reaction is [first, second)
  const std::int32_t *step, *step_index;
  const double* step_value;
};
enum RateKind : std::int32_t { arrhenius_rate, troe_rate, photolysis_rate, user_rate, program_rate };

/// Conditions of `count` cells (a multiple of 8), one array each; densities [molecule cm-3].
struct ConditionView {
  int count;
  const double *temperature, *pressure;
  const double* given;       // 6 x count, in the order of Given
  const double* photolysis;  // names x count, s-1
};

struct ChemistryKernels {
  int lanes_float, lanes_double;
  // bytes, to lie on a cache line, by the number of companions
  std::size_t (*workspace_float)(const TableView<float>&, int);
  std::size_t (*workspace_double)(const TableView<double>&, int);
  void (*solve_float)(const TableView<float>&, const StepControl&, const ProblemView<float>&,
                      void* workspace);
  void (*solve_double)(const TableView<double>&, const StepControl&, const ProblemView<double>&,
                       void* workspace);
};

/// User-defined constants count as 1 here: a problem's factor multiplies them.
struct RateKernels {
  // out: cells x rates; workspace: (exponentials + rates) * 64 bytes
  void (*in_float)(const RateView&, const ConditionView&, float* out, void* workspace);
  void (*in_double)(const RateView&, const ConditionView&, double* out, void* workspace);
};

extern const ChemistryKernels chemistry_kernels_v3, chemistry_kernels_v4;
extern const RateKernels rate_kernels_v3, rate_kernels_v4;

}  // namespace lantian::model::chemistry
