#include "run/documents/material.hpp"

#include <algorithm>
#include <map>

#include "io/atomic_file.hpp"
#include "io/csv_text.hpp"
#include "run/documents/enterprise_rows.hpp"
#include "run/documents/sections.hpp"
#include "run/report_cells.hpp"

namespace lantian::run {

namespace {

using scenarios::Comparison;

std::string warnings_csv(const Material& material) {
  std::string text = "member,level,start,end\n";
  for (const auto& member : material.engine.members)
    for (const auto& spell : member.plan->warnings)
      text += io::csv_cell(member.id) + ',' + io::csv_cell(spell.level) + ',' +
              hour_words(material.clock(), spell.start) + ',' + hour_words(material.clock(), spell.end) +
              '\n';
  return text;
}

std::string townships_csv(const Material& material) {
  std::string text = "member,against,township,quantity,day,before [ug/m3],after [ug/m3]\n";
  for (const auto& of : material.towns)
    for (const auto& [day, values] : of.days)
      for (std::size_t n = 0; n < values.size(); ++n)
        text += io::csv_cell(of.member) + ',' + io::csv_cell(of.against) + ',' +
                io::csv_cell(material.people[n].region) + ',' + of.pollutant + ' ' + of.average + ',' +
                hour_words(material.clock(), material.clock().midnight(day)).substr(0, 10) + ',' +
                ten_digits(values[n].before * micrograms_of_kilogram) + ',' +
                ten_digits(values[n].after * micrograms_of_kilogram) + '\n';
  return text;
}

std::string class_hours_csv(const Material& material) {
  std::string text = "member,monitor,category,hours\n";
  for (const auto& row : class_hours(material))
    for (std::size_t c = 0; c < row.hours.size(); ++c)
      text += io::csv_cell(row.member) + ',' + io::csv_cell(row.monitor) + ',' + std::to_string(c + 1) + ',' +
              std::to_string(row.hours[c]) + '\n';
  return text;
}

}  // namespace

const PlanLedger* Material::ledger(const Comparison& comparison) const {
  for (const auto& one : ledgers)
    if (one.member == comparison.member && one.against == comparison.against) return &one;
  return nullptr;
}

Material material_of(const Engine& engine, const Simulated& simulated, const scenarios::Standards& standards,
                     const scenarios::Question& question, const std::vector<scenarios::MonitorSeries>& series,
                     const scenarios::Evaluation& evaluation, const scenarios::Appraisal& appraisal,
                     const Uncertainty& uncertainty, const std::vector<PlanLedger>& ledgers,
                     const std::vector<SocietyRow>& society, const std::vector<io::ReportTable>& tables) {
  Material material{engine, standards, question, series, evaluation, appraisal, uncertainty, ledgers, {},
                    {},     {},        {},       {},     {},         {},        {},          society, tables};
  material.hours = scenarios::hourly_indices(question, series, standards);
  material.days = evaluation.indices;
  const auto of_county = scenarios::daily_indices(
      scenarios::county_statistics(engine.inputs.monitors, evaluation.days), standards);
  material.days.insert(material.days.end(), of_county.begin(), of_county.end());
  material.people =
      scenarios::settlements(engine.inputs.inventory, engine.inputs.file.contents.inventory.county);
  const auto in_towns = scenarios::daily_statistics(question, township_series(engine, simulated), standards);
  material.towns = scenarios::township_days(question, material.people, in_towns);
  material.weather = weather_hours(engine);
  material.measures = measure_rows(engine, question.period);
  material.seasons = plan_seasons(engine.inputs, question.comparisons);
  material.plants = plant_sheets(engine.inputs, warned(material));
  return material;
}

void write_document_tables(const Material& material, const std::string& mark,
                           const std::filesystem::path& folder) {
  io::write_atomically(folder / "weather.csv", mark + weather_csv(material.engine, material.weather));
  io::write_atomically(folder / "measures.csv", mark + measures_csv(material.measures));
  const auto seasonal = [&](const char* name, const std::string& text) {
    std::error_code failed;
    if (material.seasons.empty())
      std::filesystem::remove(folder / name, failed);  // an older run's would pass for this one's
    else
      io::write_atomically(folder / name, mark + text);
  };
  seasonal("season.csv", season_csv(material.seasons, material.engine.inputs));
  seasonal("makeup.csv", makeup_csv(material.seasons));
  if (std::error_code failed; material.plants.empty())
    std::filesystem::remove(folder / "plants.csv", failed);
  else
    io::write_atomically(folder / "plants.csv", mark + plants_csv(material.engine.inputs, material.plants));
  io::write_atomically(
      folder / "enterprises.csv",
      mark + enterprises_csv(material.engine, enterprise_rows(material.engine, material.question.period)));
  io::write_atomically(folder / "warnings.csv", mark + warnings_csv(material));
  io::write_atomically(folder / "townships.csv", mark + townships_csv(material));
  io::write_atomically(folder / "class_hours.csv", mark + class_hours_csv(material));
}

void add_index_series(io::Report& report, const Material& material) {
  io::ReportSeries series{"AQI", "", 0, {}};
  std::map<std::pair<std::string, std::string>, std::vector<double>*> places;
  series.values.assign(report.members.size(),
                       std::vector(report.monitors.size(),
                                   std::vector<double>(static_cast<std::size_t>(report.hours), no_number)));
  for (std::size_t m = 0; m < report.members.size(); ++m)
    for (std::size_t n = 0; n < report.monitors.size(); ++n)
      places[{report.members[m].id, report.monitors[n].id}] = &series.values[m][n];
  const auto start = material.engine.inputs.file.contents.time.start;
  for (const auto& hour : material.hours) {
    const auto found = places.find({hour.member, hour.monitor});
    const auto n = static_cast<std::size_t>((hour.start - start) / model::seconds_per_hour);
    if (found != places.end() && n < found->second->size() && hour.index.value)
      (*found->second)[n] = *hour.index.value;
  }
  report.series.push_back(std::move(series));
}

std::optional<double> mean_change(const scenarios::Evaluation& evaluation, const Comparison& comparison,
                                  const std::string& pollutant, const std::string& average) {
  double sum = 0.0;
  int days = 0;
  for (const auto& e : evaluation.effects)
    if (e.member == comparison.member && e.against == comparison.against &&
        e.place == scenarios::county_mean && e.pollutant == pollutant && e.average == average)
      sum += e.change(), ++days;
  if (days == 0) return std::nullopt;
  return sum / days;
}

std::vector<io::ReportChange> mean_changes(const scenarios::Evaluation& evaluation) {
  std::vector<io::ReportChange> changes;
  std::vector<int> days;
  for (const auto& e : evaluation.effects) {
    if (e.place != scenarios::county_mean || !e.local_day) continue;
    auto found = std::find_if(changes.begin(), changes.end(), [&](const auto& one) {
      return one.member == e.member && one.against == e.against && one.pollutant == e.pollutant &&
             one.average == e.average;
    });
    if (found == changes.end()) {
      found = changes.insert(found, {e.member, e.against, e.pollutant, e.average, 0.0});
      days.push_back(0);
    }
    found->change += e.change() * micrograms_of_kilogram;
    ++days[static_cast<std::size_t>(found - changes.begin())];
  }
  for (std::size_t n = 0; n < changes.size(); ++n) changes[n].change /= days[n];
  return changes;
}

std::vector<SocietyRow> society_rows(const Material& material, const std::vector<Comparison>& comparisons) {
  std::vector<SocietyRow> rows;
  for (const auto& row : material.society)
    if (row.group == "all" && std::any_of(comparisons.begin(), comparisons.end(),
                                          [&](const auto& one) { return one.member == row.member; }))
      rows.push_back(row);
  return rows;
}

std::vector<Comparison> warned(const Material& material) {
  const auto warnings = [&](const std::string& id) {
    for (const auto& member : material.engine.members)
      if (member.id == id) return member.plan->warnings;
    return std::vector<scenarios::WarningSpell>{};
  };
  std::vector<Comparison> found;
  for (const auto& one : material.question.comparisons)
    if (!warnings(one.member).empty() && warnings(one.member) != warnings(one.against)) found.push_back(one);
  return found;
}

std::vector<io::ReportDocument> documents_of(const Material& material) {
  std::vector<io::ReportDocument> documents{report_document(material)};
  if (const auto comparisons = warned(material); !comparisons.empty())
    documents.push_back(emergency_document(material, comparisons));
  if (!material.seasons.empty()) documents.push_back(offpeak_document(material));
  return documents;
}

}  // namespace lantian::run
