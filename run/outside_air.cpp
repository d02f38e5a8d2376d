#include "run/outside_air.hpp"

#include <algorithm>

#include "io/messages.hpp"
#include "model/grid/grid.hpp"

namespace lantian::run {
namespace {

constexpr std::string_view particles = "particles";

bool takes(const scenarios::CaseOutside& entry, const model::Species& species) {
  if (entry.species.empty()) return species.name != "O3";
  return std::any_of(entry.species.begin(), entry.species.end(), [&](const std::string& name) {
    return name == species.name || (name == particles && species.kind != model::SpeciesKind::gas);
  });
}

}  // namespace

std::vector<OutsideFactor> outside_factors(const scenarios::CaseMember& member,
                                           const model::SpeciesTable& species, model::UtcSeconds start) {
  std::vector<OutsideFactor> factors;
  for (int s = 0; s < species.size(); ++s)
    for (auto entry = member.outside.rbegin(); entry != member.outside.rend(); ++entry) {
      if (!takes(*entry, species[s])) continue;
      if (entry->factor != 1.0)
        factors.push_back({s, entry->factor, start + entry->from_hour * model::seconds_per_hour});
      break;
    }
  return factors;
}

void check_outside(const io::CaseInputs& inputs, const model::SpeciesTable& species,
                   io::Diagnostics& diagnostics) {
  std::vector<std::string> known{std::string(particles)};
  for (const auto& one : species) known.push_back(one.name);
  const auto& members = inputs.file.contents.members;
  for (std::size_t m = 0; m < members.size(); ++m)
    for (std::size_t n = 0; n < members[m].outside.size(); ++n)
      for (const auto& name : members[m].outside[n].species)
        if (std::find(known.begin(), known.end(), name) == known.end())
          diagnostics.add(
              "unknown_reference",
              inputs.file.place("member." + std::to_string(m) + ".outside." + std::to_string(n) + ".species"),
              {{"key", "species"}, {"value", name}, {"nearest", io::nearest_spelling(name, known)}});
}

void scale_outside(const std::vector<const std::vector<OutsideFactor>*>& factors, const model::Layout& layout,
                   model::UtcSeconds time, model::BoundaryValues& air) {
  const auto lanes = static_cast<std::size_t>(layout.lanes);
  for (std::size_t member = 0; member < factors.size(); ++member)
    for (const auto& [species, factor, from] : *factors[member]) {
      if (time < from) continue;
      const auto by = static_cast<float>(factor);
      const auto lane = static_cast<std::size_t>(layout.lane(species, static_cast<int>(member)));
      for (std::size_t n = lane; n < air.sides.size(); n += lanes) air.sides[n] *= by;
      for (std::size_t n = lane; n < air.top.size(); n += lanes) air.top[n] *= by;
    }
}

template <class Real>
void scale_initial(const std::vector<const std::vector<OutsideFactor>*>& factors, model::State<Real>& state) {
  const auto& l = state.layout;
  for (std::size_t member = 0; member < factors.size(); ++member)
    for (const auto& [species, factor, from] : *factors[member]) {
      if (state.time < from) continue;
      const int lane = l.lane(species, static_cast<int>(member));
      for (int k = 0; k < l.nz; ++k)
        for (int j = -model::Grid::rim; j < l.ny + model::Grid::rim; ++j)
          for (int i = -model::Grid::rim; i < l.nx + model::Grid::rim; ++i)
            state.at(k, j, i)[lane] *= static_cast<Real>(factor);
    }
}
template void scale_initial(const std::vector<const std::vector<OutsideFactor>*>&, model::State<float>&);
template void scale_initial(const std::vector<const std::vector<OutsideFactor>*>&, model::State<double>&);

}  // namespace lantian::run
