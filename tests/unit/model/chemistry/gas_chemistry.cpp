#include "model/chemistry/gas_chemistry.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "model/grid/parallel.hpp"
#include "model/numerics/numerical_failure.hpp"
#include "tests/support/chemistry_town.hpp"

namespace {

using namespace lantian;
using tests::Town;

template <class Real>
bool same_bits(const std::vector<Real>& a, const std::vector<Real>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(Real)) == 0;
}

template <class Real>
class GasChemistryOf : public testing::Test {};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(GasChemistryOf, Reals);

TYPED_TEST(GasChemistryOf, BitsDoNotDependOnThreads) {
  std::vector<TypeParam> first;
  std::vector<double> produced;
  for (const int threads : {1, 2, 3}) {
    model::set_thread_count(threads);
    Town<TypeParam> town({1.0, 0.8});
    const auto moved = town.advance();
    const std::vector<double> sums(moved.of(model::Exchange::produced),
                                   moved.of(model::Exchange::produced) + moved.lanes());
    const auto values = town.member(1);
    if (first.empty()) first = values, produced = sums;
    EXPECT_TRUE(same_bits(values, first)) << threads;
    EXPECT_TRUE(same_bits(sums, produced)) << threads;
  }
  model::set_thread_count(0);
}

TYPED_TEST(GasChemistryOf, BitsDoNotDependOnTheInstructionSet) {
  if (model::fastest_instruction_set() != model::InstructionSet::v4) GTEST_SKIP() << "no AVX-512 here";
  Town<TypeParam> narrow({1.0, 0.7}), wide({1.0, 0.7});
  narrow.advance(2, model::InstructionSet::v3);
  wide.advance(2, model::InstructionSet::v4);
  EXPECT_TRUE(same_bits(narrow.member(0), wide.member(0)));
  EXPECT_TRUE(same_bits(narrow.member(1), wide.member(1)));
}

TYPED_TEST(GasChemistryOf, AMemberWithTheBaselinesInputHasItsBits) {
  Town<TypeParam> town({1.0, 0.7, 1.0});
  town.advance();
  EXPECT_TRUE(same_bits(town.member(2), town.member(0)));
  EXPECT_FALSE(same_bits(town.member(1), town.member(0)));
}

TYPED_TEST(GasChemistryOf, BitsDoNotDependOnTheCompanyOrItsOrder) {
  Town<TypeParam> alone({1.0}), pair({1.0, 0.7}), many({1.0, 0.3, 1.2, 0.7, 0.9});
  alone.advance(), pair.advance(), many.advance();
  EXPECT_TRUE(same_bits(alone.member(0), many.member(0)));
  EXPECT_TRUE(same_bits(alone.member(0), pair.member(0)));
  EXPECT_TRUE(same_bits(pair.member(1), many.member(3)));
}

TYPED_TEST(GasChemistryOf, MembersMayShareTheBaselinesFactors) {
  const model::chemistry::Tolerances shared{.shared_factorisation = true};
  const auto set = model::fastest_instruction_set();
  Town<TypeParam> own({1.0, 0.7, 1.0}), town({1.0, 0.7, 1.0}), pair({1.0, 0.7});
  own.advance(2, set);
  town.advance(2, set, shared);
  pair.advance(2, set, shared);
  EXPECT_TRUE(same_bits(town.member(0), own.member(0)));   // the baseline does not feel its company
  EXPECT_TRUE(same_bits(town.member(2), town.member(0)));  // no cut, no difference
  EXPECT_TRUE(same_bits(town.member(1), pair.member(1)));
  EXPECT_FALSE(same_bits(town.member(1), own.member(1)));  // other factors, other rounding of the method
  const auto width = static_cast<std::size_t>(town.table.size());
  const auto ozone = static_cast<std::size_t>(town.table.at("O3"));
  const auto a = town.member(1), b = own.member(1), base = town.member(0);
  double error = 0.0, signal = 0.0;
  for (std::size_t c = 0; c < town.grid.cells(); ++c) {
    error += std::abs(static_cast<double>(a[c * width + ozone]) - static_cast<double>(b[c * width + ozone]));
    signal +=
        std::abs(static_cast<double>(b[c * width + ozone]) - static_cast<double>(base[c * width + ozone]));
  }
  EXPECT_LT(error, 0.02 * signal);  // a cut of 30 % is told apart from the method's error
}

TYPED_TEST(GasChemistryOf, AMemberThatTheBaselinesFactorsDoNotServeGoesAlone) {
  const auto set = model::fastest_instruction_set();
  Town<TypeParam> own({1.0, 0.7}), town({1.0, 0.7});
  own.advance(1, set);
  town.advance(1, set, {.follow_limit = 0.0, .shared_factorisation = true});  // nobody is good enough
  Town<TypeParam> alone({1.0, 0.7});
  alone.advance(1, set, {.follow_limit = 0.0});
  EXPECT_TRUE(same_bits(town.member(1), alone.member(1)));
}

TYPED_TEST(GasChemistryOf, APoisonedMemberIsNamedAndHarmsNobody) {
  Town<TypeParam> healthy({1.0, 0.7, 0.5}), poisoned({1.0, 0.7, 0.5});
  poisoned.state.at(3, 2, 1)[poisoned.state.layout.lane(poisoned.table.at("NO"), 1)] =
      std::numeric_limits<TypeParam>::quiet_NaN();
  healthy.advance(1);
  try {
    poisoned.advance(1);
    FAIL() << "nothing was thrown";
  } catch (const model::NumericalFailure& failure) {
    EXPECT_EQ(failure.process, "gas_chemistry");
    EXPECT_EQ(failure.cell, poisoned.grid.cell(3, 2, 1));
    EXPECT_EQ(failure.member, 1);
    EXPECT_EQ(failure.species, "NO");
    EXPECT_EQ(failure.time, 1700000000);
    EXPECT_LT(failure.elapsed, 300.0);
    EXPECT_EQ(failure.air.interval, 300.0);  // enough to try it again
    EXPECT_EQ(failure.air.temperature, poisoned.weather.middle.air_temperature[failure.cell]);
    EXPECT_EQ(failure.air.density.size(),
              tests::cb6r3().species.size() - model::chemistry::given_names.size());
    EXPECT_EQ(failure.air.rate.size(), 2u);
  }
  EXPECT_TRUE(same_bits(healthy.member(0), poisoned.member(0)));
  EXPECT_TRUE(same_bits(healthy.member(2), poisoned.member(2)));
}

TYPED_TEST(GasChemistryOf, WhatDoesNotReactKeepsItsBits) {
  Town<TypeParam> town({1.0});
  const auto before = town.member(0);
  town.advance();
  const auto after = town.member(0);
  const auto width = static_cast<std::size_t>(town.table.size());
  for (std::size_t c = 0; c < town.grid.cells(); ++c)
    ASSERT_EQ(before[c * width + town.table.at("inert")], after[c * width + town.table.at("inert")]);
}

TYPED_TEST(GasChemistryOf, ProducedLessLostIsTheChange) {
  Town<TypeParam> town({1.0, 0.6});
  const auto amounts = [&] {
    std::vector<double> sum(town.state.layout.lanes, 0.0);
    for (int k = 0; k < town.grid.nz(); ++k)
      for (int j = 0; j < town.grid.ny; ++j)
        for (int i = 0; i < town.grid.nx; ++i)
          for (int l = 0; l < town.state.layout.lanes; ++l)
            sum[l] += static_cast<double>(town.state.at(k, j, i)[l]) *
                      town.state.air_amount[town.grid.cell(k, j, i)];
    return sum;
  };
  const auto before = amounts();
  const auto moved = town.advance();
  const auto after = amounts();
  for (int l = 0; l < town.state.layout.lanes; ++l) {
    const double produced = moved.of(model::Exchange::produced)[l], lost = moved.of(model::Exchange::lost)[l];
    EXPECT_GE(produced, 0.0);
    const double clipped = moved.of(model::Exchange::clipped)[l];
    EXPECT_GE(lost, 0.0);
    EXPECT_GE(clipped, 0.0);
    // Half a unit in the last place of each stored number; beside it 540 roundings of sums.
    const double rounding = std::numeric_limits<TypeParam>::epsilon() / 2 + 1e-12;
    EXPECT_NEAR(after[l] - before[l], produced + clipped - lost, rounding * (before[l] + produced + 1e-30));
  }
}

TYPED_TEST(GasChemistryOf, WhatLiesBelowZeroIsBookedAsClipped) {
  Town<TypeParam> town({1.0, 0.6});
  const auto lane = town.state.layout.lane(town.table.at("ISOP"), 1);
  TypeParam& isoprene = town.state.at(0, 1, 1)[lane];
  const double moles = 1e-12 * town.state.air_amount[town.grid.cell(0, 1, 1)];
  isoprene = static_cast<TypeParam>(-1e-12);
  const auto moved = town.advance(1);
  EXPECT_GE(isoprene, TypeParam(0));
  EXPECT_NEAR(moved.of(model::Exchange::clipped)[lane] / moles, 1.0, 1e-3);
  EXPECT_LT(moved.of(model::Exchange::clipped)[lane - 1], 1e-3 * moles);  // the baseline's was positive
}

TEST(GasChemistry, TheGroundsOwnAltitudeBrightensTheAirAboveIt) {
  Town<double> sea({1.0}), plateau({1.0});
  plateau.sky.ground_altitude.assign(plateau.grid.columns(), 0.0);
  plateau.sky.ground_altitude[plateau.grid.column(1, 1)] = 2000.0;
  sea.sky.longitude.assign(sea.grid.columns(), 2.4), plateau.sky.longitude = sea.sky.longitude;  // by day
  sea.advance(1), plateau.advance(1);
  const int no2 = sea.state.layout.lane(sea.table.at("NO2"), 0);
  EXPECT_LT(plateau.state.at(0, 1, 1)[no2], sea.state.at(0, 1, 1)[no2]);
  EXPECT_EQ(plateau.state.at(0, 1, 2)[no2], sea.state.at(0, 1, 2)[no2]);
}

TEST(GasChemistry, AMissingSpeciesAndAnUnknownRateAreNamed) {
  Town<float> town({1.0});
  model::SpeciesTable poor({{"O3", 0.048}});
  EXPECT_THROW((model::chemistry::GasChemistry<float>(tests::cb6r3(), poor, town.sky)), std::out_of_range);
  auto strange = tests::cb6r3();
  strange.reactions.back().rate = model::chemistry::UserDefined{"HET_XYZ"};
  EXPECT_THROW((model::chemistry::GasChemistry<float>(strange, town.table, town.sky)), std::invalid_argument);
  strange.reactions.back().rate = model::chemistry::Photolysis{"J_XYZ"};
  EXPECT_THROW((model::chemistry::GasChemistry<float>(strange, town.table, town.sky)),
               model::UnknownPhotolysis);
}

/// A gas that only particles take up: exp(-k dt) by cell and member; emission and loss of a mechanism are the
/// run's own and do nothing here.
TEST(GasChemistry, TakesUpGasesByTheSurfaceOfEachMember) {
  using namespace model::chemistry;
  Mechanism mechanism{"uptake", {{"X", 0.1}, {"Y", 0.1}}, {}};
  mechanism.reactions = {{"1", {{0, 1.0}}, {{1, 2.0}}, Surface{"s", 0.05, 1e-5, 0.1}},
                         {"2", {}, {{1, 1.0}}, UserDefined{"e", 1.0, UserDefined::Process::emission}},
                         {"3", {{0, 1.0}}, {}, UserDefined{"l", 1.0, UserDefined::Process::loss}}};
  Town<double> town({1.0, 1.0});
  const model::SpeciesTable table({{"X", 0.1}, {"Y", 0.1}});
  model::State<double> state(town.grid, 2, 2);
  state.air_amount = town.state.air_amount;
  model::aerosol::HeterogeneousRates uptake = town.uptake;
  const std::size_t cells = state.air_amount.size();
  for (std::size_t at = 0; at < 2 * cells; ++at) {
    uptake.surface.push_back(1e-4 * static_cast<double>(1 + at % 7));
    uptake.radius.push_back(1.5e-7);
  }
  const auto lane = [&](int species, int member) { return state.layout.lane(species, member); };
  const std::size_t columns = static_cast<std::size_t>(town.grid.nx) * town.grid.ny;
  const auto cell_of = [&](std::size_t c) {
    const int k = static_cast<int>(c / columns), j = static_cast<int>(c % columns) / town.grid.nx;
    return state.at(k, j, static_cast<int>(c % columns) % town.grid.nx);
  };
  for (std::size_t c = 0; c < cells; ++c)
    for (int m = 0; m < 2; ++m) cell_of(c)[lane(0, m)] = 1e-8, cell_of(c)[lane(1, m)] = 0.0;
  const GasChemistry<double> process(mechanism, table, town.sky);
  GasChemistry<double>::Scratch scratch;
  scratch.heterogeneous = &uptake;
  const model::Interval interval{1700000000, model::Seconds(300.0)};
  process.advance(state, {town.weather, town.emission, town.boundary}, interval, scratch);
  for (std::size_t c = 0; c < cells; ++c)
    for (int m = 0; m < 2; ++m) {
      const double k = model::aerosol::uptake_rate(0.05, uptake.surface[2 * c + m], 1.5e-7, 0.1,
                                                   town.weather.middle.air_temperature[c]);
      const double left = 1e-8 * std::exp(-k * 300.0);
      // The solver's relative tolerance is 4e-3; smooth decay is a hundred times better.
      EXPECT_NEAR(cell_of(c)[lane(0, m)], left, 1e-4 * 1e-8) << c << ' ' << m;
      EXPECT_NEAR(cell_of(c)[lane(1, m)], 2.0 * (1e-8 - left), 2e-4 * 1e-8) << c << ' ' << m;
    }
}

/// Members that differ in nothing but their light.
TEST(GasChemistryProcess, GivesEachMemberItsOwnLight) {
  tests::Town<double> town({1.0, 1.0}), dim({1.0});
  town.sky.light_by_member = dim.sky.light_by_member = true;
  model::LightFactors two, one;
  two.member.assign(town.grid.cells() * 2, 1.0);
  for (std::size_t c = 0; c < town.grid.cells(); ++c) two.member[2 * c + 1] = 0.5;
  one.cell.assign(town.grid.cells(), 0.5);
  town.light = &two, dim.light = &one;
  town.advance(1), dim.advance(1);
  const int o3 = town.table.at("O3"), oh = town.table.at("OH");
  double lit = 0.0, dimmed = 0.0;
  for (int j = 0; j < town.grid.ny; ++j)
    for (int i = 0; i < town.grid.nx; ++i) {
      const double* x = town.state.at(1, j, i);
      const double alone = dim.state.at(1, j, i)[dim.state.layout.lane(o3, 0)];
      EXPECT_NEAR(x[town.state.layout.lane(o3, 1)] / alone, 1.0, 2e-3);  // two tolerances: other sub-steps
      lit += x[town.state.layout.lane(oh, 0)], dimmed += x[town.state.layout.lane(oh, 1)];
    }
  EXPECT_LT(dimmed, 0.8 * lit);
}

}  // namespace
