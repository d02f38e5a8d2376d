#include "model/mesoscale/land_categories.hpp"

namespace lantian::model::mesoscale {
namespace {

enum Kind : unsigned char { urban, crops, grass, deciduous, coniferous, mixed, water, barren, wetland };

// Shrubs and savanna count as range, mosaics of crops as crops, tundra and ice as barren.
constexpr std::array<Kind, 24> usgs{
    urban, crops,      crops, crops, crops,   crops,   grass,  grass,  grass,  grass,  deciduous, deciduous,
    mixed, coniferous, mixed, water, wetland, wetland, barren, barren, barren, barren, barren,    barren};
constexpr std::array<Kind, 21> modis{coniferous, mixed,  coniferous, deciduous, mixed,  grass,  grass,
                                     mixed,      grass,  grass,      wetland,   crops,  urban,  crops,
                                     barren,     barren, water,      barren,    barren, barren, water};

}  // namespace

std::optional<std::size_t> land_kind(std::string_view scheme, int category) {
  const auto of = [&](const auto& table) -> std::optional<std::size_t> {
    if (category < 1 || category > static_cast<int>(table.size())) return std::nullopt;
    return table[static_cast<std::size_t>(category - 1)];
  };
  if (scheme == "USGS") return of(usgs);
  if (!scheme.starts_with("MODIFIED_IGBP_MODIS_NOAH") && scheme != "MODIS") return std::nullopt;
  if (category >= 31 && category <= 33) return urban;
  return of(modis);
}

}  // namespace lantian::model::mesoscale
