#include "io/plume_file.hpp"

#include <netcdf.h>

#include <algorithm>

#include "io/cf_projection.hpp"
#include "io/netcdf_lock.hpp"
#include "io/netcdf_writer.hpp"

namespace lantian::io {
namespace {

/// Names of one kind, as characters.
struct Names {
  std::vector<std::string> all;
  int variable = -1;
};

struct Axes {
  int time, bounds, member, group, place, y, x;  // y, x: -1 without a map
};

class Writer {
 public:
  Writer(const PlumeFile& contents, const std::filesystem::path& target)
      : f_(contents), nc_(target, NC_NETCDF4) {}

  void write() {
    define();
    nc_.end_definitions();
    put_coordinates();
    for (std::size_t v = 0; v < f_.variables.size(); ++v) {
      put(ids_[v].groups, f_.variables[v].groups);
      put(ids_[v].places, f_.variables[v].places);
      put(ids_[v].map, f_.variables[v].map);
    }
    nc_.close();
  }

 private:
  struct Ids {
    int groups = -1, places = -1, map = -1;
  };
  const PlumeFile& f_;
  NetcdfWriter nc_;
  Axes a_{};
  std::vector<Names> names_;
  std::vector<Ids> ids_;
  std::vector<std::pair<int, std::vector<double>>> numbers_;
  int time_ = -1, time_bounds_ = -1;

  void define() {
    nc_.attribute(NC_GLOBAL, "Conventions", "CF-1.8");
    nc_.attribute(NC_GLOBAL, "title", f_.title);
    nc_.attribute(NC_GLOBAL, "source", "lantian, plume engine");
    if (f_.synthetic)
      nc_.attribute(NC_GLOBAL, "comment", "SYNTHETIC case: neither observations nor an official inventory");
    for (const auto& [key, value] : f_.provenance) nc_.attribute(NC_GLOBAL, key.c_str(), value);
    const bool has_map = f_.map.points() > 0;
    a_ = {nc_.dimension("time", f_.hours.size()),
          nc_.dimension("bounds", 2),
          nc_.dimension("member", f_.members.size()),
          nc_.dimension("group", f_.groups.size()),
          nc_.dimension("place", f_.places.size()),
          has_map ? nc_.dimension("y", static_cast<std::size_t>(f_.map.ny)) : -1,
          has_map ? nc_.dimension("x", static_cast<std::size_t>(f_.map.nx)) : -1};
    define_time();
    std::vector<std::string> ids, kinds;
    for (const auto& place : f_.places) ids.push_back(place.id), kinds.push_back(place.kind);
    define_names("member_id", a_.member, f_.members, "scenario of the run");
    define_names("group_id", a_.group, f_.groups,
                 "enterprise, road or area whose sources are counted together");
    define_names("place_id", a_.place, ids, "place");
    define_names("place_kind", a_.place, kinds, "monitor, township or receptor");
    define_places();
    if (has_map) define_map();
    const CfProjection mapping = cf_projection(*f_.projection);
    const int crs = nc_.variable("crs", NC_INT, {});
    nc_.attribute(crs, "grid_mapping_name", mapping.name);
    for (const auto& [name, numbers] : mapping.numbers) nc_.attribute(crs, name.c_str(), numbers);
    nc_.attribute(crs, "proj4_params", f_.projection->definition());
    nc_.attribute(crs, "crs_wkt", f_.projection->well_known_text());
    for (const auto& variable : f_.variables) define_variable(variable);
  }

  void define_time() {
    time_ = nc_.variable("time", NC_INT64, {a_.time});
    nc_.attribute(time_, "standard_name", "time");
    nc_.attribute(time_, "units", "seconds since 1970-01-01 00:00:00");
    nc_.attribute(time_, "axis", "T");
    nc_.attribute(time_, "calendar", "standard");
    nc_.attribute(time_, "bounds", "time_bounds");
    time_bounds_ = nc_.variable("time_bounds", NC_INT64, {a_.time, a_.bounds});
  }

  void define_names(const char* name, int dimension, const std::vector<std::string>& all, const char* what) {
    std::size_t longest = 1;
    for (const auto& one : all) longest = std::max(longest, one.size());
    Names names{all, -1};
    for (auto& one : names.all) one.resize(longest, '\0');
    names.variable = nc_.variable(
        name, NC_CHAR, {dimension, nc_.dimension((std::string(name) + "_length").c_str(), longest)});
    nc_.attribute(names.variable, "long_name", what);
    names_.push_back(std::move(names));
  }

  void number(const char* name, std::vector<int> dimensions, const char* standard_name, const char* units,
              std::vector<double> values, const char* axis = "") {
    const int id = nc_.variable(name, NC_DOUBLE, std::move(dimensions));
    nc_.attribute(id, "standard_name", standard_name);
    nc_.attribute(id, "units", units);
    nc_.attribute(id, "axis", axis);
    numbers_.emplace_back(id, std::move(values));
  }

  void define_places() {
    std::vector<double> x, y, longitude, latitude, height;
    for (const auto& one : f_.places) {
      x.push_back(one.place.x), y.push_back(one.place.y);
      longitude.push_back(one.place.longitude), latitude.push_back(one.place.latitude);
      height.push_back(one.above_ground);
    }
    number("place_x", {a_.place}, "projection_x_coordinate", "m", x);
    number("place_y", {a_.place}, "projection_y_coordinate", "m", y);
    number("place_longitude", {a_.place}, "longitude", "degrees_east", longitude);
    number("place_latitude", {a_.place}, "latitude", "degrees_north", latitude);
    number("place_height", {a_.place}, "height", "m", height);
    if (!f_.place_altitude.empty())
      number("place_altitude", {a_.place}, "surface_altitude", "m", f_.place_altitude);
  }

  void define_map() {
    std::vector<double> x, y, longitude, latitude;
    for (int i = 0; i < f_.map.nx; ++i) x.push_back(f_.map.x(static_cast<std::size_t>(i)));
    for (int j = 0; j < f_.map.ny; ++j)
      y.push_back(f_.map.y(static_cast<std::size_t>(j) * static_cast<std::size_t>(f_.map.nx)));
    for (std::size_t n = 0; n < f_.map.points(); ++n) {
      const auto place = f_.projection->inverse(f_.map.x(n), f_.map.y(n));
      longitude.push_back(place.longitude), latitude.push_back(place.latitude);
    }
    number("x", {a_.x}, "projection_x_coordinate", "m", x, "X");
    number("y", {a_.y}, "projection_y_coordinate", "m", y, "Y");
    number("longitude", {a_.y, a_.x}, "longitude", "degrees_east", longitude);
    number("latitude", {a_.y, a_.x}, "latitude", "degrees_north", latitude);
  }

  int define_values(const PlumeVariable& variable, const std::string& name, const std::vector<int>& axes,
                    const char* coordinates, const std::string& what) {
    const int id = nc_.variable(name.c_str(), NC_FLOAT, axes);
    nc_.check(nc_def_var_deflate(nc_.id(), id, 1, 1, 1));
    nc_.attribute(id, "standard_name", variable.standard_name);
    nc_.attribute(id, "long_name", what);
    nc_.attribute(id, "units", "kg m-3");
    nc_.attribute(id, "cell_methods", "time: mean");
    nc_.attribute(id, "coordinates", coordinates);
    nc_.attribute(id, "grid_mapping", "crs");
    nc_.attribute(id, "comment", variable.comment);
    return id;
  }

  void define_variable(const PlumeVariable& variable) {
    const std::string what = "hourly mean increment of " + variable.name + " by ";
    constexpr const char* at_places =
        "place_id place_kind place_longitude place_latitude place_height member_id";
    Ids ids;
    if (!variable.groups.empty())
      ids.groups =
          define_values(variable, variable.name + "_groups", {a_.time, a_.member, a_.group, a_.place},
                        "place_id place_kind place_longitude place_latitude place_height member_id group_id",
                        what + "each group's plumes");
    if (!variable.places.empty())
      ids.places = define_values(variable, variable.name + "_places", {a_.time, a_.member, a_.place},
                                 at_places, what + "all plumes");
    if (!variable.map.empty())
      ids.map = define_values(variable, variable.name + "_map", {a_.time, a_.member, a_.y, a_.x},
                              "longitude latitude member_id", what + "all plumes");
    ids_.push_back(ids);
  }

  void put_coordinates() {
    std::vector<long long> middle, edges;
    for (const auto hour : f_.hours) {
      middle.push_back(hour + model::seconds_per_hour / 2);
      edges.insert(edges.end(), {hour, hour + model::seconds_per_hour});
    }
    nc_.check(nc_put_var_longlong(nc_.id(), time_, middle.data()));
    nc_.check(nc_put_var_longlong(nc_.id(), time_bounds_, edges.data()));
    for (const auto& [id, values] : numbers_)
      if (!values.empty()) nc_.check(nc_put_var_double(nc_.id(), id, values.data()));
    for (const auto& names : names_) {
      std::string joined;
      for (const auto& one : names.all) joined += one;
      if (!joined.empty()) nc_.check(nc_put_var_text(nc_.id(), names.variable, joined.data()));
    }
  }

  void put(int id, std::span<const float> values) {
    if (id >= 0) nc_.check(nc_put_var_float(nc_.id(), id, values.data()));
  }
};

}  // namespace

void write_plume_file(const PlumeFile& contents, const std::filesystem::path& target) {
  const NetcdfLock lock;
  Writer(contents, target).write();
}

}  // namespace lantian::io
