/// A table of ISORROPIA II's converged results, and how far answers lie from it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "model/aerosol/older_model_regimes.hpp"

namespace lantian::bench {

/// Particle of a row [mol m-3], water [kg m-3]; pH is no number where there is none.
struct Answer {
  double ammonium, nitrate, chloride, water, ph;
};

struct ScoredRow {
  model::aerosol::InorganicAir air;
  std::string subcase;
  bool is_dry = false;
  Answer converged, by_default;
  // of the converged row [mol m-3]
  model::aerosol::older_model::Amounts solids{};
  double hydrogen = 0.0, sulfate = 0.0, bisulfate = 0.0;  // in solution
};

/// Rows of quality 1 or better; none where the file is not there.
std::vector<ScoredRow> scored_table(const std::string& file);

/// Errors at the 50th, 90th and 99th percentile, and the share within 0.5 % (water 1 %, pH 0.005).
struct Percentiles {
  double p50, p90, p99, within;
  int count;
};

/// Nitrate, ammonium, chloride: of the element's total, so that the gases' errors are the same. Water:
/// relative, rows above 1 ug m-3. pH: absolute, these rows where it is between -2 and 8.
struct Score {
  Percentiles nitrate, ammonium, chloride, water, ph;
};
Score score(const std::vector<ScoredRow>& rows, const std::vector<Answer>& answers);

/// One block of the table, ours beside the reference's own defaults.
void print_score(const std::string& name, const std::vector<ScoredRow>& rows,
                 const std::vector<Answer>& ours);

}  // namespace lantian::bench
