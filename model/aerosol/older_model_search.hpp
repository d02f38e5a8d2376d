/// How the older model looks for roots: each of these decides which of several solutions it reports.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cmath>
#include <optional>

#include "model/aerosol/older_model_parts.hpp"
#include "model/aerosol/salt_activity.hpp"

namespace lantian::model::aerosol::older_model {

inline constexpr double trace = 1e-20;  // mol m-3, kg m-3: below it something counts as absent

/// The least positive root of x^3 + a x^2 + b x + c in closed form. A discriminant within 1e-50 counts as
/// nought, whatever the unit: amounts below some nmol m-3 are given the double root's neighbour instead.
std::optional<double> least_positive_root(double a, double b, double c);

struct Search {
  std::optional<double> root;
  double at_end = 0.0;  // the function where the steps end
};

/// The first change of sign in twenty equal steps, then halved to a part in 1e12. `rising`: a change from
/// above to below nought does not count.
template <class F>
Search first_root(double from, double to, bool rising, F f) {
  constexpr double finest = 1e-12;
  constexpr int steps = 20;
  double x = from, y = f(x);
  if (std::abs(y) <= finest) return {x, y};
  const double step = (to - from) / steps;
  for (int n = 0; n < steps; ++n) {
    double next = x + step, at_next = f(next);
    if (rising ? y < 0.0 && at_next > 0.0 : std::signbit(y) != std::signbit(at_next)) {
      for (int k = 0; k < 200 && std::abs(next - x) > finest * std::abs(x); ++k) {
        const double middle = 0.5 * (x + next), at_middle = f(middle);
        if (std::signbit(at_middle) == std::signbit(y))
          x = middle, y = at_middle;
        else
          next = middle;
      }
      return {0.5 * (x + next), 0.0};
    }
    x = next, y = at_next;
  }
  return {std::nullopt, y};
}

/// Water [kg m-3] and coefficients, which one search hands on to the next trial.
struct Medium {
  double water = trace;
  SaltActivity g;

  Medium() { forget(); }

  /// All coefficients 0.1.
  void forget() {
    for (auto& row : g.log_g)
      for (double& x : row) x = -1.0;
  }

  /// A coefficient above 100 is no place to start from.
  bool is_extreme() const {
    for (const auto& row : g.log_g)
      for (const double x : row)
        if (x > 2.0) return true;
    return false;
  }

  /// Plain steps from coefficients to composition and back, until the coefficients rest or 200 are made.
  /// sweep() returns the ions [mol m-3] and sets the water.
  template <class Sweep>
  void settle(double temperature, Sweep sweep) {
    if (is_extreme()) forget();
    change = 1.0;
    for (int n = 0; n < 200; ++n) {
      const Ions<double> ions = sweep();
      ++sweeps;
      if (change < finest_change) return;
      const SaltActivity next = salt_activity<OlderModel>(molalities(ions, water), temperature);
      change = 0.0;
      for (int c = 0; c < SaltActivity::cations; ++c)
        for (int a = 0; a < SaltActivity::anions; ++a)
          change = std::max(change, ln_10 * std::abs(next.log_g[c][a] - g.log_g[c][a]));
      g = next;
    }
  }

  void report(InorganicParticle& p) const {
    p.change = change;
    p.evaluations = sweeps;
    p.converged = change < finest_change;
  }

  static constexpr double finest_change = 1e-10;  // of ln of the coefficients
  double change = 0.0, sweeps = 0.0;
};

}  // namespace lantian::model::aerosol::older_model
