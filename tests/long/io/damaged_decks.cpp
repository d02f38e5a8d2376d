// Ten thousand damaged decks and weather files, from the reference's own.
#include "tests/support/damaged_decks.hpp"
#include "tests/support/places.hpp"

namespace {

using namespace lantian;
namespace fs = std::filesystem;

TEST(DamagedDecks, TenThousandOfTheReference) {
  const fs::path root = tests::reference_data() / "aermod";
  if (!fs::is_directory(root)) GTEST_SKIP() << "no reference decks in " << root;
  unsigned seed = 20261126;
  int all = 0;
  double slowest = 0.0;
  for (const auto& one : fs::directory_iterator(root)) {
    if (!one.is_directory()) continue;
    const tests::ScratchFolder folder;
    std::string deck;
    for (const auto& file : fs::directory_iterator(one.path())) {
      const std::string name = file.path().filename().string();
      if (name.starts_with("ref_") || name.starts_with("pg_")) continue;
      fs::copy_file(file.path(), folder.path() / name);
      if (file.path().extension() == ".inp") deck = name;
    }
    for (const auto& file : fs::directory_iterator(folder.path())) {
      const std::string name = file.path().filename().string();
      const int times = name == deck ? 400 : 80;
      slowest = std::max(slowest, tests::damage_file(folder, deck, name, times, seed++).slowest);
      all += times;
    }
  }
  EXPECT_GT(all, 10000);
  RecordProperty("slowest_s", std::to_string(slowest));
}

}  // namespace
