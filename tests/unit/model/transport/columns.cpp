#include <gtest/gtest.h>

#include <algorithm>

#include "model/transport/mesh.hpp"
#include "tests/unit/model/transport/window.hpp"

namespace {
using namespace lantian::tests;

/// A column through which air rises from the ground to the top, as it does over a leak: the sweep alone.
struct RisingColumn {
  std::vector<double> faces = default_layer_faces();
  int layers = static_cast<int>(faces.size()) - 1;
  AlignedVector<double> q = AlignedVector<double>(16 * faces.size(), 0.0),
                        ghost = AlignedVector<double>(16, 0.0);
  AlignedVector<double> first = ghost, last = ghost;

  /// Carries by `rise` metres, in as many parts as the process would; air goes by depth.
  void carry(double rise, int parts) {
    const LayerMesh<double> mesh{faces};
    const auto factors = mesh.factors();
    SweepFactors<double> sweep;
    sweep.reserve(layers, 1);
    PartSweep<double> work;
    work.reserve(layers);
    std::vector<double> air, flux(layers + 1, rise / parts);
    for (int k = 0; k < layers; ++k) air.push_back(faces[k + 1] - faces[k]);
    for (int part = 0; part < parts; ++part) {
      const LineAir now{air.data(), flux.data(), 1, 1};
      sweep.compute(layers, 1, now);
      SweepLine<double> line;
      line.q = q.data(), line.soon = q.data(), line.stride = 16, line.cells = layers, line.lanes = 16;
      line.before = ghost.data(), line.after = q.data() + 16 * (layers - 1);
      line.mesh = &factors, line.first_face_value = first.data(), line.last_face_value = last.data();
      std::vector<double> in(16), out(16);
      sweep_line(line, sweep, 0, 1, now, work, sweeps_for<double>(fastest_instruction_set()).monotone,
                 {in.data(), out.data()});
    }
  }
};

TEST(StretchedColumn, StaysMonotoneAndPositive) {
  RisingColumn column;
  for (int k = 0; k < column.layers; ++k)
    for (int v = 0; v < 16; ++v)
      column.q[16 * k + v] = (k / (1 + v % 3)) % 2 ? 1.0 : scatter(k * 16 + v) * (v % 2);
  for (int n = 0; n < 40; ++n) column.carry(15.0, 1);
  for (int k = 0; k < column.layers; ++k)
    for (int v = 0; v < 16; ++v) {
      EXPECT_GE(column.q[16 * k + v], 0.0);
      EXPECT_LE(column.q[16 * k + v], 1.0 + 4e-16);  // one rounding
    }
}

TEST(StretchedColumn, KeepsAStraightLineStraightInside) {
  // linear in height: slopes and edges on unequal layers are exact, up to the limiter, which does not bite
  RisingColumn column;
  const auto mean = [&](int k, double shift) {
    return 1.0 + 1e-3 * (0.5 * (column.faces[k] + column.faces[k + 1]) - shift);
  };
  for (int k = 0; k < column.layers; ++k)
    for (int v = 0; v < 16; ++v) column.q[16 * k + v] = mean(k, 0.0);
  column.carry(10.0, 1);
  for (int k = 3; k + 3 < column.layers; ++k)
    EXPECT_NEAR(column.q[16 * k], mean(k, 10.0), 1e-13);  // round-off
}

TEST(StretchedColumn, SweptInPartsAboveCourantOneGivesTheAnswerOfSmallSteps) {
  for (const double rise : {2.0, 20.0, 50.0, 100.0}) {  // Courant 0.1 to 5 in the lowest layer
    RisingColumn at_once, slowly;
    for (auto* column : {&at_once, &slowly})
      for (int k = 0; k < column->layers; ++k)
        for (int v = 0; v < 16; ++v)
          column->q[16 * k + v] = std::exp(-std::pow((column->faces[k] - 300.0) / 200.0, 2));
    at_once.carry(rise, 1);
    slowly.carry(rise, std::max(1, static_cast<int>(rise / 5.0)));
    for (int k = 0; k < at_once.layers; ++k)
      EXPECT_NEAR(at_once.q[16 * k], slowly.q[16 * k], 0.02);  // the schemes' order in the peak of 1: 2 %
  }
}

TEST(HorizontalTransport, SubCyclesFastRowsAlone) {
  Window slow(box(30, 3, {0, 50}), 1, 1), fast(box(30, 3, {0, 50}), 1, 1);
  for (int i = 0; i <= 30; ++i)
    for (int j = 0; j < 3; ++j) {
      slow.x_wind(0, j, i) = 10.0;
      fast.x_wind(0, j, i) = j == 1 ? 40.0 : 10.0;  // Courant 2.4 at 60 s
    }
  const auto blob = [](int, int, int i, int, int) { return std::exp(-std::pow((i - 10.0) / 3.0, 2)); };
  auto a = slow.state<double>(1, 1, blob), b = fast.state<double>(1, 1, blob);
  HorizontalTransport<double>::Scratch scratch;
  const auto cells_swept = [&] {
    std::int64_t sum = 0;
    for (const auto& worker : scratch.workers) sum += worker.parts.cells_swept;
    return sum;
  };
  HorizontalTransport<double>{slow.grid}.advance(a, slow.forcing(), {0, Seconds(60.0)}, scratch);
  EXPECT_EQ(cells_swept(), 2 * 90);  // each cell along x and along y
  HorizontalTransport<double>{fast.grid}.advance(b, fast.forcing(), {0, Seconds(60.0)}, scratch);
  EXPECT_EQ(cells_swept(), 2 * 90 + 2 * 90 + 2 * 30);  // 2.4 in three parts of at most 0.9: two more
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(a.at(0, 0, i)[0], b.at(0, 0, i)[0]);
    EXPECT_NEAR(b.at(0, 1, i)[0], std::exp(-std::pow((i - 12.4) / 3.0, 2)),
                0.02);  // the limiter flattens a narrow peak
  }
}

}  // namespace
