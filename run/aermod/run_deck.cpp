#include "run/aermod/run_deck.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "io/aermod/listing.hpp"
#include "io/aermod/results_netcdf.hpp"
#include "io/output_place.hpp"
#include "model/grid/parallel.hpp"
#include "run/aermod/result_collection.hpp"
#include "run/aermod/result_names.hpp"
#include "run/version.hpp"

namespace lantian::run {
namespace {

using scenarios::LocalHour;

constexpr double most_bytes = 600e6;         // of results
constexpr double most_hourly_bytes = 1.5e9;  // of the hourly field, on request only

struct Stopped {};

std::string program() { return std::string("lantian ") + version(); }

std::filesystem::path output_folder(const DeckRequest& request) {
  return request.output.empty() ? std::filesystem::path("out") / request.deck.stem() : request.output;
}

void check_size(const io::Deck& deck, io::Diagnostics& mistakes) {
  const std::size_t sources = deck.sources.size(), receptors = deck.receptors.size();
  if (receptors > 0 && sources > most_values / receptors)
    mistakes.add("too_many", {deck.file.string(), 0, 0},
                 {{"key", "sources x receptors"},
                  {"value", std::to_string(sources) + " x " + std::to_string(receptors)},
                  {"limit", std::to_string(most_values)}});
  if (ResultCollection::bytes_needed(deck) > most_bytes)
    mistakes.add("deck_too_large", {deck.file.string(), 0, 0},
                 {{"value", std::to_string(std::lround(ResultCollection::bytes_needed(deck) / 1e6))},
                  {"limit", std::to_string(std::lround(most_bytes / 1e6))}});
}

/// Whole years, counted from the first selected hour.
int whole_years(const std::vector<LocalHour>& hours) {
  if (hours.empty()) return 0;
  const LocalHour next = scenarios::local_hour_of(hours.back().count() + 1);
  const LocalHour& first = hours.front();
  const bool before =
      std::tuple(next.month, next.day, next.hour) < std::tuple(first.month, first.day, first.hour);
  return next.year - first.year - (before ? 1 : 0);
}

/// The first hour after so many years.
LocalHour anniversary(LocalHour first, int years) {
  first.year += years;
  if (!first.is_sound()) first.month = 3, first.day = 1;  // 29 February
  return first;
}

/// What is averaged over the years rests on whole ones.
void check_years(io::Deck& deck, const std::vector<LocalHour>& hours, io::Diagnostics& mistakes) {
  const bool has_daily_ranks = has_design_values(deck);
  if (!deck.control.annual && !has_daily_ranks) return;
  const int years = whole_years(hours);
  if (years < 1)
    return mistakes.add(
        deck.control.annual ? "deck_years" : "deck_years_of_ranks", deck.weather.surface.place,
        {{"first", hours.front().text()}, {"last", hours.back().text()}, {"value", deck.control.pollutant}});
  const LocalHour end = anniversary(hours.front(), years);
  const auto rest =
      std::count_if(hours.begin(), hours.end(), [&](const auto& hour) { return !(hour < end); });
  if (rest > 0)
    deck.notes.push_back({"deck_years_rest", deck.weather.surface.place, {{"value", std::to_string(rest)}}});
}

void check_hours(DeckInputs& inputs, io::Diagnostics& mistakes) {
  auto& deck = inputs.deck;
  std::vector<LocalHour> hours;
  for (const auto& hour : inputs.weather.hours)
    if (hour.selected) hours.push_back(hour.hour);
  if (hours.empty()) return mistakes.add("deck_no_hours", deck.weather.surface.place);
  const auto& weather = deck.weather;
  if (weather.start && hours.front() > weather.start->hour && weather.days.empty() && weather.dates.empty())
    mistakes.add("period_not_covered", weather.start->place,
                 {{"first", inputs.weather.hours.front().hour.text()},
                  {"last", inputs.weather.hours.back().hour.text()},
                  {"start", weather.start->hour.text()},
                  {"end", weather.end ? weather.end->hour.text() : ""}});
  check_years(deck, hours, mistakes);
}

class Run {
 public:
  Run(const DeckRequest& request, Progress& progress) : request_(request), progress_(progress) {}

  DeckSummary run() {
    DeckInputs inputs = read_deck_inputs(request_.deck, request_.outside_allowed);
    io::Diagnostics mistakes;
    DeckSummary summary;
    summary.folder = output_folder(request_);
    io::check_output_folder(summary.folder, mistakes);
    check_result_names(inputs.deck, summary.folder, mistakes);
    check_hourly(inputs, mistakes);
    mistakes.throw_if_any();
    if (!inputs.deck.control.run) {
      summary.deck = std::move(inputs.deck);
      return summary;
    }
    try {
      compute(inputs, summary);
    } catch (const Stopped&) {
      summary.exit = ExitCode::stopped;
    }
    summary.deck = std::move(inputs.deck);
    return summary;
  }

 private:
  void check_hourly(const DeckInputs& inputs, io::Diagnostics& mistakes) const {
    const double bytes = static_cast<double>(inputs.deck.groups.size() * inputs.deck.receptors.size()) *
                         static_cast<double>(inputs.weather.hours.size()) * sizeof(float);
    if (request_.hourly && bytes > most_hourly_bytes)
      mistakes.add("deck_too_large", {inputs.deck.file.string(), 0, 0},
                   {{"value", std::to_string(std::lround(bytes / 1e6))},
                    {"limit", std::to_string(std::lround(most_hourly_bytes / 1e6))}});
  }

  void compute(const DeckInputs& inputs, DeckSummary& summary) {
    const io::Deck& deck = inputs.deck;
    const auto first = std::find_if(inputs.weather.hours.begin(), inputs.weather.hours.end(),
                                    [](const auto& hour) { return hour.selected; });
    const int all = static_cast<int>(
        std::count_if(first, inputs.weather.hours.end(), [](const auto& hour) { return hour.selected; }));
    model::set_thread_count(request_.threads);
    std::optional<io::ResultFiles> files(std::in_place, deck, summary.folder, program());
    ResultCollection collection(deck, first->hour, &*files);
    std::optional<io::HourlyField> hourly;
    if (request_.hourly) hourly.emplace();
    int done = 0;
    progress_.begin(all, 1);
    for_each_hour(inputs, request_.evaluation, [&](const DeckHour& hour) {
      if (progress_.stop_requested()) throw Stopped();
      collection.add(hour);
      if (hourly) keep(hour, deck, *hourly);
      progress_.hour(++done, all);
    });
    summary.results = collection.finish();
    write_own(deck, summary, hourly);
  }

  static void keep(const DeckHour& hour, const io::Deck& deck, io::HourlyField& field) {
    field.hours.push_back(hour.hour.count());
    const std::size_t cells = deck.groups.size() * deck.receptors.size();
    for (std::size_t cell = 0; cell < cells; ++cell)
      field.values.push_back(hour.values.empty() ? std::nanf("") : static_cast<float>(hour.values[cell]));
  }

  void write_own(const io::Deck& deck, DeckSummary& summary,
                 const std::optional<io::HourlyField>& hourly) const {
    const std::string listing = io::deck_listing(deck, summary.results);
    io::write_atomically(io::target_inside(summary.folder, listing_name(deck)), listing);
    if (!deck.tables.summary.empty())
      io::write_atomically(io::target_inside(summary.folder, deck.tables.summary), listing);
    io::write_deck_netcdf(deck, summary.results, hourly ? &*hourly : nullptr, program(),
                          io::target_inside(summary.folder, netcdf_name(deck)));
    for (const auto& result : result_names(deck)) summary.files.push_back(result.name);
  }

  const DeckRequest& request_;
  Progress& progress_;
};

}  // namespace

DeckInputs read_deck_inputs(const std::filesystem::path& deck, bool outside_allowed) {
  DeckInputs inputs;
  inputs.deck = io::read_deck(deck, outside_allowed);
  io::Diagnostics mistakes;
  check_size(inputs.deck, mistakes);
  inputs.weather = io::read_aermet(inputs.deck, mistakes, inputs.deck.notes);
  mistakes.throw_if_any();
  inputs.emission = io::read_hourly_emission(inputs.deck, inputs.weather, mistakes, inputs.deck.notes);
  inputs.ozone = io::read_hourly_ozone(inputs.deck, inputs.weather, mistakes);
  check_hours(inputs, mistakes);
  mistakes.throw_if_any();
  return inputs;
}

DeckSummary run_deck(const DeckRequest& request, Progress& progress) { return Run(request, progress).run(); }

}  // namespace lantian::run
