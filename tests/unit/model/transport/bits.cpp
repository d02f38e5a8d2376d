#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "model/grid/parallel.hpp"
#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

constexpr int species = 3, poisoned = -1;

/// What a run holds of each scenario: which ones travel together, and in which lanes, must not matter.
template <class Real>
using Fields = std::vector<std::vector<Real>>;

template <class Real>
Fields<Real> run(const std::vector<int>& scenarios, InstructionSet set = fastest_instruction_set(),
                 AdvectionScheme scheme = AdvectionScheme::monotone, bool diffuses = false) {
  const int members = static_cast<int>(scenarios.size());
  Window window(box(19, 11, default_layer_faces()), species, members);
  window.disturb_winds(3.0, true);
  for (int i = 0; i <= 19; ++i) window.x_wind(3, 4, i) = 22.0;  // two lines that are swept in parts
  for (int j = 0; j <= 11; ++j) window.y_wind(5, j, 17) = -25.0;
  Weather& w = window.weather.middle;
  for (std::size_t n = 0; n < w.eddy_diffusivity.size(); ++n) w.eddy_diffusivity[n] = 30.0 * scatter(n);
  for (std::size_t n = 0; n < w.inverse_obukhov_length.size(); ++n)
    w.inverse_obukhov_length[n] = n % 2 ? -0.03 : 0.02;
  window.emission.layers = 3;
  window.emission.rate.assign(3 * window.grid.columns() * window.layout.lanes, 0.0f);
  const auto each_lane = [&](auto&& set_value) {
    for (int s = 0; s < species; ++s)
      for (int m = 0; m < members; ++m) set_value(s, scenarios[m], window.layout.lane(s, m));
  };
  each_lane([&](int s, int, int lane) {
    for (std::size_t n = lane; n < window.boundary.sides.size(); n += window.layout.lanes)
      window.boundary.sides[n] = static_cast<float>(1e-8 * scatter(n / window.layout.lanes + 17 * s));
    window.boundary.top[lane] = 3e-9f;
  });
  each_lane([&](int s, int scenario, int lane) {
    for (std::size_t n = lane; n < window.emission.rate.size(); n += window.layout.lanes)
      window.emission.rate[n] =
          static_cast<float>(0.1 * scatter(n / window.layout.lanes + 29 * s + 71 * scenario));
  });
  auto state = window.state<Real>(species, members, [&](int k, int j, int i, int s, int m) {
    if (scenarios[m] == poisoned) return std::numeric_limits<double>::quiet_NaN();
    return 1e-8 * scatter(window.grid.cell(k, j, i) + 1009 * s + 9973 * scenarios[m]);
  });
  SplitStep<Real> split(window.grid, set);
  split.use(scheme, diffuses);
  split.vertical_scratch.deposition_velocity.velocity.assign(window.grid.columns() * species, 0.004);
  std::vector<double> ledger(window.layout.lanes);
  for (int n = 0; n < 4; ++n) {
    const MassExchange moved = split.step(state, window.forcing(), 100.0);
    for (int v = 0; v < window.layout.lanes; ++v)
      for (const Exchange term :
           {Exchange::flowed_in, Exchange::flowed_out, Exchange::deposited, Exchange::emitted})
        ledger[v] += moved.of(term)[v];
  }
  Fields<Real> fields(members);
  for (int m = 0; m < members; ++m)
    for (int s = 0; s < species; ++s) {
      for (int k = 0; k < window.grid.nz(); ++k)
        for (int j = 0; j < 11; ++j)
          for (int i = 0; i < 19; ++i) fields[m].push_back(state.at(k, j, i)[state.layout.lane(s, m)]);
      fields[m].push_back(static_cast<Real>(ledger[state.layout.lane(s, m)]));
    }
  return fields;
}

template <class Real>
bool same_bits(const std::vector<Real>& a, const std::vector<Real>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(Real)) == 0;
}

template <class Real>
class TransportBits : public testing::Test {};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(TransportBits, Reals);

TYPED_TEST(TransportBits, DoNotDependOnTheNumberOfThreads) {
  set_thread_count(1);
  const auto one = run<TypeParam>({4});
  for (const int threads : {2, 3, 7}) {
    set_thread_count(threads);
    EXPECT_TRUE(same_bits(run<TypeParam>({4})[0], one[0])) << threads;
  }
  set_thread_count(0);
}

TYPED_TEST(TransportBits, DoNotDependOnTheCompanyOfAMemberOrItsPlace) {
  const auto alone = run<TypeParam>({4});
  for (const std::vector<int>& company : {std::vector<int>{4, 2}, {7, 4, 1}, {0, 1, 2, 3, 5, 6, 4, 7}}) {
    const auto together = run<TypeParam>(company);
    for (std::size_t m = 0; m < company.size(); ++m)
      if (company[m] == 4) {
        EXPECT_TRUE(same_bits(together[m], alone[0])) << company.size();
      }
  }
  const auto forward = run<TypeParam>({1, 2, 3}), backward = run<TypeParam>({3, 2, 1});
  for (int m = 0; m < 3; ++m) EXPECT_TRUE(same_bits(forward[m], backward[2 - m]));
}

TYPED_TEST(TransportBits, AreTheSameWithEveryInstructionSet) {
  if (fastest_instruction_set() != InstructionSet::v4) GTEST_SKIP() << "this processor has no AVX-512";
  EXPECT_TRUE(same_bits(run<TypeParam>({4, 5}, InstructionSet::v3)[1],
                        run<TypeParam>({4, 5}, InstructionSet::v4)[1]));
}

TYPED_TEST(TransportBits, ObeyTheSameRulesInThePositiveSchemeWithDiffusion) {
  const auto positive = [](const std::vector<int>& scenarios,
                           InstructionSet set = fastest_instruction_set()) {
    return run<TypeParam>(scenarios, set, AdvectionScheme::positive, true);
  };
  set_thread_count(1);
  const auto alone = positive({4});
  EXPECT_FALSE(same_bits(alone[0], run<TypeParam>({4})[0]));
  EXPECT_TRUE(same_bits(positive({7, 4, 1})[1], alone[0]));
  EXPECT_TRUE(same_bits(positive({poisoned, 4})[1], alone[0]));
  set_thread_count(3);
  EXPECT_TRUE(same_bits(positive({4})[0], alone[0]));
  set_thread_count(0);
  if (fastest_instruction_set() == InstructionSet::v4) {
    EXPECT_TRUE(same_bits(positive({4}, InstructionSet::v3)[0], alone[0]));
  }
}

TYPED_TEST(TransportBits, AreLeftAloneByAPoisonedMember) {
  const auto alone = run<TypeParam>({4});
  const auto beside = run<TypeParam>({poisoned, 4, poisoned});
  EXPECT_TRUE(same_bits(beside[1], alone[0]));
  EXPECT_TRUE(std::isnan(beside[0][700]));
}

}  // namespace
