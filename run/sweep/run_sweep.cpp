#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>

#include "io/messages.hpp"
#include "io/sweep/batch_file.hpp"
#include "io/sweep/batch_log.hpp"
#include "io/sweep/claim.hpp"
#include "model/grid/parallel.hpp"
#include "run/sweep/batch_run.hpp"
#include "run/sweep/plan.hpp"
#include "run/sweep/sweep.hpp"
#include "run/sweep/unsolved_members.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::run {
namespace {

namespace fs = std::filesystem;
constexpr auto poll_every = std::chrono::milliseconds(1000);

/// What runs of a sweep need of a manifest: the study read again, weathers as they come up.
class Runner {
 public:
  Runner(const SweepRun& request, io::SweepManifest manifest)
      : request_(request), manifest_(std::move(manifest)), file_(request.folder / manifest_name) {
    source_ = {request.case_path.value_or((request.folder / manifest_.case_path).lexically_normal()),
               manifest_.outside_allowed,
               manifest_.study_file,
               manifest_.study_text,
               {}};
    io::Diagnostics diagnostics;
    if (auto document = io::parse_toml(source_.text, source_.file, diagnostics))
      source_.document = std::move(*document);
    diagnostics.throw_if_any();
    engines_.resize(manifest_.weathers.size());
  }

  const io::SweepManifest& manifest() const { return manifest_; }

  /// Reads the weather's case and compares it with the plan's. Throws InputErrors.
  SweepEngine& engine(int weather) {
    auto& engine = engines_[static_cast<std::size_t>(weather)];
    if (engine.engine) return engine;
    const auto& state = manifest_.weathers[static_cast<std::size_t>(weather)];
    auto members = std::make_unique<WeatherMembers>(source_, state.choice, parameter_paths());
    check(state, *members);
    members->set_shares(state.shares);
    if (!design_) design_.emplace(members->study().study, io::TextPlace{source_.file, 1, 0});
    engine = make_sweep_engine(std::move(members), manifest_.maps);
    return engine;
  }

  BatchOrder order(const io::SweepBatch& batch) {
    auto& members = *engine(batch.weather).members;
    const auto& state = manifest_.weathers[static_cast<std::size_t>(batch.weather)];
    BatchOrder order;
    order.id = batch.id;
    order.maps = manifest_.maps;
    order.provenance = state.identity;
    order.provenance["weather_id"] = state.choice.id;
    order.provenance["baseline"] = state.baseline;
    order.provenance["study"] = manifest_.study_id;
    order.double_precision = manifest_.double_precision;
    order.shares_prefixes = request_.shares_prefixes;
    order.checkpoint_every = request_.checkpoint_every;
    order.state = request_.folder / "states" / (batch.id + ".h5");
    order.failures = request_.folder / "failures";
    io::Diagnostics diagnostics;
    for (const int s : batch.scenarios) {
      const auto& scenario = manifest_.scenarios[static_cast<std::size_t>(s)];
      auto member = members.member(design_->point(static_cast<std::size_t>(scenario.member)), false);
      const auto hash = io::plan_hash(member.plan, members.inputs().inventory);
      if (hash != scenario.plan)
        diagnostics.add("sweep_other_plan", {file_.string(), 0, 0},
                        {{"value", scenario.key.substr(0, 12)}, {"first", hash}, {"last", scenario.plan}});
      order.members.push_back({scenario.key, std::move(member.plan)});
    }
    diagnostics.throw_if_any();
    return order;
  }

 private:
  /// As the study writes them.
  std::vector<std::string> parameter_paths() const {
    std::vector<std::string> paths;
    const auto* sweep = source_.document.find("sweep");
    const auto* axes = sweep ? sweep->find("axes") : nullptr;
    const auto* parameters = axes ? axes->find("parameter") : nullptr;
    if (parameters)
      for (const auto& entry : parameters->entries) paths.push_back(entry.key);
    return paths;
  }

  void check(const io::SweepWeatherState& state, const WeatherMembers& members) const {
    const auto now = members.identity(manifest_.double_precision);
    std::vector<std::string> differing;
    for (const auto& [name, hash] : state.identity) {
      const auto found = now.find(name);
      if (found == now.end() || found->second != hash) differing.push_back(name);
    }
    for (const auto& [name, hash] : now)
      if (!state.identity.contains(name)) differing.push_back(name);
    const auto baseline = io::plan_hash(members.baseline(), members.inputs().inventory);
    if (differing.empty() && baseline != state.baseline) differing.push_back("baseline");
    if (differing.empty()) return;
    io::Diagnostics diagnostics;
    diagnostics.add("sweep_other_input", {file_.string(), 0, 0},
                    {{"what", scenarios::joined(differing)}, {"id", state.choice.id}});
    diagnostics.throw_if_any();
  }

  const SweepRun& request_;
  io::SweepManifest manifest_;
  fs::path file_;
  SweepStudy source_;
  std::optional<SweepDesign> design_;
  std::vector<SweepEngine> engines_;
};

/// Parts that a killed runner left of a batch's files.
void remove_parts(const fs::path& folder, const std::string& batch) {
  std::error_code failed;
  std::vector<fs::path> parts;
  for (const char* name : {results_name, "logs", "states"})
    for (const auto& entry : fs::directory_iterator(folder / name, failed))
      if (entry.path().filename().string().starts_with("." + batch)) parts.push_back(entry.path());
  for (const auto& part : parts) fs::remove(part, failed);
}

io::BatchLog log_of(const BatchDone& done, double seconds) {
  char host[256] = "";
  ::gethostname(host, sizeof host - 1);
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return {seconds,         model::thread_count(),
          done.lane_hours, static_cast<double>(used.ru_maxrss) / 1024.0,
          done.resumed_at, host};
}

bool has_failures(const io::SweepBatchFile& file) {
  return std::any_of(file.failures.begin(), file.failures.end(), [](const auto& f) { return !f.empty(); });
}

/// What lies in a batch's place.
struct Found {
  bool is_there = false;              // and is its sound result
  std::vector<std::string> mistakes;  // why not, where something lies there
  std::optional<io::SweepBatchFile> file;
};

Found found_of(const fs::path& folder, const io::SweepManifest& manifest, const io::SweepBatch& batch) {
  Found found;
  if (!fs::exists(result_path(folder, batch))) return found;
  io::Diagnostics diagnostics;
  found.file = read_result(folder, manifest, batch, diagnostics);
  found.is_there = found.file.has_value();
  for (const auto& mistake : diagnostics.items()) found.mistakes.push_back(io::headline(mistake));
  return found;
}

}  // namespace

std::optional<Shard> shard_of(const std::string& text) {
  Shard shard;
  const char *begin = text.data(), *end = text.data() + text.size();
  const auto first = std::from_chars(begin, end, shard.index);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '/') return std::nullopt;
  const auto last = std::from_chars(first.ptr + 1, end, shard.count);
  if (last.ec != std::errc() || last.ptr != end || shard.index < 1 || shard.index > shard.count)
    return std::nullopt;
  return shard;
}

SweepRunSummary run_sweep(const SweepRun& request, Progress& progress) {
  const auto began = std::chrono::steady_clock::now();
  model::set_thread_count(request.threads);
  Runner runner(request, io::read_manifest(request.folder / manifest_name));
  const auto& manifest = runner.manifest();
  SweepRunSummary summary;
  std::vector<const io::SweepBatch*> open;
  for (std::size_t b = 0; b < manifest.batches.size(); ++b)
    if (static_cast<int>(b % static_cast<std::size_t>(request.shard.count)) == request.shard.index - 1) {
      const auto& batch = manifest.batches[b];
      ++summary.batches;
      const auto found = found_of(request.folder, manifest, batch);
      const bool is_again = request.again && found.file && has_failures(*found.file);
      if (is_again) fs::remove(result_path(request.folder, batch));
      if (found.is_there && !is_again)
        ++summary.there;
      else
        open.push_back(&batch);
    }
  std::vector<int> weathers;
  for (const auto* batch : open)
    if (std::find(weathers.begin(), weathers.end(), batch->weather) == weathers.end())
      weathers.push_back(batch->weather);
  for (const int weather : weathers) runner.engine(weather);  // what differs is told before the hours of work

  const auto stop = [&] {
    summary.exit = ExitCode::stopped;
    summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return summary;
  };
  while (!open.empty()) {
    bool moved = false;
    for (auto at = open.begin(); at != open.end();) {
      if (progress.stop_requested()) return stop();
      const auto& batch = **at;
      const auto result = result_path(request.folder, batch);
      if (found_of(request.folder, manifest, batch).is_there) {  // by another runner
        ++summary.there;
        at = open.erase(at);
        moved = true;
        continue;
      }
      const auto claim = io::Claim::take(request.folder / "claims" / batch.id);
      if (!claim) {
        ++at;
        continue;
      }
      const auto found = found_of(request.folder, manifest, batch);
      if (found.is_there) continue;
      summary.unsound.insert(summary.unsound.end(), found.mistakes.begin(), found.mistakes.end());
      fs::create_directories(result.parent_path());
      remove_parts(request.folder, batch.id);
      const auto batch_began = std::chrono::steady_clock::now();
      BatchDone done;
      try {
        done = run_batch(runner.engine(batch.weather), runner.order(batch), progress);
      } catch (const BatchStopped&) {
        return stop();
      }
      const double seconds =
          std::chrono::duration<double>(std::chrono::steady_clock::now() - batch_began).count();
      // The log first: what has a result is not looked at again, and a part of a log would stay.
      io::write_batch_log(log_of(done, seconds), request.folder / "logs" / (batch.id + ".json"));
      io::write_batch_file(done.results, result);
      for (auto& [place, reason] : done.unsolved) {
        if (auto& air = argument(reason, "file"); !air.empty()) air = (request.folder / air).string();
        const bool is_rescued = !done.results.rescued[static_cast<std::size_t>(place)].empty();
        (is_rescued ? summary.rescued : summary.failed).push_back(io::headline(reason));
      }
      ++summary.computed;
      at = open.erase(at);
      moved = true;
    }
    if (!open.empty() && !moved) std::this_thread::sleep_for(poll_every);
  }
  if (!summary.failed.empty()) summary.exit = ExitCode::run_failed;
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return summary;
}

}  // namespace lantian::run
