/// The instruction sets for which the numerical kernels are compiled, and the fastest that this processor
/// has.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model {

/// x86-64-v3: AVX2 and FMA. x86-64-v4: AVX-512. The numbers are the same, bit for bit.
enum class InstructionSet { v3, v4 };

InstructionSet fastest_instruction_set();

}  // namespace lantian::model
