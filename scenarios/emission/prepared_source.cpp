#include "scenarios/emission/prepared_source.hpp"

namespace lantian::scenarios {
namespace {

constexpr double molar_mass_no2 = 46.0055e-3;  // kg mol-1 [IUPAC2013]

void prepare_natural(PreparedSource& prepared, const model::SpeciesTable& species) {
  const int emitted = species.at(prepared.source->natural_species);
  const double molar_mass = 1.0 / moles_per_kilogram({prepared.source->natural_species, 1.0}, species);
  const bool is_nitrogen_oxide = prepared.source->natural_law == "soil_no";
  prepared.natural_as = is_nitrogen_oxide ? Pollutant::NOx : Pollutant::VOC;
  prepared.natural_mass_ratio = is_nitrogen_oxide ? molar_mass_no2 / molar_mass : 1.0;
  prepared.speciation.slots.push_back({emitted, {{prepared.natural_as, 1.0 / molar_mass}}});
}

}  // namespace

PreparedSource prepare(const Inventory& inventory, const Source& source, const model::Grid& grid,
                       const model::SpeciesTable& species) {
  PreparedSource prepared;
  prepared.source = &source;
  if (source.spread >= 0) {
    const Spread& spread = inventory.spreads[static_cast<std::size_t>(source.spread)];
    prepared.footprint = footprint_of(spread, grid);
    prepared.layers = layer_shares(spread.bottom, spread.top, grid);
  } else {
    prepared.footprint = footprint_of(source.place, grid);
  }
  if (source.natural)
    prepare_natural(prepared, species);
  else
    prepared.speciation =
        compile(inventory.speciation_profiles[static_cast<std::size_t>(source.speciation)], species);
  return prepared;
}

}  // namespace lantian::scenarios
