#include <fmt/format.h>

#include <cmath>

#include "io/case.hpp"
#include "io/epw.hpp"

namespace lantian::io {
namespace {

/// Which keys of [weather] and [ground] need which others: a case may say the same in several ways.
class WeatherKeys {
 public:
  WeatherKeys(const CaseFile& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  void check() const {
    const auto& weather = file_.contents.weather;
    if (!has("weather")) return;  // told already
    check_ground();
    if (!weather.wrf.empty()) return check_nothing_beside_wrf();
    if (has("weather.station") && has("weather.stations")) exclusive("weather.stations", "stations");
    if (!has("weather.station") && !has("weather.stations"))
      missing("station", "[weather]", file_.place("weather"));
    if (has("weather.station")) check_station("weather", weather.station);
    for (std::size_t n = 0; n < weather.stations.size(); ++n)
      check_station("weather.stations." + std::to_string(n), weather.stations[n]);
    check_upper_air();
  }

 private:
  const CaseFile& file_;
  Diagnostics& diagnostics_;

  bool has(const std::string& key) const { return file_.keys.places.contains(key); }
  void exclusive(const std::string& path, const char* key) const {
    diagnostics_.add("exclusive_keys", file_.place(path), {{"key", key}});
  }
  void missing(const char* key, const std::string& table, const TextPlace& place) const {
    diagnostics_.add("missing_key", place, {{"key", key}, {"table", table}});
  }

  void check_nothing_beside_wrf() const {
    for (const char* key :
         {"station", "stations", "sounding", "upper_air", "upper_air_temperature", "regimes"})
      if (has(std::string("weather.") + key))
        diagnostics_.add("both_given", file_.place(std::string("weather.") + key),
                         {{"key", key}, {"other", "wrf"}});
  }

  void check_station(const std::string& path, const scenarios::CaseStation& station) const {
    const std::string site = path + ".site";
    check_mast(site, station);
    if (is_epw(station.file)) {
      if (has(site)) exclusive(site, "site");
      return;
    }
    if (!has(site)) return missing("site", "[" + path + "]", file_.place(path));
    if (!file_.contents.ground.terrain.empty() && !has(site + ".altitude"))
      missing("altitude", "[" + site + "]", file_.place(site));
  }

  /// A mast within the roughness has no wind profile.
  void check_mast(const std::string& site, const scenarios::CaseStation& station) const {
    const double roughness = file_.contents.weather.surface.roughness;
    if (!file_.is_sound("weather") || station.anemometer_height > 2.0 * roughness) return;
    diagnostics_.add("mast_in_roughness",
                     file_.place(has("weather.surface.roughness") ? "weather.surface.roughness" : site),
                     {{"key", "roughness"},
                      {"value", fmt::format("{} m", roughness)},
                      {"other", "anemometer_height"},
                      {"limit", fmt::format("{} m", station.anemometer_height)}});
  }

  void check_upper_air() const {
    const auto& weather = file_.contents.weather;
    const bool sounding = !weather.sounding.empty();
    const TextPlace place = file_.place("weather");
    if (sounding && !weather.upper_air_temperature.empty())
      exclusive("weather.upper_air_temperature", "upper_air_temperature");
    if (!sounding && !has("weather.upper_air_temperature"))
      missing("upper_air_temperature", "[weather]", place);
    if (!sounding && !has("weather.upper_air")) missing("upper_air", "[weather]", place);
    const bool regimes_needed = !sounding || !weather.upper_air.empty();
    if (regimes_needed && !has("weather.regimes")) missing("regimes", "[weather]", place);
  }

  void check_ground() const {
    const auto& ground = file_.contents.ground;
    const bool by_column = !ground.land_use.empty();
    if (by_column && has("weather.surface")) exclusive("weather.surface", "surface");
    if (!by_column && !has("weather.surface")) missing("surface", "[weather]", file_.place("weather"));
    if (!by_column) return;
    if (!has("ground.mixture")) return missing("mixture", "[ground]", file_.place("ground"));
    double sum = 0.0;
    for (const double share : ground.mixture.share) sum += share;
    if (std::abs(sum - 1.0) > 1e-6)
      diagnostics_.add("shares_not_one", file_.place("ground.mixture"),
                       {{"key", "mixture"}, {"value", std::to_string(sum)}});
  }
};

}  // namespace

void check_weather(const CaseFile& file, Diagnostics& diagnostics) { WeatherKeys(file, diagnostics).check(); }

}  // namespace lantian::io
