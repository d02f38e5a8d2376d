// Rate constants of many cells at once, in double.
#include "model/chemistry/kernel.hpp"
#include "model/chemistry/rate_step.hpp"
#include "model/numerics/vector_math.hpp"

namespace lantian::model::chemistry {
namespace {

#if defined(__AVX512F__)
constexpr int register_bytes = 64;
#else
constexpr int register_bytes = 32;
#endif
// -----------------------------------------------------------------------------------------
typedef double Doubles __attribute__((vector_size(register_bytes)));
constexpr int doubles = register_bytes / sizeof(double);

Doubles loaded(const double* from) {
  Doubles v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}

Doubles whole_power(Doubles x, int exponent) {
  Doubles product = numerics::broadcast<Doubles>(1.0);
  for (int n = exponent < 0 ? -exponent : exponent; n > 0; --n) product *= x;
  return exponent < 0 ? 1.0 / product : product;
}

Doubles result_of(RateStep step, Doubles a, Doubles b) {
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

Doubles result_of(RateStep step, Doubles a, int index) {
  switch (step) {
    case RateStep::whole_power:
      return whole_power(a, index);
    case RateStep::negate:
      return -a;
    case RateStep::exponential:
      return numerics::exp(a);
    case RateStep::logarithm:
      return numerics::log(a);
    case RateStep::decimal_logarithm:
      return numerics::log10(a);
    case RateStep::square_root:
      return numerics::pow(a, numerics::broadcast<Doubles>(0.5));
    default:
      return a < 0.0 ? -a : a;
  }
}

/// Runs a program for `doubles` cells.
Doubles run(const RateView& t, int begin, int end, const ConditionView& c, int cell) {
  Doubles stack[deepest_stack];
  int top = -1;
  const auto row = [&](const double* rows, int index) {
    return loaded(rows + static_cast<std::ptrdiff_t>(index) * c.count + cell);
  };
  for (int n = begin; n < end; ++n) {
    const auto step = static_cast<RateStep>(t.step[n]);
    switch (step) {
      case RateStep::number:
        stack[++top] = numerics::broadcast<Doubles>(t.step_value[n]);
        break;
      case RateStep::temperature:
        stack[++top] = loaded(c.temperature + cell);
        break;
      case RateStep::pressure:
        stack[++top] = loaded(c.pressure + cell);
        break;
      case RateStep::density:
        stack[++top] = row(c.given, t.step_index[n]);
        break;
      case RateStep::photolysis:
        stack[++top] = row(c.photolysis, t.step_index[n]);
        break;
      case RateStep::add:
      case RateStep::subtract:
      case RateStep::multiply:
      case RateStep::divide:
      case RateStep::power:
      case RateStep::smaller:
      case RateStep::larger:
        --top;
        stack[top] = result_of(step, stack[top], stack[top + 1]);
        break;
      default:
        stack[top] = result_of(step, stack[top], t.step_index[n]);
    }
  }
  return stack[0];
}

struct CellRates {
  const RateView& t;
  Doubles* exponential;

  Doubles troe(int r, Doubles M) const {
    const Doubles low = t.A[r] * exponential[t.first[r]] * M, high = t.A_high[r] * exponential[t.second[r]];
    const Doubles x = low / high, log = numerics::log10(x);
    const Doubles power =
        (t.log10_Fc[r] * t.N[r]) / numerics::fused(log, log, numerics::broadcast<Doubles>(t.N[r]));
    return low / (1.0 + x) * numerics::exp10(power);
  }
  Doubles constant(int r, const ConditionView& c, int cell, Doubles M) const {
    switch (t.kind[r]) {
      case arrhenius_rate: {
        const Doubles k = t.A[r] * exponential[t.first[r]];
        return t.E[r] == 0.0 ? k : k * (1.0 + t.E[r] * loaded(c.pressure + cell));
      }
      case troe_rate:
        return troe(r, M);
      case photolysis_rate:
        return t.A[r] * loaded(c.photolysis + static_cast<std::ptrdiff_t>(t.source[r]) * c.count + cell);
      case program_rate:
        return t.A[r] * run(t, t.first[r], t.second[r], c, cell);
      default:
        return numerics::broadcast<Doubles>(t.A[r]);
    }
  }
};

template <class Real>
void rates(const RateView& t, const ConditionView& c, Real* out, void* memory) {
  const CellRates cells{t, static_cast<Doubles*>(memory)};
  Doubles* const sum = cells.exponential + t.exponentials;
  for (int cell = 0; cell < c.count; cell += doubles) {
    const Doubles T = loaded(c.temperature + cell), M = loaded(c.given + cell);
    const Doubles log_T = numerics::log(T / 300.0), inverse_T = 1.0 / T;
    for (int n = 0; n < t.exponentials; ++n)
      cells.exponential[n] = numerics::exp(
          numerics::fused(log_T, numerics::broadcast<Doubles>(t.exponent_B[n]), t.exponent_C[n] * inverse_T));
    for (int r = 0; r < t.rates; ++r) sum[r] = Doubles{};
    for (int r = 0; r < t.reactions; ++r) {
      Doubles k = cells.constant(r, c, cell, M);
      for (int n = t.given_begin[r]; n < t.given_begin[r + 1]; ++n)
        k *= loaded(c.given + static_cast<std::ptrdiff_t>(t.given[n]) * c.count + cell);
      sum[t.rate[r]] += k;
    }
    for (int l = 0; l < doubles; ++l) {
      Real* row = out + static_cast<std::ptrdiff_t>(cell + l) * t.rates;
      for (int r = 0; r < t.rates; ++r)
        row[r] = static_cast<Real>(reinterpret_cast<const double*>(sum + r)[l]);
    }
  }
}

}  // namespace

#define LANTIAN_JOIN(a, b) a##b
#define LANTIAN_NAME(isa) LANTIAN_JOIN(rate_kernels_, isa)
extern const RateKernels LANTIAN_NAME(LANTIAN_ISA);
const RateKernels LANTIAN_NAME(LANTIAN_ISA) = {rates<float>, rates<double>};

}  // namespace lantian::model::chemistry
