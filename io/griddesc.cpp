#include "io/griddesc.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "io/units.hpp"

namespace lantian::io {
namespace {

/// A word of Fortran's list-directed input: a quoted text or a number.
struct Word {
  std::string text;
  bool quoted = false;
  int line = 0;
};

/// `!` begins a comment; commas are blanks.
std::vector<Word> words_of(const std::string& text) {
  std::vector<Word> words;
  int line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '\n') ++line;
    if (c == '!') {
      at = std::min(text.find('\n', at), text.size());
    } else if (c == '\'' || c == '"') {
      const auto end = std::min(text.find(c, at + 1), text.size());
      words.push_back({text.substr(at + 1, end - at - 1), true, line});
      at = end + 1;
    } else if (std::isspace(static_cast<unsigned char>(c)) || c == ',') {
      ++at;
    } else {
      const auto end = std::min(text.find_first_of(" \t\r\n,!'\"", at), text.size());
      words.push_back({text.substr(at, end - at), false, line});
      at = end;
    }
  }
  return words;
}

bool is_blank(const std::string& text) { return text.find_first_not_of(' ') == std::string::npos; }

class GriddescReader {
 public:
  GriddescReader(std::vector<Word> words, std::string file, Diagnostics& diagnostics)
      : words_(std::move(words)), file_(std::move(file)), diagnostics_(diagnostics) {}

  /// A blank text, projections, a blank text, grids, a blank text.
  std::map<std::string, GriddescGrid> grids() {
    std::map<std::string, IoapiProjection> projections;
    std::map<std::string, GriddescGrid> found;
    text();
    for (std::string name = text(); sound_ && !is_blank(name); name = text()) {
      IoapiProjection p;
      p.type = static_cast<int>(number());
      for (double* value : {&p.alpha, &p.beta, &p.gamma, &p.x_centre, &p.y_centre}) *value = number();
      projections[name] = p;
    }
    for (std::string name = sound_ ? text() : ""; sound_ && !is_blank(name);
         name = at_ < words_.size() ? text() : "") {
      const std::string projection = text();
      GriddescGrid grid;
      for (double* value : {&grid.x_west, &grid.y_south, &grid.dx, &grid.dy}) *value = number();
      grid.nx = static_cast<int>(number());
      grid.ny = static_cast<int>(number());
      number();  // the thickness of a boundary, of no use here
      if (!sound_) break;
      if (!projections.contains(projection)) {
        fault(projection);
        break;
      }
      grid.projection = projections[projection];
      found[name] = grid;
    }
    return found;
  }
  bool sound() const { return sound_; }

 private:
  void fault(const std::string& value) {
    if (sound_)
      diagnostics_.add(
          "griddesc_syntax",
          {file_, words_.empty() ? 0 : words_[std::min(at_ == 0 ? 0 : at_ - 1, words_.size() - 1)].line, 0},
          {{"value", value}});
    sound_ = false;
  }
  std::string text() {
    if (at_ < words_.size() && words_[at_].quoted) return words_[at_++].text;
    fault(at_ < words_.size() ? words_[at_++].text : "");
    return "";
  }
  double number() {
    if (at_ >= words_.size() || words_[at_].quoted)
      return fault(at_ < words_.size() ? words_[at_++].text : ""), 0.0;
    std::string written = words_[at_++].text;
    std::replace_if(
        written.begin(), written.end(), [](char c) { return c == 'D' || c == 'd'; }, 'e');
    const auto read = read_number(written);
    if (read.fault != ReadingFault::none || std::abs(read.value) > 1e9) fault(words_[at_ - 1].text);
    return read.value;
  }

  std::vector<Word> words_;
  std::string file_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  bool sound_ = true;
};

}  // namespace

std::optional<GriddescGrid> read_griddesc(const std::string& path, const std::string& name,
                                          const TextPlace& mentioned, const TextPlace& named,
                                          Diagnostics& diagnostics) {
  const auto text = read_text_file(path, diagnostics, mentioned);
  if (!text) return std::nullopt;
  GriddescReader reader(words_of(*text), path, diagnostics);
  const auto grids = reader.grids();
  if (!reader.sound()) return std::nullopt;
  if (const auto found = grids.find(name); found != grids.end()) return found->second;
  std::vector<std::string> names;
  std::string listed;
  for (const auto& [one, grid] : grids) names.push_back(one), listed += (listed.empty() ? "" : ", ") + one;
  diagnostics.add(
      "unknown_reference", named,
      {{"key", "name"}, {"value", name}, {"nearest", nearest_spelling(name, names)}, {"accepted", listed}});
  return std::nullopt;
}

void take_griddesc(CaseFile& file, Diagnostics& diagnostics) {
  auto& grid = file.contents.grid;
  if (grid.griddesc.empty() || grid.name.empty()) return;
  const auto place = file.place("grid.griddesc"), named = file.place("grid.name");
  const auto found = read_griddesc(grid.griddesc, grid.name, place, named, diagnostics);
  if (!found) return;
  const auto words = proj_words(found->projection);
  if (!words || words->empty()) {
    diagnostics.add("ioapi_projection", named, {{"value", std::to_string(found->projection.type)}});
    return;
  }
  if (found->dx != found->dy || !(found->dx >= 100.0 && found->dx <= 50e3)) {
    diagnostics.add("cells_not_square", named, {{"value", fmt::format("{} x {} m", found->dx, found->dy)}});
    return;
  }
  if (found->nx < 3 || found->ny < 3 || found->nx > 2000 || found->ny > 2000) {
    diagnostics.add("out_of_range", named,
                    {{"key", "NCOLS, NROWS"},
                     {"value", fmt::format("{} x {}", found->nx, found->ny)},
                     {"range", "3 … 2000"}});
    return;
  }
  grid.projection = *words;
  grid.longitude = found->projection.x_centre, grid.latitude = found->projection.y_centre;
  grid.west = found->x_west, grid.south = found->y_south;
  if (found->projection.type == 5) {  // UTM counts from its own zero: the origin is made one of its points
    const auto utm = Projection::open(*words, named, diagnostics);
    if (!utm) return;
    const auto centre = utm->inverse(found->x_west, found->y_south);
    grid.longitude = centre.longitude, grid.latitude = centre.latitude;
    grid.west = grid.south = 0.0;
  }
  grid.nx = found->nx, grid.ny = found->ny, grid.dx = found->dx;
  grid.griddesc.clear();
  grid.name.clear();
}

}  // namespace lantian::io
