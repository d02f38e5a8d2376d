/// The list of days with sand and dust, for statistics without them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"

namespace lantian::io {

/// Local days by the place they hold for, "" everywhere. `places`: names that may stand there.
std::map<std::string, std::set<std::int64_t>> read_dust_days(const std::filesystem::path& file,
                                                             const std::vector<std::string>& places,
                                                             Diagnostics& diagnostics);

}  // namespace lantian::io
