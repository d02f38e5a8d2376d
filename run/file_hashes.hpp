/// What tells whether the files of two runs are the same.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace lantian::run {

/// SHA-256 over the names, relative to `root`, and the contents of files, and of all files within folders.
std::string hash_of_files(const std::vector<std::string>& named, const std::filesystem::path& root);

/// Of one file its own; of a mechanism in several files, all of them in the order of reading.
std::string hash_of_mechanism(const std::vector<std::filesystem::path>& files);

}  // namespace lantian::run
