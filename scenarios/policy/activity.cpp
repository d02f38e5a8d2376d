#include "scenarios/policy/activity.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string_view>

#include "scenarios/policy/ladder.hpp"
#include "scenarios/policy/plant_kinds.hpp"

namespace lantian::scenarios {

namespace {

constexpr auto hour = model::seconds_per_hour;

const Source& source_at(const Inventory& inventory, int s) {
  return inventory.sources[static_cast<std::size_t>(s)];
}

double activity_of(const Inventory& inventory, int line) {
  return line < 0 ? 0.0 : inventory.lines[static_cast<std::size_t>(line)].activity;
}

std::string grade_of(const Source& source, const Inventory& inventory) {
  return source.enterprise < 0 ? ""
                               : inventory.enterprises[static_cast<std::size_t>(source.enterprise)].grade;
}

/// A part that stops as one: the sources of a line or of an enterprise.
struct Unit {
  double activity = 0.0;
  std::string id, grade;
  std::vector<std::size_t> places;  // in the list of sources
};

/// The worst first; what has no grade stands between C and B.
std::size_t rank_of(const std::string& grade) {
  constexpr std::array<std::string_view, 8> order{"D", "C", "non_leading", "", "B-", "B", "leading", "A"};
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), grade) - order.begin());
}

/// The largest first: a share is reached by the fewest; or as the stop picks.
std::vector<Unit> in_order(const std::map<int, Unit>& units, Pick pick) {
  std::vector<Unit> order;
  for (const auto& [key, unit] : units) order.push_back(unit);
  std::sort(order.begin(), order.end(), [&](const Unit& a, const Unit& b) {
    if (pick == Pick::worst_grade && rank_of(a.grade) != rank_of(b.grade))
      return rank_of(a.grade) < rank_of(b.grade);
    if (a.activity != b.activity)
      return pick == Pick::smallest ? a.activity < b.activity : a.activity > b.activity;
    return a.id < b.id;
  });
  return order;
}

/// Lines of each enterprise among `sources`; sources that belong to no line are left out.
std::map<int, std::map<int, Unit>> lines_by_enterprise(const std::vector<int>& sources,
                                                       const Inventory& inventory) {
  std::map<int, std::map<int, Unit>> lines;
  for (std::size_t place = 0; place < sources.size(); ++place) {
    const Source& source = source_at(inventory, sources[place]);
    if (source.line < 0) continue;
    Unit& unit = lines[source.enterprise][source.line];
    unit.activity = activity_of(inventory, source.line);
    unit.id = inventory.lines[static_cast<std::size_t>(source.line)].id;
    unit.grade = grade_of(source, inventory);
    unit.places.push_back(place);
  }
  return lines;
}

std::map<int, Unit> enterprises(const std::vector<int>& sources, const Inventory& inventory) {
  std::map<int, Unit> found;
  std::set<int> counted;
  for (std::size_t place = 0; place < sources.size(); ++place) {
    const Source& source = source_at(inventory, sources[place]);
    if (source.enterprise < 0) continue;
    Unit& unit = found[source.enterprise];
    unit.id = inventory.enterprises[static_cast<std::size_t>(source.enterprise)].id;
    unit.grade = grade_of(source, inventory);
    if (source.line >= 0 && counted.insert(source.line).second)
      unit.activity += activity_of(inventory, source.line);
    unit.places.push_back(place);
  }
  return found;
}

/// Output kept by each source: 0 for the units that stop, by number at least `share` of them.
void stop_units(const std::map<int, Unit>& units, const Stop& stop, std::vector<double>& kept) {
  const double wanted = stop.share * static_cast<double>(units.size());
  auto stopping = static_cast<std::size_t>(std::ceil(wanted - 1e-9));  // 1e-9: 0.1 x 10 is one, not two
  for (const Unit& unit : in_order(units, stop.pick)) {
    for (const auto place : unit.places) kept[place] = stopping > 0 ? 0.0 : 1.0;
    if (stopping > 0) --stopping;
  }
}

std::vector<double> kept_by(const Stop& stop, const std::vector<int>& sources, const Inventory& inventory) {
  // What has no such unit stops by its share of activity; where units take turns, each stops as a whole.
  std::vector<double> kept(sources.size(), stop.pattern ? 0.0 : 1.0 - stop.share);
  if (stop.pattern) return kept;
  if (stop.unit == StopUnit::line)
    for (const auto& [enterprise, lines] : lines_by_enterprise(sources, inventory))
      stop_units(lines, stop, kept);
  if (stop.unit == StopUnit::enterprise) stop_units(enterprises(sources, inventory), stop, kept);
  return kept;
}

/// The limit counts from the smaller of capacity and last year's output; emission from the latter.
double on_last_year(double to, const LimitOutput& limit, const Source& source, const Inventory& inventory) {
  if (!limit.baseline_minimum || source.line < 0) return to;
  const Line& line = inventory.lines[static_cast<std::size_t>(source.line)];
  if (line.capacity <= 0.0 || line.activity <= line.capacity) return to;
  return to * line.capacity / line.activity;
}

/// Whole lines run, the largest first, while together they stay within the limit.
void by_line(const std::vector<int>& sources, const Inventory& inventory, std::vector<double>& kept) {
  for (const auto& [enterprise, lines] : lines_by_enterprise(sources, inventory)) {
    double limit = 0.0, running = 0.0;
    for (const auto& [key, unit] : lines) limit += kept[unit.places.front()] * unit.activity;
    for (const Unit& unit : in_order(lines, Pick::largest)) {
      const bool runs = running + unit.activity <= limit * (1.0 + 1e-12);
      if (runs) running += unit.activity;
      for (const auto place : unit.places) kept[place] = runs ? 1.0 : 0.0;
    }
  }
}

/// The first day of the season in which the run begins, by the first dates of the window or of what it is
/// built of; else 1 January of the run's year.
std::int64_t first_day_of(const Scenario& scenario, const std::string& id, std::int64_t today) {
  using namespace std::chrono;
  const year_month_day date{sys_days{days{today}}};
  const auto window = scenario.windows.find(id);
  if (window == scenario.windows.end()) return sys_days{date.year() / January / 1}.time_since_epoch().count();
  for (const DateRange& range : window->second.dates) {
    if (!range.recurring) return range.first;
    const auto begins = [&](std::chrono::year y) {
      const month_day first{month{unsigned(range.first_month_day[0])},
                            day{unsigned(range.first_month_day[1])}};
      return sys_days{y / first}.time_since_epoch().count();
    };
    return begins(date.year()) <= today ? begins(date.year()) : begins(date.year() - years{1});
  }
  for (const auto& part : window->second.all_of) return first_day_of(scenario, part, today);
  return first_day_of(scenario, "", today);
}

/// The source's value of what the turns go by.
std::string turn_value(const StopPattern& pattern, const Source& source, const Inventory& inventory) {
  if (pattern.attribute == "region") return source.region;
  if (pattern.attribute == "rota_group")
    return source.line < 0 ? "" : inventory.lines[static_cast<std::size_t>(source.line)].rota_group;
  return grade_of(source, inventory);
}

/// Whether a day, counted from the pattern's first, is one off for those who are `phase` days later.
bool is_off(const StopPattern& pattern, std::int64_t day, int phase) {
  const std::int64_t turn = (day - phase) % pattern.period_days;
  return (turn < 0 ? turn + pattern.period_days : turn) < pattern.off_days;
}

std::string hours_text(model::UtcSeconds seconds) { return std::to_string(seconds / hour); }

}  // namespace

Activity::Activity(const Measure& measure, const std::vector<int>& sources,
                   const std::vector<WindowSpan>& spans, model::UtcSeconds end, const Ground& ground,
                   Told& told)
    : measure_(measure), sources_(sources), ground_(ground), told_(told), spans_(spans), end_(end) {
  if (const auto* stop = std::get_if<Stop>(&measure.op); stop && stop->pattern) set_phases(*stop);
  kept_ = kept_of(spans_);
}

std::vector<const Activity::Kept*> Activity::kept_of(const std::vector<WindowSpan>& spans) {
  std::vector<const Kept*> kept;
  for (const auto& span : spans) {
    const auto [place, is_new] = by_level_.try_emplace(span.level);
    if (is_new) place->second = kept_at(span.level);
    kept.push_back(&place->second);
  }
  return kept;
}

Activity::Kept Activity::kept_at(const std::string& level) {
  if (const auto* stop = std::get_if<Stop>(&measure_.op)) return kept_by(*stop, sources_, ground_.inventory);
  const auto& limit = std::get<LimitOutput>(measure_.op);
  Kept kept(sources_.size());
  for (std::size_t place = 0; place < kept.size(); ++place)
    kept[place] = limited(limit, source_at(ground_.inventory, sources_[place]), level);
  if (limit.by_line) {
    note_one_line_works(kept);
    by_line(sources_, ground_.inventory, kept);
  }
  for (std::size_t place = 0; place < kept.size(); ++place) {
    if (!(kept[place] > 0.0 && kept[place] < measure_.physics.min_load)) continue;
    if (!below_minimum_)
      told_.notes.push_back({"below_min_load",
                             "measure." + measure_.id + ".physics",
                             {{"value", source_at(ground_.inventory, sources_[place]).id}}});
    below_minimum_ = true;
    kept[place] = 0.0;  // it cannot run so low: to stay within its limit it stops
  }
  return kept;
}

/// Whole lines of a works that has one: a limit to 0.7 is a stop, which its author may not have meant.
void Activity::note_one_line_works(const Kept& kept) {
  std::vector<std::string> stopped;
  for (const auto& [enterprise, lines] : lines_by_enterprise(sources_, ground_.inventory)) {
    const Unit& only = lines.begin()->second;
    const double to = kept[only.places.front()];
    if (lines.size() == 1 && enterprise >= 0 && to > 0.0 && to < 1.0)
      stopped.push_back(ground_.inventory.enterprises[static_cast<std::size_t>(enterprise)].id);
  }
  if (stopped.empty() || one_line_told_) return;
  one_line_told_ = true;
  const std::string more = stopped.size() > 1 ? std::to_string(stopped.size() - 1) : "";
  told_.notes.push_back({"one_line_works",
                         "measure." + measure_.id + ".op.quantise",
                         {{"value", stopped.front()}, {"count", more}}});
}

double Activity::limited(const LimitOutput& limit, const Source& source, const std::string& level) {
  double to = limit.to;
  if (!limit.table.empty()) {
    const std::string grade = grade_of(source, ground_.inventory);
    const auto value = ladder_value(ground_.scenario.tables.at(limit.table), source.industry, grade, level);
    if (!value) report_gap(limit.table, source, grade, level);
    to = value.value_or(1.0);
  }
  return std::min(1.0, on_last_year(to, limit, source, ground_.inventory));
}

void Activity::report_gap(const std::string& table, const Source& source, const std::string& grade,
                          const std::string& level) {
  if (!gaps_.insert(source.industry + "/" + grade + "/" + level).second) return;
  told_.findings.push_back({"ladder_gap",
                            "table." + table,
                            {{"grade", grade.empty() ? "ungraded" : grade},
                             {"industry", source.industry},
                             {"level", level},
                             {"source", source.id}},
                            ladder_grades(ground_.scenario.tables.at(table), source.industry)});
}

/// The days by which each source's turn comes later; what belongs to no group is told.
void Activity::set_phases(const Stop& stop) {
  pattern_ = &*stop.pattern;
  const auto& clock = ground_.around.clock;
  first_day_ = first_day_of(ground_.scenario, measure_.window, clock.local_day(ground_.around.run.start));
  for (const int s : sources_) {
    const Source& source = source_at(ground_.inventory, s);
    const std::string value = turn_value(*pattern_, source, ground_.inventory);
    const auto at = std::find(pattern_->values.begin(), pattern_->values.end(), value);
    phase_.push_back(at == pattern_->values.end()
                         ? 0
                         : pattern_->offset_days[static_cast<std::size_t>(at - pattern_->values.begin())]);
    if (!pattern_->attribute.empty() && at == pattern_->values.end() && gaps_.insert("phase").second)
      told_.findings.push_back({"pattern_without_turn",
                                "measure." + measure_.id + ".op.pattern.phase_by",
                                {{"value", value}, {"attribute", pattern_->attribute}, {"source", source.id}},
                                pattern_->values});
  }
}

bool Activity::rests(std::size_t place, std::int64_t day) const {
  return is_off(*pattern_, day - first_day_, phase_[place]);
}

std::vector<Order> Activity::orders(std::size_t place) const {
  std::vector<Order> orders;
  const auto& clock = ground_.around.clock;
  for (std::size_t n = 0; n < spans_.size(); ++n) {
    const auto next = n + 1 < spans_.size() ? spans_[n + 1].start : end_;
    if (!pattern_) {
      orders.push_back({spans_[n].start, spans_[n].end, (*kept_[n])[place], true});
    } else {
      for (auto now = spans_[n].start; now < spans_[n].end;) {
        const auto day = clock.local_day(now);
        const auto end = std::min(spans_[n].end, clock.midnight(day + 1));
        const bool stands_still = rests(place, day);
        orders.push_back({now, end, stands_still ? 0.0 : 1.0, stands_still});
        now = end;
      }
    }
    if (spans_[n].end < next) orders.push_back({spans_[n].end, next, 1.0, false});
  }
  return orders;
}

/// Spells in which the source stands still, joined.
std::vector<Period> Activity::stops(std::size_t place, const std::vector<WindowSpan>& spans,
                                    const std::vector<const Kept*>& kept) const {
  std::vector<Period> found;
  const auto add = [&](model::UtcSeconds start, model::UtcSeconds end) {
    if (!found.empty() && found.back().end == start)
      found.back().end = end;
    else
      found.push_back({start, end});
  };
  const auto& clock = ground_.around.clock;
  for (std::size_t n = 0; n < spans.size(); ++n) {
    if ((*kept[n])[place] != 0.0) continue;
    if (!pattern_) add(spans[n].start, spans[n].end);
    for (auto now = spans[n].start; pattern_ && now < spans[n].end;) {
      const auto day = clock.local_day(now);
      const auto end = std::min(spans[n].end, clock.midnight(day + 1));
      if (rests(place, day)) add(now, end);
      now = end;
    }
  }
  return found;
}

void Activity::check_rests(Told& told) {
  int most = measure_.physics.min_up_h;
  std::vector<int> least_down(sources_.size());
  for (std::size_t place = 0; place < sources_.size(); ++place) {
    least_down[place] =
        measure_.physics.min_down_h.value_or(least_stop_hours(source_at(ground_.inventory, sources_[place])));
    most = std::max(most, least_down[place]);
  }
  if (most == 0 || spans_.empty() || sources_.empty()) return;
  // A wider look than the run: a spell that its edge cuts is not short for that.
  const auto& run = ground_.around.run;
  const Period wide{run.start - (most + 24) * hour, run.end + (most + 24) * hour};
  MeasureSpans wide_spans(measure_, ground_, wide);
  const auto& spans = wide_spans.of(source_at(ground_.inventory, sources_.front()));
  const auto kept = kept_of(spans);
  bool down_told = false, up_told = false;
  for (std::size_t place = 0; place < sources_.size(); ++place) {
    const Source& source = source_at(ground_.inventory, sources_[place]);
    const auto spells = stops(place, spans, kept);
    for (std::size_t n = 0; n < spells.size(); ++n) {
      const auto [start, end] = spells[n];
      const bool is_whole = start > wide.start && end < wide.end && end != run.end;  // a warning may go on
      if (!down_told && is_whole && end - start < least_down[place] * hour) {
        down_told = true;
        told.findings.push_back({"stop_too_short",
                                 "measure." + measure_.id + ".window",
                                 {{"value", hours_text(end - start)},
                                  {"limit", std::to_string(least_down[place])},
                                  {"source", source.id},
                                  {"switchable", switchable_instead(source, ground_.inventory)}}});
      }
      if (up_told || n == 0 || start - spells[n - 1].end >= measure_.physics.min_up_h * hour) continue;
      up_told = true;
      told.findings.push_back({"run_too_short",
                               "measure." + measure_.id + ".window",
                               {{"value", hours_text(start - spells[n - 1].end)},
                                {"limit", std::to_string(measure_.physics.min_up_h)},
                                {"source", source.id}}});
    }
  }
}

Turn turn_at(const Measure& measure, const StopPattern& pattern, const Source& source, const Ground& ground,
             model::UtcSeconds time) {
  const auto& clock = ground.around.clock;
  const auto first = first_day_of(ground.scenario, measure.window, clock.local_day(ground.around.run.start));
  const auto resting_on = [&](std::int64_t day) {
    std::vector<std::string> resting;
    if (pattern.attribute.empty() && is_off(pattern, day - first, 0)) resting.push_back("");
    for (std::size_t n = 0; n < pattern.values.size() && !pattern.attribute.empty(); ++n)
      if (is_off(pattern, day - first, pattern.offset_days[n])) resting.push_back(pattern.values[n]);
    return resting;
  };
  std::int64_t day = clock.local_day(time);
  Turn turn{pattern.attribute.empty() ? "" : turn_value(pattern, source, ground.inventory), resting_on(day),
            0};
  const auto last = day + pattern.period_days;
  while (++day < last && resting_on(day) == turn.resting) {
  }
  turn.until = clock.midnight(day);
  return turn;
}

}  // namespace lantian::scenarios
