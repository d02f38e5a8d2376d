// The whole run, twice: the same bytes for any number of threads, any company and order of members, stopped
// or not.
#include <gtest/gtest.h>

#include <algorithm>

#include "io/case_inputs.hpp"
#include "io/diagnostics.hpp"
#include "tests/support/town_case.hpp"

namespace {

using namespace lantian;
using namespace lantian::tests;

const TownCase& town() {
  static const TownCase all;
  return all;
}

/// All five members of the embedded case on two threads.
const run::Summary& all_five() {
  static const run::Summary summary = town().run(town().request("all_five"));
  return summary;
}

const std::string& hash_of(const run::Summary& summary, const std::string& member) {
  return summary.field_hashes.at(member);
}

TEST(WholeRun, FiveMembersDiffer) {
  std::vector<std::string> hashes;
  for (const auto& [member, hash] : all_five().field_hashes) hashes.push_back(hash);
  std::sort(hashes.begin(), hashes.end());
  EXPECT_EQ(hashes.size(), 5u);
  EXPECT_EQ(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

TEST(WholeRun, BitsDoNotDependOnTheNumberOfThreads) {
  for (const int threads : {1, 3, 7}) {
    const auto summary = town().run(town().request("threads" + std::to_string(threads), threads));
    EXPECT_EQ(summary.field_hashes, all_five().field_hashes) << threads;
    for (const char* file :
         {"monitors.csv", "ledger.csv", "emissions.csv", "dustfall.csv", "surface.nc", "report.json"})
      EXPECT_TRUE(text_of(summary.folder / file) == text_of(all_five().folder / file))
          << file << " " << threads;
  }
}

TEST(WholeRun, AMembersBitsDoNotDependOnItsCompany) {
  using Members = std::vector<std::string>;
  for (const Members& members :
       {Members{"counterfactual"}, Members{"counterfactual", "orange"},
        Members{"no_window", "counterfactual"}, Members{"counterfactual", "offpeak", "no_county"},
        Members{"no_county"}}) {  // the baseline runs with it, unasked
    auto request = town().request("company");
    request.members = members;
    const auto summary = town().run(request);
    EXPECT_TRUE(summary.field_hashes.contains("counterfactual"));
    for (const auto& member : members)
      EXPECT_EQ(hash_of(summary, member), hash_of(all_five(), member)) << member << " of " << members.size();
  }
}

TEST(WholeRun, AMembersBitsDoNotDependOnOrder) {
  auto members = embedded_members();
  std::reverse(members.begin(), members.end());
  const TownCase reversed(members);
  EXPECT_EQ(reversed.run(reversed.request("out")).field_hashes, all_five().field_hashes);
}

TEST(WholeRun, EightMembersKeepTheBitsOfFive) {
  auto members = embedded_members();
  members.insert(members.begin(), {"eighth", orange_file, "window"});
  members.insert(members.begin() + 3, {"sixth", offpeak_file});
  members.push_back({"seventh", orange_file});
  const TownCase eight(members);
  const auto summary = eight.run(eight.request("out"));
  for (const auto& [member, hash] : all_five().field_hashes)
    EXPECT_EQ(hash_of(summary, member), hash) << member;
  EXPECT_EQ(hash_of(summary, "sixth"), hash_of(all_five(), "offpeak"));
  EXPECT_EQ(hash_of(summary, "seventh"), hash_of(all_five(), "orange"));
  EXPECT_EQ(hash_of(summary, "eighth"), hash_of(all_five(), "no_window"));
}

TEST(WholeRun, APlanOfOnesEqualsTheBaselineThroughItsOwnLane) {
  const TownCase with_ones(TownMembers{{"ones", "\"scenarios/ones.toml\""}, {"counterfactual"}});
  with_ones.write("scenarios/ones.toml", ones);
  io::Diagnostics diagnostics;
  const auto inputs = io::read_case_inputs(with_ones.path(), {}, diagnostics);
  ASSERT_TRUE(diagnostics.empty());
  ASSERT_EQ(inputs.plans[0].id, "ones");
  EXPECT_GT(inputs.plans[0].runs.size(), 100u);  // sources that the plan passes over, one by one
  const auto summary = with_ones.run(with_ones.request("out"));
  EXPECT_EQ(hash_of(summary, "ones"), hash_of(summary, "counterfactual"));
  EXPECT_EQ(hash_of(summary, "counterfactual"), hash_of(all_five(), "counterfactual"));
}

/// A hundred times the works' emission: stiff chemistry, far from the baseline's sub-steps.
TEST(WholeRun, AMonstrousMemberLeavesTheOthersBitsAlone) {
  auto members = embedded_members();
  members.insert(members.begin() + 1, {"monstrous", "\"scenarios/monstrous.toml\""});
  const TownCase beside(members);
  beside.write("scenarios/monstrous.toml", with(with(ones, "{ kind = \"limit_output\", to = 1.0 }",
                                                     "{ kind = \"scale\", factor = 100.0 }"),
                                                "compliance = 0.5\n", ""));
  const auto summary = beside.run(beside.request("out"));
  EXPECT_NE(hash_of(summary, "monstrous"), hash_of(summary, "counterfactual"));
  for (const auto& [member, hash] : all_five().field_hashes)
    EXPECT_EQ(hash_of(summary, member), hash) << member;
}

TEST(WholeRun, StoppedAtAnyHourItGoesOnToTheSameBytes) {
  for (const int hour : {1, 2, 5}) {
    auto request = town().request("stopped" + std::to_string(hour));
    request.stop_after_hours = hour;
    const auto stopped = town().run(request);
    EXPECT_EQ(stopped.exit, run::ExitCode::stopped);
    ASSERT_TRUE(stopped.restart);
    EXPECT_FALSE(std::filesystem::exists(stopped.folder / "surface.nc"));
    request.stop_after_hours.reset();
    request.restart = stopped.restart;
    request.threads = 3;
    const auto whole = town().run(request);
    EXPECT_EQ(whole.exit, run::ExitCode::done);
    EXPECT_EQ(whole.field_hashes, all_five().field_hashes) << hour;
    for (const char* file :
         {"monitors.csv", "ledger.csv", "emissions.csv", "dustfall.csv", "surface.nc", "report.json"})
      EXPECT_TRUE(text_of(whole.folder / file) == text_of(all_five().folder / file)) << file << " " << hour;
  }
}

TEST(WholeRun, StoppedEveryHourItGoesOnToTheSameBits) {
  auto request = town().request("every_hour");
  for (int hour = 1; hour < TownCase::hours; ++hour) {
    request.stop_after_hours = hour;
    request.restart = town().run(request).restart;
  }
  request.stop_after_hours.reset();
  EXPECT_EQ(town().run(request).field_hashes, all_five().field_hashes);
}

/// Past midnight and through the next sunrise, so that days and their statistics are cut too.
TEST(WholeRun, StoppedPastMidnightItGoesOnToTheSameBytes) {
  const TownCase day(TownMembers{{"counterfactual"}, {"no_county", "", "county"}}, "2023-11-23T17:00");
  const auto whole = day.run(day.request("whole"));
  auto request = day.request("stopped");
  request.stop_after_hours = 10;
  request.restart = day.run(request).restart;
  request.stop_after_hours.reset();
  const auto resumed = day.run(request);
  EXPECT_EQ(resumed.field_hashes, whole.field_hashes);
  for (const char* file : {"monitors.csv", "ledger.csv", "dustfall.csv", "report.json"})
    EXPECT_TRUE(text_of(resumed.folder / file) == text_of(whole.folder / file)) << file;
}

TEST(WholeRun, DoublePrecisionGoesOnToTheSameBitsToo) {
  auto request = town().request("double");
  request.double_precision = true;
  const auto whole = town().run(request);
  EXPECT_NE(hash_of(whole, "counterfactual"), hash_of(all_five(), "counterfactual"));
  request.output = town().output("double_stopped");
  request.stop_after_hours = 3;
  request.restart = town().run(request).restart;
  request.stop_after_hours.reset();
  request.threads = 1;
  EXPECT_EQ(town().run(request).field_hashes, whole.field_hashes);
}

// --- restarts that are not this run's ---------------------------------------------------------------------

std::filesystem::path stopped_restart() {
  static const std::filesystem::path restart = [] {
    auto request = town().request("restart");
    request.stop_after_hours = 2;
    return *town().run(request).restart;
  }();
  return restart;
}

/// Codes of the mistakes that the run names; "" where it runs.
std::string refusal(const TownCase& of, const run::Request& request) {
  try {
    of.run(request);
    return "";
  } catch (const io::InputErrors& errors) {
    std::string codes;
    for (const auto& mistake : errors.mistakes) {
      codes += mistake.code;
      for (const auto& [key, value] : mistake.arguments)
        if (key == "what") codes += ":" + value;
      codes += " ";
    }
    return codes;
  }
}

TEST(Restart, OfOtherMembersOrPrecisionIsRefused) {
  auto request = town().request("refused");
  request.restart = stopped_restart();
  request.members = {"counterfactual", "orange"};
  EXPECT_NE(refusal(town(), request).find("restart_mismatch:members"), std::string::npos);
  request.members.clear();
  request.double_precision = true;
  EXPECT_NE(refusal(town(), request).find("restart_mismatch:numbers"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(town().output("refused")));
}

TEST(Restart, OfAnotherCaseIsRefused) {
  const TownCase other;
  other.write("case.toml", with(other.text("case.toml"), "dx = \"8 km\"", "dx = \"7.9 km\""));
  auto request = other.request("refused");
  request.restart = stopped_restart();
  EXPECT_NE(refusal(other, request).find("restart_mismatch:case"), std::string::npos);
}

TEST(Restart, OfChangedInputsIsRefused) {
  const TownCase other;
  other.write("monitors.csv", other.text("monitors.csv") + "# a remark\n");
  auto request = other.request("refused");
  request.restart = stopped_restart();
  EXPECT_NE(refusal(other, request).find("restart_mismatch:case_files"), std::string::npos);
}

TEST(Restart, WhatTheCaseDoesNotNameIsNoPartOfIt) {
  const TownCase beside;
  beside.write("monitors.csv~", "left by an editor");
  auto request = beside.request("out");
  request.output = beside.path() / "out" / "results";  // in the case's own folder
  request.stop_after_hours = 1;
  request.restart = beside.run(request).restart;
  request.stop_after_hours.reset();
  EXPECT_EQ(beside.run(request).field_hashes, all_five().field_hashes);
}

TEST(Restart, TheSameCaseElsewhereIsTheSameCase) {
  const TownCase moved;
  auto request = moved.request("out");
  request.restart = stopped_restart();
  EXPECT_EQ(moved.run(request).field_hashes, all_five().field_hashes);
}

TEST(Restart, BrokenAtAnyPlaceItIsRefused) {
  const std::string whole = text_of(stopped_restart());
  const ScratchFolder folder;
  auto request = town().request("broken");
  std::vector<std::string> texts{"", "not a restart", whole.substr(0, 100), whole.substr(0, whole.size() / 2),
                                 whole.substr(0, whole.size() - 1)};
  for (std::size_t n = 0; n < texts.size(); ++n) {
    request.restart = folder.write("broken.h5", texts[n]);
    EXPECT_NE(refusal(town(), request), "") << n;
  }
  request.restart = folder.path() / "absent.h5";
  EXPECT_NE(refusal(town(), request), "");
  request.restart = folder.path();
  EXPECT_NE(refusal(town(), request), "");
  EXPECT_FALSE(std::filesystem::exists(town().output("broken")));
}

}  // namespace
