/// A case: when and where, which inventory, weather, background and chemistry, which members, what to write.
/// SI.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "model/aerosol/equilibrium.hpp"
#include "model/deposition/land_use.hpp"
#include "model/grid/grid.hpp"
#include "model/mixing/column_matrix.hpp"
#include "model/quantities/time.hpp"
#include "model/transport/sweep.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

struct CaseTime {
  std::int64_t utc_offset = 0;  // s
  model::UtcSeconds start = 0, end = 0;
  double spinup = 0.0;  // s from the start that evaluation leaves out
  double step = 600.0;  // s
  model::LocalClock clock() const { return {utc_offset}; }
};

struct CaseGrid {
  std::string projection;                  // PROJ string
  double longitude = 0.0, latitude = 0.0;  // degree, of the point that west and south are counted from
  double west = 0.0, south = 0.0;          // m from the origin to the window's edges
  int nx = 0, ny = 0;
  double dx = 0.0;             // m
  std::string griddesc, name;  // file and the grid in it that all of the above but the layers come from
  std::vector<double> layers;  // m above ground, faces
};

struct CaseInventory {
  std::vector<std::string> folders;  // tables of the same name are joined
  std::string county;
};

struct CaseSurface {
  double roughness = 0.0;                // m
  double albedo = 0.0;                   // 1
  double bowen = 1.0;                    // 1
  double urban_fraction = 0.0;           // 1
  double ground_heat_fraction = 0.1;     // 1, of the net radiation
  double smallest_obukhov_length = 1.0;  // m, stable air
};

struct CaseStation {
  std::string file;                                           // a table, or an EPW file with its own place
  double longitude = 0.0, latitude = 0.0;                     // degree
  double altitude = 0.0;                                      // m
  double anemometer_height = 10.0, thermometer_height = 2.0;  // m
};

struct CaseWeather {
  std::vector<std::string> wrf;                                     // wrfout files, instead of stations
  CaseStation station;                                              // one, or
  std::vector<CaseStation> stations;                                // several
  std::string upper_air, upper_air_temperature, regimes, sounding;  // files
  double relative_humidity_cap = 1.0;                               // 1
  double calm_wind_speed = 0.5;                                     // m s-1
  bool pressure_is_daily = false;
  double haze_transmittance = 1.0;                   // 1
  double minimum_eddy_diffusivity = 0.01;            // m2 s-1, country
  double minimum_eddy_diffusivity_urban = 1.0;       // m2 s-1, town, up to 500 m
  double cloud_base = 1000.0, cloud_depth = 2500.0;  // m, of the cloud that a station's rain falls from
  CaseSurface surface;
};

struct CaseGround {
  std::string land_use, terrain;               // files
  model::LandUse mixture;                      // of the ground that no patch covers
  double town_ground_heat_fraction = 0.3;      // 1
  double town_smallest_obukhov_length = 30.0;  // m
  double terrain_filter = 5000.0;              // m
};

struct CaseBackground {
  std::vector<std::string> netcdf;  // a larger model's files, instead of all tables
  std::string station;              // hourly table, instead of surface and days
  std::string surface, composition, profile, wind_side, gases, days, regimes;  // files
  double dustfall = 0.0;        // t km-2 in 30 days, stated beside what is modelled, never added to it
  std::string dustfall_source;  // where the figure comes from
};

struct CaseTransport {
  model::AdvectionScheme scheme = model::AdvectionScheme::monotone;
  bool horizontal_diffusion = false;
  model::MixingScheme vertical_mixing = model::MixingScheme::acm2;
};

/// How fast N2O5 reacts on particles; what turns SO2 into sulfate on them; whose light the haze dims. See
/// docs/theory/aerosol.md and gas-chemistry.md.
enum class NitrogenPentoxideScheme { davis_2008, evans_jacob_2005, bertram_thornton_2009 };
enum class SulfurDioxideOnParticles { none, uptake, aerosol_water };
enum class HazeDimming { off, weather, all };
/// Primary organics inert and nothing secondary made, or the volatility basis set.
enum class OrganicAerosol { inert, vbs };

struct CaseChemistry {
  std::string mechanism;      // name in data/mechanisms, or a file
  double ozone_column = 0.0;  // mol m-2
  bool nitrogen_pentoxide_uptake = true, surface_nitrous_acid = true, inorganic_aerosol = true;
  bool shared_factorisation = false;
  model::aerosol::Phase aerosol_phase = model::aerosol::Phase::metastable;
  bool dust_nitrate = false;
  NitrogenPentoxideScheme nitrogen_pentoxide_scheme = NitrogenPentoxideScheme::davis_2008;
  bool nitryl_chloride = false;  // N2O5 on chloride, and chlorine in the gas
  // reaction probabilities on particles, 0: none
  double hydroperoxyl_uptake = 0.07, nitrate_radical_uptake = 1e-3;
  SulfurDioxideOnParticles sulfur_dioxide_on_particles = SulfurDioxideOnParticles::uptake;
  bool sulfur_dioxide_in_cloud = true;
  HazeDimming haze_dimming = HazeDimming::weather;
  double ultraviolet_albedo = 0.1;  // of the ground
  OrganicAerosol organic_aerosol = OrganicAerosol::inert;
};

/// What plants and soil give off, by the case's land use and weather.
struct CaseNatural {
  bool emissions = false;
};

/// Plumes of single sources, hour by hour, at places and on a map finer than the grid.
struct CasePlumes {
  bool active = false;
  std::vector<Pollutant> pollutants{Pollutant::SO2, Pollutant::NOx, Pollutant::PM10, Pollutant::PM2p5};
  /// Which sources: stacks, enterprises' yards, roads, other areas.
  bool stacks = true, yards = true, roads = true, areas = false;
  double road_width = 20.0;                  // m
  std::string receptors;                     // file of further places
  double map_spacing = 0.0;                  // m; 0: no map
  double map_west = 0.0, map_south = 0.0;    // m from the grid's origin to the map's corner
  double map_width = 0.0, map_height = 0.0;  // m; 0: the grid's window
  bool matrix = false;
};

/// Hourly or daily air that scenarios may ask for; "" where there is no file.
struct CaseSignals {
  std::string forecast, observed;
};

/// What of the window's emissions a member leaves out.
enum class Exclude { nothing, window, county };

struct CaseMember {
  std::string id;
  Label label;
  std::vector<std::string> scenarios;  // files, applied in this order
  Exclude exclude = Exclude::nothing;
  int draw = 0;  // of compliances; 0: their means
};

struct CaseOutput {
  std::vector<std::string> species;  // empty: the regulated pollutants and the parts of PM2.5
  int levels = 1;                    // lowest ones that are written, at most the grid's
  bool ioapi = false;                // an I/O API file beside the CF one
  std::string folder;                // proposed; --output overrides
};

struct Case {
  std::string id;
  Label label;
  bool synthetic = false;
  std::string season, variant;  // chosen ones, "" for the case as it stands
  CaseTime time;
  CaseGrid grid;
  CaseInventory inventory;
  CaseWeather weather;
  CaseGround ground;
  CaseBackground background;
  CaseTransport transport;
  CaseChemistry chemistry;
  CaseNatural natural;
  CasePlumes plumes;
  std::string monitors;  // file
  CaseSignals signals;
  std::vector<CaseMember> members;
  CaseOutput output;

  /// Its coordinates are the projection's, the origin at (0, 0) of `projected_origin`.
  model::Grid model_grid(double origin_x, double origin_y) const {
    return {grid.nx, grid.ny, grid.dx, origin_x + grid.west, origin_y + grid.south, grid.layers};
  }
};

}  // namespace lantian::scenarios
