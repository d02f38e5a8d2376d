#include "run/aermod/hourly_concentrations.hpp"

#include <algorithm>
#include <cmath>

#include "model/grid/parallel.hpp"
#include "model/plume/no2.hpp"

namespace lantian::run {
namespace {

using namespace model::plume;
using scenarios::HourUse;

constexpr std::size_t values_of_batch = 4000000;  // 32 MB

HourUse use_of(const SurfaceHour& surface) {
  switch (state_of(surface)) {
    case HourState::usable:
      return HourUse::computed;
    case HourState::calm:
      return HourUse::calm;
    case HourState::missing:
      return HourUse::missing;
  }
  return HourUse::missing;
}

/// Ozone of an hour, with what is filled in and the floor at night.
class OzoneOfHour {
 public:
  explicit OzoneOfHour(const DeckInputs& inputs) : inputs_(inputs), ozone_(inputs.deck.control.ozone) {}

  /// To be asked for each hour of the weather, in order: the night's floor remembers.
  std::optional<double> next(std::size_t hour) {
    const io::AermetHour& weather = inputs_.weather.hours[hour];
    if (inputs_.ozone.empty()) return constant(weather);
    const double of_file = inputs_.ozone[hour];
    if (std::isnan(of_file)) {
      night_.remember(weather.hour.hour, 0.0);
      return constant(weather);
    }
    const auto floor = ozone_.night_minimum ? night_.floor(weather.surface.obukhov_length) : std::nullopt;
    night_.remember(weather.hour.hour, of_file);
    return std::max(of_file, floor.value_or(0.0));
  }

 private:
  std::optional<double> constant(const io::AermetHour& weather) const {
    if (ozone_.varying)
      return ozone_.varying->at(weather.hour, weather.surface.wind_speed, inputs_.deck.weather.wind_classes);
    return ozone_.constant;
  }

  const DeckInputs& inputs_;
  const io::DeckOzone& ozone_;
  NightOzone night_;
};

/// What one hour needs beside the plumes.
struct HourTask {
  std::size_t index = 0;
  HourUse use = HourUse::computed;
  std::optional<double> ozone;
  std::vector<double> emission;  // kg s-1 (kg m-2 s-1), by source
};

class Computation {
 public:
  Computation(const DeckInputs& inputs, Evaluation evaluation)
      : inputs_(inputs),
        deck_(inputs.deck),
        evaluation_(evaluation),
        receptors_(places(deck_)),
        ozone_(inputs) {
    for (const auto& source : deck_.sources) sources_.push_back(source.release);
    for (const auto& area : deck_.control.urban_areas) cities_.push_back(area.city);
    for (const auto& emission : inputs.emission.sources()) hourly_.push_back(emission);
  }

  void run(const std::function<void(const DeckHour&)>& each) {
    const std::size_t per_hour = sources_.size() * receptors_.size();
    const std::size_t batch =
        std::clamp<std::size_t>(values_of_batch / std::max<std::size_t>(per_hour, 1), 1, 1000);
    std::vector<HourTask> tasks;
    for (std::size_t hour = 0; hour < inputs_.weather.hours.size(); ++hour) {
      const auto ozone = ozone_.next(hour);  // also in hours that are left out
      if (!inputs_.weather.hours[hour].selected) continue;
      tasks.push_back(task_of(hour, ozone));
      if (tasks.size() == batch) finish(tasks, each);
    }
    finish(tasks, each);
  }

 private:
  static std::vector<Receptor> places(const io::Deck& deck) {
    std::vector<Receptor> found;
    for (const auto& receptor : deck.receptors) found.push_back(receptor.place);
    return found;
  }

  HourTask task_of(std::size_t hour, std::optional<double> ozone) const {
    const auto& weather = inputs_.weather.hours[hour];
    HourTask task{hour, use_of(weather.surface), ozone, {}};
    for (const auto& source : deck_.sources)
      task.emission.push_back(source.emission * source.factors.at(weather.hour, weather.surface.wind_speed,
                                                                  deck_.weather.wind_classes));
    const auto hourly = inputs_.emission.of(hour);
    for (std::size_t slot = 0; slot < hourly_.size(); ++slot)
      task.emission[hourly_[slot]] = hourly[slot].emission;
    return task;
  }

  void finish(std::vector<HourTask>& tasks, const std::function<void(const DeckHour&)>& each) {
    const std::size_t cells = deck_.groups.size() * receptors_.size(),
                      per_hour = sources_.size() * receptors_.size();
    std::vector<const HourTask*> computed;
    for (const HourTask& task : tasks)
      if (task.use == HourUse::computed) computed.push_back(&task);
    units_.resize(computed.size() * per_hour);
    unit_plumes(computed);
    std::vector<double> values(computed.size() * cells);
    model::parallel_for(static_cast<std::ptrdiff_t>(computed.size()), [&](std::ptrdiff_t n) {
      const auto at = static_cast<std::size_t>(n);
      group_values(*computed[at], {units_.data() + at * per_hour, per_hour},
                   {values.data() + at * cells, cells});
    });
    std::size_t at = 0;
    for (const HourTask& task : tasks) {
      const bool is_computed = task.use == HourUse::computed;
      const std::vector<double> emitted = emitted_by_group(task);
      each({task.index, inputs_.weather.hours[task.index].hour, task.use,
            is_computed ? std::span<const double>(values.data() + at * cells, cells)
                        : std::span<const double>(),
            emitted});
      at += is_computed;
    }
    tasks.clear();
  }

  /// units_[(hour * sources + source) * receptors + receptor].
  void unit_plumes(const std::vector<const HourTask*>& tasks) {
    std::vector<HourOfAir> air(tasks.size());
    model::parallel_for(static_cast<std::ptrdiff_t>(tasks.size()), [&](std::ptrdiff_t n) {
      const auto& hour = inputs_.weather.hours[tasks[static_cast<std::size_t>(n)]->index];
      air[static_cast<std::size_t>(n)] =
          air_of(hour.surface, inputs_.weather.levels_of(hour), deck_.weather.base_elevation, cities_);
    });
    if (hourly_.empty()) return unit_concentrations(sources_, air, receptors_, evaluation_, units_);
    // Sources that release otherwise each hour: every hour has its own.
    model::parallel_for(static_cast<std::ptrdiff_t>(tasks.size()), [&](std::ptrdiff_t n) {
      const auto at = static_cast<std::size_t>(n);
      const auto hourly = inputs_.emission.of(tasks[at]->index);
      std::size_t slot = 0;
      for (std::size_t s = 0; s < sources_.size(); ++s) {
        const bool varies = slot < hourly_.size() && hourly_[slot] == s;
        const Source source = varies ? io::released(deck_.sources[s], hourly[slot]) : sources_[s];
        slot += varies;
        unit_concentration(
            source, air[at], receptors_, evaluation_,
            {units_.data() + (at * sources_.size() + s) * receptors_.size(), receptors_.size()});
      }
    });
  }

  void group_values(const HourTask& task, std::span<const double> units, std::span<double> values) const {
    const std::size_t count = receptors_.size();
    // g m-3 of kg m-3, then the deck's own unit.
    const double factor = 1e3 * deck_.unit_factor;
    const auto limited = deck_.control.nitrogen == io::NitrogenMethod::ozone_limiting;
    const std::vector<double> ratios = limited ? limited_ratios(task, units) : std::vector<double>();
    const std::vector<double> ambient = deck_.control.nitrogen == io::NitrogenMethod::ambient_ratio
                                            ? ambient_ratios(task, units)
                                            : std::vector<double>();
    for (std::size_t group = 0; group < deck_.groups.size(); ++group)
      for (const std::size_t source : deck_.groups[group].sources) {
        const double emission = task.emission[source] * factor;
        const double* const unit = units.data() + source * count;
        double* const sum = values.data() + group * count;
        for (std::size_t r = 0; r < count; ++r) {
          const double ratio = limited ? ratios[source * count + r] : ambient.empty() ? 1.0 : ambient[r];
          sum[r] += ratio * (emission * unit[r]);
        }
      }
  }

  std::vector<double> ambient_ratios(const HourTask& task, std::span<const double> units) const {
    const std::size_t count = receptors_.size();
    std::vector<double> ratios(count);
    for (std::size_t source = 0; source < sources_.size(); ++source)
      for (std::size_t r = 0; r < count; ++r) ratios[r] += task.emission[source] * units[source * count + r];
    for (double& ratio : ratios)
      ratio = ambient_ratio(ratio, {deck_.control.least_ratio, deck_.control.largest_ratio});
    return ratios;
  }

  double stack_share(std::size_t source) const {
    return deck_.sources[source].stack_no2.value_or(deck_.control.stack_no2);
  }

  /// By source and receptor; plumes of an OLM group share the ozone.
  std::vector<double> limited_ratios(const HourTask& task, std::span<const double> units) const {
    const std::size_t count = receptors_.size();
    std::vector<double> ratios(sources_.size() * count);
    std::vector<NitrogenMix> pooled(deck_.olm_groups.size());
    for (std::size_t r = 0; r < count; ++r) {
      std::fill(pooled.begin(), pooled.end(), NitrogenMix());
      const auto nox = [&](std::size_t source) { return task.emission[source] * units[source * count + r]; };
      for (std::size_t group = 0; group < pooled.size(); ++group)
        for (const std::size_t source : deck_.olm_groups[group].sources)
          pooled[group].add(nox(source), stack_share(source));
      for (std::size_t source = 0; source < sources_.size(); ++source) {
        NitrogenMix own;
        const int group = deck_.sources[source].olm_group;
        if (group < 0) own.add(nox(source), stack_share(source));
        ratios[source * count + r] = limited_ratio(group < 0 ? own : pooled[static_cast<std::size_t>(group)],
                                                   task.ozone, deck_.control.equilibrium_no2);
      }
    }
    return ratios;
  }

  std::vector<double> emitted_by_group(const HourTask& task) const {
    std::vector<double> emitted;
    for (const auto& group : deck_.groups) {
      double sum = 0.0;
      for (const std::size_t source : group.sources)
        sum += task.emission[source] * deck_.sources[source].area;
      emitted.push_back(sum);
    }
    return emitted;
  }

  const DeckInputs& inputs_;
  const io::Deck& deck_;
  Evaluation evaluation_;
  ReceptorSet receptors_;
  OzoneOfHour ozone_;
  std::vector<Source> sources_;
  std::vector<UrbanArea> cities_;
  std::vector<std::size_t> hourly_;
  std::vector<double> units_;
};

}  // namespace

void for_each_hour(const DeckInputs& inputs, Evaluation evaluation,
                   const std::function<void(const DeckHour&)>& each) {
  Computation(inputs, evaluation).run(each);
}

}  // namespace lantian::run
