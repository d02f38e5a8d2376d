#include "run/run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

#include "io/box/box_file.hpp"
#include "io/data_folder.hpp"
#include "io/local_time.hpp"
#include "io/messages.hpp"
#include "io/output_place.hpp"
#include "io/scenario/scenario.hpp"
#include "io/sha256.hpp"
#include "io/standards.hpp"
#include "model/grid/parallel.hpp"
#include "model/numerics/numerical_failure.hpp"
#include "run/city/city_field.hpp"
#include "run/closed_loops.hpp"
#include "run/file_hashes.hpp"
#include "run/no_action.hpp"
#include "run/plumes/plumes.hpp"
#include "run/results.hpp"
#include "run/study.hpp"
#include "run/version.hpp"

namespace lantian::run {
namespace {

std::vector<std::string> paths_of(const std::vector<io::NamedFile>& files) {
  std::vector<std::string> paths;
  for (const auto& file : files) paths.push_back(file.path);
  return paths;
}

/// What must be equal for two runs to give the same bytes.
std::map<std::string, std::string> identity_of(const io::CaseInputs& inputs, const Engine& engine,
                                               const Request& request) {
  std::map<std::string, std::string> identity{
      {"version", version()},
      {"case", io::sha256(io::resolved_text(inputs.file))},
      {"case_files", hash_of_files(paths_of(inputs.file.keys.files), inputs.file.folder)},
      {"tables", hash_of_files({io::data_folder()}, io::data_folder())},
      {"mechanism", hash_of_mechanism(engine.mechanism_files)},
      {"numbers", request.double_precision ? "double" : "float"},
      {"species", std::to_string(engine.species.size())}};
  std::string plans;
  for (const auto& member : engine.members)
    plans += member.id + " " + io::plan_hash(*member.plan, inputs.inventory) + " " +
             std::to_string(static_cast<int>(member.exclude)) + "\n";
  identity["members"] = io::sha256(plans);
  for (const auto& [source, origin] : origins_of_signals(inputs)) identity["signal_" + source] = origin;
  for (const auto& loop : endings_of(inputs))
    identity["closed_loop_" + loop.member] =
        (loop.end == "settled" ? "settled after " : "DOES NOT SETTLE (" + loop.end + ") in ") +
        std::to_string(loop.runs) + " runs; open loop: " + loop.open + "; in force: " + loop.in_force;
  return identity;
}

double largest(const std::vector<LedgerRow>& ledger) {
  double most = 0.0;
  for (const auto& row : ledger)
    most = std::isfinite(row.relative_residual) ? std::max(most, std::abs(row.relative_residual))
                                                : std::numeric_limits<double>::infinity();
  return most;
}

/// Where results go and what they are judged by: told before the hours of work, not after.
void check_ending(const std::filesystem::path& folder) {
  io::Diagnostics diagnostics;
  io::check_output_folder(folder, diagnostics);
  io::read_standards(io::data_folder() / "standards", diagnostics);
  diagnostics.throw_if_any();
}

/// Asked to stop before the members began.
Summary stopped_early(const std::filesystem::path& folder) {
  Summary summary;
  summary.exit = ExitCode::stopped;
  summary.folder = folder;
  return summary;
}

std::vector<Summary::NotInGrid> not_in_grid(const Record& record) {
  std::vector<Summary::NotInGrid> rows;
  const auto sum = [](const Record::Emitted& emitted, std::size_t pollutant) {
    double total = 0.0;
    for (const auto& hour : emitted.front()) total += hour[pollutant];
    return total;
  };
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
    rows.push_back({std::string(scenarios::pollutant_names[p]), sum(record.outside, p),
                    sum(record.not_carried, p), sum(record.all, p)});
  std::erase_if(rows, [](const auto& row) { return row.outside <= 0.0 && row.not_carried <= 0.0; });
  return rows;
}

Simulated simulated_of(const Engine& engine, const Request& request, const std::filesystem::path& folder,
                       const std::map<std::string, std::string>& identity, Progress& progress) {
  try {
    return request.double_precision ? simulate<double>(engine, request, folder, identity, progress)
                                    : simulate<float>(engine, request, folder, identity, progress);
  } catch (const model::NumericalFailure& failure) {
    throw std::runtime_error(told(failure, engine, request.double_precision, folder));
  }
}

}  // namespace

io::Diagnostic diagnostic_of(const model::NumericalFailure& failure, const Engine& engine,
                             bool double_precision, const std::filesystem::path& folder) {
  const auto columns = static_cast<int>(engine.grid.columns()), cell = static_cast<int>(failure.cell);
  const int nx = engine.grid.nx;
  io::Diagnostic mistake;
  mistake.code = "numerical_failure";
  mistake.arguments = {
      {"process", failure.process},
      {"species", failure.species},
      {"id", engine.members[static_cast<std::size_t>(failure.member)].id},
      {"value", "(" + std::to_string(cell / columns) + ", " + std::to_string(cell % columns / nx) + ", " +
                    std::to_string(cell % columns % nx) + ")"},
      {"first", io::local_time_text(failure.time, engine.inputs.file.contents.time.utc_offset)},
      {"elapsed", std::to_string(std::lround(failure.elapsed))},
      {"reaction", failure.air.reaction},
      {"file", ""}};
  if (!failure.air.density.empty() && std::filesystem::is_directory(folder)) {
    const auto& chemistry = engine.inputs.file.contents.chemistry;
    const std::filesystem::path file = folder / "failed_cell.toml";
    io::write_unsolved_air(failure, chemistry.mechanism, engine.mechanism_files,
                           given_fractions(engine.inputs.background), {}, !double_precision,
                           engine.inputs.file.contents.time.clock(), file);
    mistake.arguments.back().second = file.string();
  }
  return mistake;
}

std::string told(const model::NumericalFailure& failure, const Engine& engine, bool double_precision,
                 const std::filesystem::path& folder) {
  return io::headline(diagnostic_of(failure, engine, double_precision, folder));
}

Summary run_case(const Request& request, Progress& progress) {
  model::set_thread_count(request.threads);  // of this run: an earlier one may have asked for another
  io::CaseInputs inputs = read_sound_case(request.case_path, request.choice);
  const std::filesystem::path folder = request.output.value_or(inputs.file.contents.output.folder);
  if (request.study) take_as_members(inputs, compare_options(inputs, *request.study));
  check_members(inputs, request.members);
  check_ending(folder);
  const auto no_action = run_no_action(inputs, request, progress);
  if (no_action && no_action->stopped) return stopped_early(folder);
  const Engine engine = make_engine(inputs, request.members);
  check_plumes(inputs, engine.members.size());
  check_city_field(inputs, engine.members.size());
  const auto identity = identity_of(inputs, engine, request);
  const Simulated simulated = simulated_of(engine, request, folder, identity, progress);

  Summary summary;
  summary.folder = folder;
  if (no_action) summary.no_action_fields = no_action->fields;
  summary.loops = endings_of(inputs);
  for (const auto& member : engine.members) summary.members.push_back(member.id);
  summary.ledger = ledger_rows(engine, simulated.record.ledger);
  summary.largest_residual = largest(summary.ledger);
  summary.not_in_grid = not_in_grid(simulated.record);
  summary.field_hashes = simulated.field_hashes;
  summary.seconds = simulated.seconds;
  summary.solved_aerosols = simulated.solved_aerosols;
  summary.unconverged_aerosols = simulated.unconverged_aerosols;
  summary.organic_precursors = organic_precursors(engine);
  summary.restart = simulated.restart;
  if (simulated.stopped) {
    summary.exit = ExitCode::stopped;
    return summary;
  }
  summary.report = write_results(engine, simulated, summary.ledger, {}, identity, folder);
  try {
    write_plumes(engine, simulated, identity, folder, progress);
    write_city_field(engine, simulated, identity, folder, progress);
  } catch (const PlumesStopped&) {
    summary.exit = ExitCode::stopped;
    summary.stopped_in_plumes = true;
    return summary;
  }
  if (request.uncertainty)  // the results stand already, should one of the further runs fail
    summary.report = write_results(engine, simulated, summary.ledger,
                                   perturbed_runs(engine, request, folder, progress), identity, folder);
  return summary;
}

}  // namespace lantian::run
