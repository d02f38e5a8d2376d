#include "model/plume/area/area_concentration.hpp"

#include <algorithm>
#include <vector>

#include "model/numerics/instruction_set.hpp"
#include "model/plume/area/area_kernels.hpp"
#include "model/plume/area/area_of_hour.hpp"
#include "model/plume/area/strips.hpp"

namespace lantian::model::plume {

const AreaKernels& fastest_area_kernels() {
  return fastest_instruction_set() == InstructionSet::v4 ? area_kernels_v4 : area_kernels_v3;
}

namespace {

/// Memory that an AreaRoom points to.
class Workspace {
 public:
  explicit Workspace(std::size_t vertices)
      : corners_(2 * vertices + 1),
        normalised_(2 * vertices + 1),
        whole_(2 * vertices),
        ends_(4 * vertices) {}
  AreaRoom room() { return {corners_.data(), normalised_.data(), whole_.data(), ends_.data(), &points_}; }

 private:
  std::vector<Corner> corners_;
  std::vector<double> normalised_;
  std::vector<Stretch> whole_;
  std::vector<double> ends_;
  Points points_;
};

/// The outline's corners from its centre, in the wind of the hour.
std::vector<Corner> corners_in_wind(const AreaSource& source, const PlumeOfHour& plume) {
  std::vector<Corner> corners;
  for (const Vertex& v : source.vertices) {
    const double east = v.x - source.x, north = v.y - source.y;
    corners.push_back({east * plume.sine + north * plume.cosine, north * plume.sine - east * plume.cosine});
  }
  return corners;
}

OutlineInWind outline_of(const std::vector<Corner>& corners) {
  const auto far = std::ranges::max(corners, {}, &Corner::distance);
  const auto [left, right] = std::ranges::minmax(corners, {}, &Corner::across);
  return {static_cast<int>(corners.size()), corners.data(), far.distance, left.across, right.across};
}

/// AERMOD's rule with the values it carries: one point after the other.
void aermod_rule_carried(const AreaOfHour& area, const ReceptorView& receptors, const AreaRoom& room,
                         double* result) {
  for_each_receptor(area, receptors, room.corners, result,
                    [&](const ReceptorGround<double>& at, Corner*, int kept) {
                      CarriedStrips strips(area.plume, at);
                      return aermod_rule(strips, kept, room);
                    });
}

}  // namespace

void area_concentration(const AreaSource& source, const HourOfAir& air, const ReceptorSet& receptors,
                        AreaIntegral, Evaluation, std::span<double> result) {
  const PlumeOfHour plume = plume_of(source, air.of(source));
  const std::vector<Corner> corners = corners_in_wind(source, plume);
  const AreaOfHour area = {
      plume, {source.x, source.y, source.base_elevation, source.flat}, outline_of(corners)};
  Workspace workspace(source.vertices.size());
  const auto integrate =
      plume.stable_branch ? fastest_area_kernels().aermod_rule_directly : &aermod_rule_carried;
  integrate(area, receptors.view(), workspace.room(), result.data());
}

}  // namespace lantian::model::plume
