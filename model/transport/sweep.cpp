#include "model/transport/sweep.hpp"

namespace lantian::model {

template <class Real>
Sweep<Real> sweep_for(InstructionSet set) {
  return set == InstructionSet::v4 ? static_cast<Sweep<Real>>(sweep_v4) : static_cast<Sweep<Real>>(sweep_v3);
}
template Sweep<float> sweep_for(InstructionSet);
template Sweep<double> sweep_for(InstructionSet);

}  // namespace lantian::model
