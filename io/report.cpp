#include "io/report.hpp"

#include <openssl/evp.h>
#include <bit>
#include <cmath>

#include <nlohmann/json.hpp>

#include "io/atomic_file.hpp"
#include "io/page.hpp"

namespace lantian::io {
namespace {

using nlohmann::ordered_json;

ordered_json json_of(const scenarios::Label& label) { return {{"en", label.en}, {"zh", label.zh}}; }

ordered_json json_of(double value) {
  return std::isfinite(value) ? ordered_json(value) : ordered_json(nullptr);
}

ordered_json json_of(const ReportCell& cell) {
  if (const auto* text = std::get_if<scenarios::Label>(&cell.content)) return {{"text", json_of(*text)}};
  return {{"value", json_of(std::get<double>(cell.content))}, {"digits", cell.digits}};
}

/// Base64 of little-endian 32-bit floats.
std::string base64(const std::vector<float>& values) {
  static_assert(std::endian::native == std::endian::little);
  std::string text(4 * ((values.size() * sizeof(float) + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(values.data()),
                                     static_cast<int>(values.size() * sizeof(float)));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

ordered_json series_of(const Report& report) {
  ordered_json all = ordered_json::object();
  for (const auto& series : report.series) {
    ordered_json members = ordered_json::object();
    for (std::size_t m = 0; m < report.members.size(); ++m) {
      ordered_json monitors = ordered_json::array();
      for (const auto& hours : series.values[m]) {
        ordered_json line = ordered_json::array();
        for (const double value : hours)
          line.push_back(json_of(std::round(value * 1e4) / 1e4));  // a tenth of a nanogram: below any monitor
        monitors.push_back(std::move(line));
      }
      members[report.members[m].id] = std::move(monitors);
    }
    all[series.quantity] = {
        {"unit", series.unit}, {"digits", series.digits}, {"members", std::move(members)}};
  }
  return all;
}

ordered_json maps_of(const Report& report) {
  ordered_json all = ordered_json::object();
  for (const auto& map : report.maps) {
    ordered_json differences = ordered_json::object();
    for (std::size_t m = 1; m < report.members.size(); ++m) {
      std::vector<float> difference(map.mean[m]);
      for (std::size_t n = 0; n < difference.size(); ++n) difference[n] -= map.mean[0][n];
      differences[report.members[m].id] = base64(difference);
    }
    all[map.quantity] = {{"unit", map.unit},
                         {"digits", map.digits},
                         {"baseline", base64(map.mean[0])},
                         {"difference", std::move(differences)}};
  }
  return all;
}

ordered_json json_of(const ReportTable& table) {
  ordered_json columns = ordered_json::array(), rows = ordered_json::array();
  for (const auto& column : table.columns) columns.push_back(json_of(column));
  for (const auto& row : table.rows) {
    ordered_json cells = ordered_json::array();
    for (const auto& cell : row) cells.push_back(json_of(cell));
    rows.push_back(std::move(cells));
  }
  ordered_json made{{"id", table.id}, {"title", json_of(table.title)}};
  if (!table.note.en.empty()) made["note"] = json_of(table.note);
  made["columns"] = std::move(columns);
  made["rows"] = std::move(rows);
  return made;
}

ordered_json json_of(const Report& r) {
  ordered_json j;
  j["schema"] = "lantian.report/1";
  j["case"] = {{"id", r.case_id},
               {"label", json_of(r.label)},
               {"synthetic", r.synthetic},
               {"season", r.season},
               {"variant", r.variant}};
  j["version"] = r.version;
  j["provenance"] = ordered_json::object();
  for (const auto& [key, value] : r.provenance) j["provenance"][key] = value;
  j["time"] = {{"start", r.start}, {"hours", r.hours}, {"spinup_hours", r.spinup_hours}};
  j["baseline"] = r.members.empty() ? "" : r.members.front().id;
  j["members"] = ordered_json::array();
  for (const auto& m : r.members)
    j["members"].push_back({{"id", m.id}, {"label", json_of(m.label)}, {"exclude", m.exclude}});
  j["monitors"] = ordered_json::array();
  for (const auto& m : r.monitors)
    j["monitors"].push_back(
        {{"id", m.id}, {"label", json_of(m.label)}, {"kind", m.kind}, {"x", m.x}, {"y", m.y}});
  j["grid"] = {{"nx", r.grid.nx},
               {"ny", r.grid.ny},
               {"dx", r.grid.dx},
               {"west", r.grid.x_west},
               {"south", r.grid.y_south}};
  j["outline"] = ordered_json::array();
  for (const auto& [x, y] : r.outline) j["outline"].push_back({x, y});
  j["answer"] = ordered_json::array();
  for (const auto& line : r.answer) j["answer"].push_back(json_of(line));
  j["series"] = series_of(r);
  j["maps"] = maps_of(r);
  j["tables"] = ordered_json::array();
  for (const auto& table : r.tables) j["tables"].push_back(json_of(table));
  return j;
}

}  // namespace

void write_report(const Report& report, const std::filesystem::path& page,
                  const std::filesystem::path& data) {
  const std::string json = json_of(report).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  write_atomically(data, json + "\n");
  write_page("report", json, page);
}

}  // namespace lantian::io
