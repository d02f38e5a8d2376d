/// The options of a study on a case: made equal where it asks for that, as a table, or as members of a run.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "io/case_inputs.hpp"
#include "io/study/study.hpp"
#include "scenarios/study/comparison.hpp"

namespace lantian::run {

struct StudyResult {
  io::StudyFile file;
  scenarios::Period period;  // of the figures
  scenarios::StudyComparison comparison;
  std::map<std::string, std::string> empty;  // selections that take nothing, and why they may
};

/// Reads and compares; the case's own members and plans give way to the options. Throws io::InputErrors.
StudyResult compare_options(io::CaseInputs& inputs, const std::filesystem::path& study);

/// The options as the case's members, after a base without them.
void take_as_members(io::CaseInputs& inputs, const StudyResult& result);

/// Of the options' costs; "" where they state none.
std::string currency_of(const StudyResult& result);

/// A row an option, for people and as CSV; `calendar`: a JSON value that is added to it, "" none.
std::string study_text(const StudyResult& result, const io::CaseInputs& inputs);
std::string study_csv(const StudyResult& result);
std::string study_json(const StudyResult& result, const std::string& calendar = "");

}  // namespace lantian::run
