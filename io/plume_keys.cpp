#include "io/plume_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/plumes/plume_map.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {
namespace {

using namespace scenarios;

void describe_pollutants(KeyVisitor& key, std::vector<Pollutant>& chosen) {
  std::vector<std::string> names;
  for (const Pollutant one : chosen) names.emplace_back(pollutant_names[static_cast<std::size_t>(one)]);
  key.words({"pollutants", "pollutants that the plumes carry; NOx gives NO2 as well",
             "烟羽计算的污染物；含 NOx 时另给出 NO2", "SO2, NOx, PM10, PM2p5"},
            names, pollutant_names);
  chosen.clear();
  for (const auto& name : names)
    chosen.push_back(static_cast<Pollutant>(std::find(pollutant_names.begin(), pollutant_names.end(), name) -
                                            pollutant_names.begin()));
}

constexpr std::array<std::string_view, 4> source_words{"stacks", "yards", "roads", "areas"};

}  // namespace

void describe_plume_choice(KeyVisitor& key, PlumeChoice& sources) {
  const std::array<bool*, 4> wanted{&sources.stacks, &sources.yards, &sources.roads, &sources.areas};
  std::vector<std::string> names;
  for (std::size_t n = 0; n < wanted.size(); ++n)
    if (*wanted[n]) names.emplace_back(source_words[n]);
  key.words(
      {"sources",
       "what becomes plumes: stacks, enterprises' yards, roads; areas: towns, villages, fields as well",
       "作为烟羽计算的源：stacks 排气筒，yards 厂区无组织源，roads 道路；areas 为城镇、村庄、农田等面源",
       "stacks, yards, roads"},
      names, source_words);
  for (std::size_t n = 0; n < wanted.size(); ++n)
    *wanted[n] = std::find(names.begin(), names.end(), source_words[n]) != names.end();
  key.number({"road_width", "width of a road's strip: its lanes and 3 m on either side",
              "道路源宽度：车道加两侧各 3 m", "20 m"},
             sources.road_width, "m", {2.0, 200.0});
}

void describe_plumes(KeyVisitor& key, CasePlumes& plumes) {
  key.truth({"active", "whether plumes are computed", "是否计算烟羽", "false"}, plumes.active);
  describe_pollutants(key, plumes.pollutants);
  describe_plume_choice(key, plumes.sources);
  key.file({"receptors", "table of places beside the monitors and the county's townships",
            "监测点和本县乡镇之外的计算点表", none},
           plumes.receptors);
  key.number(
      {"map_spacing", "distance between the points of a map; 0: no map", "加密网格点距；0 为不算", "0 m"},
      plumes.map_spacing, "m", {0.0, 5000.0});
  key.number({"map_west", "from the grid's origin to the map's west side; negative: west of it",
              "网格原点到加密网格西边的距离（向西为负）", "the window's"},
             plumes.map_west, "m", {-2e6, 2e6});
  key.number({"map_south", "from the grid's origin to the map's south side; negative: south of it",
              "网格原点到加密网格南边的距离（向南为负）", "the window's"},
             plumes.map_south, "m", {-2e6, 2e6});
  key.number({"map_width", "the map from west to east", "加密网格东西向长度", "the window's"},
             plumes.map_width, "m", {0.0, 1e6});
  key.number({"map_height", "the map from south to north", "加密网格南北向长度", "the window's"},
             plumes.map_height, "m", {0.0, 1e6});
  key.truth({"matrix", "keep the concentration per emission of each source, hour and place: plume_matrix.h5",
             "保存各源各小时对各点位的单位排放浓度：plume_matrix.h5", "false"},
            plumes.matrix);
}

void check_plumes(const CaseFile& file, Diagnostics& diagnostics) {
  const auto& plumes = file.contents.plumes;
  if (!plumes.active || !file.is_sound("plumes")) return;
  if (plumes.pollutants.empty())
    diagnostics.add("wrong_count", file.place("plumes.pollutants"),
                    {{"key", "pollutants"}, {"value", "0"}, {"expected", "≥ 1"}});
  if (plumes.map_spacing == 0.0) {
    for (const char* key : {"map_west", "map_south", "map_width", "map_height"})
      if (file.keys.places.contains(std::string("plumes.") + key))
        diagnostics.add("missing_key", file.place(std::string("plumes.") + key),
                        {{"key", "map_spacing"}, {"table", "[plumes]"}});
    return;
  }
  const bool has_west = file.keys.places.contains("plumes.map_west");
  for (const char* key : {"map_south", "map_width", "map_height"})
    if (file.keys.places.contains(std::string("plumes.") + key) != has_west) {
      diagnostics.add("missing_key", file.place("plumes"),
                      {{"key", has_west ? key : "map_west"}, {"table", "[plumes]"}});
      return;
    }
  if (!file.is_sound("grid") || file.contents.grid.nx == 0) return;  // 0: of a GRIDDESC file, read later
  const auto map = map_of(file.contents, {});
  if (map.nx < 1 || map.ny < 1)
    return diagnostics.add("out_of_range", file.place("plumes.map_width"),
                           {{"key", "map_width"},
                            {"value", fmt::format("{:g} m", std::min(plumes.map_width, plumes.map_height))},
                            {"range", fmt::format("≥ {:g} m", plumes.map_spacing)}});
  const auto& grid = file.contents.grid;
  const auto check_side = [&](const char* key, double begin, double end, double low, double high) {
    if (begin < low || end > high)
      diagnostics.add("out_of_range", file.place(std::string("plumes.") + key),
                      {{"key", key},
                       {"value", fmt::format("{:g} m … {:g} m", begin, end)},
                       {"range", fmt::format("{:g} m … {:g} m", low, high)}});
  };
  check_side("map_west", map.west, map.west + map.nx * map.spacing, grid.west, grid.west + grid.nx * grid.dx);
  check_side("map_south", map.south, map.south + map.ny * map.spacing, grid.south,
             grid.south + grid.ny * grid.dx);
}

}  // namespace lantian::io
