/// NO2 from NOx beside the plume model: the ambient ratio and the ozone limiting method, as AERMOD v24142 has
/// them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <optional>

namespace lantian::model::plume {

struct RatioLimits {
  double least = 0.5, largest = 0.9;
};

/// NO2/NOx of all sources' NOx together [kg m-3], reported as NO2: ARM2 [Podrez2015] [EPA2024]
///     a polynomial of sixth degree in x = NOx in ug m-3, within the limits.
double ambient_ratio(double nox, RatioLimits limits);

/// NOx of one source, or of sources whose plumes merge [kg m-3, as NO2].
struct NitrogenMix {
  double nox = 0.0;
  double emitted_no2 = 0.0;  // part that left the stack as NO2
  double emitted_no = 0.0;   // the rest, as NO

  void add(double concentration, double stack_share);
};

/// NO2/NOx after ozone has taken the NO that it can [Cole1979] [EPA2024]
///     (NO2_0 + O3 46/48)/NOx where O3/48 < NO/30, else 1; at most `equilibrium`.
/// No ozone value: `equilibrium`. ozone [kg m-3].
double limited_ratio(const NitrogenMix& mix, std::optional<double> ozone, double equilibrium);

/// The floor under nightly ozone: the largest of the last values at each hour of the clock, at most 40 ppb,
/// fading out as stable air comes near neutral [EPA2024].
class NightOzone {
 public:
  /// At an Obukhov length [m]; none in convective air.
  std::optional<double> floor(double obukhov_length) const;
  /// What the file says for an hour of the clock, 1 to 24; 0 where it is missing.
  void remember(int hour, double ozone) { of_hour_[static_cast<std::size_t>(hour - 1)] = ozone; }

 private:
  static constexpr double most = 78.4e-9;  // kg m-3, 40 ppb; what is taken before the first day is over
  std::array<double, 24> of_hour_ = [] {
    std::array<double, 24> values{};
    values.fill(most);
    return values;
  }();
};

}  // namespace lantian::model::plume
