// Layouts of public archives of the national monitors, as they were found.
#include <fmt/format.h>

#include <algorithm>

#include "io/local_time.hpp"
#include "io/observations/layout.hpp"

namespace lantian::io::observations {
namespace {

constexpr double micrograms = 1e-9, milligrams = 1e-6;  // kg m-3

std::vector<Column> texts(const std::vector<std::string>& names) {
  std::vector<Column> columns;
  for (const auto& name : names) columns.push_back({name, ""});
  return columns;
}

/// Columns of numbers in the unit that the archive has, besides.
std::vector<Column> with_numbers(std::vector<Column> columns, const std::vector<std::string>& names) {
  for (const auto& name : names) columns.push_back({name, "1"});
  return columns;
}

std::optional<RowTime> time_or_fault(const Row& row, const std::string& column, const std::string& iso,
                                     bool names_an_hour) {
  if (const auto seconds = read_local_time(iso, 0)) return RowTime{*seconds, names_an_hour};
  row.fault("not_a_time", column);
  return std::nullopt;
}

/// year, month, day, hour in columns of their own.
std::optional<RowTime> time_of_four_columns(const Row& row) {
  const int year = row.whole_number("year", 1900, 2999), month = row.whole_number("month", 1, 12),
            day = row.whole_number("day", 1, 31), hour = row.whole_number("hour", 0, 23);
  if (year == 0 || month == 0 || day == 0) return std::nullopt;  // told by whole_number
  return time_or_fault(row, "day", fmt::format("{:04}-{:02}-{:02}T{:02}:00", year, month, day, hour), true);
}

/// 20200402 and 08.
std::optional<RowTime> time_of_digits(const Row& row) {
  const std::string& date = row.cell("Date");
  constexpr std::size_t year = 4, month = 6, all = 8;
  if (date.size() != all) {
    row.fault("not_a_time", "Date");
    return std::nullopt;
  }
  const std::string iso =
      date.substr(0, year) + "-" + date.substr(year, month - year) + "-" + date.substr(month);
  return time_or_fault(row, "Hour", iso + "T" + row.cell("Hour") + ":00", true);
}

std::optional<RowTime> time_of_time_point(const Row& row) {
  return time_or_fault(row, "TimePoint", row.cell("TimePoint"), true);
}

/// 2014/1/1
std::optional<RowTime> time_of_slashes(const Row& row) {
  const std::string& date = row.cell("date");
  const auto first = date.find('/'), second = date.rfind('/');
  if (first == std::string::npos || first == second) {
    row.fault("not_a_time", "date");
    return std::nullopt;
  }
  const auto two = [](const std::string& digits) { return digits.size() == 1 ? "0" + digits : digits; };
  return time_or_fault(row, "date",
                       date.substr(0, first) + "-" + two(date.substr(first + 1, second - first - 1)) + "-" +
                           two(date.substr(second + 1)),
                       false);
}

std::optional<RowTime> time_of_chinese_date(const Row& row) {
  return time_or_fault(row, "日期", row.cell("日期"), false);
}

std::optional<RowTime> time_of_headless_date(const Row& row) {
  return time_or_fault(row, "date", row.cell("date"), false);
}

/// A number of a cell without a word about what is none: the row is read later.
std::optional<double> glimpse(const Row& row, std::string_view column) {
  const auto read = read_number(row.cell(column));
  return read.fault == ReadingFault::none ? std::optional(read.value) : std::nullopt;
}

/// The web service swaps the hour of O3 and the day's maximum in some versions; the maximum is never below.
void look_for_swapped_ozone(Layout& layout, const Table& table, Diagnostics& notes) {
  int hour_above = 0, hour_below = 0;
  for (const Row row : table) {
    const auto hour = glimpse(row, "O3"), maximum = glimpse(row, "O3_24h");
    if (!hour || !maximum) continue;
    hour_above += *hour > *maximum ? 1 : 0;
    hour_below += *hour < *maximum ? 1 : 0;
  }
  if (hour_above <= hour_below) return;
  layout.items[scenarios::item_ozone].name = "O3_24h";
  notes.add("observations_ozone_swapped", {table.file(), 0, 0},
            {{"value", std::to_string(hour_above)}, {"other", std::to_string(hour_below)}});
}

/// Whether an AQI can stand beside this PM2.5: on every scale the sub-index of a day is no lower than the
/// number of ug/m3, up to 500.
bool is_possible(std::optional<double> index, std::optional<double> fine) {
  constexpr double top = 500.0, rounding = 1.0;
  return !index || !fine || *index + rounding >= std::min(*fine, top);
}

/// One copy of this archive has a header that leaves out the rank and swaps the gases.
void look_for_shifted_header(Layout& layout, const Table& table, Diagnostics& notes) {
  int rows = 0, impossible = 0, impossible_shifted = 0;
  for (const Row row : table) {
    ++rows;
    impossible += is_possible(glimpse(row, "AQI"), glimpse(row, "PM2.5")) ? 0 : 1;
    impossible_shifted += is_possible(glimpse(row, "AQI"), glimpse(row, "PM10")) ? 0 : 1;
  }
  constexpr int a_tenth = 10;
  if (impossible * a_tenth <= rows || impossible_shifted * a_tenth >= impossible) return;
  layout.items = {{{"CO", micrograms},
                   {"NO2", micrograms},
                   {"SO2", micrograms},
                   {"PM10", micrograms},
                   {"O3", milligrams},
                   {"", 0.0}}};
  notes.add("observations_shifted_header", {table.file(), 0, 0},
            {{"value", std::to_string(impossible)},
             {"all", std::to_string(rows)},
             {"other", std::to_string(impossible_shifted)}});
}

Layout station_hours_of_beijing() {
  Layout layout;
  layout.id = "prsa-hourly";
  layout.description = "hours of one station by year, month, day, hour; all in ug/m3, CO too";
  layout.columns = with_numbers(texts({"No", "TEMP", "PRES", "DEWP", "RAIN", "wd", "WSPM", "station"}),
                                {"year", "month", "day", "hour", "PM2.5", "PM10", "SO2", "NO2", "CO", "O3"});
  layout.items = {{{"SO2", micrograms},
                   {"NO2", micrograms},
                   {"PM10", micrograms},
                   {"PM2.5", micrograms},
                   {"CO", micrograms},
                   {"O3", micrograms}}};
  layout.station = "station";
  layout.time_column = "hour";
  layout.hours_are_ending = true;
  layout.time = time_of_four_columns;
  return layout;
}

Layout city_file_of_station_hours() {
  Layout layout;
  layout.id = "pm25in-hourly";
  layout.description = "hours of a city's stations, the city by the file's name; ug/m3, CO mg/m3";
  layout.columns = with_numbers(texts({"Date", "Hour", "WatchPoint", "Level", "PrimaryPollution"}),
                                {"AQI", "PM2.5", "PM10", "CO", "NO2", "O3_1h", "O3_8h", "SO2"});
  layout.items = {{{"SO2", micrograms},
                   {"NO2", micrograms},
                   {"PM10", micrograms},
                   {"PM2.5", micrograms},
                   {"CO", milligrams},
                   {"O3_1h", micrograms}}};
  layout.station = "WatchPoint";
  layout.given_index = "AQI";
  layout.time_column = "Hour";
  layout.file_names_area = true;
  layout.hours_are_ending = true;
  layout.time = time_of_digits;
  return layout;
}

Layout web_service_of_stations() {
  Layout layout;
  layout.id = "cnemc-live";
  layout.description = "hours of the national web service; ug/m3, CO mg/m3";
  layout.columns = with_numbers(texts({"TimePoint", "StationCode", "Area", "PositionName", "Latitude",
                                       "Longitude", "PM2_5_24h", "PM10_24h", "SO2_24h", "NO2_24h", "CO_24h",
                                       "O3_8h", "O3_8h_24h", "PrimaryPollutant", "Quality"}),
                                {"AQI", "PM2_5", "PM10", "SO2", "NO2", "CO", "O3", "O3_24h"});
  layout.items = {{{"SO2", micrograms},
                   {"NO2", micrograms},
                   {"PM10", micrograms},
                   {"PM2_5", micrograms},
                   {"CO", milligrams},
                   {"O3", micrograms}}};
  layout.station = "PositionName";
  layout.area = "Area";
  layout.given_index = "AQI";
  layout.time_column = "TimePoint";
  layout.hours_are_ending = true;
  layout.time = time_of_time_point;
  layout.look = look_for_swapped_ozone;
  return layout;
}

Layout city_days_with_weather() {
  Layout layout;
  layout.id = "city-days-with-weather";
  layout.description = "days of a city beside its weather; PM2.5 alone is used, ug/m3";
  layout.columns = with_numbers(
      texts({"",      "date",   "X",       "PM10",      "CO",          "NO2",      "SO2",
             "O3",    "year",   "month",   "day",       "week",        "season",   "covid",
             "city",  "region", "avgtemp", "maxtemp",   "mintemp",     "avgrh",    "minrh",
             "avgws", "maxws",  "maxwswd", "extremews", "extremewswd", "daylight", "precipitation",
             "avgp",  "maxp",   "minp",    "avggt",     "maxgt",       "mingt"}),
      {"PM25"});
  layout.items[scenarios::item_pm2p5] = {"PM25", micrograms};
  layout.unused = {"PM10", "CO", "NO2", "SO2", "O3"};
  layout.station = "city";
  layout.station_is_area = true;
  layout.time_column = "date";
  layout.time = time_of_slashes;
  return layout;
}

Layout city_days_in_chinese() {
  Layout layout;
  layout.id = "city-days-chinese";
  layout.description = "days of a city under Chinese headings; ug/m3, CO mg/m3, O3 the MDA8";
  layout.columns =
      with_numbers(texts({"日期", "质量等级", "城市"}), {"AQI", "PM2.5", "PM10", "SO2", "NO2", "CO", "O3"});
  layout.items = {{{"SO2", micrograms},
                   {"NO2", micrograms},
                   {"PM10", micrograms},
                   {"PM2.5", micrograms},
                   {"CO", milligrams},
                   {"O3", micrograms}}};
  layout.station = "城市";
  layout.given_index = "AQI";
  layout.station_is_area = true;
  layout.time_column = "日期";
  layout.time = time_of_chinese_date;
  layout.look = look_for_shifted_header;
  return layout;
}

}  // namespace

std::vector<std::pair<std::vector<std::string>, Layout>> archive_layouts() {
  return {{{"year", "month", "day", "hour", "PM2.5"}, station_hours_of_beijing()},
          {{"Date", "Hour", "WatchPoint"}, city_file_of_station_hours()},
          {{"TimePoint", "StationCode", "PositionName"}, web_service_of_stations()},
          {{"date", "PM25", "avgtemp"}, city_days_with_weather()},
          {{"日期", "质量等级"}, city_days_in_chinese()}};
}

Layout headless_city_days() {
  Layout layout;
  layout.id = "aqistudy-daily";
  layout.description =
      "days of a city without a header: city, date, AQI, its range, level, PM2.5, PM10, SO2, CO, NO2, O3 (8 "
      "h), "
      "rank; ug/m3, CO mg/m3";
  layout.has_header = false;
  layout.columns = {{"city", ""},  {"date", ""}, {"AQI", "1"}, {"range", ""}, {"level", ""}, {"PM2.5", "1"},
                    {"PM10", "1"}, {"SO2", "1"}, {"CO", "1"},  {"NO2", "1"},  {"O3", "1"},   {"rank", ""}};
  layout.items = {{{"SO2", micrograms},
                   {"NO2", micrograms},
                   {"PM10", micrograms},
                   {"PM2.5", micrograms},
                   {"CO", milligrams},
                   {"O3", micrograms}}};
  layout.station = "city";
  layout.given_index = "AQI";
  layout.station_is_area = true;
  layout.zero_is_missing = true;
  layout.time_column = "date";
  layout.time = time_of_headless_date;
  return layout;
}

}  // namespace lantian::io::observations
