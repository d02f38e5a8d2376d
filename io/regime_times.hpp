/// Tables that say which regime holds when.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "scenarios/background/background.hpp"
#include "scenarios/case/case.hpp"

namespace lantian::io {

/// Columns `time` (local) and `regime`, one of `names`; ascending.
std::vector<scenarios::RegimeTime> read_regime_times(const std::string& path, const TextPlace& mentioned,
                                                     const std::vector<std::string>& names,
                                                     const scenarios::CaseTime& time,
                                                     Diagnostics& diagnostics);

}  // namespace lantian::io
