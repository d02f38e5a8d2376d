#include "io/plume_places.hpp"

#include "io/table.hpp"

namespace lantian::io {

std::vector<scenarios::PlumePlace> read_plume_places(const CaseFile& file, const Projection& projection,
                                                     Diagnostics& diagnostics) {
  std::vector<scenarios::PlumePlace> places;
  const auto& path = file.contents.plumes.receptors;
  if (path.empty()) return places;
  const auto table = Table::read(path,
                                 {{"id", ""},
                                  {"name_zh", "", true},
                                  {"name_en", "", true},
                                  {"longitude", "degree"},
                                  {"latitude", "degree"},
                                  {"height", "m", true},
                                  {"source", "", true}},
                                 diagnostics, file.place("plumes.receptors"));
  table.require_rows();
  table.require_unique({"id"});
  const auto grid = grid_of(file, projection);
  for (const Row row : table) {
    scenarios::PlumePlace place;
    place.id = row.text("id");
    place.kind = "receptor";
    place.label = {row.is_given("name_en") ? row.cell("name_en") : place.id,
                   row.is_given("name_zh") ? row.cell("name_zh") : place.id};
    place.place.longitude = row.number("longitude", {-180.0, 180.0});
    place.place.latitude = row.number("latitude", {-90.0, 90.0});
    place.above_ground = row.number_or("height", 0.0, {0.0, 500.0});
    project(place.place, projection);
    if (!is_inside(grid, place.place)) row.fault("outside_window", "longitude");
    places.push_back(std::move(place));
  }
  return places;
}

}  // namespace lantian::io
