#include "model/mixing/column_solve.hpp"

namespace lantian::model {

template <class Real>
SolveColumn<Real> solve_column_for(InstructionSet set) {
  return set == InstructionSet::v4 ? static_cast<SolveColumn<Real>>(solve_column_v4)
                                   : static_cast<SolveColumn<Real>>(solve_column_v3);
}
template SolveColumn<float> solve_column_for(InstructionSet);
template SolveColumn<double> solve_column_for(InstructionSet);

}  // namespace lantian::model
