/// The hours of a deck, one after the other: concentrations of each group at each receptor.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "io/aermod/hourly_files.hpp"
#include "model/plume/plume.hpp"
#include "scenarios/dispersion/averages.hpp"

namespace lantian::run {

struct DeckHour {
  std::size_t index = 0;  // into the weather's hours
  scenarios::LocalHour hour;
  scenarios::HourUse use = scenarios::HourUse::computed;
  std::span<const double> values;   // group * receptors + receptor, in the deck's unit; empty unless computed
  std::span<const double> emitted;  // kg s-1, by group
};

/// What is computed from: all files read.
struct DeckInputs {
  io::Deck deck;
  io::AermetWeather weather;
  io::HourlyEmission emission;
  std::vector<double> ozone;  // kg m-3 of each hour of the weather; empty: the deck's own, or none
};

/// Calls `each` for every selected hour in the order of time. The bits do not depend on the number of
/// threads. Memory beyond the inputs: bounded by `most_values` of source times receptor.
void for_each_hour(const DeckInputs& inputs, model::plume::Evaluation evaluation,
                   const std::function<void(const DeckHour&)>& each);

/// Sources times receptors that are kept at once.
inline constexpr std::size_t most_values = 50000000;

}  // namespace lantian::run
