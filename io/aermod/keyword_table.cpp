#include "io/aermod/keyword_table.hpp"

#include <algorithm>

namespace lantian::io {
namespace {

const char* const deposition = "deposition of gases and particles";
const char* const grsm = "GRSM and its background of NOx";
const char* const pvmrm = "PVMRM and what is built on it";
const char* const roads = "RLINE sources, barriers and depressed roads";
const char* const buoyant_lines = "buoyant line sources";
const char* const background = "background concentrations from the deck";
const char* const sectors = "ozone by wind sector";
const char* const events = "event processing (EVENTFIL and the EV pathway)";
const char* const saved_state = "AERMOD's own restart and multi-year files";
const char* const downwash = "experimental building downwash and platforms";
const char* const aircraft = "aircraft sources";
const char* const experimental = "experimental (ALPHA, BETA) options";
const char* const sampling = "sampled weather (SCIM)";
const char* const further_files = "TOXXFILE, EVALFILE, MAXDAILY, MXDYBYYR and MAXDCONT";
const char* const told_here = "mistakes and notes are told on the terminal";
const char* const no_debug = "no debugging files are written";
const char* const stations_named = "the station is named in the output only";

/// Keywords, their words and whether they repeat: [EPA2024b].
const DeckKeyword keywords[] = {
    {"CO", "TITLEONE", false, 0, any_count, read_titles},
    {"CO", "TITLETWO", false, 0, any_count, read_titles},
    {"CO", "MODELOPT", false, 1, any_count, read_model_options},
    {"CO", "AVERTIME", false, 1, 10, read_averages},
    {"CO", "URBANOPT", true, 1, 4, read_urban_area},
    {"CO", "POLLUTID", false, 1, 2, read_pollutant},
    {"CO", "HALFLIFE", false, 1, 1, read_decay},
    {"CO", "DCAYCOEF", false, 1, 1, read_decay},
    {"CO", "NO2EQUIL", false, 1, 1, read_nitrogen_ratios},
    {"CO", "NO2STACK", false, 1, 1, read_nitrogen_ratios},
    {"CO", "ARMRATIO", false, 2, 2, read_nitrogen_ratios},
    {"CO", "OZONEVAL", false, 1, 2, read_ozone_constant},
    {"CO", "OZONEFIL", false, 1, 3, read_ozone_file},
    {"CO", "O3VALUES", true, 2, any_count, read_ozone_factors},
    {"CO", "OZONUNIT", false, 1, 1, read_ozone_unit},
    {"CO", "FLAGPOLE", false, 0, 1, read_default_flagpole},
    {"CO", "RUNORNOT", false, 1, 1, read_run_or_not},
    {"CO", "ERRORFIL", false, 0, 2, nullptr, told_here, true},
    {"CO", "DEBUGOPT", true, 0, any_count, nullptr, no_debug, true},
    {"CO", "O3SECTOR", false, 0, any_count, nullptr, sectors},
    {"CO", "NOXVALUE", true, 0, any_count, nullptr, grsm},
    {"CO", "NOX_FILE", true, 0, any_count, nullptr, grsm},
    {"CO", "NOX_VALS", true, 0, any_count, nullptr, grsm},
    {"CO", "NOX_UNIT", false, 0, any_count, nullptr, grsm},
    {"CO", "NOXSECTR", false, 0, any_count, nullptr, grsm},
    {"CO", "GASDEPDF", false, 0, any_count, nullptr, deposition},
    {"CO", "GASDEPVD", false, 0, any_count, nullptr, deposition},
    {"CO", "GDLANUSE", false, 0, any_count, nullptr, deposition},
    {"CO", "GDSEASON", false, 0, any_count, nullptr, deposition},
    {"CO", "LOW_WIND", false, 0, any_count, nullptr, experimental},
    {"CO", "AWMADWNW", false, 0, any_count, nullptr, downwash},
    {"CO", "ORD_DWNW", false, 0, any_count, nullptr, downwash},
    {"CO", "ARCFTOPT", false, 0, any_count, nullptr, aircraft},
    {"CO", "EVENTFIL", false, 0, any_count, nullptr, events},
    {"CO", "SAVEFILE", false, 0, any_count, nullptr, saved_state},
    {"CO", "INITFILE", false, 0, any_count, nullptr, saved_state},
    {"CO", "MULTYEAR", false, 0, any_count, nullptr, saved_state},

    {"SO", "ELEVUNIT", false, 1, 1, read_elevation_unit},
    {"SO", "LOCATION", true, 4, 9, read_location},
    {"SO", "SRCPARAM", true, 2, 8, read_source_parameters},
    {"SO", "BUILDHGT", true, 2, any_count, read_building},
    {"SO", "BUILDWID", true, 2, any_count, read_building},
    {"SO", "BUILDLEN", true, 2, any_count, read_building},
    {"SO", "XBADJ", true, 2, any_count, read_building},
    {"SO", "YBADJ", true, 2, any_count, read_building},
    {"SO", "AREAVERT", true, 3, any_count, read_vertices},
    {"SO", "EMISFACT", true, 3, any_count, read_emission_factors},
    {"SO", "EMISUNIT", false, 3, 3, read_emission_unit},
    {"SO", "CONCUNIT", false, 3, 3, read_emission_unit},
    {"SO", "HOUREMIS", true, 2, any_count, read_hourly_emission},
    {"SO", "NO2RATIO", true, 2, 2, read_source_nitrogen},
    {"SO", "URBANSRC", true, 1, any_count, read_urban_sources},
    {"SO", "SRCGROUP", true, 1, any_count, read_group},
    {"SO", "OLMGROUP", true, 1, any_count, read_limiting_group},
    {"SO", "DEPOUNIT", false, 0, any_count, nullptr, deposition},
    {"SO", "PARTDIAM", true, 0, any_count, nullptr, deposition},
    {"SO", "MASSFRAX", true, 0, any_count, nullptr, deposition},
    {"SO", "PARTDENS", true, 0, any_count, nullptr, deposition},
    {"SO", "METHOD_2", true, 0, any_count, nullptr, deposition},
    {"SO", "GASDEPOS", true, 0, any_count, nullptr, deposition},
    {"SO", "BACKGRND", true, 0, any_count, nullptr, background},
    {"SO", "BACKUNIT", false, 0, any_count, nullptr, background},
    {"SO", "BGSECTOR", false, 0, any_count, nullptr, background},
    {"SO", "RBARRIER", true, 0, any_count, nullptr, roads},
    {"SO", "RDEPRESS", true, 0, any_count, nullptr, roads},
    {"SO", "RLEMCONV", false, 0, any_count, nullptr, roads},
    {"SO", "BLPINPUT", true, 0, any_count, nullptr, buoyant_lines},
    {"SO", "BLPGROUP", true, 0, any_count, nullptr, buoyant_lines},
    {"SO", "PSDGROUP", true, 0, any_count, nullptr, pvmrm},
    {"SO", "HBPSRCID", true, 0, any_count, nullptr, experimental},
    {"SO", "ARCFTSRC", true, 0, any_count, nullptr, aircraft},
    {"SO", "PLATFORM", true, 0, any_count, nullptr, downwash},

    {"RE", "ELEVUNIT", false, 1, 1, read_elevation_unit},
    {"RE", "GRIDCART", true, 1, any_count, read_grid},
    {"RE", "GRIDPOLR", true, 1, any_count, read_polar_grid},
    {"RE", "DISCCART", true, 2, 5, read_discrete},
    {"RE", "DISCPOLR", true, 3, 6, read_discrete_polar},
    {"RE", "EVALCART", true, 6, 7, read_discrete},

    {"ME", "SURFFILE", false, 1, 2, read_weather_file},
    {"ME", "PROFFILE", false, 1, 2, read_weather_file},
    {"ME", "SURFDATA", false, 2, 5, read_station},
    {"ME", "UAIRDATA", false, 2, 5, read_station},
    {"ME", "SITEDATA", false, 2, 5, nullptr, stations_named, true},
    {"ME", "PROFBASE", false, 1, 2, read_base_elevation},
    {"ME", "STARTEND", false, 6, 8, read_start_and_end},
    {"ME", "DAYRANGE", true, 1, any_count, read_days},
    {"ME", "WDROTATE", false, 1, 1, read_wind_rotation},
    {"ME", "WINDCATS", false, 5, 5, read_wind_classes},
    {"ME", "NUMYEARS", false, 1, 1, read_years},
    {"ME", "NOTURB", false, 0, 0, read_turbulence_option},
    {"ME", "NOTURBST", false, 0, 0, read_turbulence_option},
    {"ME", "NOTURBCO", false, 0, 0, read_turbulence_option},
    {"ME", "NOSA", false, 0, 0, read_turbulence_option},
    {"ME", "NOSAST", false, 0, 0, read_turbulence_option},
    {"ME", "NOSACO", false, 0, 0, read_turbulence_option},
    {"ME", "NOSW", false, 0, 0, read_turbulence_option},
    {"ME", "NOSWST", false, 0, 0, read_turbulence_option},
    {"ME", "NOSWCO", false, 0, 0, read_turbulence_option},
    {"ME", "SCIMBYHR", false, 0, any_count, nullptr, sampling},

    {"OU", "RECTABLE", true, 2, any_count, read_rank_table},
    {"OU", "MAXTABLE", true, 2, 2, read_most_table},
    {"OU", "DAYTABLE", false, 1, any_count, read_day_table},
    {"OU", "PLOTFILE", true, 3, 5, read_output_file},
    {"OU", "POSTFILE", true, 4, 5, read_output_file},
    {"OU", "MAXIFILE", true, 4, 5, read_output_file},
    {"OU", "RANKFILE", true, 3, 4, read_output_file},
    {"OU", "SEASONHR", true, 2, 3, read_output_file},
    {"OU", "SUMMFILE", false, 1, 1, read_summary_file},
    {"OU", "FILEFORM", false, 1, 1, read_file_form},
    {"OU", "NOHEADER", true, 1, any_count, read_no_header},
    {"OU", "TOXXFILE", true, 0, any_count, nullptr, further_files},
    {"OU", "EVALFILE", true, 0, any_count, nullptr, further_files},
    {"OU", "MAXDAILY", true, 0, any_count, nullptr, further_files},
    {"OU", "MXDYBYYR", true, 0, any_count, nullptr, further_files},
    {"OU", "MAXDCONT", true, 0, any_count, nullptr, further_files},
    {"OU", "EVENTOUT", false, 0, any_count, nullptr, events},
};

}  // namespace

std::span<const DeckKeyword> deck_keywords() { return keywords; }

const DeckKeyword* find_keyword(std::string_view pathway, std::string_view name) {
  const auto found = std::find_if(std::begin(keywords), std::end(keywords), [&](const DeckKeyword& keyword) {
    return keyword.pathway == pathway && keyword.name == name;
  });
  return found == std::end(keywords) ? nullptr : found;
}

std::vector<std::string> keyword_names(std::string_view pathway) {
  std::vector<std::string> names;
  for (const auto& keyword : keywords)
    if (pathway.empty() || keyword.pathway == pathway) names.emplace_back(keyword.name);
  return names;
}

}  // namespace lantian::io
