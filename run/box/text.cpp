#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/csv_text.hpp"
#include "io/local_time.hpp"
#include "io/messages.hpp"
#include "io/text_table.hpp"
#include "run/box/box.hpp"
#include "run/number_text.hpp"

namespace lantian::run {
namespace {

constexpr double per_billion = 1e9;

/// Integrated species in the order of the mechanism.
std::vector<std::size_t> shown_species(const io::BoxFile& box) {
  std::vector<std::size_t> shown;
  for (std::size_t s = 0; s < box.mechanism.species.size(); ++s)
    if (!box.mechanism.species[s].given) shown.push_back(s);
  return shown;
}

std::string title(const io::BoxFile& box) {
  const auto& label = box.label;
  const std::string& words = io::language() == io::Language::zh ? label.zh : label.en;
  return io::harmless(words.empty() ? box.id : words) + "\n" +
         io::translated("{mechanism}: {species} species, {reactions} reactions",
                        {{"mechanism", io::harmless(box.mechanism_name)},
                         {"species", std::to_string(shown_species(box).size())},
                         {"reactions", std::to_string(box.mechanism.reactions.size())}}) +
         "\n";
}

}  // namespace

std::string box_csv(const io::BoxFile& box, const BoxSeries& series) {
  const auto shown = shown_species(box);
  std::string text = "time,air_temperature [K],air_pressure [Pa],cosine_of_zenith_angle [1]";
  for (const std::size_t s : shown) text += "," + io::csv_cell(box.mechanism.species[s].name + " [ppb]");
  text += "\n";
  for (const auto& at : series) {
    text += io::local_time_text(at.time, box.clock.offset) +
            fmt::format(",{:.10g},{:.10g},{:.6f}", at.temperature, at.pressure, at.cosine_of_zenith);
    for (const std::size_t s : shown) text += fmt::format(",{:.10g}", per_billion * at.mole_fraction[s]);
    text += "\n";
  }
  return text;
}

std::string box_text(const io::BoxFile& box, const BoxSeries& series) {
  auto shown = shown_species(box);
  const auto largest = [&](std::size_t s) {
    return std::max_element(series.begin(), series.end(), [s](const auto& a, const auto& b) {
      return a.mole_fraction[s] < b.mole_fraction[s];
    });
  };
  std::erase_if(shown, [&](std::size_t s) { return per_billion * largest(s)->mole_fraction[s] < 1e-3; });
  std::vector<std::vector<std::string>> rows{{io::translated("mole fraction, ppb"), io::translated("start"),
                                              io::translated("end"), io::translated("largest"),
                                              io::translated("at")}};
  for (const std::size_t s : shown)
    rows.push_back({box.mechanism.species[s].name, number(per_billion * series.front().mole_fraction[s]),
                    number(per_billion * series.back().mole_fraction[s]),
                    number(per_billion * largest(s)->mole_fraction[s]),
                    io::local_time_text(largest(s)->time, box.clock.offset)});
  return title(box) + io::text_table(rows) +
         io::translated("species that never reach 1 ppt are in the CSV only") + "\n";
}

std::string box_json(const io::BoxFile& box, const BoxSeries& series) {
  std::string text = "{\n  \"box\": " + io::json_text(box.id) + ",\n  \"unit\": \"ppb\",\n  \"time\": [";
  for (std::size_t n = 0; n < series.size(); ++n)
    text += (n ? ", " : "") + io::json_text(io::local_time_text(series[n].time, box.clock.offset));
  text += "],\n  \"species\": {";
  bool first = true;
  for (const std::size_t s : shown_species(box)) {
    text += (first ? "\n    " : ",\n    ") + io::json_text(box.mechanism.species[s].name) + ": [";
    first = false;
    for (std::size_t n = 0; n < series.size(); ++n)
      text += (n ? ", " : "") + fmt::format("{:.10g}", per_billion * series[n].mole_fraction[s]);
    text += "]";
  }
  return text + "\n  }\n}\n";
}

std::string isopleth_csv(const io::BoxFile& box, const IsoplethField& field) {
  std::string text =
      "nox_factor [1],voc_factor [1]," + io::csv_cell(box.isopleths->species + " [ppb]") + "\n";
  for (std::size_t i = 0; i < field.nox.size(); ++i)
    for (std::size_t j = 0; j < field.voc.size(); ++j)
      text += fmt::format("{:.10g},{:.10g},{:.10g}\n", field.nox[i], field.voc[j],
                          per_billion * field.largest[i][j]);
  return text;
}

std::string isopleth_text(const io::BoxFile& box, const IsoplethField& field) {
  // A page is not wide enough for twenty columns: about seven of each axis.
  const auto some = [](std::size_t count) {
    std::vector<std::size_t> chosen;
    const std::size_t shown = std::min<std::size_t>(count, 7);
    for (std::size_t n = 0; n < shown; ++n) chosen.push_back(n * (count - 1) / (shown - 1));
    return chosen;
  };
  std::vector<std::vector<std::string>> rows{{io::translated("NOx factor \\ VOC factor")}};
  for (const std::size_t j : some(field.voc.size())) rows[0].push_back(fmt::format("{:.3g}", field.voc[j]));
  for (const std::size_t i : some(field.nox.size())) {
    rows.push_back({fmt::format("{:.3g}", field.nox[i])});
    for (const std::size_t j : some(field.voc.size()))
      rows.back().push_back(fmt::format("{:.1f}", per_billion * field.largest[i][j]));
  }
  return title(box) +
         io::translated("largest {hours}-h mean of {species}, ppb",
                        {{"hours", std::to_string(box.isopleths->averaging_hours)},
                         {"species", box.isopleths->species}}) +
         "\n" + io::text_table(rows);
}

std::string isopleth_json(const io::BoxFile& box, const IsoplethField& field) {
  const auto list = [](const std::vector<double>& values, double factor) {
    std::string text = "[";
    for (std::size_t n = 0; n < values.size(); ++n)
      text += (n ? ", " : "") + fmt::format("{:.8g}", factor * values[n]);
    return text + "]";
  };
  std::string text = "{\n  \"schema\": \"lantian.isopleths/1\",\n  \"id\": " + io::json_text(box.id) +
                     ",\n  \"label\": {\"en\": " + io::json_text(box.label.en) +
                     ", \"zh\": " + io::json_text(box.label.zh) +
                     "},\n  \"species\": " + io::json_text(box.isopleths->species) +
                     ",\n  \"averaging_hours\": " + std::to_string(box.isopleths->averaging_hours) +
                     ",\n  \"mechanism\": " + io::json_text(box.mechanism_name) +
                     ",\n  \"unit\": \"ppb\",\n  \"nox\": " + list(field.nox, 1.0) +
                     ",\n  \"voc\": " + list(field.voc, 1.0) + ",\n  \"largest\": [";
  for (std::size_t i = 0; i < field.largest.size(); ++i)
    text += (i ? ",\n    " : "\n    ") + list(field.largest[i], per_billion);
  return text + "\n  ]\n}\n";
}

}  // namespace lantian::run
