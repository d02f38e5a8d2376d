/// Places of a case where its plumes are read off.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/projection.hpp"
#include "scenarios/plumes/plume_place.hpp"

namespace lantian::io {

/// Those of the table that [plumes] names; none without one.
std::vector<scenarios::PlumePlace> read_plume_places(const CaseFile& file, const Projection& projection,
                                                     Diagnostics& diagnostics);

}  // namespace lantian::io
