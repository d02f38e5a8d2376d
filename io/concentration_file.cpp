#include "io/concentration_file.hpp"

#include <netcdf.h>

#include <optional>

#include "io/cf_projection.hpp"
#include "io/netcdf_lock.hpp"
#include "io/netcdf_writer.hpp"

namespace lantian::io {
namespace {

struct Axes {
  int time, bounds, member, z, y, x, name_length;  // z: -1 without
};

bool has_heights(const ConcentrationFile& f) { return f.levels > 1; }

void define_globals(NetcdfWriter& nc, const ConcentrationFile& f) {
  nc.attribute(NC_GLOBAL, "Conventions", "CF-1.8");
  nc.attribute(NC_GLOBAL, "title", f.title);
  nc.attribute(NC_GLOBAL, "source", f.source);
  if (f.synthetic)
    nc.attribute(NC_GLOBAL, "comment", "SYNTHETIC case: neither observations nor an official inventory");
  for (const auto& [key, value] : f.provenance) nc.attribute(NC_GLOBAL, key.c_str(), value);
}

void define_coordinate(NetcdfWriter& nc, int variable, const char* standard_name, const char* units,
                       const char* axis) {
  nc.attribute(variable, "standard_name", standard_name);
  nc.attribute(variable, "units", units);
  nc.attribute(variable, "axis", axis);
}

/// Indices or lengths along an axis of the values; that of z is left out where there is none.
std::vector<std::size_t> along(const ConcentrationFile& f, std::size_t time, std::size_t member,
                               std::size_t z, std::size_t y, std::size_t x) {
  return has_heights(f) ? std::vector{time, member, z, y, x} : std::vector{time, member, y, x};
}

/// All members' values of an hour in a level: what is written, and packed, in one go.
std::vector<std::size_t> one_level(const ConcentrationFile& f) {
  return along(f, 1, f.members.size(), 1, static_cast<std::size_t>(f.grid.ny),
               static_cast<std::size_t>(f.grid.nx));
}

std::vector<int> define_values(NetcdfWriter& nc, const ConcentrationFile& f, const Axes& a) {
  std::vector<int> ids;
  const auto axes =
      has_heights(f) ? std::vector{a.time, a.member, a.z, a.y, a.x} : std::vector{a.time, a.member, a.y, a.x};
  for (const auto& variable : f.variables) {
    const int id = nc.variable(variable.name.c_str(), NC_FLOAT, axes);
    nc.check(nc_def_var_deflate(nc.id(), id, 1, 1, 4));
    nc.check(nc_def_var_chunking(nc.id(), id, NC_CHUNKED, one_level(f).data()));
    nc.attribute(id, "standard_name", variable.standard_name);
    nc.attribute(id, "long_name", variable.long_name);
    nc.attribute(id, "units", variable.units);
    nc.attribute(id, "cell_methods", "time: mean");
    nc.attribute(id, "coordinates", "longitude latitude member_id");
    nc.attribute(id, "grid_mapping", "crs");
    nc.attribute(id, "comment", variable.comment);
    ids.push_back(id);
  }
  return ids;
}

std::vector<int> define_fields(NetcdfWriter& nc, const ConcentrationFile& f, const Axes& a) {
  std::vector<int> ids;
  for (const auto& field : f.fields) {
    ids.push_back(nc.variable(field.name.c_str(), NC_DOUBLE, {a.member, a.y, a.x}));
    nc.attribute(ids.back(), "standard_name", field.standard_name);
    nc.attribute(ids.back(), "long_name", field.long_name);
    nc.attribute(ids.back(), "units", field.units);
    nc.attribute(ids.back(), "coordinates", "longitude latitude member_id");
    nc.attribute(ids.back(), "grid_mapping", "crs");
    nc.attribute(ids.back(), "comment", field.comment);
  }
  return ids;
}

/// The z axis: middles of the layers, their faces as bounds, and where the ground lies.
struct Heights {
  int middle, faces, ground;
};

Heights define_heights(NetcdfWriter& nc, const ConcentrationFile& f, const Axes& a) {
  Heights h{nc.variable("z", NC_DOUBLE, {a.z}), nc.variable("z_bounds", NC_DOUBLE, {a.z, a.bounds}), -1};
  define_coordinate(nc, h.middle, "height", "m", "Z");
  nc.attribute(h.middle, "long_name", "height above ground of the layer's middle");
  nc.attribute(h.middle, "positive", "up");
  nc.attribute(h.middle, "bounds", "z_bounds");
  if (f.altitude.empty()) return h;
  nc.attribute(h.middle, "comment", "layers follow the ground: altitude = z + surface_altitude");
  h.ground = nc.variable("surface_altitude", NC_DOUBLE, {a.y, a.x});
  nc.attribute(h.ground, "standard_name", "surface_altitude");
  nc.attribute(h.ground, "units", "m");
  nc.attribute(h.ground, "coordinates", "longitude latitude");
  nc.attribute(h.ground, "grid_mapping", "crs");
  return h;
}

void put_heights(NetcdfWriter& nc, const ConcentrationFile& f, const Heights& h) {
  std::vector<double> middle, faces;
  for (int k = 0; k < f.levels; ++k) {
    middle.push_back(f.grid.layer_centre(k));
    faces.insert(faces.end(), {f.grid.layer_face[k], f.grid.layer_face[k + 1]});
  }
  nc.check(nc_put_var_double(nc.id(), h.middle, middle.data()));
  nc.check(nc_put_var_double(nc.id(), h.faces, faces.data()));
  if (h.ground >= 0) nc.check(nc_put_var_double(nc.id(), h.ground, f.altitude.data()));
}

struct Times {
  int middle = -1, bounds = -1;
};

Times define_times(NetcdfWriter& nc, const Axes& a) {
  const Times t{nc.variable("time", NC_INT64, {a.time}),
                nc.variable("time_bounds", NC_INT64, {a.time, a.bounds})};
  define_coordinate(nc, t.middle, "time", "seconds since 1970-01-01 00:00:00", "T");
  nc.attribute(t.middle, "calendar", "standard");
  nc.attribute(t.middle, "bounds", "time_bounds");
  return t;
}

void put_times(NetcdfWriter& nc, const ConcentrationFile& f, const Times& t) {
  std::vector<long long> middle, edges;
  for (const auto hour : f.hours) {
    middle.push_back(hour + model::seconds_per_hour / 2);
    edges.insert(edges.end(), {hour, hour + model::seconds_per_hour});
  }
  nc.check(nc_put_var_longlong(nc.id(), t.middle, middle.data()));
  nc.check(nc_put_var_longlong(nc.id(), t.bounds, edges.data()));
}

std::vector<double> centres(double first_edge, double step, int count) {
  std::vector<double> values(count);
  for (int n = 0; n < count; ++n) values[n] = first_edge + (n + 0.5) * step;
  return values;
}

}  // namespace

void write_concentration_file(const ConcentrationFile& f, const std::filesystem::path& target) {
  const NetcdfLock lock;
  NetcdfWriter nc(target, NC_NETCDF4);
  std::size_t longest = 1;
  for (const auto& member : f.members) longest = std::max(longest, member.size());
  const bool has_hours = !f.hours.empty();
  const Axes a{has_hours ? nc.dimension("time", f.hours.size()) : -1,
               nc.dimension("bounds", 2),
               nc.dimension("member", f.members.size()),
               has_heights(f) ? nc.dimension("z", static_cast<std::size_t>(f.levels)) : -1,
               nc.dimension("y", f.grid.ny),
               nc.dimension("x", f.grid.nx),
               nc.dimension("member_id_length", longest)};
  define_globals(nc, f);
  const Times times = has_hours ? define_times(nc, a) : Times{};
  const int x = nc.variable("x", NC_DOUBLE, {a.x}), y = nc.variable("y", NC_DOUBLE, {a.y});
  define_coordinate(nc, x, "projection_x_coordinate", "m", "X");
  define_coordinate(nc, y, "projection_y_coordinate", "m", "Y");
  const int longitude = nc.variable("longitude", NC_DOUBLE, {a.y, a.x});
  nc.attribute(longitude, "standard_name", "longitude");
  nc.attribute(longitude, "units", "degrees_east");
  const int latitude = nc.variable("latitude", NC_DOUBLE, {a.y, a.x});
  nc.attribute(latitude, "standard_name", "latitude");
  nc.attribute(latitude, "units", "degrees_north");
  const int member = nc.variable("member_id", NC_CHAR, {a.member, a.name_length});
  nc.attribute(member, "long_name", "scenario of the run");
  const int crs = nc.variable("crs", NC_INT, {});
  const CfProjection mapping = cf_projection(*f.projection);
  nc.attribute(crs, "grid_mapping_name", mapping.name);
  for (const auto& [name, numbers] : mapping.numbers) nc.attribute(crs, name.c_str(), numbers);
  nc.attribute(crs, "proj4_params", f.projection->definition());
  nc.attribute(crs, "crs_wkt", f.projection->well_known_text());
  const std::vector<int> values = define_values(nc, f, a), fields = define_fields(nc, f, a);
  const auto heights = has_heights(f) ? std::optional(define_heights(nc, f, a)) : std::nullopt;
  nc.end_definitions();

  if (has_hours) put_times(nc, f, times);
  nc.check(nc_put_var_double(nc.id(), x, centres(f.grid.x_west, f.grid.dx, f.grid.nx).data()));
  nc.check(nc_put_var_double(nc.id(), y, centres(f.grid.y_south, f.grid.dx, f.grid.ny).data()));
  nc.check(nc_put_var_double(nc.id(), longitude, f.longitude.data()));
  nc.check(nc_put_var_double(nc.id(), latitude, f.latitude.data()));
  std::string names;
  for (auto one : f.members) names += (one.resize(longest, '\0'), one);
  nc.check(nc_put_var_text(nc.id(), member, names.data()));
  if (heights) put_heights(nc, f, *heights);
  const std::size_t in_level = f.members.size() * f.grid.columns(),
                    levels = static_cast<std::size_t>(f.levels);
  for (std::size_t v = 0; v < values.size(); ++v)
    for (std::size_t hour = 0; hour < f.hours.size(); ++hour)
      for (std::size_t k = 0; k < levels; ++k)
        nc.check(nc_put_vara_float(nc.id(), values[v], along(f, hour, 0, k, 0, 0).data(), one_level(f).data(),
                                   f.values[v][hour].data() + k * in_level));
  for (std::size_t n = 0; n < fields.size(); ++n)
    nc.check(nc_put_var_double(nc.id(), fields[n], f.fields[n].values.data()));
  nc.close();
}

}  // namespace lantian::io
