/// What `lantian mechanism` says of a mechanism: species, reactions by type, atoms that do not balance, the
/// structure of the solver's matrix.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "io/mechanism.hpp"

namespace lantian::io {

/// In the chosen language.
std::string mechanism_text(const MechanismFile& file);

/// Schema lantian.mechanism/1.
std::string mechanism_json(const MechanismFile& file);

}  // namespace lantian::io
