#include <openssl/evp.h>

#include <array>

#include "io/local_time.hpp"
#include "io/scenario/scenario.hpp"
#include "scenarios/policy/plan_text.hpp"

namespace lantian::io {

namespace {

/// Quoted where CSV needs it, and never the start of a spreadsheet formula.
std::string field(const std::string& text) {
  std::string safe = text;
  if (!safe.empty() && std::string_view("=+-@\t\r").find(safe.front()) != std::string_view::npos)
    safe.insert(safe.begin(), '\'');
  if (safe.find_first_of(",\"\n\r") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string plan_hash(const scenarios::EmissionPlan& plan, const scenarios::Inventory& inventory) {
  const std::string text = scenarios::canonical_text(plan, inventory);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr);
  constexpr std::string_view letters = "0123456789abcdef";
  std::string hash;
  for (unsigned int i = 0; i < length; ++i) {
    hash += letters[digest[i] >> 4];
    hash += letters[digest[i] & 15];
  }
  return hash;
}

std::string plan_csv(const scenarios::EmissionPlan& plan, const scenarios::Inventory& inventory,
                     model::LocalClock clock) {
  std::string csv = "source,start,end,stage,pollutant,factor [1],measure\n";
  for (const auto& run : plan.runs) {
    csv += field(inventory.sources[static_cast<std::size_t>(run.source)].id) + ',';
    csv += local_time_text(run.start, clock.offset) + ',' + local_time_text(run.end, clock.offset) + ',';
    csv += scenarios::stage_name(run.stage);
    csv += ',';
    csv += run.pollutant ? scenarios::pollutant_names[static_cast<std::size_t>(*run.pollutant)] : "all";
    csv += ',' + scenarios::exact_text(run.factor) + ',';
    csv += field(run.rule < 0 ? "" : plan.rules[static_cast<std::size_t>(run.rule)]) + '\n';
  }
  return csv;
}

std::string plan_difference_csv(const scenarios::EmissionPlan& first, const scenarios::EmissionPlan& second,
                                const scenarios::Inventory& inventory, model::LocalClock clock) {
  std::string csv =
      "source,start,end,pollutant," + field(first.id + " [1]") + ',' + field(second.id + " [1]") + '\n';
  for (const auto& d : scenarios::difference(first, second)) {
    csv += field(inventory.sources[static_cast<std::size_t>(d.source)].id) + ',';
    csv += local_time_text(d.start, clock.offset) + ',' + local_time_text(d.end, clock.offset) + ',';
    csv += scenarios::pollutant_names[static_cast<std::size_t>(d.pollutant)];
    csv += ',' + scenarios::exact_text(d.first) + ',' + scenarios::exact_text(d.second) + '\n';
  }
  return csv;
}

}  // namespace lantian::io
