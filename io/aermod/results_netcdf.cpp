#include "io/aermod/results_netcdf.hpp"

#include <netcdf.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "io/netcdf_lock.hpp"
#include "io/netcdf_writer.hpp"
#include "io/sha256.hpp"
#include "io/units.hpp"

namespace lantian::io {
namespace {

using scenarios::DispersionResults;

constexpr double no_time = -1e30;

std::string variable_name(int hours) {
  return "highest_" + (hours == scenarios::whole_month ? std::string("month") : std::to_string(hours) + "h");
}

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// A deck's unit as UDUNITS reads it; empty where the label is no concentration that it knows.
std::string udunit_of(std::string label) {
  for (char& c : label)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  constexpr const char* usual = "ug m-3";
  const auto known = conversion(label, usual);
  if (!known) return "";
  return std::abs(known->factor - 1.0) < 1e-12 ? usual : label;
}

class Writer {
 public:
  Writer(const Deck& deck, const DispersionResults& results, const HourlyField* hourly,
         const std::string& program, const std::filesystem::path& target)
      : deck_(deck), results_(results), hourly_(hourly), nc_(target, NC_NETCDF4) {
    nc_.attribute(NC_GLOBAL, "Conventions", "CF-1.8");
    nc_.attribute(NC_GLOBAL, "title", deck.control.title_one);
    nc_.attribute(NC_GLOBAL, "source", program + ", plume engine, AERMOD's formulation");
    nc_.attribute(NC_GLOBAL, "comment", deck.control.title_two);
    nc_.attribute(NC_GLOBAL, "deck_sha256", sha256_of_file(deck.file));
    nc_.attribute(NC_GLOBAL, "surface_file_sha256", sha256_of_file(deck.weather.surface.path));
    nc_.attribute(NC_GLOBAL, "profile_file_sha256", sha256_of_file(deck.weather.profile.path));
  }

  void write() {
    receptor_ = nc_.dimension("receptor", results_.receptors);
    group_ = nc_.dimension("group", results_.groups);
    define_places();
    define_averages();
    define_means();
    define_hourly();
    nc_.end_definitions();
    for (const auto& fill : fills_) fill();
    nc_.close();
  }

 private:
  int doubles(const char* name, std::vector<int> axes, const char* long_name, const std::string& unit,
              std::vector<double> values) {
    const int id = nc_.variable(name, NC_DOUBLE, std::move(axes));
    nc_.attribute(id, "long_name", long_name);
    nc_.attribute(id, "units", unit);
    fills_.push_back([this, id, values = std::move(values)] {
      nc_.check(nc_put_var_double(nc_.id(), id, values.data()));
    });
    return id;
  }

  void define_places() {
    std::vector<double> x, y, elevation, hill, above;
    for (const auto& receptor : deck_.receptors) {
      x.push_back(receptor.place.x);
      y.push_back(receptor.place.y);
      elevation.push_back(receptor.place.elevation);
      hill.push_back(receptor.place.hill_height);
      above.push_back(receptor.place.above_ground);
    }
    nc_.attribute(doubles("x", {receptor_}, "distance to the east", "m", x), "standard_name",
                  "projection_x_coordinate");
    nc_.attribute(doubles("y", {receptor_}, "distance to the north", "m", y), "standard_name",
                  "projection_y_coordinate");
    nc_.attribute(doubles("elevation", {receptor_}, "ground above sea level", "m", elevation),
                  "standard_name", "surface_altitude");
    doubles("hill_height", {receptor_}, "hill height scale above sea level", "m", hill);
    nc_.attribute(doubles("height", {receptor_}, "receptor above ground", "m", above), "standard_name",
                  "height");
    std::string names;
    std::size_t longest = 1;
    for (const auto& group : deck_.groups) longest = std::max(longest, group.id.size());
    for (auto group : deck_.groups) group.id.resize(longest, '\0'), names += group.id;
    const int length = nc_.dimension("name_length", longest);
    const int id = nc_.variable("group_id", NC_CHAR, {group_, length});
    nc_.attribute(id, "long_name", "group of sources");
    fills_.push_back([this, id, names] { nc_.check(nc_put_var_text(nc_.id(), id, names.data())); });
  }

  /// A deck may name its unit as it likes; one that UDUNITS cannot read stands in the long name only.
  void unit_of_deck(int id, const std::string& long_name) {
    const std::string unit = udunit_of(deck_.concentration_unit);
    if (!unit.empty()) nc_.attribute(id, "units", unit);
    nc_.attribute(id, "long_name", unit.empty() ? long_name + ", " + deck_.concentration_unit : long_name);
  }

  int concentrations(const char* name, std::vector<int> axes, const char* long_name,
                     std::vector<double> values) {
    const int id = nc_.variable(name, NC_DOUBLE, std::move(axes));
    unit_of_deck(id, long_name);
    nc_.attribute(id, "_FillValue", std::vector<double>{no_value});
    fills_.push_back([this, id, values = std::move(values)] {
      nc_.check(nc_put_var_double(nc_.id(), id, values.data()));
    });
    return id;
  }

  void concentration(int id, const char* cell_methods) {
    nc_.attribute(id, "cell_methods", cell_methods);
    nc_.attribute(id, "coordinates", "x y height group_id");
  }

  void define_averages() {
    for (const auto& average : results_.averages) {
      const std::string name = variable_name(average.hours);
      const std::size_t ranks = average.highest.ranks(), cells = results_.groups * results_.receptors;
      const int rank = nc_.dimension((name + "_rank").c_str(), ranks);
      std::vector<double> values, times;
      for (std::size_t n = 0; n < ranks; ++n)
        for (std::size_t cell = 0; cell < cells; ++cell) {
          const auto& value = average.highest.of(cell)[n];
          values.push_back(value.value);
          times.push_back(value.is_there() ? static_cast<double>(value.ending) : no_time);
        }
      concentration(concentrations(name.c_str(), {rank, group_, receptor_}, "highest means, falling", values),
                    "time: mean");
      const int ends = doubles((name + "_end").c_str(), {rank, group_, receptor_},
                               "end of the mean, local time", "hours since 1970-01-01 00:00:00", times);
      nc_.attribute(ends, "_FillValue", std::vector<double>{no_time});
    }
  }

  void define_means() {
    if (results_.period_mean)
      concentration(
          concentrations("period_mean", {group_, receptor_}, "mean of the period", *results_.period_mean),
          "time: mean");
    if (results_.annual_mean)
      concentration(concentrations("annual_mean", {group_, receptor_}, "mean of the years' means",
                                   *results_.annual_mean),
                    "time: mean");
    if (!results_.percentile) return;
    const int id =
        concentrations("daily_percentile", {group_, receptor_},
                       "percentile of the daily values, mean over the years", results_.percentile->values);
    concentration(id, "time: mean");
    nc_.attribute(id, "percentile", std::vector<double>{results_.percentile->percentile});
    nc_.attribute(id, "daily_value", results_.percentile->average);
    if (results_.percentile->days > 0)
      nc_.attribute(id, "comment",
                    "of " + std::to_string(results_.percentile->days) + " days, no whole year");
  }

  void define_hourly() {
    if (hourly_ == nullptr) return;
    const int time = nc_.dimension("time", hourly_->hours.size());
    const int axis = nc_.variable("time", NC_INT64, {time});
    nc_.attribute(axis, "standard_name", "time");
    nc_.attribute(axis, "units", "hours since 1970-01-01 00:00:00");
    nc_.attribute(axis, "long_name", "end of the hour, local time");
    const int id = nc_.variable("concentration", NC_FLOAT, {time, group_, receptor_});
    nc_.check(nc_def_var_deflate(nc_.id(), id, 1, 1, 4));
    unit_of_deck(id, "hourly mean; not a number in calm and missing hours");
    nc_.attribute(id, "_FillValue", std::vector<float>{std::numeric_limits<float>::quiet_NaN()});
    concentration(id, "time: mean");
    fills_.push_back([this, axis, id] {
      std::vector<long long> hours(hourly_->hours.begin(), hourly_->hours.end());
      nc_.check(nc_put_var_longlong(nc_.id(), axis, hours.data()));
      nc_.check(nc_put_var_float(nc_.id(), id, hourly_->values.data()));
    });
  }

  const Deck& deck_;
  const DispersionResults& results_;
  const HourlyField* hourly_;
  NetcdfWriter nc_;
  int receptor_ = -1, group_ = -1;
  std::vector<std::function<void()>> fills_;
};

}  // namespace

void write_deck_netcdf(const Deck& deck, const DispersionResults& results, const HourlyField* hourly,
                       const std::string& program, const std::filesystem::path& target) {
  const NetcdfLock lock;
  Writer(deck, results, hourly, program, target).write();
}

}  // namespace lantian::io
