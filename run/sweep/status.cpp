#include <algorithm>
#include <set>

#include "io/sweep/batch_log.hpp"
#include "io/sweep/claim.hpp"
#include "run/sweep/plan.hpp"
#include "run/sweep/sweep.hpp"

namespace lantian::run {
namespace {

namespace fs = std::filesystem;

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed))
    names.insert(entry.path().filename().string());
  return names;
}

}  // namespace

SweepStatus status_of_sweep(const fs::path& folder) {
  const auto manifest = io::read_manifest(folder / manifest_name);
  SweepStatus status;
  status.members = manifest.members.size();
  status.scenarios = manifest.scenarios.size();
  status.batches = manifest.batches.size();
  auto results = names_in(folder / results_name);
  const auto claims = names_in(folder / "claims"), states = names_in(folder / "states");
  double lane_hours = 0.0, lane_hours_left = 0.0;
  for (std::size_t b = 0; b < manifest.batches.size(); ++b) {
    const auto& batch = manifest.batches[b];
    if (results.erase(batch.id + ".nc") > 0) {
      ++status.done;
      status.scenarios_done += batch.scenarios.size();
      if (const auto log = io::read_batch_log(folder / "logs" / (batch.id + ".json"))) {
        status.core_hours += log->seconds * log->threads / 3600.0;
        lane_hours += log->lane_hours;
      }
      continue;
    }
    status.open.push_back(static_cast<int>(b));
    lane_hours_left += planned_lane_hours(manifest, batch);
    if (claims.contains(batch.id) && io::Claim::is_held(folder / "claims" / batch.id))
      ++status.running;
    else if (states.contains(batch.id + ".h5"))
      ++status.stopped;
  }
  for (const auto& name : results)
    if (!name.starts_with(".")) status.foreign.push_back(name);
  const double rate = lane_hours > 0.0
                          ? status.core_hours / lane_hours
                          : manifest.estimate.core_hours / std::max(1.0, manifest.estimate.lane_hours);
  status.core_hours_left = lane_hours_left * rate;
  return status;
}

}  // namespace lantian::run
