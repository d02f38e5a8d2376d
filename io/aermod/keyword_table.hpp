/// Every keyword of AERMOD v24142 with what is done about it: one row a keyword.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/aermod/deck_draft.hpp"

namespace lantian::io {

using KeywordReader = void (*)(DeckDraft&, const DeckRecord&);

inline constexpr std::size_t any_count = std::numeric_limits<std::size_t>::max();

struct DeckKeyword {
  std::string_view pathway, name;
  bool repeats = false;             // may stand more than once
  std::size_t least = 0, most = 0;  // words
  KeywordReader reader = nullptr;   // none: it is not in this version, or has no effect
  const char* what = "";            // what is not in this version; what takes its place (a msgid)
  bool idle = false;                // read, but changes nothing: told as a note
};

std::span<const DeckKeyword> deck_keywords();
const DeckKeyword* find_keyword(std::string_view pathway, std::string_view name);
std::vector<std::string> keyword_names(std::string_view pathway);

// Readers, by pathway.
void read_titles(DeckDraft&, const DeckRecord&);
void read_model_options(DeckDraft&, const DeckRecord&);
void read_averages(DeckDraft&, const DeckRecord&);
void read_urban_area(DeckDraft&, const DeckRecord&);
void read_pollutant(DeckDraft&, const DeckRecord&);
void read_decay(DeckDraft&, const DeckRecord&);
void read_nitrogen_ratios(DeckDraft&, const DeckRecord&);
void read_ozone_constant(DeckDraft&, const DeckRecord&);
void read_ozone_file(DeckDraft&, const DeckRecord&);
void read_ozone_factors(DeckDraft&, const DeckRecord&);
void read_ozone_unit(DeckDraft&, const DeckRecord&);
void read_default_flagpole(DeckDraft&, const DeckRecord&);
void read_run_or_not(DeckDraft&, const DeckRecord&);
void finish_control(DeckDraft&, const TextPlace& end);

void read_elevation_unit(DeckDraft&, const DeckRecord&);
void read_location(DeckDraft&, const DeckRecord&);
void read_source_parameters(DeckDraft&, const DeckRecord&);
void read_building(DeckDraft&, const DeckRecord&);
void read_vertices(DeckDraft&, const DeckRecord&);
void read_emission_factors(DeckDraft&, const DeckRecord&);
void read_emission_unit(DeckDraft&, const DeckRecord&);
void read_hourly_emission(DeckDraft&, const DeckRecord&);
void read_source_nitrogen(DeckDraft&, const DeckRecord&);
void read_urban_sources(DeckDraft&, const DeckRecord&);
void read_group(DeckDraft&, const DeckRecord&);
void read_limiting_group(DeckDraft&, const DeckRecord&);
void finish_sources(DeckDraft&, const TextPlace& end);

void read_grid(DeckDraft&, const DeckRecord&);
void read_polar_grid(DeckDraft&, const DeckRecord&);
void read_discrete(DeckDraft&, const DeckRecord&);
void read_discrete_polar(DeckDraft&, const DeckRecord&);
void finish_receptors(DeckDraft&, const TextPlace& end);

void read_weather_file(DeckDraft&, const DeckRecord&);
void read_station(DeckDraft&, const DeckRecord&);
void read_base_elevation(DeckDraft&, const DeckRecord&);
void read_start_and_end(DeckDraft&, const DeckRecord&);
void read_days(DeckDraft&, const DeckRecord&);
void read_wind_rotation(DeckDraft&, const DeckRecord&);
void read_wind_classes(DeckDraft&, const DeckRecord&);
void read_years(DeckDraft&, const DeckRecord&);
void read_turbulence_option(DeckDraft&, const DeckRecord&);
void finish_weather(DeckDraft&, const TextPlace& end);

void read_rank_table(DeckDraft&, const DeckRecord&);
void read_most_table(DeckDraft&, const DeckRecord&);
void read_day_table(DeckDraft&, const DeckRecord&);
void read_output_file(DeckDraft&, const DeckRecord&);
void read_summary_file(DeckDraft&, const DeckRecord&);
void read_file_form(DeckDraft&, const DeckRecord&);
void read_no_header(DeckDraft&, const DeckRecord&);
void finish_outputs(DeckDraft&, const TextPlace& end);

}  // namespace lantian::io
