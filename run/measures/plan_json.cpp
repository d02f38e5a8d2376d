// The plan for programs: all pollutants, three strengths, every number with its source.

#include "io/messages.hpp"
#include "run/measures/plan_words.hpp"
#include "run/number_text.hpp"

namespace lantian::run {

namespace {

using io::json_text;
using scenarios::pollutant_count;
using scenarios::pollutant_names;
using scenarios::PollutantMasses;

std::string pair(const std::string& key, const std::string& value) { return json_text(key) + ": " + value; }

std::string object(const std::vector<std::string>& pairs) {
  std::string text;
  for (const auto& one : pairs) text += (text.empty() ? "" : ", ") + one;
  return "{" + text + "}";
}

std::string list(const std::vector<std::string>& items) {
  std::string text;
  for (const auto& one : items) text += (text.empty() ? "" : ", ") + one;
  return "[" + text + "]";
}

std::string label(const scenarios::Label& of) {
  return object({pair("zh", json_text(of.zh)), pair("en", json_text(of.en))});
}

/// 17 digits: sums can be checked to the last.

std::string masses(const PollutantMasses& of) {
  std::vector<std::string> pairs;
  for (std::size_t p = 0; p < pollutant_count; ++p)
    pairs.push_back(pair(std::string(pollutant_names[p]), significant(of[p] / kilograms_of_tonne, 17)));
  return object(pairs);
}

template <class Get>
std::string by_strength(Get get) {
  std::vector<std::string> pairs;
  for (std::size_t s = 0; s < scenarios::strength_names.size(); ++s)
    pairs.push_back(pair(std::string(scenarios::strength_names[s]), get(s)));
  return object(pairs);
}

std::string facts(const scenarios::PlanItem& item) {
  std::vector<std::string> all;
  for (const auto& fact : item.facts) {
    std::vector<std::string> pairs{pair("what", label(fact.what))};
    if (fact.value) pairs.push_back(pair("value", significant(*fact.value, 17)));
    if (!fact.unit.empty()) pairs.push_back(pair("unit", json_text(fact.unit)));
    if (!fact.by.empty()) pairs.push_back(pair("by", json_text(fact.by)));
    pairs.push_back(pair("source", json_text(fact.source)));
    all.push_back(object(pairs));
  }
  return list(all);
}

std::string numbers(const scenarios::PlanItem& item) {
  std::vector<std::string> all;
  for (const auto& one : item.numbers)
    all.push_back(object({pair("key", json_text(one.key)), pair("low", json_text(one.text[0])),
                          pair("central", json_text(one.text[1])), pair("high", json_text(one.text[2])),
                          pair("source", json_text(one.source))}));
  return list(all);
}

/// What an item does alone and in company, on the county's sources or on all.
std::string acting(const PlanAssessment& assessment, std::size_t place,
                   scenarios::PlanSums scenarios::PlanEffects::*scope) {
  const auto sums = [&](std::size_t s) -> const scenarios::PlanSums& { return assessment.effects[s].*scope; };
  const auto& central = sums(1).items[place];
  return object(
      {pair("alone", by_strength([&](std::size_t s) { return masses(sums(s).items[place].first_in); })),
       pair("first_in", masses(central.first_in)), pair("last_in", masses(central.last_in)),
       pair("in_order", masses(central.in_order)), pair("shapley", masses(central.shapley)),
       pair("added_elsewhere", masses(sums(1).elsewhere[place]))});
}

std::string traced(const PlanAssessment& assessment, const io::CaseInputs& inputs, std::size_t item) {
  std::vector<std::string> all;
  for (const auto& one : assessment.traced[item])
    all.push_back(
        object({pair("source", json_text(inputs.inventory.sources[static_cast<std::size_t>(one.source)].id)),
                pair("mass [t/a]", significant(one.mass / kilograms_of_tonne, 17)),
                pair("station", json_text(one.station)),
                pair("distance [km]", significant(one.distance / 1000.0, 17)),
                pair("bearing [degree]", significant(one.bearing, 17))}));
  return list(all);
}

std::string numbers_json(const std::vector<double>& values, double scale) {
  std::vector<std::string> all;
  for (const double value : values) all.push_back(significant(value * scale, 17));
  return list(all);
}

std::string air_json(const PlanAssessment& assessment, const PlanAssessment::Air& air) {
  constexpr double micrograms = 1e9;  // per kg m-3
  std::vector<std::string> figures, items;
  for (const auto& figure : air.plan.figures)
    figures.push_back(
        object({pair("place", json_text(figure.place)), pair("pollutant", json_text(figure.pollutant)),
                pair("average", json_text(figure.average)), pair("when", json_text(figure.when))}));
  for (std::size_t n = 0; n < air.plan.items.size(); ++n)
    if (!air.plan.items[n].first_in.empty())
      items.push_back(object({pair("number", json_text(assessment.folder.plan.items[n].number)),
                              pair("first_in", numbers_json(air.plan.items[n].first_in, micrograms)),
                              pair("last_in", numbers_json(air.plan.items[n].last_in, micrograms))}));
  std::vector<std::string> pairs{
      pair("case", json_text(air.file.case_id)),
      pair("season", json_text(air.file.season)),
      pair("variant", json_text(air.file.variant)),
      pair("figures", list(figures)),
      pair("before [ug/m3]", numbers_json(air.plan.before, micrograms)),
      pair("items [ug/m3]", list(items)),
      pair("together [ug/m3]", numbers_json(air.plan.joint, micrograms)),
      pair("interaction [ug/m3]", numbers_json(air.plan.interaction(), micrograms))};
  if (air.trace) {
    std::vector<std::string> stations, parts;
    for (const auto& station : air.trace->stations) stations.push_back(json_text(station));
    for (const auto& part : air.trace->parts)
      parts.push_back(object({pair("group", json_text(part.group)),
                              pair("at_station [ug/m3]", numbers_json(part.at_station, micrograms))}));
    pairs.push_back(pair(
        "trace",
        object({pair("pollutant", json_text(air.trace->figure.pollutant)), pair("stations", list(stations)),
                pair("whole [ug/m3]", numbers_json(air.trace->at_station, micrograms)),
                pair("parts", list(parts)),
                pair("rest [ug/m3]", numbers_json(air.trace->rest(), micrograms))})));
  }
  return object(pairs);
}

std::string item_json(const PlanAssessment& assessment, const io::CaseInputs& inputs, std::size_t n) {
  const auto& item = assessment.folder.plan.items[n];
  const auto figures = figures_of(assessment, n);
  std::vector<std::string> pairs{pair("number", json_text(item.number)), pair("title", label(item.title)),
                                 pair("class", json_text(item.item_class))};
  if (item.step >= 0)
    pairs.push_back(
        pair("step", json_text(std::string(scenarios::plan_steps[static_cast<std::size_t>(item.step)]))));
  pairs.push_back(pair("facts", facts(item)));
  pairs.push_back(pair("operation", label(item.operation)));
  pairs.push_back(pair("numbers", numbers(item)));
  if (!item.reason.en.empty()) pairs.push_back(pair("reason", label(item.reason)));
  switch (figures.kind) {
    case ItemFigures::Kind::acts: {
      const std::size_t place = *assessment.place_in_order(n);
      pairs.push_back(pair("kind", json_text("acts")));
      pairs.push_back(pair("county [t]", acting(assessment, place, &scenarios::PlanEffects::county)));
      pairs.push_back(pair("all [t]", acting(assessment, place, &scenarios::PlanEffects::all)));
      break;
    }
    case ItemFigures::Kind::prevents:
      pairs.push_back(pair("kind", json_text("prevents")));
      pairs.push_back(pair("avoided [t/a]",
                           by_strength([&](std::size_t s) { return masses(assessment.avoided[s][n]); })));
      break;
    case ItemFigures::Kind::not_quantified:
      pairs.push_back(pair("kind", json_text("not_quantified")));
      break;
  }
  if (item.trace) pairs.push_back(pair("traced", traced(assessment, inputs, n)));
  return object(pairs);
}

}  // namespace

std::string plan_json(const PlanAssessment& assessment, const io::CaseInputs& inputs) {
  const auto& plan = assessment.folder.plan;
  const auto together = [&](scenarios::PlanSums scenarios::PlanEffects::*scope) {
    return object({pair("base", masses((assessment.effects[1].*scope).base)),
                   pair("together", by_strength([&](std::size_t s) {
                          return masses((assessment.effects[s].*scope).joint);
                        }))});
  };
  std::vector<std::string> order;
  for (const auto n : assessment.order) order.push_back(json_text(plan.items[n].number));
  std::string text = "{\n  \"plan\": " + json_text(plan.id) +
                     ",\n  \"synthetic\": " + (inputs.file.contents.synthetic ? "true" : "false") +
                     ",\n  \"county [t]\": " + together(&scenarios::PlanEffects::county) +
                     ",\n  \"all [t]\": " + together(&scenarios::PlanEffects::all) +
                     ",\n  \"order\": " + list(order) + ",\n  \"items\": [";
  for (std::size_t n = 0; n < plan.items.size(); ++n)
    text += (n ? ",\n    " : "\n    ") + item_json(assessment, inputs, n);
  text += "\n  ],\n  \"air\": [";
  for (std::size_t n = 0; n < assessment.airs.size(); ++n)
    text += (n ? ",\n    " : "\n    ") + air_json(assessment, assessment.airs[n]);
  return text + "]\n}\n";
}

}  // namespace lantian::run
