/// `[sweep]` and `[score]` of a study: the axes, how samples are drawn, what is asked of the results.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/scenario/table_reader.hpp"
#include "scenarios/study/study.hpp"

namespace lantian::io {

/// Into `study`, whose options have been read. Axes that are sampled share one method and one count.
void read_sweep(TableReader& table, scenarios::Study& study);
void read_score(TableReader& table, scenarios::Study& study);

/// The number that a dotted path leads to, list items counted from 0; null where there is none. `known`, if
/// given, receives the numbers' paths, for a near spelling.
TomlValue* number_at(TomlValue& document, const std::string& path, std::vector<std::string>* known = nullptr);

}  // namespace lantian::io
