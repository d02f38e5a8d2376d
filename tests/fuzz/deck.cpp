// Decks with their weather as a fuzzer makes them: whatever the bytes, there are inputs or mistakes.
// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "run/aermod/run_deck.hpp"
#include "tests/support/damage.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {

using namespace lantian;

const char* const separator = "\n%%\n";  // between the deck, the surface file and the profiles
const char* const names[] = {"deck.inp", "two-days.sfc", "two-days.pfl"};

const tests::ScratchFolder& folder() {
  static const tests::ScratchFolder one;
  return one;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string rest(reinterpret_cast<const char*>(data), size);
  for (const char* name : names) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    folder().write(name, rest.substr(0, end));
    rest.erase(0, std::min(end + std::char_traits<char>::length(separator), rest.size()));
  }
  try {
    run::read_deck_inputs(folder().path() / names[0]);
  } catch (const io::InputErrors& errors) {
    if (errors.mistakes.empty()) std::abort();
  }
  return 0;
}

#ifndef LANTIAN_LIBFUZZER
/// Without libFuzzer: fuzz_deck SECONDS SEED FOLDER damages the deck two-days of the folder over and over.
int main(int count, char** arguments) {
  if (count != 4) return std::puts("fuzz_deck SECONDS SEED FOLDER"), 2;
  const double seconds = std::atof(arguments[1]);
  std::mt19937 random(static_cast<unsigned>(std::atoi(arguments[2])));
  std::string sound;
  for (const char* name : {"two-days.inp", "two-days.sfc", "two-days.pfl"}) {
    std::ifstream in(std::filesystem::path(arguments[3]) / name, std::ios::binary);
    sound += std::string((std::istreambuf_iterator<char>(in)), {}) + separator;
  }
  const tests::Lines original = tests::lines_of(sound);
  const auto began = std::chrono::steady_clock::now();
  long runs = 0;
  for (; std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count() < seconds; ++runs) {
    tests::Lines lines = original;
    for (unsigned n = 0; n <= random() % 5; ++n) tests::damage(lines, random);
    const std::string text = tests::text_of(lines);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  }
  std::printf("%ld damaged decks\n", runs);
  return 0;
}
#endif
