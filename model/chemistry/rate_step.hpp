/// What a rate program does step by step; for kernels too, so nothing of the library.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>

namespace lantian::model::chemistry {

/// Each step pushes a value, or takes one or two off the stack and pushes the result.
enum class RateStep : std::int32_t {
  number,       // push `value`
  temperature,  // push T [K]
  pressure,     // push p [Pa]
  density,      // push the density of Given `index` [molecule cm-3]
  photolysis,   // push the photolysis rate `name` [s-1]
  add,
  subtract,
  multiply,
  divide,
  power,        // second to top, to the power of the top; base > 0
  whole_power,  // top to the power of `index`
  negate,
  exponential,
  logarithm,
  decimal_logarithm,
  square_root,
  absolute,
  smaller,
  larger,
};

/// Numbers that a program may have on its stack.
inline constexpr int deepest_stack = 24;

}  // namespace lantian::model::chemistry
