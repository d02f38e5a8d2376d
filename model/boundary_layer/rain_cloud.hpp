/// The cloud that rain falls from where the weather tells of rain alone.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/state/weather.hpp"

namespace lantian::model {

struct RainCloud {
  double base = 1000.0;    // m above ground: rain clouds of middle latitudes begin below 2 km [WMO2017]
  double depth = 2500.0;   // m
  double water = 0.28e-3;  // kg m-3, continental stratus [Hess1998]
  double coldest_drops = 258.15;  // K: colder cloud is taken as ice
};

/// Fills cloud_water and drop_water of the columns in which it rains and that hold none.
void fill_rain_cloud(const Grid& grid, const RainCloud& cloud, Weather& weather);

}  // namespace lantian::model
