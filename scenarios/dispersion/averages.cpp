#include "scenarios/dispersion/averages.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lantian::scenarios {
namespace {

void add_to(std::vector<double>& sums, HourUse use, std::span<const double> values) {
  if (use != HourUse::computed) return;
  for (std::size_t cell = 0; cell < values.size(); ++cell) sums[cell] += values[cell];
}

bool ends_with(int hours, const LocalHour& hour) {
  return hours == whole_month ? hour.ends_month() : hour.hour % hours == 0;
}

}  // namespace

void HourCount::add(HourUse use) {
  ++all;
  calm += use == HourUse::calm;
  missing += use == HourUse::missing;
}

Lacking HourCount::lacking() const {
  if (calm > 0 && missing > 0) return Lacking::both;
  return calm > 0 ? Lacking::calms : missing > 0 ? Lacking::missing : Lacking::nothing;
}

double averaging_hours(const HourCount& count) {
  return std::max(static_cast<double>(count.valid()), std::round(0.75 * count.all + 0.4));
}

BlockAverages::BlockAverages(std::vector<int> hours, std::size_t cells) : cells_(cells) {
  for (const int length : hours) blocks_.push_back({length, {}, std::vector<double>(cells)});
}

void BlockAverages::add(const LocalHour& hour, HourUse use, std::span<const double> values,
                        const std::function<void(std::size_t, const EndedAverage&)>& ended) {
  for (std::size_t n = 0; n < blocks_.size(); ++n) {
    Block& block = blocks_[n];
    block.count.add(use);
    add_to(block.sums, use, values);
    if (!ends_with(block.hours, hour)) continue;
    if (block.hours != 1) {
      const double divisor = averaging_hours(block.count);
      for (double& sum : block.sums) sum /= divisor;
    }
    ended(n, {block.hours, hour, block.count, block.sums});
    block.count = {};
    std::fill(block.sums.begin(), block.sums.end(), 0.0);
  }
}

void LongMean::add(HourUse use, std::span<const double> values) {
  count_.add(use);
  add_to(sums_, use, values);
}

std::vector<double> LongMean::take() {
  const int valid = count_.valid();
  std::vector<double> means(sums_.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t cell = 0; cell < sums_.size() && valid > 0; ++cell) means[cell] = sums_[cell] / valid;
  std::fill(sums_.begin(), sums_.end(), 0.0);
  count_ = {};
  return means;
}

SeasonHours::SeasonHours(std::size_t cells) : cells_(cells), count_(96), sums_(96 * cells) {}

void SeasonHours::add(const LocalHour& hour, HourUse use, std::span<const double> values) {
  const std::size_t place = slot(hour.season(), hour.hour);
  count_[place].add(use);
  if (use != HourUse::computed) return;
  for (std::size_t cell = 0; cell < values.size(); ++cell) sums_[place * cells_ + cell] += values[cell];
}

double SeasonHours::mean(int season, int hour, std::size_t cell) const {
  const std::size_t place = slot(season, hour);
  const int valid = count_[place].valid();
  return valid > 0 ? sums_[place * cells_ + cell] / valid : 0.0;
}

}  // namespace lantian::scenarios
