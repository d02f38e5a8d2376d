#include "io/aermod/result_files.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "io/aermod/listing.hpp"
#include "io/output_place.hpp"

namespace lantian::io {
namespace {

using scenarios::DispersionResults;

int date_of(const scenarios::RankedValue& value) {
  return value.is_there() ? scenarios::local_hour_of(value.ending).code() : 0;
}

}  // namespace

std::vector<scenarios::OverallValue> of_different_dates(const std::vector<scenarios::OverallValue>& values,
                                                        std::size_t most) {
  std::set<std::int32_t> seen;
  std::vector<scenarios::OverallValue> found;
  for (std::size_t n = 0; n < std::min(values.size(), most); ++n)
    if (seen.insert(values[n].ending).second) found.push_back(values[n]);
  return found;
}

std::string day_tables_name(const Deck& deck) { return deck.file.stem().string() + ".days.txt"; }

const scenarios::RankedAverage* average_of(const DispersionResults& results, int hours) {
  const auto found = std::find_if(results.averages.begin(), results.averages.end(),
                                  [&](const auto& average) { return average.hours == hours; });
  return found == results.averages.end() ? nullptr : &*found;
}

ResultFiles::ResultFiles(const Deck& deck, const std::filesystem::path& folder, const std::string& program)
    : deck_(deck), lines_(deck, program), folder_(folder) {
  std::map<std::string, std::shared_ptr<StreamedFile>> files;
  for (const DeckOutput& output : deck.outputs) {
    auto& file = files[output.file];
    if (!file) file = std::make_shared<StreamedFile>(target_inside(folder, output.file));
    open_.push_back({&output, file});
    const bool grows = output.kind == DeckOutput::Kind::post || output.kind == DeckOutput::Kind::threshold;
    if (grows && output.average > 0) write_header(open_.back());
  }
  const auto order = [&](const Open& open) {
    const auto& averages = deck_.control.averages;
    return std::tuple(std::find(averages.begin(), averages.end(), open.output->average) - averages.begin(),
                      open.output->group, open.output->rank);
  };
  std::stable_sort(open_.begin(), open_.end(),
                   [&](const Open& a, const Open& b) { return order(a) < order(b); });
  if (!deck.tables.days.empty())
    days_ = std::make_unique<StreamedFile>(target_inside(folder, day_tables_name(deck)));
}

void ResultFiles::write_header(Open& open, std::size_t years) {
  if (!open.output->binary && !deck_.tables.without_header.contains(open.output->kind))
    open.file->write(lines_.header(*open.output, years));
}

void ResultFiles::write_concurrent(Open& open, int date, int hours, std::span<const double> values) {
  const std::size_t count = deck_.receptors.size();
  const auto of_group = values.subspan(open.output->group * count, count);
  if (open.output->binary) return open.file->write(lines_.binary(*open.output, date, hours, of_group));
  std::string text;
  // A long mean is told by its hours or years, not by its date.
  const int told = open.output->average > 0 ? date : hours;
  for (std::size_t r = 0; r < count; ++r) text += lines_.post(*open.output, r, of_group[r], told);
  open.file->write(text);
}

void ResultFiles::ended(const scenarios::EndedAverage& average) {
  const int date = average.ending.code();
  const std::size_t count = deck_.receptors.size();
  if (deck_.tables.days.contains(average.hours)) days_->write(day_table(deck_, average));
  for (Open& open : open_) {
    if (open.output->average != average.hours) continue;
    if (open.output->kind == DeckOutput::Kind::post)
      write_concurrent(open, date, average.hours, average.values);
    if (open.output->kind != DeckOutput::Kind::threshold ||
        (average.hours == 1 && average.count.valid() == 0))
      continue;
    for (std::size_t r = 0; r < count; ++r)
      if (const double value = average.values[open.output->group * count + r];
          value >= open.output->threshold)
        open.file->write(lines_.threshold(*open.output, r, value, date));
  }
}

void ResultFiles::ended_long(int average, int count, const scenarios::LocalHour& last,
                             std::span<const double> values) {
  for (Open& open : open_)
    if (open.output->kind == DeckOutput::Kind::post && open.output->average == average) {
      write_header(open, static_cast<std::size_t>(count));
      write_concurrent(open, last.code(), count, values);
    }
}

void ResultFiles::write_plot(Open& open, const DispersionResults& results) {
  const DeckOutput& output = *open.output;
  const auto years = results.design_values ? results.design_values->years()
                                           : std::vector<const scenarios::YearlyHighest::Year*>();
  const bool is_annual = output.average == annual_average;
  write_header(open, is_annual ? static_cast<std::size_t>(results.years) : years.size());
  for (std::size_t r = 0; r < results.receptors; ++r) {
    const std::size_t cell = results.cell(output.group, r);
    if (output.average == period_average) {
      open.file->write(lines_.long_mean(output, r, (*results.period_mean)[cell], results.hours.all));
    } else if (is_annual) {
      open.file->write(lines_.long_mean(output, r, (*results.annual_mean)[cell], results.years));
    } else if (results.design_values) {
      std::vector<scenarios::RankedValue> of_years;
      for (const auto* year : years) of_years.push_back(year->highest.of(cell)[output.rank - 1]);
      open.file->write(
          lines_.design(output, r, results.design_values->mean_of_rank(cell, output.rank), of_years));
    } else {
      const auto& value = average_of(results, output.average)->highest.of(cell)[output.rank - 1];
      open.file->write(lines_.plot(output, r, value.value, date_of(value)));
    }
  }
}

void ResultFiles::write_ranks(Open& open, const DispersionResults& results) {
  const auto* average = average_of(results, open.output->average);
  write_header(open);
  for (std::size_t group = 0; group < results.groups; ++group) {
    std::size_t rank = 0;
    for (const auto& value : of_different_dates(average->overall[group].values(), open.output->values))
      open.file->write(lines_.rank(++rank, group, value.receptor, value.value, date_of(value)));
  }
}

void ResultFiles::write_seasons(Open& open, const DispersionResults& results) {
  write_header(open);
  for (int season = 1; season <= 4; ++season)
    for (int hour = 1; hour <= 24; ++hour)
      for (std::size_t r = 0; r < results.receptors; ++r)
        open.file->write(lines_.season(
            *open.output, r, results.season_hours->mean(season, hour, results.cell(open.output->group, r)),
            results.season_hours->hours(season, hour), season, hour));
}

void ResultFiles::finish(const DispersionResults& results) {
  for (Open& open : open_) {
    if (open.output->kind == DeckOutput::Kind::plot) write_plot(open, results);
    if (open.output->kind == DeckOutput::Kind::rank) write_ranks(open, results);
    if (open.output->kind == DeckOutput::Kind::season_hours) write_seasons(open, results);
  }
  std::set<const StreamedFile*> whole;
  for (Open& open : open_) {
    if (!whole.insert(open.file.get()).second) continue;
    target_inside(folder_, open.output->file);
    open.file->commit();
  }
  if (days_) days_->commit();
}

}  // namespace lantian::io
