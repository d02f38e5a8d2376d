#include "io/larger_air.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "io/instant_list.hpp"
#include "io/larger_fields.hpp"

namespace lantian::io {
namespace {

using model::mesoscale::CellShare;
using model::mesoscale::SourcePoint;

/// A place of the run: four columns of the larger model, counted in the window that is read.
using Place = std::array<CellShare, 4>;

struct Places {
  std::vector<Place> faces, columns;
  LargerWindow window;
};

Places places_of(const ForeignGrid& foreign, const Projection& projection, const model::Grid& grid) {
  const auto at = [&](double i, double j) {
    const auto there = projection.inverse(grid.x_west + i * grid.dx, grid.y_south + j * grid.dx);
    return foreign.at(there.longitude, there.latitude);
  };
  std::vector<SourcePoint> faces, columns;
  for (const double edge : {0.0, static_cast<double>(grid.nx)})
    for (int j = 0; j < grid.ny; ++j) faces.push_back(at(edge, j + 0.5));
  for (const double edge : {0.0, static_cast<double>(grid.ny)})
    for (int i = 0; i < grid.nx; ++i) faces.push_back(at(i + 0.5, edge));
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i < grid.nx; ++i) columns.push_back(at(i + 0.5, j + 0.5));

  double west = 1e9, east = 0.0, south = 1e9, north = 0.0;
  for (const auto* points : {&faces, &columns})
    for (const auto& p : *points) {
      west = std::min(west, p.i), east = std::max(east, p.i);
      south = std::min(south, p.j), north = std::max(north, p.j);
    }
  Places made;
  const auto span = [](double low, double high, int count, std::size_t& first, std::size_t& size) {
    const int from = std::clamp(static_cast<int>(std::floor(low)), 0, count - 2);
    const int to = std::clamp(static_cast<int>(std::ceil(high)) + 1, from + 2, count);
    first = static_cast<std::size_t>(from), size = static_cast<std::size_t>(to - from);
  };
  span(west, east, foreign.nx(), made.window.west, made.window.nx);
  span(south, north, foreign.ny(), made.window.south, made.window.ny);
  const auto stencils = [&](const std::vector<SourcePoint>& points, std::vector<Place>& into) {
    for (const auto& p : points)
      into.push_back(model::mesoscale::bilinear(
          static_cast<int>(made.window.nx), static_cast<int>(made.window.ny),
          {p.i - static_cast<double>(made.window.west), p.j - static_cast<double>(made.window.south)}));
  };
  stencils(faces, made.faces);
  stencils(columns, made.columns);
  return made;
}

/// Between which levels a height lies in a column, and how far up: linear in height, held beyond the ends.
struct Between {
  std::size_t lower = 0, upper = 0;
  double weight = 0.0;
};

Between between(const std::vector<double>& ascending, double height) {
  if (height <= ascending.front()) return {};
  const std::size_t last = ascending.size() - 1;
  if (height >= ascending.back()) return {last, last, 0.0};
  const auto above = static_cast<std::size_t>(std::upper_bound(ascending.begin(), ascending.end(), height) -
                                              ascending.begin());
  return {above - 1, above, (height - ascending[above - 1]) / (ascending[above] - ascending[above - 1])};
}

/// One instant of the larger model, asked at places and heights.
class Instant {
 public:
  Instant(const LargerFields& fields, model::UtcSeconds time, const LargerWindow& window,
          Diagnostics& diagnostics)
      : columns_(window.nx * window.ny), levels_(fields.levels()) {
    heights_ = fields.heights(time, window, diagnostics);
    for (std::size_t q = 0; q < fields.quantities().size() && !heights_.empty(); ++q) {
      values_.push_back(fields.read(q, time, window, diagnostics));
      if (values_.back().empty()) return;
    }
    whole_ = !heights_.empty();
    turned_ = whole_ && levels_ > 1 && heights_[0] > heights_[columns_];
  }
  bool whole() const { return whole_; }
  std::size_t quantities() const { return values_.size(); }

  /// Values at `heights` of one place into `into`, (quantity, height, place) with `places` places.
  void ask(const Place& place, const std::vector<double>& heights, std::size_t number, std::size_t places,
           std::vector<float>& into) const {
    std::vector<double> column(levels_);
    for (std::size_t l = 0; l < levels_; ++l) column[l] = at(heights_, l, place);
    for (std::size_t k = 0; k < heights.size(); ++k) {
      const Between b = between(column, heights[k]);
      for (std::size_t q = 0; q < values_.size(); ++q) {
        const double low = at(values_[q], b.lower, place), high = at(values_[q], b.upper, place);
        into[(q * heights.size() + k) * places + number] =
            static_cast<float>(std::max(0.0, low + b.weight * (high - low)));
      }
    }
  }

 private:
  /// Level counted from the ground.
  double at(const std::vector<double>& field, std::size_t level, const Place& place) const {
    const std::size_t stored = turned_ ? levels_ - 1 - level : level;
    double sum = 0.0;
    for (const auto& one : place) sum += one.share * field[stored * columns_ + one.cell];
    return sum;
  }

  std::size_t columns_, levels_;
  std::vector<double> heights_;
  std::vector<std::vector<double>> values_;
  bool whole_ = false, turned_ = false;
};

std::vector<float> everywhere(const Instant& instant, const std::vector<Place>& places,
                              const std::vector<double>& heights) {
  std::vector<float> values(instant.quantities() * heights.size() * places.size());
  for (std::size_t n = 0; n < places.size(); ++n) instant.ask(places[n], heights, n, places.size(), values);
  return values;
}

}  // namespace

scenarios::LargerAir read_larger_air(const CaseFile& file, const Projection& projection,
                                     const model::Grid& grid, Diagnostics& diagnostics, Diagnostics& notes) {
  scenarios::LargerAir air;
  const auto& paths = file.contents.background.netcdf;
  if (paths.empty() || grid.nx < 1 || grid.ny < 1 || grid.nz() < 1) return air;
  const LargerFields fields(paths, file.place("background.netcdf"), diagnostics, notes);
  if (!fields.sound()) return air;
  const auto& run = file.contents.time;
  const auto instants = instants_of_run({fields.times()}, {fields.name()}, run, diagnostics);
  const bool covers = covers_window(fields.grid(), projection, grid, {fields.name(), 0, 0}, diagnostics);
  if (instants.size() < 2 || !covers) return air;
  const Places places = places_of(fields.grid(), projection, grid);
  std::vector<double> centres;
  for (int k = 0; k < grid.nz(); ++k) centres.push_back(grid.layer_centre(k));
  for (std::size_t n = 0; n < instants.size(); ++n) {
    const Instant instant(fields, instants[n].time, places.window, diagnostics);
    if (!instant.whole()) return {};
    air.times.push_back(instants[n].time);
    air.edge.push_back(everywhere(instant, places.faces, centres));
    air.above.push_back(everywhere(instant, places.columns, {grid.layer_face.back()}));
    if (n > 1) continue;  // the start lies between the first two
    const auto window = everywhere(instant, places.columns, centres);
    const double part = static_cast<double>(run.start - instants[0].time) /
                        static_cast<double>(instants[1].time - instants[0].time);
    const auto weight = static_cast<float>(n == 0 ? 1.0 - part : part);
    air.window.resize(window.size(), 0.0f);
    for (std::size_t c = 0; c < window.size(); ++c) air.window[c] += weight * window[c];
  }
  air.quantities = fields.quantities();
  return air;
}

}  // namespace lantian::io
