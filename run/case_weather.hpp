/// The hourly weather of a case, from whatever source it names.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/case_inputs.hpp"
#include "model/state/weather.hpp"

namespace lantian::run {

/// Instants that cover the run. The inputs must outlive them.
model::WeatherInstants case_weather(const io::CaseInputs& inputs);

}  // namespace lantian::run
