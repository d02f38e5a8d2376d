#include <gtest/gtest.h>

#include <cstring>

#include "model/numerics/instruction_set.hpp"
#include "model/plume/direct_evaluation.hpp"
#include "model/plume/kernels.hpp"
#include "tests/support/plume_scenes.hpp"

namespace {

using namespace lantian::model::plume;
using lantian::tests::PlumeScenes;
typedef double Four __attribute__((vector_size(32)));
constexpr int count = 37;  // no multiple of any width

void expect_same(const std::vector<double>& one, const std::vector<double>& other) {
  for (std::size_t n = 0; n < one.size(); ++n)
    ASSERT_EQ(std::memcmp(&one[n], &other[n], sizeof(double)), 0) << n << ": " << one[n] << ' ' << other[n];
}

TEST(PlumeLanes, GiveTheSameBitsForAnyNumberOfLanes) {
  PlumeScenes scenes(11);
  for (int n = 0; n < 150; ++n) {
    const auto surface = scenes.hour();
    auto air = profiles_of(surface, scenes.tower(surface), 20.0);
    if (scenes.chance(0.3)) air = urban_profiles(air, surface, {scenes.magnitude(1e5, 2e7), 1.0});
    auto stack = scenes.stack();
    stack.decay_rate = scenes.chance(0.2) ? 4.81e-5 : 0.0;
    const PlumeOfHour plume = scenes.chance(0.3) ? plume_of(scenes.volume(), air) : plume_of(stack, air);
    const ReceptorSet receptors(scenes.receptors(count, scenes.chance(0.5) ? 0.0 : 1.5));
    const SourcePlace place{0.0, 0.0, 10.0, scenes.chance(0.5)};
    std::vector<double> one(count), four(count), kernel(count);
    evaluate_directly<double>(plume, place, receptors.view(), one.data());
    evaluate_directly<Four>(plume, place, receptors.view(), four.data());
    expect_same(one, four);
    plume_kernels_v3.evaluate_directly(plume, place, receptors.view(), kernel.data());
    expect_same(one, kernel);
    if (lantian::model::fastest_instruction_set() != lantian::model::InstructionSet::v4) continue;
    plume_kernels_v4.evaluate_directly(plume, place, receptors.view(), kernel.data());
    expect_same(one, kernel);
    for (const double c : one) ASSERT_TRUE(std::isfinite(c) && c >= 0.0) << n;
  }
}

}  // namespace
