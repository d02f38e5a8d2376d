/// A run's folder against what monitors reported: reads, matches stations, evaluates, writes. What `lantian
/// evaluate` does.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>

#include "io/skill_report.hpp"

namespace lantian::run {

struct SkillRequest {
  std::filesystem::path folder;  // of the run
  io::ObservationRequest observations;
  std::string member;               // id; "": the baseline
  std::filesystem::path stations;   // table station,monitor; "": by name or id
  std::string first_day, last_day;  // of the observations that count; "": all
  std::filesystem::path output;     // folder for skill.csv, diurnal.csv, skill.json; "": none
};

/// Throws io::InputErrors with all mistakes; nothing is written then.
io::SkillReport model_skill(const SkillRequest& request);

}  // namespace lantian::run
