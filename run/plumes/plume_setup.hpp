/// What the plumes of a case need that does not change from hour to hour: sources, places, ground.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "io/case_inputs.hpp"
#include "model/plume/receptors.hpp"
#include "scenarios/plumes/plume_map.hpp"
#include "scenarios/plumes/plume_sources.hpp"

namespace lantian::run {

struct PlumeSetup {
  model::Grid grid;
  scenarios::PlumeSources sources;
  std::vector<scenarios::PlumePlace> places;
  scenarios::PlumeMap map;
  std::vector<model::plume::Receptor> receptors;  // places, the map's points, further ones
  std::vector<std::size_t> receptor_column;       // of the grid, the nearest one
  std::vector<std::size_t> air_columns;           // of the grid, in which outlets stand; ascending
  std::vector<std::size_t> outlet_air;            // by outlet: index into air_columns
  std::vector<double> roughness_length;           // m, by air column
  std::vector<double> altitude;                   // m, by air column
  /// (outlet)(receptor): part of the plume that counts there; empty: all of all.
  std::vector<std::vector<float>> parts;
  model::UtcSeconds start = 0;
  int hours = 0;

  std::size_t outlets() const { return sources.outlets.size(); }
};

struct WantedPlumes {
  scenarios::PlumeChoice sources;
  std::vector<scenarios::PlumePlace> places;
  scenarios::PlumeMap map;
  std::vector<model::plume::Vertex> further{};  // receptors beyond the map
  /// Above 0, m: plumes count within it (model/city/reach.hpp); outlets that reach no receptor are left out.
  double reach = 0.0;
};

/// The ground's altitude where the case has terrain.
PlumeSetup plume_setup(const io::CaseInputs& inputs, WantedPlumes wanted);

/// As [plumes] asks. Monitors, the county's townships, the case's own places.
PlumeSetup plume_setup(const io::CaseInputs& inputs);

/// A mistake where the results would not fit into memory: they are held until the run's end.
void check_plume_size(const io::CaseInputs& inputs, const PlumeSetup& setup, std::size_t members,
                      io::Diagnostics& diagnostics);

/// Throws io::InputErrors where a case asks for plumes that are too large.
void check_plumes(const io::CaseInputs& inputs, std::size_t members);

}  // namespace lantian::run
