#include "io/run_folder.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "io/local_time.hpp"
#include "io/regular_file.hpp"
#include "io/table.hpp"

namespace lantian::io {
namespace {

using nlohmann::json;

constexpr const char* schema = "lantian.report/1";
constexpr double kilograms_per_microgram = 1e-9;

/// Throws json::exception where something is missing.
void read_report(const json& report, RunFolder& run) {
  run.case_id = report.at("case").at("id").get<std::string>();
  run.synthetic = report.at("case").at("synthetic").get<bool>();
  run.spinup_hours = report.at("time").at("spinup_hours").get<int>();
  for (const auto& one : report.at("members")) run.members.push_back(one.at("id").get<std::string>());
  for (const auto& one : report.at("monitors")) {
    scenarios::Monitor monitor;
    monitor.id = one.at("id").get<std::string>();
    monitor.label = {one.at("label").at("en").get<std::string>(),
                     one.at("label").at("zh").get<std::string>()};
    const auto kind = one.at("kind").get<std::string>();
    for (std::size_t n = 0; n < scenarios::monitor_kind_names.size(); ++n)
      if (kind == scenarios::monitor_kind_names[n]) monitor.kind = static_cast<scenarios::MonitorKind>(n);
    run.monitors.push_back(std::move(monitor));
  }
}

struct MonitorHour {
  std::int64_t hour = 0;  // local, since 1970-01-01T00:00
  double value = 0.0;     // kg m-3
};
using Hours = std::map<std::pair<std::string, std::size_t>, std::vector<MonitorHour>>;  // by monitor and item

Hours read_hours(const std::filesystem::path& file, const std::string& member, Diagnostics& diagnostics) {
  const auto table = Table::read(file,
                                 {{"monitor", ""},
                                  {"member", ""},
                                  {"quantity", ""},
                                  {"local_day", ""},
                                  {"local_hour", "1"},
                                  {"mass_concentration", "ug/m3"}},
                                 diagnostics);
  Hours hours;
  for (const Row row : table) {
    if (row.cell("member") != member) continue;
    const auto item =
        std::find(scenarios::item_names.begin(), scenarios::item_names.end(), row.cell("quantity"));
    if (item == scenarios::item_names.end()) continue;
    const auto day = local_time_of(row, "local_day", 0);
    if (!day) continue;
    hours[{row.cell("monitor"), static_cast<std::size_t>(item - scenarios::item_names.begin())}].push_back(
        {*day / model::seconds_per_hour + row.whole_number("local_hour", 0, 23),
         kilograms_per_microgram * row.number("mass_concentration")});
  }
  return hours;
}

scenarios::ModelledStation station_of(const std::string& monitor, const Hours& hours, int spinup_hours) {
  constexpr auto latest = std::numeric_limits<std::int64_t>::max();
  scenarios::ModelledStation station{monitor, latest, {}};
  std::int64_t last = 0;
  for (std::size_t item = 0; item < scenarios::item_count; ++item)
    if (const auto found = hours.find({monitor, item}); found != hours.end())
      for (const auto& one : found->second) {
        station.first_hour = std::min(station.first_hour, one.hour);
        last = std::max(last, one.hour);
      }
  if (station.first_hour == latest) return {monitor, 0, {}};
  const auto begin = station.first_hour + spinup_hours;
  const auto count = static_cast<std::size_t>(std::max<std::int64_t>(0, last + 1 - begin));
  for (std::size_t item = 0; item < scenarios::item_count; ++item) {
    station.hours[item].assign(count, std::numeric_limits<double>::quiet_NaN());
    if (const auto found = hours.find({monitor, item}); found != hours.end())
      for (const auto& one : found->second)
        if (one.hour >= begin) station.hours[item][static_cast<std::size_t>(one.hour - begin)] = one.value;
  }
  station.first_hour = begin;
  return station;
}

}  // namespace

RunFolder read_run_folder(const std::filesystem::path& folder, const std::string& member,
                          Diagnostics& diagnostics) {
  RunFolder run;
  const auto file = folder / "report.json";
  const auto text = read_text_file(file, diagnostics);
  if (!text) return run;
  const auto report = json::parse(*text, nullptr, false);
  const auto written = report.is_object() ? report.find("schema") : report.end();
  const std::string found = report.is_object() && written != report.end() && written->is_string()
                                ? written->get<std::string>()
                                : "";
  if (found != schema) {
    diagnostics.add("not_a_report", {file.string(), 0, 0}, {{"value", found}, {"accepted", schema}});
    return run;
  }
  try {
    read_report(report, run);
  } catch (const json::exception& wrong) {
    diagnostics.add("not_a_report", {file.string(), 0, 0}, {{"value", wrong.what()}, {"accepted", schema}});
    return run;
  }
  run.member = member.empty() && !run.members.empty() ? run.members.front() : member;
  if (std::find(run.members.begin(), run.members.end(), run.member) == run.members.end())
    diagnostics.add(
        "unknown_reference", {file.string(), 0, 0},
        {{"key", "--member"}, {"value", run.member}, {"nearest", nearest_spelling(run.member, run.members)}});
  const auto hours = read_hours(folder / "monitors.csv", run.member, diagnostics);
  for (const auto& monitor : run.monitors)
    run.stations.push_back(station_of(monitor.id, hours, run.spinup_hours));
  return run;
}

}  // namespace lantian::io
