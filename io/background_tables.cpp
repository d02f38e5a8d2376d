#include "io/background_tables.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "io/local_time.hpp"
#include "io/regime_times.hpp"
#include "io/table.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::io {
namespace {

using scenarios::BackgroundRegime;
namespace constants = model::constants;

/// Gases that tables may give as mass: molar masses [kg mol-1] from the atoms' [IUPAC2013].
const std::map<std::string, double> molar_mass{{"O3", 47.997e-3},  {"NO2", 46.005e-3}, {"NO", 30.006e-3},
                                               {"SO2", 64.058e-3}, {"CO", 28.010e-3},  {"NH3", 17.031e-3},
                                               {"HNO3", 63.012e-3}};
constexpr double reference_density =  // mol m-3 at 298.15 K and 1013.25 hPa, to which GB 3095 states gases
    constants::reference_pressure / (constants::gas_constant * constants::reference_temperature);
constexpr std::array<std::string_view, 3> profile_kinds{"share", "value", "value_night"};
constexpr std::array<std::string_view, 2> day_or_night{"day", "night"};
constexpr std::array<std::string_view, 12> components{"NO3", "SO4", "NH4", "Cl",      "POA",   "SOA",
                                                      "EC",  "K",   "Na",  "mineral", "other", "coarse"};

class Reader {
 public:
  Reader(const CaseFile& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  scenarios::Background read() {
    background_.clock = file_.contents.time.clock();
    read_surface();
    read_monitor();
    read_composition();
    read_profiles();
    read_wind_sides();
    read_gases();
    check_species();
    read_days();
    background_.times = read_regime_times(files().regimes, file_.place("background.regimes"), names_,
                                          file_.contents.time, diagnostics_);
    return std::move(background_);
  }

 private:
  const scenarios::CaseBackground& files() const { return file_.contents.background; }

  Table table(const std::string& path, const char* key, std::vector<Column> columns) {
    columns.push_back({"source", "", true});
    return Table::read(path, std::move(columns), diagnostics_, file_.place(std::string("background.") + key));
  }

  /// Regimes are those of surface.csv; elsewhere another name is a mistake.
  BackgroundRegime* regime(const Row& row) {
    const auto index = row.reference("regime", names_);
    return index ? &background_.regimes[*index] : nullptr;
  }

  BackgroundRegime& regime_or_new(const std::string& name) {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found != names_.end()) return background_.regimes[static_cast<std::size_t>(found - names_.begin())];
    names_.push_back(name);
    background_.regimes.emplace_back().id = name;
    return background_.regimes.back();
  }

  /// Mole fraction of a gas that a table gives as mass at the reference state or as a share of the air.
  double mole_fraction(const Row& row, const std::string& species, const char* value) {
    if (conversion(row.cell("unit"), "1")) return row.quantity(value, "unit", "1", {0.0, 1e-2});
    const auto mass = molar_mass.find(species);
    if (mass == molar_mass.end()) {
      row.fault("unknown_unit", "unit", {{"expected_kind", "a plain number"}, {"unit", "ppb"}});
      return 0.0;
    }
    return row.quantity(value, "unit", "kg/m3", {0.0, 1e-2}) / (mass->second * reference_density);
  }

  void read_surface() {
    if (files().surface.empty()) return;
    const auto rows =
        table(files().surface, "surface",
              {{"regime", ""}, {"species", ""}, {"hour", "1"}, {"value", unit_of_the_row}, {"unit", ""}});
    rows.require_rows();
    rows.require_unique({"regime", "species", "hour"});
    std::map<std::pair<std::string, std::string>, int> hours_given;
    for (const Row row : rows) {
      const std::string species = row.text("species");
      auto& target = regime_or_new(row.text("regime"));
      const int hour = row.whole_number("hour", 0, 21);
      if (hour % 3 != 0) row.fault("not_a_multiple", "hour", {{"other", "3"}});
      const auto slot = static_cast<std::size_t>(hour / 3);
      if (species == "PM2p5") {
        given_pm2p5_.insert(target.id);
        target.pm2p5_is_factor = conversion(row.cell("unit"), "1").has_value();
        target.pm2p5[slot] = row.quantity("value", "unit", target.pm2p5_is_factor ? "1" : "kg/m3",
                                          {0.0, target.pm2p5_is_factor ? 100.0 : 1e-5});
      } else {
        target.surface[species][slot] = mole_fraction(row, species, "value");
      }
      if (++hours_given[{target.id, species}] == 8) hours_given.erase({target.id, species});
    }
    for (const auto& [what, count] : hours_given)
      diagnostics_.add(
          "wrong_count", {rows.file(), 0, 0},
          {{"key", what.first + ", " + what.second}, {"value", std::to_string(count)}, {"expected", "8"}});
  }

  /// A monitor's hours: gases at the reference state of GB 3095, particles as they are. What is missing for
  /// up to three hours is bridged by a line.
  void read_monitor() {
    if (files().station.empty()) return;
    const auto rows = table(files().station, "station",
                            {{"time_end", ""},
                             {"PM2p5", "kg/m3"},
                             {"PM10", "kg/m3", true},
                             {"SO2", "kg/m3", true},
                             {"NO2", "kg/m3", true},
                             {"O3", "kg/m3", true},
                             {"CO", "kg/m3", true}});
    std::vector<model::UtcSeconds> ends;
    std::map<std::string, std::vector<std::optional<double>>> read;
    for (const Row row : rows) {
      const auto end = local_time_of(row, "time_end", file_.contents.time.utc_offset);
      if (!end) continue;
      if (!ends.empty() && *end <= ends.back()) row.fault("not_ascending", "time_end");
      ends.push_back(*end);
      for (const char* name : {"PM2p5", "PM10", "SO2", "NO2", "O3", "CO"})
        if (rows.has(name)) {
          const double most = std::string_view(name) == "CO"             ? 1e-4
                              : std::string_view(name).starts_with("PM") ? 1e-5
                                                                         : 2e-6;
          read[name].push_back(row.optional_number(name, {0.0, most}));
        }
    }
    if (ends.empty() || !diagnostics_.empty()) return;
    check_monitor_hours(rows, ends);
    for (auto& [name, values] : read) bridge(rows, name, ends, values);
    background_.monitor_has_coarse = read.contains("PM10");
    for (std::size_t n = 0; n < ends.size() && diagnostics_.empty(); ++n) {
      scenarios::MonitorReading one{ends[n] - model::seconds_per_hour / 2, *read["PM2p5"][n], 0.0, {}};
      if (background_.monitor_has_coarse) one.coarse = std::max(0.0, *read["PM10"][n] - one.pm2p5);
      for (const auto& [name, values] : read)
        if (!name.starts_with("PM")) one.gases[name] = *values[n] / (molar_mass.at(name) * reference_density);
      background_.monitor.push_back(std::move(one));
    }
  }

  void check_monitor_hours(const Table& rows, const std::vector<model::UtcSeconds>& ends) {
    const auto& time = file_.contents.time;
    if (ends.front() - model::seconds_per_hour > time.start || ends.back() < time.end)
      diagnostics_.add("not_covered", {rows.file(), 0, 0},
                       {{"first", local_time_text(ends.front() - model::seconds_per_hour, time.utc_offset)},
                        {"last", local_time_text(ends.back(), time.utc_offset)},
                        {"start", local_time_text(time.start, time.utc_offset)},
                        {"end", local_time_text(time.end, time.utc_offset)}});
  }

  /// Fills what is missing between readings not more than four hours apart; more, or none at an end, is told.
  void bridge(const Table& rows, const std::string& name, const std::vector<model::UtcSeconds>& ends,
              std::vector<std::optional<double>>& values) {
    constexpr std::int64_t widest = 4 * model::seconds_per_hour;
    const auto offset = file_.contents.time.utc_offset;
    std::ptrdiff_t before = -1;
    for (std::size_t n = 0; n <= values.size(); ++n) {
      if (n < values.size() && !values[n]) continue;
      const bool inside = before >= 0 && n < values.size();
      const auto first = static_cast<std::size_t>(before + 1);
      if (first < n || inside) {
        const auto from =
            inside ? ends[static_cast<std::size_t>(before)] : ends[std::min(first, ends.size() - 1)];
        const auto to = inside ? ends[n] : ends[n - 1];
        if ((!inside && first < n) || to - from > widest) {
          diagnostics_.add("monitor_gap", rows[std::min(first, values.size() - 1)].place(name),
                           {{"key", name},
                            {"previous", local_time_text(from, offset)},
                            {"value", local_time_text(to, offset)}});
          return;
        }
        for (std::size_t m = first; m < n; ++m) {
          const double low = *values[first - 1],
                       weight = static_cast<double>(ends[m] - from) / static_cast<double>(to - from);
          values[m] = low + weight * (*values[n] - low);
        }
      }
      before = static_cast<std::ptrdiff_t>(n);
    }
  }

  void read_composition() {
    if (files().composition.empty()) return;
    const auto rows =
        table(files().composition, "composition", {{"regime", ""}, {"component", ""}, {"share", "1"}});
    rows.require_rows();
    rows.require_unique({"regime", "component"});
    for (const Row row : rows)
      if (auto* target = files().station.empty() ? regime(row) : &regime_or_new(row.text("regime")))
        target->composition[std::string(components[row.one_of("component", components)])] =
            row.number("share", {0.0, 10.0});
    for (const auto& target : background_.regimes) {
      double sum = 0.0;
      for (const auto& [component, share] : target.composition) sum += component == "coarse" ? 0.0 : share;
      if (std::fabs(sum - 1.0) > 0.02)  // tables are rounded to two or three places
        diagnostics_.add("shares_not_one", {rows.file(), 0, 0},
                         {{"key", target.id}, {"value", std::to_string(sum)}});
    }
  }

  void read_profiles() {
    if (files().profile.empty()) return;
    const auto rows = table(files().profile, "profile",
                            {{"regime", ""},
                             {"species", ""},
                             {"height", "m"},
                             {"share_or_value", unit_of_the_row},
                             {"kind", ""},
                             {"unit", ""}});
    rows.require_rows();
    rows.require_unique({"regime", "species", "height"});
    for (const Row row : rows) {
      auto* target = regime(row);
      if (target == nullptr) continue;
      const std::string species = row.text("species");
      auto& profile = target->profile[species];
      profile.kind = static_cast<scenarios::ProfileKind>(row.one_of("kind", profile_kinds));
      const double height = row.number("height", {0.0, 30e3});
      if (!profile.height.empty() && height <= profile.height.back()) row.fault("not_ascending", "height");
      profile.height.push_back(height);
      profile.value.push_back(profile.kind == scenarios::ProfileKind::share
                                  ? row.quantity("share_or_value", "unit", "1", {0.0, 100.0})
                              : species == "PM" ? row.quantity("share_or_value", "unit", "kg/m3", {0.0, 1e-5})
                                                : mole_fraction(row, species, "share_or_value"));
    }
  }

  void read_wind_sides() {
    if (files().wind_side.empty()) return;
    const auto rows = table(files().wind_side, "wind_side", {{"regime", ""}, {"side", ""}, {"factor", "1"}});
    rows.require_rows();
    rows.require_unique({"regime", "side"});
    for (const Row row : rows)
      if (auto* target = regime(row))
        target->wind_side[row.one_of("side", scenarios::wind_side_names)] = row.number("factor", {0.0, 10.0});
  }

  void read_gases() {
    if (files().gases.empty()) return;
    const auto rows = table(files().gases, "gases",
                            {{"regime", ""}, {"species", ""}, {"day_or_night", ""}, {"value", "1"}});
    rows.require_rows();
    rows.require_unique({"regime", "species", "day_or_night"});
    for (const Row row : rows) {
      auto* target = regime(row);
      if (target == nullptr) continue;
      auto& gas = target->gases[row.text("species")];
      (row.one_of("day_or_night", day_or_night) == 0 ? gas.day : gas.night) =
          row.number("value", {0.0, 1e-2});
      if (target->surface.contains(row.cell("species")))
        row.fault("duplicate", "species", {{"line", files().surface}});
      const bool measured =
          !background_.monitor.empty() && background_.monitor.front().gases.contains(row.text("species"));
      if (measured) row.fault("duplicate", "species", {{"line", files().station}});
    }
  }

  /// What no air lacks must be given for every regime, at the ground or among the gases.
  void check_species() {
    if (!files().station.empty()) return;  // the monitor's readings stand for them
    for (const auto& one : background_.regimes) {
      if (!given_pm2p5_.contains(one.id))
        diagnostics_.add("species_missing", {files().surface, 0, 0}, {{"key", one.id}, {"value", "PM2p5"}});
      for (const char* gas : {"O3", "NO2", "SO2", "CO", "NH3"})
        if (!one.surface.contains(gas) && !one.gases.contains(gas))
          diagnostics_.add("species_missing", {files().surface, 0, 0}, {{"key", one.id}, {"value", gas}});
    }
  }

  void read_days() {
    if (files().days.empty()) return;
    const auto rows = table(files().days, "days", {{"time", ""}, {"pm2p5", "kg/m3"}});
    rows.require_rows();
    for (const Row row : rows) {
      const auto time = local_time_of(row, "time", file_.contents.time.utc_offset);
      if (!time) continue;
      if (!background_.days.empty() && *time <= background_.days.back().time)
        row.fault("not_ascending", "time");
      background_.days.push_back({*time, row.number("pm2p5", {0.0, 1e-5})});
    }
  }

  const CaseFile& file_;
  Diagnostics& diagnostics_;
  scenarios::Background background_;
  std::vector<std::string> names_;
  std::set<std::string> given_pm2p5_;
};

}  // namespace

scenarios::Background read_background(const CaseFile& file, Diagnostics& diagnostics) {
  return Reader(file, diagnostics).read();
}

}  // namespace lantian::io
