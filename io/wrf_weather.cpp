#include "io/wrf_weather.hpp"

#include <algorithm>
#include <cmath>

#include "io/instant_list.hpp"
#include "io/weather_tables.hpp"
#include "io/wrf_file.hpp"
#include "model/mesoscale/land_categories.hpp"
#include "model/mesoscale/mesoscale_weather.hpp"

namespace lantian::io {
namespace {

using model::mesoscale::SourcePoint;

/// Files that share a grid.
struct WrfFiles {
  std::vector<NetcdfFile> files;
  std::vector<std::string> names;
  std::vector<std::vector<model::UtcSeconds>> times;
  std::optional<ForeignGrid> grid;
};

std::optional<WrfFiles> open_all(const CaseFile& file, Diagnostics& diagnostics) {
  WrfFiles all;
  bool sound = true;
  for (const auto& path : file.contents.weather.wrf) {
    const std::size_t before = diagnostics.items().size();
    const auto opened = NetcdfFile::open(path, diagnostics, file.place("weather.wrf"));
    if (opened) {
      require_wrf_variables(*opened, diagnostics);
      if (diagnostics.items().size() == before) {
        auto grid = wrf_grid(*opened, diagnostics);
        if (grid && all.grid &&
            (grid->nx() != all.grid->nx() || grid->ny() != all.grid->ny() ||
             std::abs(grid->x().front() - all.grid->x().front()) >
                 0.1 * std::abs(grid->x()[1] - grid->x()[0])))
          diagnostics.add("grid_differs", opened->place(), {{"other", all.names.front()}});
        if (!all.grid) all.grid = std::move(grid);
        all.times.push_back(wrf_times(*opened, diagnostics));
        all.names.push_back(opened->name());
        all.files.push_back(*opened);
      }
    }
    sound = sound && diagnostics.items().size() == before;
  }
  if (!sound || !all.grid) return std::nullopt;
  return all;
}

/// The columns that any point of the map leans on.
ColumnWindow window_of(const model::mesoscale::MesoscaleMap& map, const ForeignGrid& grid) {
  double west = 1e9, east = -1e9, south = 1e9, north = -1e9;
  const auto take = [&](const SourcePoint& p) {
    west = std::min(west, p.i), east = std::max(east, p.i);
    south = std::min(south, p.j), north = std::max(north, p.j);
  };
  for (const auto& p : map.centre) take(p);
  for (const auto& four : map.corners)
    for (const auto& p : four) take(p);
  for (const auto* faces : {&map.x_face, &map.y_face})
    for (const auto& p : *faces) take(p.place);
  const auto first = [](double place) { return std::max(0, static_cast<int>(std::floor(place)) - 1); };
  const auto count = [](int from, double place, int all) {
    return std::min(all, static_cast<int>(std::ceil(place)) + 2) - from;
  };
  ColumnWindow window{first(west), first(south), 0, 0};
  window.nx = count(window.west, east, grid.nx());
  window.ny = count(window.south, north, grid.ny());
  return window;
}

void shift(model::mesoscale::MesoscaleMap& map, const ColumnWindow& window) {
  const auto move = [&](SourcePoint& p) { p.i -= window.west, p.j -= window.south; };
  for (auto& p : map.centre) move(p);
  for (auto& four : map.corners)
    for (auto& p : four) move(p);
  for (auto* faces : {&map.x_face, &map.y_face})
    for (auto& p : *faces) move(p.place);
}

/// Rates at instants: the mean of the rates before and after, so that what falls in the run stays the same. A
/// fall of the sum is a new run's beginning.
std::vector<std::vector<double>> rain_rates(const std::vector<std::vector<double>>& sums,
                                            const std::vector<FileInstant>& instants) {
  const std::size_t count = sums.size(), columns = sums.front().size();
  const auto between = [&](std::size_t n, std::size_t c) {  // from instant n - 1 to n
    const double fell = sums[n][c] >= sums[n - 1][c] ? sums[n][c] - sums[n - 1][c] : sums[n][c];
    return fell / static_cast<double>(instants[n].time - instants[n - 1].time);
  };
  std::vector<std::vector<double>> rates(count, std::vector<double>(columns, 0.0));
  for (std::size_t n = 0; n < count; ++n)
    for (std::size_t c = 0; c < columns; ++c) {
      const double before = between(std::max<std::size_t>(n, 1), c);
      rates[n][c] = 0.5 * (before + between(std::min(n + 1, count - 1), c));
    }
  return rates;
}

/// Shares of the ground by area, from LANDUSEF or else LU_INDEX; empty where the file has neither or another
/// scheme of categories.
std::vector<model::LandUse> land_use_of(const NetcdfFile& file, const model::mesoscale::MesoscaleMap& map,
                                        const ColumnWindow& window, const model::Grid& grid,
                                        Diagnostics& diagnostics) {
  const std::string scheme = file.text_attribute("", "MMINLU").value_or("");
  if (!model::mesoscale::land_kind(scheme, 1) || !file.has("LU_INDEX")) return {};
  const bool shares = file.shape_of("LANDUSEF").size() == 4;
  const std::size_t categories = shares ? file.shape_of("LANDUSEF")[1] : 1;
  const std::size_t columns = static_cast<std::size_t>(window.nx) * window.ny;
  NetcdfFile::Slab slab{{0, static_cast<std::size_t>(window.south), static_cast<std::size_t>(window.west)},
                        {1, static_cast<std::size_t>(window.ny), static_cast<std::size_t>(window.nx)}};
  if (shares)
    slab.start.insert(slab.start.begin() + 1, 0), slab.count.insert(slab.count.begin() + 1, categories);
  const auto values = file.read(shares ? "LANDUSEF" : "LU_INDEX", slab, diagnostics);
  if (!values) return {};
  std::vector<model::LandUse> made(grid.columns());
  for (std::size_t c = 0; c < made.size(); ++c) {
    const auto& p = map.centre[c];
    const auto cells = map.corners.empty() ? std::vector<model::mesoscale::CellShare>{}
                                           : model::mesoscale::overlap(window.nx, window.ny, map.corners[c]);
    const auto add = [&](std::size_t cell, double area) {
      for (std::size_t k = 0; k < categories; ++k) {
        const double value = (*values)[k * columns + cell];
        const int category = shares ? static_cast<int>(k) + 1 : static_cast<int>(std::lround(value));
        if (const auto kind = model::mesoscale::land_kind(scheme, category))
          made[c].share[*kind] += area * (shares ? value : 1.0);
      }
    };
    if (cells.empty())
      add(static_cast<std::size_t>(std::lround(p.j)) * window.nx + static_cast<std::size_t>(std::lround(p.i)),
          1.0);
    for (const auto& one : cells) add(one.cell, one.share);
    double sum = 0.0;
    for (const double share : made[c].share) sum += share;
    if (!(sum > 0.0)) return {};
    for (double& share : made[c].share) share /= sum;
  }
  return made;
}

bool reaches(const model::mesoscale::MesoscaleInstant& instant, const model::Grid& grid,
             const NetcdfFile& file, Diagnostics& diagnostics) {
  const std::size_t columns = static_cast<std::size_t>(instant.nx) * instant.ny;
  const double lowest_top =
      *std::min_element(instant.height.end() - static_cast<std::ptrdiff_t>(columns), instant.height.end());
  if (lowest_top >= grid.layer_face.back()) return true;
  diagnostics.add("top_not_covered", file.place(),
                  {{"value", std::to_string(static_cast<int>(lowest_top))},
                   {"limit", std::to_string(static_cast<int>(grid.layer_face.back()))}});
  return false;
}

}  // namespace

WrfWeather read_wrf_weather(const CaseFile& file, const Projection& projection, const model::Grid& grid,
                            Diagnostics& diagnostics) {
  if (file.contents.weather.wrf.empty() || grid.nx < 1 || grid.ny < 1 || grid.nz() < 1) return {};
  const auto all = open_all(file, diagnostics);
  if (!all) return {};
  const auto instants = instants_of_run(all->times, all->names, file.contents.time, diagnostics);
  const bool covers = covers_window(*all->grid, projection, grid, {all->names.front(), 0, 0}, diagnostics);
  if (instants.size() < 2 || !covers) return {};
  auto map = mesoscale_map(*all->grid, projection, grid);
  const ColumnWindow window = window_of(map, *all->grid);
  shift(map, window);

  std::vector<std::vector<double>> sums;
  for (const auto& one : instants) {
    const std::size_t before = diagnostics.items().size();
    sums.push_back(accumulated_rain(all->files[one.file], one.record, one.time, window, diagnostics));
    if (diagnostics.items().size() != before) return {};
  }
  const auto rates = rain_rates(sums, instants);
  const auto parameters = surface_parameters(file.contents);
  WrfWeather weather;
  weather.land_use = land_use_of(all->files.front(), map, window, grid, diagnostics);
  for (std::size_t n = 0; n < instants.size(); ++n) {
    const auto& one = instants[n];
    auto instant = read_wrf_instant(all->files[one.file], one.record, one.time, window, diagnostics);
    if (!instant || !reaches(*instant, grid, all->files[one.file], diagnostics)) return {};
    instant->precipitation_rate = rates[n];
    weather.instants.push_back(model::mesoscale::mesoscale_weather(grid, map, *instant, parameters));
  }
  return weather;
}

}  // namespace lantian::io
