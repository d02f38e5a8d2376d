#include "run/monitor_bulletin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "io/atomic_file.hpp"
#include "io/data_folder.hpp"
#include "io/dust_days.hpp"
#include "io/output_place.hpp"
#include "io/standards.hpp"
#include "run/version.hpp"

namespace lantian::run {
namespace {

using scenarios::Observations;
using scenarios::Resolution;

constexpr std::int64_t hours_per_day = 24;

/// A mistake in an option's value.
void option_fault(io::Diagnostics& diagnostics, const char* code, const char* option,
                  const std::string& value, const std::vector<std::string>& known) {
  std::string accepted;
  for (const auto& one : known) accepted += (accepted.empty() ? "" : ", ") + one;
  diagnostics.add(code, {"", 0, 0},
                  {{"key", option},
                   {"value", value},
                   {"nearest", io::nearest_spelling(value, known)},
                   {"accepted", accepted}});
}

std::vector<std::string> names_of_places(const std::vector<Observations>& observations) {
  std::set<std::string> names;
  for (const auto& one : observations) {
    names.insert(one.station);
    if (!one.area.empty()) names.insert(one.area);
  }
  return {names.begin(), names.end()};
}

/// What is wrong with the data without being a mistake of the file: hanging monitors, PM2.5 above PM10, names
/// without any value.
void check_plausibility(io::MonitorReport& report) {
  auto& all = report.observations;
  const auto tell = [&](const char* code, const Observations& of, int value) {
    report.notes.add(
        code, {"", 0, 0},
        {{"key", of.station}, {"value", std::to_string(value)}, {"all", std::to_string(of.size())}});
  };
  for (auto& one : all) {
    if (const int stuck = scenarios::remove_stuck_hours(one); stuck > 0)
      tell("observations_stuck", one, stuck);
    if (const int inverted = scenarios::inverted_particles(one); inverted > 0)
      tell("observations_inverted", one, inverted);
  }
  std::erase_if(all, [&](const Observations& one) {
    for (std::size_t at = 0; at < one.size(); ++at)
      if (one.has_value(at)) return false;
    report.notes.add("observations_without_value", {"", 0, 0}, {{"key", one.station}});
    return true;
  });
}

/// How far the AQI that stands in the data is from this one.
class IndexComparison {
 public:
  void add(int given, const std::optional<int>& found) {
    if (given < 0 || !found) return;
    const int difference = std::abs(*found - given);
    ++all_;
    equal_ += difference == 0 ? 1 : 0;
    near_ += difference <= 1 ? 1 : 0;
    largest_ = std::max(largest_, difference);
  }
  void tell(io::Diagnostics& notes, const std::string& name, bool hourly) const {
    if (all_ > 0)
      notes.add("aqi_compared", {"", 0, 0},
                {{"key", name},
                 {"equal", std::to_string(equal_)},
                 {"all", std::to_string(all_)},
                 {"what", hourly ? "hours" : "days"},
                 {"value", std::to_string(near_)},
                 {"limit", std::to_string(largest_)}});
  }

 private:
  int all_ = 0, equal_ = 0, near_ = 0, largest_ = 0;
};

/// By area: the AQI given in the data against this one, each judged by its own date.
void compare_given_indices(io::MonitorReport& report) {
  const scenarios::Judge judge(report.standards);
  std::set<std::pair<std::string, Resolution>> told;
  for (const auto& first : report.observations) {
    const std::string area = first.area.empty() ? first.station : first.area;
    if (!told.emplace(area, first.resolution).second) continue;
    IndexComparison comparison;
    for (const auto& one : report.observations) {
      if ((one.area.empty() ? one.station : one.area) != area || one.resolution != first.resolution) continue;
      if (one.resolution == Resolution::day) {
        const auto days = scenarios::station_days(one, judge);
        for (std::size_t at = 0; at < days.size(); ++at)
          comparison.add(one.given_index[at], days[at].index.value);
      } else {
        for (std::size_t at = 0; at < one.size(); ++at)
          if (one.given_index[at] >= 0)
            comparison.add(one.given_index[at], scenarios::judged_hour(one, at, judge).index.value);
      }
    }
    comparison.tell(report.notes, area, first.resolution == Resolution::hour);
  }
}

/// Days from the first to the last of all data.
scenarios::DaySpan span_of(const std::vector<Observations>& observations) {
  scenarios::DaySpan span{observations.front().first_day(), observations.front().last_day()};
  for (const auto& one : observations) {
    span.first = std::min(span.first, one.first_day());
    span.last = std::max(span.last, one.last_day());
  }
  return span;
}

std::string day_text(std::int64_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

/// Which standards judge what, and at which reference state.
void tell_standards(io::MonitorReport& report) {
  const auto span = span_of(report.observations);
  const auto& standards = report.standards;
  if (report.as_of)
    report.notes.add("aqi_under_one", {"", 0, 0}, {{"value", report.asked_standard}});
  else
    report.notes.add("aqi_by_date", {"", 0, 0});
  const auto standing = report.as_of.value_or(span.last);
  const double judged = scenarios::Judge(standards, standing).gas_temperature(standing);
  for (const auto& standard : standards.air_quality)
    for (std::size_t n = 1; n < standard.states.size(); ++n) {
      const auto change = standard.states[n].first_day;
      if (span.first >= change) continue;
      const double older = standard.states[n - 1].gas_temperature;
      const double given = report.observations.front().gas_temperature.value_or(older);
      report.notes.add(given == judged ? "aqi_old_state_kept" : "aqi_old_state_converted", {"", 0, 0},
                       {{"value", day_text(change)},
                        {"expected", fmt::format("{:g}", given)},
                        {"limit", fmt::format("{:g}", judged)},
                        {"factor", fmt::format("{:.4f}", given / judged)}});
    }
  const auto& rules = scenarios::in_force(standards.assessment, standing);
  if (std::any_of(rules.composites.begin(), rules.composites.end(),
                  [](const auto& one) { return !one.is_verified; }))
    report.notes.add("aqi_unverified", {"", 0, 0}, {{"value", rules.id}});
}

/// The period asked for, or the last year with a valid value.
void choose_period(const BulletinRequest& request, io::MonitorReport& report, io::Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const auto& place : report.evaluation.places)
    for (const auto& period : place.periods) {
      const auto& found = period.all.now.period;
      if (found.kind == scenarios::PeriodKind::year) report.period = std::max(report.period, found);
      if (std::find(known.begin(), known.end(), found.name()) == known.end()) known.push_back(found.name());
    }
  if (request.period.empty()) return;
  const auto asked = scenarios::period_named(request.period);
  if (!asked || std::find(known.begin(), known.end(), request.period) == known.end())
    option_fault(diagnostics, "aqi_unknown_period", "--period", request.period, known);
  else
    report.period = *asked;
}

void choose_place(const BulletinRequest& request, io::MonitorReport& report, io::Diagnostics& diagnostics) {
  report.place = request.place;
  std::vector<std::string> names;
  for (const auto& place : report.evaluation.places) names.push_back(report.name_of(place));
  if (!request.place.empty() && std::find(names.begin(), names.end(), request.place) == names.end())
    option_fault(diagnostics, "unknown_reference", "--place", request.place, names);
}

void choose_standard(const BulletinRequest& request, io::MonitorReport& report,
                     io::Diagnostics& diagnostics) {
  report.asked_standard = request.standard;
  if (request.standard.empty()) return;
  report.as_of = scenarios::judging_day(report.standards, request.standard);
  if (!report.as_of)
    option_fault(diagnostics, "unknown_reference", "--standard", request.standard,
                 scenarios::standard_ids(report.standards));
}

}  // namespace

io::MonitorReport monitor_bulletin(const BulletinRequest& request) {
  io::Diagnostics diagnostics;
  if (!request.output.empty()) io::check_output_folder(request.output, diagnostics);
  io::MonitorReport report;
  report.version = version();
  report.improvement_weight = request.improvement_weight;
  report.standards = io::read_standards(io::data_folder() / "standards", diagnostics);
  diagnostics.throw_if_any();
  choose_standard(request, report, diagnostics);
  auto read = io::read_observations(request.observations, diagnostics);
  report.files = std::move(read.files);
  report.observations = std::move(read.stations);
  for (auto& one : report.observations)
    if (one.area.empty()) one.area = request.area_name;
  report.notes = std::move(read.notes);
  report.invalid = std::move(read.invalid);
  scenarios::MonitorQuestion question{report.as_of, {}};
  if (!request.dust_days.empty())
    question.dust_days =
        io::read_dust_days(request.dust_days, names_of_places(report.observations), diagnostics);
  diagnostics.throw_if_any();
  report.has_dust_days = !question.dust_days.empty();
  check_plausibility(report);
  if (report.observations.empty())
    diagnostics.add("observations_nothing", {request.observations.files.front().string(), 0, 0});
  diagnostics.throw_if_any();
  report.evaluation = scenarios::evaluate_monitors(question, report.observations, report.standards);
  choose_period(request, report, diagnostics);
  choose_place(request, report, diagnostics);
  diagnostics.throw_if_any();
  compare_given_indices(report);
  tell_standards(report);
  if (!request.output.empty()) {
    io::write_atomically(request.output / "daily.csv", io::daily_csv(report));
    if (const auto hours = io::hourly_csv(report); !hours.empty())
      io::write_atomically(request.output / "hourly.csv", hours);
    io::write_atomically(request.output / "period.csv", io::period_csv(report));
    io::write_atomically(request.output / "bulletin.json", io::bulletin_json(report));
  }
  return report;
}

}  // namespace lantian::run
