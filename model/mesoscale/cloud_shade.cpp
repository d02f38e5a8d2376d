#include "model/mesoscale/cloud_shade.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::model::mesoscale {
namespace {

constexpr double thinnest = 5.0, lowest_cosine = 0.5;  // [Chang1987]

double transmitted(double optical_depth) {
  return (5.0 - std::exp(-optical_depth)) / (4.0 + 0.42 * optical_depth);
}

}  // namespace

double cloud_optical_depth(double water_path) {
  constexpr double thinnest = 10.0;  // g m-2, of the fit [Stephens1978]
  const double grams = water_path * 1e3;
  if (grams <= thinnest) return 0.0;
  return std::pow(10.0, 0.2633 + 1.7095 * std::log(std::log10(grams)));
}

double photolysis_below_cloud(double optical_depth, double cosine_of_zenith) {
  if (optical_depth < thinnest) return 1.0;
  return std::min(1.0, 1.6 * std::max(cosine_of_zenith, lowest_cosine) * transmitted(optical_depth));
}

double photolysis_above_cloud(double optical_depth, double cosine_of_zenith) {
  if (optical_depth < thinnest) return 1.0;
  return 1.0 + 1.2 * std::max(cosine_of_zenith, lowest_cosine) * (1.0 - transmitted(optical_depth));
}

}  // namespace lantian::model::mesoscale
