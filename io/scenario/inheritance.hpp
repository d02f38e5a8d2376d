/// What a scenario takes over from the files that it extends.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/scenario/scenario.hpp"

namespace lantian::io {

/// What the child does not name itself is its parents'; where two of them mean different things by one name,
/// that is a mistake at `extends`, the place in the child. A part of its own that replaces an inherited one
/// under inherited measures is noted in the child.
void inherit(ScenarioFile& child, const std::vector<const ScenarioFile*>& parents, const TextPlace& extends,
             Diagnostics& diagnostics);

}  // namespace lantian::io
