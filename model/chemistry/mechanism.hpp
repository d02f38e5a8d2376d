/// A gas-phase mechanism: species, reactions and rate laws, in molecule cm-3 s.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/chemistry/rate_program.hpp"

namespace lantian::model::chemistry {

/// Species whose number densities are given, not integrated, wherever a mechanism names them; `constant`: of
/// one density everywhere.
enum class Given { M, O2, N2, H2O, H2, CH4, constant };
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
  double molar_mass = 0.0;                   // kg mol-1; 0: the file gives none
  std::map<std::string, double> atoms = {};  // by element
  bool is_counted = true;           // false: of unknown composition, so its reactions have no balance
  std::optional<Given> given = {};  // nothing: integrated
  double given_factor = 1.0;        // times the density of `given`; of `constant`: molecule cm-3

  double atoms_of(const std::string& element) const {
    const auto found = atoms.find(element);
    return found == atoms.end() ? 0.0 : found->second;
  }
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

/// Chemical activation [Burkholder2019]: as Troe, but k0/(1 + x) in front, k0 without [M]; x = k0 [M]/kinf.
struct TernaryActivation {
  double k0_A = 1.0, k0_B = 0.0, k0_C = 0.0;
  double kinf_A = 1.0, kinf_B = 0.0, kinf_C = 0.0;
  double Fc = 0.6, N = 1.0;
  bool operator==(const TernaryActivation&) const = default;
};

/// One branch of RO2 + NO [Wennberg2018], n heavy atoms without the peroxy group, a0 the share of nitrates at
/// 293 K and [M] = 2.45e19 molecule cm-3:
/// k = X exp(-Y/T) A/(A + Z) to the nitrate, X exp(-Y/T) Z/(A + Z) to the alkoxy radical;
/// A(T, [M], n) = a/(1 + a/b) 0.41^(1/(1 + log10(a/b)^2)), a = 2e-22 e^n [M], b = 0.43 (T/298)^-8,
/// Z = A(293 K, 2.45e19, n) (1 - a0)/a0.
struct BranchedNitrate {
  enum class Branch { alkoxy, nitrate };
  Branch branch = Branch::nitrate;
  double X = 1.0, Y = 0.0, a0 = 1.0, n = 0.0;
  bool operator==(const BranchedNitrate&) const = default;
};

/// k = A exp(-B/T) exp(C/T^3) [Wennberg2018].
struct Tunneling {
  double A = 1.0, B = 0.0, C = 0.0;
  bool operator==(const Tunneling&) const = default;
};

/// The Arrhenius law times the polynomial c0 + c1 T + c2 T^2 + ...
struct TaylorSeries {
  Arrhenius arrhenius;
  std::vector<double> coefficients;
  bool operator==(const TaylorSeries&) const = default;
};

/// A formula of the mechanism's own.
struct Formula {
  RateProgram program;
  bool operator==(const Formula&) const = default;
};

/// `scaling` times the photolysis rate of that name [s-1].
struct Photolysis {
  std::string name;
  double scaling = 1.0;
  bool operator==(const Photolysis&) const = default;
};

/// `scaling` times a rate constant that another process supplies, by cell and member; of an emission
/// [molecule cm-3 s-1], else in the unit of the reaction's order.
struct UserDefined {
  enum class Process { any, emission, loss };
  std::string name;
  double scaling = 1.0;
  Process process = Process::any;
  bool operator==(const UserDefined&) const = default;
};

/// Uptake by particles of surface S [m2 m-3] and effective radius r [m] that the run supplies by cell and
/// member: k = S/(r/D + 4/(gamma v)), v = sqrt(8 R T/(pi M)) [s-1].
struct Surface {
  std::string name;
  double reaction_probability = 1.0;  // gamma
  double diffusivity = 0.0;           // D, m2 s-1
  double molar_mass = 0.0;            // M, kg mol-1
  bool operator==(const Surface&) const = default;
};

using RateLaw = std::variant<Arrhenius, Troe, Photolysis, UserDefined, TernaryActivation, BranchedNitrate,
                             Tunneling, TaylorSeries, Surface, Formula>;

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

/// Names of the photolysis rates of one reaction: of its law, or within its formula.
std::vector<std::string> photolysis_names(const Reaction& reaction);
/// Names of all photolysis rates, those within formulas too, or of all rates that a run supplies (uptake on
/// particles included), in the order of first use.
std::vector<std::string> photolysis_names(const Mechanism& mechanism);
std::vector<std::string> user_defined_names(const Mechanism& mechanism);

/// Elements of which any species has atoms, in the order of the alphabet.
std::vector<std::string> elements(const Mechanism& mechanism);
/// True if the composition of every species that the reaction makes or uses up is known.
bool is_counted(const Mechanism& mechanism, const Reaction& reaction);
/// Atoms made (> 0) or lost by one event of a reaction, by the species' own counts: 0 where it balances.
double imbalance(const Mechanism& mechanism, const Reaction& reaction, const std::string& element);

/// `base` and the reactions of `addition` (by index) that it took: those whose species all are its own or
/// `brought`, whose supplied rate it does not ask for itself, and whose reactants do not react in it already.
struct Joined {
  Mechanism mechanism;
  std::vector<std::size_t> taken;
};
Joined joined(Mechanism base, const Mechanism& addition, const std::vector<std::string>& brought);

/// The law as a program; a rate that a run supplies and an uptake have none: 1 stands for them.
RateProgram program_of(const RateLaw& law);

}  // namespace lantian::model::chemistry
