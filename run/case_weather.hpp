/// The hourly weather of a case, from whatever source it names.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/case_inputs.hpp"
#include "model/state/weather.hpp"

namespace lantian::run {

/// Ascending instants that cover the run.
std::vector<model::Weather> case_weather(const io::CaseInputs& inputs);

/// Of the run's first month and the stations' mean temperature.
model::Season season_of_case(const io::CaseInputs& inputs);

}  // namespace lantian::run
