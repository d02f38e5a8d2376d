/// Restart files: named arrays and the identity of the run they belong to, as HDF5.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "io/diagnostics.hpp"

namespace lantian::io {

inline constexpr int restart_format = 4;  // 4: the ledger's clipped mass

struct NamedArray {
  std::vector<std::uint64_t> shape;
  std::variant<std::vector<float>, std::vector<double>, std::vector<std::int64_t>> values;
};

struct RestartFile {
  /// What must be equal for a restart to be the same run: case, mechanism, grid, members, numeric mode …
  std::map<std::string, std::string> identity;
  std::map<std::string, NamedArray> arrays;
};

/// Written aside and renamed. Throws WriteFailure.
void write_restart(const RestartFile& contents, const std::filesystem::path& target);

/// Throws InputErrors: not a regular file, not HDF5 or broken, of another format, or an identity that differs
/// (each entry is named). Links that leave the file are not followed.
RestartFile read_restart(const std::filesystem::path& file,
                         const std::map<std::string, std::string>& identity);

}  // namespace lantian::io
