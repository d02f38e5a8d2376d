/// An area source in the wind of an hour, and the memory that its integrals need.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <vector>

#include "model/plume/area/area_of_hour.hpp"
#include "model/plume/area/strips.hpp"
#include "model/plume/sources.hpp"

namespace lantian::model::plume {

class AreaInWind {
 public:
  AreaInWind(const AreaSource& source, const BoundaryLayerProfiles& air)
      : area_{plume_of(source, air),
              {source.x, source.y, source.base_elevation, source.flat},
              {},
              smallest_intensity} {
    const PlumeOfHour& plume = area_.plume;
    for (const Vertex& v : source.vertices) {
      const double east = v.x - source.x, north = v.y - source.y;
      corners_.push_back(
          {east * plume.sine + north * plume.cosine, north * plume.sine - east * plume.cosine});
    }
    for (int n = 1; n < profile_levels; ++n) {  // mean air begins half a metre above the ground
      const MetAir<double> at_level = air_at(air, profile_heights.at[n]);
      area_.widest_intensity = std::max(area_.widest_intensity, at_level.sigma_v * at_level.slowness);
    }
    const auto far = std::ranges::max(corners_, {}, &Corner::distance);
    const auto [left, right] = std::ranges::minmax(corners_, {}, &Corner::across);
    area_.outline = {static_cast<int>(corners_.size()), corners_.data(), far.distance, left.across,
                     right.across};
  }
  AreaInWind(const AreaInWind&) = delete;
  AreaInWind& operator=(const AreaInWind&) = delete;
  const AreaOfHour& operator*() const { return area_; }

 private:
  std::vector<Corner> corners_;
  AreaOfHour area_;
};

/// Memory that the kernels' rooms point to.
class AreaWorkspace {
 public:
  explicit AreaWorkspace(std::size_t vertices)
      : corners_(2 * vertices + 1),
        numbers_(4 * vertices + 16),
        ends_(4 * vertices),
        whole_(2 * vertices),
        sides_(2 * vertices) {}
  AreaRoom aermod_room() { return {corners_.data(), numbers_.data(), whole_.data(), ends_.data(), &points_}; }
  ConvergedRoom converged_room() {
    return {corners_.data(), numbers_.data(), numbers_.data() + numbers_.size() / 2, sides_.data()};
  }

 private:
  std::vector<Corner> corners_;
  std::vector<double> numbers_, ends_;
  std::vector<Stretch> whole_;
  std::vector<Side> sides_;
  Points points_;
};

}  // namespace lantian::model::plume
