#include "io/monitor_report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/local_time.hpp"
#include "io/messages.hpp"

namespace lantian::io {

std::string MonitorReport::name_of(const scenarios::EvaluatedPlace& of) const {
  if (!of.name.empty()) return of.name;
  return translated("all stations");
}

std::vector<const scenarios::EvaluatedPlace*> MonitorReport::main_places() const {
  std::vector<const scenarios::EvaluatedPlace*> areas, all;
  for (const auto& one : evaluation.places) {
    all.push_back(&one);
    if (one.is_area) areas.push_back(&one);
  }
  return areas.empty() ? all : areas;
}

std::vector<const scenarios::EvaluatedPlace*> MonitorReport::stations_of(
    const scenarios::EvaluatedPlace& area) const {
  std::vector<const scenarios::EvaluatedPlace*> stations;
  for (const auto& one : evaluation.places)
    if (!one.is_area && one.is_evaluated && one.area == area.area) stations.push_back(&one);
  return stations;
}

const scenarios::Assessment& MonitorReport::assessment(const scenarios::PeriodEvaluation& of) const {
  return *std::find_if(standards.assessment.begin(), standards.assessment.end(),
                       [&](const auto& one) { return one.id == of.assessment; });
}

const scenarios::IndexScheme& MonitorReport::index_scheme(const std::string& id) const {
  return *std::find_if(standards.index.begin(), standards.index.end(),
                       [&](const auto& one) { return one.id == id; });
}

namespace monitors {

std::string date_text(std::int64_t local_day) {
  constexpr std::size_t length = 10;
  return local_time_text(local_day * model::seconds_per_day, 0).substr(0, length);
}

std::string hour_text(std::int64_t local_hour) {
  return local_time_text(local_hour * model::seconds_per_hour, 0);
}

std::string item_label(std::size_t item) {
  return item == scenarios::item_pm2p5 ? "PM2.5" : std::string(scenarios::item_names[item]);
}

std::string item_labels(const std::vector<std::size_t>& items) {
  std::string text;
  for (const auto item : items) text += (text.empty() ? "" : ", ") + item_label(item);
  return text;
}

std::string item_labels(const std::vector<std::string>& names) {
  std::vector<std::size_t> items;
  for (const auto& name : names) {
    const auto found = std::find(scenarios::item_names.begin(), scenarios::item_names.end(), name);
    items.push_back(static_cast<std::size_t>(found - scenarios::item_names.begin()));
  }
  return item_labels(items);
}

int digits_of(double step) {
  constexpr double noise = 1e-9;
  int digits = 0;
  for (double scaled = step; scaled < 1.0 - noise; scaled *= 10.0) ++digits;
  return digits;
}

std::string in_digits(double value, int digits) { return fmt::format("{:.{}f}", value, digits); }

std::string published_text(const std::optional<double>& value, const scenarios::ItemRule& rule) {
  return value ? in_digits(scenarios::published(*value, rule), digits_of(rule.step)) : "-";
}

std::string change_text(const std::optional<double>& change) {
  constexpr double digit = 0.1;
  return change ? fmt::format("{:+.1f}", scenarios::round_half_even(100.0 * *change, digit) + 0.0) : "-";
}

std::string share_text(const std::optional<double>& share) {
  constexpr double digit = 0.1;
  return share ? fmt::format("{:.1f}", scenarios::round_half_even(100.0 * *share, digit)) : "-";
}

std::string index_text(const scenarios::PeriodEvaluation& of, const MonitorReport& report) {
  const auto value = scenarios::published_index(of, report.standards);
  return value ? in_digits(*value, digits_of(report.assessment(of).composites.front().step)) : "-";
}

std::string exact(const std::optional<double>& value) { return value ? fmt::format("{:.6g}", *value) : ""; }

}  // namespace monitors
}  // namespace lantian::io
