#include "model/boundary_layer/upper_air.hpp"

#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::model {
namespace {

WindVector blend(WindVector a, WindVector b, double weight) {
  return {a.u + weight * (b.u - a.u), a.v + weight * (b.v - a.v)};
}

WindVector level_wind(const UpperAirLevel& level, double surface_from_direction) {
  const double turn = std::remainder(level.wind_from_direction - surface_from_direction, 2.0 * constants::pi);
  return wind_vector(level.wind_speed, surface_from_direction + level.turn * turn);
}

/// Wind of one regime at a height; held below its first and above its last level.
WindVector regime_wind(const UpperAirRegime& regime, double height, double surface_from_direction) {
  const auto& levels = regime.winds;
  if (levels.empty()) return {};
  const auto above = std::find_if(levels.begin(), levels.end(),
                                  [&](const UpperAirLevel& level) { return level.height >= height; });
  if (above == levels.begin()) return level_wind(levels.front(), surface_from_direction);
  if (above == levels.end()) return level_wind(levels.back(), surface_from_direction);
  const auto below = std::prev(above);
  return blend(level_wind(*below, surface_from_direction), level_wind(*above, surface_from_direction),
               (height - below->height) / (above->height - below->height));
}

std::vector<double> shares_at(const UpperAirSeries& series, UtcSeconds time) {
  const auto& blends = series.blends;
  if (blends.empty()) {
    std::vector<double> first(series.regimes.size(), 0.0);
    if (!first.empty()) first[0] = 1.0;
    return first;
  }
  const auto later =
      std::find_if(blends.begin(), blends.end(), [&](const UpperAirBlend& b) { return b.time > time; });
  if (later == blends.begin()) return blends.front().share;
  if (later == blends.end()) return blends.back().share;
  const auto earlier = std::prev(later);
  const double weight =
      static_cast<double>(time - earlier->time) / static_cast<double>(later->time - earlier->time);
  std::vector<double> share(series.regimes.size());
  for (std::size_t r = 0; r < share.size(); ++r)
    share[r] = (1.0 - weight) * earlier->share[r] + weight * later->share[r];
  return share;
}

/// Share-weighted lapses on the union of the regimes' tops.
FreeAir blended(const std::vector<UpperAirRegime>& regimes, const std::vector<double>& share) {
  std::vector<LapsePiece> pieces;
  for (std::size_t r = 0; r < share.size(); ++r)
    if (share[r] > 0.0)
      for (const LapsePiece& piece : regimes[r].free_air.pieces()) pieces.push_back({piece.top, 0.0});
  if (pieces.empty()) return {};
  const auto lower = [](const LapsePiece& a, const LapsePiece& b) { return a.top < b.top; };
  const auto same = [](const LapsePiece& a, const LapsePiece& b) { return a.top == b.top; };
  std::sort(pieces.begin(), pieces.end(), lower);
  pieces.erase(std::unique(pieces.begin(), pieces.end(), same), pieces.end());
  double bottom = 0.0;
  for (LapsePiece& piece : pieces) {
    for (std::size_t r = 0; r < share.size(); ++r)
      piece.lapse += share[r] * regimes[r].free_air.lapse(bottom);
    bottom = piece.top;
  }
  return FreeAir(std::move(pieces));
}

}  // namespace

double FreeAir::lapse(double height) const {
  for (const LapsePiece& piece : pieces_)
    if (height < piece.top) return piece.lapse;
  return pieces_.back().lapse;
}

double FreeAir::fall(double height) const {
  double sum = 0.0, bottom = 0.0;
  for (const LapsePiece& piece : pieces_) {
    sum += piece.lapse * (std::min(height, piece.top) - bottom);
    bottom = piece.top;
    if (height <= bottom) return sum;
  }
  return sum + pieces_.back().lapse * (height - bottom);
}

UpperAirRegime upper_air_regime(std::vector<UpperAirLevel> winds, const std::vector<TemperaturePiece>& day,
                                const std::vector<TemperaturePiece>& night) {
  UpperAirRegime regime;
  regime.winds = std::move(winds);
  regime.inversion_strength = regime.inversion_depth = 0.0;
  if (!day.empty()) regime.mixed_lapse = -day.front().gradient;
  std::vector<LapsePiece> free;
  for (const TemperaturePiece& piece : night) {
    if (free.empty() && piece.gradient > 0.0) {
      regime.inversion_strength += piece.gradient * (piece.top - piece.bottom);
      regime.inversion_depth = piece.top;
    } else {
      free.push_back({piece.top, -piece.gradient});
    }
  }
  if (!free.empty()) regime.free_air = FreeAir(std::move(free));
  return regime;
}

WindVector wind_vector(double speed, double from_direction) {
  return {-speed * std::sin(from_direction), -speed * std::cos(from_direction)};
}

WindVector UpperAir::wind(double height) const {
  if (heights.empty()) return {};
  const auto above = std::lower_bound(heights.begin(), heights.end(), height) - heights.begin();
  if (above == 0) return winds.front();
  if (above == static_cast<std::ptrdiff_t>(heights.size())) return winds.back();
  return blend(winds[above - 1], winds[above],
               (height - heights[above - 1]) / (heights[above] - heights[above - 1]));
}

UpperAir upper_air_at(const UpperAirSeries& series, UtcSeconds time, double surface_from_direction) {
  const std::vector<double> share = shares_at(series, time);
  UpperAir air;
  for (const UpperAirRegime& regime : series.regimes)
    for (const UpperAirLevel& level : regime.winds) air.heights.push_back(level.height);
  std::sort(air.heights.begin(), air.heights.end());
  air.heights.erase(std::unique(air.heights.begin(), air.heights.end()), air.heights.end());
  air.winds.resize(air.heights.size());
  air.inversion_strength = air.inversion_depth = air.mixed_lapse = 0.0;
  air.free_air = blended(series.regimes, share);
  for (std::size_t r = 0; r < share.size(); ++r) {
    const UpperAirRegime& regime = series.regimes[r];
    for (std::size_t n = 0; n < air.heights.size(); ++n) {
      const WindVector wind = regime_wind(regime, air.heights[n], surface_from_direction);
      air.winds[n].u += share[r] * wind.u;
      air.winds[n].v += share[r] * wind.v;
    }
    air.inversion_strength += share[r] * regime.inversion_strength;
    air.inversion_depth += share[r] * regime.inversion_depth;
    air.mixed_lapse += share[r] * regime.mixed_lapse;
  }
  if (!series.launches.empty()) return sounded_air(series.launches, time, std::move(air));
  return air;
}

}  // namespace lantian::model
