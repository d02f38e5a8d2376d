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

/// Seconds of each of some steps of the embedded case's front, when winds are strongest: weather and outside
/// air of both halves, the four transports of the step.
std::vector<double> seconds_of_steps(const run::Engine& engine) {
  const auto& time = engine.inputs.file.contents.time;
  const auto step = static_cast<model::UtcSeconds>(time.step);
  const model::UtcSeconds begin = time.start + 60 * model::seconds_per_hour;
  std::vector<scenarios::EmissionMember> emitters;
  for (const auto& member : engine.members) emitters.push_back({member.plan, member.exclude});

  model::State<float> state(engine.grid, engine.species.size(), static_cast<int>(engine.members.size()));
  const auto air = model::air_amount(engine.grid, engine.weather.at(begin));
  state.air_amount.assign(air.begin(), air.end());
  engine.boundary.fill(state, begin);
  const auto processes = engine.processes<float>();
  model::Workspace<float> work;
  const auto middle = engine.weather.at(begin + model::seconds_per_hour);
  const auto emission = engine.emission.hour(begin, middle, state.layout, emitters);
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
  return seconds;
}

double median_of(const io::CaseInputs& inputs, const std::vector<std::string>& members, int threads) {
  model::set_thread_count(threads);
  return seconds_of_steps(run::make_engine(inputs, members))[repetitions / 2];
}

}  // namespace

int main() {
  const auto inputs = run::read_sound_case(std::string(LANTIAN_SOURCE_DIR) + "/cases/mengzhou", {});
  const std::vector<std::vector<std::string>> companies{
      {"counterfactual"}, {"counterfactual", "orange", "no_window"}, {}};
  const int species = run::make_engine(inputs, {}).species.size();
  const double cells = static_cast<double>(inputs.grid.cells());
  for (const auto& members : companies) {
    const std::size_t count = members.empty() ? inputs.file.contents.members.size() : members.size();
    const double one = median_of(inputs, members, 1), two = median_of(inputs, members, 2);
    // A step holds two passes of x, y, z and mixing.
    const double nanoseconds = 1e9 * one / (2.0 * cells * species * static_cast<double>(count));
    const std::string name = "step.transport." + std::to_string(count) + "_members";
    std::printf("%s %.3f ns/(cell*tracer*pass) <=3 %s\n", name.c_str(), nanoseconds,
                nanoseconds <= 3.0 ? "held" : "short");
    std::printf("%s.milliseconds %.1f ms - noted\n", name.c_str(), 1e3 * one);
    std::printf("%s.speed_of_two_threads %.2f 1 - noted\n", name.c_str(), one / two);
  }
}
