#include "model/transport/instruction_set.hpp"

namespace lantian::model {

InstructionSet fastest_instruction_set() {
  __builtin_cpu_init();
  const bool v4 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                  __builtin_cpu_supports("avx512vl");
  return v4 ? InstructionSet::v4 : InstructionSet::v3;
}

}  // namespace lantian::model
