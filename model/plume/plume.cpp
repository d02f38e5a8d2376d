#include "model/plume/plume.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <variant>
#include <vector>

#include "model/grid/parallel.hpp"
#include "model/numerics/instruction_set.hpp"
#include "model/plume/kernels.hpp"
#include "model/plume/plume_of_hour.hpp"
#include "model/plume/plume_table.hpp"
#include "model/plume/prime/downwash.hpp"

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

/// Hours of one source that are taken together: the paths of plumes beside buildings are its lanes.
constexpr std::size_t hours_together = 32;

/// One source in some hours; result(n) is that of hour n.
template <class Result>
class SourceEvaluation {
 public:
  SourceEvaluation(std::span<const HourOfAir> hours, const ReceptorSet& receptors, Evaluation evaluation,
                   SharedWork& work, Result result)
      : hours_(hours), receptors_(receptors), evaluation_(evaluation), work_(work), result_(result) {}

  void operator()(const PointSource& source) const {
    const std::vector<PlumeOfHour> plumes = plumes_of(source);
    evaluate(source, plumes);
    if (!source.buildings) return;
    std::vector<prime::Downwash> wakes(plumes.size());
    prime::find_downwash(source, plumes, wakes);
    for (std::size_t n = 0; n < plumes.size(); ++n)
      prime::apply_downwash(wakes[n], plumes[n], place_of(source), receptors_.view(), result_(n));
  }
  void operator()(const VolumeSource& source) const { evaluate(source, plumes_of(source)); }
  void operator()(const AreaSource&) const {
    throw std::invalid_argument("area sources are integrated elsewhere");
  }

 private:
  template <class RisingOrNot>
  std::vector<PlumeOfHour> plumes_of(const RisingOrNot& source) const {
    std::vector<PlumeOfHour> plumes;
    for (const HourOfAir& hour : hours_) plumes.push_back(plume_of(source, hour.of(source)));
    return plumes;
  }
  static SourcePlace place_of(const Release& source) {
    return {source.x, source.y, source.base_elevation, source.flat};
  }
  void evaluate(const Release& source, std::span<const PlumeOfHour> plumes) const {
    const ReceptorView view = receptors_.view();
    const PlumeKernels& kernels = fastest_plume_kernels();
    const bool alike = source.flat && std::isfinite(receptors_.common_above_ground());
    const bool shared = evaluation_ == Evaluation::shared && alike && view.count >= fewest_shared;
    for (std::size_t n = 0; n < plumes.size(); ++n)
      if (shared)
        kernels.evaluate_shared(plumes[n], place_of(source), view, work_, result_(n).data());
      else
        kernels.evaluate_directly(plumes[n], place_of(source), view, result_(n).data());
  }

  std::span<const HourOfAir> hours_;
  const ReceptorSet& receptors_;
  Evaluation evaluation_;
  SharedWork& work_;
  Result result_;
};

}  // namespace

void unit_concentration(const Source& source, const HourOfAir& air, const ReceptorSet& receptors,
                        Evaluation evaluation, std::span<double> result) {
  if (receptors.size() == 0) return;
  thread_local const auto work = std::make_unique<SharedWork>();
  const auto whole = [result](std::size_t) { return result; };
  std::visit(SourceEvaluation({&air, 1}, receptors, evaluation, *work, whole), source);
}

void unit_concentrations(std::span<const Source> sources, std::span<const HourOfAir> hours,
                         const ReceptorSet& receptors, Evaluation evaluation, std::span<double> result) {
  const std::size_t count = sources.size(), places = receptors.size();
  if (count == 0 || places == 0) return;
  const std::size_t blocks = (hours.size() + hours_together - 1) / hours_together;
  parallel_for_with(
      static_cast<std::ptrdiff_t>(blocks * count), [] { return std::make_unique<SharedWork>(); },
      [&](std::ptrdiff_t index, const std::unique_ptr<SharedWork>& work) {
        const std::size_t source = static_cast<std::size_t>(index) % count;
        const std::size_t first = static_cast<std::size_t>(index) / count * hours_together;
        const auto block = hours.subspan(first, std::min(hours_together, hours.size() - first));
        const auto of_hour = [&](std::size_t n) {
          return result.subspan(((first + n) * count + source) * places, places);
        };
        std::visit(SourceEvaluation(block, receptors, evaluation, *work, of_hour), sources[source]);
      });
}

}  // namespace lantian::model::plume
