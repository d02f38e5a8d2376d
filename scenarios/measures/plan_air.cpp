#include "scenarios/measures/plan_air.hpp"

#include <algorithm>
#include <map>

#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::scenarios {
namespace {

const AirChange* find(const std::vector<AirChange>& changes, const std::string& member,
                      const AirFigure& figure) {
  const auto found = std::find_if(changes.begin(), changes.end(), [&](const AirChange& one) {
    return one.member == member && one.figure == figure;
  });
  return found == changes.end() ? nullptr : &*found;
}

/// By figure; empty unless the member has all of them.
std::vector<double> changes_of(const std::vector<AirChange>& changes, const std::string& member,
                               const std::vector<AirFigure>& figures) {
  std::vector<double> values;
  for (const auto& figure : figures) {
    const auto* one = find(changes, member, figure);
    if (one == nullptr) return {};
    values.push_back(one->after - one->before);
  }
  return values;
}

std::vector<double> less(std::vector<double> values, const std::vector<double>& others) {
  for (std::size_t n = 0; n < values.size(); ++n) values[n] -= others[n];
  return values;
}

/// The first spell that has means of the pollutant at the place.
const AirChange* first_mean(const std::vector<AirChange>& changes, const std::string& place,
                            const std::string& pollutant) {
  const auto found = std::find_if(changes.begin(), changes.end(), [&](const AirChange& one) {
    return one.figure.place == place && one.figure.pollutant == pollutant && one.figure.average == "mean";
  });
  return found == changes.end() ? nullptr : &*found;
}

}  // namespace

std::string item_member(const std::string& number) {
  if (number.starts_with("S")) return "s" + number.substr(1);
  return "m" + std::string(number.size() < 2 ? "0" : "") + number;
}

std::vector<double> PlanAir::interaction() const {
  std::vector<double> left = joint;
  const bool has_alone =
      std::any_of(items.begin(), items.end(), [](const ItemAir& item) { return !item.first_in.empty(); });
  if (left.empty() || !has_alone) return {};
  for (const auto& item : items)
    if (!item.first_in.empty()) left = less(std::move(left), item.first_in);
  return left;
}

std::vector<double> TraceAir::rest() const {
  std::vector<double> left = at_station;
  for (const auto& part : parts) left = less(std::move(left), part.at_station);
  return left;
}

std::vector<AirFigure> shown_figures(const std::vector<AirChange>& changes) {
  std::vector<AirFigure> figures;
  for (const char* pollutant : {"PM2p5", "PM10", "SO2", "NO2"})
    if (const auto* one = first_mean(changes, county_mean, pollutant)) figures.push_back(one->figure);
  const AirChange* highest = nullptr;
  for (const auto& one : changes)
    if (one.figure.place == county_mean && one.figure.pollutant == "O3" && one.figure.average == "mda8" &&
        (highest == nullptr || one.before > highest->before))
      highest = &one;
  if (highest != nullptr) figures.push_back(highest->figure);
  return figures;
}

PlanAir air_of_plan(const ActionPlan& plan, const std::vector<AirChange>& changes) {
  PlanAir air;
  air.figures = shown_figures(changes);
  for (const auto& figure : air.figures) {
    const auto known = std::find_if(changes.begin(), changes.end(),
                                    [&](const AirChange& one) { return one.figure == figure; });
    air.before.push_back(known->before);
  }
  air.joint = changes_of(changes, all_items_member, air.figures);
  for (const auto& item : plan.items) {
    const std::string member = item_member(item.number);
    ItemAir of;
    of.first_in = changes_of(changes, member, air.figures);
    const auto others = changes_of(changes, all_but_one_member + member, air.figures);
    if (!others.empty() && !air.joint.empty()) of.last_in = less(air.joint, others);
    air.items.push_back(std::move(of));
  }
  return air;
}

TraceAir air_of_trace(const SourceTrace& trace, const std::vector<AirChange>& changes) {
  TraceAir air;
  const std::string pollutant(pollutant_names[static_cast<std::size_t>(trace.pollutant)]);
  std::map<std::string, std::vector<double>> parts;
  for (const auto& station : trace.stations) {
    const auto* known = first_mean(changes, station, pollutant);
    if (known == nullptr) continue;
    air.stations.push_back(station);
    air.at_station.push_back(known->before);
    air.figure = known->figure;
    air.figure.place.clear();
    for (const auto& one : changes)
      if (one.figure == known->figure &&
          (one.member.starts_with(county_group) || one.member.starts_with(outside_group)))
        parts[one.member].push_back(one.before - one.after);
  }
  for (auto& [group, values] : parts) air.parts.push_back({group, std::move(values)});
  std::stable_sort(air.parts.begin(), air.parts.end(), [](const TracedPart& a, const TracedPart& b) {
    return a.at_station.front() > b.at_station.front();
  });
  return air;
}

}  // namespace lantian::scenarios
