/// Derives explanations on request: the plan carries no text, so each measure is asked again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <memory>
#include <vector>

#include "scenarios/explain/explanation.hpp"
#include "scenarios/policy/effect.hpp"

namespace lantian::scenarios {

/// For one member. `scenarios`, inventory, surroundings and the member's plan must outlive it and be those
/// that the plan was expanded from.
class Explainer {
 public:
  Explainer(const std::vector<Scenario>& scenarios, const Inventory& inventory, const Surroundings& around,
            EmissionMember member);
  ~Explainer();
  Explainer(const Explainer&) = delete;
  Explainer& operator=(const Explainer&) = delete;

  /// The hour that begins at `start`, which lies in the run.
  Explanation at(int source, model::UtcSeconds start);
  /// As above but for windows and misses, which are for the reader: fast enough for every source-hour.
  Explanation figures(int source, model::UtcSeconds start);

 private:
  struct Asked;
  std::optional<ShiftReason> shift_reason(const ShiftTask& task, model::UtcSeconds start) const;
  const std::vector<Scenario>& scenarios_;
  const Inventory& inventory_;
  const Surroundings& around_;
  EmissionMember member_;
  std::vector<std::unique_ptr<Asked>> asked_;  // by measure id
  std::vector<std::unique_ptr<WindowReasons>> windows_;
};

/// A stretch of hours in which the same measures do the same to a source.
struct ExplainedRun {
  model::UtcSeconds start = 0, end = 0;
  Explanation first;  // of its first hour
};

/// The hours of `period`, joined where factors, phases and what counts are the same.
std::vector<ExplainedRun> timeline(Explainer& explainer, int source, Period period);

}  // namespace lantian::scenarios
