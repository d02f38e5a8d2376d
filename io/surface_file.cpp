#include "io/surface_file.hpp"

#include <netcdf.h>

#include <array>

#include "io/cf_projection.hpp"
#include "io/netcdf_lock.hpp"
#include "io/netcdf_writer.hpp"

namespace lantian::io {
namespace {

struct Axes {
  int time, bounds, member, y, x, name_length;
};

void define_globals(NetcdfWriter& nc, const SurfaceFile& f) {
  nc.attribute(NC_GLOBAL, "Conventions", "CF-1.8");
  nc.attribute(NC_GLOBAL, "title", f.title);
  nc.attribute(NC_GLOBAL, "source", "lantian, three-dimensional grid model");
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

std::vector<int> define_values(NetcdfWriter& nc, const SurfaceFile& f, const Axes& a) {
  std::vector<int> ids;
  for (const auto& variable : f.variables) {
    const int id = nc.variable(variable.name.c_str(), NC_FLOAT, {a.time, a.member, a.y, a.x});
    nc.check(nc_def_var_deflate(nc.id(), id, 1, 1, 4));
    const std::array<std::size_t, 4> chunk{1, f.members.size(), static_cast<std::size_t>(f.grid.ny),
                                           static_cast<std::size_t>(f.grid.nx)};
    nc.check(nc_def_var_chunking(nc.id(), id, NC_CHUNKED, chunk.data()));
    nc.attribute(id, "standard_name", variable.standard_name);
    nc.attribute(id, "long_name", variable.long_name);
    nc.attribute(id, "units", "kg m-3");
    nc.attribute(id, "cell_methods", "time: mean");
    nc.attribute(id, "coordinates", "longitude latitude member_id");
    nc.attribute(id, "grid_mapping", "crs");
    nc.attribute(id, "comment", variable.comment);
    ids.push_back(id);
  }
  return ids;
}

std::vector<int> define_fields(NetcdfWriter& nc, const SurfaceFile& f, const Axes& a) {
  std::vector<int> ids;
  for (const auto& field : f.fields) {
    ids.push_back(nc.variable(field.name.c_str(), NC_DOUBLE, {a.member, a.y, a.x}));
    nc.attribute(ids.back(), "long_name", field.long_name);
    nc.attribute(ids.back(), "units", field.units);
    nc.attribute(ids.back(), "coordinates", "longitude latitude member_id");
    nc.attribute(ids.back(), "grid_mapping", "crs");
    nc.attribute(ids.back(), "comment", field.comment);
  }
  return ids;
}

std::vector<double> centres(double first_edge, double step, int count) {
  std::vector<double> values(count);
  for (int n = 0; n < count; ++n) values[n] = first_edge + (n + 0.5) * step;
  return values;
}

}  // namespace

void write_surface_file(const SurfaceFile& f, const std::filesystem::path& target) {
  const NetcdfLock lock;
  NetcdfWriter nc(target, NC_NETCDF4);
  std::size_t longest = 1;
  for (const auto& member : f.members) longest = std::max(longest, member.size());
  const Axes a{nc.dimension("time", f.hours.size()),
               nc.dimension("bounds", 2),
               nc.dimension("member", f.members.size()),
               nc.dimension("y", f.grid.ny),
               nc.dimension("x", f.grid.nx),
               nc.dimension("member_id_length", longest)};
  define_globals(nc, f);
  const int time = nc.variable("time", NC_INT64, {a.time});
  define_coordinate(nc, time, "time", "seconds since 1970-01-01 00:00:00", "T");
  nc.attribute(time, "calendar", "standard");
  nc.attribute(time, "bounds", "time_bounds");
  const int bounds = nc.variable("time_bounds", NC_INT64, {a.time, a.bounds});
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
  nc.end_definitions();

  std::vector<long long> middle, edges;
  for (const auto hour : f.hours) {
    middle.push_back(hour + model::seconds_per_hour / 2);
    edges.insert(edges.end(), {hour, hour + model::seconds_per_hour});
  }
  nc.check(nc_put_var_longlong(nc.id(), time, middle.data()));
  nc.check(nc_put_var_longlong(nc.id(), bounds, edges.data()));
  nc.check(nc_put_var_double(nc.id(), x, centres(f.grid.x_west, f.grid.dx, f.grid.nx).data()));
  nc.check(nc_put_var_double(nc.id(), y, centres(f.grid.y_south, f.grid.dx, f.grid.ny).data()));
  nc.check(nc_put_var_double(nc.id(), longitude, f.longitude.data()));
  nc.check(nc_put_var_double(nc.id(), latitude, f.latitude.data()));
  std::string names;
  for (auto one : f.members) names += (one.resize(longest, '\0'), one);
  nc.check(nc_put_var_text(nc.id(), member, names.data()));
  for (std::size_t v = 0; v < values.size(); ++v)
    for (std::size_t hour = 0; hour < f.hours.size(); ++hour) {
      const std::array<std::size_t, 4> start{hour, 0, 0, 0};
      const std::array<std::size_t, 4> count{1, f.members.size(), static_cast<std::size_t>(f.grid.ny),
                                             static_cast<std::size_t>(f.grid.nx)};
      nc.check(nc_put_vara_float(nc.id(), values[v], start.data(), count.data(), f.values[v][hour].data()));
    }
  for (std::size_t n = 0; n < fields.size(); ++n)
    nc.check(nc_put_var_double(nc.id(), fields[n], f.fields[n].values.data()));
  nc.close();
}

}  // namespace lantian::io
