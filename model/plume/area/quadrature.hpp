/// Gauss-Kronrod quadrature of one piece, with the Gauss rule within it as the measure of the error.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lantian::model::plume {

/// Kronrod's 15 points about Gauss's 7 [Piessens1983]: positive nodes on [-1, 1], outermost first, and
/// weights.
struct Kronrod15 {
  static constexpr int count = 15, half = 8;
  static constexpr double node[half] = {
      0.991455371120812639, 0.949107912342758525, 0.864864423359769073, 0.741531185599394440,
      0.586087235467691130, 0.405845151377397167, 0.207784955007898468, 0.0};
  static constexpr double weight[half] = {0.022935322010529225, 0.063092092629978553, 0.104790010322250184,
                                          0.140653259715525919, 0.169004726639267903, 0.190350578064785410,
                                          0.204432940075298892, 0.209482141084727828};
  static constexpr double gauss[half / 2] = {0.129484966168869693, 0.279705391489276668, 0.381830050505118945,
                                             0.417959183673469388};
};

/// 7 points about 3.
struct Kronrod7 {
  static constexpr int count = 7, half = 4;
  static constexpr double node[half] = {0.960491268708020283, 0.774596669241483377, 0.434243749346802558,
                                        0.0};
  static constexpr double weight[half] = {0.104656226026467265, 0.268488089868333441, 0.401397414775962223,
                                          0.450916538658474142};
  static constexpr double gauss[half / 2] = {0.555555555555555556, 0.888888888888888889};
};

/// The nodes in the order of kronrod_estimate, and one more to fill vectors.
template <class Rule>
struct PairedNodes {
  double at[Rule::count + 1];
  constexpr PairedNodes() : at{} {
    for (int n = 0; n + 1 < Rule::half; ++n) {
      at[2 * n] = -Rule::node[n];
      at[2 * n + 1] = Rule::node[n];
    }
  }
};

struct Estimate {
  double value, error;
};

/// values: of the integrand at middle -+ half_length * node, outermost pair first, the middle last.
template <class Rule>
static Estimate kronrod_estimate(const double* values, double half_length) {
  const double* middle = values + Rule::count - 1;
  double kronrod = Rule::weight[Rule::half - 1] * *middle, gauss = Rule::gauss[Rule::half / 2 - 1] * *middle;
  for (int n = 0; n + 1 < Rule::half; ++n) {
    const double pair = values[2 * n] + values[2 * n + 1];
    kronrod += Rule::weight[n] * pair;
    if (n % 2 == 1) gauss += Rule::gauss[n / 2] * pair;
  }
  const double difference = kronrod < gauss ? gauss - kronrod : kronrod - gauss;
  return {half_length * kronrod, half_length * difference};
}

}  // namespace lantian::model::plume
