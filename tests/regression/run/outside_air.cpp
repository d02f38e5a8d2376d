// A member's own share of the air from outside: it alone changes, and by no more than that share.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/town_case.hpp"

namespace {

using namespace lantian;

/// Two members without rules, the second with `outside` under its keys, and one without people.
struct Town : tests::TownCase {
  explicit Town(const std::string& outside)
      : tests::TownCase({{"counterfactual"}, {"joint"}, {"no_window", "", "window"}}) {
    const std::string head = "id = \"joint\"\nlabel = \"joint\"\nscenarios = []\nexclude = \"\"\n";
    write("case.toml", tests::with(text("case.toml"), head, head + outside));
  }
};

double sum_of(const std::string& csv, const std::string& member, const std::string& quantity) {
  std::istringstream rows(csv);
  double sum = 0.0;
  for (std::string line; std::getline(rows, line);)
    if (line.find("," + member + "," + quantity + ",") != std::string::npos)
      sum += std::stod(line.substr(line.rfind(',') + 1));
  return sum;
}

TEST(OutsideAir, ChangesItsOwnMemberAloneAndLeavesOzoneAtTheEdge) {
  const Town folder("outside = [{ factor = 0.5, source = \"a test\" }]\n");
  const auto summary = folder.run(folder.request("out"));
  const tests::TownCase plain({{"counterfactual"}, {"joint"}, {"no_window", "", "window"}});
  const auto before = plain.run(plain.request("out"));
  EXPECT_EQ(summary.field_hashes.at("counterfactual"), before.field_hashes.at("counterfactual"));
  EXPECT_EQ(summary.field_hashes.at("no_window"), before.field_hashes.at("no_window"));
  EXPECT_NE(summary.field_hashes.at("joint"), before.field_hashes.at("joint"));
  EXPECT_EQ(summary.members.front(), "counterfactual");
  EXPECT_LT(summary.largest_residual, 1e-5);  // its ledger closes by its own inflow

  const auto csv = tests::text_of(folder.output("out") / "monitors.csv");
  for (const char* halved : {"PM2p5", "CO"}) {
    const double whole = sum_of(csv, "counterfactual", halved), joint = sum_of(csv, "joint", halved);
    EXPECT_LT(joint, 0.95 * whole) << halved;
    EXPECT_GT(joint, 0.5 * whole) << halved;  // what the window emits is not halved
  }
  EXPECT_GT(sum_of(csv, "joint", "O3"), 0.95 * sum_of(csv, "counterfactual", "O3"));
}

TEST(OutsideAir, FromAnHourOnAndByName) {
  const Town folder("outside = [{ species = [\"CO\"], factor = 0.5, from_hour = 4, source = \"a test\" }]\n");
  folder.run(folder.request("out"));
  std::istringstream rows(tests::text_of(folder.output("out") / "monitors.csv"));
  double early = 0.0, particles = 0.0, late = 0.0;  // joint less counterfactual
  for (std::string line; std::getline(rows, line);) {
    const double sign = line.find(",joint,") != std::string::npos            ? 1.0
                        : line.find(",counterfactual,") != std::string::npos ? -1.0
                                                                             : 0.0;
    if (sign == 0.0) continue;
    const double value = sign * std::stod(line.substr(line.rfind(',') + 1));
    if (line.find(",CO,2023-11-22,") != std::string::npos)
      (line.find(",2023-11-22,20,") != std::string::npos ? late : early) +=
          line.find(",2023-11-22,19,") != std::string::npos ? 0.0 : value;
    if (line.find(",ABC") == std::string::npos && line.find(",PM10,") != std::string::npos)
      particles += value;
  }
  EXPECT_EQ(early, 0.0);
  EXPECT_LT(late, 0.0);
  EXPECT_NEAR(particles, 0.0, 1.0);  // by chemistry alone
}

TEST(OutsideAir, AMisspelledSpeciesAndAMissingSourceAreTold) {
  try {
    const Town folder("outside = [{ species = [\"SO22\"], factor = 0.5, source = \"a test\" }]\n");
    folder.run(folder.request("out"));
    FAIL() << "must be refused";
  } catch (const io::InputErrors& errors) {
    ASSERT_EQ(errors.mistakes.size(), 1u);
    EXPECT_EQ(errors.mistakes[0].code, "unknown_reference");
  }
  try {
    const Town folder("outside = [{ factor = 0.5 }]\n");
    folder.run(folder.request("out"));
    FAIL() << "must be refused";
  } catch (const io::InputErrors& errors) {
    ASSERT_EQ(errors.mistakes.size(), 1u);
    EXPECT_EQ(errors.mistakes[0].code, "missing_key");
  }
}

}  // namespace
