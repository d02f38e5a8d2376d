/// Everything that a run's documents are written from.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/report.hpp"
#include "run/documents/measure_rows.hpp"
#include "run/documents/plants.hpp"
#include "run/documents/weather_hours.hpp"
#include "run/emission_ledgers.hpp"
#include "run/plan_season.hpp"
#include "run/report_cells.hpp"
#include "run/response_tables.hpp"
#include "run/results.hpp"
#include "scenarios/evaluate/township_days.hpp"

namespace lantian::run {

struct Material {
  const Engine& engine;
  const scenarios::Standards& standards;
  const scenarios::Question& question;
  const std::vector<scenarios::MonitorSeries>& series;
  const scenarios::Evaluation& evaluation;
  const scenarios::Appraisal& appraisal;
  const Uncertainty& uncertainty;
  const std::vector<PlanLedger>& ledgers;  // in the order of question.comparisons
  std::vector<scenarios::HourIndex> hours;
  std::vector<scenarios::DailyIndex> days;     // of the monitors and of county_mean
  std::vector<scenarios::TownshipDays> towns;  // PM2.5 and O3 of each comparison
  std::vector<scenarios::Settlement> people;   // in the order of `towns`
  std::vector<WeatherHour> weather;            // empty: none of the county's places
  std::vector<MeasureRow> measures;            // of all members
  std::vector<PlanSeason> seasons;             // of comparisons that stagger production
  std::vector<PlantSheets> plants;             // of comparisons that answer to a warning
  const std::vector<SocietyRow>& society;      // of every level
  const std::vector<io::ReportTable>& tables;  // of the report

  model::LocalClock clock() const { return question.clock; }
  double evaluated_days() const {
    return static_cast<double>(question.period.end - question.period.start) / 86400.0;
  }
  const PlanLedger* ledger(const scenarios::Comparison& comparison) const;
  scenarios::Label member(const std::string& id) const { return member_words(engine, id); }
};

Material material_of(const Engine& engine, const Simulated& simulated, const scenarios::Standards& standards,
                     const scenarios::Question& question, const std::vector<scenarios::MonitorSeries>& series,
                     const scenarios::Evaluation& evaluation, const scenarios::Appraisal& appraisal,
                     const Uncertainty& uncertainty, const std::vector<PlanLedger>& ledgers,
                     const std::vector<SocietyRow>& society, const std::vector<io::ReportTable>& tables);

/// The numbers of documents that no other file of the run holds: weather.csv, measures.csv, enterprises.csv,
/// warnings.csv, plants.csv, townships.csv, class_hours.csv, and of off-peak rules season.csv and makeup.csv.
void write_document_tables(const Material& material, const std::string& mark,
                           const std::filesystem::path& folder);

/// The hourly index at the monitors as a further series of the report; nothing before the evaluated hours.
void add_index_series(io::Report& report, const Material& material);

/// Mean over the days of what a plan changes in the county's mean [kg m-3]; none without a day.
std::optional<double> mean_change(const scenarios::Evaluation& evaluation,
                                  const scenarios::Comparison& comparison, const std::string& pollutant,
                                  const std::string& average);

/// Changes of the county's mean over the days, every pollutant.
std::vector<io::ReportChange> mean_changes(const scenarios::Evaluation& evaluation);

/// Comparisons whose member answers to a warning that the other does not.
std::vector<scenarios::Comparison> warned(const Material& material);

/// The documents of a run, the report first.
std::vector<io::ReportDocument> documents_of(const Material& material);

}  // namespace lantian::run
