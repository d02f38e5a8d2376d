#include "io/cf_grid.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "io/local_time.hpp"
#include "io/units.hpp"

namespace lantian::io {
namespace {

/// PROJ's words for a grid_mapping's attributes; "" for longitude and latitude, nothing for what is not read.
std::optional<std::string> projection_words(const NetcdfFile& file, const std::string& mapping) {
  const auto number = [&](const char* name, double otherwise = 0.0) {
    return file.number_attribute(mapping, name).value_or(otherwise);
  };
  const std::string kind = file.text_attribute(mapping, "grid_mapping_name").value_or("");
  const double axis = number("semi_major_axis"), flattening = number("inverse_flattening");
  const double radius = number("earth_radius", axis);
  const std::string body = flattening > 0.0 ? fmt::format(" +a={} +rf={}", axis, flattening)
                           : radius > 0.0   ? fmt::format(" +R={}", radius)
                                            : " +datum=WGS84";
  const std::string shift =
      fmt::format(" +x_0={} +y_0={}{} +units=m", number("false_easting"), number("false_northing"), body);
  const double latitude = number("latitude_of_projection_origin");
  const auto parallels = file.number_attributes(mapping, "standard_parallel");
  if (kind == "latitude_longitude") return "";
  if (kind == "lambert_conformal_conic" && !parallels.empty())
    return fmt::format("+proj=lcc +lat_1={} +lat_2={} +lat_0={} +lon_0={}{}", parallels.front(),
                       parallels.back(), latitude, number("longitude_of_central_meridian"), shift);
  if (kind == "polar_stereographic")
    return fmt::format("+proj=stere +lat_0={} +lat_ts={} +lon_0={}{}", latitude,
                       parallels.empty() ? latitude : parallels.front(),
                       number("straight_vertical_longitude_from_pole"), shift);
  if (kind == "mercator")
    return fmt::format("+proj=merc +lat_ts={} +lon_0={}{}", parallels.empty() ? 0.0 : parallels.front(),
                       number("longitude_of_projection_origin"), shift);
  if (kind == "transverse_mercator")
    return fmt::format("+proj=tmerc +lat_0={} +lon_0={} +k={}{}", latitude,
                       number("longitude_of_central_meridian"),
                       number("scale_factor_at_central_meridian", 1.0), shift);
  return std::nullopt;
}

/// An axis as numbers in `unit`; empty (and a diagnostic) where it is none or does not rise.
std::vector<double> axis_of(const NetcdfFile& file, const std::string& name, const char* unit,
                            Diagnostics& diagnostics) {
  const auto told = [&](const std::string& value) {
    diagnostics.add("cf_axis", file.place(), {{"key", name}, {"value", value}});
    return std::vector<double>{};
  };
  if (!file.has(name) || file.shape_of(name).size() != 1) return told("");
  auto values = file.read(name, diagnostics);
  if (!values) return {};
  const std::string written = file.text_attribute(name, "units").value_or("");
  const bool degrees = std::string_view(unit) == "degree";
  if (!degrees) {
    const auto factor = conversion(written, unit);
    if (!factor) return told(written);
    for (double& value : *values) value = (*factor)(value);
  } else if (written.rfind("degree", 0) != 0) {
    return told(written);
  }
  if (values->size() < 2) return told("1");
  for (std::size_t n = 1; n < values->size(); ++n)
    if (!((*values)[n] > (*values)[n - 1])) return told(fmt::format("{:g}", (*values)[n]));
  return std::move(*values);
}

std::string first_field(const NetcdfFile& file) {
  for (const auto& name : file.variables())
    if (file.shape_of(name).size() >= 4) return name;
  for (const auto& name : file.variables())
    if (file.shape_of(name).size() == 3) return name;
  return "";
}

}  // namespace

std::string cf_variable(const NetcdfFile& file, const std::string& standard_name) {
  for (const auto& name : file.variables())
    if (file.text_attribute(name, "standard_name") == standard_name) return name;
  return "";
}

std::optional<ForeignGrid> cf_grid(const NetcdfFile& file, Diagnostics& diagnostics) {
  const std::string field = first_field(file);
  if (field.empty()) {
    diagnostics.add("cf_axis", file.place(), {{"key", "(time, level, y, x)"}, {"value", ""}});
    return std::nullopt;
  }
  const auto dimensions = file.dimensions_of(field);
  const std::string &x = dimensions.back(), &y = dimensions[dimensions.size() - 2];
  const auto mapping = file.text_attribute(field, "grid_mapping");
  const std::string words = mapping ? projection_words(file, *mapping).value_or("unknown") : std::string();
  if (words == "unknown") {
    diagnostics.add("cf_grid_mapping", file.place(),
                    {{"value", file.text_attribute(*mapping, "grid_mapping_name").value_or(*mapping)}});
    return std::nullopt;
  }
  const std::size_t before = diagnostics.items().size();
  auto across = axis_of(file, x, words.empty() ? "degree" : "m", diagnostics);
  auto along = axis_of(file, y, words.empty() ? "degree" : "m", diagnostics);
  if (diagnostics.items().size() != before) return std::nullopt;
  if (words.empty()) return ForeignGrid(std::nullopt, std::move(across), std::move(along));
  auto projection = Projection::open(words, file.place(), diagnostics);
  if (!projection) return std::nullopt;
  return ForeignGrid(std::move(projection), std::move(across), std::move(along));
}

std::vector<model::UtcSeconds> cf_times(const NetcdfFile& file, Diagnostics& diagnostics) {
  const std::string name = file.has("time") ? "time" : cf_variable(file, "time");
  const std::string units = name.empty() ? "" : file.text_attribute(name, "units").value_or("");
  const auto since = units.find(" since ");
  const auto told = [&] {
    diagnostics.add("cf_time", file.place(), {{"value", units}});
    return std::vector<model::UtcSeconds>{};
  };
  if (since == std::string::npos) return told();
  const std::string calendar = file.text_attribute(name, "calendar").value_or("standard");
  if (calendar != "standard" && calendar != "gregorian" && calendar != "proleptic_gregorian") return told();
  const auto factor = conversion(units.substr(0, since), "s");
  // "1985-1-1 00:00:0.0", "2023-11-22T00:00:00Z", with or without a zone of zero
  int year = 0, month = 0, day = 0, hour = 0, minute = 0;
  double second = 0.0;
  std::string moment = units.substr(since + 7);
  std::replace(moment.begin(), moment.end(), 'T', ' ');
  const int read =
      std::sscanf(moment.c_str(), "%d-%d-%d %d:%d:%lf", &year, &month, &day, &hour, &minute, &second);
  const auto begin = read < 3
                         ? std::nullopt
                         : read_local_time(fmt::format("{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}", year,
                                                       month, day, hour, minute, static_cast<int>(second)),
                                           0);
  const auto values = file.read(name, diagnostics);
  if (!values) return {};
  if (!factor || !begin) return told();
  std::vector<model::UtcSeconds> times;
  for (const double value : *values) times.push_back(*begin + std::llround((*factor)(value)));
  return times;
}

}  // namespace lantian::io
