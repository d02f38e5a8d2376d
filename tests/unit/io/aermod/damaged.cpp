// A few hundred damaged decks and weather files; tests/long has ten thousand, of real decks.
#include "tests/support/damaged_decks.hpp"
#include "tests/support/small_deck.hpp"

namespace {

using namespace lantian;

class DamagedDecks : public ::testing::Test {
 protected:
  tests::ScratchFolder folder;
  tests::DamageCount damage(const std::string& file, unsigned seed) {
    tests::SmallDeck().write(folder);
    return tests::damage_file(folder, "small.inp", file, 250, seed);
  }
};

TEST_F(DamagedDecks, TheDeckItself) { EXPECT_GT(damage("small.inp", 1).refused, 150); }
TEST_F(DamagedDecks, TheSurfaceFile) { EXPECT_GT(damage("met.sfc", 2).refused, 40); }
TEST_F(DamagedDecks, TheProfiles) { EXPECT_GT(damage("met.pfl", 3).refused, 40); }

}  // namespace
