/// A gas-phase mechanism: species, reactions and rate laws, in molecule cm-3 s.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lantian::model::chemistry {

/// Species whose number densities are given, not integrated, wherever a mechanism names them.
enum class Given { M, O2, N2, H2O, H2, CH4 };
inline constexpr std::array<std::string_view, 6> given_names{"M", "O2", "N2", "H2O", "H2", "CH4"};

inline std::optional<Given> given_species(std::string_view name) {
  for (std::size_t n = 0; n < given_names.size(); ++n)
    if (given_names[n] == name) return static_cast<Given>(n);
  return std::nullopt;
}

/// Mole fractions of dry air that are taken as constant in space and time.
struct GivenMoleFractions {
  double oxygen = 0.2095, nitrogen = 0.7808;  // [Picard2008]
  double hydrogen = 0.56e-6;                  // [Novelli1999]
  double methane = 1.85e-6;                   // [Lan2024], global mean of 2017
};

struct MechanismSpecies {
  std::string name;
  double molar_mass = 0.0;              // kg mol-1; 0: the file gives none
  double nitrogen = 0.0, sulfur = 0.0;  // atoms
  std::optional<Given> given = {};      // nothing: integrated
};

/// k = A exp(C/T) (T/D)^B (1 + E p), p in Pa.
struct Arrhenius {
  double A = 1.0, B = 0.0, C = 0.0, D = 300.0, E = 0.0;
  bool operator==(const Arrhenius&) const = default;
};

/// k0 = k0_A exp(k0_C/T) (T/300)^k0_B [M], kinf likewise without [M], x = k0/kinf:
/// k = k0/(1 + x) Fc^(N/(N + log10(x)^2)).
struct Troe {
  double k0_A = 1.0, k0_B = 0.0, k0_C = 0.0;
  double kinf_A = 1.0, kinf_B = 0.0, kinf_C = 0.0;
  double Fc = 0.6, N = 1.0;
  bool operator==(const Troe&) const = default;
};

/// `scaling` times the photolysis rate of that name [s-1].
struct Photolysis {
  std::string name;
  double scaling = 1.0;
  bool operator==(const Photolysis&) const = default;
};

/// `scaling` times a rate constant that another process supplies, by cell and member.
struct UserDefined {
  std::string name;
  double scaling = 1.0;
  bool operator==(const UserDefined&) const = default;
};

using RateLaw = std::variant<Arrhenius, Troe, Photolysis, UserDefined>;

struct Term {
  int species = 0;  // index into Mechanism::species
  double coefficient = 1.0;
  bool operator==(const Term&) const = default;
};

/// The rate is k times the product of the reactants' number densities, each to the power of its coefficient;
/// an event of 2 A -> consumes two A. Product coefficients may be negative (PAR of the carbon-bond family).
struct Reaction {
  std::string id;
  std::vector<Term> reactants, products;  // reactants: positive whole coefficients
  RateLaw rate;
};

struct Mechanism {
  std::string name;
  std::vector<MechanismSpecies> species;
  std::vector<Reaction> reactions;

  std::optional<int> find(std::string_view species_name) const {
    for (std::size_t s = 0; s < species.size(); ++s)
      if (species[s].name == species_name) return static_cast<int>(s);
    return std::nullopt;
  }
};

/// Names of all photolysis rates, or of all user-defined ones, in the order of first use.
std::vector<std::string> photolysis_names(const Mechanism& mechanism);
std::vector<std::string> user_defined_names(const Mechanism& mechanism);

/// Atoms made (> 0) or lost by one event of a reaction, by the species' own counts: 0 where it balances.
double nitrogen_imbalance(const Mechanism& mechanism, const Reaction& reaction);
double sulfur_imbalance(const Mechanism& mechanism, const Reaction& reaction);

}  // namespace lantian::model::chemistry
