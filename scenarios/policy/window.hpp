/// The hours in which a window is open.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/quantities/time.hpp"
#include "scenarios/policy/ground.hpp"

namespace lantian::scenarios {

struct WindowSpan {
  model::UtcSeconds start = 0, end = 0;
  std::string level;  // the strictest warning level in force, "" where none is asked for
  bool operator==(const WindowSpan&) const = default;
};

/// The span that holds `time`; null where the window is closed. `spans`: ascending, apart.
const WindowSpan* span_at(const std::vector<WindowSpan>& spans, model::UtcSeconds time);

/// Spans of `window` ("" is always open) in `range`, whole local hours, joined; the run anchors relative
/// warnings. `enterprise`: whose own choice of days, where a quota leaves it to each.
std::vector<WindowSpan> window_spans(const Ground& ground, const std::string& window, Period range,
                                     const std::string& enterprise = "");

/// The spans of a measure, its window less its veto: one answer for all sources, or one an enterprise.
class MeasureSpans {
 public:
  MeasureSpans(const Measure& measure, const Ground& ground, Period range);
  bool is_by_enterprise() const { return by_enterprise_; }
  const std::vector<WindowSpan>& of(const Source& source);

 private:
  const Measure& measure_;
  const Ground ground_;  // references themselves
  Period range_;
  bool by_enterprise_;
  std::map<std::string, std::vector<WindowSpan>> spans_;
};

/// Whether a local hour lies in the range, which may wrap midnight.
bool is_hour_of(const HourRange& range, int local_hour);

/// Whether a local day lies in the window's own dates; every day where it has none.
bool is_date_of(const Window& window, std::int64_t local_day);

/// Windows that no hour of any year meets, by dates, hours, weekdays and the windows they are built of.
std::vector<Finding> never_open(const Scenario& scenario);

/// Signals that windows, triggers and vetoes ask for, by key, and where one is asked for first.
std::map<std::string, std::string> signals_asked_for(const Scenario& scenario);

/// Days of one season of the window's dates: in a common year, and with 29 February where that lies inside.
struct SeasonDays {
  int common = 0, leap = 0;
};
SeasonDays season_days(const Window& window);

}  // namespace lantian::scenarios
