/// What a deck of AERMOD asks for: sources, receptors, weather files, averages and outputs, in SI units.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <filesystem>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "model/plume/meteorology.hpp"
#include "model/plume/receptors.hpp"
#include "model/plume/sources.hpp"
#include "scenarios/dispersion/averages.hpp"
#include "scenarios/dispersion/emission_factors.hpp"

namespace lantian::io {

/// A file that a deck names: where it lies, and where the deck says so.
struct DeckFile {
  std::filesystem::path path;
  TextPlace place;
};

enum class NitrogenMethod { unlimited, ambient_ratio, ozone_limiting };

/// Ozone for the ozone limiting method, kg m-3. Units of the deck: 1 ppb is 1.96 ug/m3 [EPA2024b].
struct DeckOzone {
  std::optional<DeckFile> file;
  double file_factor = 1e-9;  // from the file's number to kg m-3
  std::string file_format;    // a Fortran format; empty: free
  std::optional<double> constant;
  std::optional<scenarios::VaryingFactors> varying;
  bool night_minimum = true;
  bool is_there() const { return file || constant || varying; }
};

struct DeckUrbanArea {
  std::string id;
  model::plume::UrbanArea city;
};

struct DeckControl {
  std::string title_one, title_two;
  bool flat = false, elevated = true;  // both: each source says which it is
  bool regulatory = false;             // DFAULT
  bool stack_tip_downwash = true;
  bool check_dates = true, warn_of_dates = false;
  NitrogenMethod nitrogen = NitrogenMethod::unlimited;
  std::vector<int> averages;  // hours, or scenarios::whole_month
  bool period = false, annual = false;
  std::string pollutant;
  /// Ranks of daily values, averaged over the years, in the place of ranks of all hours: what AERMOD does for
  /// SO2, NO2 and PM2.5 unless H1H, H2H or INC is asked for.
  bool design_values_suppressed = false;
  std::vector<DeckUrbanArea> urban_areas;
  std::optional<double> decay_rate;  // s-1
  std::optional<double> flagpole;    // m, of receptors that give none
  bool run = true;
  DeckOzone ozone;
  double stack_no2 = 0.5, equilibrium_no2 = 0.9;  // the former must be given
  double least_ratio = 0.5, largest_ratio = 0.9;  // of ARM2
};

struct DeckSource {
  std::string id, type;  // "POINTCAP"
  TextPlace place;
  model::plume::Source release;
  double emission = 0.0;  // kg s-1; of areas kg m-2 s-1
  double area = 1.0;      // m2 of what emits per area, else 1
  scenarios::VaryingFactors factors;
  int hourly_file = -1;  // index into Deck::hourly_files
  std::optional<double> stack_no2;
  int olm_group = -1;
};

struct DeckGroup {
  std::string id;
  TextPlace place;
  std::vector<std::size_t> sources;
};

struct DeckReceptor {
  model::plume::Receptor place;
  std::string network;  // "" of single ones
};

struct DeckDate {
  scenarios::LocalHour hour;
  TextPlace place;
};

struct DeckWeather {
  DeckFile surface, profile;
  double base_elevation = 0.0;  // m
  int first_year = 0;           // of SURFDATA, for years of two digits
  std::optional<DeckDate> start, end;
  std::set<int> days, dates;  // of the year, and of a leap year; both empty: all
  double rotation = 0.0;      // rad, taken from every wind direction
  scenarios::WindClasses wind_classes = scenarios::usual_wind_classes;
  int years = 1;  // NUMYEARS
  /// Observed turbulence left out: of the wind's direction, of the vertical wind; in convective, in stable
  /// hours.
  bool no_sigma_theta[2] = {false, false}, no_sigma_w[2] = {false, false};
};

inline constexpr int period_average = 0, annual_average = -1;  // beside hours and whole_month

struct DeckOutput {
  enum class Kind { plot, post, threshold, rank, season_hours } kind = Kind::plot;
  int average = 1;
  std::string average_name;  // "24", "MONTH", "PERIOD"
  std::size_t group = 0;
  std::size_t rank = 1;    // of plot files
  std::size_t values = 0;  // of rank files
  double threshold = 0.0;  // in the deck's unit
  bool binary = false;     // UNFORM
  std::string file;        // inside the run's folder
  TextPlace place;
};

struct DeckTables {
  std::vector<std::pair<int, std::set<std::size_t>>> ranks;  // RECTABLE, by average
  std::vector<std::pair<int, std::size_t>> most;             // MAXTABLE, by average
  std::set<int> days;                                        // DAYTABLE
  std::string summary;                                       // SUMMFILE
  TextPlace summary_place;
  bool exponents = false;  // FILEFORM EXP
  std::set<DeckOutput::Kind> without_header;
};

struct Deck {
  std::filesystem::path file;
  std::vector<std::filesystem::path> included;  // INCLUDED files
  DeckControl control;
  std::vector<DeckSource> sources;
  std::vector<DeckGroup> groups, olm_groups;
  std::vector<DeckFile> hourly_files;
  double unit_factor = 1e6;  // from g m-3 (g s-1 emitted) to the deck's unit
  std::string emission_unit = "GRAMS/SEC", concentration_unit = "MICROGRAMS/M**3";
  bool has_own_unit = false;
  std::vector<DeckReceptor> receptors;
  DeckWeather weather;
  std::vector<DeckOutput> outputs;
  DeckTables tables;
  std::vector<Diagnostic> notes;  // what is read but has no effect, or is done otherwise
};

/// All files that the deck is made of or names for reading.
std::vector<std::filesystem::path> input_files(const Deck& deck);

/// Reads a runstream file. Every keyword and word of it is read, or it is a mistake with its place: none is
/// passed over. `outside_allowed`: files may lie outside the deck's folder. Throws InputErrors with all
/// mistakes.
Deck read_deck(const std::filesystem::path& file, bool outside_allowed = false);

}  // namespace lantian::io
