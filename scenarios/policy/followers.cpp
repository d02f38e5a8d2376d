#include "scenarios/policy/followers.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "scenarios/policy/selection.hpp"

namespace lantian::scenarios {

namespace {

/// What a line makes: the least of its sources at each time.
using LineSteps = std::map<int, std::vector<std::shared_ptr<const Steps>>>;  // by line

LineSteps steps_by_line(const MeasureEffects& made, const Inventory& inventory) {
  LineSteps lines;
  for (const auto& [s, t] : made.of) {
    const Source& source = inventory.sources[static_cast<std::size_t>(s)];
    const auto& steps = made.tracks[static_cast<std::size_t>(t)].steps;
    if (source.line < 0) continue;
    auto& of_line = lines[source.line];
    if (std::find(of_line.begin(), of_line.end(), steps) == of_line.end()) of_line.push_back(steps);
  }
  return lines;
}

double kept_at(const std::vector<std::shared_ptr<const Steps>>& line, model::UtcSeconds time) {
  double least = std::numeric_limits<double>::infinity();  // above 1 where output is made up
  for (const auto& steps : line) {
    const auto after = std::upper_bound(steps->begin(), steps->end(), time,
                                        [](model::UtcSeconds t, const Step& step) { return t < step.start; });
    const bool is_held = after != steps->begin() && time < std::prev(after)->end;
    least = std::min(least, is_held ? std::prev(after)->kept : 1.0);
  }
  return least;
}

std::set<int> served_lines(const std::vector<std::string>& serves, const Inventory& inventory) {
  std::set<int> lines;
  for (const Source& source : inventory.sources)
    if (source.line >= 0 && !source.dormant && is_served(source, serves, inventory))
      lines.insert(source.line);
  return lines;
}

Steps followed(const std::set<int>& lines, const LineSteps& made, const Inventory& inventory) {
  struct Group {
    double activity = 0.0;
    std::vector<std::pair<double, const std::vector<std::shared_ptr<const Steps>>*>> touched;
    double count = 0.0;
  };
  std::map<std::string, Group> groups;  // by product unit
  std::set<model::UtcSeconds> edges;
  for (const int line : lines) {
    const Line& one = inventory.lines[static_cast<std::size_t>(line)];
    Group& group = groups[one.activity_unit];
    group.activity += one.activity;
    group.count += 1.0;
    const auto steps = made.find(line);
    if (steps == made.end()) continue;
    group.touched.emplace_back(one.activity, &steps->second);
    for (const auto& track : steps->second)
      for (const Step& step : *track) edges.insert({step.start, step.end});
  }
  Steps steps;
  for (auto edge = edges.begin(); edge != edges.end() && std::next(edge) != edges.end(); ++edge) {
    double lost = 0.0;
    for (const auto& [unit, group] : groups) {
      double of_group = 0.0;
      for (const auto& [activity, tracks] : group.touched)
        of_group += activity * (1.0 - kept_at(*tracks, *edge));
      if (group.activity > 0.0)
        lost += group.count * (of_group / group.activity) / static_cast<double>(lines.size());
    }
    if (lost == 0.0) continue;
    const double kept = std::max(0.0, 1.0 - lost);
    if (!steps.empty() && steps.back().end == *edge && steps.back().factor == kept)
      steps.back().end = *std::next(edge);
    else
      steps.push_back({*edge, *std::next(edge), kept, kept, kept});
  }
  return steps;
}

}  // namespace

bool is_served(const Source& works, const std::vector<std::string>& serves, const Inventory& inventory) {
  if (works.enterprise < 0) return false;
  const std::string& id = inventory.enterprises[static_cast<std::size_t>(works.enterprise)].id;
  return std::any_of(serves.begin(), serves.end(),
                     [&](const std::string& word) { return word == id || in_branch(works.industry, word); });
}

std::vector<Follower> followers(const std::vector<int>& targets, const MeasureEffects& made,
                                const Inventory& inventory, Told& told, const std::string& key) {
  const LineSteps lines = steps_by_line(made, inventory);
  std::map<std::vector<std::string>, std::shared_ptr<const Steps>> known;  // by what is served
  std::vector<Follower> found;
  bool is_told = false;
  for (const int target : targets) {
    const Source& source = inventory.sources[static_cast<std::size_t>(target)];
    const auto [place, is_new] = known.try_emplace(source.serves);
    if (is_new) {
      const auto served = served_lines(source.serves, inventory);
      if (served.empty() && !is_told) {
        is_told = true;
        told.findings.push_back({"serves_nothing", key + ".target", {{"value", source.id}}});
      }
      place->second = std::make_shared<const Steps>(followed(served, lines, inventory));
    }
    if (!place->second->empty()) found.emplace_back(target, place->second);
  }
  return found;
}

}  // namespace lantian::scenarios
