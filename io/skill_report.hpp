/// What `lantian evaluate` says: a table to read, JSON for programs, CSV tables.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/observations.hpp"
#include "scenarios/skill/model_evaluation.hpp"

namespace lantian::io {

struct SkillReport {
  std::string version, run_folder, case_id, member;
  std::vector<ReadFile> files;
  scenarios::SkillRules rules;
  scenarios::ModelEvaluation evaluation;
  Diagnostics notes;  // assumptions, conversions, counts
};

/// In the chosen language.
std::string skill_text(const SkillReport& report);

/// Schema lantian.skill-report/1; concentrations in ug/m3, ratios as such, null where there is none.
std::string skill_json(const SkillReport& report);

/// One row a station and one for all: statistics, indicator.
std::string skill_csv(const SkillReport& report);
/// One row a local hour: means of both.
std::string diurnal_csv(const SkillReport& report);

}  // namespace lantian::io
