#include "io/cf_projection.hpp"

#include <cmath>
#include <cstdlib>

namespace lantian::io {

CfProjection cf_projection(const Projection& projection) {
  const auto words = projection.parameters();
  const auto number = [&](const char* key, double otherwise = 0.0) {
    const auto found = words.find(key);
    return found == words.end() ? otherwise : std::strtod(found->second.c_str(), nullptr);
  };
  const auto proj = words.find("proj");
  const std::string kind = proj == words.end() ? "" : proj->second;
  CfProjection made;
  const auto add = [&](const char* name, std::vector<double> values) {
    made.numbers.emplace_back(name, std::move(values));
  };
  const double latitude = number("lat_0"), longitude = number("lon_0"),
               scale = number("k", number("k_0", 1.0));
  double east = number("x_0"), north = number("y_0");
  if (kind == "tmerc" || kind == "utm") {
    made.name = "transverse_mercator";
    const bool utm = kind == "utm";
    add("latitude_of_projection_origin", {utm ? 0.0 : latitude});
    add("longitude_of_central_meridian", {utm ? 6.0 * number("zone") - 183.0 : longitude});
    add("scale_factor_at_central_meridian", {utm ? 0.9996 : scale});
    if (utm) east = 500e3, north = words.contains("south") ? 10e6 : 0.0;
  } else if (kind == "lcc") {
    made.name = "lambert_conformal_conic";
    const double first = number("lat_1"), second = number("lat_2", first);
    add("standard_parallel", first == second ? std::vector{first} : std::vector{first, second});
    add("longitude_of_central_meridian", {longitude});
    add("latitude_of_projection_origin", {latitude});
  } else if (kind == "stere" && std::abs(std::abs(latitude) - 90.0) < 1e-9) {
    made.name = "polar_stereographic";
    add("straight_vertical_longitude_from_pole", {longitude});
    add("latitude_of_projection_origin", {latitude});
    if (words.contains("lat_ts"))
      add("standard_parallel", {number("lat_ts")});
    else
      add("scale_factor_at_projection_origin", {scale});
  } else if (kind == "stere") {
    made.name = "stereographic";
    add("longitude_of_projection_origin", {longitude});
    add("latitude_of_projection_origin", {latitude});
    add("scale_factor_at_projection_origin", {scale});
  } else if (kind == "merc") {
    made.name = "mercator";
    add("longitude_of_projection_origin", {longitude});
    if (words.contains("lat_ts"))
      add("standard_parallel", {number("lat_ts")});
    else
      add("scale_factor_at_projection_origin", {scale});
  } else {
    return made;
  }
  add("false_easting", {east});
  add("false_northing", {north});
  const auto body = projection.ellipsoid();
  if (body.inverse_flattening > 0.0) {
    add("semi_major_axis", {body.semi_major_axis});
    add("inverse_flattening", {body.inverse_flattening});
  } else {
    add("earth_radius", {body.semi_major_axis});
  }
  return made;
}

}  // namespace lantian::io
