/// What plumes add to the air at places and on a map, hour by hour, as one CF-1.8 NetCDF-4 file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "io/projection.hpp"
#include "model/quantities/time.hpp"
#include "scenarios/plumes/plume_map.hpp"
#include "scenarios/plumes/plume_place.hpp"

namespace lantian::io {

/// kg m-3; what it views outlives the writing.
struct PlumeVariable {
  std::string name, standard_name, comment;
  std::span<const float> groups;  // (time, member, group, place), may be empty
  std::span<const float> places;  // (time, member, place)
  std::span<const float> map;     // (time, member, y, x), empty without a map
};

struct PlumeFile {
  std::string title;
  bool synthetic = false;
  std::vector<std::pair<std::string, std::string>> provenance;
  const Projection* projection = nullptr;
  std::vector<std::string> members, groups;
  std::vector<scenarios::PlumePlace> places;
  std::vector<double> place_altitude;  // m, of the ground; empty: level
  scenarios::PlumeMap map;
  std::vector<model::UtcSeconds> hours;  // beginnings
  std::vector<PlumeVariable> variables;
};

/// Written aside and renamed; the same input gives the same bytes of data. Throws WriteFailure.
void write_plume_file(const PlumeFile& contents, const std::filesystem::path& target);

}  // namespace lantian::io
