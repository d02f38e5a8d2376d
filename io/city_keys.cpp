#include "io/city_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "io/plume_keys.hpp"

namespace lantian::io {
namespace {

using namespace scenarios;

constexpr std::array<std::string_view, 6> species_words{"PM2p5", "PM10", "SO2", "CO", "NO2", "O3"};
constexpr std::array<std::string_view, 2> between_words{"steps", "smooth"};
constexpr const char* of_county = "the county";

void describe_side(KeyVisitor& key, const Key& side, std::optional<double>& member, Range range) {
  if (key.omits(!member)) return;
  constexpr double unset = std::numeric_limits<double>::quiet_NaN();
  double value = member.value_or(unset);
  key.number(side, value, "degree", range);
  if (!std::isnan(value)) member = value;
}

/// Grows to hold what is added.
struct Box {
  double west = std::numeric_limits<double>::infinity(), south = west, east = -west, north = -west;
  void add(double x, double y) {
    west = std::min(west, x), east = std::max(east, x);
    south = std::min(south, y), north = std::max(north, y);
  }
};

/// Its sides bend on the map: points along them, not the corners alone.
Box box_of(const CaseCityField& city, const Projection& projection) {
  constexpr int parts = 16;
  Box box;
  for (int n = 0; n <= parts; ++n) {
    const double way = static_cast<double>(n) / parts;
    const double longitude = *city.west + way * (*city.east - *city.west),
                 latitude = *city.south + way * (*city.north - *city.south);
    for (const auto& [lon, lat] : {std::pair{longitude, *city.south}, std::pair{longitude, *city.north},
                                   std::pair{*city.west, latitude}, std::pair{*city.east, latitude}}) {
      const auto at = projection(lon, lat);
      box.add(at.x, at.y);
    }
  }
  return box;
}

Box box_of(const Inventory& inventory, const std::string& county) {
  Box box;
  for (const auto& place : inventory.outline) box.add(place.x, place.y);
  if (inventory.outline.empty())
    for (const auto& region : inventory.regions)
      if (region.county == county) box.add(region.place.x, region.place.y);
  return box;
}

}  // namespace

void describe_city_field(KeyVisitor& key, CaseCityField& city) {
  key.truth({"active", "whether the grid is refined", "是否计算精细浓度场", "false"}, city.active);
  key.words({"species", "what is refined; NO2 and O3 follow from NOx, Ox and the grid's own NO2",
             "精细化的污染物；NO2、O3 由 NOx、Ox 和网格 NO2 求得", "PM2p5, PM10, SO2, CO, NO2, O3"},
            city.species, species_words);
  key.number(
      {"spacing", "distance between points; divides a cell of the grid", "点距，须整除网格距", "100 m"},
      city.spacing, "m", {10.0, 5000.0});
  describe_side(
      key,
      {"west", "west side of the window; whole cells are refined", "窗口西边界；按整格精细化", of_county},
      city.west, {-180.0, 180.0});
  describe_side(key, {"east", "east side of the window", "窗口东边界", of_county}, city.east,
                {-180.0, 180.0});
  describe_side(key, {"south", "south side of the window", "窗口南边界", of_county}, city.south,
                {-90.0, 90.0});
  describe_side(key, {"north", "north side of the window", "窗口北边界", of_county}, city.north,
                {-90.0, 90.0});
  describe_plume_choice(key, city.sources);
  key.number(
      {"reach", "distance from a source at which its plume has faded into the grid; it fades from half of it",
       "烟羽并入网格的距离；自其一半处起渐减", "10 km"},
      city.reach, "m", {500.0, 50e3});
  std::string between{between_words[static_cast<std::size_t>(city.between_cells)]};
  key.word({"between_cells",
            "what the plumes do not hold: one value a cell, or a surface with the same cell means",
            "烟羽之外的部分：每格一值（steps），或保持格均值的连续曲面（smooth）", "smooth"},
           between, between_words);
  city.between_cells = between == "steps" ? model::city::Between::steps : model::city::Between::smooth;
  key.truth({"hourly", "the map hour by hour as well; else its mean after the spin-up alone",
             "是否另存逐时浓度场；否则只存预热后的均值", "false"},
            city.hourly);
}

void check_city_field(const CaseFile& file, Diagnostics& diagnostics) {
  const auto& city = file.contents.city_field;
  if (!city.active || !file.is_sound("city_field")) return;
  if (city.species.empty())
    diagnostics.add("wrong_count", file.place("city_field.species"),
                    {{"key", "species"}, {"value", "0"}, {"expected", "≥ 1"}});
  const std::array sides{std::pair{"west", &city.west}, std::pair{"east", &city.east},
                         std::pair{"south", &city.south}, std::pair{"north", &city.north}};
  const auto given =
      std::count_if(sides.begin(), sides.end(), [](const auto& one) { return one.second->has_value(); });
  if (given == 0) return;
  for (const auto& [name, side] : sides)
    if (!*side)
      diagnostics.add("missing_key", file.place("city_field"), {{"key", name}, {"table", "[city_field]"}});
  const auto check_order = [&](const char* key, const std::optional<double>& low,
                               const std::optional<double>& high) {
    if (low && high && *low >= *high)
      diagnostics.add(
          "out_of_range", file.place(std::string("city_field.") + key),
          {{"key", key}, {"value", fmt::format("{:g}", *high)}, {"range", fmt::format("> {:g}", *low)}});
  };
  check_order("east", city.west, city.east);
  check_order("north", city.south, city.north);
}

CityWindow city_window(const CaseFile& file, const Projection& projection, const model::Grid& grid,
                       const Inventory& inventory, Diagnostics& diagnostics) {
  const auto& city = file.contents.city_field;
  if (!city.active || !file.is_sound("city_field") || !file.is_sound("grid")) return {};
  const double parts = grid.dx / city.spacing;
  if (std::abs(parts - std::round(parts)) > 1e-9 * parts || parts < 0.5)
    diagnostics.add("not_a_multiple", file.place("city_field.spacing"),
                    {{"key", "spacing"},
                     {"value", fmt::format("{:g} m", city.spacing)},
                     {"other", fmt::format("dx = {:g} m", grid.dx)}});
  const bool is_given = city.west && city.east && city.south && city.north;
  if (is_given && (*city.west >= *city.east || *city.south >= *city.north)) return {};
  const Box box = is_given ? box_of(city, projection) : box_of(inventory, file.contents.inventory.county);
  const double x_east = grid.x_west + grid.nx * grid.dx, y_north = grid.y_south + grid.ny * grid.dx;
  if (is_given &&
      !(box.west >= grid.x_west && box.east <= x_east && box.south >= grid.y_south && box.north <= y_north))
    diagnostics.add("city_window_outside", file.place("city_field.west"),
                    {{"value", fmt::format("{:g} … {:g}°E, {:g} … {:g}°N", *city.west, *city.east,
                                           *city.south, *city.north)},
                     {"range", [&] {
                        const auto low = projection.inverse(grid.x_west, grid.y_south),
                                   high = projection.inverse(x_east, y_north);
                        return fmt::format("{:.3f} … {:.3f}°E, {:.3f} … {:.3f}°N", low.longitude,
                                           high.longitude, low.latitude, high.latitude);
                      }()}});
  const auto cell = [&](double distance, int count) {
    return std::clamp(static_cast<int>(std::floor(distance / grid.dx)), 0, count - 1);
  };
  const auto last = [&](double distance, int count) {  // a side on a border touches nothing beyond it
    return std::clamp(static_cast<int>(std::ceil(distance / grid.dx - 1e-9)) - 1, 0, count - 1);
  };
  if (!(box.west <= box.east)) return {};  // a county without places: told elsewhere
  CityWindow window{cell(box.west - grid.x_west, grid.nx), cell(box.south - grid.y_south, grid.ny), 0, 0};
  window.nx = std::max(0, last(box.east - grid.x_west, grid.nx) - window.i) + 1;
  window.ny = std::max(0, last(box.north - grid.y_south, grid.ny) - window.j) + 1;
  return window;
}

}  // namespace lantian::io
