// SPDX-License-Identifier: Apache-2.0
// The one test file that knows a path of this machine: the others come from a compiler cache in any clone.
#include "tests/support/places.hpp"

#include <cstdlib>

namespace lantian::tests {

std::filesystem::path source_root() { return LANTIAN_SOURCE_DIR; }

std::filesystem::path reference_data() {
  const char* chosen = std::getenv("LANTIAN_REFERENCE");
  return chosen != nullptr ? chosen : LANTIAN_REFERENCE_DEFAULT;
}

}  // namespace lantian::tests
