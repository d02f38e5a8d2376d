#include "model/plume/plume.hpp"

#include <cmath>
#include <memory>
#include <stdexcept>
#include <variant>

#include "model/grid/parallel.hpp"
#include "model/numerics/instruction_set.hpp"
#include "model/plume/kernels.hpp"
#include "model/plume/plume_of_hour.hpp"
#include "model/plume/plume_table.hpp"

namespace lantian::model::plume {

const PlumeKernels& fastest_plume_kernels() {
  return fastest_instruction_set() == InstructionSet::v4 ? plume_kernels_v4 : plume_kernels_v3;
}

HourOfAir air_of(const SurfaceHour& surface, std::span<const TowerLevel> tower, double base_elevation,
                 std::span<const UrbanArea> cities) {
  HourOfAir air{profiles_of(surface, tower, base_elevation), {}};
  for (const UrbanArea& city : cities) air.urban.push_back(urban_profiles(air.rural, surface, city));
  return air;
}

ReceptorSet::ReceptorSet(std::span<const Receptor> receptors)
    : common_above_ground_(receptors.empty() ? 0.0 : receptors.front().above_ground) {
  for (const Receptor& r : receptors) {
    x_.push_back(r.x);
    y_.push_back(r.y);
    elevation_.push_back(r.elevation);
    hill_height_.push_back(r.hill_height);
    above_ground_.push_back(r.above_ground);
    if (r.above_ground != common_above_ground_) common_above_ground_ = absent;
  }
}

ReceptorView ReceptorSet::view() const {
  return {static_cast<int>(size()), x_.data(),           y_.data(),
          elevation_.data(),        hill_height_.data(), above_ground_.data()};
}

namespace {

/// Fewer receptors than this cost less by themselves than a table along the plume does.
constexpr int fewest_shared = 192;

template <class RisingOrNot>
void evaluate(const RisingOrNot& source, const HourOfAir& air, const ReceptorSet& receptors,
              Evaluation evaluation, SharedWork& work, std::span<double> result) {
  const PlumeOfHour plume = plume_of(source, air.of(source));
  const SourcePlace place{source.x, source.y, source.base_elevation, source.flat};
  const ReceptorView view = receptors.view();
  const PlumeKernels& kernels = fastest_plume_kernels();
  const bool alike = source.flat && std::isfinite(receptors.common_above_ground());
  if (evaluation == Evaluation::shared && alike && view.count >= fewest_shared)
    kernels.evaluate_shared(plume, place, view, work, result.data());
  else
    kernels.evaluate_directly(plume, place, view, result.data());
}

void evaluate(const Source& source, const HourOfAir& air, const ReceptorSet& receptors, Evaluation evaluation,
              SharedWork& work, std::span<double> result) {
  if (receptors.size() == 0) return;
  if (const auto* point = std::get_if<PointSource>(&source))
    evaluate(*point, air, receptors, evaluation, work, result);
  else if (const auto* volume = std::get_if<VolumeSource>(&source))
    evaluate(*volume, air, receptors, evaluation, work, result);
  else
    throw std::invalid_argument("area sources are integrated elsewhere");
}

}  // namespace

void unit_concentration(const Source& source, const HourOfAir& air, const ReceptorSet& receptors,
                        Evaluation evaluation, std::span<double> result) {
  thread_local const auto work = std::make_unique<SharedWork>();
  evaluate(source, air, receptors, evaluation, *work, result);
}

void unit_concentrations(std::span<const Source> sources, std::span<const HourOfAir> hours,
                         const ReceptorSet& receptors, Evaluation evaluation, std::span<double> result) {
  const std::size_t count = sources.size(), places = receptors.size();
  parallel_for_with(
      static_cast<std::ptrdiff_t>(hours.size() * count), [] { return std::make_unique<SharedWork>(); },
      [&](std::ptrdiff_t index, const std::unique_ptr<SharedWork>& work) {
        const auto n = static_cast<std::size_t>(index);
        evaluate(sources[n % count], hours[n / count], receptors, evaluation, *work,
                 result.subspan(n * places, places));
      });
}

}  // namespace lantian::model::plume
