/// `lantian box`: a box of air by any mechanism, hour by hour, or as isopleths over two scaled precursors.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "io/box/box_file.hpp"

namespace lantian::run {

/// Mole fractions at one time, by species of the mechanism; those of given species are 0.
struct BoxInstant {
  model::UtcSeconds time = 0;
  double temperature = 0.0, pressure = 0.0;  // K, Pa
  double cosine_of_zenith = 0.0;             // of the sun; 0 without one
  std::vector<double> mole_fraction;         // 1
};

/// At the start and at the end of each output step.
using BoxSeries = std::vector<BoxInstant>;

/// Throws std::runtime_error with time, species and reaction where a box cannot be solved.
BoxSeries simulate_box(const io::BoxFile& box);

/// The largest running mean of the species [1] by factor of NOx (rows) and of VOC.
struct IsoplethField {
  std::vector<double> nox, voc;  // factors
  std::vector<std::vector<double>> largest;
};
IsoplethField simulate_isopleths(const io::BoxFile& box);

/// Times, temperature [K] and mole fractions [ppb] as CSV; species in the order of the mechanism.
std::string box_csv(const io::BoxFile& box, const BoxSeries& series);
/// Start, end and largest value of what is most of the air's reactive part; the rest is in the CSV.
std::string box_text(const io::BoxFile& box, const BoxSeries& series);
std::string box_json(const io::BoxFile& box, const BoxSeries& series);

std::string isopleth_csv(const io::BoxFile& box, const IsoplethField& field);
std::string isopleth_text(const io::BoxFile& box, const IsoplethField& field);
std::string isopleth_json(const io::BoxFile& box, const IsoplethField& field);

}  // namespace lantian::run
