#include <algorithm>

#include "model/chemistry/solver_tables.hpp"
#include "model/numerics/vector_math.hpp"

namespace lantian::model::chemistry {
namespace {

struct Adder {
  RateTables& t;

  std::int32_t exponential(double B, double C) {
    for (std::size_t n = 0; n < t.exponent_B.size(); ++n)
      if (t.exponent_B[n] == B && t.exponent_C[n] == C) return static_cast<std::int32_t>(n);
    t.exponent_B.push_back(B);
    t.exponent_C.push_back(C);
    return static_cast<std::int32_t>(t.exponent_B.size()) - 1;
  }
  void row(RateKind kind, double A, std::int32_t first, std::int32_t second, std::int32_t source) {
    t.kind.push_back(kind);
    t.A.push_back(A);
    t.first.push_back(first);
    t.second.push_back(second);
    t.source.push_back(source);
    t.A_high.push_back(0.0);
    t.E.push_back(0.0);
    t.log10_Fc.push_back(0.0);
    t.N.push_back(1.0);
  }
  void operator()(const Arrhenius& law) {
    const double A = law.D == 300.0 ? law.A : law.A * numerics::pow(300.0 / law.D, law.B);
    row(arrhenius_rate, A, exponential(law.B, law.C), 0, 0);
    t.E.back() = law.E;
  }
  void operator()(const Troe& law) {
    row(troe_rate, law.k0_A, exponential(law.k0_B, law.k0_C), exponential(law.kinf_B, law.kinf_C), 0);
    t.A_high.back() = law.kinf_A;
    t.log10_Fc.back() = numerics::log10(law.Fc);
    t.N.back() = law.N;
  }
  /// Any other law runs as a program.
  template <class Law>
  void operator()(const Law& law) {
    const auto begin = static_cast<std::int32_t>(t.step.size());
    for (const RateInstruction& instruction : program_of(law)) {
      const bool of_light = instruction.step == RateStep::photolysis;
      t.step.push_back(static_cast<std::int32_t>(instruction.step));
      t.step_index.push_back(of_light ? index(t.photolysis_names, instruction.name) : instruction.index);
      t.step_value.push_back(instruction.value);
    }
    row(program_rate, 1.0, begin, static_cast<std::int32_t>(t.step.size()), 0);
  }
  static std::int32_t index(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<std::int32_t>(std::find(names.begin(), names.end(), name) - names.begin());
  }
  void operator()(const Photolysis& law) {
    row(photolysis_rate, law.scaling, 0, 0, index(t.photolysis_names, law.name));
  }
  void supplied(const std::string& name, double scaling) {
    row(user_rate, scaling, 0, 0, index(t.user_names, name));
    t.user_rate.push_back(t.rate.back());
    t.user_source.push_back(t.source.back());
  }
  void operator()(const UserDefined& law) { supplied(law.name, law.scaling); }
  void operator()(const Surface& law) { supplied(law.name, 1.0); }
};

/// Takes a constant factor into the last row.
void scale_last(RateTables& t, double factor) {
  t.A.back() *= factor;
  t.A_high.back() *= factor;
}

}  // namespace

RateTables::RateTables(const Mechanism& mechanism, const std::vector<int>& rate_of_reaction, int rate_count,
                       bool with_given, bool light_by_problem)
    : photolysis_names(chemistry::photolysis_names(mechanism)),
      user_names(user_defined_names(mechanism)),
      rates(rate_count) {
  given_begin.push_back(0);
  for (std::size_t r = 0; r < mechanism.reactions.size(); ++r) {
    const Reaction& reaction = mechanism.reactions[r];
    rate.push_back(rate_of_reaction[r]);
    std::visit(Adder{*this}, reaction.rate);
    if (light_by_problem && !chemistry::photolysis_names(reaction).empty()) {
      user_rate.push_back(rate.back());
      user_source.push_back(of_light);
    }
    for (const Term& term : reaction.reactants) {
      const MechanismSpecies& one = mechanism.species[term.species];
      if (!one.given || !with_given) continue;
      for (int n = 0; n < static_cast<int>(term.coefficient); ++n) {
        if (one.given_factor != 1.0) scale_last(*this, one.given_factor);
        if (*one.given != Given::constant) given.push_back(static_cast<std::int32_t>(*one.given));
      }
    }
    given_begin.push_back(static_cast<std::int32_t>(given.size()));
  }
}

RateView RateTables::view() const {
  return {static_cast<int>(exponent_B.size()),
          static_cast<int>(kind.size()),
          rates,
          exponent_B.data(),
          exponent_C.data(),
          kind.data(),
          first.data(),
          second.data(),
          source.data(),
          A.data(),
          A_high.data(),
          E.data(),
          log10_Fc.data(),
          N.data(),
          given_begin.data(),
          given.data(),
          rate.data(),
          step.data(),
          step_index.data(),
          step_value.data()};
}

}  // namespace lantian::model::chemistry
