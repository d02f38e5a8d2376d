#include <gtest/gtest.h>

#include <sstream>

#include "run/engine.hpp"
#include "tests/support/chemistry_box.hpp"
#include "tests/support/mechanism_writers.hpp"

namespace {

using namespace lantian;
namespace fs = std::filesystem;

/// The embedded case with a mechanism file of its own.
class CaseMechanism : public testing::Test {
 protected:
  fs::path folder =
      fs::temp_directory_path() / ("lantian-case-" + std::to_string(getpid()) + "-" +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());

  void SetUp() override {
    fs::copy(tests::source_root() / "cases/mengzhou", folder, fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(folder); }

  void use(const std::string& name, const std::string& mechanism) {
    std::ofstream(folder / name) << mechanism;
    std::ostringstream text;
    text << std::ifstream(folder / "case.toml").rdbuf();
    std::string now = text.str();
    const std::string old = "mechanism = \"cb6r3\"";
    now.replace(now.find(old), old.size(), "mechanism = \"" + name + "\"");
    std::ofstream(folder / "case.toml") << now;
  }
  /// Codes of the mistakes and how often each.
  std::map<std::string, int> mistakes() {
    std::map<std::string, int> codes;
    try {
      run::check_case(folder / "case.toml", {});
    } catch (const io::InputErrors& errors) {
      for (const auto& one : errors.mistakes) ++codes[one.code];
    }
    return codes;
  }
};

TEST_F(CaseMechanism, MayBeJson) {
  use("own.json", tests::json_of(tests::cb6r3()));
  EXPECT_TRUE(mistakes().empty());
}

TEST_F(CaseMechanism, MayBeKpp) {
  use("own.eqn", tests::kpp_of(tests::cb6r3(), true));
  EXPECT_TRUE(mistakes().empty());
}

TEST_F(CaseMechanism, MustWeighItsSpecies) {
  const auto lumped = tests::kpp_of(tests::cb6r3());
  use("own.kpp", lumped);
  const auto found = mistakes();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.begin()->first, "species_without_mass");
  EXPECT_GT(found.begin()->second,
            40);  // all but those with nitrogen or sulfur, the only atoms that CB6r3 counts
}

TEST_F(CaseMechanism, MustAskForRatesThatARunHas) {
  auto mechanism = tests::cb6r3();
  for (auto& reaction : mechanism.reactions) {
    if (reaction.id == "R1") reaction.rate = model::chemistry::Photolysis{"NO2_IUPAC11"};
    if (reaction.id == "HET_NO2") reaction.rate = model::chemistry::UserDefined{"HET_NO"};
  }
  use("own.json", tests::json_of(mechanism));
  EXPECT_EQ(mistakes(),
            (std::map<std::string, int>{{"unknown_photolysis", 1}, {"unknown_supplied_rate", 1}}));
}

TEST_F(CaseMechanism, LeavesEmissionAndLossToTheRunAndSaysSo) {
  std::string text = tests::json_of(tests::cb6r3());
  const std::string emission =
      R"({"type": "EMISSION", "name": "EMIS", "gas phase": "gas", "products": ["NO"]}, )";
  text.insert(text.find("[", text.find("\"reactions\"")) + 1, emission);
  use("own.json", text);
  const auto checked = run::check_case(folder / "case.toml", {});
  const auto& notes = checked.notes.items();
  EXPECT_EQ(std::count_if(notes.begin(), notes.end(), [](const auto& n) { return n.code == "left_to_run"; }),
            1);
}

}  // namespace
