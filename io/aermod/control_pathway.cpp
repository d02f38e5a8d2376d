// The CO pathway: options, averages, cities, ozone.
#include <algorithm>
#include <cmath>

#include "io/aermod/keyword_table.hpp"
#include "io/fortran_number.hpp"

namespace lantian::io {
namespace {

/// 1 ppb of ozone in kg m-3 [EPA2024b].
constexpr double ozone_per_ppb = 1.96e-9;
constexpr double least_population = 100.0;
constexpr double regulatory_roughness = 1.0;  // m, of cities under DFAULT [EPA2024b]

constexpr DeckRange regulatory_ratios{0.5, 0.9};  // of ARM2 under DFAULT [EPA2024b]

/// Ways to NO2 that are not in this version.
constexpr std::string_view later_nitrogen[] = {"PVMRM", "PSDCREDIT", "TTRM", "TTRM2", "GRSM"};

enum class Option { on, idle, later };

struct ModelOption {
  const char* name;
  Option use;
  const char* what = "";  // of what is not in this version; why it changes nothing
};

/// Words of MODELOPT [EPA2024b].
const ModelOption model_options[] = {
    {"DFAULT", Option::on},
    {"DEFAULT", Option::on},
    {"CONC", Option::on},
    {"FLAT", Option::on},
    {"ELEV", Option::on},
    {"NOSTD", Option::on},
    {"NOCHKD", Option::on},
    {"WARNCHKD", Option::on},
    {"NOWARN", Option::idle, "notes are always told"},
    {"ALPHA", Option::idle, "it only permits options, which are read one by one"},
    {"BETA", Option::idle, "it only permits options, which are read one by one"},
    {"NODRYDPLT", Option::idle, "nothing is deposited"},
    {"NOWETDPLT", Option::idle, "nothing is deposited"},
    {"OLM", Option::on},
    {"ARM2", Option::on},
    {"NOMINO3", Option::on},
    {"NOURBTRAN", Option::later, "switching the city's morning transition off"},
    {"DEPOS", Option::later, "deposition of gases and particles"},
    {"DDEP", Option::later, "deposition of gases and particles"},
    {"WDEP", Option::later, "deposition of gases and particles"},
    {"DRYDPLT", Option::later, "deposition of gases and particles"},
    {"WETDPLT", Option::later, "deposition of gases and particles"},
    {"AREADPLT", Option::later, "deposition of gases and particles"},
    {"ROMBERG", Option::later, "deposition of gases and particles"},
    {"PVMRM", Option::later, "PVMRM and what is built on it"},
    {"PSDCREDIT", Option::later, "PVMRM and what is built on it"},
    {"TTRM", Option::later, "PVMRM and what is built on it"},
    {"TTRM2", Option::later, "PVMRM and what is built on it"},
    {"GRSM", Option::later, "GRSM and its background of NOx"},
    {"SCIM", Option::later, "sampled weather (SCIM)"},
    {"SCREEN", Option::later, "screening runs (SCREEN)"},
    {"FASTALL", Option::later, "AERMOD's approximations for speed"},
    {"FASTAREA", Option::later, "AERMOD's approximations for speed"},
    {"TOXICS", Option::later, "AERMOD's approximations for speed"},
    {"RLINEFDH", Option::later, "RLINE sources, barriers and depressed roads"},
    {"VECTORWS", Option::later, "experimental (ALPHA, BETA) options"},
    {"LOW_WIND", Option::later, "experimental (ALPHA, BETA) options"},
    {"AREAMNDR", Option::later, "experimental (ALPHA, BETA) options"},
    {"HBP", Option::later, "experimental (ALPHA, BETA) options"},
};

double ozone_factor(std::size_t unit) {
  constexpr double factors[] = {ozone_per_ppb, 1e3 * ozone_per_ppb, 1e-9};
  return factors[unit];
}
const std::vector<std::string> ozone_units{"PPB", "PPM", "UG/M3"};

void set_nitrogen(DeckDraft& draft, const DeckWord& word, NitrogenMethod method) {
  auto& chosen = draft.deck.control.nitrogen;
  if (chosen != NitrogenMethod::unlimited && chosen != method)
    draft.mistake("both_given", word.place, {{"key", "OLM"}, {"other", "ARM2"}});
  chosen = method;
}

bool is_regulatory(const DeckWord& word) { return word.text == "DFAULT" || word.text == "DEFAULT"; }

/// What DFAULT overrides with a note [EPA2024b].
bool is_overridden(const DeckDraft& draft, const DeckWord& word) {
  return draft.deck.control.regulatory &&
         (word.text == "FLAT" || word.text == "NOSTD" || word.text == "NOCHKD");
}

void set_option(DeckDraft& draft, const DeckWord& word, bool& flat, bool& elevated) {
  auto& control = draft.deck.control;
  const std::string& name = word.text;
  if (is_overridden(draft, word))
    return draft.note("deck_idle", word.place,
                      {{"key", "MODELOPT " + word.written}, {"what", "DFAULT does without it"}});
  if (name == "FLAT") flat = true;
  if (name == "ELEV") elevated = true;
  if (name == "NOSTD") control.stack_tip_downwash = false;
  if (name == "NOCHKD") control.check_dates = false;
  if (name == "WARNCHKD") control.warn_of_dates = true;
  if (name == "NOMINO3") control.ozone.night_minimum = false;
  if (name == "OLM") set_nitrogen(draft, word, NitrogenMethod::ozone_limiting);
  if (name == "ARM2") set_nitrogen(draft, word, NitrogenMethod::ambient_ratio);
}

/// What DFAULT forbids [EPA2024b].
void check_regulatory(DeckDraft& draft, const DeckRecord& record) {
  if (!draft.deck.control.regulatory) return;
  static const std::vector<std::string> forbidden{"ALPHA", "BETA", "NOURBTRAN"};
  for (const DeckWord& word : record.words)
    if (std::find(forbidden.begin(), forbidden.end(), word.text) != forbidden.end())
      draft.mistake("deck_not_regulatory", word.place, {{"value", word.written}});
}

/// Keywords that only one way to NO2 makes use of [EPA2024b].
void check_nitrogen(DeckDraft& draft) {
  if (draft.has_later_nitrogen) return;
  static const std::pair<const char*, NitrogenMethod> keywords[] = {
      {"OZONEVAL", NitrogenMethod::ozone_limiting}, {"OZONEFIL", NitrogenMethod::ozone_limiting},
      {"O3VALUES", NitrogenMethod::ozone_limiting}, {"OZONUNIT", NitrogenMethod::ozone_limiting},
      {"NO2STACK", NitrogenMethod::ozone_limiting}, {"NO2EQUIL", NitrogenMethod::ozone_limiting},
      {"ARMRATIO", NitrogenMethod::ambient_ratio}};
  for (const auto& [keyword, method] : keywords)
    if (draft.deck.control.nitrogen != method)
      draft.needs("CO " + std::string(keyword),
                  method == NitrogenMethod::ambient_ratio ? "MODELOPT ARM2" : "MODELOPT OLM");
  if (!draft.deck.control.ozone.night_minimum &&
      draft.deck.control.nitrogen != NitrogenMethod::ozone_limiting)
    draft.mistake("deck_needs", draft.seen["CO MODELOPT"],
                  {{"key", "MODELOPT NOMINO3"}, {"expected", "MODELOPT OLM"}});
}

/// Fine particles are ranked by 24-h means over the years; nothing stands beside these but ANNUAL [EPA2024b].
void check_averages(DeckDraft& draft, const TextPlace& end) {
  const auto& control = draft.deck.control;
  const std::string& name = control.pollutant;
  const bool is_fine = name == "PM25" || name == "PM-2.5" || name == "PM-25" || name == "PM2.5";
  if (!is_fine || control.design_values_suppressed || !control.check_dates || control.warn_of_dates) return;
  const TextPlace place = draft.seen.contains("CO AVERTIME") ? draft.seen["CO AVERTIME"] : end;
  const auto refuse = [&](const std::string& average) {
    draft.mistake("deck_fine_particles", place, {{"key", name}, {"value", average}});
  };
  for (const int hours : control.averages)
    if (hours != 24) refuse(hours == scenarios::whole_month ? "MONTH" : std::to_string(hours));
  if (control.period) refuse("PERIOD");
}

}  // namespace

void read_titles(DeckDraft& draft, const DeckRecord& record) {
  auto& control = draft.deck.control;
  (record.keyword == "TITLEONE" ? control.title_one : control.title_two) = record.rest;
}

void read_model_options(DeckDraft& draft, const DeckRecord& record) {
  bool flat = false, elevated = false, concentration = false;
  auto& control = draft.deck.control;
  control.regulatory = std::any_of(record.words.begin(), record.words.end(), is_regulatory);
  for (const DeckWord& word : record.words) {
    const auto* known = std::find_if(std::begin(model_options), std::end(model_options),
                                     [&](const ModelOption& option) { return word.text == option.name; });
    if (known == std::end(model_options)) {
      std::vector<std::string> names;
      for (const auto& option : model_options)
        if (option.use != Option::later) names.emplace_back(option.name);
      draft.choice("MODELOPT", word, names);
    } else if (known->use == Option::later) {
      draft.mistake("deck_later", word.place, {{"key", "MODELOPT " + word.written}, {"what", known->what}});
      draft.has_later_nitrogen |= std::find(std::begin(later_nitrogen), std::end(later_nitrogen),
                                            word.text) != std::end(later_nitrogen);
    } else if (known->use == Option::idle) {
      draft.note("deck_idle", word.place, {{"key", "MODELOPT " + word.written}, {"what", known->what}});
    }
    set_option(draft, word, flat, elevated);
    concentration |= word.text == "CONC";
  }
  if (!concentration)
    draft.note("deck_idle", record.place,
               {{"key", "MODELOPT"}, {"what", "CONC is missing and taken as given"}});
  control.flat = flat;
  control.elevated = elevated || !flat;
  check_regulatory(draft, record);
}

void read_averages(DeckDraft& draft, const DeckRecord& record) {
  static const std::vector<std::string> accepted{"1",  "2",  "3",     "4",      "6",     "8",
                                                 "12", "24", "MONTH", "PERIOD", "ANNUAL"};
  auto& control = draft.deck.control;
  for (const DeckWord& written : record.words) {
    const DeckWord word = average_word(written);
    const auto chosen = draft.choice("AVERTIME", word, accepted);
    if (!chosen) continue;
    if (word.text == "PERIOD" || word.text == "ANNUAL") {
      (word.text == "PERIOD" ? control.period : control.annual) = true;
      continue;
    }
    const int hours = word.text == "MONTH" ? scenarios::whole_month : std::stoi(word.text);
    if (std::find(control.averages.begin(), control.averages.end(), hours) != control.averages.end())
      draft.mistake(
          "duplicate", word.place,
          {{"key", "AVERTIME"}, {"value", word.written}, {"line", std::to_string(word.place.line)}});
    else
      control.averages.push_back(hours);
  }
  if (control.period && control.annual)
    draft.mistake("both_given", record.place, {{"key", "PERIOD"}, {"other", "ANNUAL"}});
}

void read_urban_area(DeckDraft& draft, const DeckRecord& record) {
  // URBANOPT [id] population [name] [roughness]: an id is no number, or stands before one that could be a
  // population.
  DeckUrbanArea area;
  std::size_t n = 0;
  const auto& words = record.words;
  const auto second = words.size() > 1 ? fortran_number(words[1].text) : std::nullopt;
  const bool has_id = !fortran_number(words[0].text) || (second && *second >= least_population);
  if (has_id) area.id = words[n++].text;
  if (n >= words.size())
    return draft.mistake("wrong_count", record.place,
                         {{"key", "URBANOPT"}, {"value", std::to_string(words.size())}, {"expected", "≥ 2"}});
  const auto population = draft.number(record, n, {least_population, 1e9});
  if (words.size() > n + 2)
    if (const auto roughness = draft.number(record, n + 2, {1e-3, 5.0}))
      area.city.roughness_length = *roughness;
  if (draft.deck.control.regulatory && area.city.roughness_length != regulatory_roughness) {
    draft.note("deck_idle", words[n + 2].place,
               {{"key", "URBANOPT " + words[n + 2].written}, {"what", "DFAULT takes a roughness of 1 m"}});
    area.city.roughness_length = regulatory_roughness;
  }
  if (words.size() > n + 3)
    draft.mistake("wrong_count", words[n + 3].place,
                  {{"key", "URBANOPT"}, {"value", std::to_string(words.size())}, {"expected", "≤ 4"}});
  if (population) area.city.population = *population;
  for (const auto& other : draft.deck.control.urban_areas)
    if (other.id == area.id) return draft.mistake("deck_urban_id", record.place, {{"value", area.id}});
  draft.deck.control.urban_areas.push_back(area);
}

void read_pollutant(DeckDraft& draft, const DeckRecord& record) {
  auto& control = draft.deck.control;
  control.pollutant = record.words[0].text;
  if (record.words.size() == 2 && draft.choice("POLLUTID", record.words[1], {"H1H", "H2H", "INC"}))
    control.design_values_suppressed = true;
}

void read_decay(DeckDraft& draft, const DeckRecord& record) {
  if (draft.deck.control.decay_rate)
    return draft.mistake("both_given", record.place, {{"key", "HALFLIFE"}, {"other", "DCAYCOEF"}});
  const bool is_half_life = record.keyword == "HALFLIFE";
  const auto value = draft.number(record, 0, is_half_life ? positive : not_negative);
  // 0.693 is AERMOD's ln 2 [EPA2024b].
  if (value) draft.deck.control.decay_rate = is_half_life ? 0.693 / *value : *value;
}

void read_nitrogen_ratios(DeckDraft& draft, const DeckRecord& record) {
  auto& control = draft.deck.control;
  const bool of_ratio = record.keyword == "ARMRATIO";
  const DeckRange share = !of_ratio            ? DeckRange{0.0, 1.0}
                          : control.regulatory ? regulatory_ratios
                                               : DeckRange{positive.least, 1.0};
  const auto first = draft.number(record, 0, share);
  if (!first) return;
  if (record.keyword == "NO2EQUIL") control.equilibrium_no2 = *first;
  if (record.keyword == "NO2STACK") control.stack_no2 = *first;
  if (!of_ratio) return;
  const auto second = draft.number(record, 1, {*first, share.most});
  control.least_ratio = *first;
  if (second) control.largest_ratio = *second;
}

void read_ozone_constant(DeckDraft& draft, const DeckRecord& record) {
  const auto value = draft.number(record, 0, not_negative);
  std::optional<std::size_t> unit = 2;  // without a word it is ug/m3
  if (record.words.size() == 2) unit = draft.choice("OZONEVAL", record.words[1], ozone_units);
  if (value && unit) draft.deck.control.ozone.constant = *value * ozone_factor(*unit);
}

void read_ozone_file(DeckDraft& draft, const DeckRecord& record) {
  auto& ozone = draft.deck.control.ozone;
  ozone.file = draft.input(record.words[0]);
  if (record.words.size() > 1)
    if (const auto unit = draft.choice("OZONEFIL", record.words[1], ozone_units))
      ozone.file_factor = ozone_factor(*unit);
  if (record.words.size() > 2 && record.words[2].text != "FREE") ozone.file_format = record.words[2].text;
}

void read_ozone_factors(DeckDraft& draft, const DeckRecord& record) {
  std::vector<std::string> names;
  for (const auto& known : scenarios::variation_names) names.emplace_back(known.name);
  if (!draft.choice("O3VALUES", record.words[0], names)) return;
  const auto variation = *scenarios::variation_named(record.words[0].text);
  auto& varying = draft.deck.control.ozone.varying;
  if (!varying) varying = scenarios::VaryingFactors{variation.variation, {}};
  if (varying->variation != variation.variation)
    return draft.mistake("differs_within_id", record.words[0].place,
                         {{"key", "O3VALUES"}, {"value", record.words[0].written}, {"id", "O3VALUES"}});
  const auto values = draft.numbers(record, 1, variation.count - varying->factors.size(), not_negative);
  varying->factors.insert(varying->factors.end(), values.begin(), values.end());
}

void read_ozone_unit(DeckDraft& draft, const DeckRecord& record) {
  if (draft.choice("OZONUNIT", record.words[0], ozone_units)) draft.ozone_unit = record.words[0].text;
}

void read_default_flagpole(DeckDraft& draft, const DeckRecord& record) {
  draft.deck.control.flagpole = 0.0;
  if (!record.words.empty())
    if (const auto height = draft.number(record, 0, {0.0, 3000.0})) draft.deck.control.flagpole = *height;
}

void read_run_or_not(DeckDraft& draft, const DeckRecord& record) {
  if (const auto chosen = draft.choice("RUNORNOT", record.words[0], {"RUN", "NOT"}))
    draft.deck.control.run = *chosen == 0;
}

void finish_control(DeckDraft& draft, const TextPlace& end) {
  auto& control = draft.deck.control;
  for (const char* needed : {"TITLEONE", "MODELOPT", "AVERTIME", "POLLUTID", "RUNORNOT"})
    if (!draft.seen.contains(std::string("CO ") + needed))
      draft.mistake("missing_key", end, {{"key", std::string("CO ") + needed}});
  if (control.nitrogen != NitrogenMethod::unlimited && control.pollutant != "NO2")
    draft.mistake("deck_needs_no2", draft.seen["CO MODELOPT"], {{"value", control.pollutant}});
  check_nitrogen(draft);
  check_averages(draft, end);
  if (control.nitrogen == NitrogenMethod::ozone_limiting && !control.ozone.is_there() &&
      !draft.seen.contains("CO OZONEFIL"))
    draft.mistake("deck_needs_ozone", draft.seen["CO MODELOPT"]);
  if (control.regulatory && control.decay_rate)
    draft.note("deck_idle", end,
               {{"key", "HALFLIFE, DCAYCOEF"}, {"what", "DFAULT knows no decay but that of urban SO2"}});
  if (control.ozone.varying) {
    const auto count =
        std::find_if(std::begin(scenarios::variation_names), std::end(scenarios::variation_names),
                     [&](const auto& known) { return known.variation == control.ozone.varying->variation; });
    if (control.ozone.varying->factors.size() != count->count)
      draft.mistake("wrong_count", draft.seen["CO O3VALUES"],
                    {{"key", "O3VALUES"},
                     {"value", std::to_string(control.ozone.varying->factors.size())},
                     {"expected", std::to_string(count->count)}});
    // O3VALUES without OZONUNIT are in ppb.
    const auto unit = std::find(ozone_units.begin(), ozone_units.end(), draft.ozone_unit);
    for (double& value : control.ozone.varying->factors)
      value *= ozone_factor(static_cast<std::size_t>(unit - ozone_units.begin()));
  }
}

}  // namespace lantian::io
