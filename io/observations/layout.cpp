#include "io/observations/layout.hpp"

#include <algorithm>
#include <array>

#include "io/local_time.hpp"
#include "io/regular_file.hpp"

namespace lantian::io::observations {
namespace {

constexpr double micrograms = 1e-9, milligrams = 1e-6;  // kg m-3

std::optional<RowTime> documented_time(const Row& row) {
  constexpr std::size_t length_of_date = 10;
  const auto seconds = local_time_of(row, "time", 0);
  if (!seconds) return std::nullopt;
  return RowTime{*seconds, row.cell("time").size() > length_of_date};
}

/// Cells of the first line that is no comment.
std::vector<std::string> first_line(const std::string& text) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    const std::string line = text.substr(from, to - from);
    from = to + 1;
    if (line.empty() || line[0] == '#' || line == "\r") continue;
    Diagnostics ignored;  // the table itself is read later
    const auto records = split_csv(line, "", ignored);
    std::vector<std::string> cells;
    if (!records.empty())
      for (const auto& cell : records.front()) cells.push_back(cell.text);
    return cells;
  }
  return {};
}

bool holds_all(const std::vector<std::string>& cells, const std::vector<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
    return std::find(cells.begin(), cells.end(), name) != cells.end();
  });
}

}  // namespace

bool is_missing(const std::string& cell, const Layout& layout) {
  static constexpr std::array<std::string_view, 3> marks{"", "NA", "-"};
  static constexpr std::array<std::string_view, 6> of_archives{"NaN", "nan", "—", "&mdash;", "_", "--"};
  const auto holds = [&](const auto& all) { return std::find(all.begin(), all.end(), cell) != all.end(); };
  return holds(marks) || (layout.has_archive_marks && holds(of_archives));
}

Layout documented_layout() {
  Layout layout;
  layout.id = "lantian.observations/1";
  layout.description = "the documented layout";
  layout.columns = {
      {"time", ""},           {"station", "", true},      {"area", "", true},       {"SO2", "ug/m3", true},
      {"NO2", "ug/m3", true}, {"PM10", "ug/m3", true},    {"PM2p5", "ug/m3", true}, {"CO", "mg/m3", true},
      {"O3", "ug/m3", true},  {"O3_mda8", "ug/m3", true}, {"O3_1h", "ug/m3", true}, {"AQI", "1", true},
      {"source", "", true}};
  layout.items = {{{"SO2", micrograms},
                   {"NO2", micrograms},
                   {"PM10", micrograms},
                   {"PM2p5", micrograms},
                   {"CO", milligrams},
                   {"O3", micrograms}}};
  layout.ozone_1h = {"O3_1h", micrograms};
  layout.station = "station";
  layout.area = "area";
  layout.given_index = "AQI";
  layout.time_column = "time";
  layout.has_archive_marks = false;
  layout.time = documented_time;
  return layout;
}

Layout layout_of(const std::filesystem::path& file, Diagnostics& diagnostics) {
  const auto text = read_text_file(file, diagnostics);
  if (!text) return documented_layout();
  const auto cells = first_line(*text);
  for (auto& [signature, layout] : archive_layouts())
    if (holds_all(cells, signature)) return layout;
  const auto headless = headless_city_days();
  constexpr std::size_t date = 1, length_of_month = 7;
  if (cells.size() == headless.columns.size() && cells[date].size() >= length_of_month &&
      read_local_time(cells[date].substr(0, length_of_month) + "-01", 0))
    return headless;
  return documented_layout();
}

}  // namespace lantian::io::observations
