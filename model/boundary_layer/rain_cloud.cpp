#include "model/boundary_layer/rain_cloud.hpp"

#include <algorithm>

namespace lantian::model {

void fill_rain_cloud(const Grid& grid, const RainCloud& cloud, Weather& weather) {
  const std::size_t columns = grid.columns();
  weather.cloud_water.resize(grid.cells(), 0.0);
  weather.drop_water.resize(grid.cells(), 0.0);
  for (std::size_t column = 0; column < columns; ++column) {
    if (!(weather.precipitation_rate[column] > 0.0)) continue;
    double held = 0.0;
    for (int k = 0; k < grid.nz(); ++k) held += weather.cloud_water[k * columns + column];
    if (held > 0.0) continue;
    for (int k = 0; k < grid.nz(); ++k) {
      const double bottom = std::max(grid.layer_face[k], cloud.base);
      const double top = std::min(grid.layer_face[k + 1], cloud.base + cloud.depth);
      const double share = std::max(0.0, top - bottom) / grid.layer_depth(k);
      const std::size_t cell = k * columns + column;
      weather.cloud_water[cell] = cloud.water * share;
      if (weather.air_temperature[cell] >= cloud.coldest_drops)
        weather.drop_water[cell] = cloud.water * share;
    }
  }
}

}  // namespace lantian::model
