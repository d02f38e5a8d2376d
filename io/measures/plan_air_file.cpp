#include "io/measures/plan_air_file.hpp"

#include <nlohmann/json.hpp>

#include "io/regular_file.hpp"
#include "io/table.hpp"

namespace lantian::io {
namespace {

constexpr const char* report_schema = "lantian.report/1";

/// "PM2p5 mean": the pollutant and how it is averaged.
scenarios::AirFigure figure_of(const Row& row) {
  const std::string quantity = row.text("quantity");
  const std::size_t space = quantity.find(' ');
  scenarios::AirFigure figure{row.text("place"), quantity.substr(0, space), "", row.text("when")};
  if (space != std::string::npos) figure.average = quantity.substr(space + 1);
  return figure;
}

void read_head(const std::filesystem::path& path, PlanAirFile& file, Diagnostics& diagnostics) {
  const auto text = read_text_file(path, diagnostics);
  if (!text) return;
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  const auto at = [&](const char* pointer) {
    const nlohmann::json::json_pointer where(pointer);
    return json.is_object() && json.contains(where) && json.at(where).is_string()
               ? json.at(where).get<std::string>()
               : std::string();
  };
  if (at("/schema") != report_schema) {
    diagnostics.add("unknown_schema", {path.string(), 1, 1},
                    {{"key", "schema"}, {"value", at("/schema")}, {"accepted", report_schema}});
    return;
  }
  file.case_id = at("/case/id");
  file.season = at("/case/season");
  file.variant = at("/case/variant");
  file.version = at("/version");
  file.label = {at("/case/label/en"), at("/case/label/zh")};
}

}  // namespace

PlanAirFile read_plan_air(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  PlanAirFile file;
  std::error_code failed;
  file.folder = std::filesystem::weakly_canonical(folder, failed);
  read_head(folder / "report.json", file, diagnostics);
  const Table table = Table::read(folder / "appraisal.csv",
                                  {{"member", "", false},
                                   {"against", "", false},
                                   {"what", "", false},
                                   {"place", "", false},
                                   {"quantity", "", false},
                                   {"when", "", false},
                                   {"unit", "", false},
                                   {"before", unit_of_the_row, false},
                                   {"after", unit_of_the_row, false},
                                   {"change", unit_of_the_row, false},
                                   {"low", unit_of_the_row, false},
                                   {"high", unit_of_the_row, false},
                                   {"range_by", "", false},
                                   {"verdict", "", false}},
                                  diagnostics);
  for (const Row row : table) {
    if (row.text("what") != "concentration") continue;
    const double before = row.quantity("before", "unit", "kg/m3", {0.0});
    // A small change has more digits of its own than the difference of two large values has.
    file.changes.push_back(
        {row.text("member"), figure_of(row), before, before + row.quantity("change", "unit", "kg/m3")});
  }
  return file;
}

}  // namespace lantian::io
