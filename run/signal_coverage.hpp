/// Signals must last as long as the time over which plans are summed: where one ends, windows would close in
/// silence.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>
#include <string>

#include "io/case_inputs.hpp"

namespace lantian::run {

/// Over several scenario files each signal is told once.
class SignalCoverage {
 public:
  SignalCoverage(const io::CaseInputs& inputs, scenarios::Period period, io::Diagnostics& diagnostics)
      : inputs_(inputs), period_(period), diagnostics_(diagnostics) {}
  void check(const io::ScenarioFile& file);

 private:
  const io::CaseInputs& inputs_;
  scenarios::Period period_;
  io::Diagnostics& diagnostics_;
  std::set<std::string> told_;
};

}  // namespace lantian::run
