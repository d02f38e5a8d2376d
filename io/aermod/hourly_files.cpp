#include "io/aermod/hourly_files.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "io/aermod/fortran_format.hpp"
#include "io/aermod/number_lines.hpp"

namespace lantian::io {
namespace {

using scenarios::LocalHour;

constexpr double kilograms_per_gram = 1e-3;
constexpr double missing_emission = -90.0;  // g s-1: at or below it the hour's emission is 0 [EPA2024b]
constexpr std::size_t most_releases = 8000000;
constexpr double smallest_velocity = 1e-5;

/// The hour that four texts name; nothing (and a mistake) where they name none.
std::optional<LocalHour> hour_of(NumberLines& lines, const std::array<std::string_view, 4>& texts,
                                 int first_year, const char* key) {
  std::array<int, 4> whole{};
  for (std::size_t n = 0; n < 4; ++n) {
    const auto value = number_of(texts[n]);
    if (!value || *value != std::round(*value) || std::fabs(*value) > 1e5) {
      lines.mistake("not_whole", texts[n].empty() ? lines.place() : lines.place(texts[n]),
                    {{"key", key}, {"value", std::string(texts[n])}});
      return std::nullopt;
    }
    whole[n] = static_cast<int>(*value);
  }
  const LocalHour hour{full_year(whole[0], first_year), whole[1], whole[2], whole[3]};
  if (hour.is_sound()) return hour;
  lines.mistake("deck_no_such_day", lines.place(), {{"key", key}, {"value", hour.text()}});
  return std::nullopt;
}

bool is_expected(NumberLines& lines, const LocalHour& read, const LocalHour& expected, const Deck& deck) {
  if (read == expected) return true;
  lines.mistake(
      "hours_differ", lines.place(),
      {{"value", read.text()}, {"expected", expected.text()}, {"other", deck.weather.surface.path.string()}});
  return false;
}

void ends_early(NumberLines& lines, const DeckFile& file, const char* key, const LocalHour& hour) {
  lines.mistake("met_ends", {file.path.string(), 0, 0}, {{"key", key}, {"value", hour.text()}});
}

/// How many numbers may follow the emission of a source.
std::pair<std::size_t, bool> more_numbers(const DeckSource& source) {
  if (std::holds_alternative<model::plume::PointSource>(source.release)) return {2, true};
  return {std::holds_alternative<model::plume::VolumeSource>(source.release) ? 3 : 2, false};
}

std::string capitals(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

/// One hourly emission file.
class EmissionReader {
 public:
  EmissionReader(const Deck& deck, const DeckFile& file, std::vector<std::size_t> slots,
                 HourlyEmission& emission, Diagnostics& mistakes, std::vector<Diagnostic>& notes)
      : deck_(deck),
        file_(file),
        slots_(std::move(slots)),
        emission_(emission),
        lines_(file.path, file.place, mistakes),
        notes_(notes) {}

  void read(const AermetWeather& weather) {
    for (std::size_t hour = 0; hour < weather.hours.size(); ++hour)
      for (const std::size_t slot : slots_) {
        if (!lines_.is_readable() || lines_.is_hopeless()) return;
        if (!lines_.next()) return ends_early(lines_, file_, "HOUREMIS", weather.hours[hour].hour);
        if (!line(weather.hours[hour].hour, slot, emission_.of(hour)[slot])) return;
      }
  }

 private:
  /// False where the lines are out of step.
  bool line(const LocalHour& expected, std::size_t slot, HourlyRelease& release) {
    const DeckSource& source = deck_.sources[emission_.sources()[slot]];
    const auto& words = lines_.words();
    std::size_t at = 0;
    if (at < words.size() && capitals(words[at]) == "SO") ++at;
    if (at < words.size() && capitals(words[at]) == "HOUREMIS") ++at;
    if (words.size() < at + 5) {
      lines_.mistake(
          "met_row", lines_.place(),
          {{"key", "HOUREMIS"}, {"value", std::to_string(words.size() - at)}, {"expected", "5 …"}});
      return false;
    }
    const auto hour = hour_of(lines_, {words[at], words[at + 1], words[at + 2], words[at + 3]},
                              deck_.weather.first_year, "HOUREMIS");
    if (!hour || !is_expected(lines_, *hour, expected, deck_)) return false;
    if (capitals(words[at + 4]) != source.id) {
      lines_.mistake("deck_other_source", lines_.place(words[at + 4]),
                     {{"value", std::string(words[at + 4])}, {"expected", source.id}});
      return false;
    }
    numbers(at + 5, source, release);
    return true;
  }

  void numbers(std::size_t at, const DeckSource& source, HourlyRelease& release) {
    const std::size_t given = lines_.words().size() - at;
    const auto [more, needed] = more_numbers(source);
    if (given == 0) return;  // AERMOD takes such an hour as one without emission
    if (given != 1 + more && (needed || given != 1))
      return lines_.mistake(
          "met_row", lines_.place(),
          {{"key", "HOUREMIS " + source.id},
           {"value", std::to_string(given)},
           {"expected", needed ? std::to_string(1 + more) : "1, " + std::to_string(1 + more)}});
    const double emission = lines_.number(at, "emission").value_or(0.0);
    if (emission <= missing_emission) {
      if (missing_++ == 0)
        notes_.push_back({"deck_emission_missing", lines_.place(), {{"value", source.id}}});
    } else {
      release.emission = emission * kilograms_per_gram;
    }
    release.has_more = given > 1;
    double* const parts[] = {&release.first, &release.second, &release.third};
    for (std::size_t n = 1; n < given; ++n) *parts[n - 1] = lines_.number(at + n, "release").value_or(0.0);
    if (!needed && release.has_more && (release.first < 0.0 || release.second < 0.0 || release.third < 0.0))
      lines_.mistake(
          "out_of_range", lines_.place(),
          {{"key", "HOUREMIS " + source.id}, {"value", std::string(lines_.line())}, {"range", "≥ 0"}});
  }

  const Deck& deck_;
  const DeckFile& file_;
  std::vector<std::size_t> slots_;  // places among the hourly sources
  HourlyEmission& emission_;
  NumberLines lines_;
  std::vector<Diagnostic>& notes_;
  std::size_t missing_ = 0;
};

}  // namespace

HourlyEmission::HourlyEmission(std::vector<std::size_t> sources, std::size_t hours)
    : sources_(std::move(sources)), values_(sources_.size() * hours) {}

HourlyEmission read_hourly_emission(const Deck& deck, const AermetWeather& weather, Diagnostics& mistakes,
                                    std::vector<Diagnostic>& notes) {
  std::vector<std::size_t> sources;
  std::vector<std::vector<std::size_t>> slots(deck.hourly_files.size());
  for (std::size_t n = 0; n < deck.sources.size(); ++n)
    if (deck.sources[n].hourly_file >= 0) {
      slots[static_cast<std::size_t>(deck.sources[n].hourly_file)].push_back(sources.size());
      sources.push_back(n);
    }
  if (!sources.empty() && weather.hours.size() > most_releases / sources.size()) {
    mistakes.add("too_many", deck.hourly_files[0].place,
                 {{"key", "HOUREMIS"},
                  {"value", std::to_string(weather.hours.size()) + " x " + std::to_string(sources.size())},
                  {"limit", std::to_string(most_releases)}});
    return {};
  }
  HourlyEmission emission(std::move(sources), weather.hours.size());
  for (std::size_t file = 0; file < slots.size(); ++file)
    EmissionReader(deck, deck.hourly_files[file], slots[file], emission, mistakes, notes).read(weather);
  return emission;
}

std::vector<double> read_hourly_ozone(const Deck& deck, const AermetWeather& weather, Diagnostics& mistakes) {
  constexpr double missing_from = 900.0;
  const DeckOzone& ozone = deck.control.ozone;
  if (!ozone.file || deck.control.nitrogen != NitrogenMethod::ozone_limiting) return {};
  std::optional<std::vector<FormatField>> format;
  if (!ozone.file_format.empty()) {
    format = fortran_format(ozone.file_format);
    if (!format || format->size() != 5) {
      mistakes.add("deck_format", ozone.file->place, {{"key", "OZONEFIL"}, {"value", ozone.file_format}});
      return {};
    }
  }
  std::vector<double> values;
  values.reserve(weather.hours.size());
  NumberLines lines(ozone.file->path, ozone.file->place, mistakes);
  for (const AermetHour& expected : weather.hours) {
    if (!lines.is_readable() || lines.is_hopeless()) break;
    if (!lines.next()) {
      ends_early(lines, *ozone.file, "OZONEFIL", expected.hour);
      break;
    }
    std::array<std::string_view, 5> texts{};
    if (format)
      for (std::size_t n = 0; n < 5; ++n) texts[n] = field_of(lines.line(), (*format)[n]);
    else
      std::copy_n(lines.words().begin(), std::min<std::size_t>(lines.words().size(), 5), texts.begin());
    const auto hour =
        hour_of(lines, {texts[0], texts[1], texts[2], texts[3]}, deck.weather.first_year, "OZONEFIL");
    if (!hour || !is_expected(lines, *hour, expected.hour, deck)) break;
    const auto value = number_of(texts[4], format ? (*format)[4].decimals : 0);
    if (!value)
      lines.mistake("not_a_number", texts[4].empty() ? lines.place() : lines.place(texts[4]),
                    {{"key", "OZONEFIL"}, {"value", std::string(texts[4])}});
    const bool is_there = value && *value >= 0.0 && *value < missing_from;
    values.push_back(is_there ? *value * ozone.file_factor : model::plume::absent);
  }
  return values;
}

model::plume::Source released(const DeckSource& source, const HourlyRelease& hourly) {
  model::plume::Source release = source.release;
  if (!hourly.has_more) return release;
  if (auto* point = std::get_if<model::plume::PointSource>(&release)) {
    point->exit_temperature = hourly.first;
    point->exit_velocity = std::max(smallest_velocity, hourly.second);
  } else if (auto* volume = std::get_if<model::plume::VolumeSource>(&release)) {
    volume->height = hourly.first;
    volume->initial_sigma_y = std::max(smallest_velocity, hourly.second);
    volume->initial_sigma_z = std::max(smallest_velocity, hourly.third);
  } else if (auto* area = std::get_if<model::plume::AreaSource>(&release)) {
    area->height = hourly.first;
    area->initial_sigma_z = std::max(smallest_velocity, hourly.second);
  }
  return release;
}

}  // namespace lantian::io
