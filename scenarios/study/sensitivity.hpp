/// What sampled inputs do to a result: Sobol indices, elementary effects, response curves, Pareto fronts.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace lantian::scenarios {

/// Shares of the variance that an input causes alone, and with all its interactions, each with the half width
/// of its 95 % range by resampling rows.
struct SobolIndex {
  double first = 0.0, total = 0.0;
  double first_range = 0.0, total_range = 0.0;
};

/// `values` of a Saltelli design (study/sampling.hpp) of `rows` rows and `axes` inputs. First-order by
/// Saltelli's estimator, (1/N) sum f(B) (f(AB_i) - f(A)) / V [Saltelli2010, table 2 b]; total by Jansen's,
/// (1/2N) sum (f(A) - f(AB_i))^2 / V [Jansen1999]; V of A and B together, f less its mean. Zeros where
/// nothing varies; NaN where a value is.
std::vector<SobolIndex> sobol_indices(const std::vector<double>& values, std::size_t rows, std::size_t axes,
                                      std::uint64_t seed);

/// Elementary effects of an input over its range: their mean, the mean of their sizes, their spread.
struct ElementaryEffects {
  double mean = 0.0;       // mu [Morris1991]
  double mean_size = 0.0;  // mu star [Campolongo2007]
  double deviation = 0.0;  // sigma
};

/// `values` of a Morris design; `points` its points in the unit cube.
std::vector<ElementaryEffects> elementary_effects(const std::vector<double>& values,
                                                  const std::vector<std::vector<double>>& points);

/// Mean, least and greatest result where an input lies in one of `bins` parts with about equally many
/// samples; equal inputs lie in one.
struct ResponsePoint {
  double input = 0.0, mean = 0.0, least = 0.0, greatest = 0.0;
  std::size_t count = 0;
};
std::vector<ResponsePoint> response_curve(const std::vector<double>& input, const std::vector<double>& values,
                                          std::size_t bins);

/// Places of members that no other beats in both figures, of which less is better, by the first figure. Those
/// with NaN are left out.
std::vector<std::size_t> pareto_front(const std::vector<double>& first, const std::vector<double>& second);

}  // namespace lantian::scenarios
