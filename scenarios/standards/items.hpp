/// The six items of Chinese evaluations, in the order of their bulletins.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string_view>

namespace lantian::scenarios {

inline constexpr std::array<std::string_view, 6> item_names{"SO2", "NO2", "PM10", "PM2p5", "CO", "O3"};
inline constexpr std::size_t item_count = item_names.size();
inline constexpr std::size_t item_pm10 = 2, item_pm2p5 = 3, item_ozone = 5;

template <class T>
using PerItem = std::array<T, item_count>;

/// Particles stand as they are, gases at a reference state.
constexpr bool is_particles(std::size_t item) { return item == item_pm10 || item == item_pm2p5; }

}  // namespace lantian::scenarios
