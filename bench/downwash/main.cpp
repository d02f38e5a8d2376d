// How long does a plume beside a building take per source, receptor and hour, and which part of it is the
// building's? 50 stacks with a building each, flat ground, a week of Houston where the reference data is,
// else random hours. AERMOD v24142 took 1684 ns on the machine of the first measurement.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/plume_setting.hpp"
#include "model/grid/parallel.hpp"

namespace {

using namespace lantian::bench;
using namespace lantian::model::plume;
using lantian::tests::PlumeScenes;

double nanoseconds_each(std::span<const Source> sources, std::span<const HourOfAir> hours,
                        const ReceptorSet& receptors, Evaluation evaluation, std::vector<double>& kept) {
  kept.assign(receptors.size() * sources.size() * hours.size(), 0.0);
  const double start = nanoseconds_of(CLOCK_PROCESS_CPUTIME_ID);
  unit_concentrations(sources, hours, receptors, evaluation, kept);
  return (nanoseconds_of(CLOCK_PROCESS_CPUTIME_ID) - start) / static_cast<double>(kept.size());
}

/// Sources as a works has them: the yard around them is `spread` wide.
std::vector<Source> stacks(double spread, bool with_buildings) {
  PlumeScenes scenes(5);
  std::vector<Source> sources;
  for (int n = 0; n < 50; ++n) {
    PointSource s = scenes.stack();
    s.buildings = scenes.building();
    s.height = s.buildings->front().height * scenes.between(0.3, 2.2);
    s.exit_velocity = scenes.magnitude(3.0, 25.0);
    s.x = scenes.between(-spread, spread);
    s.y = scenes.between(-spread, spread);
    if (!with_buildings) s.buildings.reset();
    sources.push_back(s);
  }
  return sources;
}

void measure(const std::string& name, double spread, const ReceptorSet& receptors, Evaluation evaluation,
             double bar, int pairs) {
  const std::vector<HourOfAir> hours = hours_of_air();
  const auto beside = stacks(spread, true), alone = stacks(spread, false);
  std::vector<double> kept, with, without, difference;
  for (int n = 0; n < pairs; ++n) {
    with.push_back(nanoseconds_each(beside, hours, receptors, evaluation, kept));
    without.push_back(nanoseconds_each(alone, hours, receptors, evaluation, kept));
    difference.push_back(with.back() - without.back());
  }
  const double all = median(with);
  std::printf("downwash_%s %.4g ns %.4g %s\n", name.c_str(), all, bar, all <= bar ? "held" : "short");
  std::printf("downwash_%s_building_part %.4g ns\n", name.c_str(), median(difference));
}

}  // namespace

int main(int argc, char** argv) {
  const int pairs = argc > 1 ? std::atoi(argv[1]) : 3;
  lantian::model::set_thread_count(1);
  measure("992_receptors_20m", 100.0, ReceptorSet(grid(32, 31, 20.0)), Evaluation::shared, 84.0, pairs);
  measure("992_receptors_100m", 500.0, ReceptorSet(grid(32, 31, 100.0)), Evaluation::shared, 84.0, pairs);
  measure("992_receptors_500m", 2000.0, ReceptorSet(grid(32, 31, 500.0)), Evaluation::shared, 84.0, pairs);
  measure("992_receptors_100m_direct", 500.0, ReceptorSet(grid(32, 31, 100.0)), Evaluation::direct, 1e9, 1);
  return 0;
}
