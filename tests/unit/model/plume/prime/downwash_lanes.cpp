#include <gtest/gtest.h>

#include <cstring>

#include "model/grid/parallel.hpp"
#include "model/numerics/instruction_set.hpp"
#include "model/plume/prime/trace.hpp"
#include "model/plume/prime/wake_concentration.hpp"
#include "model/state/aligned.hpp"
#include "tests/support/plume_scenes.hpp"

namespace {

using namespace lantian::model::plume;
using lantian::tests::PlumeScenes;
typedef double Four __attribute__((vector_size(32)));
constexpr int count = 37;  // no multiple of any width

template <class T>
void expect_same(const T& one, const T& other, const char* what) {
  ASSERT_EQ(std::memcmp(&one, &other, sizeof(T)), 0) << what;
}
void expect_same(const std::vector<double>& one, const std::vector<double>& other) {
  for (std::size_t n = 0; n < one.size(); ++n) expect_same(one[n], other[n], "concentration");
}
template <int columns>
void expect_same_table(const prime::DistanceTable<1, columns>& one,
                       const prime::DistanceTable<1, columns>& other) {
  ASSERT_EQ(one.count[0], other.count[0]);
  for (int row = 0; row < static_cast<int>(one.count[0]); ++row) {
    expect_same(one.distance[row], other.distance[row], "distance");
    for (int c = 0; c < columns; ++c) expect_same(one.value[c][row], other.value[c][row], "table");
  }
}
void expect_same_wake(const prime::Downwash& one, const prime::Downwash& other) {
  ASSERT_EQ(one.acts, other.acts);
  if (!one.acts) return;
  expect_same(one.captured_share, other.captured_share, "captured share");
  expect_same(one.primary_excess, other.primary_excess, "excess");
  expect_same(one.cavity_excess, other.cavity_excess, "excess of the cavity");
  expect_same_table<1>(one.path, other.path);
  expect_same_table(one.primary, other.primary);
  expect_same_table(one.cavity, other.cavity);
}

/// Different stacks, buildings and hours in one batch, as no run has them: nothing may pass from lane to
/// lane.
struct Batch {
  std::vector<BoundaryLayerProfiles> air;
  std::vector<PointSource> stacks;
  std::vector<PlumeOfHour> plumes;
  std::vector<prime::WakeHour> hours;
  std::vector<prime::Downwash> prepared;

  explicit Batch(PlumeScenes& scenes, std::size_t size = 8) : air(size), stacks(size), plumes(size) {
    for (std::size_t n = 0; n < size; ++n) {
      const auto surface = scenes.hour();
      air[n] = profiles_of(surface, scenes.tower(surface), 20.0);
      if (scenes.chance(0.2)) air[n] = urban_profiles(air[n], surface, {scenes.magnitude(1e5, 2e7), 1.0});
      stacks[n] = scenes.stack();
      stacks[n].buildings = scenes.building();
      stacks[n].height = stacks[n].buildings->front().height * scenes.between(0.1, 2.0);
      stacks[n].decay_rate = scenes.chance(0.2) ? 4.81e-5 : 0.0;
      plumes[n] = plume_of(stacks[n], air[n]);
      prime::WakeHour hour;
      prime::Downwash result;
      if (!prime::prepare(stacks[n], plumes[n], hour, result)) continue;
      hours.push_back(hour);
      prepared.push_back(result);
    }
  }
};

template <class V>
std::vector<prime::Downwash> traced(const Batch& batch) {
  std::vector<prime::Downwash> all = batch.prepared;
  std::vector<prime::Downwash*> to;
  for (auto& d : all) to.push_back(&d);
  constexpr std::size_t lanes = lantian::model::numerics::lanes_of<V>;
  lantian::model::AlignedVector<double> room(sizeof(prime::TraceWork<V>) / sizeof(double) + 1);
  for (std::size_t n = 0; n < all.size(); n += lanes)
    prime::trace<V>(&batch.hours[n], static_cast<int>(std::min(lanes, all.size() - n)), &to[n], room.data());
  return all;
}
std::vector<prime::Downwash> traced(const Batch& batch, const prime::DownwashKernels& kernels) {
  std::vector<prime::Downwash> all = batch.prepared;
  std::vector<prime::Downwash*> to;
  for (auto& d : all) to.push_back(&d);
  const auto lanes = static_cast<std::size_t>(kernels.lanes);
  lantian::model::AlignedVector<double> room(kernels.room / sizeof(double) + 1);
  for (std::size_t n = 0; n < all.size(); n += lanes)
    kernels.trace(&batch.hours[n], static_cast<int>(std::min(lanes, all.size() - n)), &to[n], room.data());
  return all;
}

TEST(DownwashLanes, GiveTheSameBitsForAnyNumberOfLanes) {
  PlumeScenes scenes(21);
  int acting = 0;
  for (int n = 0; n < 25; ++n) {
    const Batch batch(scenes);
    const auto one = traced<double>(batch), four = traced<Four>(batch);
    const auto v3 = traced(batch, prime::downwash_kernels_v3);
    const bool wide = lantian::model::fastest_instruction_set() == lantian::model::InstructionSet::v4;
    const auto v4 = wide ? traced(batch, prime::downwash_kernels_v4) : v3;
    const ReceptorSet receptors(scenes.receptors(count, scenes.chance(0.5) ? 0.0 : 15.0));
    for (std::size_t k = 0; k < one.size(); ++k) {
      expect_same_wake(one[k], four[k]);
      expect_same_wake(one[k], v3[k]);
      expect_same_wake(one[k], v4[k]);
      if (!one[k].acts) continue;
      ++acting;
      const PlumeOfHour& plume = batch.plumes[k];
      const SourcePlace place{0.0, 0.0, 10.0, scenes.chance(0.5)};
      std::vector<double> a(count, 1e-6), b = a, c = a;
      prime::apply_wake<double>(one[k], plume, place, receptors.view(), a.data());
      prime::apply_wake<Four>(one[k], plume, place, receptors.view(), b.data());
      (wide ? prime::downwash_kernels_v4 : prime::downwash_kernels_v3)
          .apply(one[k], plume, place, receptors.view(), c.data());
      expect_same(a, b);
      expect_same(a, c);
      for (const double x : a) ASSERT_TRUE(std::isfinite(x) && x >= 0.0) << n << ' ' << k;
    }
  }
  EXPECT_GT(acting, 60);  // of 200: half of the stacks are not twice as high as their building
}

TEST(Downwash, DoesNotDependOnThreadsNorOnWhichHoursAreTakenTogether) {
  PlumeScenes scenes(22);
  std::vector<Source> stacks;
  for (int n = 0; n < 3; ++n) {
    auto stack = scenes.stack();
    stack.buildings = scenes.building();
    stacks.push_back(stack);
  }
  std::vector<HourOfAir> hours;
  for (int n = 0; n < 41; ++n) hours.push_back(air_of(scenes.hour(), {}, 0.0, {}));
  const ReceptorSet receptors(scenes.receptors(count));
  const auto all = [&](int threads) {
    const int before = lantian::model::thread_count();
    lantian::model::set_thread_count(threads);
    std::vector<double> values(stacks.size() * hours.size() * count);
    unit_concentrations(stacks, hours, receptors, Evaluation::direct, values);
    lantian::model::set_thread_count(before);
    return values;
  };
  const auto one = all(1);
  expect_same(one, all(3));
  std::vector<double> alone(count);
  for (std::size_t h = 0; h < hours.size(); ++h)
    for (std::size_t s = 0; s < stacks.size(); ++s) {
      unit_concentration(stacks[s], hours[h], receptors, Evaluation::direct, alone);
      const auto from = one.begin() + static_cast<std::ptrdiff_t>((h * stacks.size() + s) * count);
      expect_same(alone, std::vector<double>(from, from + count));
    }
}

}  // namespace
