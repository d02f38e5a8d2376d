#include "scenarios/dispersion/yearly_highest.hpp"

#include <cmath>
#include <limits>

#include "scenarios/standards/percentile.hpp"

namespace lantian::scenarios {

void YearlyHighest::add_day(const LocalHour& ending, std::span<const double> values, Lacking lacking,
                            std::span<const std::int32_t> endings) {
  if (years_.empty() || years_.back().is_whole)
    years_.push_back({false, std::vector<int>(cells_), HighestValues(cells_, ranks_)});
  Year& year = years_.back();
  for (std::size_t cell = 0; cell < cells_; ++cell) {
    if (std::isnan(values[cell])) continue;
    ++year.days_of_cell[cell];
    const auto own = endings.empty() ? static_cast<std::int32_t>(ending.count()) : endings[cell];
    year.highest.add(cell, {values[cell], own, lacking});
  }
}

void YearlyHighest::end_year() {
  if (!years_.empty()) years_.back().is_whole = true;
}

std::vector<const YearlyHighest::Year*> YearlyHighest::years() const {
  std::vector<const Year*> found;
  for (const Year& year : years_)
    if (year.is_whole || years_.size() == 1) found.push_back(&year);
  return found;
}

double YearlyHighest::mean_of_rank(std::size_t cell, std::size_t rank) const {
  double sum = 0.0;
  const auto counted = years();
  for (const Year* year : counted) sum += year->highest.of(cell)[rank - 1].value;
  return counted.empty() ? 0.0 : sum / static_cast<double>(counted.size());
}

double YearlyHighest::mean_percentile(std::size_t cell, double p) const {
  double sum = 0.0;
  const auto counted = years();
  for (const Year* year : counted) {
    const int days = year->days_of_cell[cell];
    if (days == 0) return std::numeric_limits<double>::quiet_NaN();
    const auto highest = year->highest.of(cell);
    const auto rising = [&](std::size_t n) { return highest[static_cast<std::size_t>(days) - 1 - n].value; };
    sum += percentile_of_ranked(static_cast<std::size_t>(days), p, rising);
  }
  return counted.empty() ? std::numeric_limits<double>::quiet_NaN()
                         : sum / static_cast<double>(counted.size());
}

std::size_t ranks_for_percentile(double p) {
  constexpr double most_days = 366.0;
  return static_cast<std::size_t>(most_days - std::floor((most_days - 1.0) * p / 100.0));
}

}  // namespace lantian::scenarios
