/// The text of a sound little case.toml, to be spoilt by tests.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdexcept>
#include <string>

namespace lantian::tests {

inline const char* const small_case = R"(schema = "lantian.case/1"
id = "little"
label = "Little"
synthetic = true

[time]
start = "2023-11-22T00:00"
end = "2023-11-23T00:00"
utc_offset = "+08:00"

[grid]
projection = "+proj=tmerc +lat_0=34.910 +lon_0=112.787 +datum=WGS84 +units=m"
origin = { longitude = 112.787, latitude = 34.910 }
west = "-10 km"
south = "-10 km"
nx = 10
ny = 10
dx = "2 km"

[inventory]
folder = "inventory"
county = "mengzhou"

[weather]
station = "station.csv"
site = { longitude = 112.787, latitude = 34.910 }
upper_air = "upper_air.csv"
upper_air_temperature = "upper_air_temperature.csv"
regimes = "regimes.csv"
surface = { roughness = "0.15 m", albedo = 0.19, bowen = 1.2, urban_fraction = 0.15 }

[background]
surface = "surface.csv"
composition = "composition.csv"
profile = "profile.csv"
wind_side = "wind_side.csv"
gases = "gases.csv"
days = "days.csv"
regimes = "regimes.csv"

[chemistry]
mechanism = "cb6r3"
ozone_column = "290 DU"

[monitors]
file = "monitors.csv"

[[member]]
id = "base"
label = "Base"
)";

/// `text` with the first `what` replaced.
inline std::string with(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  if (at == std::string::npos) throw std::logic_error("not in the text: " + what);
  return text.replace(at, what.size(), by);
}

}  // namespace lantian::tests
