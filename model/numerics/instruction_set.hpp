/// Which of the compiled instruction sets a kernel may use on this processor.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model {

enum class InstructionSet { v3, v4 };  // x86-64-v3 (AVX2, FMA), x86-64-v4 (AVX-512)

/// The fastest that this processor has; results do not depend on it.
inline InstructionSet fastest_instruction_set() {
  static const InstructionSet fastest =
      __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
              __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
              __builtin_cpu_supports("avx512vl")
          ? InstructionSet::v4
          : InstructionSet::v3;
  return fastest;
}

}  // namespace lantian::model
