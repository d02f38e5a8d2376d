/// The files that a deck's run writes, and whether they may be written.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/aermod/deck.hpp"

namespace lantian::run {

std::string listing_name(const io::Deck& deck);
std::string netcdf_name(const io::Deck& deck);

struct ResultName {
  std::string name;     // inside the folder
  io::TextPlace place;  // where the deck asks for it; else the deck
};

/// Each file once, in the order in which they are told.
std::vector<ResultName> result_names(const io::Deck& deck);

/// Mistakes: a name that the run itself takes, a file that the run reads, a folder's name, a name that a link
/// leads out of the folder.
void check_result_names(const io::Deck& deck, const std::filesystem::path& folder, io::Diagnostics& mistakes);

}  // namespace lantian::run
