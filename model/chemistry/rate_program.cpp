#include "model/chemistry/rate_program.hpp"

#include <algorithm>
#include <cmath>

#include "model/numerics/vector_math.hpp"

namespace lantian::model::chemistry {
namespace {

constexpr double most_whole_power = 64;

bool takes_two(RateStep step) {
  return (step >= RateStep::add && step <= RateStep::power) || step == RateStep::smaller ||
         step == RateStep::larger;
}

double result_of(RateStep step, double a, double b) {
  switch (step) {
    case RateStep::add:
      return a + b;
    case RateStep::subtract:
      return a - b;
    case RateStep::multiply:
      return a * b;
    case RateStep::divide:
      return a / b;
    case RateStep::power:
      return numerics::pow(a, b);
    case RateStep::smaller:
      return a < b ? a : b;
    default:
      return a > b ? a : b;
  }
}

double result_of(RateStep step, double a) {
  switch (step) {
    case RateStep::negate:
      return -a;
    case RateStep::exponential:
      return numerics::exp(a);
    case RateStep::logarithm:
      return numerics::log(a);
    case RateStep::decimal_logarithm:
      return numerics::log10(a);
    case RateStep::square_root:
      return numerics::pow(a, 0.5);
    default:
      return std::fabs(a);
  }
}

RateProgram joined(RateProgram a, const RateProgram& b, RateInstruction last) {
  a.insert(a.end(), b.begin(), b.end());
  a.push_back(std::move(last));
  return a;
}

}  // namespace

int stack_depth(const RateProgram& program) {
  int depth = 0, deepest = 0;
  for (const auto& instruction : program) {
    depth += instruction.step <= RateStep::photolysis ? 1 : takes_two(instruction.step) ? -1 : 0;
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

RateFormula apply(RateStep step, const RateFormula& a, const RateFormula& b) {
  if (a.is_number() && b.is_number()) return result_of(step, a.number(), b.number());
  return RateFormula(joined(a.program, b.program, {step}));
}
RateFormula apply(RateStep step, const RateFormula& a) {
  if (a.is_number()) return result_of(step, a.number());
  return RateFormula(joined(a.program, {}, {step}));
}

RateFormula operator+(const RateFormula& a, const RateFormula& b) { return apply(RateStep::add, a, b); }
RateFormula operator-(const RateFormula& a, const RateFormula& b) { return apply(RateStep::subtract, a, b); }
RateFormula operator*(const RateFormula& a, const RateFormula& b) { return apply(RateStep::multiply, a, b); }
RateFormula operator/(const RateFormula& a, const RateFormula& b) { return apply(RateStep::divide, a, b); }
RateFormula operator-(const RateFormula& a) { return apply(RateStep::negate, a); }

RateFormula pow(const RateFormula& base, const RateFormula& exponent) {
  if (!exponent.is_number()) return apply(RateStep::power, base, exponent);
  const double n = exponent.number();
  if (n != std::floor(n) || std::fabs(n) > most_whole_power) return apply(RateStep::power, base, exponent);
  if (!base.is_number())
    return RateFormula(joined(base.program, {}, {RateStep::whole_power, 0.0, static_cast<int>(n)}));
  double product = 1.0;
  for (int m = 0; m < static_cast<int>(std::fabs(n)); ++m) product *= base.number();
  return n < 0 ? 1.0 / product : product;
}

}  // namespace lantian::model::chemistry
