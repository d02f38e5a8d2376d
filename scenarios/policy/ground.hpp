/// What the measures of a scenario act on, and what its windows are judged against.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "scenarios/policy/scenario.hpp"
#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

struct Ground {
  const Scenario& scenario;
  const Inventory& inventory;
  const Surroundings& around;
};

}  // namespace lantian::scenarios
