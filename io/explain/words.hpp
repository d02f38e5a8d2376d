/// The words of an explanation in both languages, part by part.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scenarios/explain/explanation.hpp"

namespace lantian::io {

/// Four significant digits.
std::string short_number(double value);

scenarios::Label operation_words(const scenarios::Operation& operation);
scenarios::Label phase_words(scenarios::PlantPhase phase);
scenarios::Label miss_words(const scenarios::Miss& miss);
scenarios::Label shift_words(const scenarios::ShiftReason& shift, const scenarios::Shift& op,
                             model::LocalClock clock);
scenarios::Label turn_words(const scenarios::Turn& turn, model::LocalClock clock);
/// "beta".
scenarios::Label distribution_words(const std::string& name);
/// A plan's rule: "a", "a*b", "a (mean of beta)".
scenarios::Label rule_words(const std::string& rule);
scenarios::Label stage_words(scenarios::Stage stage);
/// "dates 11-15/03-15: holds".
scenarios::Label condition_words(const scenarios::WindowReason::Part& part);
/// "all" where none is named.
scenarios::Label pollutant_words(const std::optional<scenarios::Pollutant>& pollutant);
std::string_view phase_id(scenarios::PlantPhase phase);  // for programs: "heating_up"

}  // namespace lantian::io
