/// The species of a run: names, molar masses and kinds. Everything in the state is a mole fraction of air
/// [mol mol-1]; particles too, by the molar mass of this table, so that one rule serves all.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace lantian::model {

/// Particles by aerodynamic diameter: fine below 2.5 um, coarse to 10, large to 30, giant to 100.
enum class SpeciesKind { gas, fine_particle, coarse_particle, large_particle, giant_particle };
inline constexpr std::size_t species_kind_count = 5;

struct Species {
  std::string name;         // mechanism's or aerosol's: "O3", "ANO3"
  double molar_mass = 0.0;  // kg mol-1; lumped species: the mechanism's nominal one
  SpeciesKind kind = SpeciesKind::gas;
  // Atoms of each conserved element, for the budget of N and S (0 where the mechanism does not keep them).
  double nitrogen = 0.0, sulfur = 0.0;
};

class SpeciesTable {
 public:
  SpeciesTable() = default;
  explicit SpeciesTable(std::vector<Species> species) : species_(std::move(species)) {}

  int size() const { return static_cast<int>(species_.size()); }
  const Species& operator[](int s) const { return species_[s]; }
  auto begin() const { return species_.begin(); }
  auto end() const { return species_.end(); }
  /// Index of `name`; nothing where the run has no such species.
  std::optional<int> find(std::string_view name) const {
    for (int s = 0; s < size(); ++s)
      if (species_[s].name == name) return s;
    return std::nullopt;
  }
  /// Index of a species that must be there; throws std::out_of_range naming it otherwise.
  int at(std::string_view name) const {
    if (const auto s = find(name)) return *s;
    throw std::out_of_range("species " + std::string(name) + " is not in the table");
  }

 private:
  std::vector<Species> species_;
};

}  // namespace lantian::model
