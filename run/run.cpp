#include "run/run.hpp"

#include <algorithm>
#include <cmath>

#include "io/data_folder.hpp"
#include "io/scenario/scenario.hpp"
#include "io/sha256.hpp"
#include "model/grid/parallel.hpp"
#include "run/results.hpp"
#include "run/version.hpp"

namespace lantian::run {
namespace {

/// SHA-256 over the names and contents of every file of the case's folder and of the product's tables.
std::string hash_of_folder(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  io::Sha256 hash;
  for (const auto& file : files) {
    hash.add(std::filesystem::relative(file, folder).generic_string());
    hash.add(io::sha256_of_file(file));
  }
  return hash.hex();
}

/// What must be equal for two runs to give the same bytes.
std::map<std::string, std::string> identity_of(const io::CaseInputs& inputs, const Engine& engine,
                                               const Request& request) {
  std::map<std::string, std::string> identity{{"version", version()},
                                              {"case", io::sha256(io::resolved_text(inputs.file))},
                                              {"case_files", hash_of_folder(inputs.file.folder)},
                                              {"tables", hash_of_folder(io::data_folder())},
                                              {"mechanism", engine.mechanism.name},
                                              {"numbers", request.double_precision ? "double" : "float"},
                                              {"species", std::to_string(engine.species.size())}};
  std::string plans;
  for (const auto& member : engine.members)
    plans += member.id + " " + io::plan_hash(*member.plan, inputs.inventory) + " " +
             std::to_string(static_cast<int>(member.exclude)) + "\n";
  identity["members"] = io::sha256(plans);
  return identity;
}

double largest(const std::vector<LedgerRow>& ledger) {
  double most = 0.0;
  for (const auto& row : ledger) most = std::max(most, std::abs(row.relative_residual));
  return most;
}

}  // namespace

Summary run_case(const Request& request, Progress& progress) {
  model::set_thread_count(request.threads);  // of this run: an earlier one may have asked for another
  io::Diagnostics diagnostics;
  const io::CaseInputs inputs = io::read_case_inputs(request.case_path, request.choice, diagnostics);
  diagnostics.throw_if_any();
  const Engine engine = make_engine(inputs, request.members);
  const auto identity = identity_of(inputs, engine, request);
  const std::filesystem::path folder = request.output.value_or(inputs.file.contents.output.folder);

  const Simulated simulated = request.double_precision
                                  ? simulate<double>(engine, request, folder, identity, progress)
                                  : simulate<float>(engine, request, folder, identity, progress);

  Summary summary;
  summary.folder = folder;
  for (const auto& member : engine.members) summary.members.push_back(member.id);
  summary.ledger = ledger_rows(engine, simulated.record.ledger);
  summary.largest_residual = largest(summary.ledger);
  summary.field_hashes = simulated.field_hashes;
  summary.seconds = simulated.seconds;
  summary.solved_aerosols = simulated.solved_aerosols;
  summary.unconverged_aerosols = simulated.unconverged_aerosols;
  summary.restart = simulated.restart;
  if (simulated.stopped)
    summary.exit = ExitCode::stopped;
  else
    summary.report = write_results(engine, simulated, summary.ledger, identity, folder);
  return summary;
}

}  // namespace lantian::run
