/// Box files `lantian.box/1`: air, sun, what is in it and what comes and goes, read with every mistake in its
/// place.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "model/chemistry/mechanism.hpp"
#include "model/chemistry/solver.hpp"
#include "model/numerics/numerical_failure.hpp"
#include "model/quantities/time.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::io {

/// The air of a box at one time; between two times linear.
struct BoxWeather {
  model::UtcSeconds time = 0;
  double temperature = 0.0, pressure = 0.0;  // K, Pa
  double relative_humidity = 0.0;            // 1, over water
  double mixing_height = 0.0;                // m; 0: none is given
  double light = 1.0;                        // 1, actual over clear-sky actinic flux
};

/// Where the light comes from: the sun over a place, or one zenith angle for ever.
struct BoxSun {
  std::optional<double> zenith_angle;      // rad
  double latitude = 0.0, longitude = 0.0;  // rad, east positive
  double altitude = 0.0;                   // m above sea level
  double ozone_column = 0.0;               // DU
};

/// An amount, or what comes of it in a second: as mole fraction, as density, or through the box's floor.
struct BoxAmount {
  enum class Kind { mole_fraction, density, flux } kind = Kind::mole_fraction;
  double value = 0.0;  // 1, molecule cm-3 or mol m-2 (each s-1 for emission)
};

/// Initial values and emission of some species scaled together: an axis of the isopleths.
struct IsoplethAxis {
  std::vector<std::string> species;
  double from = 0.0, to = 0.0;  // factors
  int count = 0;
};
struct Isopleths {
  IsoplethAxis nox, voc;
  std::string species = "O3";
  int averaging_hours = 1;  // of the running mean whose largest value is drawn
};

struct BoxFile {
  std::string id;
  scenarios::Label label;
  std::string mechanism_name;
  std::vector<std::string> additions;  // of data/mechanisms/haze, joined to it
  model::chemistry::Mechanism mechanism;
  model::LocalClock clock;
  model::UtcSeconds start = 0, end = 0;
  double step = 0.0, output_step = 0.0;      // s; the light and the air hold for a step
  std::vector<BoxWeather> weather;           // one: constant
  std::optional<BoxSun> sun;                 // none: dark but for `photolysis`
  std::map<std::string, double> photolysis;  // s-1, in place of the sun's
  std::map<std::string, double> user;        // rates that the mechanism leaves open [s-1]
  std::map<std::string, BoxAmount> initial, emission, background;
  std::vector<double> emission_by_hour;               // 24 factors of the local hour, or none
  double dilution = 0.0;                              // s-1, with the background's air
  std::map<std::string, double> deposition_velocity;  // m s-1
  model::chemistry::GivenMoleFractions fractions;
  model::chemistry::Tolerances tolerances;
  bool single_precision = false;
  std::optional<Isopleths> isopleths;
};

/// Files that it names lie in its own folder or below. Throws InputErrors with all mistakes.
BoxFile read_box(const std::filesystem::path& path);

/// A box file of air that a run could not solve: one step, with all that decided it. `files`: the
/// mechanism's, with the additions of data/mechanisms/haze; one that is no shipped one is copied beside it.
void write_unsolved_air(const model::NumericalFailure& failure, const std::string& mechanism,
                        const std::vector<std::filesystem::path>& files,
                        const model::chemistry::GivenMoleFractions& fractions,
                        const model::chemistry::Tolerances& tolerances, bool single_precision,
                        model::LocalClock clock, const std::filesystem::path& target);

}  // namespace lantian::io
