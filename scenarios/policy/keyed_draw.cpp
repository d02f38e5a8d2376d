#include "scenarios/policy/keyed_draw.hpp"

#include <Random123/philox.h>

#include "scenarios/policy/fnv.hpp"

namespace lantian::scenarios {

namespace {

constexpr double word = 1.0 / 4294967296.0;  // 2^-32

}  // namespace

std::array<std::uint32_t, 4> keyed_words(const DrawKey& key, std::uint32_t stream) {
  const auto low = [](std::uint64_t n) { return static_cast<std::uint32_t>(n); };
  const auto high = [](std::uint64_t n) { return static_cast<std::uint32_t>(n >> 32); };
  const std::uint64_t name = fnv1a(key.name);
  const r123::Philox4x32::ctr_type counter{
      {low(name), high(name), low(static_cast<std::uint64_t>(key.number)), stream}};
  const auto drawn = r123::Philox4x32()(counter, r123::Philox4x32::key_type{{low(key.seed), high(key.seed)}});
  return {drawn[0], drawn[1], drawn[2], drawn[3]};
}

double keyed_uniform(const DrawKey& key, std::uint32_t stream) { return keyed_words(key, stream)[0] * word; }

std::uint32_t keyed_choice(const DrawKey& key, std::uint32_t stream, std::uint32_t count) {
  return static_cast<std::uint32_t>((std::uint64_t{keyed_words(key, stream)[0]} * count) >> 32);
}

double keyed_normal(const DrawKey& key, std::uint32_t stream) {
  double sum = -6.0;
  for (std::uint32_t n = 0; n < 3; ++n)
    for (const auto drawn : keyed_words(key, stream + n)) sum += drawn * word;
  return sum;
}

}  // namespace lantian::scenarios
