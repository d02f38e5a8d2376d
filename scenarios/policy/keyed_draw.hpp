/// Random numbers by key: the same for the same seed, name and number on any machine, whoever else draws.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace lantian::scenarios {

/// What is drawn for: `name` (an enterprise, a trigger), and a number (a day, a month) under it.
struct DrawKey {
  std::uint64_t seed = 0;
  std::string_view name;
  std::int64_t number = 0;
};

/// Four independent words of Philox4x32-10 [Salmon2011]; `stream` tells draws of one key apart.
std::array<std::uint32_t, 4> keyed_words(const DrawKey& key, std::uint32_t stream);

/// Uniform in [0, 1), a multiple of 2^-32.
double keyed_uniform(const DrawKey& key, std::uint32_t stream);

/// 0 … count - 1, each as likely to 2^-32; `count` ≥ 1.
std::uint32_t keyed_choice(const DrawKey& key, std::uint32_t stream, std::uint32_t count);

/// Nearly normal, mean 0, standard deviation 1, within ±6: the sum of twelve uniforms less 6, which no
/// mathematical library has a part in. Takes streams `stream` to `stream` + 2.
double keyed_normal(const DrawKey& key, std::uint32_t stream);

}  // namespace lantian::scenarios
