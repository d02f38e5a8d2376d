/// All that the measures of a member do to one source, combined into the runs of its plan.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "scenarios/policy/effect.hpp"
#include "scenarios/policy/source_shift.hpp"

namespace lantian::scenarios {

/// The plan's names of measures: plain ones by id, joint ones as "a*b".
class Rules {
 public:
  explicit Rules(std::vector<std::string> names);
  int joint(const std::vector<int>& parts);
  std::vector<std::string> take_names() { return std::move(names_); }
  std::vector<std::vector<int>> take_parts() { return std::move(parts_); }

 private:
  std::vector<std::string> names_;
  std::vector<std::vector<int>> parts_;
  std::map<std::vector<int>, int> joint_;
};

struct RuledTrack {
  Track track;
  int rule = -1;
};
struct RuledShift {
  const ShiftTask* task = nullptr;
  int rule = -1;
};

/// Works on one source after the other and adds to a plan. Within the activity stage the strictest holds,
/// pollutant by pollutant; of all else the product. A shift comes after the activity's minimum.
class Combination {
 public:
  Combination(const Inventory& inventory, const Surroundings& around, Rules& rules, EmissionPlan& plan);

  void add(int source, std::vector<RuledTrack> tracks, const std::vector<RuledShift>& shifts);

 private:
  struct Piece {
    model::UtcSeconds start, end;
    double factor;
    int rule;
  };

  std::vector<Piece> combined(const std::vector<const RuledTrack*>& tracks, bool strictest);
  void add_outputs(int source, const std::vector<const RuledTrack*>& activity);
  void shift(int source, const RuledShift& shift, std::size_t first_output);
  bool repeat(int source, const std::vector<RuledTrack>& tracks);

  const Inventory& inventory_;
  const Surroundings& around_;
  Rules& rules_;
  EmissionPlan& plan_;
  SourceShifts shifts_;
  std::vector<PlanRun> runs_;       // of the source at hand
  std::vector<RuledTrack> latest_;  // of the source before, and where its part of the plan begins
  std::size_t first_run_ = 0, first_output_ = 0;
};

}  // namespace lantian::scenarios
