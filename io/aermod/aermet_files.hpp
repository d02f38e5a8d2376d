/// The weather of a deck: AERMET's surface file and its profiles, hour by hour.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string>
#include <vector>

#include "io/aermod/deck.hpp"

namespace lantian::io {

struct AermetHour {
  scenarios::LocalHour hour;
  model::plume::SurfaceHour surface;
  std::uint32_t first_level = 0, levels = 0;
  bool selected = true;  // by STARTEND and DAYRANGE
};

struct AermetWeather {
  std::string version;  // of AERMET, from the header
  std::vector<AermetHour> hours;
  std::vector<model::plume::TowerLevel> levels;
  std::span<const model::plume::TowerLevel> levels_of(const AermetHour& hour) const {
    return {levels.data() + hour.first_level, hour.levels};
  }
};

/// Both files are read whole and must name the same hours. What AERMOD takes as missing becomes absent
/// [EPA2024b]; hours must follow each other unless the deck says NOCHKD. Mistakes are
/// collected, notes told.
AermetWeather read_aermet(const Deck& deck, Diagnostics& mistakes, std::vector<Diagnostic>& notes);

/// 1988 of 88: two digits are of the century that begins with the deck's first year.
int full_year(int written, int first_year);

}  // namespace lantian::io
