#include "model/plume/area/area_concentration.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/numerics/instruction_set.hpp"
#include "model/plume/area/area_kernels.hpp"
#include "model/plume/area/area_of_hour.hpp"
#include "model/plume/area/strip_table.hpp"
#include "model/plume/area/strips.hpp"

namespace lantian::model::plume {

const AreaKernels& fastest_area_kernels() {
  return fastest_instruction_set() == InstructionSet::v4 ? area_kernels_v4 : area_kernels_v3;
}

namespace {

/// Fewer receptors than this do not pay for an octave of the table.
constexpr int fewest_shared = 16;

/// Memory that the kernels' rooms point to.
class Workspace {
 public:
  explicit Workspace(std::size_t vertices)
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
  for_each_receptor<double, Edge::aermods>(area, receptors, room.corners, result,
                                           [&](const ReceptorGround<double>& at, int kept) {
                                             CarriedStrips strips(area.plume, at);
                                             return aermod_rule(strips, kept, room);
                                           });
}

/// Farthest distance from any receptor to any part of the source [m].
double reach_of(const AreaOfHour& area, const ReceptorView& receptors) {
  double square = 0.0;
  for (int n = 0; n < receptors.count; ++n) {
    const double east = receptors.x[n] - area.place.x, north = receptors.y[n] - area.place.y;
    square = std::max(square, east * east + north * north);
  }
  return std::sqrt(square) + std::max(area.outline.farthest, 1.0);
}

}  // namespace

StripMemory StripsKept::of(const PlumeOfHour& plume, double above_ground, AreaIntegral integral,
                           int octaves) {
  const bool same = air_ == plume.air && height_ == plume.height &&
                    initial_sigma_z_ == plume.initial_sigma_z && decay_rate_ == plume.decay_rate &&
                    above_ground_ == above_ground && integral_ == integral;
  if (!same) {
    air_ = plume.air;
    height_ = plume.height;
    initial_sigma_z_ = plume.initial_sigma_z;
    decay_rate_ = plume.decay_rate;
    above_ground_ = above_ground;
    integral_ = integral;
    filled_ = 0;
  }
  cells_.resize(std::max(cells_.size(), static_cast<std::size_t>(octaves) * cells_per_octave));
  return {cells_.data(), &filled_};
}

void area_concentration(const AreaSource& source, const HourOfAir& air, const ReceptorSet& receptors,
                        Evaluation evaluation, StripsKept& kept, std::span<double> result) {
  const PlumeOfHour plume = plume_of(source, air.of(source));
  const std::vector<Corner> corners = corners_in_wind(source, plume);
  const AreaOfHour area = {
      plume, {source.x, source.y, source.base_elevation, source.flat}, outline_of(corners)};
  Workspace workspace(source.vertices.size());
  const AreaKernels& kernels = fastest_area_kernels();
  const ReceptorView view = receptors.view();
  const bool aermods = source.integral == AreaIntegral::aermods_own;
  const double height = receptors.common_above_ground();
  if (evaluation == Evaluation::shared && source.flat && std::isfinite(height) &&
      view.count >= fewest_shared) {
    const StripMemory memory = kept.of(plume, height, source.integral, octaves_up_to(reach_of(area, view)));
    if (aermods)
      kernels.aermod_rule_tabulated(area, view, memory, workspace.aermod_room(), result.data());
    else
      kernels.converged_tabulated(area, view, memory, workspace.converged_room(), result.data());
  } else if (!aermods) {
    kernels.converged_directly(area, view, workspace.converged_room(), result.data());
  } else if (plume.stable_branch) {
    kernels.aermod_rule_directly(area, view, workspace.aermod_room(), result.data());
  } else {
    aermod_rule_carried(area, view, workspace.aermod_room(), result.data());
  }
}

}  // namespace lantian::model::plume
