/// Reactions on wet particles that a case adds to its gas mechanism.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/mechanism.hpp"
#include "scenarios/case/case.hpp"

namespace lantian::run {

/// `file` with the reactions of data/mechanisms/haze that the case switches on, as far as the mechanism has
/// their species and does not have them itself. A file none of whose supplied rates would then take
/// part is left out: the keys of the case that it stands for go to `left_out`. Nothing switched on: `file` as
/// it is.
io::MechanismFile with_haze(io::MechanismFile file, const scenarios::CaseChemistry& chemistry,
                            std::vector<std::string>* left_out = nullptr);

}  // namespace lantian::run
