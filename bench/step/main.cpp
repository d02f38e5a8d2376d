/// What does all of a step's transport cost within the model: weather, boundaries, sub-cycling and all?
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "io/messages.hpp"
#include "model/grid/parallel.hpp"
#include "run/engine.hpp"

namespace {
using namespace lantian;

constexpr int repetitions = 9;
constexpr double passes = 2.0;  // of x, y, z and mixing in a step

/// An hour of the embedded case, from its start.
struct Hour {
  const char* name;
  int after_start;
};
constexpr Hour front{"front", 60}, stagnant{"stagnant", 50};  // winds at their strongest; a calm night

/// The case's plans in turn, for any number of members.
std::vector<scenarios::EmissionMember> emitters_of(const run::Engine& engine, int members) {
  std::vector<scenarios::EmissionMember> emitters;
  for (int m = 0; m < members; ++m) {
    const auto& member = engine.members[static_cast<std::size_t>(m) % engine.members.size()];
    emitters.push_back({member.plan, member.exclude});
  }
  return emitters;
}

struct Measured {
  double seconds = 0.0;                         // of a step, the median
  double sweeps_xy = 0.0, sweeps_column = 0.0;  // that a cell sees in a pass; 2 and 1 without sub-cycling
};

template <class Worker>
std::int64_t cells_swept(const std::vector<Worker>& workers) {
  std::int64_t sum = 0;
  for (const auto& worker : workers) sum += worker.parts.cells_swept;
  return sum;
}

/// Steps of an hour: weather and outside air of both halves, the four transports of the step.
Measured measure(const run::Engine& engine, int members, const Hour& hour) {
  const auto& time = engine.inputs.file.contents.time;
  const auto step = static_cast<model::UtcSeconds>(time.step);
  const model::UtcSeconds begin = time.start + hour.after_start * model::seconds_per_hour;
  model::State<float> state(engine.grid, engine.species.size(), members);
  const auto air = model::air_amount(engine.grid, engine.weather.at(begin));
  state.air_amount.assign(air.begin(), air.end());
  engine.boundary.fill(state, begin);
  const auto processes = engine.processes<float>();
  model::Workspace<float> work;
  const auto middle = engine.weather.at(begin + model::seconds_per_hour);
  const auto emission = engine.emission.hour(begin, middle, state.layout, emitters_of(engine, members));
  work.vertical.deposition_velocity.velocity =
      model::deposition_velocities(engine.grid, middle, engine.species, engine.ground);

  std::vector<double> seconds;
  for (int n = -1; n < repetitions; ++n) {  // the first warms up and is not counted
    const model::UtcSeconds now = begin + (n + 1) * step, half = now + step / 2;
    const auto began = std::chrono::steady_clock::now();
    const model::StepWeather first = engine.weather.step(now, half),
                             second = engine.weather.step(half, now + step);
    const auto early = engine.boundary.at(state.layout, now + step / 4),
               late = engine.boundary.at(state.layout, now + 3 * step / 4);
    const model::Forcing a{first, emission.field, early}, b{second, emission.field, late};
    const model::Interval one{now, model::Seconds(step / 2.0)}, two{half, model::Seconds(step / 2.0)};
    processes.horizontal.advance(state, a, one, work.horizontal);
    processes.vertical.advance(state, a, one, work.vertical);
    processes.vertical_mirrored.advance(state, b, two, work.vertical);
    processes.horizontal_mirrored.advance(state, b, two, work.horizontal);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - began;
    if (n >= 0) seconds.push_back(taken.count());
  }
  std::sort(seconds.begin(), seconds.end());
  const double cells = (repetitions + 1) * passes * static_cast<double>(engine.grid.cells());
  return {seconds[repetitions / 2], static_cast<double>(cells_swept(work.horizontal.workers)) / cells,
          static_cast<double>(cells_swept(work.vertical.workers)) / cells};
}

void print(const run::Engine& engine, int members, const Hour& hour) {
  model::set_thread_count(1);
  const Measured one = measure(engine, members, hour);
  model::set_thread_count(2);
  const Measured two = measure(engine, members, hour);
  const double values = static_cast<double>(engine.grid.cells()) * engine.species.size() * members;
  const double nanoseconds = 1e9 * one.seconds / (passes * values);
  const std::string name =
      "step.transport." + std::string(hour.name) + "." + std::to_string(members) + "_members";
  const auto note = [&](const char* what, double value, const char* unit) {
    std::printf("%s.%s %.2f %s - noted\n", name.c_str(), what, value, unit);
  };
  std::printf("%s %.3f ns/(cell*tracer*pass) <=3 %s\n", name.c_str(), nanoseconds,
              nanoseconds <= 3.0 ? "held" : "short");
  note("sweeps_along_x_y", one.sweeps_xy, "of 2 without sub-cycling");
  note("sweeps_along_z", one.sweeps_column, "of 1 without sub-cycling");
  note("per_sweep", nanoseconds / (one.sweeps_xy + one.sweeps_column), "ns/(cell*tracer*sweep)");
  note("milliseconds", 1e3 * one.seconds, "ms");
  note("speed_of_two_threads", one.seconds / two.seconds, "1");
}

}  // namespace

int main() {
  const auto inputs = run::read_sound_case(std::string(LANTIAN_SOURCE_DIR) + "/cases/mengzhou", {});
  const run::Engine engine = run::make_engine(inputs, {});
  for (const Hour& hour : {front, stagnant})
    for (const int members : {1, 3, 5, 8}) print(engine, members, hour);
}
