#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/plume/area/area_shapes.hpp"

namespace {

using namespace lantian::model::plume;
constexpr double pi = 3.14159265358979323846;

void expect_at(const Vertex& v, double x, double y) {
  EXPECT_NEAR(v.x, x, 1e-9);  // a few ulp of hundreds of metres
  EXPECT_NEAR(v.y, y, 1e-9);
}

TEST(AreaShapes, RectangleTurnsClockwiseAboutItsFirstCorner) {
  const AreaSource s = rectangle(10.0, 20.0, 100.0, 200.0, pi / 6.0);
  ASSERT_EQ(s.vertices.size(), 4u);
  expect_at(s.vertices[0], 10.0, 20.0);
  expect_at(s.vertices[1], 10.0 + 100.0, 20.0 + 100.0 * std::sqrt(3.0));
  expect_at(s.vertices[3], 10.0 + 50.0 * std::sqrt(3.0), 20.0 - 50.0);
  EXPECT_NEAR(area_of(s), 20000.0, 1e-8);
  expect_at({s.x, s.y}, 10.0 + 50.0 + 25.0 * std::sqrt(3.0), 20.0 + 50.0 * std::sqrt(3.0) - 25.0);
}

TEST(AreaShapes, CircleHasItsAreaAndBeginsInTheNorth) {
  for (const int vertices : {3, 20, 47}) {
    const AreaSource s = circle(1000.0, -500.0, 80.0, vertices);
    EXPECT_NEAR(area_of(s), pi * 6400.0, 1e-8);
    EXPECT_NEAR(s.vertices[0].x, 1000.0, 1e-9);
    EXPECT_GT(s.vertices[0].y, -500.0 + 80.0);
    EXPECT_GT(s.vertices[1].x, 1000.0);  // clockwise
    expect_at({s.x, s.y}, 1000.0, -500.0);
  }
}

TEST(AreaShapes, PolygonsCentreIsThatOfTheAreaHoweverFarTheOrigin) {
  const std::vector<Vertex> shape = {{0, 0}, {6, 0}, {6, 2}, {2, 2}, {2, 4}, {0, 4}};  // an L: 16 m2
  const double x = (12.0 * 3.0 + 4.0 * 1.0) / 16.0, y = (12.0 * 1.0 + 4.0 * 3.0) / 16.0;
  for (const bool reversed : {false, true})
    for (const double far : {0.0, 4e6}) {
      std::vector<Vertex> moved = shape;
      for (Vertex& v : moved) v = {v.x + far, v.y + 0.1 * far};
      if (reversed) std::reverse(moved.begin(), moved.end());
      const AreaSource s = polygon(moved);
      EXPECT_NEAR(s.x, x + far, 1e-8);
      EXPECT_NEAR(s.y, y + 0.1 * far, 1e-8);
      EXPECT_NEAR(area_of(s), 16.0, 1e-8);
    }
}

TEST(AreaShapes, LineIsTheRectangleAlongIt) {
  const AreaSource s = line({0.0, -250.0}, {100.0, 250.0}, 10.0);
  const double length = std::hypot(100.0, 500.0), angle = std::atan2(100.0, 500.0);
  const AreaSource same =
      rectangle(-5.0 * std::cos(angle), -250.0 + 5.0 * std::sin(angle), 10.0, length, angle);
  for (int n = 0; n < 4; ++n) expect_at(s.vertices[n], same.vertices[n].x, same.vertices[n].y);
  expect_at({s.x, s.y}, 50.0, 0.0);
  EXPECT_NEAR(area_of(s), 10.0 * length, 1e-8);
}

}  // namespace
