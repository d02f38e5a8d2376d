/// The reference decks of AERMOD: weather, receptors and hourly answers, read as plainly as they are written.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "model/plume/plume.hpp"
#include "tests/support/places.hpp"

namespace lantian::tests {

namespace plume = lantian::model::plume;

struct DeckHour {
  plume::SurfaceHour surface;
  std::vector<plume::TowerLevel> tower;
};

struct Deck {
  std::vector<DeckHour> hours;
  std::vector<plume::Receptor> receptors;
};

inline constexpr double degree = 3.14159265358979323846 / 180.0;

inline double known(double value, bool is_known) { return is_known ? value : plume::absent; }

inline plume::SurfaceHour surface_of(const std::string& line) {
  std::istringstream in(line);
  int date[5];
  for (int& d : date) in >> d;
  double v[20];
  for (double& x : v) in >> x;
  plume::SurfaceHour s;
  s.sensible_heat_flux = known(v[0], v[0] > -999.0);
  s.friction_velocity = known(v[1], v[1] >= 0.0);
  s.convective_velocity = known(v[2], v[2] >= 0.0);
  s.potential_temperature_gradient_above = known(v[3], v[3] > -9.0);
  s.convective_mixing_height = known(v[4], v[4] >= 0.0);
  s.mechanical_mixing_height = known(v[5], v[5] >= 0.0);
  s.obukhov_length = known(v[6], v[6] > -99990.0);
  s.roughness_length = v[7];
  s.bowen_ratio = v[8];
  s.albedo = v[9];
  s.wind_speed = known(v[10], v[10] >= 0.0 && v[10] < 90.0);
  s.wind_from_direction = known(v[11] * degree, v[11] > -9.0 && v[11] <= 900.0);
  s.wind_height = v[12];
  s.air_temperature = known(v[13], v[13] > 0.0 && v[13] <= 900.0);
  s.temperature_height = v[14];
  s.cloud_fraction = v[19] / 10.0;
  return s;
}

inline Deck read_deck(const std::string& name) {
  const std::filesystem::path folder = reference_data() / "aermod" / name;
  Deck deck;
  std::ifstream sfc(folder / "met.sfc"), pfl(folder / "met.pfl"), places(folder / "ref_receptors.csv");
  std::string line;
  std::getline(sfc, line);
  const bool adjusted = line.find("ADJ_U*") != std::string::npos;
  const bool bulk = line.find("BULKRN") != std::string::npos;
  while (std::getline(sfc, line) && !line.empty()) {
    DeckHour hour;
    hour.surface = surface_of(line);
    hour.surface.adjusted_friction_velocity = adjusted;
    hour.surface.bulk_richardson = bulk;
    for (bool top = false; !top && std::getline(pfl, line);) {
      std::istringstream in(line);
      double v[11];
      for (double& x : v) in >> x;
      top = v[5] == 1.0;
      hour.tower.push_back(
          {v[4], known(v[6] * degree, v[6] >= 0.0 && v[6] <= 900.0), known(v[7], v[7] >= 0.0 && v[7] <= 90.0),
           known(v[8] + 273.16, v[8] > -90.0 && v[8] < 90.0),
           known(v[9] * degree, v[9] >= 0.0 && v[9] < 99.0), known(v[10], v[10] >= 0.0 && v[10] <= 90.0)});
    }
    deck.hours.push_back(hour);
  }
  std::getline(places, line);
  while (std::getline(places, line)) {
    std::replace(line.begin(), line.end(), ',', ' ');
    std::istringstream in(line);
    plume::Receptor r;
    int index;
    in >> index >> r.x >> r.y >> r.elevation >> r.hill_height >> r.above_ground;
    deck.receptors.push_back(r);
  }
  return deck;
}

/// The 36 sectors of a source's BUILDHGT, BUILDWID, BUILDLEN, XBADJ and YBADJ lines.
inline std::array<plume::ProjectedBuilding, 36> read_buildings(const std::string& name,
                                                               const std::string& input,
                                                               const std::string& source) {
  std::array<plume::ProjectedBuilding, 36> seen;
  std::ifstream in(reference_data() / "aermod" / name / input);
  std::array<std::size_t, 5> next{};
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::string keyword, of, value;
    words >> keyword;
    if (keyword == "SO") words >> keyword;
    words >> of;
    const char* const names[] = {"BUILDHGT", "BUILDWID", "BUILDLEN", "XBADJ", "YBADJ"};
    const auto kind = static_cast<std::size_t>(std::find(names, names + 5, keyword) - names);
    if (kind == 5 || of != source) continue;
    while (words >> value) {
      const std::size_t star = value.find('*');
      const int times = star == std::string::npos ? 1 : std::stoi(value.substr(0, star));
      const double number = std::stod(star == std::string::npos ? value : value.substr(star + 1));
      for (int n = 0; n < times; ++n) {
        plume::ProjectedBuilding& b = seen.at(next[kind]++);
        double* const member[] = {&b.height, &b.width, &b.length, &b.x_offset, &b.y_offset};
        *member[kind] = number;
      }
    }
  }
  return seen;
}

/// Rows of one group's answers, one an hour [ug m-3]; the first column is the date.
inline std::vector<std::vector<double>> read_answers(const std::string& name, const std::string& group) {
  std::ifstream in(reference_data() / "aermod" / name / ("ref_" + group + "_conc_1h.csv"));
  std::vector<std::vector<double>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::replace(line.begin(), line.end(), ',', ' ');
    std::istringstream values(line);
    std::vector<double> row;
    double x;
    values >> x;
    while (values >> x) row.push_back(x);
    rows.push_back(row);
  }
  return rows;
}

/// Relative differences of receptor-hours above a share of the deck's maximum, ascending.
class Differences {
 public:
  void add(double ours, double theirs) { pairs_.push_back({ours, theirs}); }
  std::vector<double> above(double share_of_maximum) const {
    double most = 0.0;
    for (const auto& [ours, theirs] : pairs_) most = std::max({most, theirs, ours});
    std::vector<double> found;
    for (const auto& [ours, theirs] : pairs_)
      if (std::max(ours, theirs) > share_of_maximum * most)
        found.push_back(std::fabs(ours - theirs) / std::max(theirs, share_of_maximum * most));
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  std::vector<std::pair<double, double>> pairs_;
};

}  // namespace lantian::tests
