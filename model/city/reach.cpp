#include "model/city/reach.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lantian::model::city {
namespace {

double distance_to_side(plume::Vertex a, plume::Vertex b, double x, double y) {
  const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  const double along =
      length2 > 0.0 ? std::clamp(((x - a.x) * dx + (y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  const double east = x - a.x - along * dx, north = y - a.y - along * dy;
  return std::sqrt(east * east + north * north);
}

double distance_to_area(const std::vector<plume::Vertex>& corners, double x, double y) {
  double nearest = std::numeric_limits<double>::infinity();
  bool inside = false;  // an odd number of sides lies east of the place
  for (std::size_t n = 0; n < corners.size(); ++n) {
    const auto a = corners[n], b = corners[(n + 1) % corners.size()];
    nearest = std::min(nearest, distance_to_side(a, b, x, y));
    if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
  }
  return inside ? 0.0 : nearest;
}

}  // namespace

double distance_to(const plume::Source& source, double x, double y) {
  if (const auto* area = std::get_if<plume::AreaSource>(&source))
    return distance_to_area(area->vertices, x, y);
  const auto& place = std::visit([](const auto& one) -> const plume::Release& { return one; }, source);
  return std::sqrt((x - place.x) * (x - place.x) + (y - place.y) * (y - place.y));
}

double part_within(double distance, double reach) {
  return std::clamp(2.0 - 2.0 * distance / reach, 0.0, 1.0);
}

}  // namespace lantian::model::city
