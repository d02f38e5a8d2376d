#include "model/plume/plume.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>

#include "model/grid/parallel.hpp"
#include "model/numerics/instruction_set.hpp"
#include "model/plume/kernels.hpp"
#include "model/plume/plume_of_hour.hpp"
#include "model/plume/table_filling.hpp"

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

namespace {

/// Place on a curve through the plane that stays near itself (Z order), 16 bits a side.
std::uint64_t place_on_curve(double x, double y) {
  const auto spread = [](double v) {
    std::uint64_t bits = static_cast<std::uint64_t>(v * 65535.0), spread_bits = 0;
    for (int n = 0; n < 16; ++n) spread_bits |= (bits >> n & 1) << 2 * n;
    return spread_bits;
  };
  return spread(x) | spread(y) << 1;
}

std::vector<int> order_along_curve(std::span<const Receptor> receptors) {
  const auto [west, east] = std::ranges::minmax(receptors, {}, &Receptor::x);
  const auto [south, north] = std::ranges::minmax(receptors, {}, &Receptor::y);
  const double side = std::max({east.x - west.x, north.y - south.y, 1e-9});
  std::vector<std::pair<std::uint64_t, int>> keys;
  for (std::size_t n = 0; n < receptors.size(); ++n)
    keys.emplace_back(place_on_curve((receptors[n].x - west.x) / side, (receptors[n].y - south.y) / side),
                      static_cast<int>(n));
  std::sort(keys.begin(), keys.end());
  std::vector<int> order;
  for (const auto& [key, n] : keys) order.push_back(n);
  return order;
}

SourcePlace source_place(const Release& release) {
  return {release.x, release.y, release.base_elevation, release.flat};
}

}  // namespace

ReceptorSet::ReceptorSet(std::span<const Receptor> receptors) : common_above_ground_(0.0) {
  if (receptors.empty()) return;
  common_above_ground_ = receptors.front().above_ground;
  place_ = order_along_curve(receptors);
  for (const int n : place_) {
    const Receptor& r = receptors[static_cast<std::size_t>(n)];
    x_.push_back(r.x);
    y_.push_back(r.y);
    elevation_.push_back(r.elevation);
    hill_height_.push_back(r.hill_height);
    above_ground_.push_back(r.above_ground);
    if (r.above_ground != common_above_ground_) common_above_ground_ = absent;
  }
}

ReceptorView ReceptorSet::view() const {
  return {static_cast<int>(size()), x_.data(),    y_.data(), elevation_.data(), hill_height_.data(),
          above_ground_.data(),     place_.data()};
}

SourceDistances::SourceDistances(const Source& source, const ReceptorSet& receptors)
    : octave_(receptors.size()) {
  const auto* volume = std::get_if<VolumeSource>(&source);
  const double least = volume ? nearest_distance(*volume) : 1.0;
  const SourcePlace place = std::visit([](const Release& release) { return source_place(release); }, source);
  view_ = fastest_plume_kernels().measure_distances(place, least, receptors.view(), octave_.data());
}

void SourceDistances::include(const SourceDistances& other) {
  view_.nearest = std::min(view_.nearest, other.view_.nearest);
  view_.farthest = std::max(view_.farthest, other.view_.farthest);
}

namespace {

/// What a flat source's table depends on, besides the hour.
using ReleaseKey = std::array<double, 8>;
std::optional<ReleaseKey> release_key(const Source& source) {
  const auto key = [](const Release& r, double kind, double a, double b, double c, double d) {
    return ReleaseKey{kind, r.height, static_cast<double>(r.urban_area), r.decay_rate, a, b, c, d};
  };
  if (const auto* p = std::get_if<PointSource>(&source); p && p->flat)
    return key(*p, p->stack_tip_downwash ? 1.0 : 2.0, static_cast<double>(p->kind), p->diameter,
               p->exit_velocity, p->exit_temperature);
  if (const auto* v = std::get_if<VolumeSource>(&source); v && v->flat)
    return key(*v, 0.0, v->initial_sigma_y, v->initial_sigma_z, 0.0, 0.0);
  return std::nullopt;
}

}  // namespace

std::vector<SourceDistances> distances_of(std::span<const Source> sources, const ReceptorSet& receptors) {
  std::vector<SourceDistances> distances;
  std::map<ReleaseKey, std::vector<std::size_t>> alike;
  for (const Source& source : sources) {
    if (const auto key = release_key(source)) alike[*key].push_back(distances.size());
    distances.emplace_back(source, receptors);
  }
  for (const auto& [key, group] : alike) {
    for (const std::size_t n : group) distances[group.front()].include(distances[n]);
    for (const std::size_t n : group) distances[n].include(distances[group.front()]);
  }
  return distances;
}

namespace {

/// Fewer receptors than this cost less by themselves than a table along the plume does.
constexpr int fewest_shared = 192;

bool shares(const Release& release, const ReceptorSet& receptors, const DistanceView& distances) {
  return release.flat && std::isfinite(receptors.common_above_ground()) &&
         distances.nearest <= distances.farthest && distances.farthest < std::exp2(largest_octaves) &&
         receptors.view().count >= fewest_shared;
}

template <class RisingOrNot>
void evaluate(const RisingOrNot& source, const HourOfAir& air, const ReceptorSet& receptors,
              const DistanceView& distances, Evaluation evaluation, SharedWork& work,
              std::span<double> result) {
  const PlumeOfHour plume = plume_of(source, air.of(source));
  const PlumeKernels& kernels = fastest_plume_kernels();
  if (evaluation == Evaluation::shared && shares(source, receptors, distances))
    kernels.evaluate_shared(plume, source_place(source), receptors.view(), distances, work, result.data());
  else
    kernels.evaluate_directly(plume, source_place(source), receptors.view(), result.data());
}

void evaluate(const Source& source, const HourOfAir& air, const ReceptorSet& receptors,
              const DistanceView& distances, Evaluation evaluation, SharedWork& work,
              std::span<double> result) {
  if (receptors.size() == 0) return;
  if (const auto* point = std::get_if<PointSource>(&source))
    evaluate(*point, air, receptors, distances, evaluation, work, result);
  else if (const auto* volume = std::get_if<VolumeSource>(&source))
    evaluate(*volume, air, receptors, distances, evaluation, work, result);
  else
    throw std::invalid_argument("area sources are integrated elsewhere");
}

}  // namespace

void unit_concentration(const Source& source, const HourOfAir& air, const ReceptorSet& receptors,
                        const SourceDistances& distances, Evaluation evaluation, std::span<double> result) {
  thread_local const auto work = std::make_unique<SharedWork>();
  evaluate(source, air, receptors, distances.view(), evaluation, *work, result);
}

void unit_concentration(const Source& source, const HourOfAir& air, const ReceptorSet& receptors,
                        Evaluation evaluation, std::span<double> result) {
  unit_concentration(source, air, receptors, SourceDistances(source, receptors), evaluation, result);
}

void unit_concentrations(std::span<const Source> sources, std::span<const HourOfAir> hours,
                         const ReceptorSet& receptors, Evaluation evaluation, std::span<double> result) {
  const std::size_t count = sources.size(), places = receptors.size();
  const std::vector<SourceDistances> distances = distances_of(sources, receptors);
  parallel_for_with(
      static_cast<std::ptrdiff_t>(hours.size() * count), [] { return std::make_unique<SharedWork>(); },
      [&](std::ptrdiff_t index, const std::unique_ptr<SharedWork>& work) {
        const auto n = static_cast<std::size_t>(index);
        evaluate(sources[n % count], hours[n / count], receptors, distances[n % count].view(), evaluation,
                 *work, result.subspan(n * places, places));
      });
}

}  // namespace lantian::model::plume
