/// Keys of [plumes].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/case.hpp"

namespace lantian::io {

/// Which sources become plumes, and how wide roads are.
void describe_plume_choice(KeyVisitor& visitor, scenarios::PlumeChoice& sources);

void describe_plumes(KeyVisitor& visitor, scenarios::CasePlumes& plumes);

/// A map needs a corner and sides that hold a point, and hours that fit into one file.
void check_plumes(const CaseFile& file, Diagnostics& diagnostics);

}  // namespace lantian::io
