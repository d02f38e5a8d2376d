#include "model/plume/area/area_concentration.hpp"

#include <algorithm>
#include <cmath>

#include "model/numerics/instruction_set.hpp"
#include "model/plume/area/area_integrals.hpp"
#include "model/plume/area/area_kernels.hpp"
#include "model/plume/area/area_workspace.hpp"

namespace lantian::model::plume {

const AreaKernels& fastest_area_kernels() {
  return fastest_instruction_set() == InstructionSet::v4 ? area_kernels_v4 : area_kernels_v3;
}

namespace {

/// Fewer receptors than this do not pay for an octave of the table.
constexpr int fewest_shared = 16;

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
  const AreaInWind in_wind(source, air.of(source));
  const AreaOfHour& area = *in_wind;
  AreaWorkspace workspace(source.vertices.size());
  const AreaKernels& kernels = fastest_area_kernels();
  const ReceptorView view = receptors.view();
  const bool aermods = source.integral == AreaIntegral::aermods_own;
  const double height = receptors.common_above_ground();
  if (evaluation == Evaluation::shared && source.flat && std::isfinite(height) &&
      view.count >= fewest_shared) {
    const StripMemory memory =
        kept.of(area.plume, height, source.integral, octaves_up_to(reach_of(area, view)));
    if (aermods)
      kernels.aermod_rule_tabulated(area, view, memory, workspace.aermod_room(), result.data());
    else
      kernels.converged_tabulated(area, view, memory, workspace.converged_room(), result.data());
  } else if (!aermods) {
    kernels.converged_directly(area, view, workspace.converged_room(), result.data());
  } else if (area.plume.stable_branch) {
    kernels.aermod_rule_directly(area, view, workspace.aermod_room(), result.data());
  } else {
    aermod_rule_carried(area, view, workspace.aermod_room(), result.data());
  }
}

}  // namespace lantian::model::plume
