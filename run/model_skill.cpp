#include "run/model_skill.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "io/atomic_file.hpp"
#include "io/data_folder.hpp"
#include "io/local_time.hpp"
#include "io/output_place.hpp"
#include "io/run_folder.hpp"
#include "io/skill_rules.hpp"
#include "io/standards.hpp"
#include "io/table.hpp"
#include "run/version.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::run {
namespace {

using scenarios::Observations;
using scenarios::StationMatch;

/// Days since 1970-01-01 of an option's date.
std::int64_t day_of(const char* option, const std::string& text, std::int64_t otherwise,
                    io::Diagnostics& diagnostics) {
  if (text.empty()) return otherwise;
  const auto time = io::read_local_time(text, 0);
  if (!time || *time % model::seconds_per_day != 0) {
    diagnostics.add("not_a_day", {"", 0, 0}, {{"key", option}, {"value", text}});
    return otherwise;
  }
  return *time / model::seconds_per_day;
}

/// What lies outside of the days asked for becomes missing.
void keep_days(std::vector<Observations>& all, std::int64_t first, std::int64_t last) {
  for (auto& one : all) {
    const std::int64_t per_day = one.resolution == scenarios::Resolution::day ? 1 : 24;
    for (std::size_t n = 0; n < one.size(); ++n) {
      const auto day = model::floor_div(one.first + static_cast<std::int64_t>(n), per_day);
      if (day >= first && day <= last) continue;
      for (auto& item : one.values) item[n] = std::numeric_limits<double>::quiet_NaN();
    }
  }
}

/// Hanging monitors are taken out, stations without any value too; both are told.
void clean(std::vector<Observations>& all, io::Diagnostics& notes) {
  for (auto& one : all)
    if (const int stuck = scenarios::remove_stuck_hours(one); stuck > 0)
      notes.add(
          "observations_stuck", {"", 0, 0},
          {{"key", one.station}, {"value", std::to_string(stuck)}, {"all", std::to_string(one.size())}});
  std::erase_if(all, [](const Observations& one) {
    for (std::size_t at = 0; at < one.size(); ++at)
      if (one.has_value(at)) return false;
    return true;
  });
}

/// The table of stations and monitors; its monitors must be the run's.
std::map<std::string, std::string> stations_of(const std::filesystem::path& file, const io::RunFolder& run,
                                               io::Diagnostics& diagnostics) {
  std::map<std::string, std::string> found;
  if (file.empty()) return found;
  std::vector<std::string> ids;
  for (const auto& monitor : run.monitors) ids.push_back(monitor.id);
  const auto table =
      io::Table::read(file, {{"station", ""}, {"monitor", ""}, {"source", "", true}}, diagnostics);
  table.require_rows();
  table.require_unique({"station"});
  for (const io::Row row : table)
    if (const auto at = row.reference("monitor", ids)) found[row.text("station")] = ids[*at];
  return found;
}

std::vector<StationMatch> matches_of(const std::vector<Observations>& observed, const io::RunFolder& run,
                                     const std::map<std::string, std::string>& named) {
  std::vector<StationMatch> matches;
  for (const auto& one : observed) {
    const auto given = named.find(one.station);
    for (std::size_t n = 0; n < run.monitors.size(); ++n) {
      const auto& monitor = run.monitors[n];
      const bool same = given != named.end() ? monitor.id == given->second
                                             : monitor.id == one.station || monitor.label.zh == one.station ||
                                                   monitor.label.en == one.station;
      if (same) matches.push_back({&one, n});
    }
  }
  return matches;
}

/// All stations beside all monitors, but those at the upwind edge.
std::vector<StationMatch> all_with_all(const std::vector<Observations>& observed, const io::RunFolder& run) {
  std::vector<StationMatch> matches;
  for (const auto& one : observed)
    for (std::size_t n = 0; n < run.monitors.size(); ++n)
      if (run.monitors[n].kind != scenarios::MonitorKind::upwind) matches.push_back({&one, n});
  return matches;
}

void tell_unmatched(const std::vector<Observations>& observed, const std::vector<StationMatch>& matches,
                    const io::RunFolder& run, io::Diagnostics& diagnostics, io::Diagnostics& notes) {
  std::vector<std::string> left, monitors;
  for (const auto& one : observed)
    if (std::none_of(matches.begin(), matches.end(),
                     [&](const auto& match) { return match.observed == &one; }))
      left.push_back(one.station);
  for (const auto& one : run.monitors) monitors.push_back(one.id);
  const std::string names = scenarios::joined(left);
  if (matches.empty())
    diagnostics.add("skill_no_station", {"", 0, 0},
                    {{"value", names}, {"accepted", scenarios::joined(monitors)}});
  else if (!left.empty())
    notes.add("skill_left_out", {"", 0, 0}, {{"value", names}});
}

void write(const io::SkillReport& report, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  io::write_atomically(folder / "skill.csv", io::skill_csv(report));
  io::write_atomically(folder / "diurnal.csv", io::diurnal_csv(report));
  io::write_atomically(folder / "skill.json", io::skill_json(report));
}

}  // namespace

io::SkillReport model_skill(const SkillRequest& request) {
  io::Diagnostics diagnostics;
  if (!request.output.empty()) io::check_output_folder(request.output, diagnostics);
  constexpr std::int64_t ever = std::numeric_limits<std::int32_t>::max();
  const auto first = day_of("--from", request.first_day, -ever, diagnostics);
  const auto last = day_of("--to", request.last_day, ever, diagnostics);
  const auto standards = io::read_standards(io::data_folder() / "standards", diagnostics);
  io::SkillReport report;
  report.version = version();
  report.rules = io::read_skill_rules(io::data_folder() / "standards" / "skill.toml", diagnostics);
  const auto run = io::read_run_folder(request.folder, request.member, diagnostics);
  auto read = io::read_observations(request.observations, diagnostics);
  const auto named = stations_of(request.stations, run, diagnostics);
  diagnostics.throw_if_any();
  report.run_folder = request.folder.string();
  report.case_id = run.case_id;
  report.member = run.member;
  report.files = std::move(read.files);
  report.notes = std::move(read.notes);
  keep_days(read.stations, first, last);
  clean(read.stations, report.notes);
  if (read.stations.empty())
    diagnostics.add("observations_nothing", {request.observations.files.front().string(), 0, 0});
  diagnostics.throw_if_any();
  auto matches = matches_of(read.stations, run, named);
  if (run.synthetic && matches.empty())
    matches = all_with_all(read.stations, run);
  else
    tell_unmatched(read.stations, matches, run, diagnostics, report.notes);
  diagnostics.throw_if_any();
  report.evaluation =
      scenarios::evaluate_model(matches, run.stations, run.synthetic, report.rules, standards);
  if (report.evaluation.items.empty()) {
    diagnostics.add("skill_nothing_common", {request.folder.string(), 0, 0}, {});
    diagnostics.throw_if_any();
  }
  if (!request.output.empty()) write(report, request.output);
  return report;
}

}  // namespace lantian::run
