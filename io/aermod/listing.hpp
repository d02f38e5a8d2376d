/// The listing of a deck's run for people: hours, what was emitted, and the tables that the deck asks for.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "io/aermod/deck.hpp"
#include "scenarios/dispersion/dispersion_results.hpp"

namespace lantian::io {

/// In the chosen language.
std::string deck_listing(const Deck& deck, const scenarios::DispersionResults& results);

/// Its head alone: hours, emission, notes, the highest value of each average.
std::string deck_summary(const Deck& deck, const scenarios::DispersionResults& results);

/// One DAYTABLE entry: all receptors' values of an average that has just ended.
std::string day_table(const Deck& deck, const scenarios::EndedAverage& average);

/// For programs: hours, emission, highest values, files.
std::string deck_json(const Deck& deck, const scenarios::DispersionResults& results,
                      const std::string& folder, const std::vector<std::string>& files);

}  // namespace lantian::io
