#include "scenarios/standards/monitor_evaluation.hpp"

#include <algorithm>
#include <limits>

namespace lantian::scenarios {

namespace {

using Days = std::vector<JudgedDay>;

/// The days of one place under any standing day; those between two changes of standards are computed once.
class PlaceDays {
 public:
  PlaceDays(const Standards& standards, std::vector<const Observations*> stations)
      : standards_(standards), stations_(std::move(stations)) {}

  const Days& as_of(std::int64_t standing) {
    const auto key = epoch(standards_, standing);
    const auto known = by_epoch_.find(key);
    if (known != by_epoch_.end()) return known->second;
    return by_epoch_.emplace(key, judged(Judge(standards_, standing))).first->second;
  }
  Days by_own_date() const { return judged(Judge(standards_)); }

 private:
  Days judged(const Judge& judge) const {
    if (stations_.size() == 1) return station_days(*stations_.front(), judge);
    std::vector<Days> days;
    for (const auto* station : stations_) days.push_back(station_days(*station, judge));
    return area_days(days, judge);
  }

  const Standards& standards_;
  std::vector<const Observations*> stations_;
  std::map<std::int64_t, Days> by_epoch_;
};

bool has_data(const Days& days, DaySpan span) {
  return std::any_of(days.begin(), days.end(),
                     [&](const JudgedDay& day) { return span.holds(day.local_day) && day.has_value(); });
}

std::vector<CalendarPeriod> periods_of(const Days& days) {
  std::set<CalendarPeriod> found;
  for (const auto kind : {PeriodKind::month, PeriodKind::quarter, PeriodKind::year})
    for (const auto& day : days)
      if (day.has_value()) found.insert(period_of(kind, day.local_day));
  return {found.begin(), found.end()};
}

class PlaceEvaluator {
 public:
  PlaceEvaluator(const MonitorQuestion& question, const Standards& standards,
                 std::vector<const Observations*> stations, EvaluatedPlace& place)
      : question_(question), standards_(standards), days_(standards, std::move(stations)), place_(place) {
    for (const auto& name : {std::string(), place.area, place.name})
      if (const auto found = question.dust_days.find(name); found != question.dust_days.end())
        dust_.insert(found->second.begin(), found->second.end());
  }

  void run() {
    place_.days = question_.as_of ? days_.as_of(*question_.as_of) : days_.by_own_date();
    for (const auto& day : place_.days)
      if (day.has_value()) last_day_ = day.local_day;
    for (const auto& period : periods_of(place_.days)) place_.periods.push_back(evaluated(period));
    add_trends();
  }

 private:
  std::int64_t standing_of(DaySpan span) const { return question_.as_of.value_or(span.last); }

  PeriodEvaluation evaluated(const CalendarPeriod& period, DaySpan span, std::int64_t standing,
                             bool without_dust) {
    return evaluate_period(days_.as_of(standing), period, span, Judge(standards_, standing), dust_,
                           without_dust);
  }

  std::optional<PeriodEvaluation> compared_with(const CalendarPeriod& period, DaySpan span,
                                                std::int64_t standing, bool without_dust) {
    if (!has_data(days_.as_of(standing), span)) return std::nullopt;
    return evaluated(period, span, standing, without_dust);
  }

  ComparedPeriod compared(const CalendarPeriod& period, bool without_dust) {
    const auto span = span_until(period, last_day_);
    const auto standing = standing_of(span);
    ComparedPeriod found{evaluated(period, span, standing, without_dust), {}, {}, {}};
    const auto before = period.year_before();
    const auto end = found.now.is_whole ? before.last_day() : year_earlier(span.last);
    found.year_earlier = compared_with(before, {before.first_day(), end}, standing, without_dust);
    if (period.kind != PeriodKind::year) {
      const auto last = period.before();
      found.previous = compared_with(last, {last.first_day(), last.last_day()}, standing, without_dust);
    }
    if (!question_.as_of && epoch(standards_, span.first) != epoch(standards_, span.last))
      found.good_days_by_own_date = good_days_by_own_date(span);
    return found;
  }

  int good_days_by_own_date(DaySpan span) const {
    const Judge judge(standards_);
    int good = 0;
    for (const auto& day : place_.days)
      if (span.holds(day.local_day) && day.is_complete && day.index.value &&
          *day.index.value <= judge.assessment(day.local_day).good_up_to)
        ++good;
    return good;
  }

  PeriodOfPlace evaluated(const CalendarPeriod& period) {
    PeriodOfPlace found{compared(period, false), {}, {}};
    if (!question_.dust_days.empty()) found.without_dust = compared(period, true);
    const auto standing = standing_of(found.all.now.span);
    const int years = Judge(standards_, standing).assessment(standing).moving_average_years;
    if (period.kind == PeriodKind::year && years > 0) add_moving_average(period, years, standing, found);
    return found;
  }

  void add_moving_average(const CalendarPeriod& period, int years, std::int64_t standing,
                          PeriodOfPlace& found) {
    PerItem<double> sums{};
    PerItem<int> counts{};
    for (int back = 0; back < years; ++back) {
      const CalendarPeriod year{period.kind, period.year - back, 1};
      const auto of = evaluated(year, span_until(year, last_day_), standing, found.without_dust.has_value());
      for (std::size_t item = 0; item < item_count; ++item)
        if (of.is_whole && of.items[item].is_valid && of.items[item].mean) {
          sums[item] += *of.items[item].mean;
          ++counts[item];
        }
    }
    for (std::size_t item = 0; item < item_count; ++item)
      if (counts[item] == years) found.moving_average[item] = sums[item] / years;
  }

  /// All valid years by the standards of the last, as published: what rounds to the same is the same.
  void add_trends() {
    std::vector<CalendarPeriod> years;
    for (const auto& period : place_.periods)
      if (period.all.now.period.kind == PeriodKind::year && period.all.now.is_whole)
        years.push_back(period.all.now.period);
    if (years.size() < 2) return;
    const auto standing = question_.as_of.value_or(years.back().last_day());
    const Assessment& rules = in_force(standards_.assessment, standing);
    PerItem<std::vector<double>> values;
    std::vector<double> indices;
    for (const auto& year : years) {
      const auto of =
          evaluated(year, {year.first_day(), year.last_day()}, standing, !question_.dust_days.empty());
      for (std::size_t item = 0; item < item_count; ++item)
        if (const auto value = of.items[item].statistic(rules.items[item]); value && of.items[item].is_valid)
          values[item].push_back(published(*value, rules.items[item]));
      if (const auto index = published_index(of, standards_); of.is_valid() && index)
        indices.push_back(*index);
    }
    for (std::size_t item = 0; item < item_count; ++item)
      place_.trends[item] = trend(values[item], rules.trend);
    place_.index_trend = trend(indices, rules.trend);
  }

  const MonitorQuestion& question_;
  const Standards& standards_;
  PlaceDays days_;
  EvaluatedPlace& place_;
  std::set<std::int64_t> dust_;
  std::int64_t last_day_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace

const PeriodOfPlace* EvaluatedPlace::period(const CalendarPeriod& wanted) const {
  const auto found = std::find_if(periods.begin(), periods.end(),
                                  [&](const PeriodOfPlace& one) { return one.all.now.period == wanted; });
  return found == periods.end() ? nullptr : &*found;
}

MonitorEvaluation evaluate_monitors(const MonitorQuestion& question,
                                    const std::vector<Observations>& observations,
                                    const Standards& standards) {
  MonitorEvaluation found;
  std::vector<std::string> areas;
  for (const auto& one : observations)
    if (std::find(areas.begin(), areas.end(), one.area) == areas.end()) areas.push_back(one.area);
  for (const auto& area : areas) {
    std::vector<const Observations*> all, evaluated;
    for (const auto& one : observations)
      if (one.area == area) {
        all.push_back(&one);
        if (one.is_evaluated) evaluated.push_back(&one);
      }
    const bool is_one_station = all.size() == 1 && (area.empty() || all.front()->station == area);
    if (!is_one_station && !evaluated.empty()) {
      found.places.push_back({area, area, true, true, static_cast<int>(evaluated.size()), {}, {}, {}, {}});
      PlaceEvaluator(question, standards, evaluated, found.places.back()).run();
    }
    for (const auto* one : all) {
      const bool is_area = is_one_station && !area.empty();
      found.places.push_back({one->station, area, is_area, one->is_evaluated, 1, {}, {}, {}, {}});
      PlaceEvaluator(question, standards, {one}, found.places.back()).run();
    }
  }
  return found;
}

std::optional<double> published_index(const PeriodEvaluation& of, const Standards& standards) {
  if (of.composites.empty() || !of.composites.front().value) return std::nullopt;
  for (const auto& rules : standards.assessment)
    if (rules.id == of.assessment && !rules.composites.empty())
      return round_half_even(*of.composites.front().value, rules.composites.front().step);
  return of.composites.front().value;
}

const ComparedPeriod& counted(const PeriodOfPlace& period) {
  return period.without_dust ? *period.without_dust : period.all;
}

std::vector<RankedPlace> ranking(const std::vector<const EvaluatedPlace*>& places,
                                 const CalendarPeriod& period, double weight, const Standards& standards) {
  std::vector<RankedPlace> found;
  std::vector<std::optional<double>> levels, changes, earlier;
  for (const auto* place : places) {
    RankedPlace one{place, place->period(period), {}, {}, {}, {}, {}, {}};
    std::optional<double> before;
    if (one.period) {
      const auto& compared = counted(*one.period);
      one.index = published_index(compared.now, standards);
      one.change = change_of_index(compared.now, compared.year_earlier);
      if (compared.year_earlier && is_comparable(compared.now, *compared.year_earlier))
        before = published_index(*compared.year_earlier, standards);
    }
    levels.push_back(one.index);
    changes.push_back(one.change);
    earlier.push_back(before);
    found.push_back(one);
  }
  const auto of_level = ranks(levels), of_change = ranks(changes), of_earlier = ranks(earlier);
  const auto both = combined_ranks(of_level, of_change, weight);
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i].rank = of_level[i];
    found[i].rank_of_change = of_change[i];
    found[i].combined = both[i];
    found[i].rank_year_earlier = of_earlier[i];
  }
  const auto none = std::numeric_limits<int>::max();
  std::stable_sort(found.begin(), found.end(), [&](const RankedPlace& a, const RankedPlace& b) {
    return a.combined.value_or(none) < b.combined.value_or(none);
  });
  return found;
}

}  // namespace lantian::scenarios
