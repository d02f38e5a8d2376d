#include "io/wrf_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "io/local_time.hpp"
#include "io/units.hpp"
#include "model/mesoscale/surface_stability.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::io {
namespace {

constexpr double earth_radius = 6370000.0;    // m, WRF's sphere [Skamarock2019]
constexpr double gravity = 9.81;              // m s-2, WRF's: its geopotential over this is its height
constexpr double base_theta = 300.0;          // K, to which T is a perturbation [Skamarock2019]
constexpr double kappa = 2.0 / 7.0;           // WRF's R_d / c_p [Skamarock2019]
constexpr double reference_pressure = 1e5;    // Pa
constexpr double cloudy = 1e-6;               // kg kg-1: from here on what falls counts to the cloud it is in
constexpr double largest_misfit_cells = 0.1;  // between coordinates and projection

/// A variable, its unit as it is wanted, and what it can be.
struct Wanted {
  const char* name;
  const char* unit;
  double low, high;
};
constexpr std::array required{
    Wanted{"XLAT", "", 0, 0},   Wanted{"XLONG", "", 0, 0},  Wanted{"Times", "", 0, 0},
    Wanted{"U", "", 0, 0},      Wanted{"V", "", 0, 0},      Wanted{"PH", "", 0, 0},
    Wanted{"PHB", "", 0, 0},    Wanted{"T", "", 0, 0},      Wanted{"P", "", 0, 0},
    Wanted{"PB", "", 0, 0},     Wanted{"QVAPOR", "", 0, 0}, Wanted{"HGT", "", 0, 0},
    Wanted{"PBLH", "", 0, 0},   Wanted{"UST", "", 0, 0},    Wanted{"HFX", "", 0, 0},
    Wanted{"SWDOWN", "", 0, 0}, Wanted{"RAINNC", "", 0, 0}};

std::string utc_text(model::UtcSeconds time) { return local_time_text(time, 0) + "Z"; }

/// WRF's word "degree_north", a unit of udunits all the same; blanks and "-" mean none.
bool states_a_unit(const std::string& unit) {
  return !unit.empty() && unit != "-" && unit.find_first_not_of(' ') != std::string::npos;
}

/// Reads windows of one record.
class RecordReader {
 public:
  RecordReader(const NetcdfFile& file, std::size_t record, model::UtcSeconds time, const ColumnWindow& window,
               Diagnostics& diagnostics)
      : file_(file), record_(record), when_(utc_text(time)), window_(window), diagnostics_(diagnostics) {}

  /// Of `levels` levels (0: a field of columns), wider by one where staggered; empty after a mistake.
  std::vector<double> field(const Wanted& what, int levels = 0, int more_x = 0, int more_y = 0) {
    NetcdfFile::Slab slab{{record_}, {1}};
    if (levels > 0) slab.start.push_back(0), slab.count.push_back(static_cast<std::size_t>(levels));
    slab.start.insert(slab.start.end(),
                      {static_cast<std::size_t>(window_.south), static_cast<std::size_t>(window_.west)});
    slab.count.insert(slab.count.end(), {static_cast<std::size_t>(window_.ny + more_y),
                                         static_cast<std::size_t>(window_.nx + more_x)});
    auto values = file_.read(what.name, slab, diagnostics_, when_);
    if (!values || !convert(what, *values)) return failed_ = true, std::vector<double>{};
    for (const double value : *values)
      if (!(value >= what.low && value <= what.high)) {
        diagnostics_.add("netcdf_out_of_range", file_.place(),
                         {{"key", what.name},
                          {"time", when_},
                          {"value", fmt::format("{:g}", value)},
                          {"range", fmt::format("{:g} … {:g} {}", what.low, what.high, what.unit)}});
        return failed_ = true, std::vector<double>{};
      }
    return std::move(*values);
  }
  /// The same, 0 where the file does not have it.
  std::vector<double> optional_field(const Wanted& what, int levels = 0) {
    if (file_.has(what.name)) return field(what, levels);
    return std::vector<double>(static_cast<std::size_t>(std::max(levels, 1)) * window_.ny * window_.nx, 0.0);
  }
  bool failed() const { return failed_; }

 private:
  bool convert(const Wanted& what, std::vector<double>& values) {
    const auto unit = file_.text_attribute(what.name, "units");
    if (!unit || !states_a_unit(*unit)) return true;
    const auto factor = conversion(*unit, what.unit);
    if (!factor) {
      diagnostics_.add("mixed_units", file_.place(),
                       {{"key", what.name}, {"value", *unit}, {"unit", what.unit}});
      return false;
    }
    if (factor->factor != 1.0 || factor->offset != 0.0)
      for (double& value : values) value = (*factor)(value);
    return true;
  }

  const NetcdfFile& file_;
  std::size_t record_;
  std::string when_;
  ColumnWindow window_;
  Diagnostics& diagnostics_;
  bool failed_ = false;
};

/// PROJ's words for MAP_PROJ; "" for longitude and latitude; nothing where it is none of WRF's.
std::optional<std::string> wrf_projection(const NetcdfFile& file, Diagnostics& diagnostics) {
  const auto number = [&](const char* name) { return file.number_attribute("", name).value_or(0.0); };
  const auto map_projection = file.number_attribute("", "MAP_PROJ");
  const double true1 = number("TRUELAT1"), true2 = number("TRUELAT2"), longitude = number("STAND_LON");
  const int kind = map_projection ? static_cast<int>(*map_projection) : 0;
  switch (kind) {
    case 1:
      return fmt::format("+proj=lcc +lat_1={} +lat_2={} +lat_0={} +lon_0={} +R={} +units=m", true1, true2,
                         file.number_attribute("", "MOAD_CEN_LAT").value_or(true1), longitude, earth_radius);
    case 2:
      return fmt::format("+proj=stere +lat_0={} +lat_ts={} +lon_0={} +R={} +units=m", true1 < 0.0 ? -90 : 90,
                         true1, longitude, earth_radius);
    case 3:
      return fmt::format("+proj=merc +lat_ts={} +lon_0={} +R={} +units=m", true1, longitude, earth_radius);
    case 6:
      if (std::abs(number("POLE_LAT") - 90.0) < 1e-3) return "";
      diagnostics.add("wrf_projection", file.place(),
                      {{"key", "POLE_LAT"}, {"value", fmt::format("{}", number("POLE_LAT"))}});
      return std::nullopt;
    default:
      diagnostics.add("wrf_projection", file.place(),
                      {{"key", "MAP_PROJ"}, {"value", map_projection ? std::to_string(kind) : ""}});
      return std::nullopt;
  }
}

std::vector<double> axis(double first, double step, std::size_t count) {
  std::vector<double> values(count);
  for (std::size_t n = 0; n < count; ++n) values[n] = first + static_cast<double>(n) * step;
  return values;
}

/// Level interfaces above the ground, and the mass fields that need no interpolation.
void take_cells(RecordReader& reader, int levels, model::mesoscale::MesoscaleInstant& made) {
  const std::size_t columns = static_cast<std::size_t>(made.nx) * made.ny;
  const auto perturbed = reader.field({"PH", "m2 s-2", -1e6, 1e6}, levels + 1);
  const auto base = reader.field({"PHB", "m2 s-2", -1e5, 1e6}, levels + 1);
  const auto ground = reader.field({"HGT", "m", -500.0, 9000.0});
  const auto theta = reader.field({"T", "K", -150.0, 1000.0}, levels);
  const auto pressure = reader.field({"P", "Pa", -2e4, 2e4}, levels);
  const auto base_pressure = reader.field({"PB", "Pa", 100.0, 115e3}, levels);
  made.vapour = reader.field({"QVAPOR", "kg kg-1", -1e-3, 0.1}, levels);
  made.cloud_water = reader.optional_field({"QCLOUD", "kg kg-1", -1e-3, 0.1}, levels);
  made.drop_water = made.cloud_water;
  const auto ice = reader.optional_field({"QICE", "kg kg-1", -1e-3, 0.1}, levels);
  std::vector<std::vector<double>> falling;
  for (const char* name : {"QRAIN", "QSNOW", "QGRAUP"})
    falling.push_back(reader.optional_field({name, "kg kg-1", -1e-3, 0.1}, levels));
  if (reader.failed()) return;
  made.height.resize(perturbed.size());
  for (std::size_t n = 0; n < perturbed.size(); ++n)
    made.height[n] = (perturbed[n] + base[n]) / gravity - ground[n % columns];
  for (std::size_t c = 0; c < columns; ++c)
    made.height[c] = 0.0;  // the ground itself, to round-off of floats
  made.air_pressure.resize(theta.size()), made.air_temperature.resize(theta.size());
  for (std::size_t n = 0; n < theta.size(); ++n) {
    made.air_pressure[n] = pressure[n] + base_pressure[n];
    made.air_temperature[n] =
        (theta[n] + base_theta) * std::pow(made.air_pressure[n] / reference_pressure, kappa);
    made.vapour[n] = std::max(0.0, made.vapour[n]);
    made.cloud_water[n] += ice[n];
    if (made.cloud_water[n] >= cloudy)
      for (const auto& kind : falling) made.cloud_water[n] += kind[n];
  }
}

void take_columns(RecordReader& reader, bool states_stability, model::mesoscale::MesoscaleInstant& made) {
  made.boundary_layer_thickness = reader.field({"PBLH", "m", 0.0, 10e3});
  made.friction_velocity = reader.field({"UST", "m s-1", 0.0, 10.0});
  made.surface_sensible_heat_flux = reader.field({"HFX", "W m-2", -2000.0, 2000.0});
  made.surface_downwelling_shortwave = reader.field({"SWDOWN", "W m-2", -1.0, 1600.0});
  made.snow_fraction = reader.optional_field({"SNOWC", "1", 0.0, 1.001});
  const auto latent = reader.optional_field({"LH", "W m-2", -2000.0, 3000.0});
  if (states_stability) made.inverse_obukhov_length = reader.field({"RMOL", "m-1", -1e6, 1e6});
  if (reader.failed()) return;
  made.inverse_obukhov_length.resize(latent.size());
  for (std::size_t c = 0; c < latent.size(); ++c)
    made.inverse_obukhov_length[c] =
        states_stability ? std::clamp(made.inverse_obukhov_length[c], -1.0, 1.0)
                         : model::mesoscale::inverse_obukhov_length(
                               {made.surface_sensible_heat_flux[c], latent[c], made.friction_velocity[c],
                                made.air_temperature[c], made.air_pressure[c], made.vapour[c]});
}

/// Heights must rise and the air must be air: what regridding takes for granted.
bool is_sound(const NetcdfFile& file, const model::mesoscale::MesoscaleInstant& made,
              Diagnostics& diagnostics) {
  const std::size_t columns = static_cast<std::size_t>(made.nx) * made.ny;
  const auto told = [&](const char* key, std::size_t column, double value, const char* range) {
    diagnostics.add("netcdf_out_of_range", file.place(),
                    {{"key", key},
                     {"time", utc_text(made.time) + ", column " + std::to_string(column % columns)},
                     {"value", fmt::format("{:g}", value)},
                     {"range", range}});
    return false;
  };
  for (std::size_t n = 0; n + columns < made.height.size(); ++n)
    if (!(made.height[n + columns] - made.height[n] > 0.1))
      return told("PH + PHB", n, made.height[n + columns] - made.height[n], "> 0.1 m");
  for (std::size_t n = 0; n < made.air_temperature.size(); ++n) {
    if (!(made.air_pressure[n] > 10.0 && made.air_pressure[n] < 115e3))
      return told("P + PB", n, made.air_pressure[n], "10 … 115000 Pa");
    if (!(made.air_temperature[n] > 130.0 && made.air_temperature[n] < 350.0))
      return told("T", n, made.air_temperature[n], "130 … 350 K");
  }
  return true;
}

}  // namespace

std::optional<ForeignGrid> wrf_grid(const NetcdfFile& file, Diagnostics& diagnostics) {
  const auto words = wrf_projection(file, diagnostics);
  if (!words) return std::nullopt;
  const char* latitude_name = file.has("XLAT") ? "XLAT" : "XLAT_M";
  const char* longitude_name = file.has("XLONG") ? "XLONG" : "XLONG_M";
  const auto shape = file.shape_of(latitude_name);
  if (shape.size() != 3 || shape[0] == 0 || shape[1] < 2 || shape[2] < 2) {
    diagnostics.add(file.has(latitude_name) ? "netcdf_shape" : "netcdf_no_variable", file.place(),
                    {{"key", latitude_name}, {"value", ""}, {"expected", "Time x south_north x west_east"}});
    return std::nullopt;
  }
  const NetcdfFile::Slab first{{0, 0, 0}, {1, shape[1], shape[2]}};
  const auto latitude = file.read(latitude_name, first, diagnostics);
  const auto longitude = file.read(longitude_name, first, diagnostics);
  if (!latitude || !longitude) return std::nullopt;
  const std::size_t ny = shape[1], nx = shape[2];
  if (words->empty()) {
    const double dx = ((*longitude)[nx - 1] - (*longitude)[0]) / static_cast<double>(nx - 1);
    const double dy = ((*latitude)[(ny - 1) * nx] - (*latitude)[0]) / static_cast<double>(ny - 1);
    if (dx > 0.0 && dy > 0.0)
      return ForeignGrid(std::nullopt, axis((*longitude)[0], dx, nx), axis((*latitude)[0], dy, ny));
    diagnostics.add("wrf_coordinates", file.place(), {{"value", ""}});
    return std::nullopt;
  }
  const auto projection = Projection::open(*words, file.place(), diagnostics);
  const double dx = file.number_attribute("", "DX").value_or(0.0);
  const double dy = file.number_attribute("", "DY").value_or(0.0);
  if (!projection) return std::nullopt;
  if (!(dx > 0.0) || !(dy > 0.0)) {
    diagnostics.add("wrf_projection", file.place(),
                    {{"key", "DX, DY"}, {"value", fmt::format("{}, {}", dx, dy)}});
    return std::nullopt;
  }
  // Where the coordinates of the corners and the middle put the first cell; they are floats, so by their
  // mean.
  double x = 0.0, y = 0.0;
  std::vector<Projection::Metres> all;
  for (const std::size_t j : {std::size_t{0}, ny / 2, ny - 1})
    for (const std::size_t i : {std::size_t{0}, nx / 2, nx - 1}) {
      const auto there = (*projection)((*longitude)[j * nx + i], (*latitude)[j * nx + i]);
      all.push_back({there.x - dx * static_cast<double>(i), there.y - dy * static_cast<double>(j)});
      x += all.back().x / 9.0, y += all.back().y / 9.0;
    }
  double misfit = 0.0;
  for (const auto& one : all) misfit = std::max({misfit, std::abs(one.x - x), std::abs(one.y - y)});
  if (!(misfit <= largest_misfit_cells * std::min(dx, dy))) {
    diagnostics.add("wrf_coordinates", file.place(), {{"value", fmt::format("{:.1f}", misfit * 1e-3)}});
    return std::nullopt;
  }
  return ForeignGrid(projection, axis(x, dx, nx), axis(y, dy, ny));
}

std::vector<model::UtcSeconds> wrf_times(const NetcdfFile& file, Diagnostics& diagnostics) {
  std::vector<model::UtcSeconds> times;
  for (std::string text : file.read_texts("Times", diagnostics)) {
    std::string iso = text;
    std::replace(iso.begin(), iso.end(), '_', 'T');
    if (const auto time = read_local_time(iso, 0))
      times.push_back(*time);
    else
      diagnostics.add("not_a_time", file.place(), {{"key", "Times"}, {"value", text}});
  }
  return times;
}

void require_wrf_variables(const NetcdfFile& file, Diagnostics& diagnostics) {
  for (const auto& what : required)
    if (!file.has(what.name)) diagnostics.add("netcdf_no_variable", file.place(), {{"key", what.name}});
  if (const auto grid = file.text_attribute("", "GRIDTYPE"); grid && *grid != "C")
    diagnostics.add("wrf_projection", file.place(), {{"key", "GRIDTYPE"}, {"value", *grid}});
}

std::optional<model::mesoscale::MesoscaleInstant> read_wrf_instant(const NetcdfFile& file, std::size_t record,
                                                                   model::UtcSeconds time,
                                                                   const ColumnWindow& window,
                                                                   Diagnostics& diagnostics) {
  const auto levels = file.dimension("bottom_top");
  if (!levels || *levels < 2 || *levels > 1000) {
    diagnostics.add(
        "netcdf_shape", file.place(),
        {{"key", "bottom_top"}, {"value", levels ? std::to_string(*levels) : ""}, {"expected", "2 … 1000"}});
    return std::nullopt;
  }
  model::mesoscale::MesoscaleInstant made;
  made.time = time;
  made.nx = window.nx, made.ny = window.ny, made.nz = static_cast<int>(*levels);
  RecordReader reader(file, record, time, window, diagnostics);
  take_cells(reader, made.nz, made);
  made.x_wind = reader.field({"U", "m s-1", -200.0, 200.0}, made.nz, 1, 0);
  made.y_wind = reader.field({"V", "m s-1", -200.0, 200.0}, made.nz, 0, 1);
  if (reader.failed()) return std::nullopt;
  take_columns(reader, file.has("RMOL"), made);
  if (reader.failed() || !is_sound(file, made, diagnostics)) return std::nullopt;
  made.precipitation_rate.assign(static_cast<std::size_t>(made.nx) * made.ny, 0.0);
  return made;
}

std::vector<double> accumulated_rain(const NetcdfFile& file, std::size_t record, model::UtcSeconds time,
                                     const ColumnWindow& window, Diagnostics& diagnostics) {
  RecordReader reader(file, record, time, window, diagnostics);
  std::vector<double> sum(static_cast<std::size_t>(window.nx) * window.ny, 0.0);
  const double bucket = file.number_attribute("", "BUCKET_MM").value_or(-1.0);
  const auto add = [&](const Wanted& what, double factor) {
    if (!file.has(what.name)) return;
    const auto amount = reader.field(what);
    for (std::size_t c = 0; c < amount.size(); ++c)
      sum[c] += factor * std::max(0.0, amount[c]);  // WRF leaves -1e-8
  };
  for (const char* name : {"RAINNC", "RAINC", "RAINSH"}) add({name, "mm", -0.01, 1e6}, 1.0);
  if (bucket > 0.0)
    for (const char* name : {"I_RAINNC", "I_RAINC"}) add({name, "1", 0.0, 1e6}, bucket);
  return sum;
}

}  // namespace lantian::io
