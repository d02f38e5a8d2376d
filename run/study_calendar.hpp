/// The calendar of a study's options as a table and as JSON: spells and days of lines, months, who carries
/// how much.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "run/study.hpp"
#include "scenarios/study/calendar.hpp"

namespace lantian::run {

/// Of the options in the result's order.
std::vector<scenarios::OptionCalendar> study_calendars(const StudyResult& result,
                                                       const io::CaseInputs& inputs);

/// One figure a row: option, part (line, spell, month, grade, town), key, grade, town, product, start, end,
/// quantity, value, unit.
/// `currency`: of the costs; "" none.
std::string calendar_csv(const std::vector<scenarios::OptionCalendar>& calendars,
                         const io::CaseInputs& inputs, const std::string& currency);

/// The rows of `calendar_csv` as a list of objects.
std::string calendar_json(const std::vector<scenarios::OptionCalendar>& calendars,
                          const io::CaseInputs& inputs, const std::string& currency);

}  // namespace lantian::run
