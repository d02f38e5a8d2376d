// Time and species profiles, public holidays.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

#include "io/inventory/reading.hpp"

namespace lantian::io::inventory {
namespace {

constexpr double rounding_of_shares = 0.005;  // tables give two or three digits
constexpr std::array<double, 12> days_of_month{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr std::array<std::string_view, 2> holiday_rules{"sunday", "none"};
constexpr std::array<std::string_view, 2> day_kinds{"holiday", "workday"};

const std::vector<std::string> months{"january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december"};
const std::vector<std::string> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                        "thursday", "friday", "saturday"};

std::vector<std::string> hour_names() {
  std::vector<std::string> names;
  for (int hour = 0; hour < 24; ++hour) names.push_back(fmt::format("h{:02}", hour));
  return names;
}

/// Rows of shares by id; each is made to sum to 1 exactly.
struct Shapes {
  std::vector<std::string> ids;
  std::vector<std::vector<double>> shares;
};

Shapes read_shapes(const Reading& reading, const std::string& name, const std::vector<std::string>& parts) {
  std::vector<Column> columns{{"id", ""}};
  for (const auto& part : parts) columns.push_back({part, "1"});
  columns.push_back({"source", ""});
  const Table table = reading.profile_table(name, columns);
  table.require_unique({"id"});
  Shapes shapes;
  for (const Row row : table) {
    shapes.ids.push_back(row.text("id"));
    std::vector<double> shares;
    const auto before = reading.diagnostics.items().size();
    for (const auto& part : parts) shares.push_back(row.number(part, {0.0, 1.0}));
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (before == reading.diagnostics.items().size() && std::abs(sum - 1.0) > rounding_of_shares)
      reading.diagnostics.add("shares_not_one", row.place("id"),
                              {{"key", row.cell("id")}, {"value", fmt::format("{:.6g}", sum)}});
    for (double& share : shares) share /= sum > 0.0 ? sum : 1.0;
    shapes.shares.push_back(std::move(shares));
  }
  return shapes;
}

void read_temporal(Reading& reading) {
  const Shapes month = read_shapes(reading, "temporal_month.csv", months);
  const Shapes weekday = read_shapes(reading, "temporal_weekday.csv", weekdays);
  const Shapes hour = read_shapes(reading, "temporal_hour.csv", hour_names());
  const Table table = reading.profile_table(
      "temporal.csv", text_columns({"id", "month", "weekday", "hour", "holiday", "source"}));
  table.require_unique({"id"});
  for (const Row row : table) {
    scenarios::TemporalProfile profile;
    profile.id = row.text("id");
    profile.holiday_as_sunday = row.one_of("holiday", holiday_rules) == 0;
    const auto m = row.reference("month", month.ids), w = row.reference("weekday", weekday.ids),
               h = row.reference("hour", hour.ids);
    for (std::size_t n = 0; m && n < 12; ++n)
      profile.month[n] = 365.0 * month.shares[*m][n] / days_of_month[n];
    for (std::size_t n = 0; w && n < 7; ++n) profile.weekday[n] = 7.0 * weekday.shares[*w][n];
    for (std::size_t n = 0; h && n < 24; ++n) profile.hour[n] = 24.0 * hour.shares[*h][n];
    reading.temporal.push_back(profile.id);
    reading.inventory.temporal_profiles.push_back(std::move(profile));
  }
}

/// Days since 1970-01-01 of "2023-01-21".
std::optional<std::int64_t> day_of(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  const char* const end = text.data() + text.size();
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const bool fine = std::from_chars(text.data(), text.data() + 4, year).ptr == text.data() + 4 &&
                    std::from_chars(text.data() + 5, text.data() + 7, month).ptr == text.data() + 7 &&
                    std::from_chars(text.data() + 8, end, day).ptr == end;
  const auto date = std::chrono::year{year} / month / day;
  if (!fine || !date.ok()) return std::nullopt;
  return std::chrono::sys_days{date}.time_since_epoch().count();
}

void read_holidays(Reading& reading) {
  const Table table = reading.profile_table("holidays.csv", text_columns({"date", "kind", "source"}));
  table.require_unique({"date"});
  for (const Row row : table) {
    const auto day = day_of(row.text("date"));
    if (!day && row.is_given("date")) row.fault("not_a_time", "date", {{"accepted", "2023-01-21"}});
    const bool holiday = row.one_of("kind", day_kinds) == 0;
    auto& calendar = reading.inventory.calendar;
    if (day) (holiday ? calendar.holidays : calendar.makeup_workdays).push_back(*day);
  }
}

using Parts = std::vector<scenarios::SpeciationProfile::Part>;

/// Fractions must sum to 1 (organic carbon: to a ratio that organic mass can have) and then do so exactly.
void check_sum(const Reading& reading, const Row& row, std::size_t pollutant, Parts& parts) {
  double sum = 0.0;
  for (const auto& part : parts) sum += part.mass_fraction;
  const bool carbon = pollutant == static_cast<std::size_t>(scenarios::Pollutant::OC);
  const bool fine = carbon ? sum >= 1.0 && sum <= 2.6 : std::abs(sum - 1.0) <= rounding_of_shares;
  if (!fine)
    reading.diagnostics.add("shares_not_one", row.place("mass_fraction"),
                            {{"key", row.cell("id") + " " + row.cell("pollutant")},
                             {"value", fmt::format("{:.6g}", sum)},
                             {"accepted", carbon ? "1 … 2.6" : "1"}});
  if (fine && !carbon)
    for (auto& part : parts) part.mass_fraction /= sum;
}

/// What a profile does not list is split as `default` does.
void fill_from_default(std::vector<scenarios::SpeciationProfile>& profiles) {
  const auto is_default = [](const auto& profile) { return profile.id == "default"; };
  const auto found = std::find_if(profiles.begin(), profiles.end(), is_default);
  if (found == profiles.end()) return;
  const auto base = found->parts;
  for (auto& profile : profiles)
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
      if (profile.parts[p].empty()) profile.parts[p] = base[p];
}

void read_speciation(Reading& reading) {
  const Table table =
      reading.profile_table("speciation.csv", joined(text_columns({"id", "pollutant", "species", "source"}),
                                                     {{"mass_fraction", "1"}, {"molar_mass", "kg/mol"}}));
  table.require_unique({"id", "pollutant", "species"});
  auto& profiles = reading.inventory.speciation_profiles;
  std::map<std::pair<std::string, std::size_t>, Row> first;
  for (const Row row : table) {
    const std::string id = row.text("id");
    auto profile = std::find_if(profiles.begin(), profiles.end(), [&](const auto& p) { return p.id == id; });
    if (profile == profiles.end()) profile = profiles.insert(profile, {id, {}});
    const auto before = reading.diagnostics.items().size();
    const std::size_t pollutant = row.one_of("pollutant", scenarios::pollutant_names);
    scenarios::SpeciationProfile::Part part;
    part.species = row.text("species") == "none" ? "" : row.cell("species");
    reading.check_species(row, part.species);
    part.mass_fraction = row.number("mass_fraction", {0.0, 2.6});
    part.molar_mass = row.number_or("molar_mass", 0.0, {1e-3, 1.0});
    if (before == reading.diagnostics.items().size()) first.emplace(std::pair{id, pollutant}, row);
    profile->parts[pollutant].push_back(std::move(part));
  }
  for (auto& profile : profiles)
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
      if (const auto row = first.find({profile.id, p}); row != first.end())
        check_sum(reading, row->second, p, profile.parts[p]);
  fill_from_default(profiles);
  for (const auto& profile : profiles) reading.speciation.push_back(profile.id);
}

}  // namespace

void read_profiles(Reading& reading) {
  read_temporal(reading);
  read_holidays(reading);
  read_speciation(reading);
}

}  // namespace lantian::io::inventory
