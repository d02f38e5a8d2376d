/// Where the project's own files and the reference data lie.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

namespace lantian::tests {

/// Root of the sources, with cases/ and data/.
std::filesystem::path source_root();

/// What some tests need and skip without: LANTIAN_REFERENCE, or the folder chosen when building.
std::filesystem::path reference_data();

}  // namespace lantian::tests
