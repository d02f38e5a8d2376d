/// Uniform air carried through the embedded case's weather.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <gtest/gtest.h>

#include <filesystem>

#include "io/case_inputs.hpp"
#include "io/messages.hpp"
#include "run/case_weather.hpp"
#include "run/weather_series.hpp"
#include "tests/support/places.hpp"
#include "tests/unit/model/transport/window.hpp"

namespace lantian::tests {

/// Largest |q - 1| of two members with q = 1 after the whole run; sides and top bring 1.
inline double largest_departure_of_case(const std::string& variant) {
  io::Diagnostics diagnostics;
  const auto inputs =
      io::read_case_inputs(tests::source_root() / "cases" / "mengzhou", {"", variant, false}, diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << io::report(diagnostics.items());
  EXPECT_FALSE(inputs.ground.altitude.empty());
  const auto& time = inputs.file.contents.time;
  const run::WeatherSeries weather(inputs.grid, run::case_weather(inputs));
  Window window(inputs.grid, 1, 2);
  std::fill(window.boundary.sides.begin(), window.boundary.sides.end(), 1.0f);
  std::fill(window.boundary.top.begin(), window.boundary.top.end(), 1.0f);
  State<float> state = window.state<float>(1, 2, [](int, int, int, int, int) { return 1.0; });
  hold(state, air_amount(inputs.grid, weather.at(time.start)));
  SplitStep<float> split(inputs.grid);
  const auto step = static_cast<UtcSeconds>(time.step);
  for (UtcSeconds now = time.start; now < time.end; now += step) {
    const StepWeather first = weather.step(now, now + step / 2),
                      second = weather.step(now + step / 2, now + step);
    split.first(state, {first, window.emission, window.boundary}, 0.5 * time.step);
    split.second(state, {second, window.emission, window.boundary}, 0.5 * time.step);
  }
  double worst = 0.0;
  const Layout& l = state.layout;
  for (int k = 0; k < l.nz; ++k)
    for (int j = 0; j < l.ny; ++j)
      for (int i = 0; i < l.nx; ++i)
        for (int member = 0; member < 2; ++member)
          worst = std::max(worst, std::abs(static_cast<double>(state.at(k, j, i)[l.lane(0, member)]) - 1.0));
  return worst;
}

}  // namespace lantian::tests
