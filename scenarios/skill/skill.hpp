/// How a model's values stand beside observed ones: bias, error, correlation, agreement; what measuring
/// itself is worth.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace lantian::scenarios {

/// Of the pairs (M, O) in which both are there; none without a pair, or where a denominator is 0. [Emery2017,
/// Boylan2006, Willmott1981, ChangHanna2004]
struct Skill {
  int count = 0;
  double mean_observed = 0.0, mean_model = 0.0;  // in the values' unit, as all that follows without a ratio
  double deviation_observed = 0.0, deviation_model = 0.0;  // standard deviation, over N
  double root_mean_square_error = 0.0;
  double centred_error = 0.0;           // the same without the bias
  std::optional<double> nmb, nme;       // sum (M - O) / sum O, sum |M - O| / sum O
  std::optional<double> mfb, mfe;       // 2/N sum (M - O)/(M + O), and of |M - O|
  std::optional<double> correlation;    // Pearson's r
  std::optional<double> agreement;      // IOA = 1 - sum (M - O)^2 / sum (|M - mean O| + |O - mean O|)^2
  std::optional<double> within_factor;  // FAC2: share of pairs with O/2 <= M <= 2 O
  double bias() const { return mean_model - mean_observed; }
};

/// `model` and `observed` of one length; NaN where there is none. Pairs with an observed value below `cutoff`
/// are left out.
Skill skill_of(std::span<const double> model, std::span<const double> observed,
               double cutoff = -std::numeric_limits<double>::infinity());

/// What a measurement is uncertain by, as FAIRMODE has it:
///     U(O) = relative sqrt((1 - alpha^2) O^2 + alpha^2 reference^2)                    [Thunis2012,
///     Janssen2022]
struct MeasurementUncertainty {
  double relative = 0.0;                          // U_r, of 95 %
  double reference = 0.0;                         // RV, in the values' unit
  double alpha = 0.0;                             // part that does not fall with the concentration
  double n_proportional = 1.0, n_constant = 1.0;  // N_p, N_np: what a yearly mean's two parts are divided by
};

/// The model quality indicator of a series: RMSE / (beta RMS_U), at most 1 where the objective is met; and
/// its place in the target diagram, distance from the origin MQI: y is the bias, x the rest, left of 0 where
/// it comes from the correlation more than from the deviation. None without a pair.
struct QualityIndicator {
  double value = 0.0, x = 0.0, y = 0.0;
};
std::optional<QualityIndicator> quality_of(const Skill& skill, const MeasurementUncertainty& uncertainty,
                                           double beta);

/// The yearly form, of the means alone:
///     |mean M - mean O| / (beta U(mean O)),
///     U(mean O) = relative sqrt((1 - alpha^2) O^2 / N_p + alpha^2 reference^2 / N_np) [Janssen2022]
/// None without a pair.
std::optional<double> yearly_quality_of(const Skill& skill, const MeasurementUncertainty& uncertainty,
                                        double beta);

/// How values are spread, whatever their order.
struct ValueSpread {
  int count = 0;
  double mean = 0.0, deviation = 0.0;
  static constexpr std::array percents{5.0, 25.0, 50.0, 75.0, 95.0};
  std::array<double, percents.size()> percentiles{};  // [HJ663, annex A]
};
/// Of the values that are there.
ValueSpread distribution_of(std::span<const double> values);

/// Means by local hour; NaN where an hour of the day has no value.
using HourlyMeans = std::array<double, 24>;

/// `first_hour`: local hour of the first value, any whole number of hours since a local midnight.
HourlyMeans diurnal_cycle(std::span<const double> values, std::int64_t first_hour);

/// Correlation of two cycles over the hours that both have: their shapes alone.
std::optional<double> correlation_of(const HourlyMeans& a, const HourlyMeans& b);

}  // namespace lantian::scenarios
