#include "model/chemistry/mechanism.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace lantian::model::chemistry {
namespace {

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

RateFormula of_temperature(double A, double B, double C, double D = 300.0) {
  const RateFormula T = RateFormula::temperature();
  RateFormula k = A;
  if (C != 0.0) k = k * apply(RateStep::exponential, C / T);
  if (B != 0.0) k = k * apply(RateStep::power, T / D, B);
  return k;
}

RateFormula arrhenius(const Arrhenius& law) {
  const RateFormula k = of_temperature(law.A, law.B, law.C, law.D);
  return law.E == 0.0 ? k : k * (1.0 + law.E * RateFormula::pressure());
}

/// `with_density`: k0 [M] in front, otherwise k0.
template <class Law>
RateFormula falloff(const Law& law, bool with_density) {
  const RateFormula k0 = of_temperature(law.k0_A, law.k0_B, law.k0_C);
  const RateFormula k0_M = k0 * RateFormula::density(static_cast<int>(Given::M));
  const RateFormula x = k0_M / of_temperature(law.kinf_A, law.kinf_B, law.kinf_C);
  const RateFormula width = law.N / (law.N + pow(apply(RateStep::decimal_logarithm, x), 2.0));
  return (with_density ? k0_M : k0) / (1.0 + x) * apply(RateStep::power, law.Fc, width);
}

/// A(T, [M], n) of [Wennberg2018].
RateFormula nitrate_tendency(const RateFormula& T, const RateFormula& M, double n) {
  const RateFormula a = apply(RateStep::multiply, 2e-22, apply(RateStep::exponential, n)) * M;
  const RateFormula b = 0.43 * pow(T / 298.0, -8.0);
  const RateFormula ratio = a / b;
  const RateFormula exponent = 1.0 / (1.0 + pow(apply(RateStep::decimal_logarithm, ratio), 2.0));
  return a / (1.0 + ratio) * apply(RateStep::power, 0.41, exponent);
}

RateFormula branched(const BranchedNitrate& law) {
  const RateFormula T = RateFormula::temperature();
  const RateFormula A = nitrate_tendency(T, RateFormula::density(static_cast<int>(Given::M)), law.n);
  const RateFormula Z = nitrate_tendency(293.0, 2.45e19, law.n) * ((1.0 - law.a0) / law.a0);
  const RateFormula k = of_temperature(law.X, 0.0, -law.Y);
  return k * ((law.branch == BranchedNitrate::Branch::nitrate ? A : Z) / (A + Z));
}

struct Lowering {
  RateFormula operator()(const Arrhenius& law) const { return arrhenius(law); }
  RateFormula operator()(const Troe& law) const { return falloff(law, true); }
  RateFormula operator()(const TernaryActivation& law) const { return falloff(law, false); }
  RateFormula operator()(const BranchedNitrate& law) const { return branched(law); }
  RateFormula operator()(const Tunneling& law) const {
    const RateFormula T = RateFormula::temperature();
    return law.A * apply(RateStep::exponential, law.C / pow(T, 3.0) - law.B / T);
  }
  RateFormula operator()(const TaylorSeries& law) const {
    RateFormula sum = law.coefficients.empty() ? 1.0 : law.coefficients.back();
    for (std::size_t n = law.coefficients.size(); n-- > 1;)
      sum = sum * RateFormula::temperature() + law.coefficients[n - 1];
    return arrhenius(law.arrhenius) * sum;
  }
  RateFormula operator()(const Photolysis& law) const {
    return law.scaling * RateFormula::photolysis(law.name);
  }
  RateFormula operator()(const Formula& law) const { return RateFormula(law.program); }
  RateFormula operator()(const UserDefined&) const { return 1.0; }
  RateFormula operator()(const Surface&) const { return 1.0; }
};

}  // namespace

std::vector<std::string> photolysis_names(const Reaction& reaction) {
  std::vector<std::string> names;
  if (const auto* law = std::get_if<Photolysis>(&reaction.rate)) names.push_back(law->name);
  if (const auto* law = std::get_if<Formula>(&reaction.rate))
    for (const auto& instruction : law->program)
      if (instruction.step == RateStep::photolysis) add_once(names, instruction.name);
  return names;
}

std::vector<std::string> photolysis_names(const Mechanism& mechanism) {
  std::vector<std::string> names;
  for (const Reaction& reaction : mechanism.reactions)
    for (const auto& name : photolysis_names(reaction)) add_once(names, name);
  return names;
}

std::vector<std::string> user_defined_names(const Mechanism& mechanism) {
  std::vector<std::string> names;
  for (const Reaction& reaction : mechanism.reactions) {
    if (const auto* law = std::get_if<UserDefined>(&reaction.rate)) add_once(names, law->name);
    if (const auto* law = std::get_if<Surface>(&reaction.rate)) add_once(names, law->name);
  }
  return names;
}

std::vector<std::string> elements(const Mechanism& mechanism) {
  std::set<std::string> found;
  for (const auto& species : mechanism.species)
    for (const auto& [element, count] : species.atoms) found.insert(element);
  return {found.begin(), found.end()};
}

bool is_counted(const Mechanism& mechanism, const Reaction& reaction) {
  std::map<int, double> net;  // of species of unknown composition
  for (const auto& [side, sign] : {std::pair{&reaction.products, 1.0}, std::pair{&reaction.reactants, -1.0}})
    for (const Term& t : *side)
      if (!mechanism.species[t.species].is_counted) net[t.species] += sign * t.coefficient;
  return std::all_of(net.begin(), net.end(), [](const auto& one) { return one.second == 0.0; });
}

double imbalance(const Mechanism& mechanism, const Reaction& reaction, const std::string& element) {
  double sum = 0.0;
  for (const Term& t : reaction.products)
    sum += t.coefficient * mechanism.species[t.species].atoms_of(element);
  for (const Term& t : reaction.reactants)
    sum -= t.coefficient * mechanism.species[t.species].atoms_of(element);
  constexpr double round_off = 1e-12;  // yields have three or four decimals
  return std::fabs(sum) < round_off ? 0.0 : sum;
}

namespace {

using Names = std::multiset<std::string>;

Names reactant_names(const Mechanism& mechanism, const Reaction& reaction) {
  Names names;
  for (const Term& t : reaction.reactants)
    for (int n = 0; n < static_cast<int>(t.coefficient); ++n) names.insert(mechanism.species[t.species].name);
  return names;
}

/// Whether `base` does already what `reaction` of `addition` would.
bool has_its_own(const Mechanism& base, const Mechanism& addition, const Reaction& reaction) {
  if (const auto* law = std::get_if<UserDefined>(&reaction.rate)) {
    const auto names = user_defined_names(base);
    return std::find(names.begin(), names.end(), law->name) != names.end();
  }
  const bool of_light = std::holds_alternative<Photolysis>(reaction.rate);
  const Names reactants = reactant_names(addition, reaction);
  return std::any_of(base.reactions.begin(), base.reactions.end(), [&](const Reaction& own) {
    return photolysis_names(own).empty() != of_light && reactant_names(base, own) == reactants;
  });
}

}  // namespace

Joined joined(Mechanism base, const Mechanism& addition, const std::vector<std::string>& brought) {
  const Mechanism before = base;
  Joined result{std::move(base), {}};
  Mechanism& all = result.mechanism;
  const auto known = [&](const Term& t) {
    const std::string& name = addition.species[t.species].name;
    return all.find(name) || std::find(brought.begin(), brought.end(), name) != brought.end();
  };
  const auto own_index = [&](Term t) {
    const MechanismSpecies& one = addition.species[t.species];
    if (!all.find(one.name)) all.species.push_back(one);
    return Term{*all.find(one.name), t.coefficient};
  };
  for (std::size_t r = 0; r < addition.reactions.size(); ++r) {
    Reaction reaction = addition.reactions[r];
    if (!std::all_of(reaction.reactants.begin(), reaction.reactants.end(), known) ||
        !std::all_of(reaction.products.begin(), reaction.products.end(), known) ||
        has_its_own(before, addition, reaction))
      continue;
    for (auto* side : {&reaction.reactants, &reaction.products})
      for (Term& t : *side) t = own_index(t);
    all.reactions.push_back(std::move(reaction));
    result.taken.push_back(r);
  }
  return result;
}

RateProgram program_of(const RateLaw& law) { return std::visit(Lowering{}, law).program; }

}  // namespace lantian::model::chemistry
