/// The sheets of the works under a warning, and plants.csv.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/case_inputs.hpp"
#include "scenarios/evaluate/evaluation.hpp"
#include "scenarios/evaluate/plant_sheets.hpp"

namespace lantian::run {

struct PlantSheets {
  std::string member;
  std::vector<scenarios::PlantDuty> duties;
};

/// Of the comparisons' members. Of members whose plans are still to come nothing is said.
std::vector<PlantSheets> plant_sheets(const io::CaseInputs& inputs,
                                      const std::vector<scenarios::Comparison>& comparisons);

/// plants.csv, without its mark.
std::string plants_csv(const io::CaseInputs& inputs, const std::vector<PlantSheets>& sheets);

}  // namespace lantian::run
