#include <gtest/gtest.h>

#include <cstring>

#include "model/transport/mesh.hpp"
#include "model/transport/sweep_transposed.hpp"
#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

constexpr int cells = 40, lanes = 32, beyond = 3;

enum class Along { plain, stretched, diffusing };

/// A line of noise, peaks and straight pieces under winds that turn, with air that differs from cell to cell.
template <class Real>
struct Line {
  using Values = AlignedVector<Real>;
  // (cell from -3 to n + 2, lane)
  Values q = Values(static_cast<std::size_t>(cells + 2 * beyond) * lanes);
  Values first = Values(lanes), last = Values(lanes);
  std::vector<unsigned char> branches = std::vector<unsigned char>((cells + 4) * lanes);
  SweepFactors<Real> factors;
  std::vector<double> air, flux, exchange, faces;
  LayerMesh<Real> mesh;
  MeshFactors<Real> mesh_factors;
  Along along;

  explicit Line(Along kind) : along(kind) {
    faces = {0.0};
    for (int n = 0; n < cells; ++n) {
      faces.push_back(faces.back() + 20.0 + 6.0 * n);
      air.push_back(faces[n + 1] - faces[n]);
    }
    for (int n = 0; n <= cells; ++n)
      flux.push_back((n / 7 % 2 ? -1.0 : 1.0) * 0.4 * scatter(n) * air[std::min(n, cells - 1)]);
    exchange.assign(cells + 1, 0.0);
    for (int n = 1; n < cells; ++n) exchange[n] = 0.2 * scatter(n + 500) * air[n];
    mesh = LayerMesh<Real>(faces);
    mesh_factors = mesh.factors();
    factors.reserve(cells, 1);
    factors.compute(cells, 1,
                    {air.data(), flux.data(), 1, 1, kind == Along::diffusing ? exchange.data() : nullptr});
    fill(q, 0);
  }
  static void fill(Values& values, int salt) {
    for (int n = 0; n < cells + 2 * beyond; ++n)
      for (int v = 0; v < lanes; ++v) {
        const double noise = scatter(n * 64 + v + 7919 * salt), wave = 2.0 + std::sin(0.3 * n + 0.2 * v);
        values[n * lanes + v] = static_cast<Real>(v % 3 == 0   ? noise
                                                  : v % 3 == 1 ? wave
                                                  : n / 5 % 2  ? wave
                                                               : 0.5);
      }
  }
  SweepLine<Real> line(Values& values) {
    SweepLine<Real> l;
    l.q = values.data() + beyond * lanes, l.soon = l.q, l.stride = lanes, l.cells = cells, l.lanes = lanes;
    l.courant = factors.courant.data(), l.stays = factors.stays.data(),
    l.gain_left = factors.gain_left.data();
    l.gain_right = factors.gain_right.data();
    l.before = l.q - lanes, l.before_stride = -lanes;
    l.after = l.q + cells * lanes, l.after_stride = lanes;
    if (along == Along::stretched) l.mesh = &mesh_factors;
    if (along == Along::diffusing)
      l.exchange_left = factors.exchange_left.data(), l.exchange_right = factors.exchange_right.data();
    l.first_face_value = first.data(), l.last_face_value = last.data();
    l.branches = branches.data(), l.branch_stride = lanes;
    return l;
  }
  Values after(Values values, Sweep<Real> sweep) {
    sweep(line(values));
    return values;
  }
};

template <class Real>
class HeldBranches : public testing::Test {};
using Reals = testing::Types<float, double>;
TYPED_TEST_SUITE(HeldBranches, Reals);

constexpr Along all_kinds[] = {Along::plain, Along::stretched, Along::diffusing};

TYPED_TEST(HeldBranches, RecordingChangesNothingAndTheReplayGivesTheSweep) {
  const auto& sweeps = sweeps_for<TypeParam>(fastest_instruction_set());
  for (const Along kind : all_kinds) {
    Line<TypeParam> line(kind);
    const auto swept = line.after(line.q, sweeps.monotone);
    const auto recorded = line.after(line.q, sweeps.recording);
    EXPECT_EQ(std::memcmp(swept.data(), recorded.data(), swept.size() * sizeof(TypeParam)), 0);
    EXPECT_EQ(line.after(line.q, sweeps.replay), swept);  // equal numbers, not only near ones
    // each branch was taken somewhere, or the test says nothing
    int seen[16] = {};
    for (const unsigned char code : line.branches) ++seen[code];
    for (const int slope : {Branch::flat, Branch::centred, Branch::below, Branch::above}) {
      int of_slope = 0;
      for (int cuts = 0; cuts < 4; ++cuts) of_slope += seen[slope + 4 * cuts];
      EXPECT_GT(of_slope, 20) << slope;
    }
    for (const int cut : {Branch::right_cut, Branch::left_cut}) {
      int of_cut = 0;
      for (int code = 0; code < 16; ++code) of_cut += code & cut ? seen[code] : 0;
      EXPECT_GT(of_cut, 20) << cut;
    }
  }
}

TYPED_TEST(HeldBranches, MakeEachLineLinear) {
  const auto& sweeps = sweeps_for<TypeParam>(fastest_instruction_set());
  const double round_off =
      64 * std::numeric_limits<TypeParam>::epsilon();  // a few dozen operations on 1 to 10
  for (const Along kind : all_kinds) {
    Line<TypeParam> line(kind);
    line.after(line.q, sweeps.recording);
    auto one = line.q, two = line.q, sum = line.q;
    line.fill(one, 1), line.fill(two, 2);
    const TypeParam a = TypeParam(1.75), b = TypeParam(-0.625);
    for (std::size_t n = 0; n < sum.size(); ++n) sum[n] = a * one[n] + b * two[n];
    const auto of_one = line.after(one, sweeps.replay), of_two = line.after(two, sweeps.replay),
               of_sum = line.after(sum, sweeps.replay);
    for (std::size_t n = 0; n < sum.size(); ++n)
      EXPECT_NEAR(of_sum[n], a * of_one[n] + b * of_two[n], round_off);
  }
}

TYPED_TEST(HeldBranches, TransposedObeyTheAdjointIdentity) {
  const auto& sweeps = sweeps_for<TypeParam>(fastest_instruction_set());
  const auto transposed = sweep_transposed_for<TypeParam>(fastest_instruction_set());
  const double bar = sizeof(TypeParam) == 8 ? 1e-13 : 1e-5;
  for (const Along kind : all_kinds) {
    Line<TypeParam> line(kind);
    line.after(line.q, sweeps.recording);
    auto x = line.q, y = line.q;
    line.fill(x, 3), line.fill(y, 4);
    const auto ax = line.after(x, sweeps.replay);
    auto aty = y;
    typename Line<TypeParam>::Values before(3 * lanes), after(3 * lanes), work(transposed_work(cells));
    transposed({line.line(aty), before.data(), after.data(), lanes, work.data()});
    for (int v = 0; v < lanes; ++v) {
      double left = 0.0, right = 0.0, size = 0.0;
      const int n0 = beyond;
      for (int n = 0; n < cells; ++n) {
        left += static_cast<double>(y[(n0 + n) * lanes + v]) * ax[(n0 + n) * lanes + v];
        right += static_cast<double>(aty[(n0 + n) * lanes + v]) * x[(n0 + n) * lanes + v];
        size += std::abs(static_cast<double>(y[(n0 + n) * lanes + v]) * ax[(n0 + n) * lanes + v]);
      }
      for (int g = 0; g < 3; ++g) {
        right += static_cast<double>(before[g * lanes + v]) * x[(n0 - 1 - g) * lanes + v];
        right += static_cast<double>(after[g * lanes + v]) * x[(n0 + cells + g) * lanes + v];
      }
      EXPECT_NEAR(left, right, bar * size) << v;
    }
  }
}

TYPED_TEST(HeldBranches, GiveTheDerivativeOfTheSweepItself) {
  // A change so small that no branch turns: the difference of two sweeps is the replay of the difference.
  const auto& sweeps = sweeps_for<double>(fastest_instruction_set());
  Line<double> line(Along::plain);
  const auto base = line.after(line.q, sweeps.recording);
  const auto held = line.branches;
  auto changed = line.q, change = line.q;
  for (std::size_t n = 0; n < change.size(); ++n) {
    change[n] = scatter(n + 31) - 0.5;
    changed[n] += 1e-7 * change[n];
  }
  const auto moved = line.after(changed, sweeps.recording);
  int turned = 0;
  std::vector<bool> lane_turned(lanes);
  for (std::size_t n = 0; n < held.size(); ++n)
    if (held[n] != line.branches[n]) ++turned, lane_turned[n % lanes] = true;
  EXPECT_LT(turned, static_cast<int>(held.size()) / 2);
  line.branches = held;
  const auto derivative = line.after(change, sweeps.replay);
  int compared = 0;
  for (std::size_t n = 0; n < base.size(); ++n)
    if (!lane_turned[n % lanes]) {
      EXPECT_NEAR((moved[n] - base[n]) / 1e-7, derivative[n],
                  1e-7);  // round-off of the difference, 1e-16 / 1e-7
      ++compared;
    }
  EXPECT_GT(compared, cells * lanes / 4);
}

}  // namespace
