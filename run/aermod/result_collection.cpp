#include "run/aermod/result_collection.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "io/data_folder.hpp"
#include "io/standards.hpp"

namespace lantian::run {
namespace {

using namespace scenarios;

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

std::string item_of(const std::string& pollutant) {
  static const std::map<std::string, std::string> items{
      {"SO2", "SO2"},     {"NO2", "NO2"},      {"CO", "CO"},      {"O3", "O3"},
      {"OZONE", "O3"},    {"PM10", "PM10"},    {"PM-10", "PM10"}, {"PM25", "PM2p5"},
      {"PM2.5", "PM2p5"}, {"PM-2.5", "PM2p5"}, {"PM-25", "PM2p5"}};
  const auto found = items.find(pollutant);
  return found == items.end() ? "" : found->second;
}

std::size_t ranks_of(const io::Deck& deck, int hours) {
  std::size_t most = 0;
  for (const auto& [average, ranks] : deck.tables.ranks)
    if (average == hours && !ranks.empty()) most = std::max(most, *ranks.rbegin());
  for (const auto& output : deck.outputs)
    if (output.kind == io::DeckOutput::Kind::plot && output.average == hours)
      most = std::max(most, output.rank);
  return std::max<std::size_t>(most, 1);
}

std::size_t most_of(const io::Deck& deck, int hours) {
  std::size_t most = 1;
  for (const auto& [average, count] : deck.tables.most)
    if (average == hours) most = std::max(most, count);
  for (const auto& output : deck.outputs)
    if (output.kind == io::DeckOutput::Kind::rank && output.average == hours)
      most = std::max(most, output.values);
  return most;
}

bool wants_seasons(const io::Deck& deck) {
  return std::any_of(deck.outputs.begin(), deck.outputs.end(),
                     [](const auto& output) { return output.kind == io::DeckOutput::Kind::season_hours; });
}

/// Largest 8-h mean of each cell's day.
std::vector<double> largest_8h(const std::vector<double>& hours, std::size_t cells,
                               const Validity& validity) {
  std::vector<double> values(cells, no_value);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    DayHours day{};
    for (std::size_t hour = 0; hour < 24; ++hour) day[hour] = hours[hour * cells + cell];
    if (const auto value = largest_8h_mean(day, std::numeric_limits<double>::infinity(), validity).value)
      values[cell] = *value;
  }
  return values;
}

}  // namespace

bool has_design_values(const io::Deck& deck) {
  const auto& control = deck.control;
  if (control.design_values_suppressed || control.averages.size() != 1 || !control.check_dates ||
      control.warn_of_dates)
    return false;
  const std::string item = item_of(control.pollutant);
  return ((item == "SO2" || item == "NO2") && control.averages[0] == 1) ||
         (item == "PM2p5" && control.averages[0] == 24);
}

std::optional<PercentileRule> percentile_rule(const std::string& pollutant, const LocalHour& day) {
  const std::string item = item_of(pollutant);
  const auto found = std::find(item_names.begin(), item_names.end(), item);
  if (found == item_names.end()) return std::nullopt;
  io::Diagnostics diagnostics;
  const Standards standards = io::read_standards(io::data_folder() / "standards", diagnostics);
  diagnostics.throw_if_any();
  const auto& assessment = in_force(standards.assessment, model::floor_div(day.count() - 1, 24));
  const auto& rule = assessment.items[static_cast<std::size_t>(found - item_names.begin())];
  if (rule.percentile <= 0.0) return std::nullopt;
  return PercentileRule{rule.average, rule.percentile, assessment.validity};
}

double ResultCollection::bytes_needed(const io::Deck& deck) {
  const double cells = static_cast<double>(deck.groups.size()) * static_cast<double>(deck.receptors.size());
  double per_cell = 4 * sizeof(double);
  for (const int hours : deck.control.averages)
    per_cell += sizeof(double) + sizeof(RankedValue) * static_cast<double>(ranks_of(deck, hours));
  if (wants_seasons(deck)) per_cell += 96 * sizeof(double);
  if (!item_of(deck.control.pollutant).empty())
    per_cell += static_cast<double>(deck.weather.years) * 40 * sizeof(RankedValue) + 26 * sizeof(double);
  double overall = 0.0;
  for (const int hours : deck.control.averages)
    overall += static_cast<double>(deck.groups.size()) * static_cast<double>(most_of(deck, hours)) *
               sizeof(OverallValue);
  return cells * per_cell + overall;
}

ResultCollection::ResultCollection(const io::Deck& deck, const LocalHour& first, io::ResultFiles* files)
    : deck_(deck),
      files_(files),
      cells_(deck.groups.size() * deck.receptors.size()),
      year_end_(local_hour_of(first.count() - 1)) {
  results_.groups = deck.groups.size();
  results_.receptors = deck.receptors.size();
  results_.first = results_.last = first;
  results_.emitted.resize(deck.groups.size());
  for (const int hours : deck.control.averages) {
    block_hours_.push_back(hours);
    results_.averages.push_back(
        {hours, HighestValues(cells_, ranks_of(deck, hours)),
         std::vector<OverallHighest>(deck.groups.size(), OverallHighest(most_of(deck, hours)))});
  }
  percentile_ = percentile_rule(deck.control.pollutant, first);
  const bool by_days = percentile_ && percentile_->average == "24h";
  if (by_days && std::find(block_hours_.begin(), block_hours_.end(), 24) == block_hours_.end())
    block_hours_.push_back(24);
  blocks_ = std::make_unique<BlockAverages>(block_hours_, cells_);
  if (deck.control.period) period_ = std::make_unique<LongMean>(cells_);
  if (deck.control.annual) year_ = std::make_unique<LongMean>(cells_), annual_sum_.resize(cells_);
  if (wants_seasons(deck)) results_.season_hours.emplace(cells_);
  if (has_design_values(deck)) {
    results_.design_values.emplace(cells_, ranks_of(deck, deck.control.averages[0]));
    largest_of_day_.assign(cells_, 0.0);
    hour_of_largest_.assign(cells_, RankedValue::none);
  }
  if (percentile_)
    days_ = std::make_unique<YearlyHighest>(cells_, ranks_for_percentile(percentile_->percentile));
  if (percentile_ && !by_days) hours_of_day_.assign(24 * cells_, no_value);
}

void ResultCollection::ended(std::size_t block, const EndedAverage& average) {
  const bool asked = block < results_.averages.size();
  if (files_ != nullptr && asked) files_->ended(average);
  const auto ending = static_cast<std::int32_t>(average.ending.count());
  const Lacking lacking = average.count.lacking();
  if (asked) {
    RankedAverage& ranked = results_.averages[block];
    for (std::size_t cell = 0; cell < cells_; ++cell) {
      const RankedValue value{average.values[cell], ending, lacking};
      ranked.highest.add(cell, value);
      ranked.overall[cell / results_.receptors].add({value, cell % results_.receptors});
    }
    for (std::size_t cell = 0; cell < largest_of_day_.size(); ++cell)
      if (average.values[cell] > largest_of_day_[cell])
        largest_of_day_[cell] = average.values[cell], hour_of_largest_[cell] = ending;
  }
  if (average.hours == 24 && percentile_ && percentile_->average == "24h")
    days_->add_day(average.ending, average.values, lacking);
}

void ResultCollection::end_day(const LocalHour& hour) {
  if (results_.design_values) {
    results_.design_values->add_day(hour, largest_of_day_, Lacking::nothing, hour_of_largest_);
    std::fill(largest_of_day_.begin(), largest_of_day_.end(), 0.0);
  }
  if (!hours_of_day_.empty()) {
    days_->add_day(hour, largest_8h(hours_of_day_, cells_, percentile_->validity), Lacking::nothing);
    std::fill(hours_of_day_.begin(), hours_of_day_.end(), no_value);
  }
}

/// The hour before the anniversary of the first one.
bool ResultCollection::ends_year(const LocalHour& hour) const {
  const bool is_leap_day = year_end_.month == 2 && year_end_.day == 29;
  const int day = is_leap_day && days_of_year(hour.year) == 365 ? 28 : year_end_.day;
  return hour.month == year_end_.month && hour.day == day && hour.hour == year_end_.hour;
}

void ResultCollection::end_year() {
  ++results_.years;
  if (results_.design_values) results_.design_values->end_year();
  if (days_) days_->end_year();
  if (!year_) return;
  const auto mean = year_->take();
  for (std::size_t cell = 0; cell < cells_; ++cell) annual_sum_[cell] += mean[cell];
  if (files_ != nullptr) files_->ended_long(io::annual_average, results_.years, results_.last, mean);
}

void ResultCollection::add(const DeckHour& hour) {
  results_.hours.add(hour.use);
  results_.last = hour.hour;
  blocks_->add(hour.hour, hour.use, hour.values,
               [&](std::size_t block, const EndedAverage& average) { ended(block, average); });
  for (auto* mean : {period_.get(), year_.get()})
    if (mean != nullptr) mean->add(hour.use, hour.values);
  if (results_.season_hours) results_.season_hours->add(hour.hour, hour.use, hour.values);
  if (!hours_of_day_.empty() && hour.use == HourUse::computed)
    std::copy(hour.values.begin(), hour.values.end(),
              hours_of_day_.begin() +
                  static_cast<std::ptrdiff_t>(static_cast<std::size_t>(hour.hour.hour - 1) * cells_));
  if (hour.use == HourUse::computed)
    for (std::size_t group = 0; group < results_.groups; ++group)
      results_.emitted[group] += hour.emitted[group] * model::seconds_per_hour;
  if (hour.hour.hour == 24) end_day(hour.hour);
  if (ends_year(hour.hour)) end_year();
}

DispersionResults ResultCollection::finish() {
  if (period_) {
    results_.period_mean = period_->take();
    if (files_ != nullptr)
      files_->ended_long(io::period_average, results_.hours.all, results_.last, *results_.period_mean);
  }
  if (year_ && results_.years > 0) {
    for (double& sum : annual_sum_) sum /= results_.years;
    results_.annual_mean = std::move(annual_sum_);
  }
  if (percentile_) {
    PercentileResult result{percentile_->average, percentile_->percentile, std::vector<double>(cells_), 0};
    for (const auto* year : days_->years())
      if (!year->is_whole) result.days = *std::ranges::max_element(year->days_of_cell);
    for (std::size_t cell = 0; cell < cells_; ++cell)
      result.values[cell] = days_->mean_percentile(cell, percentile_->percentile);
    results_.percentile = std::move(result);
  }
  if (files_ != nullptr) files_->finish(results_);
  return std::move(results_);
}

}  // namespace lantian::run
