// Air that a run could not solve comes back as a box that can be tried again.
#include <gtest/gtest.h>

#include "io/box/box_file.hpp"
#include "io/data_folder.hpp"
#include "io/mechanism.hpp"
#include "run/box/box.hpp"
#include "tests/support/scratch_folder.hpp"

namespace {

using namespace lantian;

model::NumericalFailure failure_of(const model::chemistry::Mechanism& mechanism) {
  model::UnsolvedAir air{300.0, 281.5, 98765.0, 0.63, {}, {}, {}, "R1"};
  for (const auto& species : mechanism.species)
    if (!species.given) air.density.emplace_back(species.name, 0.0);
  for (auto& [name, density] : air.density)
    if (name == "NO2" || name == "O3") density = 4.3e11;
  for (const auto& name : model::chemistry::photolysis_names(mechanism))
    air.photolysis.emplace_back(name, 1e-4);
  for (const auto& name : model::chemistry::user_defined_names(mechanism)) air.rate.emplace_back(name, 3e-4);
  return {"gas_chemistry", 7, 1, "NO2", 1700000100, 12.0, air};
}

TEST(UnsolvedAir, IsReadAgainAsItWas) {
  const auto haze = io::data_folder() / "mechanisms" / "haze" / "hydroperoxyl.yaml";
  const auto shipped = *io::shipped_mechanism("cb6r3");
  const auto base = io::read_mechanism(shipped);
  const auto joined = model::chemistry::joined(base, io::read_mechanism(haze), {}).mechanism;
  ASSERT_GT(joined.reactions.size(), base.reactions.size());
  const auto failure = failure_of(joined);
  const tests::ScratchFolder folder;
  const auto file = folder.path() / "failed_cell.toml";
  model::chemistry::GivenMoleFractions fractions;
  fractions.methane = 2.5e-6;
  io::write_unsolved_air(failure, "cb6r3", {shipped, haze}, fractions, {}, true, {8 * 3600}, file);
  io::BoxFile box = io::read_box(file);  // throws where anything is refused
  EXPECT_EQ(box.mechanism.reactions.size(), joined.reactions.size());
  EXPECT_EQ(box.start, failure.time);
  EXPECT_EQ(box.end - box.start, 300);
  EXPECT_EQ(box.weather.front().temperature, 281.5);
  EXPECT_EQ(box.weather.front().relative_humidity, 0.63);
  EXPECT_EQ(box.fractions.methane, 2.5e-6);
  EXPECT_DOUBLE_EQ(box.initial.at("NO2").value, 4.3e11);
  EXPECT_EQ(box.user.at("HET_HO2"), 3e-4);
  EXPECT_TRUE(box.single_precision);
  EXPECT_EQ(run::simulate_box(box).size(), 2u);  // sound air: it can be solved after all
  box.tolerances.attempts = 1;
  EXPECT_THROW(run::simulate_box(box), std::runtime_error);
}

TEST(UnsolvedAir, TakesAMechanismOfTheCaseAlong) {
  const tests::ScratchFolder folder;
  const auto own = folder.path() / "own" / "mine.yaml";
  std::filesystem::create_directories(own.parent_path());
  std::filesystem::copy_file(*io::shipped_mechanism("teaching"), own);
  const auto mechanism = io::read_mechanism(own);
  const auto file = folder.path() / "out" / "failed_cell.toml";
  std::filesystem::create_directories(file.parent_path());
  io::write_unsolved_air(failure_of(mechanism), "own/mine.yaml", {own}, {}, {}, false, {0}, file);
  const io::BoxFile box = io::read_box(file);
  EXPECT_EQ(box.mechanism.reactions.size(), mechanism.reactions.size());
  EXPECT_TRUE(box.additions.empty());
}

}  // namespace
