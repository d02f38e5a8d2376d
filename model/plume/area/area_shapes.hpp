/// Rectangles, circles and lines as the polygons that the engine integrates over.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/sources.hpp"

namespace lantian::model::plume {

/// Each gives the outline and its centre; height, initial sigma_z and the rest are the caller's.

/// One corner at (x, y), side_x and side_y long [m], turned clockwise about that corner by `turned` [rad];
/// the centre is the mean of the corners [EPA2024].
AreaSource rectangle(double x, double y, double side_x, double side_y, double turned);

/// A regular polygon of the circle's area, the first vertex north of the centre (x, y) [EPA2024].
AreaSource circle(double x, double y, double radius, int vertices = 20);

/// Vertices in either sense; the centre is that of the area.
AreaSource polygon(std::vector<Vertex> vertices);

/// A road or conveyor: the rectangle of the given width [m] along the way from one end to the other.
AreaSource line(Vertex from, Vertex to, double width);

/// m2, of the polygon.
double area_of(const AreaSource& source);

}  // namespace lantian::model::plume
