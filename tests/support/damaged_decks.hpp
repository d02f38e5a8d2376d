/// Decks and weather files that are damaged, read and, where they still can be, computed.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>

#include "run/aermod/run_deck.hpp"
#include "tests/support/damage.hpp"
#include "tests/support/scratch_folder.hpp"

namespace lantian::tests {

struct DamageCount {
  int refused = 0, read = 0;
  double slowest = 0.0;  // s
};

/// Damages one file of a folder `times` over, up to three lines at once. Whatever comes of it, there are
/// results or mistakes, within five seconds and a gigabyte, and no file is left.
inline DamageCount damage_file(const ScratchFolder& folder, const std::string& deck, const std::string& file,
                               int times, unsigned seed) {
  std::ifstream in(folder.path() / file, std::ios::binary);
  const std::string sound((std::istreambuf_iterator<char>(in)), {});
  const std::string listing = folder.listing();
  std::mt19937 random(seed);
  DamageCount count;
  for (int n = 0; n < times; ++n) {
    Lines lines = lines_of(sound);
    for (unsigned line = 0; line <= random() % 3; ++line) damage(lines, random);
    folder.write(file, text_of(lines));
    const auto began = std::chrono::steady_clock::now();
    try {
      const auto inputs = run::read_deck_inputs(folder.path() / deck);
      ++count.read;
      if (inputs.deck.sources.size() * inputs.deck.receptors.size() < 2000 &&
          inputs.weather.hours.size() < 200)
        run::for_each_hour(inputs, model::plume::Evaluation::direct, [](const run::DeckHour&) {});
    } catch (const io::InputErrors& errors) {
      ++count.refused;
      EXPECT_FALSE(errors.mistakes.empty());
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - began;
    count.slowest = std::max(count.slowest, taken.count());
    EXPECT_LT(taken.count(), 5.0) << file << " " << n;
    EXPECT_EQ(folder.listing(), listing);
  }
  folder.write(file, sound);
  struct rusage use {};
  getrusage(RUSAGE_SELF, &use);
  EXPECT_LT(use.ru_maxrss, 1000000);  // kB
  return count;
}

}  // namespace lantian::tests
