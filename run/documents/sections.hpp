/// The sections that documents are built of; each gives its sentences, tables and figures.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "run/documents/material.hpp"
#include "run/report_cells.hpp"

namespace lantian::run {

using Blocks = std::vector<io::ReportBlock>;
using Comparisons = std::vector<scenarios::Comparison>;

io::ReportDocument report_document(const Material& material);
io::ReportDocument emergency_document(const Material& material, const Comparisons& comparisons);
io::ReportDocument offpeak_document(const Material& material);

/// Three sentences: what the plans do with ranges, beside what they could, how sure that is.
std::vector<scenarios::Label> answer(const Material& material);

/// Hours of each category of the hourly index at a monitor.
struct ClassHours {
  std::string member, monitor;
  std::vector<int> hours;  // by category, the best first
};
std::vector<ClassHours> class_hours(const Material& material);

/// What each level takes of the whole society's emission, all sources together, of these plans.
std::vector<SocietyRow> society_rows(const Material& material, const Comparisons& comparisons);

/// One of the report's tables, the rows of these plans alone; without rows where the report has none.
io::ReportTable table_of_plans(const Material& material, const std::string& id,
                               const Comparisons& comparisons);

// overview.cpp: the episode and its weather
Blocks overview(const Material& material, const Comparisons& comparisons);
Blocks weather_of_episode(const Material& material);
// accounting.cpp: what is cut, by society's categories, measures, enterprises and grades
Blocks society_accounting(const Material& material, const Comparisons& comparisons);
Blocks measure_contributions(const Material& material, const Comparisons& comparisons);
Blocks enterprise_list(const Material& material, const Comparisons& comparisons);
Blocks fairness(const Material& material, const Comparisons& comparisons);
Blocks implementation(const Material& material, const Comparisons& comparisons);
// plants.cpp: the sheets of the works
Blocks plant_list(const Material& material, const Comparisons& comparisons);
// pareto.cpp: what the plans buy for the output that they cost
Blocks pareto(const Material& material);
// air_effects.cpp: what the air gains, and whose it is
Blocks air_effects(const Material& material, const Comparisons& comparisons);
Blocks hours_by_class(const Material& material, const Comparisons& comparisons);
Blocks township_effects(const Material& material, const Comparisons& comparisons);
Blocks boundary_shares(const Material& material);
// doubts.cpp: ranges, what does not hold, and words
Blocks uncertainty_ranges(const Material& material, const Comparisons& comparisons);
Blocks problems(const Material& material, const Comparisons& comparisons);
Blocks method_and_limits(const Material& material);
Blocks glossary();

}  // namespace lantian::run
