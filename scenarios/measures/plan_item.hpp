/// A local plan item by item: what its text says, and how each item is read as operations on sources.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

/// How much an item is taken to do: every number of an operation has three values.
enum class Strength { low, central, high };
inline constexpr std::array<std::string_view, 3> strength_names{"low", "central", "high"};
template <class T>
using ByStrength = std::array<T, strength_names.size()>;

/// Items are taken in this order, within a step by their number.
inline constexpr std::array<std::string_view, 6> plan_steps{"retire",  "fuel",        "process",
                                                            "capture", "end_of_pipe", "calendar"};

/// D acts on sources that there are, C needs attributes of works, P prevents growth, E enables (compliance,
/// data), X has no emission meaning. Only P, E and X may be without an operation.
inline constexpr std::array<std::string_view, 9> plan_classes{"D",   "C",   "P",   "E",  "X",
                                                              "D/C", "C/D", "D/E", "X/E"};

/// A quantity or date of the text.
struct PlanFact {
  Label what;
  std::optional<double> value;
  std::string unit, by, source;  // `by`: an ISO date
};

/// A number of an operation, as it was written, with where it comes from.
struct PlanNumber {
  std::string key;  // dotted, in the item's file
  ByStrength<std::string> text;
  std::string source;
};

/// What would be built without the item: `share` of what the selected sources emit today, of which `kept` is
/// emitted all the same.
struct Growth {
  Label label;
  std::string measure;  // id of the measure without operation that selects, in the item's growth scenario
  ByStrength<double> share{};
  ByStrength<PollutantValues> kept{};  // 1 where nothing is named; -1: two tonnes leave for one that comes
};

/// Sources that stations may feel.
struct SourceTrace {
  Pollutant pollutant = Pollutant::SO2;
  std::vector<std::string> stations;
  double within = 0.0;  // m
};

struct PlanItem {
  std::string number;  // "13", "S2"
  Label title, operation, reason;
  std::string item_class;
  int step = -1;  // of plan_steps; -1 where nothing is operated
  std::vector<PlanFact> facts;
  std::vector<PlanNumber> numbers;
  std::vector<std::string> measures;  // ids
  std::vector<Growth> growth;
  std::optional<SourceTrace> trace;
};

struct ActionPlan {
  std::string id;
  Label label, basis;
  Period period;                // a year in which all that the plan asks for is in force
  std::vector<PlanItem> items;  // in the plan's order
};

/// Whether the class says that the item acts on sources.
bool must_act(const std::string& item_class);

/// Places in `plan.items` of what has measures, by step, then in the plan's order.
std::vector<std::size_t> taking_order(const ActionPlan& plan);

}  // namespace lantian::scenarios
