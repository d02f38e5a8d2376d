/// A place where results are read off: a monitoring station, a township, the upwind edge.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

enum class MonitorKind { county_control, township, national, upwind };
inline constexpr std::array<std::string_view, 4> monitor_kind_names{"county_control", "township", "national",
                                                                    "upwind"};

struct Monitor {
  std::string id;
  Label label;
  MonitorKind kind = MonitorKind::township;
  std::string region;
  Place place;
  std::string source;
};

}  // namespace lantian::scenarios
