#include "model/mesoscale/layer_means.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::model::mesoscale {
namespace {

/// Slope per height in each layer.
std::vector<double> slopes(std::span<const double> face, std::span<const double> mean, Sign sign) {
  const std::size_t n = mean.size();
  std::vector<double> slope(n, 0.0);
  const auto centre = [&](std::size_t k) { return 0.5 * (face[k] + face[k + 1]); };
  const auto step = [&](std::size_t k) { return (mean[k + 1] - mean[k]) / (centre(k + 1) - centre(k)); };
  for (std::size_t k = 0; k < n && n > 1; ++k) {
    if (k == 0 || k + 1 == n) {
      slope[k] = step(k == 0 ? 0 : k - 1);
    } else if (const double below = step(k - 1), above = step(k); below * above > 0.0) {
      const double across = (mean[k + 1] - mean[k - 1]) / (centre(k + 1) - centre(k - 1));
      slope[k] =
          std::copysign(std::min({std::abs(across), 2.0 * std::abs(below), 2.0 * std::abs(above)}), across);
    }
    if (sign == Sign::not_negative) {
      const double steepest = 2.0 * std::max(mean[k], 0.0) / (face[k + 1] - face[k]);
      slope[k] = std::clamp(slope[k], -steepest, steepest);
    }
  }
  return slope;
}

}  // namespace

std::vector<double> layer_means(std::span<const double> source_face, std::span<const double> source_mean,
                                std::span<const double> target_face, Sign sign) {
  const auto slope = slopes(source_face, source_mean, sign);
  std::vector<double> means;
  std::size_t first = 0;
  for (std::size_t t = 0; t + 1 < target_face.size(); ++t) {
    const double bottom = target_face[t], top = target_face[t + 1];
    while (first + 1 < source_mean.size() && source_face[first + 1] <= bottom) ++first;
    double sum = 0.0;
    for (std::size_t k = first; k < source_mean.size(); ++k) {
      const bool last = k + 1 == source_mean.size();
      const double low = std::max(bottom, k == 0 ? bottom : source_face[k]);
      const double high = last ? top : std::min(top, source_face[k + 1]);
      if (high > low) {
        const double edge = source_face[k + 1];  // the slope ends at the last face
        const double middle = last && high > edge && low < edge
                                  ? (0.5 * (low + edge) * (edge - low) + edge * (high - edge)) / (high - low)
                                  : 0.5 * (std::min(low, edge) + std::min(high, edge));
        sum += (high - low) *
               (source_mean[k] + slope[k] * (middle - 0.5 * (source_face[k] + source_face[k + 1])));
      }
      if (source_face[k + 1] >= top) break;
    }
    means.push_back(sum / (top - bottom));
  }
  return means;
}

}  // namespace lantian::model::mesoscale
