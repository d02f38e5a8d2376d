#include "scenarios/emission/natural_ground.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/ground/land_cover.hpp"

namespace lantian::scenarios {
namespace {

double leaf_area_of_kind(std::size_t kind, model::Season season) {
  model::LandUse whole;
  whole.share[kind] = 1.0;
  return model::leaf_area_index(whole, season);
}

Source source_of(const NaturalFactor& factor, int spread, double rate) {
  Source source;
  source.id = "natural/" + factor.species;
  source.natural = source.fugitive = true;
  source.natural_law = source.process = factor.law;
  source.industry = "natural";
  source.category = "natural." + factor.law;
  source.natural_species = factor.species;
  source.natural_rate = rate;
  source.spread = spread;
  source.provenance = factor.source;
  return source;
}

}  // namespace

double canopy_activity(double leaf_area_index) {
  return 0.49 * leaf_area_index / std::sqrt(1.0 + 0.2 * leaf_area_index * leaf_area_index);
}

void add_natural_ground(Inventory& inventory, const model::Grid& grid,
                        const std::vector<model::LandUse>& land_use, model::Season season,
                        const std::vector<NaturalFactor>& factors) {
  std::map<std::string, std::vector<const NaturalFactor*>> by_species;
  for (const auto& factor : factors) by_species[factor.species].push_back(&factor);
  for (const auto& [species, own] : by_species) {
    Spread spread;
    spread.id = "natural/" + species;
    double whole = 0.0;
    for (std::size_t column = 0; column < grid.columns(); ++column) {
      const model::LandUse& here = land_use.size() == 1 ? land_use.front() : land_use[column];
      double rate = 0.0;
      for (const NaturalFactor* factor : own) {
        const bool is_plant = factor->law != "soil_no";
        rate += here.share[factor->kind] * factor->rate *
                (is_plant ? canopy_activity(leaf_area_of_kind(factor->kind, season)) : 1.0);
      }
      spread.columns.push_back(rate);
      whole += rate;
    }
    if (whole <= 0.0) continue;
    const int index = static_cast<int>(inventory.spreads.size());
    inventory.spreads.push_back(std::move(spread));
    inventory.sources.push_back(source_of(*own.front(), index, whole * grid.dx * grid.dx));
  }
  std::sort(inventory.sources.begin(), inventory.sources.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
}

}  // namespace lantian::scenarios
