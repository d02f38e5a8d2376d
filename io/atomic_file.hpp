/// Nothing is half written: a file appears under its name only when it is whole.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace lantian::io {

/// A full disk, a folder that may not be written: exit code 1. `what()` names the file and the system's
/// reason.
struct WriteFailure : std::runtime_error {
  WriteFailure(const std::filesystem::path& file, const std::string& reason)
      : std::runtime_error(file.string() + ": " + reason) {}
};

/// A name beside `target` to write to. `commit` syncs it to disk and renames it; without, it is removed.
class FileAside {
 public:
  explicit FileAside(std::filesystem::path target);
  ~FileAside();
  FileAside(const FileAside&) = delete;
  FileAside& operator=(const FileAside&) = delete;

  const std::filesystem::path& path() const { return aside_; }
  const std::filesystem::path& target() const { return target_; }
  void commit();

 private:
  std::filesystem::path target_, aside_;
  bool committed_ = false;
};

/// The whole of a text at once.
void write_atomically(const std::filesystem::path& target, std::string_view text);

}  // namespace lantian::io
