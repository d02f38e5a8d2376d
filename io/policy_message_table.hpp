/// Codes and English texts of scenarios, studies, sweeps and plans; as in message_table.hpp.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "io/message_table.hpp"

namespace lantian::io {

inline constexpr MessageTemplate policy_message_table[] = {
    // scenarios
    {"empty_list", "{key} is an empty list"},
    {"sampled_apart",
     "{id} is sampled by another method or count than the other axes; all samples are drawn together"},
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
    {"veto_throughout",
     "{key}: the veto holds in every hour of the window; if that is right, say why under `allow_idle`"},
    {"changes_nothing", "{key}: none of the sources taken emits what this acts on"},
    {"already_so",
     "{key}: {value} changes nothing in the run: all its factors come to 1; if that is right, say why under "
     "`allow_idle`"},
    {"inherited_twice",
     "{key} is inherited with two meanings, from {first} and from {other}; extend one of them only, or "
     "define "
     "it here"},
    {"replaces_inherited",
     "{key} replaces that of {other}: the measures that are inherited with it, {value}, now follow this one"},
    {"conflicting_measure", "{key} has another meaning in another scenario of the same member<: {at}>"},
    {"hours_overlap", "{key} = {value}: hours that give output away cannot take it on too"},
    {"share_not_pattern", "{key} = {value} is not the share of days off, {expected}"},
    {"pattern_without_turn", "{key}: {source} has {attribute} \"{value}\", which no turn is given to"},
    {"stop_too_short",
     "{key}: {source} would stand still for {value} h, but such a plant stands still for {limit} h at least: "
     "stop it longer, limit its output<, or switch instead what is electric: {switchable}>"},
    {"run_too_short",
     "{key}: {source} would run for {value} h between two stops, fewer than the {limit} h that it must run"},
    {"below_min_load",
     "{key}: limits below min_load, at {value} the first, cannot be run: such plants stop instead"},
    {"one_line_works",
     "{key}: a works of one line can only run or stop: {value} stops under its limit<, and {count} more>"},
    {"serves_nothing", "{key}: {value} serves nothing; name what it carries for in the inventory's `serves`"},
    {"fuel_not_in_table", "{key}: the table has no row for the fuel {value}< of {source}>"},
    {"fuel_table_gap", "{key} gives no {value}, which other fuels have"},
    {"cap_not_measured",
     "{key}: outlets.csv has no measured concentration (or oxygen) of what is limited for {value}< and "
     "{count} more>"},
    {"shift_unplaced",
     "{key}: {value} % of the output that {id} takes away finds no hour within max_delay_h and max_rate and "
     "is lost (first: {source})"},
    {"plan_start_other_hour",
     "{key} = {value} must be a midnight or hour like the run's start, {expected}: a plan's day holds the "
     "same hours "
     "as the weather's"},
    {"plan_dates_apart",
     "{start} of the weather counts as {value} for plans, holidays and time profiles; sun, plants and soil "
     "stay "
     "the weather's"},
    {"makeup_unplaced",
     "{key}: {value} % of the lost output that {id} would make up finds no hour outside its window within "
     "within_d and max_rate and stays lost (first: {source}); a longer within_d or a higher max_rate places "
     "it"},
    {"makeup_nowhere",
     "{key}: {value} makes nothing up: no hour within within_d lies outside its window; a longer within_d, "
     "or a "
     "window that ends, gives it one"},
    {"makeup_after_run",
     "{key}: {value} % of what {id} would make up of this time's lost output comes after its end: that "
     "output "
     "counts as lost here, and what it emits is not in here; a later end takes it in"},
    {"makeup_held_back",
     "{key}: {value} % of what {id} would make up in this time is not made: another measure holds the plants "
     "lower then"},
    {"makeup_without_room",
     "{key} = 1 leaves no room to make anything up; a plant must run above its usual output"},
    {"shift_moves_nothing",
     "{key}: {value} moves nothing: in the hours it takes from, its sources stand still already"},
    {"fine_above_coarse",
     "{key} leaves more PM2p5 than PM10 at {value}< and {count} more>; PM in the place of PM10 acts on all "
     "sizes"},
    {"output_unplaced", "{key}: not all output of {value} finds an hour; say \"lost\", or give more room"},
    {"cost_without_currency", "{key} needs the scenario's `currency`, a table with `code` and `price_year`"},
    {"cost_currency_differs", "{key}: {value} is not the scenario's currency, {unit}"},
    {"cost_unit_differs", "{key}: per {value}, but {source} counts its output in<: {unit}>"},
    {"cost_missing", "{key}: costs.csv has no {value} of {source}"},
    {"measure_missing", "{key} = {value} is not among the measures of this member"},
    {"measures_exclude", "{key}: {value} ({at}) is in force in the same member"},
    {"group_conflict",
     "{key}: {value} ({at}), of the same group and priority, acts on the same source at the same "
     "time"},
    {"moved_twice", "{key}: {value} ({at}) moves the same source"},
    {"fuel_replaced_twice", "{key}: {value} ({at}) replaces the fuel of the same source at the same time"},
    {"shifted_twice", "{key}: {value} ({at}) shifts the output of the same source"},
    {"scale_beside_others",
     "{key}: scale multiplies what {value} ({at}) does to the same sources; for quick studies only"},
    {"no_such_day", "{key} = {value} names a day that its month never has"},
    {"never_open",
     "{key}: no hour of any year meets its dates, hours, weekdays and the windows it is built of"},
    {"expression_syntax", "{key}: \"{value}\" cannot stand here"},
    {"expression_ends", "{key} ends too early"},
    {"expression_signal", "{key}: {value} is not a signal"},
    {"level_never_reached",
     "{key}: no air ever meets the rules of {value}: an index goes from 0 to 500; lower the value, or take "
     "the "
     "level out"},
    {"warning_never_released",
     "{key}: the cleanest air meets {value}: the warning could never be lifted; give the level a value that "
     "clean air stays below"},
    {"observed_closed_loop",
     "{key} = {value}: what was observed does not answer to a plan; with signal = \"observed\" write "
     "feedback "
     "= \"none\", or take signal = \"model_baseline\""},
    {"closed_loop_forecast",
     "{key} = {value}: the case's [forecast] file does not answer to a plan; take signal = "
     "\"model_baseline\", "
     "or leave the file out"},
    {"closed_loop_alone",
     "the warnings of {id} are in a closed loop, but no member is without rules for all others to follow; "
     "add "
     "a [[member]] with scenarios = []"},
    {"stands_twice", "{key} = {value} stands twice"},
    {"level_never_called",
     "{key}: {value} would never be called: wherever its rules hold, those of the stronger {other} ({at}) "
     "hold too; list levels from the weakest to the strictest, and give the weaker one a lower value "
     "or a shorter time"},
    {"quota_too_long", "{key} = {value}: from {first} to {last} the window has {limit} days only"},
    {"quota_without_forecast",
     "{key}: of the {limit} days from {first} to {last} {value} have a forecast; ranking needs all: give a "
     "[forecast] file that covers them, or pick = \"any\""},
    {"overlapping_quotas",
     "{key}: {source} stands under the quota of {value} and of {other}, whose days overlap; join them, or "
     "give "
     "them dates that do not"},
    {"signal_missing",
     "{key}: the case has no {value}; give a [forecast] or [observed] file with it, or ask for another"},
    {"plan_awaits_run",
     "the plan of {id} hangs on {value}: a run first simulates the baseline without any rule"},
    {"plan_needs_run", "the plan of {id} hangs on {value}, which only the no-action run gives: add --run"},
    {"signals_without_monitors",
     "a plan hangs on the no-action run, but the case has no monitor whose air could be read off"},
    {"not_of_a_day", "`{key}` is not told of a whole day: give rows of 1 h, or leave it out"},
    {"nothing_to_equalise",
     "{key}: {value} has nothing of what is to be made equal; compare by another quantity, or leave it "
     "out"},
    {"reserved_name", "{key}: {value} is the name of the run without any option; take another"},
    {"signal_too_short",
     "{key}: {value} is known from {first} to {last} only, the study's period goes beyond"},
    {"strength_zero", "{key}: {value} has no strength: all its factors are 1"},
    {"organic_without_precursors",
     "no gas of the mechanism makes organic aerosol: none forms but from what is emitted with primary "
     "particles"},
    {"check_not_held", "{key}: the member {id} changes {value} by {first} %, asked: {limit} %"},
    {"cost_is_fixed",
     "{key}: {value} {unit} are due however few of its works take part (capital), the reference {id} costs "
     "{limit}: no share makes them equal; equalise by lost output or emission, or leave the option out"},
    {"lost_in_other_units",
     "{key} loses {value}, the reference {unit}: make the options equal by cost or by emission"},
    {"reference_is_solved", "{key}: the reference is what the others are made equal to; leave it out"},
    {"breakpoints_do_not_climb", "the break points of {key} do not climb"},
    {"no_standards", "the folder holds no standards"},
    // sweeps
    {"manifest_broken", "{value} is no manifest of a sweep: {system}"},
    {"manifest_edited",
     "the part {value} has been changed since the manifest was made; plan the sweep anew from the study"},
    {"sweep_planned",
     "another sweep is planned here already; what differs: {what}; plan this one into a folder of its own"},
    {"sweep_other_input",
     "not what the sweep was planned with<, weather {id}>: {what}; run it with the plan's own program and "
     "input, or plan anew into another folder"},
    {"sweep_other_plan",
     "the plan of scenario {value} comes out differently than when the sweep was planned: {first}, not "
     "{last}"},
    {"sweep_without_axes", "the study has no [sweep.axes]: nothing to sweep"},
    {"sweep_too_large", "the axes make {value} members; {limit} are planned at most"},
    {"axis_names_nothing", "the axis {key} names nothing: there is no number at {value}"},
    {"metric_without_cost",
     "{key}: there is no {value}: no measure of the options, scenario files and base states a `cost` with a "
     "`currency` in its file"},
    {"foreign_result", "a result of another sweep; what differs: {what}; move it out of this folder"},
    {"unsound_result", "no sound result of its batch; `lantian sweep run` computes it anew"},
    {"sweep_incomplete", "{value} of {expected} batches have no result yet: run the sweep first"},
    {"baselines_differ",
     "holds another baseline of the weather {id} than {other}: they are not of one program and input"},
    {"bad_shard", "{value} is no shard: i/n with 1 ≤ i ≤ n is needed"},
    // plans of measures
    {"number_without_source", "{key} = {value} does not say where it comes from; give `source` beside it"},
    {"class_needs_measure", "{key} = \"{value}\" acts on sources: the item needs a [measure.…]"},
    {"class_without_measure", "{key} = \"{value}\" acts on no source: the item has no [measure.…]"},
    {"no_such_item", "{key} = \"{value}\" is no item of the plan"},
    {"item_twice", "{key} = \"{value}\" stands twice, also in {at}"},
    {"items_missing", "{key}: the plan's list lacks {value}; each needs a file of its own"},
    {"name_of_two_items", "[{key}.{value}] stands also in {at}; names are the plan's, not the item's"},
    {"hangs_on_company",
     "{key}: what {value} does hangs on the other measures, so its share cannot be told; write it without a "
     "shift or group"},
    {"too_many_on_a_source", "{value} items act on {source}; shares among at most {limit} can be worked out"},
    {"no_trace", "no item of {value} has a [trace]"},
    {"air_of_another_case",
     "{value} is a run of the case {id}<, season {season}>; the items are read onto {expected}"},
    {"no_plan_members",
     "no member of {value} is an item of {id}; run a study that `lantian measures --study` or `--trace` "
     "writes"},
    {"no_county_air",
     "{value} has no mean of the county: the case needs monitors of the kind county_control or township"},
};

}  // namespace lantian::io
