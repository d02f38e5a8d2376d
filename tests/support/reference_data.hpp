/// Where the reference data lie that some tests need and skip without.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdlib>
#include <filesystem>

namespace lantian::tests {

inline std::filesystem::path reference_data() {
  const char* chosen = std::getenv("LANTIAN_REFERENCE");
  return chosen != nullptr ? chosen : LANTIAN_REFERENCE_DEFAULT;
}

}  // namespace lantian::tests
