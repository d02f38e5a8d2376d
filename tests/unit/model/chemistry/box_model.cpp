// Boxes against what can be written down by hand: a source and a loss, company, failure.
#include "model/chemistry/box_model.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/chemistry/busiest_reaction.hpp"
#include "tests/support/chemistry_box.hpp"

namespace {

using namespace lantian::model::chemistry;

/// X decays into Y.
Mechanism decay(double rate) {
  Mechanism m;
  m.species = {{"X"}, {"Y"}};
  m.reactions.push_back({"decay", {{0, 1.0}}, {{1, 1.0}}, Arrhenius{.A = rate}});
  return m;
}

Tolerances tight() { return {.relative = 1e-8, .absolute = 1e-3, .attempts = 100000}; }

TEST(BoxModel, SourceLossAndDecayFollowTheExponential) {
  const double q = 3e6, k = 1e-4, lost = 4e-5;
  const BoxModel<double> model(decay(k), {true, true}, tight());
  std::vector<double> density{5e10, 0.0};
  for (int n = 0; n < 24; ++n)
    ASSERT_TRUE(
        model.advance(density, {}, std::vector<BoxExchange>{{{q, 0.0}, {lost, 0.0}}}, 3600.0).empty());
  const double t = 24 * 3600.0, all = k + lost, steady = q / all;
  const double x = steady + (5e10 - steady) * std::exp(-all * t);
  EXPECT_NEAR(density[0] / x, 1.0, 1e-6);
  // Y is what X lost by the reaction: k times the integral of X.
  const double y = k * (steady * t + (5e10 - steady) * (1.0 - std::exp(-all * t)) / all);
  EXPECT_NEAR(density[1] / y, 1.0, 1e-6);
}

TEST(BoxModel, ABoxHasTheSameBitsInCompanyAndAlone) {
  const auto& mechanism = lantian::tests::cb6r3();
  const std::size_t species = mechanism.species.size();
  const BoxModel<double> model(mechanism, std::vector<bool>(species, true), {});
  BoxAir air;
  air.photolysis.assign(model.photolysis_names().size(), 1e-5);
  air.user.assign(model.user_names().size(), 1e-5);
  std::vector<double> all;
  std::vector<BoxExchange> exchange;
  constexpr std::size_t boxes = 131;
  for (std::size_t b = 0; b < boxes; ++b) {
    std::vector<double> one(species, 0.0);
    one[static_cast<std::size_t>(*mechanism.find("NO"))] = 1e9 * static_cast<double>(b + 1);
    one[static_cast<std::size_t>(*mechanism.find("O3"))] = 1e12;
    one[static_cast<std::size_t>(*mechanism.find("OLE"))] = 5e10;
    all.insert(all.end(), one.begin(), one.end());
    exchange.push_back(
        {std::vector<double>(species, 10.0 * static_cast<double>(b)), std::vector<double>(species, 1e-6)});
  }
  std::vector<double> alone(all.begin() + 77 * static_cast<std::ptrdiff_t>(species),
                            all.begin() + 78 * static_cast<std::ptrdiff_t>(species));
  ASSERT_TRUE(model.advance(all, air, exchange, 600.0).empty());
  ASSERT_TRUE(model.advance(alone, air, std::span(exchange).subspan(77, 1), 600.0).empty());
  for (std::size_t s = 0; s < species; ++s)
    ASSERT_EQ(all[77 * species + s], alone[s]) << mechanism.species[s].name;
}

TEST(BoxModel, AFailureNamesSpeciesAndReactionAndKeepsTheBox) {
  const BoxModel<double> model(decay(1e-4), {false, false},
                               {.relative = 1e-8, .absolute = 1e-3, .attempts = 3});
  std::vector<double> density{1e12, 0.0};
  const auto failures =
      model.advance(density, {}, std::vector<BoxExchange>{{{0.0, 0.0}, {0.0, 0.0}}}, 36000.0);
  ASSERT_EQ(failures.size(), 1u);
  EXPECT_EQ(failures[0].reaction, 0);
  EXPECT_GT(failures[0].remaining, 0.0);
  EXPECT_EQ(density[0], 1e12);
}

TEST(BusiestReaction, CountsWhatAnEventChanges) {
  // A + A -> B at 2e-12, A -> 3 B at 1e-2: of B the first makes 2e-12 * 1e20 = 2e8, the second 3e8.
  Mechanism m;
  m.species = {{"A"}, {"B"}};
  m.reactions.push_back({"pair", {{0, 2.0}}, {{1, 1.0}}, Arrhenius{.A = 2e-12}});
  m.reactions.push_back({"one", {{0, 1.0}}, {{1, 3.0}}, Arrhenius{.A = 1e-2}});
  const SolverTables tables(m);
  std::vector<double> constants(static_cast<std::size_t>(tables.rates));
  constants[static_cast<std::size_t>(tables.rate[0])] = 2e-12;
  constants[static_cast<std::size_t>(tables.rate[1])] = 1e-2;
  const std::vector<double> density{1e10, 0.0};
  EXPECT_EQ(busiest_reaction(m, tables, constants, density, 1), 1);
  EXPECT_EQ(busiest_reaction(m, tables, constants, density, 0),
            0);  // it takes two A an event: 4e8 against 1e8
}

}  // namespace
