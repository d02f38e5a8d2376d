/// Pollutants as keys and words of scenario files; "PM" names all primary particles.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/scenario/table_reader.hpp"
#include "scenarios/policy/scenario.hpp"

namespace lantian::io {

/// { NOx = 0.2, PM = 0.5 }: "PM" is all primary particles but those that are named too.
scenarios::PollutantValues read_values(TableReader& table, const std::string& key, NumberRange range);

/// A list of them.
std::vector<scenarios::Pollutant> read_pollutants(TableReader& table, const std::string& key);

/// One of them, not "PM"; nothing and a fault where it is none.
std::optional<scenarios::Pollutant> read_pollutant(TableReader& table, const std::string& key);

/// The keys of `table` that are pollutants.
scenarios::PollutantValues read_own_values(TableReader& table, NumberRange range);

}  // namespace lantian::io
