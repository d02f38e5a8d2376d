#include "model/mesoscale/layer_means.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace {
using namespace lantian::model::mesoscale;

const std::vector<double> source{0, 55, 140, 260, 420, 640, 930, 1300, 1800, 2500, 3400, 4600};
const std::vector<double> target{0, 20, 45, 80, 125, 185, 270, 390, 560, 800, 1130, 1580, 2200, 3000, 4600};

std::vector<double> line(double at_ground, double slope) {
  std::vector<double> means;
  for (std::size_t k = 0; k + 1 < source.size(); ++k)
    means.push_back(at_ground + slope * 0.5 * (source[k] + source[k + 1]));
  return means;
}

TEST(LayerMeans, ALineComesOutAsThatLine) {
  const auto means = layer_means(source, line(12.0, -0.0065), target);
  for (std::size_t k = 0; k + 1 < target.size(); ++k)
    EXPECT_NEAR(means[k], 12.0 - 0.0065 * 0.5 * (target[k] + target[k + 1]), 1e-11) << k;
}

TEST(LayerMeans, WhatIsInTheColumnStays) {
  const std::vector<double> ragged{3, 9, 1, 0, 0, 7, 2, 2, 5, 0, 8};
  for (const Sign sign : {Sign::any, Sign::not_negative}) {
    const auto means = layer_means(source, ragged, target, sign);
    double before = 0.0, after = 0.0;
    for (std::size_t k = 0; k < ragged.size(); ++k) before += ragged[k] * (source[k + 1] - source[k]);
    for (std::size_t k = 0; k < means.size(); ++k) after += means[k] * (target[k + 1] - target[k]);
    EXPECT_NEAR(after / before, 1.0, 1e-13);
    if (sign == Sign::not_negative) {
      for (const double mean : means) EXPECT_GE(mean, 0.0);
    }
  }
}

TEST(LayerMeans, TheSameLayersGiveTheSameMeans) {
  const std::vector<double> ragged{3, 9, 1, 0, 0, 7, 2, 2, 5, 0, 8};
  const auto means = layer_means(source, ragged, source);
  for (std::size_t k = 0; k < ragged.size(); ++k) EXPECT_NEAR(means[k], ragged[k], 1e-12);
}

TEST(LayerMeans, AboveTheLastFaceItsValueGoesOn) {
  const std::vector<double> higher{0, 4600, 5000, 6000};
  const auto means = layer_means(source, line(0.0, 0.01), higher);
  EXPECT_NEAR(means[1], 46.0, 1e-9);
  EXPECT_NEAR(means[2], 46.0, 1e-9);
}

}  // namespace
