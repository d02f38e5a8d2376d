#include "run/plumes/unit_plumes.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "model/grid/parallel.hpp"
#include "model/plume/column_hour.hpp"

namespace lantian::run {
namespace {

using model::plume::HourOfAir;
using model::plume::ReceptorSet;

/// Receptors that follow each other. Where plumes have a reach they are cut so that those which a plume does
/// not reach can be passed over together.
struct Places {
  std::size_t first = 0;  // of the block's receptors
  ReceptorSet set;
  /// By outlet; none where they would take too much. An outlet that counts nowhere here has no value.
  std::vector<std::optional<model::plume::SourceDistances>> distances;
};

constexpr std::size_t receptors_together = 1024;

/// Remembers the air of the hours in work and the receptors' order: blocks of one set of hours follow each
/// other.
class Computer {
 public:
  Computer(const PlumeSetup& setup, const WeatherSeries& weather) : setup_(setup), weather_(weather) {}

  void operator()(const PlumeBlock& block, std::span<double> values) {
    prepare_air(block);
    const auto& places = places_of(block);
    const std::size_t outlets = setup_.outlets();
    model::parallel_for(
        static_cast<std::ptrdiff_t>(static_cast<std::size_t>(block.hours) * outlets),
        [&](std::ptrdiff_t index) {
          const auto n = static_cast<std::size_t>(index), hour = n / outlets, outlet = n % outlets;
          for (const Places& some : places)
            evaluate(outlet, air_[hour][setup_.outlet_air[outlet]], some, block.first_receptor + some.first,
                     values.subspan(n * block.receptors + some.first, some.set.size()));
        });
  }

 private:
  const PlumeSetup& setup_;
  const WeatherSeries& weather_;
  int first_hour_ = -1;
  std::vector<std::vector<HourOfAir>> air_;  // by hour of the block
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Places>> places_;

  /// Whether anything of the plume counts at receptors [first, + count).
  bool reaches(std::size_t outlet, std::size_t first, std::size_t count) const {
    if (setup_.parts.empty()) return true;
    const auto from = setup_.parts[outlet].begin() + static_cast<std::ptrdiff_t>(first);
    return std::any_of(from, from + static_cast<std::ptrdiff_t>(count),
                       [](float part) { return part > 0.0f; });
  }

  void evaluate(std::size_t outlet, const HourOfAir& air, const Places& places, std::size_t first,
                std::span<double> result) const {
    constexpr auto evaluation = model::plume::Evaluation::shared;
    if (!reaches(outlet, first, result.size())) {
      std::fill(result.begin(), result.end(), 0.0);
      return;
    }
    const auto& [release, group, share_per_area] = setup_.sources.outlets[outlet];
    if (places.distances.empty())
      model::plume::unit_concentration(release, air, places.set, evaluation, result);
    else
      model::plume::unit_concentration(release, air, places.set, *places.distances[outlet], evaluation,
                                       result);
    if (share_per_area != 1.0)
      for (double& value : result) value *= share_per_area;
    if (setup_.parts.empty()) return;
    for (std::size_t r = 0; r < result.size(); ++r)
      result[r] *= static_cast<double>(setup_.parts[outlet][first + r]);
  }

  void prepare_air(const PlumeBlock& block) {
    if (first_hour_ == block.first_hour && air_.size() == static_cast<std::size_t>(block.hours)) return;
    first_hour_ = block.first_hour;
    air_.clear();
    for (int n = 0; n < block.hours; ++n) {
      const auto begin = setup_.start + (block.first_hour + n) * model::seconds_per_hour;
      air_.push_back(plume_air(setup_, weather_.at(begin + model::seconds_per_hour / 2)));
    }
  }

  const std::vector<Places>& places_of(const PlumeBlock& block) {
    const std::pair key{block.first_receptor, block.receptors};
    if (const auto found = places_.find(key); found != places_.end()) return found->second;
    std::vector<Places>& made = places_[key];
    const std::size_t bytes = setup_.outlets() * setup_.receptors.size() * sizeof(double);
    const std::size_t together = setup_.parts.empty() ? block.receptors : receptors_together;
    for (std::size_t first = 0; first < block.receptors; first += together) {
      const std::size_t count = std::min(together, block.receptors - first);
      made.push_back(
          {first, ReceptorSet(std::span(setup_.receptors).subspan(block.first_receptor + first, count)), {}});
      if (bytes > plume_block_bytes) continue;
      for (std::size_t n = 0; n < setup_.outlets(); ++n) {
        auto& distances = made.back().distances.emplace_back();
        if (reaches(n, block.first_receptor + first, count))
          distances.emplace(setup_.sources.outlets[n].release, made.back().set);
      }
    }
    return made;
  }
};

}  // namespace

std::vector<PlumeBlock> plume_blocks(int hours, std::size_t outlets, std::size_t receptors,
                                     std::size_t most_hours) {
  std::vector<PlumeBlock> blocks;
  if (outlets == 0 || receptors == 0) return blocks;
  const std::size_t values = plume_block_bytes / sizeof(double);
  const std::size_t together = std::clamp<std::size_t>(values / outlets, 1, receptors);
  const auto fits = static_cast<int>(std::clamp<std::size_t>(values / (outlets * together), 1, most_hours));
  for (int hour = 0; hour < hours; hour += fits)
    for (std::size_t first = 0; first < receptors; first += together)
      blocks.push_back({hour, std::min(fits, hours - hour), first, std::min(together, receptors - first)});
  return blocks;
}

std::vector<HourOfAir> plume_air(const PlumeSetup& setup, const model::Weather& weather) {
  std::vector<HourOfAir> air;
  for (std::size_t n = 0; n < setup.air_columns.size(); ++n) {
    const auto hour =
        model::plume::hour_over_column(setup.grid, weather, setup.air_columns[n], setup.roughness_length[n]);
    air.push_back(model::plume::air_of(hour.surface, hour.tower, setup.altitude[n], {}));
  }
  return air;
}

UnitValues computed_units(const PlumeSetup& setup, const WeatherSeries& weather) {
  return [computer = std::make_shared<Computer>(setup, weather)](
             const PlumeBlock& block, std::span<double> values) { (*computer)(block, values); };
}

}  // namespace lantian::run
