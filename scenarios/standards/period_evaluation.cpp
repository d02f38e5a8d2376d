#include "scenarios/standards/period_evaluation.hpp"

#include <algorithm>
#include <map>

#include "scenarios/standards/percentile.hpp"

namespace lantian::scenarios {

namespace {

constexpr int february = 2;
constexpr double comparable_share = 0.75;

/// Days that a month may lack and still be valid.
int days_to_spare(const CalendarPeriod& month, const Validity& validity) {
  const auto length = static_cast<int>(month.last_day() - month.first_day() + 1);
  return length - (month.number == february ? validity.days_of_february : validity.days_of_month);
}

/// Every month of the span lacks no more days than a valid month may; a whole year has its own number
/// besides.
bool has_enough(const std::map<CalendarPeriod, int>& valid_days, const PeriodEvaluation& of,
                const Validity& validity) {
  int all = 0;
  for (auto day = of.span.first; day <= of.span.last;) {
    const auto month = period_of(PeriodKind::month, day);
    const auto end = std::min(month.last_day(), of.span.last);
    const auto found = valid_days.find(month);
    const int count = found == valid_days.end() ? 0 : found->second;
    if (count < static_cast<int>(end - day + 1) - days_to_spare(month, validity)) return false;
    all += count;
    day = end + 1;
  }
  return all > 0 && !(of.period.kind == PeriodKind::year && of.is_whole && all < validity.days_of_year);
}

/// A day's value as its index has it: rounded before it is held against the limit.
bool exceeds(const AirQualityIndex& index, const std::string& pollutant, double value, double limit,
             const ItemRule& rule) {
  for (const auto& sub : index.sub_indices)
    if (sub.pollutant == pollutant && sub.average == rule.average) {
      constexpr double noise = 1e-9;
      return sub.published * rule.unit > limit * (1.0 + noise);
    }
  return value > limit;  // beyond its column
}

std::optional<double> exceedance(const std::optional<double>& value, const std::optional<double>& limit,
                                 const ItemRule& rule) {
  if (!value || !limit || *limit <= 0.0) return std::nullopt;
  const double excess = published(*value, rule) / (*limit / rule.unit) - 1.0;
  constexpr double noise = 1e-12;
  return excess > noise ? std::optional(*value / *limit - 1.0) : std::nullopt;
}

std::optional<double> limit_of(const AirQualityStandard& standard, std::size_t item,
                               const std::string& average) {
  const Limit* limit = standard.limit(std::string(item_names[item]), average);
  return limit ? std::optional(limit->class_2) : std::nullopt;
}

class PeriodEvaluator {
 public:
  PeriodEvaluator(const std::vector<JudgedDay>& days, const Judge& judge,
                  const std::set<std::int64_t>& dust_days, PeriodEvaluation& found)
      : days_(days), judge_(judge), dust_(dust_days), found_(found) {}

  void run() {
    for (std::size_t item = 0; item < item_count; ++item) evaluate_item(item);
    count_days();
    for (const auto& scheme : rules().composites) add_composite(scheme);
  }

 private:
  const Assessment& rules() const { return judge_.assessment(found_.span.last); }
  const AirQualityStandard& limits() const { return judge_.limits(found_.span.last); }

  template <class Body>
  void for_each_day(Body body) const {
    for (const auto& day : days_)
      if (found_.span.holds(day.local_day)) body(day);
  }

  void evaluate_item(std::size_t item) {
    ItemOfPeriod& of = found_.items[item];
    const ItemRule& rule = rules().items[item];
    of.annual_limit = limit_of(limits(), item, "annual");
    of.daily_limit = limit_of(limits(), item, rule.average);
    std::map<CalendarPeriod, int> valid;
    std::vector<double> values;
    int counted = 0;
    for_each_day([&](const JudgedDay& day) {
      if (!day.items[item].value) return;
      ++of.valid_days;
      ++valid[period_of(PeriodKind::month, day.local_day)];
      if (found_.dust_removed && is_particles(item) && dust_.contains(day.local_day)) return;
      values.push_back(*day.items[item].value);
      ++counted;
      if (of.daily_limit &&
          exceeds(day.index, std::string(item_names[item]), values.back(), *of.daily_limit, rule))
        ++of.exceeding_days;
    });
    of.is_valid = has_enough(valid, found_, rules().validity);
    if (values.empty()) return;
    double sum = 0.0;
    for (const double value : values) sum += value;
    of.mean = sum / counted;
    of.percentile = percentile(values, rule.percentile);
    if (of.daily_limit) of.attainment = 1.0 - static_cast<double>(of.exceeding_days) / counted;
    hold_against_limits(of, rule);
  }

  /// The year's mean against the annual limit, its percentile against the daily one.
  void hold_against_limits(ItemOfPeriod& of, const ItemRule& rule) {
    const bool whole_year = found_.period.kind == PeriodKind::year && found_.is_whole;
    if (found_.period.kind == PeriodKind::year) {
      of.mean_exceedance = exceedance(of.mean, of.annual_limit, rule);
      of.percentile_exceedance = exceedance(of.percentile, of.daily_limit, rule);
    }
    if (whole_year && of.is_valid) of.attains = !of.mean_exceedance && !of.percentile_exceedance;
    const auto limit = rule.index_takes_percentile ? of.daily_limit : of.annual_limit;
    const auto statistic = of.statistic(rule);
    if (statistic && limit && *limit > 0.0) of.single_index = *statistic / *limit;
  }

  void count_days() {
    for_each_day([&](const JudgedDay& day) {
      if (dust_.contains(day.local_day) && day.has_value()) ++found_.dust_days;
      if (!day.index.value) return;
      const auto category = static_cast<std::size_t>(std::max(0, day.index.category));
      if (!day.is_complete) {
        ++found_.incomplete_days;
        ++found_.incomplete_categories[category];
        return;
      }
      ++found_.valid_days;
      ++found_.categories[category];
      if (*day.index.value <= rules().good_up_to) ++found_.good_days;
      if (*day.index.value > rules().heavy_above) ++found_.heavy_days;
      for (const auto& name : day.index.primary) {
        const auto item = std::find(item_names.begin(), item_names.end(), name);
        ++found_.primary_days[static_cast<std::size_t>(item - item_names.begin())];
      }
    });
  }

  void add_composite(const CompositeScheme& scheme) {
    CompositeIndex composite{scheme.id, scheme.is_verified, 0.0, {}};
    double largest = 0.0;
    for (std::size_t item = 0; item < item_count; ++item) {
      const auto single = found_.items[item].single_index;
      if (!single) {
        composite.value = std::nullopt;
        composite.leading.clear();
        break;
      }
      const double term = scheme.weights[item] * *single;
      *composite.value += term;
      constexpr double noise = 1e-9;
      if (term > largest + noise) composite.leading.clear();
      if (term > largest - noise) composite.leading.push_back(item);
      largest = std::max(largest, term);
    }
    found_.composites.push_back(std::move(composite));
  }

  const std::vector<JudgedDay>& days_;
  const Judge& judge_;
  const std::set<std::int64_t>& dust_;
  PeriodEvaluation& found_;
};

}  // namespace

DaySpan span_until(const CalendarPeriod& period, std::int64_t last_day) {
  return {period.first_day(), std::min(period.last_day(), last_day)};
}

std::optional<double> ItemOfPeriod::statistic(const ItemRule& rule) const {
  return rule.index_takes_percentile ? percentile : mean;
}

std::optional<double> PeriodEvaluation::good_rate() const {
  if (valid_days == 0) return std::nullopt;
  return static_cast<double>(good_days) / valid_days;
}

bool PeriodEvaluation::is_valid() const {
  return std::all_of(items.begin(), items.end(), [](const ItemOfPeriod& item) { return item.is_valid; });
}

PeriodEvaluation evaluate_period(const std::vector<JudgedDay>& days, const CalendarPeriod& period,
                                 DaySpan span, const Judge& judge, const std::set<std::int64_t>& dust_days,
                                 bool remove_dust) {
  PeriodEvaluation found;
  found.period = period;
  found.span = span;
  found.is_whole = span.first == period.first_day() && span.last == period.last_day();
  found.dust_removed = remove_dust;
  found.limits = judge.limits(span.last).id;
  found.index_scheme = judge.index(span.last).id;
  found.assessment = judge.assessment(span.last).id;
  found.gas_temperature = judge.gas_temperature(span.last);
  PeriodEvaluator(days, judge, dust_days, found).run();
  return found;
}

bool is_comparable(const ItemOfPeriod& now, const ItemOfPeriod& before) {
  return before.valid_days >= comparable_share * now.valid_days;
}

bool is_comparable(const PeriodEvaluation& now, const PeriodEvaluation& before) {
  for (std::size_t item = 0; item < item_count; ++item)
    if (!is_comparable(now.items[item], before.items[item])) return false;
  return true;
}

std::optional<double> change_of_item(const PeriodEvaluation& now,
                                     const std::optional<PeriodEvaluation>& before, std::size_t item,
                                     std::optional<double> ItemOfPeriod::*value) {
  if (!before || !is_comparable(now.items[item], before->items[item])) return std::nullopt;
  return relative_change(now.items[item].*value, before->items[item].*value);
}

std::optional<double> change_of_index(const PeriodEvaluation& now,
                                      const std::optional<PeriodEvaluation>& before) {
  if (!before || !is_comparable(now, *before)) return std::nullopt;
  return relative_change(now.composites.front().value, before->composites.front().value);
}

std::optional<double> change_of_good_rate(const PeriodEvaluation& now,
                                          const std::optional<PeriodEvaluation>& before) {
  if (!before || !now.good_rate() || !before->good_rate() ||
      before->valid_days < comparable_share * now.valid_days)
    return std::nullopt;
  return *now.good_rate() - *before->good_rate();
}

std::optional<double> relative_change(const std::optional<double>& now, const std::optional<double>& before) {
  if (!now || !before || *before == 0.0) return std::nullopt;
  return (*now - *before) / *before;
}

double published(double value, const ItemRule& rule) { return round_half_even(value / rule.unit, rule.step); }

}  // namespace lantian::scenarios
