#include "run/sweep/batch_run.hpp"

#include <algorithm>
#include <chrono>

#include "io/messages.hpp"
#include "io/sha256.hpp"
#include "run/results.hpp"
#include "run/simulate.hpp"
#include "run/sweep/batch_metrics.hpp"
#include "run/sweep/fork.hpp"
#include "run/sweep/unsolved_members.hpp"
#include "scenarios/study/shared_prefix.hpp"

namespace lantian::run {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double patience = 20.0;   // s that a signal may wait for the hour's end
constexpr double slow_hour = 10.0;  // s, from which on each hour's state is kept on disk
constexpr const char* lanes_name = "sweep_lanes";
constexpr const char* unsolved_name = "sweep_unsolved";

double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// Leaves an hour that would end too late after a signal: the state of the hour before lies on disk.
class Watched final : public Progress {
 public:
  explicit Watched(Progress& outer) : outer_(outer), hour_began_(Clock::now()) {}
  void begin(int hours, int members) override { outer_.begin(hours, members); }
  void hour(int done, int hours) override {
    last_hour = since(hour_began_);
    hour_began_ = Clock::now();
    outer_.hour(done, hours);
  }
  bool stop_requested() override { return outer_.stop_requested(); }
  void step() override {
    if (last_hour > slow_hour && outer_.stop_requested() && last_hour - since(hour_began_) > patience)
      throw BatchStopped{};
  }
  double last_hour = 0.0;

 private:
  Progress& outer_;
  Clock::time_point hour_began_;
};

std::string id_of(int member) { return member == 0 ? io::no_option : "s" + std::to_string(member); }

/// The scenarios of one attempt, the baseline first, and how far they are.
class Attempt {
 public:
  Attempt(SweepEngine& engine, const BatchOrder& order, std::vector<int> members, Progress& progress)
      : engine_(engine), order_(order), members_(std::move(members)), progress_(progress) {
    std::string text = "members\n";
    plans_.push_back(&engine.members->baseline());
    for (const int m : members_) {
      plans_.push_back(&order.members[static_cast<std::size_t>(m)].plan);
      text += order.members[static_cast<std::size_t>(m)].key + "\n";
    }
    identity_ = {{"sweep_batch", order.id}, {"sweep_members", io::sha256(text)}};
    run_ = engine.members->inputs().around.run;
    hours_ = static_cast<int>((run_.end - run_.start) / model::seconds_per_hour);
    prefixes_ = std::make_unique<scenarios::SharedPrefixes>(plans_, run_);
  }

  /// The whole run of all that did not fail; by attempt's member (0: the baseline) its lane.
  Simulated simulated;
  std::vector<int> lane_of;
  std::map<int, io::Diagnostic> failed;  // by place in `members`
  double lane_hours = 0.0;
  int resumed_at = 0;

  template <class Real>
  void run() {
    std::optional<io::RestartFile> state = left_behind();
    int hour = 0;
    std::vector<int> lanes;  // by lane, the first attempt's member of those that share it
    if (state) {
      const auto& kept = std::get<std::vector<std::int64_t>>(state->arrays.at(lanes_name).values);
      lanes.assign(kept.begin(), kept.end());
      failed = members_of(state->arrays.at(unsolved_name));
      hour = resumed_at =
          static_cast<int>(std::get<std::vector<std::int64_t>>(state->arrays.at("hours").values).size());
    }
    for (;;) {
      const auto now = lanes_at(hour);
      if (state && now != lanes) state = forked_to(*state, lanes, now, hour);
      lanes = now;
      const auto until = next_fork(hour);
      try {
        leg<Real>(state ? &*state : nullptr, hour, until, lanes);
      } catch (const model::NumericalFailure& failure) {
        drop(failure, lanes);
        continue;  // from where this leg began, without it
      }
      lane_hours += static_cast<double>(lanes.size()) * ((until ? *until : hours_) - hour);
      if (!until) break;
      state = std::move(simulated.state);
      hour = *until;
    }
    lane_of.assign(plans_.size(), -1);
    for (std::size_t m = 0; m < plans_.size(); ++m)
      if (!failed.contains(static_cast<int>(m) - 1))
        lane_of[m] = place_of(lanes, representative(static_cast<int>(m), hours_ - 1));
  }

 private:
  int representative(int member, int hour) const {
    if (!order_.shares_prefixes) return member;
    return prefixes_->at(run_.start + hour * model::seconds_per_hour)[static_cast<std::size_t>(member)];
  }
  static int place_of(const std::vector<int>& lanes, int member) {
    return static_cast<int>(std::find(lanes.begin(), lanes.end(), member) - lanes.begin());
  }
  std::vector<int> lanes_at(int hour) const {
    std::vector<int> lanes;
    for (int m = 0; m < static_cast<int>(plans_.size()); ++m)
      if (!failed.contains(m - 1) && representative(m, hour) == m) lanes.push_back(m);
    return lanes;
  }
  std::optional<int> next_fork(int hour) const {
    if (!order_.shares_prefixes) return std::nullopt;
    for (const auto fork : prefixes_->forks()) {
      const int at = static_cast<int>((fork - run_.start) / model::seconds_per_hour);
      if (at > hour) return at;
    }
    return std::nullopt;
  }
  io::RestartFile forked_to(const io::RestartFile& state, const std::vector<int>& before,
                            const std::vector<int>& now, int hour) const {
    std::vector<int> parent;
    for (const int m : now) {
      // One that has a lane of its own stays in it: whom it shared it with before may have failed since.
      int from = place_of(before, m);
      if (from == static_cast<int>(before.size()) && hour > 0)
        from = place_of(before, representative(m, hour - 1));
      if (from == static_cast<int>(before.size())) throw std::logic_error("a member without air");
      parent.push_back(from);
    }
    return forked(state, engine_.engine->species.size(), static_cast<int>(before.size()), parent);
  }

  std::optional<io::RestartFile> left_behind() const {
    if (!std::filesystem::exists(order_.state)) return std::nullopt;
    try {
      return io::read_restart(order_.state, identity_);
    } catch (const io::InputErrors&) {
      return std::nullopt;  // of another attempt or damaged: from the beginning
    }
  }

  template <class Real>
  void leg(const io::RestartFile* from, int hour, std::optional<int> until, const std::vector<int>& lanes) {
    auto& engine = *engine_.engine;
    engine.members.clear();
    for (const int m : lanes)
      engine.members.push_back(
          {id_of(m), {}, plans_[static_cast<std::size_t>(m)], scenarios::Exclusion::none});
    Watched watched(progress_);
    const auto keep = [&](io::RestartFile state) {
      state.arrays[lanes_name] = {{lanes.size()}, std::vector<std::int64_t>(lanes.begin(), lanes.end())};
      state.arrays[unsolved_name] = array_of(failed);
      io::write_restart(state, order_.state);
      kept_ = Clock::now();
    };
    Leg part{from, until, identity_, {}};
    part.after_hour = [&](int, const std::function<io::RestartFile()>& state) {
      if (since(kept_) > order_.checkpoint_every || watched.last_hour > slow_hour) keep(state());
    };
    simulated = simulate_leg<Real>(engine, part, watched);
    const int done = static_cast<int>(simulated.record.hours.size());
    if (simulated.stopped && done != until.value_or(-1) ? true
                                                        : simulated.stopped && progress_.stop_requested()) {
      if (done > hour || from == nullptr) keep(std::move(*simulated.state));
      throw BatchStopped{};
    }
  }

  /// A failed lane takes all scenarios with it that still share it.
  void drop(const model::NumericalFailure& failure, const std::vector<int>& lanes) {
    const int first = lanes[static_cast<std::size_t>(failure.member)];
    const auto name = [&](int m) {
      return m == 0 ? order_.id
                    : order_.members[static_cast<std::size_t>(members_[static_cast<std::size_t>(m - 1)])]
                          .key.substr(0, key_letters);
    };
    const auto folder = order_.failures / (name(first) + (order_.double_precision ? "-double" : ""));
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    auto reason = diagnostic_of(failure, *engine_.engine, order_.double_precision, folder);
    if (first == 0) throw std::runtime_error(io::headline(reason));
    if (auto& file = argument(reason, "file"); !file.empty())
      file = std::filesystem::path(file).lexically_relative(order_.failures.parent_path()).string();
    const int hour = static_cast<int>((failure.time - run_.start) / model::seconds_per_hour);
    for (int m = 1; m < static_cast<int>(plans_.size()); ++m)
      if (representative(m, hour) == first) {
        argument(reason, "id") = name(m);
        failed[m - 1] = reason;
      }
  }

  SweepEngine& engine_;
  const BatchOrder& order_;
  std::vector<int> members_;  // of the order
  Progress& progress_;
  std::vector<const scenarios::EmissionPlan*> plans_;
  std::map<std::string, std::string> identity_;
  scenarios::Period run_;
  int hours_ = 0;
  std::unique_ptr<scenarios::SharedPrefixes> prefixes_;
  Clock::time_point kept_ = Clock::now();
};

void run_attempt(Attempt& attempt, bool double_precision) {
  double_precision ? attempt.run<double>() : attempt.run<float>();
}

}  // namespace

SweepEngine make_sweep_engine(std::unique_ptr<WeatherMembers> members, const std::vector<std::string>& maps) {
  SweepEngine made;
  made.members = std::move(members);
  made.engine = std::make_unique<Engine>(make_engine(made.members->inputs(), {}));
  made.engine->recorded.assign(sweep_quantities.begin(), sweep_quantities.end());
  made.engine->recorded.insert(made.engine->recorded.end(), maps.begin(), maps.end());
  return made;
}

BatchDone run_batch(SweepEngine& engine, const BatchOrder& order, Progress& progress) {
  std::vector<int> all;
  for (std::size_t m = 0; m < order.members.size(); ++m) all.push_back(static_cast<int>(m));
  BatchDone done;
  auto& results = done.results;
  results.batch = order.id;
  results.provenance = order.provenance;
  results.synthetic = engine.members->inputs().file.contents.synthetic;
  results.failures.assign(order.members.size(), "");
  results.rescued = results.failures;
  for (const auto& member : order.members) results.keys.push_back(member.key);

  Attempt together(engine, order, all, progress);
  run_attempt(together, order.double_precision);
  done.lane_hours = together.lane_hours;
  done.resumed_at = together.resumed_at;
  BatchResults writer(*engine.engine, order.maps, order.members.size(), results);
  writer.take(together.simulated, 0, -1);
  for (std::size_t m = 0; m < all.size(); ++m)
    if (together.lane_of[m + 1] >= 0)
      writer.take(together.simulated, together.lane_of[m + 1], static_cast<int>(m));
  std::error_code ignored;
  done.unsolved = together.failed;
  for (const auto& [m, reason] : together.failed) {
    results.failures[static_cast<std::size_t>(m)] = io::in_english(reason);
    if (order.double_precision) continue;
    BatchOrder alone_order = order;
    alone_order.id = order.id + "-" + std::to_string(m);
    alone_order.state += "-" + std::to_string(m);
    alone_order.double_precision = true;
    Attempt alone(engine, alone_order, {m}, progress);
    run_attempt(alone, true);
    done.lane_hours += alone.lane_hours;
    std::filesystem::remove(alone_order.state, ignored);
    if (!alone.failed.empty()) continue;
    writer.take_apart(alone.simulated, alone.lane_of[1], m);
    std::swap(results.rescued[static_cast<std::size_t>(m)], results.failures[static_cast<std::size_t>(m)]);
  }
  std::filesystem::remove(order.state, ignored);
  return done;
}

}  // namespace lantian::run
