#include "scenarios/policy/plan_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>
#include <set>

namespace lantian::scenarios {

namespace {

/// Runs of different rules that do the same, side by side, are one.
std::vector<PlanRun> without_rules(const std::vector<PlanRun>& runs) {
  constexpr auto none = std::numeric_limits<std::size_t>::max();
  constexpr std::size_t kinds = pollutant_count + 1;      // the last: all pollutants
  std::array<std::size_t, stage_count * kinds> latest{};  // of the source whose runs come now
  int source = -1;
  std::vector<PlanRun> joined;
  joined.reserve(runs.size());
  for (PlanRun run : runs) {
    run.rule = -1;
    if (run.source != source) latest.fill(none);
    source = run.source;
    auto& before = latest[static_cast<std::size_t>(run.stage) * kinds +
                          (run.pollutant ? static_cast<std::size_t>(*run.pollutant) : pollutant_count)];
    if (before != none && joined[before].end == run.start && joined[before].factor == run.factor) {
      joined[before].end = run.end;
      continue;
    }
    before = joined.size();
    joined.push_back(run);
  }
  return joined;
}

/// Whether any run does something; one that wakes a dormant source does.
bool changes_anything(const EmissionPlan& plan) {
  return std::any_of(plan.runs.begin(), plan.runs.end(), [&](const PlanRun& run) {
    return run.factor != 1.0 || (run.stage == Stage::place &&
                                 std::binary_search(plan.dormant.begin(), plan.dormant.end(), run.source));
  });
}

std::map<int, std::vector<PlanRun>> by_source(const EmissionPlan& plan) {
  std::map<int, std::vector<PlanRun>> found;
  for (const auto& run : plan.runs) found[run.source].push_back(run);
  return found;
}

void compare(int source, const EmissionPlan& first, const EmissionPlan& second,
             const std::vector<const std::vector<PlanRun>*>& own, std::vector<PlanDifference>& found) {
  std::set<model::UtcSeconds> edges;
  for (const auto* runs : own)
    for (const auto& run : *runs) {
      edges.insert(run.start);
      edges.insert(run.end);
    }
  for (std::size_t p = 0; p < pollutant_count; ++p) {
    const auto pollutant = static_cast<Pollutant>(p);
    PlanDifference* open = nullptr;
    for (auto edge = edges.begin(); edge != edges.end() && std::next(edge) != edges.end(); ++edge) {
      const double a = first.factor(source, *edge, pollutant), b = second.factor(source, *edge, pollutant);
      const bool continues = open && open->end == *edge && open->first == a && open->second == b;
      if (a == b) {
        open = nullptr;
      } else if (continues) {
        open->end = *std::next(edge);
      } else {
        found.push_back({source, *edge, *std::next(edge), pollutant, a, b});
        open = &found.back();
      }
    }
  }
}

}  // namespace

std::string exact_text(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

std::string_view stage_name(Stage stage) {
  constexpr std::array<std::string_view, stage_count> names{"place",  "technology", "activity", "shift",
                                                            "device", "control",    "scale"};
  return names[static_cast<std::size_t>(stage)];
}

std::string canonical_text(const EmissionPlan& plan, const Inventory& inventory) {
  std::string text;
  if (!changes_anything(plan)) return text;
  for (const auto& run : without_rules(plan.runs)) {
    text += inventory.sources[static_cast<std::size_t>(run.source)].id;
    text += ' ' + std::to_string(run.start) + ' ' + std::to_string(run.end) + ' ';
    text += stage_name(run.stage);
    text += ' ';
    text += run.pollutant ? pollutant_names[static_cast<std::size_t>(*run.pollutant)] : "*";
    text += ' ' + exact_text(run.factor) + '\n';
  }
  return text;
}

std::vector<PlanDifference> difference(const EmissionPlan& first, const EmissionPlan& second) {
  std::vector<PlanDifference> found;
  const auto a = by_source(first), b = by_source(second);
  std::set<int> sources;
  for (const auto& [source, runs] : a) sources.insert(source);
  for (const auto& [source, runs] : b) sources.insert(source);
  const std::vector<PlanRun> none;
  for (int source : sources) {
    const auto in_a = a.find(source), in_b = b.find(source);
    compare(source, first, second,
            {in_a == a.end() ? &none : &in_a->second, in_b == b.end() ? &none : &in_b->second}, found);
  }
  return found;
}

}  // namespace lantian::scenarios
