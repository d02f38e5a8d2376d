/// Kinds of sources that plumes are asked for.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::scenarios {

struct PlumeChoice {
  bool stacks = true, yards = true, roads = true, areas = false;
  double road_width = 20.0;  // m
  /// Above 0, m: for a map of squares as wide as this. No road or yard is narrower, and yards are areas,
  /// which have air inside, instead of volumes, which have none.
  double square = 0.0;
};

}  // namespace lantian::scenarios
