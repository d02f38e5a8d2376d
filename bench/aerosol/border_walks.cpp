#include "bench/aerosol/border_walks.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "model/aerosol/solid_data.hpp"
#include "tests/support/random_airs.hpp"

namespace lantian::bench {
namespace {

using namespace model::aerosol;

/// The air with the variable that is walked set to `x` times its value at the border.
using Walk = std::function<InorganicAir(const InorganicAir&, double)>;

double bases(const InorganicAir& a) { return a.sodium + a.potassium + a.calcium + a.magnesium; }
double crust(const InorganicAir& a) { return a.potassium + a.calcium + a.magnesium; }

/// Changes sulfate so that `sum` / sulfate is `ratio` / x.
Walk by_sulfate(double ratio, double (*sum)(const InorganicAir&)) {
  return [=](InorganicAir a, double x) {
    a.sulfate = x * sum(a) / ratio;
    return a;
  };
}

BorderJump largest(const std::string& name, const Walk& walk, Convention convention, Phase phase) {
  constexpr double step = 1e-8;
  BorderJump jump{name, 0.0, 0.0};
  for (const InorganicAir& start : tests::random_airs(400, 3)) {
    std::vector<InorganicAir> airs;
    for (const double x : {-3.0, -1.0, 1.0, 3.0}) airs.push_back(walk(start, 1.0 + x * step));
    std::vector<InorganicParticle> p(airs.size());
    equilibrium(airs, p, convention, 1e-12, phase);
    const auto of = [&](double (*value)(const InorganicParticle&), double total) {
      if (total <= 0.0) return 0.0;
      const double before = std::abs(value(p[1]) - value(p[0])), after = std::abs(value(p[3]) - value(p[2]));
      return std::max(0.0, std::abs(value(p[2]) - value(p[1])) - 2.0 * std::max(before, after)) / total;
    };
    const bool converged = std::all_of(p.begin(), p.end(), [](const auto& one) { return one.converged; });
    if (!converged) continue;
    jump.share =
        std::max({jump.share, of([](const InorganicParticle& q) { return q.nitrate; }, start.nitrate),
                  of([](const InorganicParticle& q) { return q.ammonium; }, start.ammonia)});
    jump.water = std::max(jump.water, of([](const InorganicParticle& q) { return q.water; },
                                         std::max({p[1].water, p[2].water, 1e-11})));
  }
  return jump;
}

}  // namespace

std::vector<BorderJump> border_jumps(Convention convention, Phase phase) {
  std::vector<BorderJump> jumps;
  const auto add = [&](const std::string& name, const Walk& walk) {
    jumps.push_back(largest(name, walk, convention, phase));
  };
  const auto all_bases = [](const InorganicAir& a) { return a.ammonia + bases(a); };
  add("R4 = 1", by_sulfate(1.0, all_bases));
  add("R4 = 2", by_sulfate(2.0, all_bases));
  add("RN = 2", by_sulfate(2.0, bases));
  add("RC = 2", by_sulfate(2.0, crust));
  for (const double edge : {298.0, 299.0})
    add("T = " + std::to_string(static_cast<int>(edge)) + " K", [edge](InorganicAir a, double x) {
      a.temperature = edge * x;
      return a;
    });
  BorderJump humidity{"RH = each DRH", 0.0, 0.0};
  for (int s = 0; s < salt_count; ++s) {
    const auto salt = static_cast<Salt>(s);
    if (deliquescence_of(salt).at_298 <= 0.0) continue;
    const BorderJump one = largest(
        "",
        [salt](InorganicAir a, double x) {
          a.relative_humidity = x * deliquescence_humidity(salt, a.temperature);
          return a;
        },
        convention, phase);
    humidity.share = std::max(humidity.share, one.share);
    humidity.water = std::max(humidity.water, one.water);
  }
  jumps.push_back(humidity);
  return jumps;
}

}  // namespace lantian::bench
