#include "io/ioapi_projection.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace lantian::io {

std::optional<std::string> proj_words(const IoapiProjection& p) {
  const char* const sphere = "+R=6370000 +units=m";
  switch (p.type) {
    case 1:
      return "";
    case 2:
      return fmt::format("+proj=lcc +lat_1={} +lat_2={} +lat_0={} +lon_0={} {}", p.alpha, p.beta, p.y_centre,
                         p.gamma, sphere);
    case 5:
      return fmt::format("+proj=utm +zone={}{} {}", std::abs(static_cast<int>(p.alpha)),
                         p.alpha < 0.0 ? " +south" : "", "+datum=WGS84 +units=m");
    case 6:
      return fmt::format("+proj=stere +lat_0={} +lat_ts={} +lon_0={} {}", p.alpha < 0.0 ? -90 : 90, p.beta,
                         p.gamma, sphere);
    case 7:
      return fmt::format("+proj=merc +lat_ts={} +lon_0={} {}", p.alpha, p.gamma, sphere);
    case 8:
      return fmt::format("+proj=tmerc +lat_0={} +k={} +lon_0={} {}", p.alpha, p.beta, p.gamma, sphere);
    default:
      return std::nullopt;
  }
}

std::optional<IoapiPlacement> ioapi_placement(const Projection& projection) {
  const auto words = projection.parameters();
  const auto number = [&](const char* key, double otherwise = 0.0) {
    const auto found = words.find(key);
    return found == words.end() ? otherwise : std::strtod(found->second.c_str(), nullptr);
  };
  const auto proj = words.find("proj");
  if (proj == words.end()) return std::nullopt;
  const std::string& kind = proj->second;
  const double longitude = number("lon_0"), latitude = number("lat_0");
  IoapiPlacement placed{{}, number("x_0"), number("y_0")};
  auto& p = placed.projection;
  if (kind == "lcc") {
    const double first = number("lat_1"), second = number("lat_2", first);
    p = {2, std::min(first, second), std::max(first, second), longitude, longitude, latitude};
    if (number("k_0", 1.0) != 1.0) return std::nullopt;
  } else if (kind == "utm") {
    p = {5, words.contains("south") ? -number("zone") : number("zone"), 0, 0, 0, 0};
    placed.x_ahead = placed.y_ahead = 0.0;  // the false easting is UTM's own
  } else if (kind == "stere" && std::abs(std::abs(latitude) - 90.0) < 1e-9) {
    if (number("k_0", 1.0) != 1.0) return std::nullopt;
    p = {6, latitude > 0.0 ? 1.0 : -1.0, number("lat_ts", latitude), longitude, longitude, latitude};
  } else if (kind == "merc") {
    if (number("k_0", 1.0) != 1.0) return std::nullopt;
    p = {7, number("lat_ts"), 0.0, longitude, longitude, 0.0};
  } else if (kind == "tmerc") {
    p = {8, latitude, number("k", number("k_0", 1.0)), longitude, longitude, latitude};
  } else {
    return std::nullopt;
  }
  return placed;
}

}  // namespace lantian::io
