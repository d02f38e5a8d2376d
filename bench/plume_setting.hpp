/// What the plume engine is timed in: hours of air, receptors in a grid, processor time, medians.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <span>
#include <vector>

#include "model/plume/plume.hpp"
#include "tests/support/aermod_decks.hpp"
#include "tests/support/plume_scenes.hpp"

namespace lantian::bench {

/// Processor time [ns] of CLOCK_THREAD_CPUTIME_ID or CLOCK_PROCESS_CPUTIME_ID: other programs on the machine
/// count less than with a clock on the wall.
inline double nanoseconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return 1e9 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec);
}

inline double median(std::vector<double> x) {
  std::nth_element(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(x.size() / 2), x.end());
  return x[x.size() / 2];
}

/// A week of Houston where the reference data is, else random hours.
inline std::vector<model::plume::HourOfAir> hours_of_air() {
  std::vector<model::plume::HourOfAir> hours;
  const auto take = [&](const model::plume::SurfaceHour& surface,
                        std::span<const model::plume::TowerLevel> tower) {
    if (state_of(surface) == model::plume::HourState::usable)
      hours.push_back(air_of(surface, tower, 0.0, {}));
  };
  if (std::filesystem::exists(tests::reference_data() / "aermod" / "epa_testgas2")) {
    for (const auto& hour : tests::read_deck("epa_testgas2").hours) take(hour.surface, hour.tower);
  } else {
    tests::PlumeScenes scenes(3);
    for (int n = 0; n < 150; ++n) {
      const auto surface = scenes.hour();
      take(surface, scenes.tower(surface));
    }
  }
  return hours;
}

/// Flat ground about the origin, off every source's axis.
inline std::vector<model::plume::Receptor> grid(int columns, int rows, double spacing) {
  std::vector<model::plume::Receptor> places;
  for (int j = 0; j < rows; ++j)
    for (int i = 0; i < columns; ++i)
      places.push_back(
          {(i - 0.5 * (columns - 1)) * spacing + 30.0, (j - 0.5 * (rows - 1)) * spacing + 20.0, 0, 0, 0});
  return places;
}

}  // namespace lantian::bench
