#include "run/case_weather.hpp"

#include <memory>

#include "io/weather_tables.hpp"
#include "model/boundary_layer/station_weather.hpp"
#include "model/winds/window_weather.hpp"

namespace lantian::run {
namespace {

/// Instants that lie in memory already.
model::WeatherInstants given(std::shared_ptr<const std::vector<model::Weather>> all) {
  model::WeatherInstants instants;
  for (const auto& one : *all) instants.times.push_back(one.time);
  instants.at = [all](std::size_t n) { return (*all)[n]; };
  return instants;
}

}  // namespace

model::WeatherInstants case_weather(const io::CaseInputs& inputs) {
  if (!inputs.mesoscale.instants.empty()) return given({std::shared_ptr<void>(), &inputs.mesoscale.instants});
  const auto parameters = io::surface_parameters(inputs.file.contents);
  const auto& ground = inputs.ground;
  if (inputs.stations.size() == 1 && ground.land_use.empty() && ground.altitude.empty())
    return given(std::make_shared<const std::vector<model::Weather>>(
        model::station_weather(inputs.grid, inputs.stations.front(), inputs.upper_air, parameters)));
  const auto& wanted = inputs.file.contents.ground;
  const model::WindowGround window{
      ground.land_use.empty()
          ? model::uniform_tile(inputs.grid, parameters)
          : model::ground_tiles(inputs.grid, ground.land_use, io::season_of_case(inputs), parameters,
                                {wanted.town_ground_heat_fraction, wanted.town_smallest_obukhov_length}),
      ground.altitude};
  return model::window_instants(inputs.grid, inputs.stations, inputs.upper_air, window);
}

}  // namespace lantian::run
