#include "io/aermod/listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "io/aermod/result_files.hpp"
#include "io/aermod/result_lines.hpp"
#include "io/messages.hpp"
#include "io/text_table.hpp"

namespace lantian::io {
namespace {

using scenarios::DispersionResults;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t highest_shown = 10;  // receptors of long means and percentiles

std::string number(double value) { return fmt::format("{:.5g}", value); }
std::string date_of(const scenarios::RankedValue& value) {
  if (!value.is_there()) return "";
  std::string text = scenarios::local_hour_of(value.ending).text();
  if (value.lacking != scenarios::Lacking::nothing)
    text += std::string(" ") + static_cast<char>(value.lacking);
  return text;
}
std::string place_of(const Deck& deck, std::size_t receptor) {
  const auto& at = deck.receptors[receptor].place;
  return fmt::format("{:.2f}, {:.2f}", at.x, at.y);
}
std::string heading(const std::string& text) { return "\n" + text + "\n"; }

/// The receptors with the highest of one value each.
std::string highest_receptors(const Deck& deck, const std::string& title, const std::vector<double>& values) {
  std::string text;
  const std::size_t count = deck.receptors.size();
  for (std::size_t group = 0; group < deck.groups.size(); ++group) {
    std::vector<std::size_t> order;
    for (std::size_t r = 0; r < count; ++r)
      if (!std::isnan(values[group * count + r])) order.push_back(r);
    const std::size_t shown = std::min(order.size(), highest_shown);
    const auto is_higher = [&](std::size_t a, std::size_t b) {
      return values[group * count + a] > values[group * count + b] ||
             (values[group * count + a] == values[group * count + b] && a < b);
    };
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
                      is_higher);
    Rows rows{{translated("receptor"), deck.concentration_unit}};
    for (std::size_t n = 0; n < shown; ++n)
      rows.push_back({place_of(deck, order[n]), number(values[group * count + order[n]])});
    text += heading(title + " " + deck.groups[group].id) + text_table(rows);
  }
  return text;
}

std::string rank_table(const Deck& deck, const DispersionResults& results, int hours,
                       const std::set<std::size_t>& ranks) {
  std::string text;
  const auto* average = average_of(results, hours);
  for (std::size_t group = 0; group < deck.groups.size(); ++group) {
    Rows rows{{translated("receptor")}};
    for (const std::size_t rank : ranks) {
      rows[0].push_back(rank_label(rank));
      if (!results.design_values) rows[0].push_back(translated("hour of its end"));
    }
    for (std::size_t r = 0; r < results.receptors; ++r) {
      const std::size_t cell = results.cell(group, r);
      std::vector<std::string> row{place_of(deck, r)};
      for (const std::size_t rank : ranks) {
        if (results.design_values) {
          row.push_back(number(results.design_values->mean_of_rank(cell, rank)));
          continue;
        }
        const auto& value = average->highest.of(cell)[rank - 1];
        row.push_back(number(value.value));
        row.push_back(date_of(value));
      }
      rows.push_back(std::move(row));
    }
    text += heading(translated("highest values by receptor") + ", " + average_label(hours) + ", " +
                    deck.groups[group].id) +
            text_table(rows);
  }
  return text;
}

std::string most_table(const Deck& deck, const DispersionResults& results, int hours, std::size_t most) {
  std::string text;
  const auto* average = average_of(results, hours);
  for (std::size_t group = 0; group < deck.groups.size(); ++group) {
    Rows rows{{"", deck.concentration_unit, translated("hour of its end"), translated("receptor")}};
    const auto& values = average->overall[group].values();
    for (std::size_t n = 0; n < std::min(values.size(), most); ++n)
      rows.push_back({std::to_string(n + 1), number(values[n].value), date_of(values[n]),
                      place_of(deck, values[n].receptor)});
    text += heading(translated("highest values of all") + ", " + average_label(hours) + ", " +
                    deck.groups[group].id) +
            text_table(rows);
  }
  return text;
}

std::string hours_text(const DispersionResults& results) {
  return translated("{first} to {last}: {computed} hours computed, {calm} calm, {missing} missing",
                    {{"first", results.first.text()},
                     {"last", results.last.text()},
                     {"computed", std::to_string(results.hours.valid())},
                     {"calm", std::to_string(results.hours.calm)},
                     {"missing", std::to_string(results.hours.missing)}}) +
         "\n";
}

std::string emission_text(const Deck& deck, const DispersionResults& results) {
  Rows rows{{translated("group"), translated("sources"), translated("emitted in the computed hours, kg")}};
  for (std::size_t group = 0; group < deck.groups.size(); ++group)
    rows.push_back({deck.groups[group].id, std::to_string(deck.groups[group].sources.size()),
                    number(results.emitted[group])});
  return text_table(rows);
}

std::string percentile_title(const DispersionResults& results) {
  const auto& found = *results.percentile;
  return translated(
      found.days > 0 ? "percentile {percent} of the {average} of {days} days, no whole year,"
                     : "percentile {percent} of the days' {average}, mean over the years,",
      {{"percent", fmt::format("{:g}", found.percentile)},
       {"average", found.average == "24h" ? translated("24-hour means") : translated("largest 8-hour means")},
       {"days", std::to_string(found.days)}});
}

}  // namespace

std::string deck_summary(const Deck& deck, const DispersionResults& results) {
  std::string text = harmless(deck.control.title_one) + "\n";
  if (!deck.control.title_two.empty()) text += harmless(deck.control.title_two) + "\n";
  text += hours_text(results) + emission_text(deck, results);
  Rows rows{{translated("group"), translated("average"), deck.concentration_unit,
             translated("hour of its end"), translated("receptor")}};
  for (const auto& average : results.averages)
    for (std::size_t group = 0; group < results.groups; ++group)
      if (const auto& values = average.overall[group].values(); !values.empty())
        rows.push_back({deck.groups[group].id, average_label(average.hours), number(values[0].value),
                        date_of(values[0]), place_of(deck, values[0].receptor)});
  if (rows.size() > 1) text += text_table(rows);
  for (const Diagnostic& note : deck.notes) text += headline(note) + "\n";
  return text;
}

std::string deck_listing(const Deck& deck, const DispersionResults& results) {
  std::string text = deck_summary(deck, results);
  if (results.period_mean)
    text += highest_receptors(deck, translated("mean of the period,"), *results.period_mean);
  if (results.annual_mean)
    text += highest_receptors(deck, translated("mean of the years,"), *results.annual_mean);
  if (results.percentile)
    text += highest_receptors(deck, percentile_title(results), results.percentile->values);
  for (const auto& [hours, ranks] : deck.tables.ranks) text += rank_table(deck, results, hours, ranks);
  for (const auto& [hours, most] : deck.tables.most) text += most_table(deck, results, hours, most);
  return text;
}

std::string day_table(const Deck& deck, const scenarios::EndedAverage& average) {
  std::string text;
  for (std::size_t group = 0; group < deck.groups.size(); ++group) {
    Rows rows{{translated("receptor"), deck.concentration_unit}};
    for (std::size_t r = 0; r < deck.receptors.size(); ++r)
      rows.push_back({place_of(deck, r), number(average.values[group * deck.receptors.size() + r])});
    text +=
        heading(average.ending.text() + ", " + average_label(average.hours) + ", " + deck.groups[group].id) +
        text_table(rows);
  }
  return text;
}

std::string deck_json(const Deck& deck, const DispersionResults& results, const std::string& folder,
                      const std::vector<std::string>& files) {
  using nlohmann::ordered_json;
  ordered_json all{{"schema", "lantian.aermod/1"},
                   {"folder", folder},
                   {"first", results.first.text()},
                   {"last", results.last.text()},
                   {"hours",
                    {{"computed", results.hours.valid()},
                     {"calm", results.hours.calm},
                     {"missing", results.hours.missing}}},
                   {"years", results.years},
                   {"unit", deck.concentration_unit},
                   {"receptors", results.receptors}};
  ordered_json groups = ordered_json::array();
  for (std::size_t group = 0; group < results.groups; ++group) {
    ordered_json highest = ordered_json::array();
    for (const auto& average : results.averages) {
      const auto& values = average.overall[group].values();
      if (values.empty()) continue;
      const auto& at = deck.receptors[values[0].receptor].place;
      highest.push_back({{"average", average_label(average.hours)},
                         {"value", values[0].value},
                         {"ends", scenarios::local_hour_of(values[0].ending).text()},
                         {"x", at.x},
                         {"y", at.y}});
    }
    groups.push_back(
        {{"id", deck.groups[group].id}, {"emitted_kg", results.emitted[group]}, {"highest", highest}});
  }
  all["groups"] = groups;
  all["files"] = files;
  ordered_json notes = ordered_json::array();
  for (const auto& note : deck.notes) notes.push_back(headline(note));
  all["notes"] = notes;
  return all.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace lantian::io
