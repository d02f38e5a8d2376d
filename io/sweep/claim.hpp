/// Who computes a batch: a file that one runner makes and keeps fresh, so that others take other work. No
/// lock: where two believe that they hold it, both compute the same bytes.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

namespace lantian::io {

/// Another machine's claim counts as left behind when it has not been touched for so long [s].
inline constexpr double claim_lasts = 300.0;

class Claim {
 public:
  /// Nothing where another runner holds it: a process of this machine that lives, or one elsewhere that has
  /// touched it lately by the file system's own clock. Throws WriteFailure.
  static std::unique_ptr<Claim> take(const std::filesystem::path& file);
  /// Whether somebody seems to hold it.
  static bool is_held(const std::filesystem::path& file);

  ~Claim();
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;

 private:
  explicit Claim(std::filesystem::path file);
  std::filesystem::path file_;
  std::mutex mutex_;
  std::condition_variable ending_;
  bool is_ending_ = false;
  std::thread keeper_;
};

}  // namespace lantian::io
