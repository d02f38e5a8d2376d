/// A text or binary file that grows while a run goes on, and takes its name only when it is whole.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <fstream>
#include <string_view>

#include "io/atomic_file.hpp"

namespace lantian::io {

/// Without `commit` nothing is left. Throws WriteFailure where the disk refuses.
class StreamedFile {
 public:
  explicit StreamedFile(const std::filesystem::path& target);
  void write(std::string_view text);
  void commit();

 private:
  FileAside aside_;
  std::ofstream out_;
};

}  // namespace lantian::io
