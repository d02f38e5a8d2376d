#include "io/aermod/area_outline.hpp"

#include <cmath>
#include <numbers>

namespace lantian::io {
namespace {

using model::plume::Vertex;

double cross(const Vertex& a, const Vertex& b) { return a.x * b.y - b.x * a.y; }

/// Twice the signed area, about the first vertex so that large coordinates lose nothing.
template <class Add>
double doubled_area(const Outline& outline, const Add& add) {
  double sum = 0.0;
  const Vertex& origin = outline.front();
  for (std::size_t n = 1; n + 1 < outline.size(); ++n) {
    const Vertex a{outline[n].x - origin.x, outline[n].y - origin.y},
        b{outline[n + 1].x - origin.x, outline[n + 1].y - origin.y};
    sum += cross(a, b);
    add(a, b, cross(a, b));
  }
  return sum;
}

}  // namespace

Outline rectangle(double x, double y, double along_x, double along_y, double angle) {
  const double sine = std::sin(angle), cosine = std::cos(angle);
  Outline outline{{x, y}};
  outline.push_back({outline[0].x + along_y * sine, outline[0].y + along_y * cosine});
  outline.push_back({outline[1].x + along_x * cosine, outline[1].y - along_x * sine});
  outline.push_back({outline[2].x - along_y * sine, outline[2].y - along_y * cosine});
  return outline;
}

Outline strip(Vertex from, Vertex to, double width) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  const double angle = std::atan2(to.x - from.x, to.y - from.y);
  return rectangle(from.x - width / 2.0 * std::cos(angle), from.y + width / 2.0 * std::sin(angle), width,
                   length, angle);
}

Outline circle(double x, double y, double radius, int vertices) {
  const double n = vertices, pi = std::numbers::pi;
  const double apothem = std::sqrt(pi * radius * radius / n * std::tan(pi / n));
  const double reach = apothem / std::sin(pi / n);
  Outline outline;
  for (int v = 0; v < vertices; ++v)
    outline.push_back({x + reach * std::sin(2.0 * pi * v / n), y + reach * std::cos(2.0 * pi * v / n)});
  return outline;
}

double area_of(const Outline& outline) {
  return std::fabs(doubled_area(outline, [](auto&&...) {})) / 2.0;
}

Vertex centroid_of(const Outline& outline) {
  Vertex sum;
  const double doubled = doubled_area(outline, [&](const Vertex& a, const Vertex& b, double weight) {
    sum.x += (a.x + b.x) * weight;
    sum.y += (a.y + b.y) * weight;
  });
  return {outline[0].x + sum.x / (3.0 * doubled), outline[0].y + sum.y / (3.0 * doubled)};
}

Vertex middle_of(const Outline& outline) {
  Vertex sum;
  for (const Vertex& vertex : outline) sum = {sum.x + vertex.x, sum.y + vertex.y};
  const auto n = static_cast<double>(outline.size());
  return {sum.x / n, sum.y / n};
}

}  // namespace lantian::io
