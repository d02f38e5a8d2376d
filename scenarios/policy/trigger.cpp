#include "scenarios/policy/trigger.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "scenarios/policy/keyed_draw.hpp"

namespace lantian::scenarios {

namespace {

constexpr int none = -1;
constexpr auto hour = model::seconds_per_hour;

/// A level by hour; an episode is an unbroken run of hours at any level.
using Levels = std::vector<int>;

struct Episode {
  std::size_t first = 0, end = 0;
};

std::vector<Episode> episodes_of(const Levels& levels) {
  std::vector<Episode> episodes;
  for (std::size_t h = 0; h < levels.size(); ++h) {
    if (levels[h] == none) continue;
    if (episodes.empty() || episodes.back().end != h) episodes.push_back({h, h});
    episodes.back().end = h + 1;
  }
  return episodes;
}

void fill(Levels& levels, std::size_t first, std::size_t end, int level) {
  for (std::size_t h = first; h < std::min(end, levels.size()); ++h) levels[h] = level;
}

/// The strictest level whose rules are met, hour by hour of the signals.
Levels met_levels(const WarningRules& rules, const Signals& signals) {
  Levels met;
  for (std::size_t level = 0; level < rules.levels.size(); ++level)
    for (const auto& rule : rules.levels[level]) {
      const auto truths = truth_by_hour(rule, signals);
      met.resize(truths.size(), none);
      for (std::size_t h = 0; h < truths.size(); ++h)
        if (truths[h] == Truth::yes) met[h] = std::max(met[h], static_cast<int>(level));
    }
  return met;
}

/// What a forecast makes of the episodes: some are missed, some begin early or late, some days are called for
/// nothing. Each draw is keyed by the trigger and the local day.
class Forecaster {
 public:
  Forecaster(const Trigger& trigger, const Surroundings& around)
      : error_(trigger.rules->error), name_(trigger.id), around_(around) {}

  Levels of(const Levels& met) const {
    Levels called(met.size(), none);
    std::set<std::int64_t> touched;  // local days of episodes
    for (const auto& episode : episodes_of(met)) {
      for (std::size_t h = episode.first; h < episode.end; ++h) touched.insert(day_of(h));
      const DrawKey key{error_.seed, name_, day_of(episode.first)};
      if (keyed_uniform(key, miss_stream) < error_.miss) continue;
      copy(met, episode,
           static_cast<std::int64_t>(std::floor(keyed_normal(key, onset_stream) * error_.onset_sd_h + 0.5)),
           called);
    }
    for (std::size_t h = 0; h < met.size(); ++h)
      if (!touched.contains(day_of(h)) &&
          keyed_uniform({error_.seed, name_, day_of(h)}, alarm_stream) < error_.false_alarm)
        called[h] = std::max(called[h], 0);
    return called;
  }

 private:
  static constexpr std::uint32_t miss_stream = 0, alarm_stream = 1, onset_stream = 2;  // the last takes three

  std::int64_t day_of(std::size_t h) const {
    return around_.clock.local_day(around_.signals.start + static_cast<std::int64_t>(h) * hour);
  }

  /// The episode with its first hour `late` hours later, or as much earlier at its first level.
  static void copy(const Levels& met, Episode episode, std::int64_t late, Levels& called) {
    const auto first = std::max<std::int64_t>(0, static_cast<std::int64_t>(episode.first) + late);
    for (auto h = static_cast<std::size_t>(first); h < episode.end; ++h)
      called[h] = std::max(called[h], met[std::max(h, episode.first)]);
  }

  const ForecastError& error_;
  const std::string& name_;
  const Surroundings& around_;
};

/// Episodes closer than `gap` become one, at the strictest level of its parts throughout.
void merge(Levels& levels, std::size_t gap) {
  const auto episodes = episodes_of(levels);
  for (std::size_t n = 1; n < episodes.size(); ++n) {
    std::size_t from = n - 1;
    while (n < episodes.size() && episodes[n].first - episodes[n - 1].end < gap) ++n;
    const std::size_t first = episodes[from].first, end = episodes[n - 1].end;
    if (n - 1 == from) continue;
    fill(levels, first, end,
         *std::max_element(levels.begin() + static_cast<std::ptrdiff_t>(first),
                           levels.begin() + static_cast<std::ptrdiff_t>(end)));
  }
}

/// A level falls only to what the next `release` hours will not exceed.
void hold(Levels& levels, std::size_t release) {
  const Levels met = levels;
  for (std::size_t h = 1; h < met.size(); ++h) {
    int ahead = met[h];
    for (std::size_t later = h; later < std::min(met.size(), h + release); ++later)
      ahead = std::max(ahead, met[later]);
    levels[h] = std::max(met[h], std::min(levels[h - 1], ahead));
  }
}

/// Every rise comes `lead` hours earlier.
void call_ahead(Levels& levels, std::size_t lead) {
  const Levels met = levels;
  for (std::size_t h = 0; h < met.size(); ++h) {
    if (h > 0 && met[h] <= met[h - 1]) continue;
    for (std::size_t ahead = h > lead ? h - lead : 0; ahead < h; ++ahead)
      levels[ahead] = std::max(levels[ahead], met[h]);
  }
}

/// Each warning lasts `shortest` hours at least, at its last level.
void lengthen(Levels& levels, std::size_t shortest) {
  for (const auto& episode : episodes_of(levels))
    for (std::size_t h = episode.end; h < std::min(episode.first + shortest, levels.size()); ++h)
      levels[h] = std::max(levels[h], levels[episode.end - 1]);
}

std::vector<Warning> spells(const Levels& levels, const Trigger& trigger, model::UtcSeconds start) {
  std::vector<Warning> warnings;
  for (std::size_t h = 0; h < levels.size(); ++h) {
    if (levels[h] == none) continue;
    const auto time = start + static_cast<std::int64_t>(h) * hour;
    const std::string& level = trigger.levels[static_cast<std::size_t>(levels[h])];
    if (warnings.empty() || *warnings.back().end != time || warnings.back().level != level)
      warnings.push_back({level, false, time, time});
    warnings.back().end = time + hour;
  }
  return warnings;
}

/// Each level in turn over the run: what stands in for a signal that is still to come.
std::vector<Warning> each_level_in_turn(const Trigger& trigger, Period run) {
  std::vector<Warning> warnings;
  const auto count = static_cast<std::int64_t>(trigger.levels.size());
  const std::int64_t hours = (run.end - run.start) / hour;
  for (std::int64_t n = 0; n < count; ++n)
    warnings.push_back({trigger.levels[static_cast<std::size_t>(n)], false,
                        run.start + n * hours / count * hour, run.start + (n + 1) * hours / count * hour});
  warnings.back().end = run.end;
  return warnings;
}

/// Of warnings in force together the stricter by `levels`; one whose level is not among them is left out.
std::vector<Warning> stricter_of(const std::vector<Warning>& all, const std::vector<std::string>& levels,
                                 Period run) {
  std::set<model::UtcSeconds> bounds;
  for (const auto& warning : all) {
    const Period spell = spell_of(warning, run);
    bounds.insert(spell.start), bounds.insert(spell.end);
  }
  std::vector<Warning> joined;
  for (auto from = bounds.begin(); from != bounds.end() && std::next(from) != bounds.end(); ++from) {
    std::ptrdiff_t most = none;
    for (const auto& warning : all) {
      const Period spell = spell_of(warning, run);
      const auto place = std::find(levels.begin(), levels.end(), warning.level) - levels.begin();
      const bool is_known = place < static_cast<std::ptrdiff_t>(levels.size());
      if (is_known && spell.start <= *from && *from < spell.end) most = std::max(most, place);
    }
    if (most == none) continue;
    const std::string& level = levels[static_cast<std::size_t>(most)];
    if (joined.empty() || *joined.back().end != *from || joined.back().level != level)
      joined.push_back({level, false, *from, *from});
    joined.back().end = *std::next(from);
  }
  return joined;
}

void gather(const Scenario& scenario, const Trigger& trigger, const Surroundings& around,
            std::set<std::string>& seen, std::vector<Warning>& all) {
  if (!seen.insert(trigger.id).second) return;
  for (auto& warning : warnings_of(trigger, around)) all.push_back(std::move(warning));
  for (const auto& id : trigger.bound_by)
    if (const auto other = scenario.triggers.find(id); other != scenario.triggers.end())
      gather(scenario, other->second, around, seen, all);
}

}  // namespace

std::vector<Warning> warnings_in(const Scenario& scenario, const Trigger& trigger,
                                 const Surroundings& around) {
  if (trigger.bound_by.empty()) return warnings_of(trigger, around);
  std::set<std::string> seen;
  std::vector<Warning> all;
  gather(scenario, trigger, around, seen, all);
  return stricter_of(all, trigger.levels, around.run);
}

Period spell_of(const Warning& warning, Period run) {
  const auto anchor = warning.from_run_start ? run.start : 0;
  return {anchor + warning.start, warning.end ? anchor + *warning.end : run.end};
}

std::vector<int> levels_in_force(std::vector<int> met, const WarningRules& rules) {
  merge(met, static_cast<std::size_t>(rules.merge_gap_h));
  hold(met, static_cast<std::size_t>(rules.release_h));
  call_ahead(met, static_cast<std::size_t>(rules.lead_h));
  lengthen(met, static_cast<std::size_t>(rules.min_on_h));
  return met;
}

std::vector<Warning> warnings_of(const Trigger& trigger, const Surroundings& around) {
  if (!trigger.rules) return trigger.schedule;
  const auto& signals = around.signals;
  if (!signals.hourly.contains(trigger.rules->metric))
    return signals.awaited.contains(trigger.rules->metric) ? each_level_in_turn(trigger, around.run)
                                                           : std::vector<Warning>{};
  const Levels met = Forecaster(trigger, around).of(met_levels(*trigger.rules, signals));
  return spells(levels_in_force(met, *trigger.rules), trigger, signals.start);
}

}  // namespace lantian::scenarios
