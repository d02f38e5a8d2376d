#include "model/chemistry/solver.hpp"

#include <type_traits>

#include "model/grid/parallel.hpp"
#include "model/numerics/vector_math.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::chemistry {
namespace {

void ensure(AlignedVector<std::byte>& memory, std::size_t bytes) {
  if (memory.size() < bytes) memory.resize(bytes);
}

}  // namespace

void Conditions::resize(std::size_t cells, std::size_t photolysis_names) {
  const std::size_t n = padded(cells);
  temperature.assign(n, constants::reference_temperature);
  pressure.assign(n, constants::reference_pressure);
  given.assign(given_names.size() * n, 1.0);
  photolysis.assign(photolysis_names * n, 0.0);
}

std::array<double, 6> given_densities(double temperature, double pressure, double relative_humidity,
                                      const GivenMoleFractions& fractions) {
  const double M = pressure / (constants::boltzmann * temperature) * 1e-6;  // cm-3
  const double celsius = temperature - 273.15;
  const double saturation = 610.94 * numerics::exp(17.625 * celsius / (celsius + 243.04));  // [Alduchov1996]
  return {M,
          fractions.oxygen * M,
          fractions.nitrogen * M,
          relative_humidity * saturation / pressure * M,
          fractions.hydrogen * M,
          fractions.methane * M};
}

template <class Real>
Solver<Real>::Solver(const Mechanism& mechanism, Tolerances tolerances, InstructionSet instruction_set,
                     bool light_by_problem)
    : tolerances_(tolerances),
      kernels_(instruction_set == InstructionSet::v4 ? &chemistry_kernels_v4 : &chemistry_kernels_v3),
      rate_kernels_(instruction_set == InstructionSet::v4 ? &rate_kernels_v4 : &rate_kernels_v3),
      tables_(mechanism, light_by_problem),
      rates_(mechanism, tables_.rate, tables_.rates, true, light_by_problem),
      forcing_coefficient_(tables_.forcing_coefficient.begin(), tables_.forcing_coefficient.end()),
      jacobian_coefficient_(tables_.jacobian_coefficient.begin(), tables_.jacobian_coefficient.end()) {}

template <class Real>
TableView<Real> Solver<Real>::view() const {
  const SolverTables& t = tables_;
  return {species(),
          t.rates,
          static_cast<int>(t.partial_rate.size()),
          static_cast<int>(t.column.size()),
          t.rate_first.data(),
          t.rate_second.data(),
          t.partial_rate.data(),
          t.partial_other.data(),
          t.forcing_begin.data(),
          t.forcing_rate.data(),
          forcing_coefficient_.data(),
          t.jacobian_begin.data(),
          t.jacobian_partial.data(),
          jacobian_coefficient_.data(),
          t.product_begin.data(),
          t.product_left.data(),
          t.product_right.data(),
          t.below_pivot.data(),
          t.row_begin.data(),
          t.row_diagonal.data(),
          t.column.data()};
}

template <class Real>
void Solver<Real>::solve(const Problems& problems, double interval, Scratch& scratch) const {
  const StepControl control{interval,
                            tolerances_.first_step_share * interval,
                            tolerances_.relative,
                            tolerances_.absolute,
                            tolerances_.follow_limit,
                            tolerances_.attempts};
  const auto or_null = [](auto span) { return span.empty() ? nullptr : span.data(); };
  const int companions =
      problems.cell.empty() ? 0 : static_cast<int>(problems.companion_followed.size() / problems.cell.size());
  const ProblemView<Real> view_of_problems{static_cast<int>(problems.cell.size()),
                                           problems.state.data(),
                                           problems.rates.data(),
                                           problems.cell.data(),
                                           users(),
                                           rates_.user_rate.data(),
                                           problems.user_factor.data(),
                                           or_null(problems.followed),
                                           problems.followed_count.data(),
                                           problems.leader.data(),
                                           or_null(problems.recorded),
                                           problems.recorded_count.data(),
                                           step_capacity,
                                           problems.outcome.data(),
                                           companions,
                                           or_null(problems.companion_state),
                                           or_null(problems.companion_factor),
                                           or_null(problems.companion_followed)};
  const FlushDenormals flush;
  if constexpr (std::is_same_v<Real, float>) {
    ensure(scratch.memory, kernels_->workspace_float(view(), companions));
    kernels_->solve_float(view(), control, view_of_problems, scratch.memory.data());
  } else {
    ensure(scratch.memory, kernels_->workspace_double(view(), companions));
    kernels_->solve_double(view(), control, view_of_problems, scratch.memory.data());
  }
}

template <class Real>
void Solver<Real>::evaluate_rates(const Conditions& c, std::span<Real> out, Scratch& scratch) const {
  const ConditionView conditions{static_cast<int>(c.padded()), c.temperature.data(), c.pressure.data(),
                                 c.given.data(), c.photolysis.data()};
  const RateView rate_view = rates_.view();
  ensure(scratch.memory, static_cast<std::size_t>(rate_view.exponentials + rate_view.rates) * cache_line);
  const FlushDenormals flush;
  if constexpr (std::is_same_v<Real, float>)
    rate_kernels_->in_float(rate_view, conditions, out.data(), scratch.memory.data());
  else
    rate_kernels_->in_double(rate_view, conditions, out.data(), scratch.memory.data());
}

template class Solver<float>;
template class Solver<double>;

}  // namespace lantian::model::chemistry
