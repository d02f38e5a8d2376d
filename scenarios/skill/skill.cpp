#include "scenarios/skill/skill.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/quantities/time.hpp"
#include "scenarios/standards/percentile.hpp"

namespace lantian::scenarios {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::optional<double> ratio(double above, double below) {
  return below != 0.0 ? std::optional(above / below) : std::nullopt;
}

struct Pair {
  double model, observed;
};

std::vector<Pair> pairs_of(std::span<const double> model, std::span<const double> observed, double cutoff) {
  std::vector<Pair> pairs;
  for (std::size_t n = 0; n < model.size() && n < observed.size(); ++n)
    if (!std::isnan(model[n]) && observed[n] >= cutoff) pairs.push_back({model[n], observed[n]});
  return pairs;
}

}  // namespace

Skill skill_of(std::span<const double> model, std::span<const double> observed, double cutoff) {
  Skill skill;
  const auto pairs = pairs_of(model, observed, cutoff);
  skill.count = static_cast<int>(pairs.size());
  if (pairs.empty()) return skill;
  const double count = skill.count;
  double difference = 0.0, error = 0.0, square = 0.0, fraction = 0.0, fractional_error = 0.0;
  int within = 0, fractions = 0;
  for (const auto& [m, o] : pairs) {
    skill.mean_model += m / count;
    skill.mean_observed += o / count;
    difference += m - o;
    error += std::abs(m - o);
    square += (m - o) * (m - o);
    if (m + o != 0.0) {
      fraction += (m - o) / (m + o);
      fractional_error += std::abs(m - o) / (m + o);
      ++fractions;
    }
    within += 0.5 * o <= m && m <= 2.0 * o ? 1 : 0;
  }
  double model_square = 0.0, observed_square = 0.0, product = 0.0, potential = 0.0;
  for (const auto& [m, o] : pairs) {
    const double dm = m - skill.mean_model, d_o = o - skill.mean_observed;
    model_square += dm * dm;
    observed_square += d_o * d_o;
    product += dm * d_o;
    const double reach = std::abs(m - skill.mean_observed) + std::abs(d_o);
    potential += reach * reach;
  }
  skill.deviation_model = std::sqrt(model_square / count);
  skill.deviation_observed = std::sqrt(observed_square / count);
  skill.root_mean_square_error = std::sqrt(square / count);
  skill.centred_error = std::sqrt(std::max(0.0, (model_square + observed_square - 2.0 * product) / count));
  const double sum_observed = skill.mean_observed * count;
  skill.nmb = ratio(difference, sum_observed);
  skill.nme = ratio(error, sum_observed);
  skill.mfb = ratio(2.0 * fraction, fractions);
  skill.mfe = ratio(2.0 * fractional_error, fractions);
  // Level but for rounding: nothing to correlate.
  constexpr double rounding = 1e-12;
  if (skill.deviation_model > rounding * std::abs(skill.mean_model) &&
      skill.deviation_observed > rounding * std::abs(skill.mean_observed))
    skill.correlation = product / std::sqrt(model_square * observed_square);
  if (const auto lost = ratio(square, potential)) skill.agreement = 1.0 - *lost;
  skill.within_factor = within / count;
  return skill;
}

std::optional<QualityIndicator> quality_of(const Skill& skill, const MeasurementUncertainty& uncertainty,
                                           double beta) {
  if (skill.count == 0) return std::nullopt;
  const double alpha_square = uncertainty.alpha * uncertainty.alpha;
  const double mean_square =
      skill.mean_observed * skill.mean_observed + skill.deviation_observed * skill.deviation_observed;
  const double allowed = beta * uncertainty.relative *
                         std::sqrt((1.0 - alpha_square) * mean_square +
                                   alpha_square * uncertainty.reference * uncertainty.reference);
  const double deviation = std::abs(skill.deviation_model - skill.deviation_observed);
  // CRMSE^2 = (sM - sO)^2 + 2 sM sO (1 - r): which of the two parts is the larger?
  const bool from_deviation = 2.0 * deviation * deviation > skill.centred_error * skill.centred_error;
  return QualityIndicator{skill.root_mean_square_error / allowed,
                          (from_deviation ? 1.0 : -1.0) * skill.centred_error / allowed,
                          skill.bias() / allowed};
}

std::optional<double> yearly_quality_of(const Skill& skill, const MeasurementUncertainty& uncertainty,
                                        double beta) {
  if (skill.count == 0) return std::nullopt;
  const double alpha_square = uncertainty.alpha * uncertainty.alpha;
  const double allowed =
      beta * uncertainty.relative *
      std::sqrt((1.0 - alpha_square) * skill.mean_observed * skill.mean_observed /
                    uncertainty.n_proportional +
                alpha_square * uncertainty.reference * uncertainty.reference / uncertainty.n_constant);
  return std::abs(skill.bias()) / allowed;
}

ValueSpread distribution_of(std::span<const double> values) {
  std::vector<double> there;
  for (const double value : values)
    if (!std::isnan(value)) there.push_back(value);
  ValueSpread found;
  found.count = static_cast<int>(there.size());
  if (there.empty()) return found;
  for (const double value : there) found.mean += value / found.count;
  for (const double value : there)
    found.deviation += (value - found.mean) * (value - found.mean) / found.count;
  found.deviation = std::sqrt(found.deviation);
  for (std::size_t n = 0; n < ValueSpread::percents.size(); ++n)
    found.percentiles[n] = percentile(there, ValueSpread::percents[n]);
  return found;
}

HourlyMeans diurnal_cycle(std::span<const double> values, std::int64_t first_hour) {
  constexpr std::int64_t hours_per_day = 24;
  HourlyMeans sums{};
  std::array<int, hours_per_day> counts{};
  for (std::size_t n = 0; n < values.size(); ++n) {
    if (std::isnan(values[n])) continue;
    const auto at = first_hour + static_cast<std::int64_t>(n);
    const auto hour = static_cast<std::size_t>(at - hours_per_day * model::floor_div(at, hours_per_day));
    sums[hour] += values[n];
    ++counts[hour];
  }
  for (std::size_t hour = 0; hour < sums.size(); ++hour)
    sums[hour] = counts[hour] > 0 ? sums[hour] / counts[hour] : none;
  return sums;
}

std::optional<double> correlation_of(const HourlyMeans& a, const HourlyMeans& b) {
  std::vector<double> first, second;
  for (std::size_t hour = 0; hour < a.size(); ++hour)
    if (!std::isnan(a[hour]) && !std::isnan(b[hour])) {
      first.push_back(a[hour]);
      second.push_back(b[hour]);
    }
  return skill_of(first, second).correlation;
}

}  // namespace lantian::scenarios
