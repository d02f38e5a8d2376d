/// FNV-1a of 64 bits: bytes as a number, the same on any machine [Fowler1991].
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string_view>

namespace lantian::scenarios {

/// `before`: the number of the bytes that come first.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t before = 14695981039346656037u) {
  for (const char byte : bytes) before = (before ^ static_cast<unsigned char>(byte)) * 1099511628211u;
  return before;
}

}  // namespace lantian::scenarios
