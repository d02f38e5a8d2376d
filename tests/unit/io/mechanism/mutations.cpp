#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "io/diagnostics.hpp"
#include "tests/support/damage.hpp"
#include "tests/support/mechanism_writers.hpp"

namespace {

using namespace lantian;
using model::chemistry::Mechanism;

using tests::damage, tests::Lines, tests::lines_of, tests::text_of;

/// Places where a species stands as a word.
std::size_t uses(const Lines& lines, const std::string& species) {
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  std::size_t count = 0;
  for (const auto& line : lines)
    for (std::size_t at = 0; (at = line.find(species, at)) != std::string::npos; at += species.size())
      count +=
          (at == 0 || !is_word(line[at - 1]) || std::isdigit(static_cast<unsigned char>(line[at - 1]))) &&
          !is_word(line[at + species.size()]);
  return count;
}

/// How many mistakes damage to one line may make: up to three where the structure breaks; and if the line
/// declares a species or lists them, one at every use of one of them.
std::size_t consequences(const Lines& lines, const std::string& line, const Mechanism& mechanism) {
  std::size_t most = 0;
  for (const auto& species : mechanism.species)
    if (line.starts_with("- {name: " + species.name) || line.starts_with(species.name + " = ") ||
        line.find("species: [") != std::string::npos ||
        line.find("\"name\": \"" + species.name) != std::string::npos)
      most = std::max(most, uses(lines, species.name));
  return 3 + most;
}

/// Whatever is damaged, there is a mechanism or there are mistakes, and no more than that line can make.
void expect_kindness(const std::string& ending, const std::string& sound) {
  const Lines original = lines_of(sound);
  const tests::TemporaryFile whole("whole" + ending, sound);
  const Mechanism mechanism = io::read_mechanism(whole.path);
  std::mt19937 random(20261126);
  int refused = 0;
  for (int n = 0; n < 400; ++n) {
    Lines lines = original;
    const std::size_t at = damage(lines, random);
    const tests::TemporaryFile file("damaged" + ending, text_of(lines));
    try {
      io::read_mechanism(file.path);
    } catch (const io::InputErrors& errors) {
      ++refused;
      EXPECT_LE(errors.mistakes.size(), consequences(original, original[at], mechanism))
          << original[at] << "\n"
          << lines[at] << "\n"
          << errors.mistakes.back().code;
    }
  }
  EXPECT_GT(refused, 200);  // most damage shows
}

const Mechanism& teaching() {
  static const Mechanism mechanism = io::read_mechanism(*io::shipped_mechanism("teaching"));
  return mechanism;
}

TEST(DamagedMechanisms, InYaml) {
  std::ostringstream text;
  text << std::ifstream(*io::shipped_mechanism("teaching")).rdbuf();
  expect_kindness(".yaml", text.str());
}
TEST(DamagedMechanisms, InJson) { expect_kindness(".json", tests::json_of(teaching())); }
TEST(DamagedMechanisms, InKpp) { expect_kindness(".eqn", tests::kpp_of(teaching())); }

}  // namespace
