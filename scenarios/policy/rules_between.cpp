#include "scenarios/policy/rules_between.hpp"

#include <algorithm>
#include <set>

namespace lantian::scenarios {

namespace {

Finding between(const std::string& code, const std::string& key, const Acting& first, const Acting& second) {
  Finding finding{code, "measure." + first.measure->id + key, {{"value", second.measure->id}}, {}};
  finding.scenario = first.scenario;
  finding.other = "measure." + second.measure->id;
  finding.other_scenario = second.scenario;
  return finding;
}

std::set<int> sources_of(const MeasureEffects& effects) {
  std::set<int> sources;
  for (const auto& [source, track] : effects.of) sources.insert(source);
  for (const auto& task : effects.shifts) sources.insert(task.source);
  return sources;
}

bool share_any(const std::set<int>& a, const std::set<int>& b) {
  const auto& few = a.size() < b.size() ? a : b;
  const auto& many = a.size() < b.size() ? b : a;
  return std::any_of(few.begin(), few.end(), [&](int source) { return many.contains(source); });
}

/// Spans in which a measure acts on a source, joined.
std::vector<Period> spans_on(const MeasureEffects& effects, int source) {
  std::vector<Period> all;
  const auto first = std::lower_bound(effects.of.begin(), effects.of.end(), std::pair(source, -1));
  for (auto at = first; at != effects.of.end() && at->first == source; ++at)
    for (const Step& step : *effects.tracks[static_cast<std::size_t>(at->second)].steps)
      all.push_back({step.start, step.end});
  for (const auto& task : effects.shifts)
    if (task.source == source)
      for (const auto& span : *task.spans) all.push_back({span.start, span.end});
  std::sort(all.begin(), all.end(), [](const Period& a, const Period& b) { return a.start < b.start; });
  std::vector<Period> joined;
  for (const Period& span : all) {
    if (!joined.empty() && span.start <= joined.back().end)
      joined.back().end = std::max(joined.back().end, span.end);
    else
      joined.push_back(span);
  }
  return joined;
}

bool overlap(const std::vector<Period>& a, const std::vector<Period>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Period& one) {
    return std::any_of(b.begin(), b.end(),
                       [&](const Period& two) { return one.start < two.end && two.start < one.end; });
  });
}

bool act_together(const Acting& a, const Acting& b) {
  const auto first = sources_of(a.effects), second = sources_of(b.effects);
  return std::any_of(first.begin(), first.end(), [&](int source) {
    return second.contains(source) && overlap(spans_on(a.effects, source), spans_on(b.effects, source));
  });
}

template <class Span>
std::vector<Span> without(const std::vector<Span>& spans, const std::vector<Period>& taken) {
  std::vector<Span> left;
  for (const Span& span : spans) {
    auto start = span.start;
    const auto add = [&](model::UtcSeconds end) {
      if (start >= end) return;
      left.push_back(span);
      left.back().start = start;
      left.back().end = end;
    };
    for (const Period& one : taken) {
      if (one.end <= start || one.start >= span.end) continue;
      add(one.start);
      start = one.end;
    }
    add(span.end);
  }
  return left;
}

void take_out(MeasureEffects& effects, int source, const std::vector<Period>& taken) {
  for (auto& [of, track] : effects.of) {
    if (of != source) continue;
    Track cut = effects.tracks[static_cast<std::size_t>(track)];
    cut.steps = std::make_shared<const Steps>(without(*cut.steps, taken));
    effects.tracks.push_back(std::move(cut));
    track = static_cast<int>(effects.tracks.size()) - 1;
  }
  for (auto& task : effects.shifts)
    if (task.source == source)
      task.spans = std::make_shared<const std::vector<WindowSpan>>(without(*task.spans, taken));
}

template <class Op>
bool both_are(const Acting& a, const Acting& b) {
  return std::holds_alternative<Op>(a.measure->op) && std::holds_alternative<Op>(b.measure->op);
}

void check_pair(const Acting& a, const Acting& b, Told& told) {
  if (both_are<Relocate>(a, b) && share_any(sources_of(a.effects), sources_of(b.effects)))
    told.findings.push_back(between("moved_twice", ".op", b, a));
  if (both_are<ReplaceFuel>(a, b) && act_together(a, b))
    told.findings.push_back(between("fuel_replaced_twice", ".op", b, a));
  if (both_are<Shift>(a, b)) {
    const auto first = sources_of(a.effects), second = sources_of(b.effects);
    if (share_any(first, second)) told.findings.push_back(between("shifted_twice", ".op", b, a));
  }
  const auto is_later = [](const Acting& one) {
    return std::holds_alternative<Control>(one.measure->op) || std::holds_alternative<Cap>(one.measure->op) ||
           std::holds_alternative<Stop>(one.measure->op) ||
           std::holds_alternative<LimitOutput>(one.measure->op) ||
           std::holds_alternative<Shift>(one.measure->op);
  };
  for (const auto& [scale, other] : {std::pair{&a, &b}, std::pair{&b, &a}})
    if (std::holds_alternative<Scale>(scale->measure->op) && is_later(*other) && act_together(*scale, *other))
      told.notes.push_back(between("scale_beside_others", ".op", *scale, *other));
}

}  // namespace

void check_between(const ActingMeasures& measures, Told& told) {
  for (const auto& [id, acting] : measures) {
    const Measure& measure = *acting.measure;
    for (std::size_t n = 0; n < measure.needs.size(); ++n) {
      if (measures.contains(measure.needs[n])) continue;
      std::vector<std::string> known;
      for (const auto& [other, unused] : measures)
        if (other != id) known.push_back(other);
      Finding finding{"measure_missing",
                      "measure." + id + ".requires." + std::to_string(n),
                      {{"value", measure.needs[n]}},
                      std::move(known)};
      finding.scenario = acting.scenario;
      told.findings.push_back(std::move(finding));
    }
    for (std::size_t n = 0; n < measure.excludes.size(); ++n) {
      const auto other = measures.find(measure.excludes[n]);
      if (other != measures.end())
        told.findings.push_back(
            between("measures_exclude", ".excludes." + std::to_string(n), acting, other->second));
    }
  }
  for (auto a = measures.begin(); a != measures.end(); ++a)
    for (auto b = std::next(a); b != measures.end(); ++b) check_pair(a->second, b->second, told);
}

void keep_one_of_each_group(ActingMeasures& measures, Told& told) {
  std::map<std::string, std::vector<Acting*>> groups;
  for (auto& [id, acting] : measures)
    if (acting.measure->at_most_one) groups[acting.measure->group].push_back(&acting);
  for (auto& [name, group] : groups) {
    std::stable_sort(group.begin(), group.end(), [](const Acting* a, const Acting* b) {
      return a->measure->priority > b->measure->priority;
    });
    for (std::size_t low = 1; low < group.size(); ++low)
      for (std::size_t high = 0; high < low; ++high) {
        Acting &above = *group[high], &below = *group[low];
        if (above.measure->priority == below.measure->priority) {
          if (act_together(above, below))
            told.findings.push_back(between("group_conflict", ".priority", below, above));
          continue;
        }
        const auto shared = sources_of(above.effects);
        for (const int source : sources_of(below.effects))
          if (shared.contains(source)) take_out(below.effects, source, spans_on(above.effects, source));
      }
  }
}

}  // namespace lantian::scenarios
