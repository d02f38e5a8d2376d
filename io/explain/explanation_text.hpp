/// Explanations for people and for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/case_inputs.hpp"
#include "scenarios/explain/explainer.hpp"

namespace lantian::io {

/// What an explanation's numbers stand in: whose they are and where the rules were written.
struct ExplanationSetting {
  const CaseInputs& inputs;
  std::size_t member = 0;
  std::optional<scenarios::Pollutant> pollutant;  // none: all
};

/// A line of text; indented by two blanks a step.
struct TextLine {
  int indent = 0;
  scenarios::Label text;
};

std::vector<TextLine> explanation_lines(const scenarios::Explanation& explanation,
                                        const ExplanationSetting& setting);
std::vector<TextLine> timeline_lines(const std::vector<scenarios::ExplainedRun>& runs,
                                     const ExplanationSetting& setting);

/// In the chosen language.
std::string text_of(const std::vector<TextLine>& lines);

/// One JSON object, schema lantian.explanation/1; masses in kg.
std::string explanation_json(const scenarios::Explanation& explanation, const ExplanationSetting& setting);
std::string timeline_json(const std::vector<scenarios::ExplainedRun>& runs,
                          const ExplanationSetting& setting);

/// "scenarios/orange.toml:93" of a dotted key; of the file alone where the key's place is not known.
std::string place_words(const ScenarioFile& file, const std::string& key);

}  // namespace lantian::io
