#include "model/plume/area/area_shapes.hpp"

#include <cmath>
#include <utility>

#include "model/numerics/trigonometry.hpp"
#include "model/plume/constants.hpp"

namespace lantian::model::plume {
namespace {

/// Twice the area (anticlockwise: positive) and its moments, about the first vertex so that far origins cost
/// no digits.
struct Moments {
  double twice_area = 0.0, x = 0.0, y = 0.0;
};
Moments moments_of(const std::vector<Vertex>& v) {
  Moments sum;
  for (std::size_t n = 0; n < v.size(); ++n) {
    const Vertex& next = v[(n + 1) % v.size()];
    const double ax = v[n].x - v[0].x, ay = v[n].y - v[0].y, bx = next.x - v[0].x, by = next.y - v[0].y;
    const double cross = ax * by - bx * ay;
    sum.twice_area += cross;
    sum.x += (ax + bx) * cross;
    sum.y += (ay + by) * cross;
  }
  return sum;
}

}  // namespace

AreaSource rectangle(double x, double y, double side_x, double side_y, double turned) {
  const auto way = numerics::sine_cosine(turned);
  const Vertex along_y = {side_y * way.sine, side_y * way.cosine},
               along_x = {side_x * way.cosine, -side_x * way.sine};
  AreaSource source;
  source.vertices = {{x, y},
                     {x + along_y.x, y + along_y.y},
                     {x + along_y.x + along_x.x, y + along_y.y + along_x.y},
                     {x + along_x.x, y + along_x.y}};
  source.x = x + 0.5 * (along_y.x + along_x.x);
  source.y = y + 0.5 * (along_y.y + along_x.y);
  return source;
}

AreaSource circle(double x, double y, double radius, int vertices) {
  const double half_angle = pi / vertices;
  const auto half = numerics::sine_cosine(half_angle);
  // Distance of the sides, so that the polygon has the circle's area; then of the vertices.
  const double side = std::sqrt(half_angle * radius * radius * (half.sine / half.cosine));
  const double reach = side / half.sine;
  AreaSource source;
  source.x = x;
  source.y = y;
  for (int n = 0; n < vertices; ++n) {
    const auto way = numerics::sine_cosine(2.0 * half_angle * n);
    source.vertices.push_back({x + reach * way.sine, y + reach * way.cosine});
  }
  return source;
}

AreaSource polygon(std::vector<Vertex> vertices) {
  AreaSource source;
  const Moments sum = moments_of(vertices);
  source.x = vertices.front().x + sum.x / (3.0 * sum.twice_area);
  source.y = vertices.front().y + sum.y / (3.0 * sum.twice_area);
  source.vertices = std::move(vertices);
  return source;
}

AreaSource line(Vertex from, Vertex to, double width) {
  const double east = to.x - from.x, north = to.y - from.y, length = std::hypot(east, north);
  const Vertex half_width = {0.5 * width * north / length, -0.5 * width * east / length};
  AreaSource source;
  source.vertices = {{from.x - half_width.x, from.y - half_width.y},
                     {to.x - half_width.x, to.y - half_width.y},
                     {to.x + half_width.x, to.y + half_width.y},
                     {from.x + half_width.x, from.y + half_width.y}};
  source.x = 0.5 * (from.x + to.x);
  source.y = 0.5 * (from.y + to.y);
  return source;
}

double area_of(const AreaSource& source) { return 0.5 * std::fabs(moments_of(source.vertices).twice_area); }

}  // namespace lantian::model::plume
