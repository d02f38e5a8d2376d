/// `[optimise]` of a study: which cuts are free, what is made small, and what must hold.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/scenario/table_reader.hpp"
#include "scenarios/study/study.hpp"

namespace lantian::io {

/// `cuts`: what `decide` may name, "measure.ID" and "option.ID".
scenarios::Optimisation read_optimisation(TableReader& table, const std::vector<std::string>& cuts);

}  // namespace lantian::io
