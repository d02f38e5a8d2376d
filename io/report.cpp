#include "io/report.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <set>

#include <nlohmann/json.hpp>

#include "io/atomic_file.hpp"
#include "io/page.hpp"
#include "io/regular_file.hpp"

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

/// Base64 of little-endian numbers.
template <class Number>
std::string base64(const std::vector<Number>& values) {
  static_assert(std::endian::native == std::endian::little);
  std::string text(4 * ((values.size() * sizeof(Number) + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(values.data()),
                                     static_cast<int>(values.size() * sizeof(Number)));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

/// To ten-thousandths (a tenth of a nanogram: below any monitor), so that rounding on to fewer digits gives
/// what the value itself would: a last digit of 0 or 5 stands only where the value is exactly there.
double shortened(double value) {
  const double scaled = std::abs(value) * 1e4;
  double whole = std::floor(scaled);
  if (std::fmod(whole, 5.0) == 0.0 && whole != scaled) whole += 1.0;
  return std::copysign(whole / 1e4, value);
}

ordered_json series_of(const Report& report) {
  ordered_json all = ordered_json::object();
  for (const auto& series : report.series) {
    ordered_json members = ordered_json::object();
    for (std::size_t m = 0; m < report.members.size(); ++m) {
      ordered_json monitors = ordered_json::array();
      for (const auto& hours : series.values[m]) {
        ordered_json line = ordered_json::array();
        for (const double value : hours) line.push_back(json_of(shortened(value)));
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
  if (!table.source.empty()) made["source"] = table.source;
  made["columns"] = std::move(columns);
  made["rows"] = std::move(rows);
  return made;
}

/// The smallest step of 1, 2 or 5 times a power of ten that holds `largest` in `most` steps.
double step_for(double largest, double most) {
  double step = 1e-4;
  for (int n = 1; step * most < largest && std::isfinite(largest); ++n) step *= n % 3 == 2 ? 2.5 : 2.0;
  return step;
}

/// Frames in whole steps; what is no number becomes 0.
template <class Number>
ordered_json quantised(const std::vector<std::vector<float>>& frames, double most) {
  double largest = 0.0;
  for (const auto& frame : frames)
    for (const float value : frame) largest = std::max(largest, std::abs(static_cast<double>(value)));
  const double step = step_for(largest, most);
  std::vector<Number> steps;
  for (const auto& frame : frames)
    for (const float value : frame)
      steps.push_back(std::isfinite(value) ? static_cast<Number>(std::lround(value / step)) : Number{0});
  return {{"step", step}, {"values", base64(steps)}};
}

ordered_json frames_of(const Report& report) {
  ordered_json all = ordered_json::object();
  for (const auto& frames : report.frames) {
    ordered_json differences = ordered_json::object();
    for (std::size_t m = 1; m < frames.hours.size(); ++m) {
      auto difference = frames.hours[m];
      for (std::size_t f = 0; f < difference.size(); ++f)
        for (std::size_t n = 0; n < difference[f].size(); ++n) difference[f][n] -= frames.hours[0][f][n];
      differences[report.members[m].id] = quantised<std::int16_t>(difference, 32767.0);
    }
    all[frames.quantity] = {{"unit", frames.unit},
                            {"digits", frames.digits},
                            {"first_hour", frames.first_hour},
                            {"stride", frames.stride},
                            {"frames", frames.hours.empty() ? 0 : frames.hours.front().size()},
                            {"baseline", quantised<std::uint16_t>(frames.hours.front(), 65535.0)},
                            {"difference", std::move(differences)}};
  }
  return all;
}

/// To what a barb shows and no more: 0.1 m/s, whole degrees.
ordered_json wind_of(const ReportWind& wind) {
  ordered_json places = ordered_json::array(), hours = ordered_json::array();
  for (const auto& [x, y] : wind.places) places.push_back({x, y});
  for (const auto& hour : wind.hours) {
    ordered_json speeds = ordered_json::array(), directions = ordered_json::array();
    for (const auto& one : hour) {
      speeds.push_back(std::round(one.speed * 10.0) / 10.0);
      directions.push_back(std::lround(one.from_direction) % 360);
    }
    hours.push_back({{"speed", std::move(speeds)}, {"from", std::move(directions)}});
  }
  return {{"unit", "m/s"},
          {"places_in_row", wind.places_in_row},
          {"places", std::move(places)},
          {"hours", std::move(hours)}};
}

ordered_json json_of(const ReportBlock& block) {
  switch (block.kind) {
    case ReportBlock::Kind::text: {
      ordered_json values = ordered_json::array();
      for (const auto& value : block.values) values.push_back(json_of(value));
      return {{"kind", "text"}, {"text", json_of(block.text)}, {"values", std::move(values)}};
    }
    case ReportBlock::Kind::absent:
      return {{"kind", "absent"}, {"text", json_of(block.text)}, {"filler", json_of(block.filler)}};
    case ReportBlock::Kind::table:
      return {{"kind", "table"}, {"table", json_of(block.table)}};
    case ReportBlock::Kind::figure:
      break;
  }
  return {{"kind", "figure"}, {"draw", block.draw}, {"table", json_of(block.table)}};
}

ordered_json json_of(const ReportDocument& document) {
  ordered_json parts = ordered_json::array();
  for (const auto& part : document.parts) {
    ordered_json blocks = ordered_json::array();
    for (const auto& block : part.blocks) blocks.push_back(json_of(block));
    parts.push_back({{"id", part.id}, {"title", json_of(part.title)}, {"blocks", std::move(blocks)}});
  }
  return {{"id", document.id}, {"title", json_of(document.title)}, {"parts", std::move(parts)}};
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
  j["frames"] = frames_of(r);
  j["wind"] = wind_of(r.wind);
  j["warnings"] = ordered_json::array();
  for (const auto& w : r.warnings)
    j["warnings"].push_back({{"member", w.member}, {"level", w.level}, {"from", w.from}, {"to", w.to}});
  j["changes"] = ordered_json::array();
  for (const auto& c : r.changes)
    j["changes"].push_back({{"member", c.member},
                            {"against", c.against},
                            {"pollutant", c.pollutant},
                            {"average", c.average},
                            {"change", json_of(c.change)}});
  j["tables"] = ordered_json::array();
  for (const auto& table : r.tables) j["tables"].push_back(json_of(table));
  j["documents"] = ordered_json::array();
  for (const auto& document : r.documents) j["documents"].push_back(json_of(document));
  return j;
}

std::string text_of(const ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// What the page of one document needs: short documents go without hourly fields and the report's tables.
std::string page_data(const ordered_json& all, const std::string& document) {
  ordered_json data = all;
  data["documents"] = ordered_json::array();
  for (const auto& one : all.at("documents"))
    if (one.at("id") == document) data["documents"].push_back(one);
  if (document != "report")
    data["frames"] = data["wind"] = ordered_json::object(), data["tables"] = ordered_json::array();
  return text_of(data);
}

std::vector<std::filesystem::path> write_report_pages(const ordered_json& all,
                                                      const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> written;
  for (const std::string name : report_pages) {
    const auto& documents = all.at("documents");
    const bool is_there = std::any_of(documents.begin(), documents.end(),
                                      [&](const auto& one) { return one.at("id") == name; });
    std::error_code failed;
    const auto page = folder / (name + ".html");
    if (!is_there) std::filesystem::remove(page, failed);
    if (!is_there || !has_page("report")) continue;
    write_page("report", page_data(all, name), page);
    written.push_back(page);
  }
  return written;
}

/// Whether `all` has the shape that the pages read.
bool is_report(const ordered_json& all) {
  if (!all.is_object() || all.value("schema", ordered_json()) != "lantian.report/1") return false;
  const auto documents = all.find("documents");
  if (documents == all.end() || !documents->is_array()) return false;
  return std::all_of(documents->begin(), documents->end(),
                     [](const auto& one) { return one.is_object() && one.contains("id"); });
}

std::optional<ordered_json> read_report(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  const auto data = folder / "report.json";
  const auto text = read_text_file(data, diagnostics);
  if (!text) return std::nullopt;
  auto all = ordered_json::parse(*text, nullptr, false);
  if (!all.is_discarded() && is_report(all)) return all;
  diagnostics.add("not_a_report", {data.string(), 0, 0}, {});
  return std::nullopt;
}

scenarios::Label label_from(const ordered_json& json) {
  return {json.at("en").get<std::string>(), json.at("zh").get<std::string>()};
}

ReportTable table_from(const ordered_json& json) {
  ReportTable table;
  table.id = json.at("id").get<std::string>();
  table.title = label_from(json.at("title"));
  if (json.contains("note")) table.note = label_from(json.at("note"));
  for (const auto& column : json.at("columns")) table.columns.push_back(label_from(column));
  for (const auto& row : json.at("rows")) {
    auto& cells = table.rows.emplace_back();
    for (const auto& cell : row)
      if (cell.contains("text"))
        cells.push_back({label_from(cell.at("text")), 1});
      else
        cells.push_back({cell.at("value").is_number() ? cell.at("value").get<double>()
                                                      : std::numeric_limits<double>::quiet_NaN(),
                         cell.at("digits").get<int>()});
  }
  return table;
}

}  // namespace

void write_report(const Report& report, const std::filesystem::path& folder) {
  const ordered_json all = json_of(report);
  write_atomically(folder / "report.json", text_of(all) + "\n");
  write_report_pages(all, folder);
}

std::vector<std::filesystem::path> rewrite_report(const std::filesystem::path& folder,
                                                  Diagnostics& diagnostics) {
  const auto all = read_report(folder, diagnostics);
  return all ? write_report_pages(*all, folder) : std::vector<std::filesystem::path>{};
}

std::vector<std::filesystem::path> put_document(const std::filesystem::path& folder,
                                                const ReportDocument& document, const std::string& before,
                                                Diagnostics& diagnostics) {
  auto all = read_report(folder, diagnostics);
  if (!all) return {};
  const ordered_json made = json_of(document);
  const auto is_one = [](const std::string& id) {
    return [id](const ordered_json& one) { return one.is_object() && one.value("id", ordered_json()) == id; };
  };
  try {
    auto& documents = all->at("documents");
    documents.erase(std::remove_if(documents.begin(), documents.end(), is_one(document.id)), documents.end());
    documents.push_back(made);
    for (auto& one : documents) {
      if (one.at("id") != report_pages.front()) continue;
      auto& parts = one.at("parts");
      const auto& part = made.at("parts").at(0);
      parts.erase(std::remove_if(parts.begin(), parts.end(), is_one(part.at("id"))), parts.end());
      parts.insert(std::find_if(parts.begin(), parts.end(), is_one(before)), part);
    }
  } catch (const nlohmann::json::exception&) {
    diagnostics.add("not_a_report", {(folder / "report.json").string(), 0, 0}, {});
    return {};
  }
  write_atomically(folder / "report.json", text_of(*all) + "\n");
  return write_report_pages(*all, folder);
}

ReadTables read_report_tables(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  ReadTables read;
  const auto all = read_report(folder, diagnostics);
  if (!all) return read;
  try {
    read.synthetic = all->at("case").at("synthetic").get<bool>();
    std::set<std::string> known;
    const auto add = [&](const ordered_json& table) {
      auto one = table_from(table);
      if (!one.rows.empty() && known.insert(one.id).second) read.tables.push_back(std::move(one));
    };
    for (const auto& document : all->at("documents"))
      for (const auto& part : document.at("parts"))
        for (const auto& block : part.at("blocks"))
          if (block.contains("table")) add(block.at("table"));
    for (const auto& table : all->at("tables")) add(table);
  } catch (const nlohmann::json::exception&) {
    diagnostics.add("not_a_report", {(folder / "report.json").string(), 0, 0}, {});
  }
  return read;
}

}  // namespace lantian::io
