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
// {kind} and {expected_kind} (themselves translated), {line} of the other place, {table}. "did you mean",
// "accepted" and the key's meaning are added to any message that has such arguments.
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
    // command line
    {"unknown_option", "unknown option {value}"},
    {"unknown_command", "unknown command {value}"},
    {"argument_not_expected", "nothing is expected where {value} stands"},
    {"missing_command", "a command is missing"},
    {"missing_argument", "{key} is missing on the command line"},
    {"option_without_value", "{key} needs a value"},
    {"command_line", "the command line cannot be read: {system}"},
    // TOML
    {"toml_syntax", "the TOML cannot be read: {system}"},
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
    // inventory
    {"part_exceeds_whole", "{key}, {value}, is more than {whole}, {limit}, that holds it"},
    {"process_without_factor", "the process {value} has no row in factors.csv"},
    {"factor_unit", "{key} = \"{value}\" is not a mass per {unit}, the unit of the line's activity"},
    {"spread_of_a_stack", "{key} = \"{value}\": what leaves by a stack is not spread"},
    {"differs_within_id", "{key} = \"{value}\" is not that of the first row of {id}"},
    {"weights_are_zero", "the weights of {id} sum to 0"},
    // scenarios
    {"empty_list", "{key} is an empty list"},
    {"exclusive_keys", "{key}< = {value}> cannot stand beside other keys that say the same"},
    {"key_needs_operation", "{key} has a meaning for some operations only"},
    {"ends_before_start", "{key} = {value} is not after its start"},
    {"time_zone_differs", "{key} = {value} is not the case's own offset"},
    {"circular_reference", "{key}<: {value}> refers to itself in the end"},
    {"extends_without_folder", "{key} needs a file to stand beside"},
    {"day_count", "{key}: the window has {common} days (leap years {leap}), not {value}"},
    {"never_used", "{key} is never used"},
    {"ladder_not_monotone", "{key} = {value} climbs against the order of {by}: {before} stands before it"},
    {"ladder_gap", "{key} has no value for {industry}, grade {grade}< at {level}>; {source} needs one"},
    {"selects_nothing", "{key} takes no source; if that is right, say why under `allow_empty`"},
    {"too_few_sources", "{key} takes {value} sources, fewer than the {least} that it expects"},
    {"not_in_inventory",
     "{key}: nothing in the inventory has the {what} {value}; a word that it may lack stands under [words]"},
    {"too_many", "{key}: {value} are too many; {limit} are read"},
    {"window_outside_run",
     "{key}: the window {value} is never open in the run; if that is right, say why under `allow_idle`"},
    {"changes_nothing", "{key}: none of the sources taken emits what this acts on"},
    {"conflicting_measure", "{key} has another meaning in another scenario of the same member"},
    {"breakpoints_do_not_climb", "the break points of {key} do not climb"},
    {"no_standards", "the folder holds no standards"},
    // mechanisms
    {"yaml_syntax", "the YAML or JSON cannot be read: {system}"},
    {"yaml_alias", "aliases (*name) are not read: write it out"},
    {"not_a_map", "a map of keys and values is needed here"},
    {"duplicate_key", "the key `{key}` stands twice"},
    {"duplicate_species", "the species {value} stands twice"},
    {"too_many_reactants", "the reaction has too many reactants"},
    {"unknown_reaction_type", "the reaction type {value} is not known"},
    {"unknown_third_body", "{value} can be no third body"},
    {"unsupported_reaction", "the reaction {value} cannot be solved"},
    {"unsupported_version", "version {value} is not one that is read"},
    // CSV
    {"csv_quote", "a quotation mark stands where none may be"},
    {"table_empty", "the table has no header line"},
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
    // places
    {"projection", "projection = \"{value}\" is not one that PROJ knows: {system}"},
    {"projection_not_metres", "projection = \"{value}\" does not lead to metres east and north"},
    {"origin_not_projected", "projection = \"{value}\" has no answer for the grid's origin"},
    {"outside_window", "{key} = \"{value}\" lies outside the window of the grid"},
    {"not_ascending", "{key} = \"{value}\" does not rise above the value before it"},
    {"mast_in_roughness", "{key} = \"{value}\" is more than half of `{other}`, {limit}"},
    // shapes
    {"wrong_count", "{key} has {value} values; {expected} are needed"},
    {"shares_not_one", "the shares of {key} sum to {value} instead of 1"},
    // a run that fails
    {"numerical_failure",
     "{process} found no answer for {species} of {id} in cell (k, j, i) = {value} at {first}, {elapsed} s "
     "into "
     "the step; try half of `step`, and look at the emission and the weather of that cell"},
    // restart
    {"restart_mismatch", "{value} cannot continue this run: its {what} differs"},
    {"restart_format", "{value} is not a restart file of this version"},
};

}  // namespace lantian::io
