/// The program's version, as written into every output.
// SPDX-License-Identifier: Apache-2.0
#pragma once
namespace lantian::run {
const char* version();
}
