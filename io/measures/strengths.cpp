#include "io/measures/strengths.hpp"

#include <algorithm>
#include <set>

#include "io/toml_text.hpp"

namespace lantian::io {

namespace {

using Kind = TomlValue::Kind;
using scenarios::PlanNumber;
using scenarios::Strength;

bool is_number(const TomlValue& node) { return node.kind == Kind::number || node.kind == Kind::whole_number; }

/// Text of the key `source`, which no part of a scenario has.
const TomlValue* source_of(const TomlValue& table) {
  const auto* source = table.find("source");
  return source && source->kind == Kind::text ? source : nullptr;
}

std::string shown(const TomlValue& node) { return node.kind == Kind::text ? node.text : toml_text(node); }

class Numbers {
 public:
  explicit Numbers(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void read(const TomlValue& node, const std::string& path, const std::string& source, bool is_needed) {
    if (node.is_table() && node.find("central")) return read_three(node, path, source);
    if (is_number(node)) return take(node, path, source, is_needed);
    const auto* own = node.is_table() ? source_of(node) : nullptr;
    const std::string& here = own ? own->text : source;
    for (const auto& entry : node.entries) {
      const bool selects = entry.key == "select" || entry.key == "window";
      read(entry.value, path.empty() ? entry.key : path + "." + entry.key, here, is_needed && !selects);
    }
    for (const auto& item : node.items) read(item, path, here, is_needed);
  }

  std::vector<PlanNumber> found;

 private:
  void take(const TomlValue& node, const std::string& path, const std::string& source, bool is_needed) {
    if (!source.empty())
      found.push_back({path, {node.text, node.text, node.text}, source});
    else if (is_needed)
      diagnostics_.add("number_without_source", node.place, {{"key", path}, {"value", node.text}});
  }

  void read_three(const TomlValue& node, const std::string& path, const std::string& around) {
    static const std::set<std::string> known{"low", "central", "high", "source"};
    for (const auto& entry : node.entries)
      if (!known.contains(entry.key))
        diagnostics_.add("unknown_key", entry.place,
                         {{"key", entry.key},
                          {"table", "[" + path + "]"},
                          {"nearest", nearest_spelling(entry.key, {known.begin(), known.end()})},
                          {"accepted", "central, high, low, source"}});
    const auto *central = node.find("central"), *low = node.find("low"), *high = node.find("high");
    if (!low != !high)
      diagnostics_.add("missing_key", node.place,
                       {{"key", low ? "high" : "low"}, {"table", "[" + path + "]"}});
    const auto* own = source_of(node);
    const std::string source = own ? own->text : around;
    if (source.empty())
      diagnostics_.add("number_without_source", node.place, {{"key", path}, {"value", shown(*central)}});
    found.push_back(
        {path, {shown(low ? *low : *central), shown(*central), shown(high ? *high : *central)}, source});
  }

  Diagnostics& diagnostics_;
};

}  // namespace

TomlValue at_strength(const TomlValue& written, Strength strength) {
  if (written.is_table()) {
    if (const auto* central = written.find("central")) {
      const auto* chosen = written.find(scenarios::strength_names[static_cast<std::size_t>(strength)]);
      return chosen ? *chosen : *central;
    }
  }
  TomlValue value = written;
  if (value.is_table() && source_of(value))
    std::erase_if(value.entries, [](const TomlEntry& entry) { return entry.key == "source"; });
  for (auto& entry : value.entries) entry.value = at_strength(entry.value, strength);
  for (auto& item : value.items) item = at_strength(item, strength);
  return value;
}

std::vector<PlanNumber> sourced_numbers(const TomlValue& node, const std::string& path,
                                        Diagnostics& diagnostics) {
  Numbers numbers(diagnostics);
  numbers.read(node, path, "", true);
  return std::move(numbers.found);
}

}  // namespace lantian::io
