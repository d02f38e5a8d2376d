#include "model/plume/plume.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "model/grid/parallel.hpp"
#include "model/numerics/instruction_set.hpp"
#include "model/plume/area/area_concentration.hpp"
#include "model/plume/kernels.hpp"
#include "model/plume/plume_of_hour.hpp"
#include "model/plume/prime/downwash.hpp"
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

/// What is kept from one source to the next.
struct Work {
  SharedWork table;
  StripsKept strips;
};

/// One source in some hours; result(n) is that of hour n.
template <class Result>
class SourceEvaluation {
 public:
  SourceEvaluation(std::span<const HourOfAir> hours, const ReceptorSet& receptors,
                   const DistanceView& distances, Evaluation evaluation, Work& work, Result result)
      : hours_(hours),
        receptors_(receptors),
        distances_(distances),
        evaluation_(evaluation),
        work_(work),
        result_(result) {}

  void operator()(const PointSource& source) const {
    const std::vector<PlumeOfHour> plumes = plumes_of(source);
    evaluate(source, plumes);
    if (!source.buildings) return;
    std::vector<prime::Downwash> wakes(plumes.size());
    prime::find_downwash(source, plumes, wakes);
    for (std::size_t n = 0; n < plumes.size(); ++n)
      prime::apply_downwash(wakes[n], plumes[n], source_place(source), receptors_.view(), result_(n));
  }
  void operator()(const VolumeSource& source) const { evaluate(source, plumes_of(source)); }
  void operator()(const AreaSource& source) const {
    for (std::size_t n = 0; n < hours_.size(); ++n)
      area_concentration(source, hours_[n], receptors_, evaluation_, work_.strips, result_(n));
  }

 private:
  template <class RisingOrNot>
  std::vector<PlumeOfHour> plumes_of(const RisingOrNot& source) const {
    std::vector<PlumeOfHour> plumes;
    for (const HourOfAir& hour : hours_) plumes.push_back(plume_of(source, hour.of(source)));
    return plumes;
  }
  void evaluate(const Release& source, std::span<const PlumeOfHour> plumes) const {
    const SourcePlace place = source_place(source);
    const ReceptorView view = receptors_.view();
    const PlumeKernels& kernels = fastest_plume_kernels();
    const bool shared = evaluation_ == Evaluation::shared && shares(source, receptors_, distances_);
    for (std::size_t n = 0; n < plumes.size(); ++n)
      if (shared)
        kernels.evaluate_shared(plumes[n], place, view, distances_, work_.table, result_(n).data());
      else
        kernels.evaluate_directly(plumes[n], place, view, result_(n).data());
  }

  std::span<const HourOfAir> hours_;
  const ReceptorSet& receptors_;
  const DistanceView& distances_;
  Evaluation evaluation_;
  Work& work_;
  Result result_;
};

/// Sources of one hour that follow each other in a worker: those that release alike share what they find.
constexpr std::size_t sources_together = 16;
/// Hours of one source beside a building: the paths of its plumes are lanes.
constexpr std::size_t hours_together = 32;

/// Some sources in some hours: one worker's piece of work.
struct Piece {
  std::size_t first_source, sources, first_hour, hours;
};

bool is_beside_building(const Source& source) {
  const auto* point = std::get_if<PointSource>(&source);
  return point != nullptr && point->buildings;
}

std::vector<Piece> pieces_of(std::span<const Source> sources, std::size_t hours) {
  std::vector<Piece> pieces;
  for (std::size_t first = 0, count = 1; first < sources.size(); first += count) {
    const bool building = is_beside_building(sources[first]);
    count = 1;
    while (!building && count < sources_together && first + count < sources.size() &&
           !is_beside_building(sources[first + count]))
      ++count;
    const std::size_t together = building ? hours_together : 1;
    for (std::size_t hour = 0; hour < hours; hour += together)
      pieces.push_back({first, count, hour, std::min(together, hours - hour)});
  }
  return pieces;
}

}  // namespace

void unit_concentration(const Source& source, const HourOfAir& air, const ReceptorSet& receptors,
                        const SourceDistances& distances, Evaluation evaluation, std::span<double> result) {
  if (receptors.size() == 0) return;
  thread_local const auto work = std::make_unique<Work>();
  const auto whole = [result](std::size_t) { return result; };
  std::visit(SourceEvaluation({&air, 1}, receptors, distances.view(), evaluation, *work, whole), source);
  work->strips.forget();
}

void unit_concentration(const Source& source, const HourOfAir& air, const ReceptorSet& receptors,
                        Evaluation evaluation, std::span<double> result) {
  unit_concentration(source, air, receptors, SourceDistances(source, receptors), evaluation, result);
}

void unit_concentrations(std::span<const Source> sources, std::span<const HourOfAir> hours,
                         const ReceptorSet& receptors, Evaluation evaluation, std::span<double> result) {
  const std::size_t count = sources.size(), places = receptors.size();
  if (count == 0 || places == 0) return;
  const std::vector<SourceDistances> distances = distances_of(sources, receptors);
  const std::vector<Piece> pieces = pieces_of(sources, hours.size());
  parallel_for_with(
      static_cast<std::ptrdiff_t>(pieces.size()), [] { return std::make_unique<Work>(); },
      [&](std::ptrdiff_t index, const std::unique_ptr<Work>& work) {
        const Piece& piece = pieces[static_cast<std::size_t>(index)];
        for (std::size_t source = piece.first_source; source < piece.first_source + piece.sources; ++source) {
          const auto of_hour = [&](std::size_t n) {
            return result.subspan(((piece.first_hour + n) * count + source) * places, places);
          };
          std::visit(SourceEvaluation(hours.subspan(piece.first_hour, piece.hours), receptors,
                                      distances[source].view(), evaluation, *work, of_hour),
                     sources[source]);
        }
      });
}

}  // namespace lantian::model::plume
