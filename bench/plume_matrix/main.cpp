// A year of 50 sources at 1000 receptors as a source-receptor matrix: how long it takes to make and to use,
// how large it is. bench_plume_matrix [hours] [threads]
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>

#include "model/grid/parallel.hpp"
#include "run/plumes/kept_units.hpp"

namespace {

using namespace lantian;
using Clock = std::chrono::steady_clock;

/// Of the wall's clock, and of all threads' processors.
struct Watch {
  Clock::time_point began = Clock::now();
  std::clock_t processor = std::clock();
  void print(const char* name) const {
    const double wall = std::chrono::duration<double>(Clock::now() - began).count();
    std::printf("%s %.1f s - -\n%s_processor %.1f s - -\n", name, wall, name, seconds());
  }
  double seconds() const { return static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC; }
};

/// A column whose days warm and cool and whose wind turns: every stability in turn, made hour by hour.
model::Weather weather_at(const model::Grid& grid, model::UtcSeconds time) {
  const double hour = static_cast<double>(time) / 3600.0, phase = std::sin(2.0 * M_PI * (hour - 8.0) / 24.0);
  const double speed = 1.0 + 4.0 * std::fabs(std::sin(0.37 * hour)), turn = 0.61 * hour;
  model::Weather w;
  w.time = time;
  for (int k = 0; k < grid.nz(); ++k) {
    const double z = grid.layer_centre(k);
    w.air_temperature.push_back(285.0 + 8.0 * phase - (phase > 0.0 ? 0.0098 : 0.004) * z);
    w.air_pressure.push_back(101325.0 * std::exp(-z / 8400.0));
    const double blow = speed * std::pow(z / 10.0, 0.2);
    w.x_wind.insert(w.x_wind.end(), 2, blow * std::sin(turn));
    w.y_wind.insert(w.y_wind.end(), 2, blow * std::cos(turn));
  }
  w.relative_humidity.assign(static_cast<std::size_t>(grid.nz()), 0.5);
  w.friction_velocity = {0.08 * speed};
  w.inverse_obukhov_length = {phase > 0.0 ? -phase / 40.0 : -phase / 60.0};
  w.boundary_layer_thickness = {phase > 0.0 ? 200.0 + 1200.0 * phase : 60.0 + 40.0 * speed};
  w.surface_sensible_heat_flux = {phase > 0.0 ? 250.0 * phase : 20.0 * phase};
  for (auto* field :
       {&w.surface_downwelling_shortwave, &w.photolysis_factor, &w.precipitation_rate, &w.snow_fraction})
    *field = {0.0};
  w.cloud_water.assign(static_cast<std::size_t>(grid.nz()), 0.0);
  w.eddy_diffusivity.assign(static_cast<std::size_t>(grid.nz()) + 1, 1.0);
  return w;
}

run::PlumeSetup setup_of(int hours) {
  run::PlumeSetup setup;
  setup.grid = {1, 1, 40e3, -20e3, -20e3, model::default_layer_faces()};
  setup.hours = hours;
  setup.sources.groups = {""};
  std::mt19937 random(7);
  const auto between = [&](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  for (int n = 0; n < 50; ++n) {
    model::plume::PointSource stack;
    stack.x = between(-5e3, 5e3), stack.y = between(-5e3, 5e3);
    stack.height = between(15.0, 120.0), stack.diameter = between(0.5, 4.0);
    stack.exit_velocity = between(5.0, 20.0), stack.exit_temperature = between(320.0, 450.0);
    setup.sources.outlets.push_back({stack, 0, 1.0});
    setup.outlet_air.push_back(0);
  }
  for (int n = 0; n < 1000; ++n) setup.receptors.push_back({between(-10e3, 10e3), between(-10e3, 10e3)});
  setup.receptor_column.assign(setup.receptors.size(), 0);
  setup.air_columns = {0};
  setup.roughness_length = {0.3};
  setup.altitude = {0.0};
  return setup;
}

}  // namespace

int main(int count, char** arguments) {
  const int hours = count > 1 ? std::atoi(arguments[1]) : 8760;
  model::set_thread_count(count > 2 ? std::atoi(arguments[2]) : 0);
  const auto setup = setup_of(hours);
  model::WeatherInstants instants;
  for (int n = 0; n <= hours; ++n) instants.times.push_back(n * 3600);
  instants.at = [&](std::size_t n) {
    return weather_at(setup.grid, static_cast<model::UtcSeconds>(n) * 3600);
  };
  const run::WeatherSeries weather(setup.grid, instants);
  const auto file = std::filesystem::temp_directory_path() / "lantian_plume_matrix.h5";
  std::filesystem::remove(file);
  const io::CaseInputs inputs;
  const auto blocks = run::plume_blocks(hours, setup.outlets(), setup.receptors.size());
  std::vector<double> values;
  const auto pass = [&](const run::UnitValues& units) {
    long double sum = 0.0;
    for (const auto& block : blocks) {
      values.resize(static_cast<std::size_t>(block.hours) * setup.outlets() * block.receptors);
      units(block, values);
      for (const double value : values) sum += value;
    }
    return sum;
  };
  const double all = 50.0 * 1000.0 * hours;
  std::printf("threads %d number - -\n", model::thread_count());
  const Watch computing;
  const long double direct = pass(run::computed_units(setup, weather));
  computing.print("computing");
  std::printf("computing_per_source_receptor_hour %.1f ns - -\n", computing.seconds() / all * 1e9);
  long double kept_sum = 0.0;
  const Watch making;
  {
    run::KeptUnits kept(inputs, setup, weather, file);
    kept_sum = pass(kept.values());
    kept.finish();
  }
  making.print("computing_and_keeping");
  const double size = static_cast<double>(std::filesystem::file_size(file));
  const Watch multiplying;
  io::PlumeMatrixReader reader(file);
  const auto product =
      reader.product(std::vector<double>(static_cast<std::size_t>(hours) * setup.outlets(), 1.0));
  multiplying.print("product");
  long double total = 0.0;
  for (const double value : product) total += value;
  std::printf("size %.0f MB - -\n", size / 1e6);
  std::printf("bytes_per_value %.2f byte - -\n", size / all);
  const auto apart = [](long double a, long double b) {
    return std::fabs(static_cast<double>(a / b - 1.0L));
  };
  std::printf("kept_against_direct %.1e 1 6e-08 %s\n", apart(kept_sum, direct),
              apart(kept_sum, direct) < 6e-8 ? "held" : "short");
  std::printf("product_against_kept %.1e 1 1e-14 %s\n", apart(total, kept_sum),
              apart(total, kept_sum) < 1e-14 ? "held" : "short");
  std::filesystem::remove(file);
}
