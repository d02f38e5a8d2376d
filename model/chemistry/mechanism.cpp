#include "model/chemistry/mechanism.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::model::chemistry {
namespace {

template <class Law>
std::vector<std::string> names_of(const Mechanism& mechanism) {
  std::vector<std::string> names;
  for (const Reaction& reaction : mechanism.reactions)
    if (const auto* law = std::get_if<Law>(&reaction.rate))
      if (std::find(names.begin(), names.end(), law->name) == names.end()) names.push_back(law->name);
  return names;
}

double imbalance(const Mechanism& mechanism, const Reaction& reaction, double MechanismSpecies::*atoms) {
  double sum = 0.0;
  for (const Term& t : reaction.products) sum += t.coefficient * (mechanism.species[t.species].*atoms);
  for (const Term& t : reaction.reactants) sum -= t.coefficient * (mechanism.species[t.species].*atoms);
  constexpr double round_off = 1e-12;  // yields have three or four decimals
  return std::fabs(sum) < round_off ? 0.0 : sum;
}

}  // namespace

std::vector<std::string> photolysis_names(const Mechanism& mechanism) {
  return names_of<Photolysis>(mechanism);
}
std::vector<std::string> user_defined_names(const Mechanism& mechanism) {
  return names_of<UserDefined>(mechanism);
}
double nitrogen_imbalance(const Mechanism& mechanism, const Reaction& reaction) {
  return imbalance(mechanism, reaction, &MechanismSpecies::nitrogen);
}
double sulfur_imbalance(const Mechanism& mechanism, const Reaction& reaction) {
  return imbalance(mechanism, reaction, &MechanismSpecies::sulfur);
}

}  // namespace lantian::model::chemistry
