#include "scenarios/evaluate/dustfall.hpp"

#include <algorithm>

namespace lantian::scenarios {
namespace {

constexpr int cuts = 16;  // of a cell's width

/// Even-odd rule: whether a ray to the east crosses the outline an odd number of times.
bool is_inside(const std::vector<Place>& outline, double x, double y) {
  bool inside = false;
  for (std::size_t n = 0, before = outline.size() - 1; n < outline.size(); before = n++) {
    const Place &a = outline[n], &b = outline[before];
    if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

/// Index of the seat nearest to a point.
std::size_t nearest(const std::vector<const Region*>& seats, double x, double y) {
  const auto away = [&](const Region* seat) {
    const double east = seat->place.x - x, north = seat->place.y - y;
    return east * east + north * north;
  };
  return static_cast<std::size_t>(
      std::min_element(seats.begin(), seats.end(),
                       [&](const Region* a, const Region* b) { return away(a) < away(b); }) -
      seats.begin());
}

/// kg over a ground to t km-2 in 30 days.
double mean_over(const TownshipGround& ground, const std::vector<double>& mass, double area, double seconds) {
  double sum = 0.0, columns = 0.0;
  for (std::size_t c = 0; c < mass.size(); ++c) sum += ground.share[c] * mass[c], columns += ground.share[c];
  return sum / (columns * area * seconds) * tonnes_per_km2_and_month;
}

}  // namespace

std::vector<TownshipGround> township_grounds(const model::Grid& grid, const Inventory& inventory,
                                             const std::string& county) {
  const bool has_outline = !inventory.outline.empty();
  std::vector<TownshipGround> grounds{{county, std::vector<double>(grid.columns(), 0.0)}};
  std::vector<const Region*> seats;  // within an outline only the county's own count
  std::vector<std::size_t> ground_of_seat;
  for (const Region& region : inventory.regions) {
    const bool own = region.county == county;
    if (!own && has_outline) continue;
    seats.push_back(&region);
    ground_of_seat.push_back(own ? grounds.size() : 0);
    if (own) grounds.push_back({region.id, std::vector<double>(grid.columns(), 0.0)});
  }
  if (seats.empty()) return grounds;
  constexpr double part = 1.0 / (cuts * cuts);
  for (int j = 0; j < grid.ny * cuts; ++j)
    for (int i = 0; i < grid.nx * cuts; ++i) {
      const double x = grid.x_west + (i + 0.5) / cuts * grid.dx;
      const double y = grid.y_south + (j + 0.5) / cuts * grid.dx;
      if (has_outline && !is_inside(inventory.outline, x, y)) continue;
      const std::size_t ground = ground_of_seat[nearest(seats, x, y)];
      if (ground == 0) continue;
      const std::size_t column = grid.column(j / cuts, i / cuts);
      grounds[ground].share[column] += part;
      grounds[0].share[column] += part;
    }
  return grounds;
}

std::vector<DustfallOfTownship> dustfall_of_townships(const model::Grid& grid,
                                                      std::span<const TownshipGround> grounds,
                                                      std::span<const FallenMass> members,
                                                      const std::string& without_window, double seconds) {
  std::vector<DustfallOfTownship> all;
  const auto reference = std::find_if(members.begin(), members.end(),
                                      [&](const FallenMass& one) { return one.member == without_window; });
  for (const TownshipGround& ground : grounds) {
    if (std::none_of(ground.share.begin(), ground.share.end(), [](double share) { return share > 0.0; }))
      continue;
    for (const FallenMass& member : members) {
      DustfallOfTownship one{ground.id, member.member};
      one.all = mean_over(ground, member.all, grid.cell_area(), seconds);
      one.above_ten = mean_over(ground, member.above_ten, grid.cell_area(), seconds);
      one.against_no_emission = reference != members.end();
      one.increment = one.against_no_emission
                          ? one.all - mean_over(ground, reference->all, grid.cell_area(), seconds)
                          : one.above_ten;
      all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace lantian::scenarios
