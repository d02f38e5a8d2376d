/// Random areas of each shape, and receptors in, beside and far from them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>
#include <vector>

#include "model/plume/area/area_shapes.hpp"
#include "tests/support/plume_scenes.hpp"

namespace lantian::tests {

inline model::plume::AreaSource random_area(PlumeScenes& scenes) {
  namespace plume = model::plume;
  const double x = scenes.between(-300.0, 300.0), y = scenes.between(-300.0, 300.0);
  plume::AreaSource s;
  if (scenes.chance(0.3))
    s = plume::rectangle(x, y, scenes.magnitude(3.0, 1500.0), scenes.magnitude(3.0, 1500.0),
                         scenes.between(-1.5, 1.5));
  else if (scenes.chance(0.4))
    s = plume::line({x, y}, {x + scenes.between(-900.0, 900.0), y + scenes.between(-900.0, 900.0)},
                    scenes.magnitude(1.0, 60.0));
  else if (scenes.chance(0.5))
    s = plume::circle(x, y, scenes.magnitude(5.0, 800.0));
  else {
    std::vector<plume::Vertex> star;  // as seen from (x, y): never crosses itself
    const int vertices = 3 + static_cast<int>(scenes.between(0.0, 10.0));
    for (int n = 0; n < vertices; ++n) {
      const double reach = scenes.between(40.0, 500.0),
                   way = 6.283185307179586 * (n + scenes.between(0.0, 0.9)) / vertices;
      star.push_back({x + reach * std::cos(way), y + reach * std::sin(way)});
    }
    s = plume::polygon(star);
  }
  s.height = scenes.magnitude(0.3, 60.0);
  s.initial_sigma_z = scenes.chance(0.4) ? 0.0 : scenes.magnitude(0.2, 30.0);
  return s;
}

inline std::vector<model::plume::Receptor> receptors_about(PlumeScenes& scenes,
                                                           const model::plume::AreaSource& s, int count,
                                                           double above_ground) {
  std::vector<model::plume::Receptor> places;
  for (int n = 0; n < count; ++n) {
    const double away = scenes.magnitude(3.0, 8000.0), way = scenes.between(0.0, 6.2831853);
    const double ground = scenes.between(-20.0, 120.0);
    places.push_back({s.x + away * std::cos(way), s.y + away * std::sin(way), ground,
                      ground + scenes.between(0.0, 200.0), above_ground});
  }
  return places;
}

}  // namespace lantian::tests
