#include "scenarios/skill/model_evaluation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "model/quantities/constants.hpp"
#include "model/quantities/time.hpp"
#include "scenarios/standards/judge.hpp"
#include "scenarios/standards/percentile.hpp"
#include "scenarios/standards/statistics.hpp"

namespace lantian::scenarios {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t hours_per_day = 24;

/// Values at successive hours or days.
struct Series {
  std::int64_t first = 0;
  std::vector<double> values;
  double at(std::int64_t place) const {
    const auto n = place - first;
    return n < 0 || n >= static_cast<std::int64_t>(values.size()) ? none
                                                                  : values[static_cast<std::size_t>(n)];
  }
};

/// What an observed gas is multiplied by to stand where the model's does.
double gas_factor(const Observations& observed, std::size_t item, std::int64_t day, const Judge& judge) {
  if (is_particles(item)) return 1.0;
  return observed.gas_temperature.value_or(judge.gas_temperature(day)) /
         model::constants::reference_temperature;
}

Series observed_series(const Observations& observed, std::size_t item, const Judge& judge) {
  Series series{observed.first, observed.values[item]};
  for (std::size_t n = 0; n < series.values.size(); ++n) {
    const auto at = observed.first + static_cast<std::int64_t>(n);
    const auto day = observed.resolution == Resolution::day ? at : model::floor_div(at, hours_per_day);
    series.values[n] *= gas_factor(observed, item, day, judge);
  }
  return series;
}

Series days_of(const Series& hours, std::size_t item, const Judge& judge) {
  const HourlyValues hourly{hours.first * model::seconds_per_hour, hours.values};
  const model::LocalClock local{0};
  const auto days = local_days(hourly, local);
  Series made{days.empty() ? 0 : days.front(), {}};
  for (const auto day : days) {
    const auto of_day = hours_of_local_day(hourly, local, day);
    const auto& validity = judge.assessment(day).validity;
    const Limit* limit = judge.limits(day).limit("O3", "mda8");
    const auto found =
        item == item_ozone
            ? largest_8h_mean(of_day, limit ? limit->class_2 : std::numeric_limits<double>::infinity(),
                              validity)
            : mean_24h(of_day, validity);
    made.values.push_back(found.value.value_or(none));
  }
  return made;
}

/// Both at the same times, those that both have.
struct Paired {
  std::int64_t first = 0;
  std::vector<double> observed, model;
};

Paired paired(const Series& observed, const Series& model) {
  Paired made{model.first, {}, {}};
  for (std::size_t n = 0; n < model.values.size(); ++n) {
    const double o = observed.at(model.first + static_cast<std::int64_t>(n));
    const bool both = !std::isnan(o) && !std::isnan(model.values[n]);
    made.observed.push_back(both ? o : none);
    made.model.push_back(both ? model.values[n] : none);
  }
  return made;
}

void append(std::vector<double>& all, const std::vector<double>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

HourlyMeans mean_cycle(const std::vector<Series>& all) {
  HourlyMeans sums{};
  std::array<int, hours_per_day> counts{};
  for (const auto& one : all) {
    const auto cycle = diurnal_cycle(one.values, one.first);
    for (std::size_t hour = 0; hour < cycle.size(); ++hour)
      if (!std::isnan(cycle[hour])) {
        sums[hour] += cycle[hour];
        ++counts[hour];
      }
  }
  for (std::size_t hour = 0; hour < sums.size(); ++hour)
    sums[hour] = counts[hour] > 0 ? sums[hour] / counts[hour] : none;
  return sums;
}

constexpr double days_of_year = 365.0, hours_of_year = 24.0 * days_of_year;

class Evaluator {
 public:
  Evaluator(const std::vector<StationMatch>& matches, const std::vector<ModelledStation>& modelled,
            bool is_composite, const SkillRules& rules, const Standards& standards)
      : matches_(matches),
        modelled_(modelled),
        is_composite_(is_composite),
        rules_(rules),
        judge_(standards) {}

  std::optional<ItemSkill> of(std::size_t item, bool hourly) const {
    ItemSkill made;
    made.item = item;
    made.average = hourly ? "1h" : item == item_ozone ? "mda8" : "24h";
    return is_composite_ ? apart(std::move(made), hourly) : together(std::move(made), hourly);
  }

 private:
  std::optional<Series> observed(const Observations& of, std::size_t item, bool hourly) const {
    if (of.resolution == Resolution::day)
      return hourly ? std::nullopt : std::optional(observed_series(of, item, judge_));
    const Series hours = observed_series(of, item, judge_);
    return hourly ? hours : days_of(hours, item, judge_);
  }
  Series modelled(std::size_t at, std::size_t item, bool hourly) const {
    const Series hours{modelled_[at].first_hour, modelled_[at].hours[item]};
    return hourly ? hours : days_of(hours, item, judge_);
  }

  std::optional<ItemSkill> together(ItemSkill made, bool hourly) const {
    std::vector<double> all_observed, all_model, indicators, yearly;
    std::vector<Series> observed_hours, model_hours;
    const auto* objective = rules_.objective(std::string(item_names[made.item]), made.average);
    for (const auto& match : matches_) {
      const auto seen = observed(*match.observed, made.item, hourly);
      if (!seen) continue;
      const auto both = paired(*seen, modelled(match.modelled, made.item, hourly));
      StationSkill station{match.observed->station, modelled_[match.modelled].monitor,
                           skill_of(both.model, both.observed), std::nullopt, std::nullopt};
      if (station.skill.count == 0) continue;
      if (objective) station.quality = quality_of(station.skill, objective->uncertainty, rules_.beta);
      if (station.quality) indicators.push_back(station.quality->value);
      if (objective && station.skill.count >= rules_.share_of_year * (hourly ? hours_of_year : days_of_year))
        station.yearly_quality = yearly_quality_of(station.skill, objective->uncertainty, rules_.beta);
      if (station.yearly_quality) yearly.push_back(*station.yearly_quality);
      made.stations.push_back(std::move(station));
      append(all_observed, both.observed);
      append(all_model, both.model);
      observed_hours.push_back({both.first, both.observed});
      model_hours.push_back({both.first, both.model});
    }
    if (made.stations.empty()) return std::nullopt;
    made.all = skill_of(all_model, all_observed);
    for (const auto& criteria : rules_.criteria)
      if (criteria.pollutant == item_names[made.item] && criteria.average == made.average)
        for (auto& verdict : verdicts_of(criteria, all_model, all_observed))
          made.verdicts.push_back(std::move(verdict));
    if (!indicators.empty()) made.quality = percentile(indicators, rules_.stations_that_count);
    if (!yearly.empty()) made.yearly_quality = percentile(yearly, rules_.stations_that_count);
    describe(made, all_observed, all_model, observed_hours, model_hours, hourly);
    return made;
  }

  std::optional<ItemSkill> apart(ItemSkill made, bool hourly) const {
    std::vector<double> all_observed, all_model;
    std::vector<Series> observed_hours, model_hours;
    std::set<const Observations*> seen;
    std::set<std::size_t> used;
    for (const auto& match : matches_) {
      if (const auto series = observed(*match.observed, made.item, hourly);
          series && seen.insert(match.observed).second) {
        append(all_observed, series->values);
        observed_hours.push_back(*series);
      }
      if (used.insert(match.modelled).second) {
        auto series = modelled(match.modelled, made.item, hourly);
        append(all_model, series.values);
        model_hours.push_back(std::move(series));
      }
    }
    describe(made, all_observed, all_model, observed_hours, model_hours, hourly);
    if (made.observed.count == 0 || made.model.count == 0) return std::nullopt;
    return made;
  }

  static void describe(ItemSkill& made, const std::vector<double>& all_observed,
                       const std::vector<double>& all_model, const std::vector<Series>& observed_hours,
                       const std::vector<Series>& model_hours, bool hourly) {
    made.observed = distribution_of(all_observed);
    made.model = distribution_of(all_model);
    if (!hourly) return;
    DiurnalCycles cycles{mean_cycle(observed_hours), mean_cycle(model_hours), std::nullopt};
    cycles.shape = correlation_of(cycles.model, cycles.observed);
    made.diurnal = cycles;
  }

  const std::vector<StationMatch>& matches_;
  const std::vector<ModelledStation>& modelled_;
  bool is_composite_;
  const SkillRules& rules_;
  Judge judge_;
};

}  // namespace

ModelEvaluation evaluate_model(const std::vector<StationMatch>& matches,
                               const std::vector<ModelledStation>& modelled, bool is_composite,
                               const SkillRules& rules, const Standards& standards) {
  const Evaluator evaluator(matches, modelled, is_composite, rules, standards);
  ModelEvaluation made{is_composite, {}};
  for (std::size_t item = 0; item < item_count; ++item)
    for (const bool hourly : {true, false})
      if (auto found = evaluator.of(item, hourly)) made.items.push_back(std::move(*found));
  return made;
}

}  // namespace lantian::scenarios
