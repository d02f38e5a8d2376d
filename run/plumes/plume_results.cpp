#include "run/plumes/plume_results.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/atomic_file.hpp"
#include "io/csv_text.hpp"
#include "io/plume_file.hpp"
#include "run/report_tables.hpp"

namespace lantian::run {
namespace {

std::string standard_name(const std::string& field) {
  static const std::map<std::string, std::string> names{
      {"SO2", "mass_concentration_of_sulfur_dioxide_in_air"},
      {"NOx", "mass_concentration_of_nox_expressed_as_nitrogen_dioxide_in_air"},
      {"NO2", "mass_concentration_of_nitrogen_dioxide_in_air"},
      {"CO", "mass_concentration_of_carbon_monoxide_in_air"},
      {"NH3", "mass_concentration_of_ammonia_in_air"},
      {"PM10", "mass_concentration_of_pm10_ambient_aerosol_particles_in_air"},
      {"PM2p5", "mass_concentration_of_pm2p5_ambient_aerosol_particles_in_air"}};
  const auto found = names.find(field);
  return found == names.end() ? "" : found->second;
}

std::string comment_of(const PlumeField& field) {
  if (field.name == "NO2")
    return "ozone limiting method on all plumes together with the grid's ozone; at 298.15 K and 1013.25 hPa";
  return field.at_reference_state
             ? "as emitted, no chemistry; at 298.15 K and 1013.25 hPa (GB 3095-2012, amendment 2018)"
             : "as emitted, no chemistry; at actual temperature and pressure";
}

io::PlumeFile plume_file(const io::CaseInputs& inputs, const PlumeSetup& setup, const PlumeIncrements& made,
                         const std::map<std::string, std::string>& identity) {
  io::PlumeFile file;
  file.title = inputs.file.contents.label.en;
  file.synthetic = inputs.file.contents.synthetic;
  for (const auto& [key, value] : identity) file.provenance.emplace_back("lantian_" + key, value);
  file.provenance.emplace_back("lantian_resolved_case", io::resolved_text(inputs.file));
  file.projection = &*inputs.projection;
  file.members = made.members;
  file.groups = setup.sources.groups;
  file.places = setup.places;
  if (!inputs.ground.altitude.empty())
    for (std::size_t n = 0; n < setup.places.size(); ++n)
      file.place_altitude.push_back(setup.receptors[n].elevation);
  file.map = setup.map;
  for (int hour = 0; hour < setup.hours; ++hour)
    file.hours.push_back(setup.start + hour * model::seconds_per_hour);
  for (const auto& field : made.fields)
    file.variables.push_back(
        {field.name, standard_name(field.name), comment_of(field), field.groups, field.places, field.map});
  return file;
}

std::string place_cells(const scenarios::PlumePlace& place) {
  return place.kind + "," + io::csv_cell(place.id);
}

std::string hours_csv(const io::CaseInputs& inputs, const PlumeSetup& setup, const PlumeIncrements& made) {
  const auto clock = inputs.file.contents.time.clock();
  std::string text = "member,kind,place,pollutant,local_day,local_hour,increment [ug/m3]\n";
  const std::size_t places = setup.places.size(), members = made.members.size();
  for (std::size_t m = 0; m < members; ++m)
    for (std::size_t p = 0; p < places; ++p)
      for (const auto& field : made.fields)
        for (int hour = 0; hour < made.hours; ++hour) {
          const auto time = setup.start + hour * model::seconds_per_hour;
          const double value = field.places[(static_cast<std::size_t>(hour) * members + m) * places + p];
          text += fmt::format("{},{},{},{},{},{:.6g}\n", io::csv_cell(made.members[m]),
                              place_cells(setup.places[p]), field.name, local_date_text(clock, time),
                              clock.local_hour(time), value * micrograms_per_kilogram);
        }
  return text;
}

/// Mean and highest hour after the spin-up.
struct Summed {
  double mean = 0.0, highest = 0.0;
};

Summed summed(const io::CaseInputs& inputs, int hours, const std::function<double(int)>& value) {
  const int first = static_cast<int>(inputs.file.contents.time.spinup / model::seconds_per_hour);
  Summed sum;
  for (int hour = first; hour < hours; ++hour) {
    sum.mean += value(hour) / (hours - first);
    sum.highest = std::max(sum.highest, value(hour));
  }
  return sum;
}

std::string groups_csv(const io::CaseInputs& inputs, const PlumeSetup& setup, const PlumeIncrements& made) {
  std::string text = "member,kind,place,pollutant,group,mean increment [ug/m3],highest hour [ug/m3]\n";
  const std::size_t places = setup.places.size(), members = made.members.size();
  const std::size_t groups = setup.sources.groups.size();
  for (std::size_t m = 0; m < members; ++m)
    for (std::size_t p = 0; p < places; ++p)
      for (const auto& field : made.fields) {
        const auto add = [&](const std::string& group, const Summed& sum) {
          text += fmt::format("{},{},{},{},{:.6g},{:.6g}\n", io::csv_cell(made.members[m]),
                              place_cells(setup.places[p]), field.name, io::csv_cell(group),
                              sum.mean * micrograms_per_kilogram, sum.highest * micrograms_per_kilogram);
        };
        const auto row = [&](int hour) { return static_cast<std::size_t>(hour) * members + m; };
        add("all", summed(inputs, made.hours, [&](int hour) {
              return static_cast<double>(field.places[row(hour) * places + p]);
            }));
        if (field.groups.empty()) continue;
        for (std::size_t g = 0; g < groups; ++g)
          add(setup.sources.groups[g], summed(inputs, made.hours, [&](int hour) {
                return static_cast<double>(field.groups[(row(hour) * groups + g) * places + p]);
              }));
      }
  return text;
}

std::string ledger_csv(const PlumeIncrements& made) {
  std::string text = "member,pollutant,emitted into plumes [kg],emitted by all sources of people [kg]\n";
  for (std::size_t m = 0; m < made.members.size(); ++m)
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
      text += fmt::format("{},{},{:.9g},{:.9g}\n", io::csv_cell(made.members[m]),
                          scenarios::pollutant_names[p], made.emitted[m][p], made.emitted_by_all[m][p]);
  return text;
}

}  // namespace

void write_plume_results(const io::CaseInputs& inputs, const PlumeSetup& setup, const PlumeIncrements& made,
                         const std::map<std::string, std::string>& identity,
                         const std::filesystem::path& folder) {
  io::write_plume_file(plume_file(inputs, setup, made, identity), folder / "plumes.nc");
  io::write_atomically(folder / "plumes.csv", synthetic_mark(inputs) + hours_csv(inputs, setup, made));
  io::write_atomically(folder / "plumes_groups.csv",
                       synthetic_mark(inputs) + groups_csv(inputs, setup, made));
  io::write_atomically(folder / "plumes_ledger.csv", synthetic_mark(inputs) + ledger_csv(made));
}

}  // namespace lantian::run
