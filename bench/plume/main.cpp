// How long does a plume take per source, receptor and hour, and how far is the table along the plume from the
// plume itself? 50 stacks and 50 volumes, flat ground, a week of Houston where the reference data is, else
// random hours; 50 areas and 50 roads by both integrals. AERMOD v24142 took 884 ns for a stack, 545 for a
// volume, 4075 for an area and 3228 for a line on the machine of the first measurement.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "bench/plume_setting.hpp"
#include "model/plume/area/area_shapes.hpp"

namespace {

using namespace lantian::bench;
using namespace lantian::model::plume;
using lantian::tests::PlumeScenes;

void print(const std::string& name, double value, const char* unit, double bar) {
  std::printf("%s %.4g %s %.4g %s\n", name.c_str(), value, unit, bar, value <= bar ? "held" : "short");
}

/// One pass over all hours and sources; what it gives is kept, so that it must be computed.
double nanoseconds_each(const std::vector<Source>& sources, const std::vector<HourOfAir>& hours,
                        const ReceptorSet& receptors, Evaluation evaluation, std::vector<double>& kept) {
  std::vector<double> one(receptors.size());
  kept.assign(receptors.size() * sources.size() * hours.size(), 0.0);
  double* to = kept.data();
  const double start = nanoseconds_of(CLOCK_THREAD_CPUTIME_ID);
  const std::vector<SourceDistances> distances = distances_of(sources, receptors);
  for (const HourOfAir& hour : hours)
    for (std::size_t n = 0; n < sources.size(); ++n) {
      unit_concentration(sources[n], hour, receptors, distances[n], evaluation, one);
      to = std::copy(one.begin(), one.end(), to);
    }
  return (nanoseconds_of(CLOCK_THREAD_CPUTIME_ID) - start) / static_cast<double>(kept.size());
}

/// Source by source, above 1 % of the source's maximum over the hours: median, 99 of 100, worst.
void print_errors(const std::string& name, const std::vector<double>& direct,
                  const std::vector<double>& shared, std::size_t sources, std::size_t places) {
  std::vector<double> most(sources, 0.0), found;
  for (std::size_t n = 0; n < direct.size(); ++n) {
    double& m = most[n / places % sources];
    m = std::max(m, direct[n]);
  }
  for (std::size_t n = 0; n < direct.size(); ++n)
    if (direct[n] > 0.01 * most[n / places % sources])
      found.push_back(std::fabs(shared[n] / direct[n] - 1.0));
  std::sort(found.begin(), found.end());
  print(name + "_median", found[found.size() / 2], "1", 1e-5);
  print(name + "_p99", found[found.size() * 99 / 100], "1", 1e-3);
  print(name + "_worst", found.back(), "1", 5e-3);
}

void measure(const std::string& kind, const std::vector<Source>& sources, const std::vector<HourOfAir>& hours,
             const std::vector<Receptor>& places, double bar, int pairs) {
  const ReceptorSet receptors(places);
  const std::string name = kind + "_" + std::to_string(places.size());
  std::vector<double> direct, shared, direct_times, shared_times, ratios;
  for (int n = 0; n < pairs; ++n) {
    direct_times.push_back(nanoseconds_each(sources, hours, receptors, Evaluation::direct, direct));
    shared_times.push_back(nanoseconds_each(sources, hours, receptors, Evaluation::shared, shared));
    ratios.push_back(direct_times.back() / shared_times.back());
  }
  print(name + "_direct", median(direct_times), "ns", 1e9);
  print(name + "_shared", median(shared_times), "ns", bar);
  std::printf("%s_direct_over_shared %.3g\n", name.c_str(), median(ratios));
  print_errors(name, direct, shared, sources.size(), places.size());
}

/// 50 rectangles, or roads, of five heights.
std::vector<Source> areas(PlumeScenes& scenes, bool roads, AreaIntegral integral) {
  std::vector<Source> sources;
  for (int n = 0; n < 50; ++n) {
    const double x = scenes.between(-2000.0, 2000.0), y = scenes.between(-2000.0, 2000.0);
    AreaSource s = roads
                       ? line({x, y}, {x + scenes.between(-500.0, 500.0), y + scenes.between(-500.0, 500.0)},
                              scenes.between(5.0, 30.0))
                       : rectangle(x, y, scenes.between(20.0, 300.0), scenes.between(20.0, 300.0),
                                   scenes.between(0.0, 1.5));
    s.height = n % 5 * 2 + 1;
    s.initial_sigma_z = n % 5;
    s.integral = integral;
    sources.push_back(s);
  }
  return sources;
}

}  // namespace

int main(int argc, char** argv) {
  const int pairs = argc > 1 ? std::atoi(argv[1]) : 3;
  PlumeScenes scenes(1);
  std::vector<Source> stacks, volumes;
  for (int n = 0; n < 50; ++n) {
    PointSource s = scenes.stack();
    s.kind = StackKind::vertical;
    s.height = scenes.magnitude(15.0, 200.0);
    s.exit_velocity = scenes.magnitude(3.0, 25.0);
    s.x = scenes.between(-2000.0, 2000.0);
    s.y = scenes.between(-2000.0, 2000.0);
    stacks.push_back(s);
    VolumeSource v = scenes.volume();
    v.x = s.x;
    v.y = s.y;
    volumes.push_back(v);
  }
  std::vector<HourOfAir> all = hours_of_air(), hours;
  for (std::size_t n = 0; n < all.size(); n += 3) hours.push_back(all[n]);
  measure("plume_point", stacks, hours, grid(32, 31, 500.0), 44.0, pairs);
  measure("plume_volume", volumes, hours, grid(32, 31, 500.0), 27.0, pairs);
  std::vector<Source> alike = volumes;  // a road or a yard: they share their table
  for (Source& source : alike) {
    VolumeSource& v = std::get<VolumeSource>(source);
    const VolumeSource& first = std::get<VolumeSource>(volumes.front());
    v.height = first.height;
    v.initial_sigma_y = first.initial_sigma_y;
    v.initial_sigma_z = first.initial_sigma_z;
  }
  measure("plume_volume_alike", alike, hours, grid(32, 31, 500.0), 27.0, 1);
  measure("plume_point", stacks, hours, grid(14, 14, 1000.0), 100.0, 1);
  hours.resize(hours.size() / 4);
  for (const bool roads : {false, true})
    for (const AreaIntegral integral : {AreaIntegral::converged, AreaIntegral::aermods_own})
      measure(std::string("plume_") + (roads ? "line" : "area") +
                  (integral == AreaIntegral::converged ? "" : "_aermods_rule"),
              areas(scenes, roads, integral), hours, grid(32, 31, 260.0), roads ? 161.0 : 204.0, 1);
  return 0;
}
