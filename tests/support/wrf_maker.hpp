/// A synthetic wrfout on a Lambert grid, its projection by formulas of its own: an isothermal atmosphere at
/// rest or in a wind that is the same on earth everywhere.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cmath>
#include <functional>

#include "tests/support/netcdf_maker.hpp"

namespace lantian::tests {

/// Spherical Lambert conformal conic on 6370 km [Snyder, Map Projections, 1987, chapter 15].
struct Lambert {
  double lat1 = 30.0, lat2 = 60.0, lat0 = 34.9, lon0 = 111.0;
  static constexpr double radius = 6370000.0, degree = 3.14159265358979323846 / 180.0;
  static double t(double latitude) { return std::tan((45.0 + latitude / 2.0) * degree); }
  double n() const {
    return std::log(std::cos(lat1 * degree) / std::cos(lat2 * degree)) / std::log(t(lat2) / t(lat1));
  }
  double f() const { return std::cos(lat1 * degree) * std::pow(t(lat1), n()) / n(); }
  double rho(double latitude) const { return radius * f() / std::pow(t(latitude), n()); }
  double longitude(double x, double y) const { return lon0 + std::atan2(x, rho(lat0) - y) / n() / degree; }
  double latitude(double x, double y) const {
    const double r = std::hypot(x, rho(lat0) - y);
    return 2.0 * std::atan(std::pow(radius * f() / r, 1.0 / n())) / degree - 90.0;
  }
  double x(double longitude, double latitude) const {
    return rho(latitude) * std::sin(n() * (longitude - lon0) * degree);
  }
  double y(double longitude, double latitude) const {
    return rho(lat0) - rho(latitude) * std::cos(n() * (longitude - lon0) * degree);
  }
  /// From true north clockwise to the y axis [rad].
  double convergence(double longitude) const { return n() * (longitude - lon0) * degree; }
};

struct WrfOptions {
  int nx = 16, ny = 14;
  double dx = 9000.0;
  double longitude = 112.787, latitude = 34.910;  // of the domain's middle
  std::vector<std::string> times{"2023-11-21_16:00:00", "2023-11-21_17:00:00", "2023-11-21_18:00:00"};
  double temperature = 285.0, east = 5.0, north = 2.0;  // K, m s-1 on earth
  double rain_per_record = 0.6;                         // mm
  std::string left_out, wind_unit = "m s-1";
  bool nan_cell = false;
  double drops = 0.0, ice = 0.0, rain = 0.0;  // kg kg-1 in all cells; 0: the file names none
  bool land_use = false;                      // MODIS, a chessboard of town and fields
  double true_latitude_said = 30.0;
  int map_projection = 1;
  int format = NC_NETCDF4;
};

inline const std::vector<double> wrf_heights{0,    50,   120,  220,  360,  560,  850,
                                             1250, 1800, 2500, 3400, 4600, 6200, 8500};

inline void make_wrfout(const std::filesystem::path& path, const WrfOptions& o = {}) {
  const Lambert map;
  const std::size_t nx = o.nx, ny = o.ny, nz = wrf_heights.size() - 1, nt = o.times.size();
  const double x0 = map.x(o.longitude, o.latitude) - 0.5 * (o.nx - 1) * o.dx;
  const double y0 = map.y(o.longitude, o.latitude) - 0.5 * (o.ny - 1) * o.dx;
  NetcdfMaker nc(path, o.format);
  for (const auto& [name, length] : std::map<std::string, std::size_t>{{"DateStrLen", 19},
                                                                       {"west_east", nx},
                                                                       {"south_north", ny},
                                                                       {"bottom_top", nz},
                                                                       {"west_east_stag", nx + 1},
                                                                       {"south_north_stag", ny + 1},
                                                                       {"bottom_top_stag", nz + 1}})
    nc.dimension(name, length);
  nc.dimension("Time", o.format == NC_NETCDF4 ? nt : NC_UNLIMITED);
  for (const auto& [name, value] : std::map<std::string, double>{{"MAP_PROJ", o.map_projection},
                                                                 {"DX", o.dx},
                                                                 {"DY", o.dx},
                                                                 {"TRUELAT1", o.true_latitude_said},
                                                                 {"TRUELAT2", 60.0},
                                                                 {"STAND_LON", 111.0},
                                                                 {"MOAD_CEN_LAT", 34.9},
                                                                 {"POLE_LAT", 90.0}})
    nc.number("", name.c_str(), {value});
  nc.text("", "GRIDTYPE", "C");
  if (o.land_use) nc.text("", "MMINLU", "MODIFIED_IGBP_MODIS_NOAH");
  using Names = std::vector<std::string>;
  const Names columns{"Time", "south_north", "west_east"},
      cells{"Time", "bottom_top", "south_north", "west_east"};
  std::map<std::string, std::pair<Names, std::string>> variables{
      {"XLAT", {columns, "degree_north"}},
      {"XLONG", {columns, "degree_east"}},
      {"U", {{"Time", "bottom_top", "south_north", "west_east_stag"}, o.wind_unit}},
      {"V", {{"Time", "bottom_top", "south_north_stag", "west_east"}, "m s-1"}},
      {"PH", {{"Time", "bottom_top_stag", "south_north", "west_east"}, "m2 s-2"}},
      {"PHB", {{"Time", "bottom_top_stag", "south_north", "west_east"}, "m2 s-2"}},
      {"T", {cells, "K"}},
      {"P", {cells, "Pa"}},
      {"PB", {cells, "Pa"}},
      {"QVAPOR", {cells, "kg kg-1"}},
      {"HGT", {columns, "m"}},
      {"PBLH", {columns, "m"}},
      {"UST", {columns, "m s-1"}},
      {"HFX", {columns, "W m-2"}},
      {"LH", {columns, "W m-2"}},
      {"SWDOWN", {columns, "W m-2"}},
      {"RAINC", {columns, "mm"}},
      {"RAINNC", {columns, "mm"}}};
  const std::array waters{std::pair{"QCLOUD", o.drops}, std::pair{"QICE", o.ice}, std::pair{"QRAIN", o.rain}};
  for (const auto& [name, amount] : waters)
    if (amount > 0.0) variables.insert({name, {cells, "kg kg-1"}});
  nc.variable("Times", {"Time", "DateStrLen"}, "", NC_CHAR);
  for (const auto& [name, what] : variables)
    if (name != o.left_out) nc.variable(name, what.first, what.second, NC_DOUBLE);
  if (o.land_use) nc.variable("LU_INDEX", columns, "category", NC_DOUBLE);
  nc.end_definitions();
  std::string letters;
  for (const auto& time : o.times) letters += time;
  for (std::size_t t = 0; t < nt; ++t) {
    const auto put = [&](const std::string& name, std::size_t levels, std::size_t rows, std::size_t across,
                         const std::function<double(std::size_t, double, double)>& value) {
      if (name == o.left_out) return;
      std::vector<double> values;
      for (std::size_t k = 0; k < std::max<std::size_t>(levels, 1); ++k)
        for (std::size_t j = 0; j < rows; ++j)
          for (std::size_t i = 0; i < across; ++i)
            values.push_back(value(k, x0 + (static_cast<double>(i) - (across > nx ? 0.5 : 0.0)) * o.dx,
                                   y0 + (static_cast<double>(j) - (rows > ny ? 0.5 : 0.0)) * o.dx));
      if (name == "T" && o.nan_cell && t == 1) values[values.size() / 2 + nx / 2] = std::nan("");
      if (levels > 0)
        nc.put(name, {t, 0, 0, 0}, {1, levels, rows, across}, values);
      else
        nc.put(name, {t, 0, 0}, {1, rows, across}, values);
    };
    const auto even = [](double value) { return [=](std::size_t, double, double) { return value; }; };
    const auto pressure = [&](std::size_t k) {
      return 98e3 * std::exp(-0.5 * (wrf_heights[k] + wrf_heights[k + 1]) / 8300.0);
    };
    if (o.land_use)
      put("LU_INDEX", 0, ny, nx, [&](std::size_t, double x, double y) {
        return std::lround((x - x0) / o.dx + (y - y0) / o.dx) % 2 == 0 ? 13.0 : 12.0;
      });
    put("XLAT", 0, ny, nx, [&](std::size_t, double x, double y) { return map.latitude(x, y); });
    put("XLONG", 0, ny, nx, [&](std::size_t, double x, double y) { return map.longitude(x, y); });
    // u = e cos c - n sin c, v = e sin c + n cos c with c from north clockwise to the y axis
    put("U", nz, ny, nx + 1, [&](std::size_t, double x, double y) {
      const double c = map.convergence(map.longitude(x, y));
      return o.east * std::cos(c) - o.north * std::sin(c);
    });
    put("V", nz, ny + 1, nx, [&](std::size_t, double x, double y) {
      const double c = map.convergence(map.longitude(x, y));
      return o.east * std::sin(c) + o.north * std::cos(c);
    });
    const double hill = 140.0;
    put("PH", nz + 1, ny, nx, even(0.0));
    put("PHB", nz + 1, ny, nx, [&](std::size_t k, double, double) { return 9.81 * (hill + wrf_heights[k]); });
    put("HGT", 0, ny, nx, even(hill));
    put("T", nz, ny, nx, [&](std::size_t k, double, double) {
      return o.temperature * std::pow(1e5 / pressure(k), 2.0 / 7.0) - 300.0;
    });
    put("P", nz, ny, nx, even(0.0));
    put("PB", nz, ny, nx, [&](std::size_t k, double, double) { return pressure(k); });
    put("QVAPOR", nz, ny, nx, even(0.003));
    for (const auto& [name, amount] : waters)
      if (amount > 0.0) put(name, nz, ny, nx, even(amount));
    put("PBLH", 0, ny, nx, even(600.0)), put("UST", 0, ny, nx, even(0.3)), put("HFX", 0, ny, nx, even(80.0));
    put("LH", 0, ny, nx, even(30.0)), put("SWDOWN", 0, ny, nx, even(250.0)),
        put("RAINC", 0, ny, nx, even(0.0));
    put("RAINNC", 0, ny, nx, even(o.rain_per_record * static_cast<double>(t)));
  }
  if (nt > 0) {  // after the records, which an unlimited dimension gains by them
    const std::string all = letters;
    nc.put_texts("Times", all);
  }
}

}  // namespace lantian::tests
