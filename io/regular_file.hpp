/// Files from outside are hostile: only regular files of sane size are read, and only inside the case's
/// folder.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "io/diagnostics.hpp"

namespace lantian::io {

inline constexpr std::uintmax_t most_text_bytes = 256u << 20;  // of one text file: far above any inventory

/// True if `path` is a regular file no larger than `most_bytes`: not a URL, folder, device, pipe or socket. A
/// fault is reported at `mentioned` (where the user wrote the path) or, where that is empty, at the file
/// itself.
bool is_regular_file(const std::filesystem::path& path, Diagnostics& diagnostics,
                     const TextPlace& mentioned = {}, std::uintmax_t most_bytes = UINTMAX_MAX);

/// The whole of a regular file; nothing (and a diagnostic) where it cannot be had.
std::optional<std::string> read_regular_file(const std::filesystem::path& path, Diagnostics& diagnostics,
                                             const TextPlace& mentioned = {},
                                             std::uintmax_t most_bytes = most_text_bytes);

/// As above, and it must be UTF-8 without NUL; a leading byte-order mark is taken off.
std::optional<std::string> read_text_file(const std::filesystem::path& path, Diagnostics& diagnostics,
                                          const TextPlace& mentioned = {});

/// The folder that a case may read from.
class CaseFolder {
 public:
  explicit CaseFolder(std::filesystem::path root, bool outside_allowed = false)
      : root_(std::move(root)), outside_allowed_(outside_allowed) {}
  const std::filesystem::path& root() const { return root_; }

  /// The path `written` in a case file, relative to the folder; nothing (and a diagnostic at `place`) if it
  /// is a URL or leads out of the folder, by `..`, by being absolute or by a link.
  std::optional<std::filesystem::path> resolve(const std::string& written, const TextPlace& place,
                                               Diagnostics& diagnostics) const;

 private:
  std::filesystem::path root_;
  bool outside_allowed_;
};

/// Byte offset of the first byte that is not UTF-8 (or is NUL); npos where all are.
std::size_t first_bad_byte(const std::string& text);

}  // namespace lantian::io
