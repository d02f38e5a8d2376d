// daily.csv, hourly.csv, period.csv
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/csv_text.hpp"
#include "io/monitor_report/words.hpp"

namespace lantian::io {
namespace {

using namespace monitors;
using scenarios::EvaluatedPlace;
using scenarios::item_count;
using scenarios::item_names;
using scenarios::item_ozone;

/// Where the numbers come from: program, files by content, standards.
std::string provenance(const MonitorReport& report) {
  std::string text = "# lantian " + report.version + ", lantian aqi\n";
  for (const auto& file : report.files)
    text += "# " + file.name + " (" + file.layout + ") sha256 " + file.sha256 + "\n";
  text +=
      "# judged by " +
      (report.asked_standard.empty() ? std::string("the standards of each day's date")
                                     : report.asked_standard) +
      "; local time; gases at the judged reference state; not rounded but where a column says published\n";
  if (!report.invalid.empty())
    text += "# " + std::to_string(report.invalid.items().size()) + " values that cannot be were left out\n";
  return text;
}

std::string scope_of(const EvaluatedPlace& place) { return place.is_area ? "area" : "station"; }

std::string place_cells(const MonitorReport& report, const EvaluatedPlace& place) {
  return csv_cell(report.name_of(place)) + "," + csv_cell(place.area) + "," + scope_of(place);
}

std::string unit_of(std::size_t item) { return item_names[item] == "CO" ? "mg/m3" : "ug/m3"; }
double factor_of(std::size_t item) { return item_names[item] == "CO" ? 1e6 : 1e9; }
std::string in_unit(const std::optional<double>& value, std::size_t item) {
  return value ? exact(*value * factor_of(item)) : "";
}

/// IAQI of each item, then AQI with its level, category and colour, primary and exceeding items.
std::string index_header() {
  std::string text;
  for (const auto name : item_names) text += ",IAQI_" + std::string(name);
  return text + ",AQI,AQI_level,category,category_en,colour,primary,exceeding";
}

std::string joined_names(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ";") + name;
  return text;
}

std::string index_cells(const scenarios::AirQualityIndex& index, const scenarios::IndexScheme& scheme) {
  std::string text;
  for (const auto name : item_names) {
    text += ',';
    for (const auto& sub : index.sub_indices)
      if (sub.pollutant == name) text += std::to_string(sub.index);
  }
  text += "," + (index.value ? std::to_string(*index.value) : "");
  if (index.category < 0) return text + ",,,,,,";
  const auto& category = scheme.categories[static_cast<std::size_t>(index.category)];
  return text + "," + category.level.zh + "," + category.label.zh + "," + category.label.en + "," +
         fmt::format("\"#{:02X}{:02X}{:02X}\"", category.colour[0], category.colour[1], category.colour[2]) +
         "," + joined_names(index.primary) + "," + joined_names(index.exceeding);
}

/// Items that the hour has a value of but no sub-index: its AQI may be too low.
std::string without_index(const scenarios::JudgedHour& hour) {
  std::vector<std::string> missing;
  for (std::size_t item = 0; item < item_count; ++item) {
    const auto is_own = [&](const auto& sub) { return sub.pollutant == item_names[item]; };
    const auto& all = hour.index.sub_indices;
    if (!std::isnan(hour.items[item]) && std::none_of(all.begin(), all.end(), is_own))
      missing.emplace_back(item_names[item]);
  }
  return joined_names(missing);
}

constexpr const char* no_unit = "no unit";

/// One column for each item: ",SO2_mean [ug/m3],NO2_mean …"; `unit` "" takes the item's own.
std::string item_headers(const std::string& what, const std::string& unit = "") {
  std::string text;
  for (std::size_t item = 0; item < item_count; ++item) {
    text += "," + std::string(item_names[item]) + "_" + what;
    if (unit != no_unit) text += " [" + (unit.empty() ? unit_of(item) : unit) + "]";
  }
  return text;
}

template <class Cell>
std::string item_cells(Cell cell) {
  std::string text;
  for (std::size_t item = 0; item < item_count; ++item) text += "," + cell(item);
  return text;
}

std::string percent(const std::optional<double>& share) { return share ? exact(*share * 100.0) : ""; }

std::string period_header() {
  std::string text =
      "place,area,scope,period,first_day,last_day,whole,dust,limits,index_scheme,assessment,gas_temperature "
      "[K],"
      "valid_days [1],incomplete_days [1]";
  for (int n = 1; n <= static_cast<int>(scenarios::category_count); ++n)
    text += ",days_of_category_" + std::to_string(n) + " [1]";
  text += ",good_days [1],good_rate [percent],heavy_days [1]";
  text += item_headers("primary_days", "1") + item_headers("valid_days", "1") +
          item_headers("enough_data", no_unit);
  text += item_headers("mean") + item_headers("percentile") + item_headers("published");
  text += item_headers("attainment", "percent") + item_headers("exceeding_days", "1");
  text +=
      item_headers("single_index", "1") + item_headers("attains", no_unit) + item_headers("moving_average");
  text += ",composite_index [1],published_composite_index [1],leading,other_composite_index [1],other_scheme";
  return text + item_headers("change_on_year", "percent") +
         ",composite_index_change_on_year [percent],composite_index_change_on_previous [percent],"
         "good_rate_change_on_year [percentage_point]\n";
}

std::string composite_cells(const MonitorReport& report, const scenarios::PeriodEvaluation& of) {
  const auto& first = of.composites.front();
  std::vector<std::string> leading;
  for (const auto item : first.leading) leading.emplace_back(item_names[item]);
  const auto published = scenarios::published_index(of, report.standards);
  std::string text = "," + exact(first.value) + "," + exact(published) + "," + joined_names(leading);
  if (of.composites.size() < 2) return text + ",,";
  const auto& other = of.composites[1];
  return text + "," + exact(other.value) + "," + other.scheme + (other.is_verified ? "" : " (unverified)");
}

std::string change_cells(const MonitorReport& report, const scenarios::ComparedPeriod& period) {
  const auto& rules = report.assessment(period.now);
  return item_cells([&](std::size_t item) {
           const auto value = rules.items[item].index_takes_percentile ? &scenarios::ItemOfPeriod::percentile
                                                                       : &scenarios::ItemOfPeriod::mean;
           return percent(scenarios::change_of_item(period.now, period.year_earlier, item, value));
         }) +
         "," + percent(scenarios::change_of_index(period.now, period.year_earlier)) + "," +
         percent(scenarios::change_of_index(period.now, period.previous)) + "," +
         percent(scenarios::change_of_good_rate(period.now, period.year_earlier));
}

std::string period_row(const MonitorReport& report, const EvaluatedPlace& place,
                       const scenarios::PeriodOfPlace& of_place, const scenarios::ComparedPeriod& period) {
  const auto& now = period.now;
  const auto& rules = report.assessment(now);
  std::string text = place_cells(report, place) + "," + now.period.name() + "," + date_text(now.span.first) +
                     "," + date_text(now.span.last) + "," + (now.is_whole ? "yes" : "no") + "," +
                     (now.dust_removed ? "removed" : "included") + "," + now.limits + "," + now.index_scheme +
                     "," + now.assessment + "," + exact(now.gas_temperature) + "," +
                     std::to_string(now.valid_days) + "," + std::to_string(now.incomplete_days);
  for (const int days : now.categories) text += "," + std::to_string(days);
  text += "," + std::to_string(now.good_days) + "," + percent(now.good_rate()) + "," +
          std::to_string(now.heavy_days);
  text += item_cells([&](std::size_t i) { return std::to_string(now.primary_days[i]); });
  text += item_cells([&](std::size_t i) { return std::to_string(now.items[i].valid_days); });
  text += item_cells([&](std::size_t i) { return std::string(now.items[i].is_valid ? "yes" : "no"); });
  text += item_cells([&](std::size_t i) { return in_unit(now.items[i].mean, i); });
  text += item_cells([&](std::size_t i) { return in_unit(now.items[i].percentile, i); });
  text += item_cells([&](std::size_t i) {
    const auto statistic = now.items[i].statistic(rules.items[i]);
    return statistic ? exact(scenarios::published(*statistic, rules.items[i])) : std::string();
  });
  text += item_cells([&](std::size_t i) { return percent(now.items[i].attainment); });
  text += item_cells([&](std::size_t i) { return std::to_string(now.items[i].exceeding_days); });
  text += item_cells([&](std::size_t i) { return exact(now.items[i].single_index); });
  text += item_cells([&](std::size_t i) {
    return std::string(!now.items[i].attains ? "" : *now.items[i].attains ? "yes" : "no");
  });
  text += item_cells([&](std::size_t i) { return in_unit(of_place.moving_average[i], i); });
  return text + composite_cells(report, now) + change_cells(report, period) + "\n";
}

/// A day of which the data hold not one hour.
bool says_nothing(const scenarios::JudgedDay& day) {
  return !day.has_value() && std::all_of(day.items.begin(), day.items.end(),
                                         [](const scenarios::DailyValue& item) { return item.hours == 0; });
}

}  // namespace

std::string daily_csv(const MonitorReport& report) {
  std::string text = provenance(report) + "place,area,scope,date,index_scheme" + item_headers("of_day") +
                     ",O3_1h [ug/m3]" + item_headers("count", "1") + index_header() + ",complete\n";
  const auto judge = report.judge();
  for (const auto& place : report.evaluation.places)
    for (const auto& day : place.days) {
      if (says_nothing(day)) continue;
      const auto& scheme = judge.index(day.local_day);
      text += place_cells(report, place) + "," + date_text(day.local_day) + "," + scheme.id;
      text += item_cells([&](std::size_t i) { return in_unit(day.items[i].value, i); });
      text += "," + in_unit(day.ozone_1h.value, item_ozone);
      text += item_cells([&](std::size_t i) { return std::to_string(day.items[i].hours); });
      text += index_cells(day.index, scheme) + "," + (day.is_complete ? "yes" : "no") + "\n";
    }
  return text;
}

std::string hourly_csv(const MonitorReport& report) {
  std::string rows;
  const auto judge = report.judge();
  for (const auto& station : report.observations) {
    if (station.resolution != scenarios::Resolution::hour) continue;
    for (std::size_t at = 0; at < station.size(); ++at) {
      if (!station.has_value(at)) continue;
      const auto hour = scenarios::judged_hour(station, at, judge);
      constexpr std::int64_t hours_per_day = 24;
      const auto& scheme = judge.index(model::floor_div(hour.hour, hours_per_day));
      rows += csv_cell(station.station) + "," + csv_cell(station.area) + "," + hour_text(hour.hour) + "," +
              scheme.id;
      rows += item_cells([&](std::size_t i) {
        return std::isnan(hour.items[i]) ? std::string() : in_unit(hour.items[i], i);
      });
      rows += index_cells(hour.index, scheme) + "," + without_index(hour) + "\n";
    }
  }
  if (rows.empty()) return "";
  return provenance(report) +
         "# times name the beginning of the hour; SO2 above 800 ug/m3 has no 1-h sub-index [HJ 633]: the "
         "mean of "
         "the last 24 h stands for it, or where there is none, "
         "`without_IAQI`\nstation,area,time,index_scheme" +
         item_headers("of_hour") + index_header() + ",without_IAQI\n" + rows;
}

std::string period_csv(const MonitorReport& report) {
  std::string text = provenance(report) + period_header();
  for (const auto& place : report.evaluation.places)
    for (const auto& period : place.periods) {
      text += period_row(report, place, period, period.all);
      if (period.without_dust) text += period_row(report, place, period, *period.without_dust);
    }
  return text;
}

}  // namespace lantian::io
