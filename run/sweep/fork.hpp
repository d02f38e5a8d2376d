/// The state of some members as that of more, who have done the same so far.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/restart.hpp"

namespace lantian::run {

/// `state` holds `members` members of `species` species; member m of the new one begins as `parent[m]` was.
io::RestartFile forked(const io::RestartFile& state, int species, int members,
                       const std::vector<int>& parent);

}  // namespace lantian::run
