/// A method did not reach its answer: which process, where, when and for what.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "model/quantities/time.hpp"

namespace lantian::model {

/// The air of a cell that could not be solved, as it was when the step began: enough to try it again by
/// itself.
struct UnsolvedAir {
  double interval = 0.0;                                              // s
  double temperature = 0.0, pressure = 0.0, relative_humidity = 0.0;  // K, Pa, 1
  std::vector<std::pair<std::string, double>> density;                // molecule cm-3
  std::vector<std::pair<std::string, double>> photolysis, rate;       // s-1
  std::string reaction;                                               // turns the failed species over fastest
};

/// Thrown by a process for the lowest failed cell after all other cells and members have finished.
class NumericalFailure : public std::exception {
 public:
  NumericalFailure(std::string process_name, std::size_t cell_index, int member_index,
                   std::string species_name, UtcSeconds when, double seconds_into_step,
                   UnsolvedAir unsolved = {})
      : process(std::move(process_name)),
        species(std::move(species_name)),
        cell(cell_index),
        member(member_index),
        time(when),
        elapsed(seconds_into_step),
        air(std::move(unsolved)) {}
  const char* what() const noexcept override { return "numerical failure"; }

  std::string process, species;
  std::size_t cell;  // plain (k, j, i) index without a rim, Grid::cell
  int member;
  UtcSeconds time;  // beginning of the step
  double elapsed;   // s into the step
  UnsolvedAir air;
};

}  // namespace lantian::model
