#include "model/chemistry/solver.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <numeric>
#include <random>

#include "model/chemistry/rodas3.hpp"
#include "tests/support/chemistry_box.hpp"

namespace {

using namespace lantian;
using model::chemistry::Outcome;
using model::chemistry::Rodas3;
using model::chemistry::Solver;
using model::chemistry::SolverTables;

// --- the method's coefficients
// ------------------------------------------------------------------------------

/// Result and error of one step of y' = lambda y + constant from y = 1, h = 1.
std::pair<double, double> one_step(double lambda, double constant) {
  double K[Rodas3::stages];
  double y1 = 1.0, error = 0.0;
  for (int i = 0; i < Rodas3::stages; ++i) {
    double y = 1.0, right = 0.0;
    for (int j = 0; j < i; ++j) y += Rodas3::A[i][j] * K[j], right += Rodas3::C[i][j] * K[j];
    K[i] = (lambda * y + constant + right) / (1.0 / Rodas3::gamma - lambda);
    y1 += Rodas3::m[i] * K[i], error += Rodas3::e[i] * K[i];
  }
  return {y1, error};
}

TEST(Rodas3, WithoutAJacobianTheStepIsEulersAndTheErrorNothing) {
  const auto [y1, error] = one_step(0.0, 0.7);
  EXPECT_NEAR(y1, 1.7, 1e-15);  // round-off of four terms
  EXPECT_NEAR(error, 0.0, 1e-15);
}

TEST(Rodas3, IsOfOrderThreeWithAnEstimateOfOrderTwo) {
  const double coarse = one_step(-0.02, 0.0).first - std::exp(-0.02),
               fine = one_step(-0.01, 0.0).first - std::exp(-0.01);
  EXPECT_NEAR(std::log2(coarse / fine), 4.0, 0.1);  // local error h^4, next term 2 % of it
  EXPECT_NEAR(std::log2(one_step(-0.02, 0.0).second / one_step(-0.01, 0.0).second), 3.0, 0.1);
}

TEST(Rodas3, AStiffModeDiesAtOnce) { EXPECT_NEAR(one_step(-1e9, 0.0).first, 0.0, 1e-8); }  // 1/z at infinity

// --- the tables
// ---------------------------------------------------------------------------------------------

struct TableArithmetic {
  const SolverTables& t;
  std::vector<double> k;
  int n = static_cast<int>(t.species.size());

  std::vector<double> forcing(std::vector<double> y) const {
    y.push_back(1.0);
    std::vector<double> f(n, 0.0);
    for (int s = 0; s < n; ++s)
      for (int e = t.forcing_begin[s]; e < t.forcing_begin[s + 1]; ++e) {
        const int r = t.forcing_rate[e];
        f[s] += t.forcing_coefficient[e] * k[r] * y[t.rate_first[r]] * y[t.rate_second[r]];
      }
    return f;
  }
  /// Minus the Jacobian's entries, row by row as the factors are.
  std::vector<double> minus_jacobian(std::vector<double> y) const {
    y.push_back(1.0);
    std::vector<double> entries(t.column.size(), 0.0);
    for (std::size_t e = 0; e < entries.size(); ++e)
      for (int p = t.jacobian_begin[e]; p < t.jacobian_begin[e + 1]; ++p) {
        const int partial = t.jacobian_partial[p];
        entries[e] += t.jacobian_coefficient[p] * k[t.partial_rate[partial]] * y[t.partial_other[partial]];
      }
    return entries;
  }
  std::vector<double> times(const std::vector<double>& entries, const std::vector<double>& v) const {
    std::vector<double> product(n, 0.0);
    for (int s = 0; s < n; ++s)
      for (int e = t.row_begin[s]; e < t.row_begin[s + 1]; ++e) product[s] += entries[e] * v[t.column[e]];
    return product;
  }
  /// Solves (diagonal + entries) x = b by the factor tables.
  std::vector<double> solve(std::vector<double> entries, double diagonal, std::vector<double> x) const {
    for (int s = 0; s < n; ++s)
      for (int e = t.row_begin[s]; e < t.row_begin[s + 1]; ++e) {
        double sum = entries[e] + (e == t.row_diagonal[s] ? diagonal : 0.0);
        for (int p = t.product_begin[e]; p < t.product_begin[e + 1]; ++p)
          sum -= entries[t.product_left[p]] * entries[t.product_right[p]];
        entries[e] = t.below_pivot[e] >= 0 ? sum * entries[t.below_pivot[e]]
                                           : (e == t.row_diagonal[s] ? 1.0 / sum : sum);
      }
    for (int s = 0; s < n; ++s)
      for (int e = t.row_begin[s]; e < t.row_diagonal[s]; ++e) x[s] -= entries[e] * x[t.column[e]];
    for (int s = n - 1; s >= 0; --s) {
      for (int e = t.row_diagonal[s] + 1; e < t.row_begin[s + 1]; ++e) x[s] -= entries[e] * x[t.column[e]];
      x[s] *= entries[t.row_diagonal[s]];
    }
    return x;
  }
};

class Tables : public testing::Test {
 protected:
  SolverTables tables{tests::cb6r3()};
  TableArithmetic arithmetic{tables, {}};
  std::vector<double> y, v;

  void SetUp() override {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> size(0.5, 2.0);
    for (int r = 0; r < tables.rates; ++r) arithmetic.k.push_back(size(random));
    for (int s = 0; s < arithmetic.n; ++s) y.push_back(size(random)), v.push_back(size(random));
  }
};

TEST_F(Tables, HaveTheSizesOfTheMechanism) {
  EXPECT_EQ(tables.species.size(), 79u);
  EXPECT_EQ(tables.rate.size(), 230u);
  EXPECT_EQ(tables.rates, 224);            // six are equal to others but for their constants
  EXPECT_LE(tables.column.size(), 1080u);  // Markowitz' rule: KPP has 1077
}

TEST_F(Tables, TheForcingIsTheMechanisms) {
  const auto& mechanism = tests::cb6r3();
  std::vector<double> expected(mechanism.species.size(), 0.0), density(mechanism.species.size(), 1.0);
  for (int s = 0; s < arithmetic.n; ++s) density[tables.species[s]] = y[s];
  std::vector<double> share(tables.rates, 0.0);
  for (const int rate : tables.rate) share[rate] += 1.0;
  for (std::size_t r = 0; r < mechanism.reactions.size(); ++r) {
    double rate = arithmetic.k[tables.rate[r]] / share[tables.rate[r]];
    const auto& reaction = mechanism.reactions[r];
    for (const auto& t : reaction.reactants) rate *= std::pow(density[t.species], t.coefficient);
    for (const auto& t : reaction.reactants) expected[t.species] -= t.coefficient * rate;
    for (const auto& t : reaction.products) expected[t.species] += t.coefficient * rate;
  }
  const auto f = arithmetic.forcing(y);
  for (int s = 0; s < arithmetic.n; ++s)
    EXPECT_NEAR(f[s], expected[tables.species[s]], 1e-11)
        << mechanism.species[tables.species[s]].name;  // 200 terms of size 4
}

TEST_F(Tables, TheJacobianIsExact) {  // the forcing is quadratic: the central difference is J v
  std::vector<double> up(y), down(y);
  for (int s = 0; s < arithmetic.n; ++s) up[s] += v[s], down[s] -= v[s];
  const auto f_up = arithmetic.forcing(up), f_down = arithmetic.forcing(down);
  const auto minus_Jv = arithmetic.times(arithmetic.minus_jacobian(y), v);
  for (int s = 0; s < arithmetic.n; ++s)
    EXPECT_NEAR(0.5 * (f_up[s] - f_down[s]), -minus_Jv[s], 1e-11) << s;  // 200 terms of size 16
}

TEST_F(Tables, TheFactorsSolveTheSystem) {
  for (double& k : arithmetic.k) k *= 0.01;
  const auto entries = arithmetic.minus_jacobian(y);
  const auto x = arithmetic.solve(entries, 2.0, v);
  const auto product = arithmetic.times(entries, x);
  for (int s = 0; s < arithmetic.n; ++s) EXPECT_NEAR(product[s] + 2.0 * x[s], v[s], 1e-12) << s;
}

TEST(SolverTables, MoreThanTwoIntegratedReactantsAreRefused) {
  auto mechanism = tests::cb6r3();
  const int ozone = *mechanism.find("O3");
  mechanism.reactions.push_back({"triple", {{ozone, 3.0}}, {}, model::chemistry::Arrhenius{}});
  EXPECT_THROW(SolverTables{mechanism}, model::chemistry::UnsupportedReaction);
}

// --- the solver
// ---------------------------------------------------------------------------------------------

const tests::Condition& afternoon() {
  static const tests::Condition condition = [] {
    tests::Condition c;
    c.temperature = 301.0;
    c.given = {{"M", 2.4e19}, {"O2", 5.03e18}, {"N2", 1.87e19},
               {"H2O", 4e17}, {"H2", 1.3e13},  {"CH4", 4.4e13}};
    for (const auto& name : model::chemistry::photolysis_names(tests::cb6r3())) c.photolysis[name] = 1e-5;
    c.photolysis["NO2_IUPAC10"] = 8e-3;
    c.photolysis["NO3NO2_06"] = 0.15;
    c.photolysis["O3_O1D_IUPAC10"] = 2e-5;
    c.user = {{"HET_N2O5", 1e-4}, {"HET_NO2", 1e-6}};
    c.initial = {{"O3", 1e12},  {"NO", 1e11},  {"NO2", 3e11},  {"CO", 1e13},  {"FORM", 1e11}, {"PAR", 1e12},
                 {"OLE", 2e10}, {"TOL", 4e10}, {"ISOP", 2e10}, {"SO2", 1e11}, {"PAN", 2e10}};
    return c;
  }();
  return condition;
}

/// Many versions of the same air, in a given order; densities at the end, by version.
template <class Real>
std::vector<Real> solved(const std::vector<int>& order, model::InstructionSet set) {
  tests::Box<Real> box(tests::cb6r3(), afternoon(), {}, set);
  const std::size_t n = order.size(), width = box.state.size();
  std::vector<Real> state, user;
  std::vector<std::int32_t> cell;
  std::vector<Outcome> outcome(n);
  for (const int version : order) {
    cell.push_back(0);
    for (const Real y : box.state) state.push_back(y * static_cast<Real>(0.2 + 0.1 * version));
    for (const Real u : box.user) user.push_back(u * static_cast<Real>(version));
  }
  box.solver.solve({state, box.rates, cell, user, outcome, {}, {}, {}, {}, {}}, 300.0, box.scratch);
  std::vector<Real> sorted(state.size());
  for (std::size_t q = 0; q < n; ++q)
    std::copy_n(state.begin() + q * width, width, sorted.begin() + order[q] * width);
  return sorted;
}

template <class Real>
void expect_order_does_not_matter() {
  std::vector<int> order(75);
  std::iota(order.begin(), order.end(), 0);
  const auto first = solved<Real>(order, model::InstructionSet::v3);
  std::mt19937 random(1);
  for (const auto set : {model::InstructionSet::v3, model::fastest_instruction_set()}) {
    std::shuffle(order.begin(), order.end(), random);
    const auto again = solved<Real>(order, set);
    EXPECT_EQ(std::memcmp(first.data(), again.data(), first.size() * sizeof(Real)), 0);
  }
}
TEST(Solver, BitsDoNotDependOnOrderLanesOrInstructionSet) {
  expect_order_does_not_matter<float>();
  expect_order_does_not_matter<double>();
}

TEST(Solver,
     TheFirstStepIsAFifthOfTheIntervalAtMost) {  // a larger one is fast and wrong: see the theory page
  EXPECT_LE(model::chemistry::Tolerances{}.first_step_share, 0.2);
  tests::Box<double> box(tests::cb6r3(), afternoon());
  std::vector<double> recorded(Solver<double>::step_capacity);
  std::int32_t count = 0;
  const std::int32_t cell = 0;
  for (double& y : box.state) y = 0.0;  // nothing happens: the step would grow at once
  box.solver.solve(
      {box.state, box.rates, {&cell, 1}, box.user, {&box.outcome, 1}, recorded, {&count, 1}, {}, {}, {}},
      300.0, box.scratch);
  ASSERT_GE(count, 2);
  EXPECT_EQ(recorded[0], 60.0);
  EXPECT_NEAR(std::accumulate(recorded.begin(), recorded.begin() + count, 0.0), 300.0, 1e-12);
}

TEST(Solver, AFollowerFarFromItsLeaderRefinesByItself) {
  tests::Box<double> box(tests::cb6r3(), afternoon());
  const std::vector<double> start = box.state;
  std::vector<double> recorded(Solver<double>::step_capacity, 0.0), state = start;
  recorded[0] = 300.0;  // a leader that needed one step only
  const std::int32_t cell = 0, leader = 0, count = 1;
  box.solver.solve({state,
                    box.rates,
                    {&cell, 1},
                    box.user,
                    {&box.outcome, 1},
                    {},
                    {},
                    recorded,
                    {&count, 1},
                    {&leader, 1}},
                   300.0, box.scratch);
  EXPECT_GT(box.outcome.accepted, 1);
  model::chemistry::Tolerances tight{1e-8, 1e-2, 1e-3, 10.0, 100000};
  tests::Box<double> exact(tests::cb6r3(), afternoon(), tight);
  exact.advance(300.0);
  box.state = state;
  EXPECT_NEAR(box["O3"] / exact["O3"], 1.0, 1e-3);  // the bar of free control
}

TEST(Solver, AttemptsAreLimitedAndTheFailureNamesASpecies) {
  tests::Box<double> box(tests::cb6r3(), afternoon(), {1e-8, 1.0, 0.2, 10.0, 20});
  const std::vector<double> start = box.state;
  box.advance(300.0);
  EXPECT_GE(box.outcome.failed_species, 0);
  EXPECT_EQ(box.outcome.attempted, 20);
  EXPECT_GT(box.outcome.remaining, 0.0f);
  EXPECT_EQ(box.state, start);
}

}  // namespace
