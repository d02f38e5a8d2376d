#include "model/mesoscale/source_point.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::model::mesoscale {
namespace {

using Polygon = std::vector<SourcePoint>;

/// The part of a polygon where `inside` >= 0, a linear function of place [Sutherland1974].
template <class Distance>
Polygon cut(const Polygon& polygon, Distance&& inside) {
  Polygon kept;
  for (std::size_t n = 0; n < polygon.size(); ++n) {
    const SourcePoint &a = polygon[n], &b = polygon[(n + 1) % polygon.size()];
    const double from = inside(a), to = inside(b);
    if (from >= 0.0) kept.push_back(a);
    if ((from < 0.0) == (to < 0.0)) continue;
    const double part = from / (from - to);
    kept.push_back({a.i + part * (b.i - a.i), a.j + part * (b.j - a.j)});
  }
  return kept;
}

double area(const Polygon& polygon) {
  double twice = 0.0;
  for (std::size_t n = 0; n < polygon.size(); ++n) {
    const SourcePoint &a = polygon[n], &b = polygon[(n + 1) % polygon.size()];
    twice += a.i * b.j - b.i * a.j;
  }
  return 0.5 * std::abs(twice);
}

}  // namespace

std::array<CellShare, 4> bilinear(int nx, int ny, SourcePoint at) {
  const auto first = [](double place, int count) {
    return std::clamp(static_cast<int>(std::floor(place)), 0, std::max(count - 2, 0));
  };
  const int i = first(at.i, nx), j = first(at.j, ny);
  const int east = std::min(i + 1, nx - 1), north = std::min(j + 1, ny - 1);
  const double x = nx > 1 ? at.i - i : 0.0, y = ny > 1 ? at.j - j : 0.0;
  const auto cell = [&](int row, int column) { return static_cast<std::size_t>(row) * nx + column; };
  return {{{cell(j, i), (1.0 - x) * (1.0 - y)},
           {cell(j, east), x * (1.0 - y)},
           {cell(north, i), (1.0 - x) * y},
           {cell(north, east), x * y}}};
}

std::vector<CellShare> overlap(int nx, int ny, const std::array<SourcePoint, 4>& corners) {
  const auto [west, east] = std::minmax_element(
      corners.begin(), corners.end(), [](const SourcePoint& a, const SourcePoint& b) { return a.i < b.i; });
  const auto [south, north] = std::minmax_element(
      corners.begin(), corners.end(), [](const SourcePoint& a, const SourcePoint& b) { return a.j < b.j; });
  const auto nearest = [](double place, int count) {
    return std::clamp(static_cast<int>(std::lround(place)), 0, count - 1);
  };
  const Polygon whole(corners.begin(), corners.end());
  std::vector<CellShare> shares;
  double sum = 0.0;
  for (int j = nearest(south->j, ny); j <= nearest(north->j, ny); ++j) {
    const Polygon row = cut(cut(whole, [&](const SourcePoint& p) { return p.j - (j - 0.5); }),
                            [&](const SourcePoint& p) { return j + 0.5 - p.j; });
    for (int i = nearest(west->i, nx); i <= nearest(east->i, nx); ++i) {
      const double part = area(cut(cut(row, [&](const SourcePoint& p) { return p.i - (i - 0.5); }),
                                   [&](const SourcePoint& p) { return i + 0.5 - p.i; }));
      if (part <= 0.0) continue;
      shares.push_back({static_cast<std::size_t>(j) * nx + i, part});
      sum += part;
    }
  }
  for (auto& one : shares) one.share /= sum;
  return shares;
}

}  // namespace lantian::model::mesoscale
