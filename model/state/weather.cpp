#include "model/state/weather.hpp"

#include <array>

#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {
constexpr std::array fields{&Weather::air_temperature,
                            &Weather::air_pressure,
                            &Weather::relative_humidity,
                            &Weather::cloud_water,
                            &Weather::drop_water,
                            &Weather::x_wind,
                            &Weather::y_wind,
                            &Weather::eddy_diffusivity,
                            &Weather::boundary_layer_thickness,
                            &Weather::friction_velocity,
                            &Weather::inverse_obukhov_length,
                            &Weather::surface_sensible_heat_flux,
                            &Weather::surface_downwelling_shortwave,
                            &Weather::photolysis_factor,
                            &Weather::precipitation_rate,
                            &Weather::snow_fraction};
}

Weather interpolate(const Weather& earlier, const Weather& later, UtcSeconds time) {
  Weather now;
  now.time = time;
  const double span = static_cast<double>(later.time - earlier.time);
  const double weight = span > 0.0 ? static_cast<double>(time - earlier.time) / span : 0.0;
  for (const auto field : fields) {
    const auto& a = earlier.*field;
    const auto& b = later.*field;
    auto& c = now.*field;
    c.resize(a.size());
    for (std::size_t n = 0; n < a.size(); ++n) c[n] = a[n] + weight * (b[n] - a[n]);
  }
  return now;
}

std::vector<double> air_amount(const Grid& grid, const Weather& weather) {
  std::vector<double> amount(grid.cells());
  for (int k = 0; k < grid.nz(); ++k)
    for (std::size_t c = 0; c < grid.columns(); ++c) {
      const std::size_t n = k * grid.columns() + c;
      amount[n] = weather.air_pressure[n] * grid.cell_volume(k) /
                  (constants::gas_constant * weather.air_temperature[n]);
    }
  return amount;
}

}  // namespace lantian::model
