/// What the items of a plan do to the air, by runs of each alone, of all together, and of all but one.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scenarios/measures/plan_item.hpp"

namespace lantian::scenarios {

/// A figure of the air at a place: "PM2p5", "mean" of a spell or "mda8" of a day.
struct AirFigure {
  std::string place, pollutant, average, when;
  bool operator==(const AirFigure&) const = default;
};

/// What one member of a run makes of it, beside the run without any item [kg m-3].
struct AirChange {
  std::string member;
  AirFigure figure;
  double before = 0.0, after = 0.0;
};

/// An item's changes of the air [kg m-3], one for each figure; empty where no run has it.
struct ItemAir {
  std::vector<double> first_in;  // alone
  std::vector<double> last_in;   // all together less all but this
};

struct PlanAir {
  std::vector<AirFigure> figures;
  std::vector<double> before;  // without any item, by figure
  std::vector<ItemAir> items;  // as the plan's
  std::vector<double> joint;   // all together; empty where no run has it
  /// Joint less the sum of all alone: what the air and shared sources make of their company. Empty where the
  /// run has no item alone.
  std::vector<double> interaction() const;
};

/// A group of sources without its emission: what it adds to the traced pollutant at each station [kg m-3].
struct TracedPart {
  std::string group;  // "county_brick"
  std::vector<double> at_station;
};
struct TraceAir {
  std::vector<std::string> stations;
  AirFigure figure;                // its place is empty
  std::vector<double> at_station;  // the whole
  std::vector<TracedPart> parts;   // the largest at the first station first
  /// The whole less all parts: what comes over the border of the window, and what the runs do not add up to.
  std::vector<double> rest() const;
};

/// "m01", "s1": names of an item's runs, so that they sort as the plan does.
std::string item_member(const std::string& number);
inline constexpr const char* all_items_member = "together";
inline constexpr const char* all_but_one_member = "without_";
inline constexpr const char* county_group = "county_";
inline constexpr const char* outside_group = "outside_";

/// The figures shown: at the county's mean, of each pollutant the mean over the first spell that `changes`
/// name, of ozone the day of the highest 8-h mean.
std::vector<AirFigure> shown_figures(const std::vector<AirChange>& changes);

PlanAir air_of_plan(const ActionPlan& plan, const std::vector<AirChange>& changes);
/// At the stations, the mean over the first spell.
TraceAir air_of_trace(const SourceTrace& trace, const std::vector<AirChange>& changes);

}  // namespace lantian::scenarios
