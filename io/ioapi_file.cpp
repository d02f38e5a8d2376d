#include "io/ioapi_file.hpp"

#include <netcdf.h>

#include <array>
#include <chrono>
#include <cmath>

#include "io/netcdf_lock.hpp"
#include "io/netcdf_writer.hpp"

namespace lantian::io {
namespace {

constexpr std::size_t name_length = 16, line_length = 80, description_lines = 60;

std::string padded(std::string text, std::size_t length) {
  text.resize(length, ' ');
  return text;
}

struct IoapiTime {
  int date = 0, time = 0;  // YYYYDDD, HHMMSS
};

IoapiTime ioapi_time(model::UtcSeconds utc) {
  using namespace std::chrono;
  const sys_days day{days{model::floor_div(utc, model::seconds_per_day)}};
  const year_month_day date{day};
  const auto of_year = (day - sys_days{date.year() / 1 / 1}).count() + 1;
  const auto rest = static_cast<int>(utc - day.time_since_epoch().count() * model::seconds_per_day);
  return {static_cast<int>(date.year()) * 1000 + static_cast<int>(of_year),
          rest / 3600 * 10000 + rest / 60 % 60 * 100 + rest % 60};
}

/// Pressure of a height in the standard atmosphere as sigma below `top` [USSA1976].
float sigma_of(double height, double top) {
  constexpr double surface = 101325.0, temperature = 288.15, lapse = 0.0065, exponent = 5.2559;
  const double pressure = surface * std::pow(1.0 - lapse * height / temperature, exponent);
  return static_cast<float>((pressure - top) / (surface - top));
}

void define_header(NetcdfWriter& nc, const IoapiFile& f) {
  constexpr double top = 5000.0;  // Pa
  const IoapiTime begin = ioapi_time(f.hours.empty() ? 0 : f.hours.front());
  const auto& p = f.placement.projection;
  const auto whole = [&](const char* name, int value) { nc.attribute(NC_GLOBAL, name, value); };
  const auto real = [&](const char* name, double value) {
    nc.attribute(NC_GLOBAL, name, std::vector{value});
  };
  const auto text = [&](const char* name, const std::string& value, std::size_t length) {
    nc.attribute(NC_GLOBAL, name, padded(value, length));
  };
  text("IOAPI_VERSION", "ioapi-3.2: header written by lantian", line_length);
  text("EXEC_ID", "lantian", line_length);
  whole("FTYPE", 1);
  whole("CDATE", begin.date), whole("CTIME", begin.time);
  whole("WDATE", begin.date), whole("WTIME", begin.time);
  whole("SDATE", begin.date), whole("STIME", begin.time);
  whole("TSTEP", 10000), whole("NTHIK", 1);
  whole("NCOLS", f.grid.nx), whole("NROWS", f.grid.ny), whole("NLAYS", f.levels);
  whole("NVARS", static_cast<int>(f.variables.size()));
  whole("GDTYP", p.type);
  real("P_ALP", p.alpha), real("P_BET", p.beta), real("P_GAM", p.gamma);
  real("XCENT", p.x_centre), real("YCENT", p.y_centre);
  real("XORIG", f.grid.x_west - f.placement.x_ahead), real("YORIG", f.grid.y_south - f.placement.y_ahead);
  real("XCELL", f.grid.dx), real("YCELL", f.grid.dx);
  whole("VGTYP", 7);
  nc.attribute(NC_GLOBAL, "VGTOP", std::vector{static_cast<float>(top)});
  std::vector<float> faces;
  for (int k = 0; k <= f.levels; ++k) faces.push_back(sigma_of(f.grid.layer_face[k], top));
  nc.attribute(NC_GLOBAL, "VGLVLS", faces);
  text("GDNAM", f.grid_name, name_length);
  text("UPNAM", "LANTIAN", name_length);
  std::string list;
  for (const auto& variable : f.variables) list += padded(variable.name, name_length);
  nc.attribute(NC_GLOBAL, "VAR-LIST", list);
  text("FILEDESC", f.description, description_lines * line_length);
  text("HISTORY", "", line_length);
}

}  // namespace

void write_ioapi_file(const IoapiFile& f, const std::filesystem::path& target) {
  const NetcdfLock lock;
  NetcdfWriter nc(target, NC_64BIT_OFFSET);
  const int step = nc.dimension("TSTEP", NC_UNLIMITED), pair = nc.dimension("DATE-TIME", 2),
            layer = nc.dimension("LAY", static_cast<std::size_t>(f.levels)),
            number = nc.dimension("VAR", f.variables.size()),
            row = nc.dimension("ROW", static_cast<std::size_t>(f.grid.ny)),
            column = nc.dimension("COL", static_cast<std::size_t>(f.grid.nx));
  const auto describe = [&](int id, const std::string& name, const std::string& unit,
                            const std::string& what) {
    nc.attribute(id, "units", padded(unit, name_length));
    nc.attribute(id, "long_name", padded(name, name_length));
    nc.attribute(id, "var_desc", padded(what, line_length));
  };
  const int flags = nc.variable("TFLAG", NC_INT, {step, number, pair});
  describe(flags, "TFLAG", "<YYYYDDD,HHMMSS>", "Timestep-valid flags:  (1) YYYYDDD or (2) HHMMSS");
  std::vector<int> ids;
  for (const auto& variable : f.variables) {
    ids.push_back(nc.variable(variable.name.c_str(), NC_FLOAT, {step, layer, row, column}));
    describe(ids.back(), variable.name, variable.unit, variable.description);
  }
  define_header(nc, f);
  nc.end_definitions();
  for (std::size_t hour = 0; hour < f.hours.size(); ++hour) {
    const IoapiTime now = ioapi_time(f.hours[hour]);
    std::vector<int> pairs;
    for (std::size_t n = 0; n < f.variables.size(); ++n) pairs.insert(pairs.end(), {now.date, now.time});
    const std::array<std::size_t, 3> first{hour, 0, 0}, all{1, f.variables.size(), 2};
    nc.check(nc_put_vara_int(nc.id(), flags, first.data(), all.data(), pairs.data()));
    const std::array<std::size_t, 4> start{hour, 0, 0, 0};
    const std::array<std::size_t, 4> count{1, static_cast<std::size_t>(f.levels),
                                           static_cast<std::size_t>(f.grid.ny),
                                           static_cast<std::size_t>(f.grid.nx)};
    for (std::size_t n = 0; n < ids.size(); ++n)
      nc.check(
          nc_put_vara_float(nc.id(), ids[n], start.data(), count.data(), f.variables[n].values[hour].data()));
  }
  nc.close();
}

}  // namespace lantian::io
