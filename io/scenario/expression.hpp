/// Reads conditions such as "forecast(mda8_o3) > 160 ug/m3 and not wind_speed >= 4 m/s" and a trigger's
/// "aqi > 200 for 48h"; nothing of a text is ever run.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>

#include "io/scenario/table_reader.hpp"
#include "scenarios/policy/expression.hpp"

namespace lantian::io {

/// In a trigger's rules the metric stands for itself: `word` ("aqi", "pm25_24h") means the signal `key`, and
/// what is said of it is said of all the hours that a value speaks of ("for 1h" where nothing is said).
struct RuleMetric {
  std::string word, key;
};

/// The expression in `node`, a text under `key`; a mistake is placed inside the text, with what is accepted
/// there and the nearest spelling. `or` binds weakest, then `and`, then `not`; units are those of the signal
/// where none is given.
std::optional<scenarios::Expression> read_expression(const std::string& key, const TomlValue& node,
                                                     ReadingContext context, const RuleMetric& metric = {});

}  // namespace lantian::io
