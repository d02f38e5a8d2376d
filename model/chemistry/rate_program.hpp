/// A rate constant as a short program for a stack of numbers: what a mechanism's formulas become, evaluated
/// for many cells at once.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "model/chemistry/rate_step.hpp"

namespace lantian::model::chemistry {

struct RateInstruction {
  RateStep step = RateStep::number;
  double value = 0.0;
  int index = 0;
  std::string name = {};
  bool operator==(const RateInstruction&) const = default;
};
using RateProgram = std::vector<RateInstruction>;

/// Numbers that a program has on its stack at most.
int stack_depth(const RateProgram& program);

/// A formula under construction; numbers are worked out at once.
struct RateFormula {
  RateProgram program;

  RateFormula(double number) : program{{RateStep::number, number}} {}  // NOLINT: a number is a formula
  explicit RateFormula(RateProgram steps) : program(std::move(steps)) {}
  static RateFormula temperature() { return RateFormula(RateProgram{{RateStep::temperature}}); }
  static RateFormula pressure() { return RateFormula(RateProgram{{RateStep::pressure}}); }
  static RateFormula density(int given) { return RateFormula(RateProgram{{RateStep::density, 0.0, given}}); }
  static RateFormula photolysis(const std::string& name) {
    return RateFormula(RateProgram{{RateStep::photolysis, 0.0, 0, name}});
  }

  bool is_number() const { return program.size() == 1 && program[0].step == RateStep::number; }
  double number() const { return program[0].value; }
};
RateFormula operator+(const RateFormula& a, const RateFormula& b);
RateFormula operator-(const RateFormula& a, const RateFormula& b);
RateFormula operator*(const RateFormula& a, const RateFormula& b);
RateFormula operator/(const RateFormula& a, const RateFormula& b);
RateFormula operator-(const RateFormula& a);
/// A whole power up to 64 is multiplied out, so that its base may be negative.
RateFormula pow(const RateFormula& base, const RateFormula& exponent);
/// Of one or of two arguments: exponential, logarithm, square_root, smaller, ...
RateFormula apply(RateStep step, const RateFormula& a);
RateFormula apply(RateStep step, const RateFormula& a, const RateFormula& b);

}  // namespace lantian::model::chemistry
