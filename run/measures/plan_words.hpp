/// Words and numbers that the plan's tables share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "run/measures/plan_assessment.hpp"

namespace lantian::run {

inline constexpr double kilograms_of_tonne = 1000.0;
/// Columns of the plan's tables: those of reports, and ammonia, which the plan cuts by straw and dung.
inline constexpr std::array plan_pollutants{scenarios::Pollutant::SO2,  scenarios::Pollutant::NOx,
                                            scenarios::Pollutant::VOC,  scenarios::Pollutant::NH3,
                                            scenarios::Pollutant::PM10, scenarios::Pollutant::PM2p5};

/// Id of an item's option in `plan_study`: "m01", "s1" sort as the plan does.
std::string option_id(const std::string& number);

/// "48.2": one decimal, never -0.0.
std::string tonnes(double kilograms);
/// "48.2 (26.8–53.5)"; "–" where all three are nothing.
std::string tonnes_range(double low, double central, double high);
/// Every source of the item's numbers once, in order of their names.
std::string number_sources(const scenarios::PlanItem& item);

/// "-0.123" ug/m3 of kg m-3, with its sign, never -0.
std::string micrograms_text(double value);
/// "PM2.5 stagnant hours".
scenarios::Label figure_words(const scenarios::AirFigure& figure);

/// Text within a cell of a Markdown table, and its rows.
std::string plain_cell(std::string text);
std::string table_row(const std::vector<std::string>& cells);
std::string head_row(const std::vector<std::string>& cells);

/// Of all runs that the assessment took in.
std::string air_page(const PlanAssessment& assessment);
std::string air_text(const PlanAssessment& assessment);

/// What is known of an item, in kg, one value a strength: of all it has measures for, or of growth avoided.
struct ItemFigures {
  enum class Kind { acts, prevents, not_quantified };
  Kind kind = Kind::not_quantified;
  scenarios::ByStrength<scenarios::PollutantMasses> county{};  // alone
};
ItemFigures figures_of(const PlanAssessment& assessment, std::size_t item);

}  // namespace lantian::run
