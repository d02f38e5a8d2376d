/// Concentration per emission of every outlet, hour and place, in blocks that fit into a stated memory.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "model/plume/plume.hpp"
#include "run/plumes/plume_setup.hpp"
#include "run/weather_series.hpp"

namespace lantian::run {

/// Hours [first_hour, + hours) of all outlets at receptors [first_receptor, + receptors).
struct PlumeBlock {
  int first_hour = 0, hours = 0;
  std::size_t first_receptor = 0, receptors = 0;
};

/// Most that the values of one block take, as doubles; their float copies and the weather come on top.
inline constexpr std::size_t plume_block_bytes = 128u << 20;

/// How hours and receptors are cut: as many receptors as one hour can hold, then as many hours as fit, and of
/// those at most `most_hours`. Depends on the counts alone. All receptors of some hours come before the next
/// hours.
std::vector<PlumeBlock> plume_blocks(int hours, std::size_t outlets, std::size_t receptors,
                                     std::size_t most_hours = 24);

/// s m-3, index (hour, outlet, receptor) of the block.
using UnitValues = std::function<void(const PlumeBlock&, std::span<double>)>;

/// The air of an hour over each column in which outlets stand, from the middle of the hour.
std::vector<model::plume::HourOfAir> plume_air(const PlumeSetup& setup, const model::Weather& weather);

/// Computes them: parallel over hours and outlets, the bits do not depend on the number of threads.
/// `weather` and `setup` must outlive it.
UnitValues computed_units(const PlumeSetup& setup, const WeatherSeries& weather);

}  // namespace lantian::run
