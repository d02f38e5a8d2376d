#include "run/results.hpp"

#include <algorithm>

#include "io/atomic_file.hpp"
#include "io/concentration_file.hpp"
#include "io/csv_text.hpp"
#include "io/data_folder.hpp"
#include "io/page.hpp"
#include "io/report.hpp"
#include "io/scenario/scenario.hpp"
#include "io/standards.hpp"
#include "run/appraisal_tables.hpp"
#include "run/closed_loops.hpp"
#include "run/documents/sections.hpp"
#include "run/dustfall_results.hpp"
#include "run/emission_ledgers.hpp"
#include "run/ioapi_results.hpp"
#include "run/no_action.hpp"
#include "run/number_text.hpp"
#include "run/report_tables.hpp"
#include "run/response_tables.hpp"

namespace lantian::run {
namespace {

/// Hourly means of all members in the lowest `levels` levels.
io::ConcentrationFile concentrations(const Engine& engine, const Simulated& simulated, int levels,
                                     const std::map<std::string, std::string>& identity) {
  const auto& contents = engine.inputs.file.contents;
  io::ConcentrationFile file;
  file.levels = levels;
  file.altitude = engine.inputs.ground.altitude;
  file.title = contents.label.en;
  file.projection = engine.inputs.projection;
  file.synthetic = contents.synthetic;
  for (const auto& [key, value] : identity) file.provenance.emplace_back("lantian_" + key, value);
  file.provenance.emplace_back("lantian_resolved_case", io::resolved_text(engine.inputs.file));
  file.grid = engine.grid;
  for (int j = 0; j < engine.grid.ny; ++j)
    for (int i = 0; i < engine.grid.nx; ++i) {
      const auto place = engine.inputs.projection->inverse(engine.grid.x_west + (i + 0.5) * engine.grid.dx,
                                                           engine.grid.y_south + (j + 0.5) * engine.grid.dx);
      file.longitude.push_back(place.longitude);
      file.latitude.push_back(place.latitude);
    }
  for (const auto& member : engine.members) file.members.push_back(member.id);
  file.hours = simulated.record.hours;
  const auto& wanted = contents.output.species;
  for (std::size_t n = 0; n < simulated.quantities.size(); ++n) {
    const auto& q = simulated.quantities[n];
    const bool regulated = wanted.empty() || std::find(wanted.begin(), wanted.end(), q.name) != wanted.end();
    if (!regulated && q.name.find("_PM2p5") == std::string::npos) continue;
    const std::string comment = q.derived ? q.comment
                                : q.at_reference_state
                                    ? "at 298.15 K and 1013.25 hPa (GB 3095-2012, amendment 2018)"
                                    : "dry particles at actual temperature and pressure";
    file.variables.push_back(
        {q.name, q.standard_name,
         (q.is_mass() ? "hourly mean mass concentration of " : "hourly mean of ") + q.name, comment,
         q.units});
    file.values.push_back(simulated.record.means[n]);
  }
  return file;
}

/// surface.nc, and levels.nc where more than the lowest level is asked for. An older levels.nc would pass for
/// this run's.
void write_concentrations(const Engine& engine, const Simulated& simulated,
                          const std::map<std::string, std::string>& identity,
                          const std::filesystem::path& folder) {
  auto surface = concentrations(engine, simulated, 1, identity);
  if (auto dustfall = dustfall_field(engine, simulated)) surface.fields.push_back(std::move(*dustfall));
  io::write_concentration_file(surface, folder / "surface.nc");
  const int levels = simulated.record.levels;
  std::error_code failed;
  if (levels > 1)
    io::write_concentration_file(concentrations(engine, simulated, levels, identity), folder / "levels.nc");
  else
    std::filesystem::remove(folder / "levels.nc", failed);
}

std::string mark(const Engine& engine) { return synthetic_mark(engine.inputs); }

std::string monitors_csv(const Engine& engine, const std::vector<scenarios::MonitorSeries>& series) {
  const auto clock = engine.inputs.file.contents.time.clock();
  std::string text = "monitor,member,quantity,local_day,local_hour,mass_concentration [ug/m3]\n";
  for (const auto& one : series)
    for (std::size_t hour = 0; hour < one.hourly.values.size(); ++hour) {
      const auto time = one.hourly.start + static_cast<model::UtcSeconds>(hour) * model::seconds_per_hour;
      text += io::csv_cell(one.monitor) + ',' + io::csv_cell(one.member) + ',' + one.pollutant + ',' +
              local_date_text(clock, time) + ',' + std::to_string(clock.local_hour(time)) + ',' +
              number(one.hourly.values[hour] * micrograms_per_kilogram) + '\n';
    }
  return text;
}

std::string ledger_csv(const std::vector<LedgerRow>& rows) {
  std::string text =
      "member,species,initial [kg],emitted [kg],produced [kg],flowed_in [kg],clipped [kg],lost "
      "[kg],flowed_out [kg],deposited [kg],washed_out [kg],final [kg],relative_residual\n";
  for (const auto& row : rows) {
    text += io::csv_cell(row.member) + ',' + row.species;
    for (const double value :
         {row.initial, row.emitted, row.produced, row.flowed_in, row.clipped, row.lost, row.flowed_out,
          row.deposited, row.washed_out, row.final, row.relative_residual})
      text += ',' + number(value);
    text += '\n';
  }
  return text;
}

std::string emissions_csv(const Engine& engine, const Record& record) {
  const auto clock = engine.inputs.file.contents.time.clock();
  std::string text = "member,scope,local_day,local_hour";
  for (const auto name : scenarios::pollutant_names) text += "," + std::string(name) + " [kg]";
  text += '\n';
  for (std::size_t member = 0; member < engine.members.size(); ++member)
    for (std::size_t hour = 0; hour < record.hours.size(); ++hour)
      for (const auto& [scope, emitted] : emitted_scopes) {
        text += io::csv_cell(engine.members[member].id) + ',' + scope + ',' +
                local_date_text(clock, record.hours[hour]) + ',' +
                std::to_string(clock.local_hour(record.hours[hour]));
        for (const double mass : (record.*emitted)[member][hour]) text += ',' + number(mass);
        text += '\n';
      }
  return text;
}

constexpr const char* cost_suffix = ".cost";

/// Plans of an earlier run of other members would pass for this one's.
void remove_older_plans(const Engine& engine, const std::filesystem::path& folder) {
  std::error_code failed;
  std::vector<std::filesystem::path> older;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (entry.path().extension() == ".csv" &&
        std::none_of(engine.members.begin(), engine.members.end(), [&](const RunMember& member) {
          const auto stem = entry.path().stem();
          return stem == member.id || stem == member.id + cost_suffix;
        }))
      older.push_back(entry.path());
  for (const auto& path : older) std::filesystem::remove(path, failed);
}

const scenarios::CostTable& costs_of(const Engine& engine, const RunMember& member) {
  return engine.inputs.costs[static_cast<std::size_t>(member.plan - engine.inputs.plans.data())];
}

}  // namespace

std::optional<std::filesystem::path> write_results(const Engine& engine, const Simulated& simulated,
                                                   const std::vector<LedgerRow>& ledger,
                                                   const std::vector<scenarios::PerturbedRun>& perturbed,
                                                   const std::map<std::string, std::string>& identity,
                                                   const std::filesystem::path& folder) {
  const auto series = monitor_series(engine, simulated);
  const auto evaluation = evaluation_of(engine, simulated, series);
  const auto clock = engine.inputs.file.contents.time.clock();
  write_concentrations(engine, simulated, identity, folder);
  if (engine.inputs.file.contents.output.ioapi) write_ioapi_results(engine, simulated, folder / "ioapi");
  io::write_atomically(folder / "monitors.csv", mark(engine) + monitors_csv(engine, series));
  io::write_atomically(folder / "ledger.csv", mark(engine) + ledger_csv(ledger));
  io::write_atomically(folder / "emissions.csv", mark(engine) + emissions_csv(engine, simulated.record));
  io::write_atomically(folder / "case.toml", io::resolved_text(engine.inputs.file));
  const std::string signals = signals_csv(engine.inputs);
  if (!signals.empty()) io::write_atomically(folder / "signals.csv", mark(engine) + signals);
  const std::string loops = loops_csv(engine.inputs);
  std::error_code failed;
  if (loops.empty())
    std::filesystem::remove(folder / "loops.csv", failed);  // an older run's would pass for this one's
  else
    io::write_atomically(folder / "loops.csv", mark(engine) + loops);
  remove_older_plans(engine, folder / "plans");
  for (const auto& member : engine.members)
    io::write_atomically(folder / "plans" / (member.id + ".csv"),
                         mark(engine) + io::plan_csv(*member.plan, engine.inputs.inventory, clock));
  for (const auto& member : engine.members)
    io::write_atomically(folder / "plans" / (member.id + cost_suffix + ".csv"),
                         mark(engine) + io::cost_csv(costs_of(engine, member), engine.inputs.inventory));
  const auto dustfall = dustfall_of(engine, simulated);
  io::write_atomically(folder / "dustfall.csv", mark(engine) + dustfall_csv(engine, dustfall));
  const auto appraisal = appraisal_of(engine, simulated, series);
  const auto standards = shipped_standards();
  const auto question = question_of(engine, standards);
  const auto& comparisons = question.comparisons;
  Uncertainty uncertainty = estimated_uncertainty(engine.inputs, comparisons);
  uncertainty.runs = perturbed;
  const auto ledgers = plan_ledgers(engine.inputs, comparisons);
  io::write_atomically(folder / "emission_ledger.csv",
                       mark(engine) + emission_ledger_csv(engine.inputs, ledgers));
  io::write_atomically(folder / "appraisal.csv",
                       mark(engine) + appraisal_csv(engine, evaluation, appraisal, uncertainty));
  auto report = report_of(engine, simulated, series, evaluation, uncertainty, ledger, identity);
  auto appraised = appraisal_tables(engine, evaluation, appraisal, uncertainty);
  if (!ledgers.empty()) appraised.insert(appraised.begin(), emission_ledger_table(engine.inputs, ledgers));
  const auto rows_of_society = society_rows(engine.inputs);
  auto society = society_reduction(engine.inputs, rows_of_society);
  if (society.csv.empty())
    std::filesystem::remove(folder / "society_reduction.csv", failed);
  else
    io::write_atomically(folder / "society_reduction.csv", mark(engine) + society.csv);
  auto members = members_air(engine, series);
  io::write_atomically(folder / "members.csv", mark(engine) + members.csv);
  if (engine.members.size() > 1) appraised.insert(appraised.begin(), std::move(members.table));
  if (!society.table.rows.empty()) appraised.push_back(std::move(society.table));
  if (auto settled = loops_table(engine.inputs); !settled.rows.empty())
    appraised.insert(appraised.begin(), std::move(settled));
  report.tables.insert(report.tables.begin() + 2, appraised.begin(),
                       appraised.end());  // after effects, emissions
  report.tables.insert(report.tables.end() - 1, dustfall_table(engine, dustfall));  // the ledger stays last
  auto material = material_of(engine, simulated, standards, question, series, evaluation, appraisal,
                              uncertainty, ledgers, rows_of_society, report.tables);
  write_document_tables(material, mark(engine), folder);
  add_index_series(report, material);
  report.changes = mean_changes(evaluation);
  report.answer = answer(material);
  report.documents = documents_of(material);
  io::write_report(report, folder);
  if (!io::has_page("report")) return std::nullopt;
  return folder / "report.html";
}

}  // namespace lantian::run
