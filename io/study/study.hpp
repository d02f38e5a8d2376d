/// Study files `lantian.study/1`: options to compare, read with every mistake in its place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

#include "io/regular_file.hpp"
#include "io/scenario/scenario.hpp"
#include "io/toml_value.hpp"
#include "scenarios/study/study.hpp"

namespace lantian::io {

/// Name of the member without any option in a run.
inline constexpr const char* no_option = "base";

/// A study, where each dotted key of it stands, and the scenario that is in force whatever option is taken.
struct StudyFile {
  scenarios::Study study;
  std::map<std::string, TextPlace> places;
  std::vector<ScenarioFile> base;

  /// An option as a file of its own, for what is told of it.
  ScenarioFile option(std::size_t n) const { return {study.options[n].scenario, places}; }
};

/// `base` is a file of `folder`, the case's.
StudyFile read_study(const std::filesystem::path& path, const CaseFolder& folder, model::LocalClock clock,
                     Diagnostics& diagnostics);

/// From a document that has been read; `edit` sees it, and the base's files, before their meaning is read.
StudyFile read_study(TomlValue document, const CaseFolder& folder, model::LocalClock clock,
                     Diagnostics& diagnostics, const DocumentEdit& edit = {});

}  // namespace lantian::io
