#include "io/scenario/pollutants.hpp"

#include <algorithm>

namespace lantian::io {

namespace {

using scenarios::pollutant_count;
using scenarios::pollutant_names;
using scenarios::PollutantValues;

std::vector<std::string> pollutants() {
  std::vector<std::string> names(pollutant_names.begin(), pollutant_names.end());
  names.push_back("PM");
  return names;
}

bool is_primary_particles(std::string_view name) {
  return name == "PM10" || name == "PM2p5" || name == "BC" || name == "OC" || name == "TSP";
}

/// Indices that `name` stands for: one, or all of "PM"; empty where it is no pollutant.
std::vector<std::size_t> named_pollutants(const std::string& name) {
  std::vector<std::size_t> found;
  for (std::size_t p = 0; p < pollutant_count; ++p)
    if (pollutant_names[p] == name || (name == "PM" && is_primary_particles(pollutant_names[p])))
      found.push_back(p);
  return found;
}

}  // namespace

PollutantValues read_own_values(TableReader& table, NumberRange range) {
  PollutantValues values;
  for (const auto& name : pollutants()) {
    if (!table.take(name)) continue;
    const double value = table.number(name, 0.0, range);
    for (auto p : named_pollutants(name))
      if (name != "PM" || !table.has(std::string(pollutant_names[p]))) values[p] = value;
  }
  return values;
}

PollutantValues read_values(TableReader& table, const std::string& key, NumberRange range) {
  PollutantValues values;
  table.table(key, [&](TableReader& t) { values = read_own_values(t, range); });
  return values;
}

std::vector<scenarios::Pollutant> read_pollutants(TableReader& table, const std::string& key) {
  std::vector<scenarios::Pollutant> found;
  for (const auto& name : table.words(key)) {
    const auto indices = named_pollutants(name);
    if (indices.empty())
      table.fault("not_one_of", key, table.item(key, name),
                  {{"accepted", joined(pollutants())}, {"nearest", nearest_spelling(name, pollutants())}});
    for (auto p : indices) found.push_back(static_cast<scenarios::Pollutant>(p));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::optional<scenarios::Pollutant> read_pollutant(TableReader& table, const std::string& key) {
  const std::vector<std::string> names(pollutant_names.begin(), pollutant_names.end());
  const std::string name = table.choice(key, names, "");
  if (!table.has(key)) table.missing(key);
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) return std::nullopt;
  return static_cast<scenarios::Pollutant>(at - names.begin());
}

}  // namespace lantian::io
