#include "model/plume/prime/downwash.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/numerics/instruction_set.hpp"
#include "model/plume/prime/ascent.hpp"
#include "model/plume/prime/kernels.hpp"
#include "model/state/aligned.hpp"

namespace lantian::model::plume::prime {
namespace {

const DownwashKernels& fastest_kernels() {
  return fastest_instruction_set() == InstructionSet::v4 ? downwash_kernels_v4 : downwash_kernels_v3;
}

/// The building of the sector towards which the wind blows at the stack's top: of 10 deg, the nearest, halves
/// downward.
const ProjectedBuilding* building_in_wind(const PointSource& stack, const BoundaryLayerProfiles& air) {
  constexpr double smallest = 1e-5;  // m
  if (!stack.buildings) return nullptr;
  double towards = wind_direction_at(air, stack.height) * (180.0 / pi) - 180.0;
  if (towards < 0.0) towards += 360.0;
  const int sector = static_cast<int>(0.1 * towards + 0.4999);
  const ProjectedBuilding& building = (*stack.buildings)[static_cast<std::size_t>((sector + 35) % 36)];
  return building.height > smallest && building.width > smallest ? &building : nullptr;
}

}  // namespace

bool prepare(const PointSource& stack, const PlumeOfHour& plume, WakeHour& hour, Downwash& result) {
  result.acts = false;
  const BoundaryLayerProfiles& air = *plume.air;
  if (!air.stable && stack.height > air.mixing_height) return false;
  const ProjectedBuilding* building = building_in_wind(stack, air);
  if (!building) return false;
  hour.profiles = result.profiles = &air;
  hour.shape = result.shape = wake_shape_of(*building);
  hour.air = result.air = wake_air_of(hour.shape, air);
  hour.launch = launch_of(stack, exit_temperature(stack, air_temperature_at(plume)), hour.shape, air);
  const double end_z = wake_end(Direction::upward, hour.shape, hour.air);
  const double end_y = wake_end(Direction::across, hour.shape, hour.air);
  const double longest = hour.shape.length + longest_wake * hour.shape.scale;
  hour.end_z = std::min(end_z, longest);
  hour.end_y = std::min(end_y, longest);
  result.wake_length = std::max({longest_wake * hour.shape.scale, end_z, end_y});
  result.stack_wind = plume.stack_wind;
  result.height = stack.height;
  hour.wind_ratio = value_at(air, Met::wind, building->height) / result.stack_wind;
  return true;
}

void find_downwash(const PointSource& stack, std::span<const PlumeOfHour> plumes,
                   std::span<Downwash> result) {
  const DownwashKernels& kernels = fastest_kernels();
  std::vector<WakeHour> hours;
  std::vector<Downwash*> places;
  for (std::size_t n = 0; n < plumes.size(); ++n) {
    WakeHour hour;
    if (!prepare(stack, plumes[n], hour, result[n])) continue;
    hours.push_back(hour);
    places.push_back(&result[n]);
  }
  if (hours.empty()) return;
  thread_local AlignedVector<double> room(kernels.room / sizeof(double) + 1);
  const auto lanes = static_cast<std::size_t>(kernels.lanes);
  for (std::size_t first = 0; first < hours.size(); first += lanes)
    kernels.trace(&hours[first], static_cast<int>(std::min(lanes, hours.size() - first)), &places[first],
                  room.data());
}

void apply_downwash(const Downwash& downwash, const PlumeOfHour& plume, const SourcePlace& source,
                    const ReceptorView& receptors, std::span<double> concentration) {
  if (downwash.acts) fastest_kernels().apply(downwash, plume, source, receptors, concentration.data());
}

}  // namespace lantian::model::plume::prime
