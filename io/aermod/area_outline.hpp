/// Rectangles, lines and circles of a deck as the polygons that AERMOD makes of them [EPA2024].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/plume/sources.hpp"

namespace lantian::io {

using Outline = std::vector<model::plume::Vertex>;

/// Sides along x and y from the corner `x`, `y`, turned clockwise by `angle` [rad] about it.
Outline rectangle(double x, double y, double along_x, double along_y, double angle);
/// A strip `width` wide along the segment between two points.
Outline strip(model::plume::Vertex from, model::plume::Vertex to, double width);
/// A regular polygon with the circle's area, its first vertex in the north, clockwise.
Outline circle(double x, double y, double radius, int vertices);

/// Centre of the area that an outline encloses, and the area [m2].
model::plume::Vertex centroid_of(const Outline& outline);
double area_of(const Outline& outline);
/// Mean of the vertices.
model::plume::Vertex middle_of(const Outline& outline);

}  // namespace lantian::io
