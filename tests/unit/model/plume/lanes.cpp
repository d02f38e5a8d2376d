#include <gtest/gtest.h>

#include <cstring>

#include "model/grid/parallel.hpp"
#include "model/numerics/instruction_set.hpp"
#include "model/plume/kernels.hpp"
#include "model/plume/shared_evaluation.hpp"
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

TEST(PlumeLanes, GiveTheSameBitsFromASharedTable) {
  PlumeScenes scenes(12);
  // Each its own: a table that is there already would be taken as it is.
  std::vector<SharedWork> work(4);
  for (int n = 0; n < 60; ++n) {
    const auto surface = scenes.hour();
    const auto air = profiles_of(surface, scenes.tower(surface), 20.0);
    const PlumeOfHour plume =
        scenes.chance(0.3) ? plume_of(scenes.volume(), air) : plume_of(scenes.stack(), air);
    const ReceptorSet receptors(scenes.receptors(10 * count, scenes.chance(0.5) ? 0.0 : 1.5));
    const SourcePlace place{0.0, 0.0, 0.0, true};
    std::vector<double> one(receptors.size()), other(receptors.size()), octave(receptors.size());
    const auto view = measure_distances<double>(place, plume.nearest, receptors.view(), octave.data());
    evaluate_shared<double>(plume, place, receptors.view(), view, work[0], one.data());
    evaluate_shared<Four>(plume, place, receptors.view(), view, work[1], other.data());
    expect_same(one, other);
    for (const PlumeKernels* kernels : {&plume_kernels_v3, &plume_kernels_v4}) {
      if (kernels == &plume_kernels_v4 &&
          lantian::model::fastest_instruction_set() != lantian::model::InstructionSet::v4)
        continue;
      const auto again = kernels->measure_distances(place, plume.nearest, receptors.view(), octave.data());
      kernels->evaluate_shared(plume, place, receptors.view(), again,
                               work[kernels == &plume_kernels_v3 ? 2 : 3], other.data());
      expect_same(one, other);
    }
  }
}

// Above 1 % of the source's maximum of the hour. The bar of the plume engine is 1 %; tables are allowed half
// of it.
TEST(PlumeTable, StaysNearThePlumeItself) {
  PlumeScenes scenes(13);
  std::vector<double> errors;
  for (int n = 0; n < 400; ++n) {
    const auto surface = scenes.hour();
    const HourOfAir air = air_of(surface, scenes.tower(surface), 0.0, {});
    Source source = scenes.volume();
    if (scenes.chance(0.7)) source = scenes.stack();
    const ReceptorSet receptors(scenes.receptors(600, scenes.chance(0.5) ? 0.0 : 1.5));
    std::vector<double> direct(receptors.size()), shared(receptors.size());
    unit_concentration(source, air, receptors, Evaluation::direct, direct);
    unit_concentration(source, air, receptors, Evaluation::shared, shared);
    const double most = *std::max_element(direct.begin(), direct.end());
    for (std::size_t r = 0; r < direct.size(); ++r)
      if (direct[r] > 0.01 * most) errors.push_back(std::fabs(shared[r] / direct[r] - 1.0));
  }
  std::sort(errors.begin(), errors.end());
  RecordProperty("median", std::to_string(errors[errors.size() / 2]));
  RecordProperty("p99", std::to_string(errors[errors.size() * 99 / 100]));
  RecordProperty("worst", std::to_string(errors.back()));
  EXPECT_LT(errors[errors.size() / 2], 1e-6);
  EXPECT_LT(errors[errors.size() * 99 / 100], 1e-3);
  EXPECT_LT(errors.back(), 5e-3);
}

TEST(PlumeBatch, IsWhatTheSourcesAreOneByOneOnAnyThreads) {
  PlumeScenes scenes(14);
  std::vector<HourOfAir> hours;
  for (int n = 0; n < 5; ++n)
    hours.push_back(air_of(scenes.hour(), {}, 0.0, std::vector<UrbanArea>{{1e6, 1.0}}));
  std::vector<Source> sources{scenes.volume()};
  for (int n = 0; n < 3; ++n) sources.push_back(scenes.stack());
  sources.push_back(sources.front());  // alike, elsewhere
  std::get<VolumeSource>(sources.back()).x = 700.0;
  for (const int places : {20, 300}) {
    const ReceptorSet receptors(scenes.receptors(places));
    std::vector<double> all(hours.size() * sources.size() * receptors.size()), one(receptors.size());
    const auto distances = distances_of(sources, receptors);
    for (const int threads : {1, 3}) {
      const int before = lantian::model::thread_count();
      lantian::model::set_thread_count(threads);
      unit_concentrations(sources, hours, receptors, Evaluation::shared, all);
      lantian::model::set_thread_count(before);
      for (std::size_t h = 0; h < hours.size(); ++h)
        for (std::size_t s = 0; s < sources.size(); ++s) {
          const lantian::model::FlushDenormals flush;
          unit_concentration(sources[s], hours[h], receptors, distances[s], Evaluation::shared, one);
          const auto from = all.begin() + static_cast<std::ptrdiff_t>((h * sources.size() + s) * one.size());
          expect_same(one, std::vector<double>(from, from + places));
        }
    }
  }
}

}  // namespace
