/// Background tables of a case.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/case.hpp"
#include "scenarios/background/background.hpp"

namespace lantian::io {

scenarios::Background read_background(const CaseFile& file, Diagnostics& diagnostics);

}  // namespace lantian::io
