/// Writes hours of weather as AERMET's two files, `.SFC` and `.PFL`, in its columns.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "model/boundary_layer/station_series.hpp"
#include "model/plume/column_hour.hpp"

namespace lantian::io {

struct AermodHour {
  model::UtcSeconds end = 0;
  model::plume::ColumnHour air;
};

struct AermodWeather {
  model::Site site;
  std::string station;  // up to eight characters, into the header; "" none
  std::vector<AermodHour> hours;
};

/// Hours are hour-ending, 1 to 24, in the site's fixed time; what is absent becomes AERMET's mark of it.
/// The header's version is the form that is followed, which AERMOD insists on [EPA2022].
std::string surface_text(const AermodWeather& weather);
std::string profile_text(const AermodWeather& weather);

}  // namespace lantian::io
