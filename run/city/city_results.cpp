#include <fmt/format.h>

#include "io/atomic_file.hpp"
#include "io/concentration_file.hpp"
#include "io/csv_text.hpp"
#include "run/city/city_field.hpp"
#include "run/report_tables.hpp"

namespace lantian::run {
namespace {

std::string comment_of(const model::OutputQuantity& quantity) {
  return std::string("the grid's cell mean with the pattern of plumes within the cell; ") +
         (quantity.at_reference_state ? "at 298.15 K and 1013.25 hPa (GB 3095-2012, amendment 2018)"
                                      : "dry particles at actual temperature and pressure");
}

io::ConcentrationFile map_file(const Engine& engine, const Simulated& simulated, const CitySetup& setup,
                               CityField& made, const std::map<std::string, std::string>& identity) {
  const auto& contents = engine.inputs.file.contents;
  const auto& map = setup.plumes.map;
  io::ConcentrationFile file;
  file.title = contents.label.en;
  file.source = "lantian, grid refined by plumes";
  file.projection = engine.inputs.projection;
  file.synthetic = contents.synthetic;
  for (const auto& [key, value] : identity) file.provenance.emplace_back("lantian_" + key, value);
  file.provenance.emplace_back("lantian_resolved_case", io::resolved_text(engine.inputs.file));
  file.grid.nx = map.nx, file.grid.ny = map.ny, file.grid.dx = map.spacing;
  file.grid.x_west = map.west, file.grid.y_south = map.south;
  for (std::size_t point = 0; point < map.points(); ++point) {
    const auto place = engine.inputs.projection->inverse(map.x(point), map.y(point));
    file.longitude.push_back(place.longitude), file.latitude.push_back(place.latitude);
  }
  for (const auto& member : engine.members) file.members.push_back(member.id);
  if (contents.city_field.hourly) file.hours = simulated.record.hours;
  const auto clock = contents.time.clock();
  const auto first = contents.time.start + static_cast<model::UtcSeconds>(contents.time.spinup);
  for (auto& one : made.quantities) {
    const auto& recorded = simulated.quantities[one.recorded];
    if (contents.city_field.hourly) {
      file.variables.push_back({one.name, recorded.standard_name,
                                "hourly mean mass concentration of " + one.name, comment_of(recorded),
                                recorded.units});
      file.values.push_back(one.hourly);
    }
    file.fields.push_back(
        {one.name + "_mean",
         fmt::format("mean mass concentration of {} from {} {:02d}:00, local time, to the end of the run",
                     one.name, local_date_text(clock, first), clock.local_hour(first)),
         recorded.units, comment_of(recorded), std::move(one.mean), recorded.standard_name});
  }
  return file;
}

std::string monitors_csv(const Engine& engine, const Simulated& simulated, const CityField& made) {
  const auto clock = engine.inputs.file.contents.time.clock();
  const auto& monitors = engine.inputs.monitors;
  const auto& grid = engine.grid;
  std::string text = "monitor,member,quantity,local_day,local_hour,city_field [ug/m3],grid [ug/m3]\n";
  for (std::size_t m = 0; m < monitors.size(); ++m) {
    const int i = static_cast<int>((monitors[m].place.x - grid.x_west) / grid.dx),
              j = static_cast<int>((monitors[m].place.y - grid.y_south) / grid.dx);
    for (std::size_t member = 0; member < engine.members.size(); ++member)
      for (const auto& one : made.quantities)
        for (std::size_t hour = 0; hour < simulated.record.hours.size(); ++hour) {
          const auto time = simulated.record.hours[hour];
          const double city = one.monitors[(hour * engine.members.size() + member) * monitors.size() + m],
                       cell = simulated.record
                                  .means[one.recorded][hour][member * grid.columns() + grid.column(j, i)];
          text += fmt::format("{},{},{},{},{},{:.6g},{:.6g}\n", io::csv_cell(monitors[m].id),
                              io::csv_cell(engine.members[member].id), one.name, local_date_text(clock, time),
                              clock.local_hour(time), city * micrograms_per_kilogram,
                              cell * micrograms_per_kilogram);
        }
  }
  return text;
}

}  // namespace

void write_city_field(const Engine& engine, const Simulated& simulated,
                      const std::map<std::string, std::string>& identity, const std::filesystem::path& folder,
                      Progress& progress) {
  const auto& contents = engine.inputs.file.contents;
  const auto map = folder / "city_field.nc", monitors = folder / "monitors_city.csv";
  std::error_code failed;
  for (const auto& older : {map, monitors})
    std::filesystem::remove(older, failed);  // would pass for this run's
  if (!contents.city_field.active) return;
  const CitySetup setup = city_setup(engine.inputs);
  CityField made = city_field(engine, simulated, setup, progress);
  const std::string table = monitors_csv(engine, simulated, made);
  io::write_concentration_file(map_file(engine, simulated, setup, made, identity), map);
  io::write_atomically(monitors, synthetic_mark(engine.inputs) + table);
}

}  // namespace lantian::run
