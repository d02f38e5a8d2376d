#include <algorithm>
#include <cmath>

#include "model/boundary_layer/upper_air.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

/// Linear between heights, held beyond both ends.
template <class Value, class Blend>
Value at_height(const std::vector<double>& heights, const std::vector<Value>& values, double height,
                Blend blend) {
  const auto above = std::lower_bound(heights.begin(), heights.end(), height) - heights.begin();
  if (above == 0) return values.front();
  if (above == static_cast<std::ptrdiff_t>(heights.size())) return values.back();
  return blend(values[above - 1], values[above],
               (height - heights[above - 1]) / (heights[above] - heights[above - 1]));
}

double blend_number(double a, double b, double weight) { return a + weight * (b - a); }
WindVector blend_wind(WindVector a, WindVector b, double weight) {
  return {blend_number(a.u, b.u, weight), blend_number(a.v, b.v, weight)};
}

/// Heights of both, once; temperatures only up to the lower of both tops, above which one would be held.
std::vector<double> joined(const std::vector<double>& a, const std::vector<double>& b) {
  const double top = std::min(a.back(), b.back());
  std::vector<double> all;
  for (const auto* heights : {&a, &b})
    for (const double height : *heights)
      if (height <= top) all.push_back(height);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// The launches about an instant and how near the second is.
struct Pair {
  const Launch &earlier, &later;
  double weight;
};

Pair launches_about(const std::vector<Launch>& launches, UtcSeconds time) {
  const auto later = std::find_if(launches.begin(), launches.end(),
                                  [&](const Launch& launch) { return launch.time > time; });
  if (later == launches.begin()) return {launches.front(), launches.front(), 0.0};
  if (later == launches.end()) return {launches.back(), launches.back(), 0.0};
  const auto earlier = std::prev(later);
  return {*earlier, *later,
          static_cast<double>(time - earlier->time) / static_cast<double>(later->time - earlier->time)};
}

}  // namespace

UpperAir sounded_air(const std::vector<Launch>& launches, UtcSeconds time, UpperAir otherwise) {
  const Pair pair = launches_about(launches, time);
  const auto heights = joined(pair.earlier.height, pair.later.height);
  std::vector<double> temperature;
  for (const double height : heights)
    temperature.push_back(blend_number(
        at_height(pair.earlier.height, pair.earlier.air_temperature, height, blend_number),
        at_height(pair.later.height, pair.later.air_temperature, height, blend_number), pair.weight));
  UpperAir air = std::move(otherwise);
  air.sounded_ground = temperature.front();
  air.inversion_strength = air.inversion_depth = 0.0;
  air.mixed_lapse = constants::gravity / constants::heat_capacity_air;
  std::vector<LapsePiece> pieces;
  for (std::size_t n = 1; n < heights.size(); ++n) {
    const double rise = temperature[n] - temperature[n - 1];
    pieces.push_back({heights[n], -rise / (heights[n] - heights[n - 1])});
    if (rise > 0.0 && air.inversion_depth == heights[n - 1]) {  // from the ground without a break
      air.inversion_depth = heights[n];
      air.inversion_strength += rise;
    }
  }
  air.free_air = FreeAir(std::move(pieces));
  const bool winds = !pair.earlier.wind.empty() && !pair.later.wind.empty();
  if (!winds) return air;
  air.heights = joined(pair.earlier.wind_height, pair.later.wind_height);
  air.winds.clear();
  for (const double height : air.heights)
    air.winds.push_back(blend_wind(at_height(pair.earlier.wind_height, pair.earlier.wind, height, blend_wind),
                                   at_height(pair.later.wind_height, pair.later.wind, height, blend_wind),
                                   pair.weight));
  return air;
}

}  // namespace lantian::model
