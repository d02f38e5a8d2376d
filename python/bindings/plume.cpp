// The plume engine on arrays: one source, hours of weather, receptors.
#include "model/plume/plume.hpp"

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <limits>

#include "model/grid/parallel.hpp"
#include "python/bindings/arrays.hpp"
#include "python/bindings/bindings.hpp"

namespace py = pybind11;

namespace lantian::python {
namespace {

namespace plume = model::plume;

struct SurfaceField {
  const char* name;
  double plume::SurfaceHour::*value;
};
constexpr SurfaceField surface_fields[] = {
    {"sensible_heat_flux", &plume::SurfaceHour::sensible_heat_flux},
    {"friction_velocity", &plume::SurfaceHour::friction_velocity},
    {"convective_velocity", &plume::SurfaceHour::convective_velocity},
    {"potential_temperature_gradient_above", &plume::SurfaceHour::potential_temperature_gradient_above},
    {"convective_mixing_height", &plume::SurfaceHour::convective_mixing_height},
    {"mechanical_mixing_height", &plume::SurfaceHour::mechanical_mixing_height},
    {"obukhov_length", &plume::SurfaceHour::obukhov_length},
    {"roughness_length", &plume::SurfaceHour::roughness_length},
    {"bowen_ratio", &plume::SurfaceHour::bowen_ratio},
    {"albedo", &plume::SurfaceHour::albedo},
    {"wind_speed", &plume::SurfaceHour::wind_speed},
    {"wind_from_direction", &plume::SurfaceHour::wind_from_direction},
    {"wind_height", &plume::SurfaceHour::wind_height},
    {"air_temperature", &plume::SurfaceHour::air_temperature},
    {"temperature_height", &plume::SurfaceHour::temperature_height},
    {"relative_humidity", &plume::SurfaceHour::relative_humidity},
    {"air_pressure", &plume::SurfaceHour::air_pressure},
    {"cloud_fraction", &plume::SurfaceHour::cloud_fraction},
};

/// What the surface record observed, as the tower's levels: temperature and wind at their heights.
std::vector<plume::TowerLevel> tower_of(const plume::SurfaceHour& surface) {
  plume::TowerLevel wind{surface.wind_height, surface.wind_from_direction, surface.wind_speed};
  plume::TowerLevel temperature{surface.temperature_height};
  temperature.air_temperature = surface.air_temperature;
  if (!(surface.temperature_height > 0.0)) return {wind};
  if (surface.temperature_height == surface.wind_height) {
    wind.air_temperature = surface.air_temperature;
    return {wind};
  }
  if (surface.temperature_height < surface.wind_height) return {temperature, wind};
  return {wind, temperature};
}

double of(const std::map<std::string, double>& values, const char* name) {
  const auto found = values.find(name);
  return found == values.end() ? 0.0 : found->second;
}

plume::Source source_of(const std::string& kind, const std::map<std::string, double>& values,
                        const std::vector<std::pair<double, double>>& vertices) {
  plume::Release release;
  release.x = of(values, "x");
  release.y = of(values, "y");
  release.base_elevation = of(values, "base_elevation");
  release.height = of(values, "height");
  release.flat = of(values, "flat") != 0.0;
  release.decay_rate = of(values, "decay_rate");
  if (kind == "volume")
    return plume::VolumeSource{release, of(values, "initial_sigma_y"), of(values, "initial_sigma_z")};
  if (kind == "area") {
    plume::AreaSource area;
    static_cast<plume::Release&>(area) = release;
    for (const auto& [x, y] : vertices) area.vertices.push_back({x, y});
    area.initial_sigma_z = of(values, "initial_sigma_z");
    return area;
  }
  plume::PointSource stack;
  static_cast<plume::Release&>(stack) = release;
  stack.diameter = of(values, "diameter");
  stack.exit_velocity = of(values, "exit_velocity");
  stack.exit_temperature = of(values, "exit_temperature");
  return stack;
}

/// (hours, receptors) per emission of one; NaN in calm and missing hours.
py::array_t<double> unit_concentration(const std::string& kind, const std::map<std::string, double>& values,
                                       const std::vector<std::pair<double, double>>& vertices,
                                       const std::map<std::string, Numbers>& weather,
                                       const Numbers& receptors, int threads) {
  const auto source = source_of(kind, values, vertices);
  const auto hours = static_cast<std::size_t>(weather.begin()->second.size());
  const auto places = static_cast<std::size_t>(receptors.shape(0));
  std::vector<plume::SurfaceHour> surfaces(hours);
  for (const auto& field : surface_fields)
    if (const auto given = weather.find(field.name); given != weather.end())
      for (std::size_t h = 0; h < hours; ++h) surfaces[h].*field.value = given->second.data()[h];
  std::vector<plume::Receptor> points(places);
  for (std::size_t n = 0; n < places; ++n) {
    const double* row = receptors.data() + 5 * n;
    points[n] = {row[0], row[1], row[2], row[3], row[4]};
  }
  std::vector<double> result(hours * places, std::numeric_limits<double>::quiet_NaN());
  without_lock([&] {
    model::set_thread_count(threads);
    const plume::ReceptorSet set(points);
    const plume::SourceDistances distances(source, set);
    const double base = of(values, "base_elevation");
    model::parallel_for(static_cast<std::ptrdiff_t>(hours), [&](std::ptrdiff_t at) {
      const auto h = static_cast<std::size_t>(at);
      if (plume::state_of(surfaces[h]) != plume::HourState::usable) return;
      const auto air = plume::air_of(surfaces[h], tower_of(surfaces[h]), base, {});
      plume::unit_concentration(source, air, set, distances, plume::Evaluation::direct,
                                std::span(result).subspan(h * places, places));
    });
  });
  return array_of(std::move(result), {static_cast<py::ssize_t>(hours), static_cast<py::ssize_t>(places)});
}

}  // namespace

void bind_plume(py::module_& core) {
  using py::arg;
  core.def("plume_unit_concentration", &unit_concentration, arg("kind"), arg("values"), arg("vertices"),
           arg("weather"), arg("receptors"), arg("threads"));
  py::list names;
  for (const auto& field : surface_fields) names.append(field.name);
  core.attr("plume_weather_fields") = names;
}

}  // namespace lantian::python
