#include "io/mechanism.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "io/data_folder.hpp"
#include "io/mechanism/parts.hpp"
#include "model/chemistry/rate_range.hpp"

namespace lantian::io {
namespace {

using namespace model::chemistry;

const std::set<std::string> open_atmos_endings{".json", ".yaml", ".yml"};
const std::set<std::string> kpp_endings{".def", ".eqn", ".kpp"};

bool is_bimolecular(const Mechanism& mechanism, const Reaction& reaction) {
  double order = 0.0;
  for (const Term& t : reaction.reactants) order += t.coefficient;
  const bool with_air = std::any_of(reaction.reactants.begin(), reaction.reactants.end(), [&](const Term& t) {
    return mechanism.species[t.species].given == Given::M;
  });
  const bool is_supplied =
      std::holds_alternative<UserDefined>(reaction.rate) || std::holds_alternative<Surface>(reaction.rate);
  return order == 2.0 && !with_air && !is_supplied;
}

std::string nearest_or_none(const std::string& name, const Mechanism& mechanism) {
  std::vector<std::string> names;
  for (const MechanismSpecies& species : mechanism.species) names.push_back(species.name);
  return nearest_spelling(name, names);
}

}  // namespace

void MechanismDraft::add_species(MechanismSpecies species, const TextPlace& place) {
  if (!index_.try_emplace(species.name, static_cast<int>(mechanism().species.size())).second)
    return mistake("duplicate_species", place, {{"value", species.name}});
  mechanism().species.push_back(std::move(species));
}

MechanismSpecies* MechanismDraft::find(const std::string& name) {
  const auto at = index_.find(name);
  return at == index_.end() ? nullptr : &mechanism().species[at->second];
}

std::optional<int> MechanismDraft::index_of(const std::string& name, const TextPlace& place) {
  if (const auto at = index_.find(name); at != index_.end()) return at->second;
  if (!all_excused_ && !excused_.contains(name))
    mistake("unknown_species", place, {{"value", name}, {"nearest", nearest_or_none(name, mechanism())}});
  return std::nullopt;
}

double MechanismDraft::order(const std::vector<Term>& reactants) const {
  double sum = 0.0;
  for (const Term& t : reactants) sum += t.coefficient;
  return sum;
}

void MechanismDraft::add_reaction(Reaction reaction, TextPlace place) {
  mechanism().reactions.push_back(std::move(reaction));
  read_.places.push_back(std::move(place));
  is_sound_.push_back(mistakes_.items().size() == mistakes_before_);
}

/// Rate constants that no reaction can have, between 200 and 310 K and 300 and 1050 hPa.
void MechanismDraft::check_rates() {
  // Faster than any two molecules meet, times ten; slower than any mechanism's fastest reaction.
  constexpr double above_all = 1e-8, below_all = 1e-20;  // cm3 molecule-1 s-1
  const auto ranges = rate_ranges(mechanism());
  double fastest = 0.0;
  int bimolecular = 0;
  for (std::size_t r = 0; r < ranges.size(); ++r) {
    const Reaction& reaction = mechanism().reactions[r];
    if (!is_sound_[r]) continue;
    if (!ranges[r].is_sound()) {
      mistake("rate_not_sound", read_.places[r],
              {{"key", reaction.id},
               {"value", fmt::format("{:.4g}", ranges[r].worst())},
               {"temperature", fmt::format("{:.0f}", ranges[r].worst_temperature)}});
    } else if (is_bimolecular(mechanism(), reaction)) {
      ++bimolecular;
      fastest = std::max(fastest, ranges[r].at_room);
      if (ranges[r].at_room > above_all)
        mistake("rate_above_collisions", read_.places[r],
                {{"key", reaction.id}, {"value", fmt::format("{:.3g}", ranges[r].at_room)}});
    }
  }
  if (bimolecular > 2 && fastest < below_all)
    mistake("rates_of_other_unit", {read_.files.front().string(), 0, 0},
            {{"value", fmt::format("{:.3g}", fastest)}});
}

MechanismFile MechanismDraft::finished() {
  check_rates();
  mistakes_.throw_if_any();
  return std::move(read_);
}

MechanismFile read_mechanism_file(const std::filesystem::path& file, const TextPlace& mentioned) {
  const auto ending = file.extension().string();
  if (open_atmos_endings.contains(ending)) return read_open_atmos(file, mentioned);
  if (kpp_endings.contains(ending)) return read_kpp(file, mentioned);
  const TextPlace itself{file.string(), 0, 0};
  throw InputErrors(
      {{"mechanism_ending",
        mentioned.file.empty() ? itself : mentioned,
        {{"value", file.filename().string()}, {"accepted", ".yaml, .json, .eqn, .kpp, .def"}}}});
}

Mechanism read_mechanism(const std::filesystem::path& file, const TextPlace& mentioned) {
  return read_mechanism_file(file, mentioned).mechanism;
}

std::vector<std::string> shipped_mechanisms() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "mechanisms"))
    if (open_atmos_endings.contains(entry.path().extension().string()))
      names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<std::filesystem::path> shipped_mechanism(const std::string& name) {
  for (const auto& known : shipped_mechanisms())
    if (known == name)
      for (const auto& ending : open_atmos_endings) {
        const auto file = data_folder() / "mechanisms" / (name + ending);
        if (std::filesystem::exists(file)) return file;
      }
  return std::nullopt;
}

}  // namespace lantian::io
