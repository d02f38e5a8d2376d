/// How far a source's plume counts in the city field (docs/theory/city-field.md, section 2).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/sources.hpp"

namespace lantian::model::city {

/// m, from the middle of a stack or volume, from the edge of an area; within an area 0.
double distance_to(const plume::Source& source, double x, double y);

/// 1 up to half of the reach, then linearly less, 0 from the reach on.
double part_within(double distance, double reach);

}  // namespace lantian::model::city
