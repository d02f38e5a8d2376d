#include "scenarios/study/calendar.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <set>

#include "scenarios/inventory/inventory_totals.hpp"
#include "scenarios/inventory/temporal_profile.hpp"
#include "scenarios/policy/profile_hours.hpp"
#include "scenarios/study/period_mass.hpp"

namespace lantian::scenarios {
namespace {

/// Local months that the period meets, each cut to it.
std::vector<Period> months_of(Period period, model::LocalClock clock) {
  namespace chrono = std::chrono;
  std::vector<Period> months;
  for (auto now = period.start; now < period.end;) {
    const auto date = clock.local_date(now);
    const auto next = chrono::sys_days{(date.year() / date.month() + chrono::months{1}) / chrono::day{1}};
    const auto end = std::min(period.end, clock.midnight(next.time_since_epoch().count()));
    months.push_back({now, end});
    now = end;
  }
  return months;
}

/// The lowest output of a line's sources, piece by piece.
std::vector<OutputRun> line_outputs(const std::vector<const OutputRun*>& runs) {
  std::set<model::UtcSeconds> edges;
  for (const auto* run : runs) edges.insert({run->start, run->end});
  std::vector<OutputRun> found;
  for (auto edge = edges.begin(); edge != edges.end() && std::next(edge) != edges.end(); ++edge) {
    const OutputRun* least = nullptr;
    for (const auto* run : runs)
      if (run->start <= *edge && *edge < run->end && (!least || run->kept < least->kept)) least = run;
    if (!least) continue;
    OutputRun piece = *least;
    piece.start = *edge, piece.end = *std::next(edge);
    const bool joins = !found.empty() && found.back().end == piece.start && found.back().kept == piece.kept &&
                       found.back().asked == piece.asked;
    if (joins)
      found.back().end = piece.end;
    else
      found.push_back(piece);
  }
  return found;
}

class Reckoning {
 public:
  Reckoning(const std::vector<Scenario>& base, const Inventory& inventory, const Surroundings& around)
      : inventory_(inventory),
        around_(around),
        hours_(inventory, around),
        mass_(inventory, around),
        months_(months_of(around.run, around.clock)),
        base_plan_(expand(base, inventory, around).plan) {}

  void touch(const EmissionPlan& plan) {
    add_touched(plan, sources_);
    for (const auto& run : plan.outputs)
      if (line_of(run.source) >= 0) lines_.insert(line_of(run.source));
  }

  OptionCalendar of(const CalendarPlan& of) {
    OptionCalendar calendar;
    calendar.id = of.id;
    add_lines(*of.plan, calendar);
    add_days(of.scenarios, calendar);
    add_costs(*of.costs, calendar);
    add_months(*of.plan, calendar);
    add_equity(*of.plan, calendar);
    return calendar;
  }

 private:
  const Source& source(int s) const { return inventory_.sources[static_cast<std::size_t>(s)]; }
  const Line& line(int l) const { return inventory_.lines[static_cast<std::size_t>(l)]; }
  int line_of(int s) const { return source(s).line; }

  void add_lines(const EmissionPlan& plan, OptionCalendar& calendar) {
    const auto outputs = by_line(plan);
    std::map<int, MadeUpOutput> owed;  // by line, of the source that owes most
    for (const auto& one : plan.made_up)
      if (auto& most = owed[line_of(one.source)]; one.owed > most.owed) most = one;
    const double of_year = hours_of_year(around_.clock, around_.run.start);
    for (const int l : lines_) {
      LineCalendar own;
      own.line = l;
      const double unit = line(l).activity / of_year;
      own.usual = unit * hours_.hours(profile_of(l), around_.run.start, around_.run.end);
      const auto found = outputs.find(l);
      if (found != outputs.end()) add_spells(line_outputs(found->second), unit, own);
      if (const auto debt = owed.find(l); debt != owed.end()) {
        own.unplaced = unit * (debt->second.owed - debt->second.placed);
        own.later = unit * debt->second.later;
      }
      calendar.lines.push_back(std::move(own));
    }
  }

  /// Of the line's first source that a plan touches.
  int profile_of(int l) const {
    for (const int s : sources_)
      if (line_of(s) == l) return source(s).temporal;
    return -1;
  }

  /// The outputs of each line's sources.
  std::map<int, std::vector<const OutputRun*>> by_line(const EmissionPlan& plan) const {
    std::map<int, std::vector<const OutputRun*>> outputs;
    for (const auto& run : plan.outputs)
      if (line_of(run.source) >= 0) outputs[line_of(run.source)].push_back(&run);
    return outputs;
  }

  /// Days of orders to stand still: those of plants that stop and start at once.
  void add_days(std::vector<Scenario> scenarios, OptionCalendar& calendar) const {
    for (auto& scenario : scenarios)
      for (auto& [id, measure] : scenario.measures)
        measure.physics.ramp_down_h = measure.physics.ramp_up_h = measure.physics.heat_up_h = 0;
    const auto plan = expand(scenarios, inventory_, around_).plan;
    const auto outputs = by_line(plan);
    for (auto& own : calendar.lines) {
      const auto found = outputs.find(own.line);
      if (found == outputs.end()) continue;
      for (const auto& run : line_outputs(found->second)) {
        if (run.asked != 0.0) continue;
        const double days = static_cast<double>(run.end - run.start) / model::seconds_per_day;
        own.stop_days_due += days;
        own.stop_days_done += (1.0 - run.kept) * days;
      }
    }
  }

  void add_spells(const std::vector<OutputRun>& outputs, double unit, LineCalendar& own) {
    bool was_off = false;
    model::UtcSeconds before = 0;
    for (const auto& run : outputs) {
      const double hours = hours_.hours(source(run.source).temporal, run.start, run.end);
      const bool is_off = run.asked == 0.0;
      own.lost += unit * (1.0 - run.kept) * hours;
      if (run.kept > 1.0) {
        own.made_up += unit * (run.kept - 1.0) * hours;
        own.made_up_days += (run.kept - 1.0) * hours / 24.0;
      }
      if (is_off && run.start > around_.run.start && !(was_off && before == run.start))
        own.stops += 1.0 - run.kept;
      was_off = is_off, before = run.end;
      const auto kind = run.kept > 1.0 ? SpellKind::makes_up
                        : is_off       ? SpellKind::stopped
                                       : SpellKind::limited;
      own.spells.push_back({kind, run.start, run.end, run.kept});
    }
  }

  /// What a works pays, on its lines by what they lose; where none loses any, on the first.
  void add_costs(const CostTable& costs, OptionCalendar& calendar) {
    std::map<int, double> paid;  // by enterprise
    for (const auto& row : costs.rows) paid[row.enterprise] += row.cost;
    for (const auto& [enterprise, cost] : paid) {
      std::vector<LineCalendar*> own;
      double lost = 0.0;
      for (auto& one : calendar.lines)
        if (line(one.line).enterprise == enterprise) own.push_back(&one), lost += one.lost;
      if (own.empty()) continue;
      for (auto* one : own) one->cost = lost != 0.0 ? cost * one->lost / lost : 0.0;
      if (lost == 0.0) own.front()->cost = cost;
    }
  }

  void add_months(const EmissionPlan& plan, OptionCalendar& calendar) {
    for (const Period& span : months_) {
      const auto date = around_.clock.local_date(span.start);
      MonthMass month;
      month.year = int(date.year()), month.month = int(unsigned(date.month()));
      month.days = static_cast<double>(span.end - span.start) / model::seconds_per_day;
      for (const int s : sources_) {
        const auto without = mass_.of(s, base_plan_, span), with = mass_.of(s, plan, span);
        month.without += without, month.with += with;
        if (!source(s).in_county) continue;
        for (std::size_t p = 0; p < pollutant_count; ++p) month.avoided_in_county[p] += without[p] - with[p];
      }
      calendar.months.push_back(month);
    }
  }

  void add_equity(const EmissionPlan& plan, OptionCalendar& calendar) {
    double cost = 0.0;
    for (const auto& one : calendar.lines) cost += one.cost;
    for (const bool by_town : {false, true}) {
      using Key = std::array<std::string, 3>;  // grade or town, product, unit
      std::map<Key, EquityRow> rows;
      const auto key_of = [&](int l) {
        const int enterprise = line(l).enterprise;
        Key key{"", line(l).product, line(l).activity_unit};
        if (enterprise < 0) return key;
        const auto& works = inventory_.enterprises[static_cast<std::size_t>(enterprise)];
        key[0] = by_town ? works.region : works.grade;
        return key;
      };
      for (const auto& one : calendar.lines) {
        EquityRow& row = rows[key_of(one.line)];
        ++row.lines;
        row.capacity += line(one.line).capacity, row.lost += one.lost;
        if (one.usual > 0.0)
          row.lost_share += one.lost / one.usual, row.made_up_share += one.made_up / one.usual;
        row.stop_days_due += one.stop_days_due;
        if (cost != 0.0) row.share_of_cost += one.cost / cost;
      }
      for (const int s : sources_) {
        const int l = line_by_source(s, calendar);
        if (l < 0) continue;
        const auto row = rows.find(key_of(l));
        const auto before = mass_.of(s, base_plan_), after = mass_.of(s, plan);
        for (std::size_t p = 0; p < pollutant_count; ++p) row->second.avoided[p] += before[p] - after[p];
      }
      std::map<std::pair<std::string, std::string>, std::pair<double, double>> all;  // capacity, lost
      for (const auto& [key, row] : rows) {
        auto& [capacity, lost] = all[{key[1], key[2]}];
        capacity += row.capacity, lost += row.lost;
      }
      for (auto& [key, row] : rows) {
        row.by_town = by_town, row.key = key[0], row.product = key[1], row.unit = key[2];
        const auto [capacity, lost] = all[{key[1], key[2]}];
        row.capacity_part = capacity > 0.0 ? row.capacity / capacity : 0.0;
        row.lost_part = lost != 0.0 ? row.lost / lost : 0.0;
        row.lost_share /= row.lines, row.made_up_share /= row.lines, row.stop_days_due /= row.lines;
        calendar.equity.push_back(row);
      }
    }
  }

  /// The line of a source, or the first in the calendar of the works that it belongs to; -1 none.
  int line_by_source(int s, const OptionCalendar& calendar) const {
    if (lines_.contains(line_of(s))) return line_of(s);
    if (source(s).enterprise < 0) return -1;
    for (const auto& one : calendar.lines)
      if (line(one.line).enterprise == source(s).enterprise) return one.line;
    return -1;
  }

  const Inventory& inventory_;
  const Surroundings& around_;
  ProfileHours hours_;
  PeriodMass mass_;
  std::vector<Period> months_;
  EmissionPlan base_plan_;
  std::set<int> sources_, lines_;
};

}  // namespace

std::vector<OptionCalendar> calendars(const std::vector<CalendarPlan>& plans,
                                      const std::vector<Scenario>& base, const Inventory& inventory,
                                      const Surroundings& around) {
  Reckoning reckoning(base, inventory, around);
  for (const auto& one : plans) reckoning.touch(*one.plan);
  std::vector<OptionCalendar> found;
  for (const auto& one : plans) found.push_back(reckoning.of(one));
  return found;
}

std::vector<OptionCalendar> calendars(const StudyComparison& comparison, const Study& study,
                                      const std::vector<Scenario>& base, const Inventory& inventory,
                                      const Surroundings& around) {
  std::vector<CalendarPlan> plans;
  for (const auto& figures : comparison.options) {
    CalendarPlan one{figures.id, base, &figures.plan, &figures.costs};
    for (const auto& option : study.options)
      if (option.id == figures.id) one.scenarios.push_back(taking_part(option.scenario, figures.share));
    plans.push_back(std::move(one));
  }
  return calendars(plans, base, inventory, around);
}

}  // namespace lantian::scenarios
