/// What a member of a case leaves out, as the emission's assembly has it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "scenarios/case/case.hpp"
#include "scenarios/emission/hourly_emission.hpp"

namespace lantian::run {

inline scenarios::Exclusion exclusion_of(scenarios::Exclude exclude) {
  switch (exclude) {
    case scenarios::Exclude::window:
      return scenarios::Exclusion::window;
    case scenarios::Exclude::county:
      return scenarios::Exclusion::county;
    case scenarios::Exclude::nothing:
      break;
  }
  return scenarios::Exclusion::none;
}

}  // namespace lantian::run
