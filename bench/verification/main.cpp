/// How near does transport come to the shapes that it should carry, beside CMAQ's and FV3's on the same
/// tests?
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

#include "bench/verification/table.hpp"
#include "tests/analytic/model/transport/correlation.hpp"
#include "tests/analytic/model/transport/puff.hpp"
#include "tests/analytic/model/transport/vortices.hpp"

namespace {
using namespace lantian::tests;
using lantian::bench::Table;

constexpr AdvectionScheme schemes[] = {AdvectionScheme::monotone, AdvectionScheme::positive};
constexpr const char* name_of(AdvectionScheme scheme) {
  return scheme == AdvectionScheme::monotone ? "monotone" : "positive";
}

/// L2 of the peers in the same set-ups, in double: CMAQ's PPM, FV3's hord 8 (monotone) and hord 10 (less
/// diffusive).
struct Peers {
  double cmaq, hord8, hord10;
};
constexpr Peers turn_peers[] = {{0.2947, 0.2858, 0.2745}, {0.0302, 0.0281, 0.0250}, {0.0314, 0.0270, 0.0187}};
constexpr Peers swirl_peers[] = {
    {0.3446, 0.3366, 0.3157}, {0.0492, 0.0409, 0.0315}, {0.0705, 0.0612, 0.0392}};

void dump(const std::filesystem::path& folder, const std::string& name, const std::vector<double>& field,
          int columns) {
  if (folder.empty()) return;
  std::ofstream out(folder / (name + ".csv"));
  for (std::size_t c = 0; c < field.size(); ++c) out << field[c] << ((c + 1) % columns ? ',' : '\n');
}

void carried_shapes(Table& table, const std::filesystem::path& folder) {
  for (const Wind wind : {Wind::rotation, Wind::swirl})
    for (const AdvectionScheme scheme : schemes) {
      const bool turns = wind == Wind::rotation;
      const auto result = carry<double>(wind, 100, turns ? 628 : 450, scheme);
      for (int s = 0; s < 3; ++s) {
        const Peers& peers = (turns ? turn_peers : swirl_peers)[s];
        const Norms& n = result.norms[s];
        const std::string what = std::string(turns ? "rotation." : "swirl.") + std::string(shape_names[s]);
        const std::string name = what + "." + name_of(scheme);
        const double bar =
            scheme == AdvectionScheme::monotone ? std::min(peers.cmaq, 1.005 * peers.hord8) : peers.hord10;
        table.add(name + ".l2", n.l2, bar);
        table.add_carried({what, name_of(scheme), n.l1, n.l2, n.largest, n.least, n.most, peers.cmaq,
                           peers.hord8, peers.hord10});
        dump(folder, name, result.end[s], 100);
        if (scheme == AdvectionScheme::monotone) dump(folder, what + ".start", result.start[s], 100);
      }
    }
}

void convergence(Table& table) {
  for (const AdvectionScheme scheme : schemes) {
    Norms norms[3];
    for (int level = 0; level < 3; ++level)
      norms[level] = carry_around<double>(Wind::rotation, 50 << level, 314 << level, scheme)[2];
    for (int level = 0; level < 2; ++level) {
      const std::string name =
          std::string("order.gaussian.") + (level ? "100-200." : "50-100.") + name_of(scheme);
      table.add_at_least(name + ".l2", std::log2(norms[level].l2 / norms[level + 1].l2), 2.2);
    }
  }
}

void correlation(Table& table) {
  for (const AdvectionScheme scheme : schemes) {
    const auto stretched = stretch(100, 450, scheme);
    const auto mixed = mixing_of(stretched);
    const std::string name = name_of(scheme);
    table.note("correlation.real_mixing." + name, mixed.real);
    table.note("correlation.unmixing." + name, mixed.unmixing);
    if (scheme == AdvectionScheme::monotone)
      table.add("correlation.overshooting." + name, mixed.overshooting, 0.0);
    else
      table.note("correlation.overshooting." + name, mixed.overshooting);
    for (std::size_t n = 0; n < stretched.kept.size(); ++n)
      table.note("filament.kept_above_0." + std::to_string(n + 1) + "." + name, stretched.kept[n]);
    table.note("minimal_resolution." + name, minimal_resolution(scheme));
  }
}

void vortices(Table& table, const std::filesystem::path& folder) {
  const std::vector<int> steps{75, 236, Vortices::all_steps};
  for (const int at : {0, 1})
    dump(folder, "vortices." + std::to_string(steps[at]) + ".exact",
         Vortices::exact(steps[at] * Vortices::dt), Vortices::n);
  const std::vector<double> exact[] = {Vortices::exact(steps[0] * Vortices::dt),
                                       Vortices::exact(steps[1] * Vortices::dt)};
  for (const AdvectionScheme scheme : schemes) {
    const auto fields = Vortices::carried(scheme, steps);
    const std::string name = name_of(scheme);
    for (const int at : {0, 1}) {
      table.note("vortices.step_" + std::to_string(steps[at]) + "." + name + ".l2",
                 norms_of(fields[at], exact[at]).l2);
      dump(folder, "vortices." + std::to_string(steps[at]) + "." + name, fields[at], Vortices::n);
    }
    const auto [least, most] = std::minmax_element(fields[2].begin(), fields[2].end());
    table.add_at_least("vortices.step_2637." + name + ".least", *least, 0.0);
    table.add("vortices.step_2637." + name + ".most", *most, 1.0);
  }
}

void gaussians(Table& table) {
  for (const AdvectionScheme scheme : schemes) {
    table.add(std::string("puff.") + name_of(scheme) + ".l2", puff(scheme).l2, 0.01);
    table.add(std::string("plume.") + name_of(scheme) + ".l2", plume(scheme).l2, 0.02);
  }
}

/// Uniform air and the amount in a closed box after 1000 steps of a divergent, rolling wind.
template <class Real>
void conservation(Table& table, const char* real) {
  for (const AdvectionScheme scheme : schemes) {
    Window window(box(12, 9, {0, 20, 50, 100, 180, 320, 600}), 1, 1);
    window.disturb_winds(4.0, true);
    window.boundary.sides.assign(window.boundary.sides.size(), 1.0f);
    window.boundary.top.assign(window.boundary.top.size(), 1.0f);
    auto state = window.template state<Real>(1, 1, [](int, int, int, int, int) { return 1.0; });
    SplitStep<Real> split(window.grid);
    split.use(scheme, true);
    for (int n = 0; n < 1000; ++n) split.step(state, window.forcing(), 60.0);
    double departure = 0.0;
    for (int k = 0; k < window.grid.nz(); ++k)
      for (int j = 0; j < window.grid.ny; ++j)
        for (int i = 0; i < window.grid.nx; ++i)
          departure = std::max(departure, std::abs(static_cast<double>(state.at(k, j, i)[0]) - 1.0));
    table.add(std::string("freestream.") + real + "." + name_of(scheme), departure, 0.0);

    Window closed(box(24, 24, {0, 50}), 1, 1);
    blow(closed, 1.0, [](int j, int i) {
      return j % 24 == 0 || i % 24 == 0 ? 0.0 : 2000.0 * std::sin(0.7 * i) * std::cos(0.4 * j);
    });
    auto rough =
        closed.template state<Real>(1, 1, [&](int, int j, int i, int, int) { return scatter(31 * j + i); });
    const double before = amount_in_window(rough)[0];
    SplitStep<Real> rolling(closed.grid);
    rolling.use(scheme, true);
    for (int n = 0; n < 1000; ++n) rolling.step(rough, closed.forcing(), 60.0);
    table.add(std::string("mass.") + real + "." + name_of(scheme),
              std::abs(amount_in_window(rough)[0] / before - 1.0), sizeof(Real) == 4 ? 1e-6 : 1e-12);
  }
}

}  // namespace

int main(int count, char** words) {
  bool markdown = false;
  std::filesystem::path folder;
  for (int n = 1; n < count; ++n) {
    if (std::strcmp(words[n], "--markdown") == 0)
      markdown = true;
    else if (std::strcmp(words[n], "--fields") == 0 && n + 1 < count)
      folder = words[++n];
    else {
      std::fprintf(stderr, "usage: bench_verification [--markdown] [--fields FOLDER]\n");
      return 2;
    }
  }
  if (!folder.empty()) std::filesystem::create_directories(folder);
  Table table;
  conservation<double>(table, "double");
  conservation<float>(table, "float");
  carried_shapes(table, folder);
  convergence(table);
  correlation(table);
  vortices(table, folder);
  gaussians(table);
  table.print(markdown);
}
