/// A weather of a sweep with its case read, and what its members come to: plan, cost, what they hang on.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "io/case_inputs.hpp"
#include "run/sweep/design.hpp"
#include "scenarios/policy/common_ground.hpp"
#include "scenarios/study/comparison.hpp"

namespace lantian::run {

/// The study as a document that is read again for each set of numbers.
struct SweepStudy {
  std::filesystem::path case_path;
  bool outside_allowed = false;
  std::string file, text;  // of the study
  io::TomlValue document;
};

/// A member's plan and what it costs beyond the base.
struct PlannedMember {
  scenarios::EmissionPlan plan;
  scenarios::OptionFigures figures;
  double restart = 0.0;  // kg of PM2.5, where asked for
};

class WeatherMembers {
 public:
  /// Reads the case in this weather. Throws InputErrors.
  WeatherMembers(const SweepStudy& study, const scenarios::SweepWeather& weather,
                 const std::vector<std::string>& parameters);

  io::CaseInputs& inputs() { return inputs_; }
  const io::CaseInputs& inputs() const { return inputs_; }
  const io::StudyFile& study() const { return file_; }
  /// Of the first option, scenario file or base whose measures state a cost; "" where none does.
  std::string currency() const;
  const scenarios::EmissionPlan& baseline() const { return baseline_; }

  /// Solves what share of each option's works takes part. Throws InputErrors where that cannot be done.
  std::map<std::string, double> solved_shares() const;
  void set_shares(std::map<std::string, double> shares) { shares_ = std::move(shares); }

  /// Throws InputErrors where the numbers make no sound scenario.
  PlannedMember member(const SweepPoint& point, bool with_restart) const;

  /// Hashes, by component, of all that a run in this weather hangs on beside the member's plan; no label is
  /// part of them.
  std::map<std::string, std::string> identity(bool double_precision) const;

 private:
  /// What members of one set of numbers share: of the study and the scenario files those read with them in
  /// which a parameter stands.
  struct Edited {
    std::optional<io::StudyFile> study;
    std::map<std::string, io::ScenarioFile> files;
  };
  std::shared_ptr<const Edited> edited(const std::vector<double>& numbers) const;
  /// A member's scenarios, and where their keys stand: to tell what is wrong with them.
  struct Parts {
    std::vector<scenarios::Scenario> scenarios;
    std::vector<const std::map<std::string, io::TextPlace>*> places;
    std::shared_ptr<const Edited> edited;  // holds the places
    void add(scenarios::Scenario scenario, const std::map<std::string, io::TextPlace>& where);
    void report(const std::vector<scenarios::Finding>& findings, io::Diagnostics& diagnostics) const;
  };
  Parts parts_of(const SweepPoint& point) const;
  io::DocumentEdit edit_of(const std::vector<double>& numbers) const;

  const SweepStudy& source_;
  std::vector<std::string> parameters_;
  io::CaseInputs inputs_;
  io::StudyFile file_;
  std::map<std::string, io::ScenarioFile> scenario_files_;
  bool study_is_edited_ = false;  // it or its base holds a parameter
  std::set<std::string> edited_files_;
  std::set<std::string> members_files_;  // of the case's own members: no part of what a sweep hangs on
  std::unique_ptr<scenarios::CommonGround> common_;
  mutable std::mutex mutex_;  // of what was read last
  mutable std::map<std::vector<double>, std::shared_ptr<const Edited>> read_;
  scenarios::EmissionPlan baseline_;
  scenarios::CostTable baseline_cost_;
  std::map<std::string, double> shares_;
};

/// Of the program that runs: its own file.
const std::string& build_hash();

}  // namespace lantian::run
