#include "model/transport/sweep.hpp"

namespace lantian::model {
namespace {

template <class Real>
Sweeps<Real> gathered(InstructionSet set) {
  Sweeps<Real> sweeps;
  set == InstructionSet::v4 ? sweeps_v4(sweeps) : sweeps_v3(sweeps);
  return sweeps;
}

}  // namespace

template <class Real>
const Sweeps<Real>& sweeps_for(InstructionSet set) {
  static const Sweeps<Real> v3 = gathered<Real>(InstructionSet::v3), v4 = gathered<Real>(InstructionSet::v4);
  return set == InstructionSet::v4 ? v4 : v3;
}
template const Sweeps<float>& sweeps_for(InstructionSet);
template const Sweeps<double>& sweeps_for(InstructionSet);

}  // namespace lantian::model
