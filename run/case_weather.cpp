#include "run/case_weather.hpp"

#include "io/weather_tables.hpp"
#include "model/boundary_layer/station_weather.hpp"

namespace lantian::run {

std::vector<model::Weather> case_weather(const io::CaseInputs& inputs) {
  if (!inputs.mesoscale.instants.empty()) return inputs.mesoscale.instants;
  return model::station_weather(inputs.grid, inputs.station, inputs.upper_air,
                                io::surface_parameters(inputs.file.contents));
}

}  // namespace lantian::run
