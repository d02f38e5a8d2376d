/// A place where plumes are read off: a monitor, a township, one of the case's own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

struct PlumePlace {
  std::string id, kind;  // kind: "monitor", "township" or "receptor"
  Label label;
  Place place;
  double above_ground = 0.0;  // m
};

}  // namespace lantian::scenarios
