// The bulletin that people read.
#include <fmt/format.h>

#include <algorithm>

#include "io/messages.hpp"
#include "io/monitor_report/words.hpp"
#include "io/text_table.hpp"

namespace lantian::io {
namespace {

using namespace monitors;
using scenarios::ComparedPeriod;
using scenarios::EvaluatedPlace;
using scenarios::item_count;
using scenarios::PeriodEvaluation;
using scenarios::PeriodKind;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t most_detailed_places = 3;
constexpr std::size_t most_days_listed = 31;

std::string said(const char* msgid) { return translated(msgid); }

/// Names come from files: control characters stay out of the terminal.
std::string name_of(const MonitorReport& report, const EvaluatedPlace& place) {
  return harmless(report.name_of(place));
}
std::string name_of(const scenarios::Observations& station) {
  const bool in_area = !station.area.empty() && station.area != station.station;
  return harmless((in_area ? station.area + " " : "") + station.station);
}

std::string headed(const std::string& title, const Rows& rows) {
  return title + "\n" + text_table(rows) + "\n";
}

std::string label_of(const scenarios::Label& label) {
  return language() == Language::zh ? label.zh : label.en;
}

/// "*" where the data are not enough for the statistic.
std::string marked(std::string text, bool is_valid) { return is_valid || text == "-" ? text : text + "*"; }

std::string unit_text(const scenarios::ItemRule& rule) {
  return rule.unit_name == "mg/m3" ? "mg/m³" : "µg/m³";
}

/// CO-95, O3-90: the items that a bulletin gives by their percentile.
std::string statistic_label(std::size_t item, const scenarios::ItemRule& rule) {
  if (!rule.index_takes_percentile) return item_label(item);
  return item_label(item) + (rule.average == "mda8" ? "-8h-" : "-") + fmt::format("{:g}", rule.percentile);
}

std::string limit_text(const std::optional<double>& limit, const scenarios::ItemRule& rule) {
  return limit ? fmt::format("{:g}", scenarios::round_half_even(*limit / rule.unit, 0.001)) : "-";
}

std::string composite_change(const PeriodEvaluation& now, const std::optional<PeriodEvaluation>& before) {
  return marked(change_text(scenarios::change_of_index(now, before)), before && before->is_valid());
}

std::string multiple_text(const std::optional<double>& multiple) {
  constexpr double digit = 0.01;
  constexpr int digits = 2;
  return multiple ? in_digits(scenarios::round_half_even(*multiple, digit), digits) : "-";
}

std::string verdict(const scenarios::ItemOfPeriod& of) {
  if (!of.is_valid) return said("too few data");
  if (!of.attains) return "-";
  return *of.attains ? said("attained") : said("exceeded");
}

std::string item_change(const PeriodEvaluation& now, const std::optional<PeriodEvaluation>& before,
                        std::size_t item, std::optional<double> scenarios::ItemOfPeriod::*value) {
  return marked(change_text(scenarios::change_of_item(now, before, item, value)),
                before && before->items[item].is_valid);
}

/// The six items over the period.
Rows item_rows(const MonitorReport& report, const ComparedPeriod& period) {
  const bool is_year = period.now.period.kind == PeriodKind::year;
  Rows rows{{said("item"), said("mean"), said("limit"), said("on year %")}};
  if (!is_year) rows[0].push_back(said("on previous %"));
  for (const char* heading :
       {"percentile", "its value", "limit", "on year %", "within daily limit %", "valid days"})
    rows[0].push_back(said(heading));
  if (is_year)
    for (const char* heading : {"excess", "year's verdict"}) rows[0].push_back(said(heading));
  const auto& rules = report.assessment(period.now);
  constexpr auto mean = &scenarios::ItemOfPeriod::mean;
  constexpr auto percentile = &scenarios::ItemOfPeriod::percentile;
  for (std::size_t item = 0; item < item_count; ++item) {
    const auto& rule = rules.items[item];
    const auto& of = period.now.items[item];
    std::vector<std::string> row{
        item_label(item) + " " + unit_text(rule), marked(published_text(of.mean, rule), of.is_valid),
        limit_text(of.annual_limit, rule), item_change(period.now, period.year_earlier, item, mean)};
    if (!is_year) row.push_back(item_change(period.now, period.previous, item, mean));
    row.push_back(fmt::format("{:g}", rule.percentile));
    row.push_back(marked(published_text(of.percentile, rule), of.is_valid));
    row.push_back(limit_text(of.daily_limit, rule));
    row.push_back(item_change(period.now, period.year_earlier, item, percentile));
    row.push_back(share_text(of.attainment));
    row.push_back(std::to_string(of.valid_days));
    if (is_year) {
      row.push_back(multiple_text(std::max(of.mean_exceedance, of.percentile_exceedance)));
      row.push_back(verdict(of));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

/// "composite index 8.34 (on year -5.1 %), led by PM2.5; single indices: …"
std::string index_lines(const MonitorReport& report, const ComparedPeriod& period) {
  const auto& now = period.now;
  std::string text;
  const auto& first = now.composites.front();
  if (!first.value) {
    std::string missing;
    for (std::size_t item = 0; item < item_count; ++item)
      if (!now.items[item].single_index) missing += (missing.empty() ? "" : ", ") + item_label(item);
    return translated("composite index: none, for want of {key}", {{"key", missing}}) + "\n";
  }
  const char* line = now.period.kind == PeriodKind::year
                         ? "composite index {value}, on year {change} %; led by {key}"
                         : "composite index {value}, on year {change} %, on previous {other} %; led by {key}";
  text += translated(line, {{"value", marked(index_text(now, report), now.is_valid())},
                            {"change", composite_change(period.now, period.year_earlier)},
                            {"other", composite_change(period.now, period.previous)},
                            {"key", item_labels(first.leading)}}) +
          "\n";
  std::string singles;
  constexpr double digit = 0.01;
  constexpr int digits = 2;
  for (std::size_t item = 0; item < item_count; ++item)
    singles += (singles.empty() ? "" : ", ") + item_label(item) + " " +
               in_digits(scenarios::round_half_even(*now.items[item].single_index, digit), digits);
  text += translated("single indices: {value}", {{"value", singles}}) + "\n";
  for (std::size_t n = 1; n < now.composites.size(); ++n)
    if (now.composites[n].value)
      text +=
          translated(
              "index by {key} (not verified): {value}",
              {{"key", now.composites[n].scheme},
               {"value", in_digits(scenarios::round_half_even(*now.composites[n].value, digit), digits)}}) +
          "\n";
  return text;
}

Rows category_rows(const PeriodEvaluation& now, const std::optional<PeriodEvaluation>& before,
                   const scenarios::IndexScheme& scheme) {
  Rows rows{{""}, {said("days")}, {said("on year")}, {said("days with an item missing")}};
  for (std::size_t n = 0; n < scenarios::category_count; ++n) {
    rows[0].push_back(label_of(scheme.categories[n].label));
    rows[1].push_back(std::to_string(now.categories[n]));
    rows[2].push_back(before ? fmt::format("{:+d}", now.categories[n] - before->categories[n]) : "-");
    rows[3].push_back(std::to_string(now.incomplete_categories[n]));
  }
  if (now.incomplete_days == 0) rows.pop_back();
  if (!scenarios::change_of_good_rate(now, before)) rows.erase(rows.begin() + 2);
  return rows;
}

std::string day_lines(const MonitorReport& report, const ComparedPeriod& period) {
  const auto& now = period.now;
  std::string text =
      text_table(category_rows(now, period.year_earlier, report.index_scheme(now.index_scheme)));
  if (now.valid_days == 0)
    return text + "  " + said("no day has all six items: there is no good-day rate") + "\n";
  text += "  " +
          translated(
              "{all} days with all six items; good {value}, good rate {share} % (on year {change} points); "
              "heavy or worse {other}",
              {{"all", std::to_string(now.valid_days)},
               {"value", std::to_string(now.good_days)},
               {"share", share_text(now.good_rate())},
               {"change", change_text(scenarios::change_of_good_rate(now, period.year_earlier))},
               {"other", std::to_string(now.heavy_days)}}) +
          "\n";
  if (period.good_days_by_own_date)
    text += "  " +
            translated("standards change within the period: by each day's own, {value} days were good",
                       {{"value", std::to_string(*period.good_days_by_own_date)}}) +
            "\n";
  std::string primary;
  for (std::size_t item = 0; item < item_count; ++item)
    if (now.primary_days[item] > 0)
      primary +=
          (primary.empty() ? "" : ", ") + item_label(item) + " " + std::to_string(now.primary_days[item]);
  if (!primary.empty())
    text += "  " +
            translated("days as primary pollutant (ties count for each): {value}", {{"value", primary}}) +
            "\n";
  return text;
}

/// Heavy days with their index and pollutants; with an item missing it is at least so high.
std::string heavy_lines(const MonitorReport& report, const EvaluatedPlace& place,
                        const PeriodEvaluation& now) {
  constexpr std::size_t per_line = 5;
  std::string list;
  std::size_t count = 0;
  const int above = report.assessment(now).heavy_above;
  for (const auto& day : place.days) {
    if (!now.span.holds(day.local_day) || !day.index.value || *day.index.value <= above) continue;
    if (++count > most_days_listed) continue;
    list += (count % per_line == 1 ? "\n    " : ", ") + date_text(day.local_day) + " " +
            (day.is_complete ? "" : "≥") + std::to_string(*day.index.value) + " " +
            item_labels(day.index.primary);
  }
  if (count == 0) return "";
  if (count > most_days_listed) list += " … (" + std::to_string(count) + ")";
  return "  " + said("heavy days by AQI:") + list + "\n";
}

std::vector<std::string> summary_cells(const MonitorReport& report, const ComparedPeriod& period) {
  const auto& rules = report.assessment(period.now);
  std::vector<std::string> cells;
  for (std::size_t item = 0; item < item_count; ++item)
    cells.push_back(
        marked(published_text(period.now.items[item].statistic(rules.items[item]), rules.items[item]),
               period.now.items[item].is_valid));
  cells.push_back(std::to_string(period.now.good_days) + "/" + std::to_string(period.now.valid_days));
  cells.push_back(share_text(period.now.good_rate()));
  cells.push_back(std::to_string(period.now.heavy_days));
  return cells;
}

std::vector<std::string> summary_headings(const MonitorReport& report, const PeriodEvaluation& of) {
  const auto& rules = report.assessment(of);
  std::vector<std::string> headings;
  for (std::size_t item = 0; item < item_count; ++item)
    headings.push_back(statistic_label(item, rules.items[item]));
  for (const char* heading : {"good/valid days", "good rate %", "heavy days"})
    headings.push_back(said(heading));
  return headings;
}

std::vector<std::string> joined_cells(std::vector<std::string> first, const std::vector<std::string>& then) {
  first.insert(first.end(), then.begin(), then.end());
  return first;
}

/// The months of a year or quarter.
std::string month_table(const MonitorReport& report, const EvaluatedPlace& place,
                        const PeriodEvaluation& now) {
  if (now.period.kind == PeriodKind::month) return "";
  Rows rows{joined_cells({said("month")}, summary_headings(report, now))};
  for (const char* heading : {"composite index", "led by", "on year %"}) rows[0].push_back(said(heading));
  for (const auto& period : place.periods) {
    const auto& month = scenarios::counted(period);
    if (month.now.period.kind != PeriodKind::month || !now.span.holds(month.now.span.first)) continue;
    auto row = joined_cells({month.now.period.name()}, summary_cells(report, month));
    row.push_back(marked(index_text(month.now, report), month.now.is_valid()));
    row.push_back(item_labels(month.now.composites.front().leading));
    row.push_back(composite_change(month.now, month.year_earlier));
    rows.push_back(std::move(row));
  }
  return headed(report.as_of ? said("Months") : said("Months, each by the standards of its last day"), rows);
}

std::string trend_lines(const EvaluatedPlace& place) {
  std::string text;
  const auto add = [&](const std::string& name, const std::optional<scenarios::Trend>& trend) {
    if (!trend || !trend->critical) return;
    constexpr int digits = 3;
    text += "  " +
            translated(trend->is_significant
                           ? "{key}: rank correlation with {all} years {value}, a trend (critical {other})"
                           : "{key}: rank correlation with {all} years {value}, no trend (critical {other})",
                       {{"key", name},
                        {"all", std::to_string(trend->years)},
                        {"value", in_digits(trend->coefficient, digits)},
                        {"other", in_digits(*trend->critical, digits)}}) +
            "\n";
  };
  for (std::size_t item = 0; item < item_count; ++item) add(item_label(item), place.trends[item]);
  add(said("composite index"), place.index_trend);
  return text;
}

std::string moving_average_line(const MonitorReport& report, const scenarios::PeriodOfPlace& period) {
  const auto& rules = report.assessment(period.all.now);
  std::string list;
  for (std::size_t item = 0; item < item_count; ++item)
    if (period.moving_average[item] && !rules.items[item].index_takes_percentile)
      list += (list.empty() ? "" : ", ") + item_label(item) + " " +
              published_text(period.moving_average[item], rules.items[item]);
  if (list.empty()) return "";
  return "  " +
         translated("mean of the annual means of {all} years: {value}",
                    {{"all", std::to_string(rules.moving_average_years)}, {"value", list}}) +
         "\n";
}

std::string span_text(const PeriodEvaluation& now) {
  return now.period.name() + " (" + date_text(now.span.first) + " … " + date_text(now.span.last) + ")";
}

std::string place_section(const MonitorReport& report, const EvaluatedPlace& place) {
  const auto* period = place.period(report.period);
  const std::string title = name_of(report, place) + "  " + report.period.name();
  if (!period) return title + "\n  " + said("no valid value in this period") + "\n\n";
  const auto& counted = scenarios::counted(*period);
  const auto& now = counted.now;
  std::string text = "== " + name_of(report, place) + "  " + span_text(now) + " ==\n";
  if (place.is_area && place.stations > 1)
    text += translated("mean of {value} stations, station days first",
                       {{"value", std::to_string(place.stations)}}) +
            "\n";
  text += translated("judged by {limits} (class 2), {scheme}, {rules}; gases at {value} K, 1013.25 hPa",
                     {{"limits", now.limits},
                      {"scheme", now.index_scheme},
                      {"rules", now.assessment},
                      {"value", fmt::format("{:g}", now.gas_temperature)}}) +
          "\n";
  if (now.dust_removed)
    text += translated(
                "PM10, PM2.5 and composite index without {value} dust days; with them the index is {other}; "
                "AQI days keep them",
                {{"value", std::to_string(now.dust_days)}, {"other", index_text(period->all.now, report)}}) +
            "\n";
  text += "\n" + headed(said("Table 1  six items"), item_rows(report, counted));
  text += index_lines(report, counted) + moving_average_line(report, *period) + trend_lines(place) + "\n";
  text += said("Table 2  days by AQI") + "\n" + day_lines(report, counted) + heavy_lines(report, place, now) +
          "\n";
  return text + month_table(report, place, now);
}

std::string ranking_section(const MonitorReport& report, const std::vector<const EvaluatedPlace*>& places,
                            const std::string& title) {
  const auto ranked = scenarios::ranking(places, report.period, report.improvement_weight, report.standards);
  const auto shown_period =
      std::find_if(ranked.begin(), ranked.end(), [](const auto& one) { return one.rank.has_value(); });
  if (shown_period == ranked.end()) return "";
  const auto rank = [](const std::optional<int>& value) {
    return value ? std::to_string(*value) : std::string("-");
  };
  Rows rows{{said("place"), said("rank"), said("rank a year before"), said("composite index"),
             said("on year %"), said("rank of change")}};
  const bool weighs = report.improvement_weight > 0.0;
  if (weighs) rows[0].push_back(said("rank of both"));
  rows[0] = joined_cells(rows[0], summary_headings(report, scenarios::counted(*shown_period->period).now));
  for (const auto& one : ranked) {
    std::vector<std::string> row{name_of(report, *one.place), rank(one.rank), rank(one.rank_year_earlier)};
    if (!one.period) {
      rows.push_back(std::move(row));
      continue;
    }
    const auto& counted = scenarios::counted(*one.period);
    row.push_back(marked(index_text(counted.now, report), counted.now.is_valid()));
    row.push_back(composite_change(counted.now, counted.year_earlier));
    row.push_back(rank(one.rank_of_change));
    if (weighs) row.push_back(rank(one.combined));
    rows.push_back(joined_cells(row, summary_cells(report, counted)));
  }
  return headed(title + "  " + report.period.name(), rows);
}

/// The latest hour of each station: all there is where no day is valid.
std::string latest_hours(const MonitorReport& report) {
  Rows rows{{said("station"), said("hour"), "AQI", said("category"), said("primary pollutant")}};
  const auto judge = report.judge();
  for (const auto& station : report.observations) {
    if (station.resolution != scenarios::Resolution::hour) continue;
    for (std::size_t back = 0; back < station.size(); ++back) {
      const auto at = station.size() - 1 - back;
      if (!station.has_value(at)) continue;
      const auto hour = scenarios::judged_hour(station, at, judge);
      constexpr std::int64_t hours_per_day = 24;
      const auto& scheme = judge.index(model::floor_div(hour.hour, hours_per_day));
      if (hour.index.category < 0) break;
      rows.push_back({name_of(station), hour_text(hour.hour), std::to_string(*hour.index.value),
                      label_of(scheme.categories[static_cast<std::size_t>(hour.index.category)].label),
                      hour.index.primary.empty() ? "-" : item_labels(hour.index.primary)});
      break;
    }
  }
  return rows.size() > 1
             ? headed(said("Latest hour of each station (real-time AQI; a time names the beginning)"), rows)
             : "";
}

bool has_valid_day(const MonitorReport& report) {
  const auto places = report.main_places();
  return std::any_of(places.begin(), places.end(),
                     [](const EvaluatedPlace* place) { return !place->periods.empty(); });
}

std::string data_table(const MonitorReport& report) {
  Rows rows{{said("station"), said("first day"), said("last day"), said("hours or days")}};
  for (std::size_t item = 0; item < item_count; ++item) rows[0].push_back(item_label(item));
  for (const auto& station : report.observations) {
    std::vector<std::string> row{name_of(station), date_text(station.first_day()),
                                 date_text(station.last_day()), std::to_string(station.size())};
    for (std::size_t item = 0; item < item_count; ++item)
      row.push_back(share_text(static_cast<double>(scenarios::count_values(station, item)) /
                               static_cast<double>(station.size())));
    rows.push_back(std::move(row));
  }
  return headed(said("Data: hours or days from first to last, and how many of them have a value, %"), rows);
}

/// Notes that say the same of several files stand once, under the first of them.
std::string note_lines(const MonitorReport& report) {
  std::vector<std::pair<std::string, std::vector<std::string>>> grouped;
  for (const auto& note : report.notes.items()) {
    Diagnostic placeless = note;
    placeless.place = {};
    const std::string sentence = headline(placeless);
    auto same =
        std::find_if(grouped.begin(), grouped.end(), [&](const auto& one) { return one.first == sentence; });
    if (same == grouped.end()) same = grouped.insert(grouped.end(), {sentence, {}});
    if (!note.place.file.empty()) same->second.push_back(note.place.file);
  }
  std::string text = said("Notes") + "\n";
  for (const auto& [sentence, files] : grouped) {
    text += "  - ";
    if (!files.empty()) text += harmless(files.front());
    if (files.size() > 1)
      text += translated(" and others, {value} files in all", {{"value", std::to_string(files.size())}});
    text += (files.empty() ? "" : ": ") + sentence + "\n";
  }
  text +=
      "  - " +
      said("* the data are too few for a valid month, quarter or year; changes with * rest on such data") +
      "\n";
  for (const auto& value : report.invalid.items())
    text += "  - " + said("left out: ") + headline(value) + "\n";
  return text;
}

std::string sections(const MonitorReport& report) {
  std::string text;
  const auto places = report.main_places();
  if (places.size() > 1)
    text += ranking_section(report, places,
                            places.front()->is_area ? said("Ranking of areas") : said("Ranking of stations"));
  for (const auto* place : places)
    if (places.size() <= most_detailed_places && report.place.empty()) text += place_section(report, *place);
  for (const auto& place : report.evaluation.places)
    if (!report.place.empty() && report.name_of(place) == report.place) text += place_section(report, place);
  if (places.size() > most_detailed_places && report.place.empty())
    text += said("--place NAME prints one place's bulletin") + "\n\n";
  if (places.size() == 1 && places.front()->is_area)
    if (const auto stations = report.stations_of(*places.front()); stations.size() > 1)
      text += ranking_section(report, stations, said("Ranking of stations"));
  return text;
}

}  // namespace

std::string bulletin_text(const MonitorReport& report) {
  std::string text;
  text += has_valid_day(report)
              ? sections(report)
              : said("No day has enough data for a statistic.") + "\n\n" + latest_hours(report);
  return text + data_table(report) + note_lines(report);
}

}  // namespace lantian::io
