#include <algorithm>
#include <vector>

#include "io/case.hpp"

namespace lantian::io {
namespace {

/// Keys of one table that stand for another key, or for one of two.
struct Alternative {
  const char* table;
  std::vector<const char*> instead;   // any of these
  std::vector<const char*> keys;      // needed without it; files among them may not stand beside it
  std::vector<const char*> harmless;  // needed without it; beside it they have no meaning but do no harm
};

const std::vector<Alternative>& alternatives() {
  static const std::vector<Alternative> all{
      {"grid", {"griddesc"}, {"projection", "origin", "west", "south", "nx", "ny", "dx"}, {}},
      {"weather", {"wrf"}, {}, {"surface.albedo", "surface.bowen"}},
      {"background", {"netcdf"}, {"composition", "profile", "wind_side", "gases", "regimes"}, {}},
      {"background", {"netcdf", "station"}, {"surface", "days"}, {}},
  };
  return all;
}

}  // namespace

void check_sources(CaseFile& file, Diagnostics& diagnostics) {
  const auto& c = file.contents;
  const auto is_chosen = [&](const std::string& key) {
    return (key == "grid.griddesc" && !c.grid.griddesc.empty()) ||
           (key == "weather.wrf" && !c.weather.wrf.empty()) ||
           (key == "background.netcdf" && !c.background.netcdf.empty()) ||
           (key == "background.station" && !c.background.station.empty());
  };
  KeyLister lister;
  scenarios::Case blank;
  describe(lister, blank);
  for (const auto& group : alternatives()) {
    const std::string table = group.table;
    const auto chosen = std::find_if(group.instead.begin(), group.instead.end(),
                                     [&](const char* key) { return is_chosen(table + "." + key); });
    for (const auto* keys : {&group.keys, &group.harmless})
      for (const std::string key : *keys) {
        const std::string path = table + "." + key;
        const bool given = file.keys.places.contains(path);
        if (chosen != group.instead.end() && given && keys == &group.keys)
          diagnostics.add("both_given", file.place(path), {{"key", key}, {"other", *chosen}});
        const std::string outer = path.substr(0, path.rfind('.'));
        if (chosen != group.instead.end() || given || !file.keys.places.contains(outer)) continue;
        const auto line = std::find_if(lister.lines.begin(), lister.lines.end(),
                                       [&](const KeyLine& one) { return one.path == path; });
        diagnostics.add("missing_key", file.place(outer),
                        {{"key", path.substr(path.rfind('.') + 1)},
                         {"table", "[" + outer + "]"},
                         {"meaning_en", line->en},
                         {"meaning_zh", line->zh}});
        file.keys.faulty.insert(table);
      }
  }
  if (is_chosen("background.netcdf") && is_chosen("background.station"))
    diagnostics.add("both_given", file.place("background.station"),
                    {{"key", "station"}, {"other", "netcdf"}});
  if (is_chosen("grid.griddesc") && c.grid.name.empty())
    diagnostics.add("missing_key", file.place("grid"), {{"key", "name"}, {"table", "[grid]"}});
}

}  // namespace lantian::io
