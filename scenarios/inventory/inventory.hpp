/// The emission inventory: enterprise, line, process, outlet; gridded and road sources; activity x factor x
/// controls.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/quantities/time.hpp"

namespace lantian::scenarios {

/// The pollutants of the Chinese inventory handbook, plus TSP for dust.
enum class Pollutant { SO2, NOx, CO, VOC, NH3, PM10, PM2p5, BC, OC, TSP };
inline constexpr std::size_t pollutant_count = 10;
inline constexpr std::array<std::string_view, pollutant_count> pollutant_names{
    "SO2", "NOx", "CO", "VOC", "NH3", "PM10", "PM2p5", "BC", "OC", "TSP"};
using PollutantMasses =
    std::array<double, pollutant_count>;  // by Pollutant; the unit stands where it is used

struct Label {
  std::string en, zh;
  bool operator==(const Label&) const = default;
};

struct Place {
  double longitude = 0.0, latitude = 0.0;  // degrees, WGS84 (io turns them into projection metres)
  double x = 0.0, y = 0.0;                 // m, case projection
};

struct Enterprise {
  std::string id;
  Label label;
  std::string industry;  // dotted tree: "brick", "cement.clinker"
  std::string grade;     // "A", "B", "B-", "C", "D", "leading", "non_leading" or "" (ungraded)
  std::string region;    // township id; `county` of it in the region table
  std::vector<std::string> tags;
  Place place;
  std::string source;  // provenance tag of the row
};

struct Line {
  std::string id;  // unique in its enterprise
  int enterprise = -1;
  Label label;
  std::string product;
  double capacity = 0.0;      // product units per year
  double activity = 0.0;      // product units per year, what the base year really made
  std::string activity_unit;  // as text for people, e.g. "brick", "t"
  std::string rota_group{};   // whose turn it is where lines take turns, "" none
};

/// What flue gas of an outlet was measured to hold.
struct MeasuredGas {
  PollutantMasses concentration{};  // kg m-3, dry, 273.15 K; 0: not measured
  double oxygen = 0.0;              // 1, dry volume share; 0: not measured
};

struct Stack {
  double height = 0.0, diameter = 0.0;                 // m
  double exit_temperature = 0.0, exit_velocity = 0.0;  // K, m s-1
  bool operator==(const Stack&) const = default;
};

/// Where mass that is not a stack's is spread: discs (towns, fields), polylines (roads), or columns of the
/// grid (what grows on them); weights are normalised.
struct Spread {
  struct Disc {
    Place centre;
    double radius = 0.0, weight = 0.0;
  };  // m, 1
  struct Segment {
    Place begin, end;
    double weight = 0.0;
  };  // weight per metre is weight / length
  std::string id;
  std::vector<Disc> discs;
  std::vector<Segment> segments;
  std::vector<double> columns{};    // weight of each column of the case's grid; empty: none
  double bottom = 0.0, top = 20.0;  // m above ground: uniform in between
};

/// Fractions of the year's mass; local time of the case.
struct TemporalProfile {
  std::string id;
  std::array<double, 12>
      month{};  // factor on the rate in each month: the month's share of the year goes by its days as well
  std::array<double, 7> weekday{};  // sum 7, 0 = Sunday
  std::array<double, 24> hour{};    // sum 24, hour beginning
  bool holiday_as_sunday = true;    // Chinese public holidays count as Sundays, make-up workdays as Mondays
};

/// How a pollutant's mass becomes the model's species. PM2p5 parts split PM2.5 less BC and less organic mass,
/// PM10 parts PM10 less PM2.5, TSP parts TSP less PM10; fractions sum to 1, those of OC to organic mass per
/// carbon mass.
struct SpeciationProfile {
  std::string id;
  struct Part {
    std::string species;  // "": mass that no species stands for; it stays in the ledger
    double mass_fraction = 0.0;
    double molar_mass = 0.0;  // kg mol-1 of this mass; 0: that of the run's species table
  };
  std::array<std::vector<Part>, pollutant_count> parts;
};

/// One release: what policy acts on and what the ledger counts. Order in the inventory is sorted by id.
struct Source {
  std::string id;                  // "E012/L1/kiln/DA001", "area/road/G55", "natural/ISOP"
  int enterprise = -1, line = -1;  // -1: not an enterprise's
  std::string industry, process, region, fuel, standard, device;
  std::string category;           // four levels, dotted: "process_industry.building_material.brick.wet_fgd"
  std::vector<std::string> tags;  // the enterprise's and its own
  bool fugitive = false;
  bool natural = false;            // driven by weather; not touched by scenarios unless they say so
  bool in_county = false;          // inside the county of the case
  PollutantMasses annual_mass{};   // kg a-1, after controls, base year
  PollutantMasses uncontrolled{};  // kg a-1, activity x factor
  std::string provenance;
  int temporal = -1, speciation = -1;
  int spread = -1;  // index, or -1: a stack
  Stack stack;
  Place place;
  /// Natural sources: "isoprene" (Guenther's temperature and light), "terpenes" (temperature), "soil_no"
  /// (temperature) or "".
  std::string natural_law;
  std::string natural_species;
  double natural_rate = 0.0;  // kg s-1 of that species over the whole spread, at the law's standard state
  std::vector<std::string> serves{};  // industries and enterprises that it carries for
  MeasuredGas measured{};             // of its outlet
  /// A source that a measure would make: it emits only where a plan's place stage wakes it.
  bool dormant = false;
};

/// A figure of an enterprise that costs are counted with, "E001" "cost_table" 850 "CNY/h".
struct EnterpriseCost {
  int enterprise = -1;
  std::string name;
  double value = 0.0;
  std::string unit;
};

struct Region {
  std::string id;  // township
  Label label;
  std::string county;  // "mengzhou" or a neighbour
  Place place;
  std::optional<double> population{};  // people who live there
};

struct Calendar {
  std::vector<std::int64_t> holidays, makeup_workdays;  // local days since 1970-01-01
};

struct Inventory {
  std::vector<Enterprise> enterprises;
  std::vector<Line> lines;
  std::vector<Source> sources;  // sorted by id
  std::vector<Spread> spreads;
  std::vector<TemporalProfile> temporal_profiles;
  std::vector<SpeciationProfile> speciation_profiles;
  std::vector<Region> regions;
  std::vector<Place> outline;  // the county's border, for maps; may be empty
  Calendar calendar;
  std::vector<EnterpriseCost> costs{};
  double latitude = 0.0, longitude = 0.0;  // rad, of the window's middle: the sun over natural sources
};

}  // namespace lantian::scenarios
