#include "io/scenario/inheritance.hpp"

#include <algorithm>
#include <set>

#include "io/scenario/table_reader.hpp"

namespace lantian::io {

namespace {

using scenarios::Measure;
using scenarios::Scenario;

/// "file:line" of a key; the file alone where it stands as a whole.
std::string place_text(const ScenarioFile& file, const std::string& key) {
  const auto found = file.places.find(key);
  if (found == file.places.end()) return file.scenario.id;
  return found->second.file + ":" + std::to_string(found->second.line);
}

/// "measure.m" of "measure.m.op.kind": what one table of a file defines.
std::string part_of(const std::string& key) {
  const auto dot = key.find('.');
  return dot == std::string::npos ? key : key.substr(0, key.find('.', dot + 1));
}

/// Whether a part is `id` or built of it.
template <class Part>
bool is_built_of(const std::map<std::string, Part>& parts, const std::string& from, const std::string& id,
                 std::set<std::string>& seen) {
  if (from == id) return true;
  const auto found = parts.find(from);
  if (found == parts.end() || !seen.insert(from).second) return false;
  for (const auto* below : {&found->second.all_of, &found->second.any_of, &found->second.none_of})
    for (const auto& one : *below)
      if (is_built_of(parts, one, id, seen)) return true;
  return false;
}

/// Whether the measure acts by the window, trigger, selection or table of this name.
bool hangs_on(const Measure& measure, const Scenario& scenario, const std::string& kind,
              const std::string& id) {
  const auto by_window = [&](const std::string& window) {
    std::set<std::string> seen;
    return is_built_of(scenario.windows, measure.window, window, seen);
  };
  if (kind == "window") return by_window(id);
  if (kind == "trigger")
    return std::any_of(scenario.windows.begin(), scenario.windows.end(),
                       [&](const auto& one) { return one.second.trigger == id && by_window(one.first); });
  if (kind == "select")
    for (const auto* parts : {&measure.select.all_of, &measure.select.any_of, &measure.select.none_of})
      for (const auto& one : *parts) {
        std::set<std::string> seen;
        if (is_built_of(scenario.selections, one, id, seen)) return true;
      }
  const auto* limit = std::get_if<scenarios::LimitOutput>(&measure.op);
  const auto* fuel = std::get_if<scenarios::ReplaceFuel>(&measure.op);
  return kind == "table" && ((limit && limit->table == id) || (fuel && fuel->table == id));
}

/// A window that a measure writes out itself goes with that measure.
std::string key_of(const std::string& kind, const std::string& id) {
  return kind == "window" && id.starts_with("measure.") ? id : kind + "." + id;
}

class Heir {
 public:
  Heir(ScenarioFile& child, const std::vector<const ScenarioFile*>& parents, const TextPlace& extends,
       Diagnostics& diagnostics)
      : child_(child), parents_(parents), extends_(extends), diagnostics_(diagnostics) {
    note_own("window", &Scenario::windows);
    note_own("trigger", &Scenario::triggers);
    note_own("select", &Scenario::selections);
    note_own("table", &Scenario::tables);
    note_own("table", &Scenario::fuel_tables);
    note_own("measure", &Scenario::measures);
  }

  void inherit() {
    take("measure", &Scenario::measures);
    take("window", &Scenario::windows);
    take("trigger", &Scenario::triggers);
    take("select", &Scenario::selections);
    take("table", &Scenario::tables);
    take("table", &Scenario::fuel_tables);
    take_one(
        "currency", [](auto& s) -> auto& { return s.currency; });
    take_one(
        "check.society_reduction", [](auto& s) -> auto& { return s.check.society_reduction; });
    take_one(
        "check.o3_guard", [](auto& s) -> auto& { return s.check.most_ozone_rise; });
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
      take_one(
          "check.mass." + std::string(scenarios::pollutant_names[p]), [p](auto& s) -> auto& {
            return s.check.mass_change[p];
          });
    for (const auto* parent : parents_) {
      take_words(parent->scenario.words);
      for (const auto& [key, place] : parent->places)
        if (!own_.contains(part_of(key))) child_.places.try_emplace(key, place);
      for (const auto& note : parent->notes.items()) child_.notes.add(note.code, note.place, note.arguments);
    }
    note_replaced("window", &Scenario::windows);
    note_replaced("trigger", &Scenario::triggers);
    note_replaced("select", &Scenario::selections);
    note_replaced("table", &Scenario::tables);
    note_replaced("table", &Scenario::fuel_tables);
  }

 private:
  template <class Map>
  void note_own(const std::string& kind, Map Scenario::*parts) {
    for (const auto& [id, part] : child_.scenario.*parts) own_.insert(key_of(kind, id));
  }

  template <class Map>
  void take(const std::string& kind, Map Scenario::*parts) {
    std::map<std::string, const ScenarioFile*> from;
    for (const auto* parent : parents_)
      for (const auto& [id, part] : parent->scenario.*parts) {
        const std::string key = key_of(kind, id);
        if (own_.contains(key)) continue;
        const auto [place, is_new] = (child_.scenario.*parts).try_emplace(id, part);
        if (is_new)
          from[id] = parent;
        else if (!(place->second == part))
          refuse(key, *from.at(id), *parent);
      }
  }

  /// What there is one of in a scenario.
  template <class Part>
  void take_one(const std::string& key, Part part) {
    if (part(child_.scenario)) return;
    const ScenarioFile* from = nullptr;
    for (const auto* parent : parents_) {
      const auto& theirs = part(parent->scenario);
      auto& mine = part(child_.scenario);
      if (!theirs) continue;
      if (!mine)
        mine = theirs, from = parent;
      else if (!(*mine == *theirs))
        refuse(key, *from, *parent);
    }
  }

  void take_words(const scenarios::Condition& words) {
    for (const auto& key : scenarios::condition_keys) {
      auto& mine = child_.scenario.words.*key.list;
      for (const auto& word : words.*key.list)
        if (std::find(mine.begin(), mine.end(), word) == mine.end()) mine.push_back(word);
    }
  }

  void refuse(const std::string& key, const ScenarioFile& first, const ScenarioFile& second) {
    if (told_.insert(key).second)
      diagnostics_.add("inherited_twice", extends_,
                       {{"key", key}, {"first", place_text(first, key)}, {"other", place_text(second, key)}});
  }

  /// A part of the child's own under measures that are not.
  template <class Map>
  void note_replaced(const std::string& kind, Map Scenario::*parts) {
    for (const auto* parent : parents_)
      for (const auto& [id, part] : parent->scenario.*parts) {
        const std::string key = kind + "." + id;
        const auto mine = (child_.scenario.*parts).find(id);
        if (!own_.contains(key) || mine == (child_.scenario.*parts).end() || mine->second == part) continue;
        std::vector<std::string> moved;
        for (const auto& [name, measure] : parent->scenario.measures)
          if (!own_.contains("measure." + name) && hangs_on(measure, child_.scenario, kind, id))
            moved.push_back(name);
        const auto place = child_.places.find(key);
        if (!moved.empty() && place != child_.places.end())
          child_.notes.add("replaces_inherited", place->second,
                           {{"key", key}, {"other", place_text(*parent, key)}, {"value", joined(moved)}});
      }
  }

  ScenarioFile& child_;
  const std::vector<const ScenarioFile*>& parents_;
  const TextPlace& extends_;
  Diagnostics& diagnostics_;
  std::set<std::string> own_, told_;  // keys: "window.heating"
};

}  // namespace

void inherit(ScenarioFile& child, const std::vector<const ScenarioFile*>& parents, const TextPlace& extends,
             Diagnostics& diagnostics) {
  Heir(child, parents, extends, diagnostics).inherit();
}

}  // namespace lantian::io
