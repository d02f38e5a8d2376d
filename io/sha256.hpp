/// SHA-256 of bytes, as lower-case hexadecimal: for provenance and for telling whether two runs are the same.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace lantian::io {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::span<const std::byte> bytes);
  void add(std::string_view text) { add(std::as_bytes(std::span(text))); }
  std::string hex();  // ends it

 private:
  struct Digest;
  std::unique_ptr<Digest> digest_;
};

std::string sha256(std::string_view text);
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace lantian::io
