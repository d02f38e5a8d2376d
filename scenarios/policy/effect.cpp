#include "scenarios/policy/effect.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "scenarios/policy/ladder.hpp"
#include "scenarios/policy/load_curve.hpp"

namespace lantian::scenarios {

namespace {

const Source& source_at(const Inventory& inventory, int s) {
  return inventory.sources[static_cast<std::size_t>(s)];
}

double activity_of(const Inventory& inventory, int line) {
  return line < 0 ? 0.0 : inventory.lines[static_cast<std::size_t>(line)].activity;
}

/// A part that stops as one: the sources of a line or of an enterprise.
struct Unit {
  double activity = 0.0;
  std::string id;
  std::vector<int> sources;
};

/// Units by size, the largest first, so that a share is reached by the fewest.
std::vector<Unit> largest_first(const std::map<int, Unit>& units) {
  std::vector<Unit> order;
  for (const auto& [key, unit] : units) order.push_back(unit);
  std::sort(order.begin(), order.end(), [](const Unit& a, const Unit& b) {
    return a.activity != b.activity ? a.activity > b.activity : a.id < b.id;
  });
  return order;
}

/// Lines of each enterprise among `sources`; sources that belong to no line are left out.
std::map<int, std::map<int, Unit>> lines_by_enterprise(const std::vector<int>& sources,
                                                       const Inventory& inventory) {
  std::map<int, std::map<int, Unit>> lines;
  for (int s : sources) {
    const Source& source = source_at(inventory, s);
    if (source.line < 0) continue;
    Unit& unit = lines[source.enterprise][source.line];
    unit.activity = activity_of(inventory, source.line);
    unit.id = inventory.lines[static_cast<std::size_t>(source.line)].id;
    unit.sources.push_back(s);
  }
  return lines;
}

std::map<int, Unit> enterprises(const std::vector<int>& sources, const Inventory& inventory) {
  std::map<int, Unit> found;
  std::set<int> counted;
  for (int s : sources) {
    const Source& source = source_at(inventory, s);
    if (source.enterprise < 0) continue;
    Unit& unit = found[source.enterprise];
    unit.id = inventory.enterprises[static_cast<std::size_t>(source.enterprise)].id;
    if (source.line >= 0 && counted.insert(source.line).second)
      unit.activity += activity_of(inventory, source.line);
    unit.sources.push_back(s);
  }
  return found;
}

/// Output kept by each source: 0 for the units that stop, by number at least `share` of them.
void stop_units(const std::map<int, Unit>& units, double share, std::map<int, double>& kept) {
  const double wanted = share * static_cast<double>(units.size());
  auto stopping = static_cast<std::size_t>(std::ceil(wanted - 1e-9));  // 1e-9: 0.1 x 10 is one, not two
  for (const Unit& unit : largest_first(units)) {
    for (int s : unit.sources) kept[s] = stopping > 0 ? 0.0 : 1.0;
    if (stopping > 0) --stopping;
  }
}

std::map<int, double> kept_by(const Stop& stop, const std::vector<int>& sources, const Inventory& inventory) {
  std::map<int, double> kept;
  for (int s : sources) kept[s] = 1.0 - stop.share;  // what has no such unit stops by its share of activity
  if (stop.unit == StopUnit::line)
    for (const auto& [enterprise, lines] : lines_by_enterprise(sources, inventory))
      stop_units(lines, stop.share, kept);
  if (stop.unit == StopUnit::enterprise) stop_units(enterprises(sources, inventory), stop.share, kept);
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
void by_line(const std::vector<int>& sources, const Inventory& inventory, std::map<int, double>& kept) {
  for (const auto& [enterprise, lines] : lines_by_enterprise(sources, inventory)) {
    double limit = 0.0, running = 0.0;
    for (const auto& [key, unit] : lines) limit += kept[unit.sources.front()] * unit.activity;
    for (const Unit& unit : largest_first(lines)) {
      const bool runs = running + unit.activity <= limit * (1.0 + 1e-12);
      if (runs) running += unit.activity;
      for (int s : unit.sources) kept[s] = runs ? 1.0 : 0.0;
    }
  }
}

class Activity {
 public:
  Activity(const Measure& measure, const std::vector<int>& sources, const Ground& ground,
           std::vector<Finding>& findings)
      : measure_(measure), sources_(sources), ground_(ground), findings_(findings) {}

  /// Share of output kept by each source at a warning level.
  const std::map<int, double>& kept_at(const std::string& level) {
    const auto known = by_level_.find(level);
    if (known != by_level_.end()) return known->second;
    auto& kept = by_level_[level];
    if (const auto* stop = std::get_if<Stop>(&measure_.op)) {
      kept = kept_by(*stop, sources_, ground_.inventory);
      return kept;
    }
    const auto& limit = std::get<LimitOutput>(measure_.op);
    for (int s : sources_) kept[s] = limited(limit, source_at(ground_.inventory, s), level);
    if (limit.by_line) by_line(sources_, ground_.inventory, kept);
    return kept;
  }

 private:
  double limited(const LimitOutput& limit, const Source& source, const std::string& level) {
    double to = limit.to;
    if (!limit.table.empty()) {
      const auto& inventory = ground_.inventory;
      const std::string grade =
          source.enterprise < 0 ? ""
                                : inventory.enterprises[static_cast<std::size_t>(source.enterprise)].grade;
      const auto value = ladder_value(ground_.scenario.tables.at(limit.table), source.industry, grade, level);
      if (!value) report_gap(limit.table, source, grade, level);
      to = value.value_or(1.0);
    }
    return std::min(1.0, on_last_year(to, limit, source, ground_.inventory));
  }

  void report_gap(const std::string& table, const Source& source, const std::string& grade,
                  const std::string& level) {
    if (!gaps_.insert(source.industry + "/" + grade + "/" + level).second) return;
    findings_.push_back({"ladder_gap",
                         "table." + table,
                         {{"industry", source.industry},
                          {"grade", grade.empty() ? "ungraded" : grade},
                          {"level", level},
                          {"source", source.id}}});
  }

  const Measure& measure_;
  const std::vector<int>& sources_;
  const Ground& ground_;
  std::vector<Finding>& findings_;
  std::map<std::string, std::map<int, double>> by_level_;
  std::set<std::string> gaps_;
};

/// Adds an effect, cut to the run and thinned by compliance.
void add(std::vector<SourceEffect>& effects, SourceEffect effect, const Measure& measure, Period run) {
  effect.start = std::max(effect.start, run.start);
  effect.end = std::min(effect.end, run.end);
  // Full compliance leaves the author's number as it is, to the bit.
  if (measure.compliance.mean != 1.0) effect.factor = 1.0 - measure.compliance.mean * (1.0 - effect.factor);
  if (effect.start < effect.end) effects.push_back(effect);
}

/// What the spans ask of source `s`, and full load between and after them.
std::vector<Order> orders_of(int s, const std::vector<WindowSpan>& spans,
                             const std::vector<const std::map<int, double>*>& kept, Period run) {
  std::vector<Order> orders;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    orders.push_back({spans[i].start, spans[i].end, kept[i]->at(s), true});
    const auto next = i + 1 < spans.size() ? spans[i + 1].start : run.end;
    if (spans[i].end < next) orders.push_back({spans[i].end, next, 1.0, false});
  }
  return orders;
}

/// Factors that do not depend on the source: controls, fleets, scales.
struct Factors {
  Stage stage = Stage::control;
  PollutantValues by_pollutant;
  bool all_alike = false;
};

Factors factors_of(const Control& control) {
  Factors factors{Stage::control, {}, false};
  for (std::size_t p = 0; p < pollutant_count; ++p)
    if (control.efficiency[p])
      factors.by_pollutant[p] = 1.0 - *control.efficiency[p] * control.coverage * control.availability;
  return factors;
}

Factors factors_of(const ReplaceFleet& fleet) {
  Factors factors{Stage::technology, {}, false};
  for (std::size_t p = 0; p < pollutant_count; ++p) {
    const double rest = fleet.stop_remainder ? 0.0 : 1.0 - fleet.share;
    const double left = fleet.share * fleet.ratio[p].value_or(1.0) + rest;
    factors.by_pollutant[p] = 1.0 - fleet.coverage * (1.0 - left);
  }
  return factors;
}

Factors factors_of(const Scale& scale) {
  Factors factors{Stage::scale, {}, scale.pollutants.empty()};
  for (Pollutant p : scale.pollutants) factors.by_pollutant[static_cast<std::size_t>(p)] = scale.factor;
  if (factors.all_alike) factors.by_pollutant.fill(scale.factor);
  return factors;
}

Factors factors_of(const Stop&) { return {}; }
Factors factors_of(const LimitOutput&) { return {}; }

}  // namespace

std::vector<SourceEffect> effects_of(const Measure& measure, const std::vector<int>& sources,
                                     const Ground& ground, std::vector<Finding>& findings) {
  std::vector<SourceEffect> effects;
  const Period range{ground.around.run.start - memory(measure.physics), ground.around.run.end};
  MeasureSpans spans(measure, ground, range);
  if (std::holds_alternative<Stop>(measure.op) || std::holds_alternative<LimitOutput>(measure.op)) {
    Activity activity(measure, sources, ground, findings);
    const std::vector<WindowSpan>* own = nullptr;
    std::vector<const std::map<int, double>*> kept;  // by span; sources of one enterprise share them
    for (int s : sources) {
      const auto& spans_here = spans.of(source_at(ground.inventory, s));
      if (&spans_here != own) {
        own = &spans_here;
        kept.clear();
        for (const auto& span : *own) kept.push_back(&activity.kept_at(span.level));
      }
      for (const auto& step : load_curve(orders_of(s, *own, kept, ground.around.run), measure.physics))
        add(effects, {s, Stage::activity, {}, step.start, step.end, step.factor}, measure, ground.around.run);
    }
    return effects;
  }
  const Factors factors = std::visit([](const auto& op) { return factors_of(op); }, measure.op);
  for (int s : sources)
    for (const auto& span : spans.of(source_at(ground.inventory, s))) {
      if (factors.all_alike) {
        add(effects, {s, factors.stage, {}, span.start, span.end, *factors.by_pollutant[0]}, measure,
            ground.around.run);
        continue;
      }
      for (std::size_t p = 0; p < pollutant_count; ++p)
        if (factors.by_pollutant[p])
          add(effects,
              {s, factors.stage, static_cast<Pollutant>(p), span.start, span.end, *factors.by_pollutant[p]},
              measure, ground.around.run);
    }
  return effects;
}

}  // namespace lantian::scenarios
