#include "scenarios/emission/footprint.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace lantian::scenarios {
namespace {

constexpr int strips = 64;  // per cell and disc; the chords' lengths are exact, then all is renormalised

/// Shares in the making: columns of the window, and the rest.
class Collector {
 public:
  explicit Collector(const model::Grid& grid) : grid_(grid) {}

  long column_of(double x) const { return static_cast<long>(std::floor((x - grid_.x_west) / grid_.dx)); }
  long row_of(double y) const { return static_cast<long>(std::floor((y - grid_.y_south) / grid_.dx)); }
  void add(long j, long i, double share) {
    if (i < 0 || j < 0 || i >= grid_.nx || j >= grid_.ny)
      outside_ += share;
    else
      shares_[grid_.column(static_cast<int>(j), static_cast<int>(i))] += share;
  }
  Footprint footprint() const {
    Footprint result;
    result.outside = outside_;
    for (const auto& [column, share] : shares_)
      if (share > 0.0) result.parts.push_back({column, share});
    return result;
  }

 private:
  const model::Grid& grid_;
  std::map<std::size_t, double> shares_;
  double outside_ = 0.0;
};

/// Area common to a disc about the origin and [x0, x1] x [y0, y1], by strips in x of exact chords.
double area_in_cell(double radius, double x0, double x1, double y0, double y1) {
  const double from = std::max(x0, -radius), to = std::min(x1, radius);
  if (from >= to) return 0.0;
  double length = 0.0;
  for (int n = 0; n < strips; ++n) {
    const double x = from + (to - from) * (n + 0.5) / strips;
    const double half_chord = std::sqrt(std::max(radius * radius - x * x, 0.0));
    length += std::max(std::min(y1, half_chord) - std::max(y0, -half_chord), 0.0);
  }
  return length * (to - from) / strips;
}

void add_disc(const Spread::Disc& disc, double weight, const model::Grid& grid, Collector& cells) {
  struct Piece {
    long j, i;
    double area;
  };
  std::vector<Piece> pieces;
  double whole = 0.0;
  const double x = disc.centre.x, y = disc.centre.y, r = disc.radius;
  for (long j = cells.row_of(y - r); j <= cells.row_of(y + r); ++j) {
    for (long i = cells.column_of(x - r); i <= cells.column_of(x + r); ++i) {
      const double x0 = grid.x_west + static_cast<double>(i) * grid.dx - x;
      const double y0 = grid.y_south + static_cast<double>(j) * grid.dx - y;
      pieces.push_back({j, i, area_in_cell(r, x0, x0 + grid.dx, y0, y0 + grid.dx)});
      whole += pieces.back().area;
    }
  }
  for (const auto& piece : pieces) cells.add(piece.j, piece.i, weight * (piece.area / whole));
}

/// Where the way from `a` to `b` crosses the lines `origin + n dx`, as fractions of the way.
void add_crossings(double a, double b, double origin, double dx, std::vector<double>& fractions) {
  if (a == b) return;
  const double low = std::min(a, b), high = std::max(a, b);
  for (double n = std::ceil((low - origin) / dx); origin + n * dx < high; n += 1.0) {
    const double fraction = (origin + n * dx - a) / (b - a);
    if (fraction > 0.0 && fraction < 1.0) fractions.push_back(fraction);
  }
}

void add_segment(const Spread::Segment& segment, double weight, const model::Grid& grid, Collector& cells) {
  const Place &a = segment.begin, &b = segment.end;
  std::vector<double> fractions{0.0, 1.0};
  add_crossings(a.x, b.x, grid.x_west, grid.dx, fractions);
  add_crossings(a.y, b.y, grid.y_south, grid.dx, fractions);
  std::sort(fractions.begin(), fractions.end());
  for (std::size_t n = 0; n + 1 < fractions.size(); ++n) {
    const double middle = 0.5 * (fractions[n] + fractions[n + 1]);
    cells.add(cells.row_of(a.y + middle * (b.y - a.y)), cells.column_of(a.x + middle * (b.x - a.x)),
              weight * (fractions[n + 1] - fractions[n]));
  }
}

}  // namespace

Footprint footprint_of(const Spread& spread, const model::Grid& grid) {
  double whole = 0.0;
  for (const auto& disc : spread.discs) whole += disc.weight;
  for (const auto& segment : spread.segments) whole += segment.weight;
  for (const double weight : spread.columns) whole += weight;
  Collector cells(grid);
  for (const auto& disc : spread.discs) add_disc(disc, disc.weight / whole, grid, cells);
  for (const auto& segment : spread.segments) add_segment(segment, segment.weight / whole, grid, cells);
  for (std::size_t column = 0; column < spread.columns.size(); ++column)
    cells.add(static_cast<long>(column / grid.nx), static_cast<long>(column % grid.nx),
              spread.columns[column] / whole);
  return cells.footprint();
}

Footprint footprint_of(const Place& point, const model::Grid& grid) {
  Collector cells(grid);
  cells.add(cells.row_of(point.y), cells.column_of(point.x), 1.0);
  return cells.footprint();
}

std::vector<double> layer_shares(double bottom, double top, const model::Grid& grid) {
  const auto& face = grid.layer_face;
  const auto nz = static_cast<std::size_t>(grid.nz());
  std::vector<double> shares(nz, 0.0);
  if (top > bottom) {
    for (std::size_t k = 0; k < nz; ++k) {
      const double upper = k + 1 == nz ? std::max(top, face[k + 1]) : face[k + 1];
      shares[k] = std::max(std::min(top, upper) - std::max(bottom, face[k]), 0.0) / (top - bottom);
    }
  } else {
    std::size_t k = 0;
    while (k + 1 < nz && bottom >= face[k + 1]) ++k;
    shares[k] = 1.0;
  }
  return shares;
}

}  // namespace lantian::scenarios
