/// Answers of `lantian explain` and of ledgers: which rules made a source's factor, what a plan takes out.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "io/case_inputs.hpp"

namespace lantian::run {

struct ExplainRequest {
  std::string member;     // id; "": the last with scenarios
  std::string source;     // id, what ids begin with, or a pattern with * and ?; "": those changed most
  std::string time;       // local; "": all hours of the run
  std::string pollutant;  // "": all; the table sorts by the largest share of any pollutant's change
  bool json = false;
};

/// Text in the chosen language, or JSON. Throws io::InputErrors for a member, source, time or pollutant that
/// is not there.
std::string explain(const io::CaseInputs& inputs, const ExplainRequest& request);

}  // namespace lantian::run
