#include "io/monitor_table.hpp"

#include "io/table.hpp"

namespace lantian::io {

std::vector<scenarios::Monitor> read_monitors(const CaseFile& file, const Projection& projection,
                                              Diagnostics& diagnostics) {
  std::vector<scenarios::Monitor> monitors;
  if (file.contents.monitors.empty()) return monitors;
  const auto table = Table::read(file.contents.monitors,
                                 {{"id", ""},
                                  {"name_zh", ""},
                                  {"name_en", ""},
                                  {"kind", ""},
                                  {"region", "", true},
                                  {"longitude", "degree"},
                                  {"latitude", "degree"},
                                  {"source", "", true}},
                                 diagnostics, file.place("monitors.file"));
  table.require_rows();
  table.require_unique({"id"});
  const auto grid = grid_of(file, projection);
  for (const Row row : table) {
    scenarios::Monitor monitor;
    monitor.id = row.text("id");
    monitor.label = {row.text("name_en"), row.text("name_zh")};
    monitor.kind = static_cast<scenarios::MonitorKind>(row.one_of("kind", scenarios::monitor_kind_names));
    monitor.region = row.cell("region");
    monitor.place.longitude = row.number("longitude", {-180.0, 180.0});
    monitor.place.latitude = row.number("latitude", {-90.0, 90.0});
    monitor.source = row.cell("source");
    project(monitor.place, projection);
    if (!is_inside(grid, monitor.place)) row.fault("outside_window", "longitude");
    monitors.push_back(std::move(monitor));
  }
  return monitors;
}

}  // namespace lantian::io
