/// The table of codes and their English texts: one line a code. po/zh_CN.po holds the Chinese.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <string_view>

namespace lantian::io {

struct MessageTemplate {
  std::string_view code;
  const char* text;  // msgid; {name} is the argument of that name
};

// A part in <…> is left out where one of its fields is empty. Fields: {key} {value} as written, {accepted},
// {kind} and {expected_kind} (themselves translated), {line} and {at} of the other place, {table}. "did you
// mean", "accepted" and the key's meaning are added to any message that has such arguments.
inline constexpr MessageTemplate message_table[] = {
    // files
    {"file_missing", "there is no file {value}"},
    {"file_is_url", "{value} is a web address; only files are read"},
    {"file_not_regular", "{value} is {kind}; a regular file is needed"},
    {"file_unreadable", "{value} cannot be read: {system}"},
    {"file_too_large", "{value} is larger than {limit} bytes"},
    {"file_outside_case", "{value} leads out of the case's folder {folder}"},
    {"file_not_utf8", "the text is not UTF-8"},
    {"folder_missing", "there is no folder {value}"},
    {"netcdf_broken", "{value} is not a sound NetCDF file: {system}"},
    {"hdf5_broken", "{value} is not a sound HDF5 file: {system}"},
    {"external_link", "{value} links to another file; such files are refused"},
    {"output_outside", "{key} = \"{value}\" leads out of the current folder; give such a one by --output"},
    {"unknown_table", "{value} is no table of an inventory"},
    {"no_browser", "--pdf needs a browser that prints: install chromium or chromium-headless-shell"},
    {"no_spreadsheets", "--xlsx needs libxlsxwriter (libxlsxwriter-dev) when lantian is built"},
    // command line
    {"unknown_option", "unknown option {value}"},
    {"unknown_command", "unknown command {value}"},
    {"argument_not_expected", "nothing is expected where {value} stands"},
    {"missing_command", "a command is missing"},
    {"missing_argument", "{key} is missing on the command line"},
    {"option_without_value", "{key} needs a value"},
    {"command_line", "the command line cannot be read: {system}"},
    // TOML
    {"not_an_id", "{key} = \"{value}\" cannot be a name of files: no spaces, slashes, quotes, leading dot"},
    {"observed_ahead",
     "{key} = {value}: what is observed cannot be known ahead; leave it out, or take a forecast"},
    // boxes
    {"no_photolysis",
     "nothing lights {value}: give [sun], or a rate of each in [photolysis] (\"0 s-1\": dark)"},
    {"no_rate_given", "the mechanism leaves {value} open: give each in [rate] (\"0 s-1\" switches it off)"},
    {"no_mixing_height", "emission per area and deposition need air.mixing_height"},
    {"never_mixed_in", "nothing mixes the background in: give dilution.rate, or a mixing height that grows"},
    {"no_molar_mass", "{key} = {value}: the mechanism gives no molar mass; write moles instead"},
    {"never_scaled", "{key}: {value} has no initial value and no emission that could be scaled"},
    {"both_axes", "{id} cannot stand on both axes"},
    {"window_longer_than_run", "a mean over {value} h does not fit into the run"},
    {"box_failure", "the box cannot be solved at {value}: {species} fails< by {reaction}>"},
    // NetCDF of others
    {"netcdf_truncated",
     "{value} ends too early: it has {size} bytes< instead of {expected}>; copy it again"},
    {"netcdf_no_variable", "the variable {key} is missing; write it out in the model that made the file"},
    {"netcdf_shape",
     "{key}< has the shape {value}>; {expected} is needed, or it is too large to be read at once"},
    {"netcdf_not_numbers", "{key} holds no numbers"},
    {"netcdf_not_texts", "{key} holds no texts"},
    {"netcdf_unreadable", "{key}< at {time}> cannot be read: {system}; the file is damaged: copy it again"},
    {"netcdf_bad_cell",
     "{key}< at {time}> is {value} (not a number, or the fill value) at {cell}; make the file anew, or leave "
     "that "
     "hour out of the run"},
    {"netcdf_out_of_range", "{key}< at {time}> is {value}, which cannot be: {range}"},
    {"mixed_units", "{key} is in \"{value}\", which cannot be turned into {unit}"},
    {"times_not_ascending",
     "{value} stands after {previous} of {other}: give files and hours in the order of time"},
    {"hours_missing", "hours are missing between {previous} and {value}; {step} min apart at most"},
    {"period_not_covered",
     "the files run from {first} to {last}, but the run needs {start} to {end}: add files, or shorten the "
     "run"},
    {"window_not_covered",
     "{kind} of the window lies {distance} km outside of the file's outermost cell centres: choose a larger "
     "file or "
     "a smaller window"},
    {"top_not_covered", "the file ends {value} m above ground, but the run's layers reach {limit} m"},
    {"grid_differs", "this file's grid is not that of {other}"},
    {"wrf_projection",
     "{key}< = {value}> is not one that is read: MAP_PROJ 1 (Lambert), 2 (polar stereographic), 3 (Mercator) "
     "or 6 "
     "(longitude and latitude, pole not moved), GRIDTYPE C"},
    {"wrf_coordinates",
     "XLAT and XLONG do not lie where MAP_PROJ, TRUELAT1, TRUELAT2, STAND_LON, DX and DY put them<: {value} "
     "km apart>"},
    // grids of others
    {"griddesc_syntax", "the GRIDDESC file has another form<: \"{value}\" was not expected>"},
    {"ioapi_projection",
     "the projection {value} is not one of I/O API's that are read and written: 2 Lambert, 5 UTM, 6 polar "
     "stereographic, 7 Mercator, 8 transverse Mercator"},
    {"ioapi_rare_projection",
     "the I/O API file will state GDTYP {value}, which not all tools place on the map; they all know Lambert "
     "(2)"},
    {"cells_not_square", "the cells are {value}; squares of 100 m to 50 km are needed"},
    // air of a larger model
    {"cf_axis", "{key}< = {value}> is no rising axis in degrees or metres"},
    {"cf_grid_mapping", "the grid_mapping {value} is not one that is read, or lacks its numbers"},
    {"cf_time",
     "the time axis is not one that is read<: units \"{value}\">; a standard calendar and \"… since …\" are "
     "needed"},
    {"netcdf_no_hour", "{key} has no values at {value} in any of the files"},
    {"background_nothing",
     "none of the file's variables is known as air: see data/species<; it has {value}>"},
    {"background_unmapped", "left out, for want of a species that takes them: {value}"},
    {"background_absent", "not in the files, taken as 0: {value}"},
    {"background_heights",
     "the files do not say how high their levels lie: give ZH (METCRO3D) or a variable of standard_name "
     "height, "
     "altitude, geopotential_height or geopotential beside them"},
    {"background_sigma",
     "no heights of levels in the files: taken from VGLVLS and VGTOP by the standard atmosphere; METCRO3D "
     "beside them "
     "is better"},
    {"background_no_ground", "no surface_altitude beside {key}: taken as heights above ground"},
    {"monitor_gap",
     "{key} has no values between {previous} and {value}; up to three missing hours are bridged"},
    // TOML
    {"both_given", "`{key}` and `{other}` say the same; give one of them"},
    {"toml_syntax", "TOML syntax error< in {kind}><: {what}> (\"{system}\")"},
    {"unknown_key", "unknown key `{key}`< in {table}>"},
    {"missing_key", "`{key}` is missing< in {table}>"},
    {"wrong_type", "{key}< = {value}> has the wrong kind< ({kind})><; expected {expected_kind}>"},
    {"unknown_schema", "schema = \"{value}\" is not one that this version reads"},
    {"unknown_season", "the case has no season `{value}`"},
    {"unknown_variant", "the case has no variant `{value}`"},
    // numbers and units, in TOML and CSV alike
    {"not_a_number", "{key} = \"{value}\" is not a number"},
    {"not_finite", "{key} = \"{value}\" is not a finite number"},
    {"not_whole", "{key} = \"{value}\" is not a whole number"},
    {"out_of_range", "{key} = \"{value}\" is out of range<: {range}>"},
    {"no_unit", "{key} = {value} has no unit; expected {expected_kind}, for example in {unit}"},
    {"unknown_unit",
     "{key} = \"{value}\": this unit is not known; expected {expected_kind}, for example in {unit}"},
    {"wrong_dimension", "{key} = \"{value}\" is {kind}; expected {expected_kind}, for example in {unit}"},
    // words and references
    {"unknown_word", "{key} = \"{value}\" is not known"},
    {"unknown_reference", "{key} = \"{value}\" names nothing that there is"},
    {"unknown_species", "<{key} = >\"{value}\" is no species of the mechanism"},
    {"duplicate", "{key} = \"{value}\" stands already in line {line}"},
    {"not_one_of", "{key} = {value} is not known"},
    {"unreadable_value", "{key} = {value} cannot be read"},
    {"reserved_word", "{key} = \"{value}\" is a word with a meaning of its own; choose another"},
    {"species_missing", "{key} gives no {value}"},
    // inventory
    {"part_exceeds_whole", "{key}, {value}, is more than {whole}, {limit}, that holds it"},
    {"process_without_factor", "the process {value} has no row in factors.csv"},
    {"factor_unit", "{key} = \"{value}\" is not a mass per {unit}, the unit of the line's activity"},
    {"spread_of_a_stack", "{key} = \"{value}\": what leaves by a stack is not spread"},
    {"differs_within_id", "{key} = \"{value}\" is not that of the first row of {id}"},
    {"weights_are_zero", "the weights of {id} sum to 0"},
    // mechanisms
    {"yaml_syntax", "the YAML or JSON cannot be read: {system}"},
    {"yaml_alias", "aliases (*name) are not read: write it out"},
    {"not_a_map", "a map of keys and values is needed here"},
    {"duplicate_key", "the key `{key}` stands twice"},
    {"duplicate_species", "the species {value} stands twice"},
    {"too_many_reactants", "the reaction has too many reactants"},
    {"unknown_reaction_type", "the reaction type {value} is not known"},
    {"not_gas_phase", "{value} is no reaction of the gas phase; only such are read"},
    {"not_gas_phase_section", "`{key}` is not of the gas phase's reactions; only those are read"},
    {"lambda_rate_constant",
     "{value} is program text, and no text of a file is ever run; write the rate as another type, or as an "
     "expression in a KPP file"},
    {"not_in_phase", "{value} is not in the phase {key} of its reaction"},
    {"surface_lacks", "{value} reacts on surfaces but has no {key}"},
    {"mechanism_ending", "{value} has no ending of a mechanism file"},
    {"rate_not_sound", "the rate constant of {key} is {value} at {temperature} K"},
    {"rate_above_collisions",
     "the rate constant of {key} comes to {value} cm3 molecule-1 s-1: faster than molecules meet, so its "
     "unit "
     "is another one"},
    {"rates_of_other_unit",
     "no reaction of two molecules is faster than {value} cm3 molecule-1 s-1: the constants are in another "
     "unit (OpenAtmos v1 wants m3 mol-1 s-1, KPP files cm3 molecule-1 s-1)"},
    {"not_closed", "{value} is opened here and never closed"},
    {"kpp_no_semicolon", "the semicolon that ends the statement is missing"},
    {"kpp_no_section", "\"{value}\" stands in no section: #DEFVAR, #DEFFIX, #EQUATIONS come first"},
    {"kpp_no_species",
     "no species are declared: #DEFVAR and #DEFFIX are needed, here or in {value} beside it"},
    {"kpp_no_equations", "the file has no reactions: #EQUATIONS is needed"},
    {"kpp_command", "{value} is no command of KPP"},
    {"kpp_atom", "{value} is no element; name it under #ATOMS, or write IGNORE"},
    {"kpp_no_value", "the fixed species {value} has no density; give it under #INITVALUES"},
    {"kpp_no_rate", "the reaction has no rate"},
    {"rate_symbol", "{value} has no value in a rate"},
    {"rate_function", "{value} is no function that is read in a rate"},
    {"rate_arguments", "{value} takes {expected} numbers"},
    {"rate_too_deep", "the rate needs more than {limit} numbers at once; write it with fewer brackets"},
    {"unknown_photolysis", "{key}: the run has no photolysis rate {value}"},
    {"unknown_supplied_rate", "{key}: the run supplies no rate {value}"},
    {"species_without_mass",
     "{value} has no molar mass, which a run needs: give `molecular weight [kg mol-1]`, or the atoms in a "
     "KPP file"},
    {"left_to_run", "{key}: emission and loss of this kind are not the chemistry's: the run's own do it"},
    {"haze_left_out", "{key}: not added to the gas mechanism, which lacks its species; it changes nothing"},
    {"unsupported_version", "version {value} is not one that is read"},
    // CSV
    {"csv_quote", "a quotation mark stands where none may be"},
    {"table_empty", "the table has no header line"},
    {"table_without_rows", "the table holds no row"},
    {"row_length", "this row has {value} cells, the header {expected}"},
    {"unknown_column", "unknown column `{key}`"},
    {"missing_column", "the column `{key}` is missing"},
    {"doubled_column", "the column `{key}` stands twice"},
    {"column_without_unit", "the column `{key}` states no unit; write for example `{key} [{unit}]`"},
    {"empty_cell", "`{key}` is empty"},
    // time
    {"not_a_time", "{key} = \"{value}\" is not a local time such as 2023-11-22T01:00"},
    {"not_an_offset", "{key} = \"{value}\" is not a fixed offset from UTC such as +08:00"},
    {"end_before_start", "`{key}` is not after `{other}` in line {line}"},
    {"not_a_multiple", "{key} = \"{value}\" does not divide {other}"},
    {"spinup_exceeds_run", "{key} = {value} leaves nothing of the run, {limit}, to evaluate"},
    {"year_without_holidays",
     "holidays.csv holds no day of {value}<, only {first} to {last}>; put one with that year into the "
     "inventory's "
     "folder"},
    {"step_of_odd_seconds", "{key} = \"{value}\" is not an even number of seconds that divides 1 h"},
    {"gap_in_time", "there is a gap: {value} follows {previous}; rows must be {step} apart"},
    {"not_covered", "the rows run from {first} to {last}, but the run needs {start} to {end}"},
    // monitor data
    {"observations_layout", "read as: {what}"},
    {"observations_hours_ending",
     "a time names the end of its hour, as national monitors publish (--hours beginning takes it as the "
     "beginning)"},
    {"observations_hours_beginning",
     "a time names the beginning of its hour (--hours ending takes it as the end)"},
    {"observations_zero_is_missing", "0 stands for a missing value in this layout: {value} values"},
    {"observations_unused_columns",
     "{key} are not used: in this archive they are not what the monitors published"},
    {"observations_shifted_header",
     "the header is wrong: under it the AQI is lower than PM2.5 alone requires in {value} of {all} rows; "
     "read as date, level, AQI, rank, PM2.5, PM10, NO2, SO2, CO, city, where that is so in {other}; O3 is "
     "not there"},
    {"observations_ozone_swapped",
     "O3 and O3_24h are taken the other way round: the day's largest hour cannot be below the hour, but is "
     "in {value} rows (the other way in {other})"},
    {"observations_wrong_ozone",
     "{key} has no place in a table of {what}; its ozone stands under {expected}"},
    {"observations_no_item", "the table holds none of the six items"},
    {"observations_mixed_times",
     "{key} = \"{value}\" stands among {what}; a station is hourly or daily, not both"},
    {"observations_not_an_hour", "{key} = \"{value}\" is not a full hour"},
    {"observations_unit_looks_wrong",
     "{key} = \"{value}\" is a thousandth of what the cleanest air holds; is the column in mg/m3?"},
    {"observations_unknown_station", "{value} is no station of {other}"},
    {"observations_background_point",
     "{key} is a background point by its name: it is no part of its city's mean (--stations says otherwise)"},
    {"observations_twice", "{key} has {value} twice; it stands already in {other}"},
    {"observations_stuck",
     "{key}: {value} of {all} hours were left out: no item changes for 24 h or more, so the monitor hangs or "
     "the name is no longer in use"},
    {"observations_inverted",
     "{key}: PM2.5 is above PM10 in {value} of {all} hours or days; kept, but instruments disagree"},
    {"observations_without_value", "{key} has no value at all and counts for nothing"},
    {"observations_nothing", "there is no value to judge"},
    {"not_a_report", "this is no report of a run<: {value}>"},
    {"not_a_day", "{key} = {value} is no date such as 2023-11-22"},
    {"skill_no_station",
     "none of the stations {value} is a monitor of the run by id or name; give a table station,monitor by "
     "--match"},
    {"skill_left_out", "no monitor of the run, so left out: {value}"},
    {"skill_nothing_common", "the run and the observations have no hour or day with a value in common"},
    {"aqi_compared",
     "{key}: the AQI given in the data is this one on {equal} of {all} {what}, within 1 on {value}; the "
     "largest difference is {limit}"},
    {"aqi_by_date",
     "each day is judged by the standards of its date; a month, quarter or year, and what it is compared "
     "with, by those of its last day"},
    {"aqi_under_one", "all days are judged as {value} does, whatever their date"},
    {"aqi_old_state_kept",
     "gases before {value} stand at {expected} K, as published then and as their standard has it; particles "
     "of that time stood at the same state and cannot be compared strictly with later ones"},
    {"aqi_old_state_converted",
     "gases before {value} were given at {expected} K and stand here at {limit} K wherever the judging "
     "standard asks for it: times {factor}; particles cannot be converted"},
    {"aqi_unverified",
     "{value} was not read in the original: its rounding and weighted index are not verified"},
    {"aqi_unknown_period", "{key} = {value} is no period with data"},
    // weather files
    {"epw_header", "this is no EPW file: its first line must begin with LOCATION,"},
    {"epw_row", "this line has {value} fields, an EPW file has {expected}; is the file cut off?"},
    {"epw_truncated", "the file ends after {value} hours; a year has 8760 or 8784: fetch the whole file"},
    {"epw_missing", "{key} is missing for {value} hours from here on; at most {limit} can be filled in"},
    {"sounding_too_short", "the sounding of {value} has fewer than two levels"},
    // AERMOD's decks and the files beside them
    {"deck_columns",
     "\"{value}\" does not stand in its columns: the pathway belongs in 1 and 2, the keyword in 4 to 11, the "
     "rest from 13 on<; the tab in column {tab} counts as one column, write blanks>"},
    {"deck_no_keyword",
     "the keyword's columns are blank, and no keyword stands above that could be meant<: {value}>"},
    {"deck_no_pathway", "{key} stands in no pathway: CO STARTING comes first"},
    {"deck_keyword", "{value} is no keyword of the pathway {key}<; it belongs to {expected}>"},
    {"deck_later", "{key}: {what} - not in this version"},
    {"deck_idle", "{key}: without effect; {what}"},
    {"deck_order", "{key} stands out of order<; expected: {expected}>"},
    {"deck_needs", "{key} stands without {expected}"},
    {"deck_once", "{key} stands already in line {line}, and may stand once only"},
    {"deck_unfinished", "the pathway {key}, begun in {at}, is not closed by {key} FINISHED"},
    {"deck_no_such_pathway", "the pathway {key} is missing"},
    {"deck_empty", "the file holds no line of a deck"},
    {"deck_not_regulatory", "{value} cannot stand beside DFAULT"},
    {"deck_urban_id", "several URBANOPT need ids of their own<; {value} stands twice>"},
    {"deck_needs_no2", "OLM and ARM2 make NO2 of NOx, but POLLUTID is {value}"},
    {"deck_needs_ozone", "OLM needs ozone: OZONEVAL, O3VALUES or OZONEFIL"},
    {"deck_flat_source", "{value} is FLAT, but MODELOPT does not say FLAT beside ELEV"},
    {"deck_no_elevation", "{value} gives no base elevation; 0 m is taken"},
    {"deck_not_a_stack", "{key}: {value} is no stack"},
    {"deck_two_variations", "{key}: {id} has another variation already ({at}) than {value}"},
    {"deck_unit_with_no2",
     "OLM and ARM2 need the usual units: an EMISUNIT or CONCUNIT of another factor than 1.0E6 cannot stand "
     "beside them"},
    {"deck_two_groups", "{key}: {value} stands in two groups"},
    {"deck_id", "{key}: \"{value}\" cannot be an id: {limit} letters at most, and not BACKGROUND"},
    {"deck_no_city", "URBANSRC needs a city: CO URBANOPT"},
    {"deck_no_hill",
     "the elevation {value} stands without a hill height, which is taken as 0; AERMAP gives both"},
    {"deck_network_open", "the network {value}, begun in {at}, is not closed by END"},
    {"deck_no_such_day", "{key}: there is no hour {value}"},
    {"deck_days", "{key}: {value} is no day or range of days, such as 36, 2/5, 1-31, 1/15-2/20"},
    {"deck_ranks", "{key}: {value} is no rank or range of ranks, such as FIRST, 8TH, 1-10"},
    {"deck_output_outside", "{key}: {value} leads out of the run's folder; a deck writes only inside it"},
    {"deck_encoding", "only titles and comments may hold letters of GBK (GB 18030); save the file as UTF-8"},
    {"deck_output_input",
     "{key}: {value} is a file that this run reads; choose another name or another --output"},
    {"deck_format", "{key}: {value} is no Fortran format of five numbers, such as (4I3,F9.3)"},
    {"deck_other_source", "the line is of {value}; {expected} is its turn"},
    {"deck_emission_missing",
     "{value}: emissions of -90 and below are missing and taken as 0, here and further on"},
    {"deck_too_large",
     "the results would take {value} MB; {limit} MB is the most: fewer receptors, groups or ranks"},
    {"deck_no_hours", "no hour of the weather is left by STARTEND and DAYRANGE"},
    {"deck_years", "ANNUAL needs whole years; the hours run from {first} to {last}"},
    {"deck_years_of_ranks",
     "the days' highest values are averaged over whole years; the hours run from {first} to {last}; POLLUTID "
     "{value} H1H ranks all hours instead"},
    {"deck_fine_particles",
     "AVERTIME {value}: beside 24 and ANNUAL nothing is averaged of {key}, unless POLLUTID {key} H1H ranks "
     "all "
     "hours"},
    {"deck_years_rest", "{value} hours after the last whole year are in no mean over the years"},
    {"deck_first_vertex", "AREAVERT {id} begins at {value}; LOCATION has {expected}"},
    {"met_row", "{key}: the line has {value} values; {expected} are needed"},
    {"met_no_header", "{key}: the header of AERMET is missing"},
    {"met_header_again", "{key}: a header may stand at the beginning and between two years only"},
    {"met_empty", "{key} holds no hour"},
    {"met_version", "the weather comes from AERMET {value}, which AERMOD takes as outdated"},
    {"met_levels", "the level at {value} m does not lie above the one before it; levels of an hour rise"},
    {"met_no_top", "the levels of {value} have no top: the last one must have a 1 after its height"},
    {"met_ends", "{key} ends before {value}"},
    {"hours_differ", "the line is of {value}; {other} has {expected} here"},
    // places
    {"lattice_uneven", "the values of {key} are not evenly spaced, or there are fewer than two"},
    {"lattice_incomplete",
     "the points are no full lattice of longitudes and latitudes: {value} of {expected}"},
    {"terrain_not_covered", "the altitudes cover {value}; the window needs {expected}"},
    {"projection", "projection = \"{value}\" is not one that PROJ knows: {system}"},
    {"projection_not_metres", "projection = \"{value}\" does not lead to metres east and north"},
    {"origin_not_projected", "projection = \"{value}\" has no answer for the grid's origin"},
    {"outside_window", "{key} = \"{value}\" lies outside the window of the grid"},
    {"destination_outside",
     "{key}: {value} lies outside the window of the grid, which reaches from {first} (south-west corner) to "
     "{last} (north-east corner); choose a place in it, or a larger window"},
    {"not_ascending", "{key} = \"{value}\" does not rise above the value before it"},
    {"mast_in_roughness", "{key} = \"{value}\" is more than half of `{other}`, {limit}"},
    {"spread_outside", "the whole of {id} lies outside the window of the grid"},
    // shapes
    {"wrong_count", "{key} has {value} values; {expected} are needed<: {names}>"},
    {"shares_not_one", "the shares of {key} sum to {value} instead of 1"},
    // a run that fails
    {"out_of_memory", "there is not enough memory for this grid, its layers, hours and members"},
    {"output_not_a_folder", "{value} cannot be a folder for the results<: {file} is {kind}><: {system}>"},
    {"numerical_failure",
     "{process} found no answer for {species}< (by {reaction})> of {id} in cell (k, j, i) = {value} at "
     "{first}, "
     "{elapsed} s into the step; try half of `step`, and look at the emission and the weather of that cell"
     "<; `lantian box {file}` replays it>"},
    // plumes
    {"plumes_too_large",
     "the plumes of {value} places and {count} points of a map would take {size} GB; {limit} GB at most: a "
     "coarser "
     "or smaller map, fewer hours, members or pollutants"},
    {"plumes_need_run",
     "the plan of {id} hangs on the grid's air ({value}): run the case with [plumes] instead"},
    {"city_window_outside", "the window of the city field ({value}) reaches beyond the grid: {range}"},
    {"city_field_of_ozone",
     "{value} of the city field needs NO, NO2 and O3; the mechanism does not have all of them"},
    {"matrix_mismatch", "{value} is the matrix of other plumes: {what} differs"},
    // restart
    {"restart_mismatch", "{value} cannot continue this run: its {what} differs"},
    {"restart_format", "{value} is not a restart file of this version"},
};

}  // namespace lantian::io
