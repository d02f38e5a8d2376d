/// The report's tables of days, peaks, exposure, deaths, ranges, and of what was let pass with a reason.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "io/report.hpp"
#include "run/uncertainty.hpp"
#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::run {

/// Whether a change stands above its range: "sign holds", "below resolution" (see is_below_resolution), or
/// "not estimated".
scenarios::Label verdict_words(const scenarios::DeltaRange& range, double least);

/// In the order they are shown; those without a row are left out.
std::vector<io::ReportTable> appraisal_tables(const Engine& engine, const scenarios::Evaluation& evaluation,
                                              const scenarios::Appraisal& appraisal,
                                              const Uncertainty& uncertainty);

/// One row a figure: what, whose, before, after, change, its range and how the range was made.
std::string appraisal_csv(const Engine& engine, const scenarios::Evaluation& evaluation,
                          const scenarios::Appraisal& appraisal, const Uncertainty& uncertainty);

}  // namespace lantian::run
