/// Cells, names and blocks that the report's tables and documents share.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "io/report_document.hpp"
#include "run/engine.hpp"
#include "run/number_text.hpp"

namespace lantian::run {

inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr double micrograms_of_kilogram = 1e9;
inline constexpr double tonnes_of_kilogram = 1e-3;

/// Columns of tables for people; files for programs have all pollutants.
inline constexpr std::array shown_pollutants{scenarios::Pollutant::SO2, scenarios::Pollutant::NOx,
                                             scenarios::Pollutant::VOC, scenarios::Pollutant::PM10,
                                             scenarios::Pollutant::PM2p5};
constexpr std::size_t index_of(scenarios::Pollutant p) { return static_cast<std::size_t>(p); }

inline io::ReportCell cell(scenarios::Label label) { return {std::move(label), 1}; }
inline io::ReportCell cell(const std::string& both) { return {scenarios::Label{both, both}, 1}; }
inline io::ReportCell cell(double number, int digits) { return {number, digits}; }
inline io::ReportCell cell(const std::optional<double>& number, double scale, int digits) {
  return {number ? *number * scale : no_number, digits};
}

inline io::ReportBlock sentence(scenarios::Label text, std::vector<io::ReportCell> values = {}) {
  io::ReportBlock block;
  block.text = std::move(text);
  block.values = std::move(values);
  return block;
}
/// What a report asks for and this run has no data of.
inline io::ReportBlock absent(scenarios::Label what, scenarios::Label filler) {
  io::ReportBlock block;
  block.kind = io::ReportBlock::Kind::absent;
  block.text = std::move(what);
  block.filler = std::move(filler);
  return block;
}
inline io::ReportBlock table_block(io::ReportTable table) {
  io::ReportBlock block;
  block.kind = io::ReportBlock::Kind::table;
  block.table = std::move(table);
  return block;
}
inline io::ReportBlock figure(std::string draw, io::ReportTable table) {
  io::ReportBlock block;
  block.kind = io::ReportBlock::Kind::figure;
  block.draw = std::move(draw);
  block.table = std::move(table);
  return block;
}

/// Local ISO time to the minute.
std::string hour_words(model::LocalClock clock, model::UtcSeconds time);

/// Of a member in the case's list: where its plan and costs stand.
std::size_t place_of(const io::CaseInputs& inputs, const std::string& member);
scenarios::Label member_words(const Engine& engine, const std::string& id);
/// A monitor, or the county's mean.
scenarios::Label place_words(const Engine& engine, const std::string& id);
scenarios::Label region_words(const Engine& engine, const std::string& id);
scenarios::Label level_words(const std::string& level);
/// Industries as inventories write them; others stay as they are.
scenarios::Label industry_words(const std::string& industry);
/// A group of the whole society's sources; else all of them.
scenarios::Label group_words(const std::string& group);
/// A sector as the technical handbook of urban emission inventories (MEE 2018) names it.
scenarios::Label sector_words(const std::string& sector);
/// "" ungraded.
scenarios::Label grade_words(const std::string& grade);
/// "PM2.5" for "PM2p5", "VOCs" for "VOC".
std::string pollutant_words(const std::string& name);
std::string pollutant_words(scenarios::Pollutant pollutant);

}  // namespace lantian::run
