#include "model/mesoscale/cloud_shade.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::model::mesoscale {

double cloud_optical_depth(double water_path) {
  constexpr double thinnest = 10.0;  // g m-2, of the fit [Stephens1978]
  const double grams = water_path * 1e3;
  if (grams <= thinnest) return 0.0;
  return std::pow(10.0, 0.2633 + 1.7095 * std::log(std::log10(grams)));
}

double photolysis_below_cloud(double optical_depth, double cosine_of_zenith) {
  constexpr double thinnest = 5.0;  // [Chang1987]
  if (optical_depth < thinnest) return 1.0;
  const double through = (5.0 - std::exp(-optical_depth)) / (4.0 + 0.42 * optical_depth);
  return std::min(1.0, 1.6 * std::max(cosine_of_zenith, 0.5) * through);
}

}  // namespace lantian::model::mesoscale
