#include "io/scenario/scenario.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "io/local_time.hpp"
#include "io/regular_file.hpp"
#include "io/scenario/inheritance.hpp"
#include "io/scenario/parts.hpp"

namespace lantian::io {

namespace {

/// Reads each entry of the table of tables `key` into `map`.
template <class T, class Read>
void read_named(TableReader& root, const std::string& key, std::map<std::string, T>& map, Read read) {
  root.each(key, [&](const std::string& id, const TomlValue& node) {
    TableReader table(node, key + "." + id, root.context());
    map[id] = read(id, table);
    table.finish();
  });
}

/// The one zone without summer time that is known by name.
constexpr std::optional<std::int64_t> china = 8 * model::seconds_per_hour;

void read_zone(TableReader& root, model::LocalClock clock) {
  const std::string zone = root.text("timezone");
  if (zone.empty()) return;
  const auto offset = zone == "Asia/Shanghai" ? china : read_utc_offset(zone);
  if (!offset)
    root.fault("unreadable_value", "timezone", *root.take("timezone"),
               {{"accepted", "\"Asia/Shanghai\", \"+08:00\""}});
  else if ((*offset - clock.offset) % model::seconds_per_day != 0)  // a plan's clock is whole days ahead
    root.fault("time_zone_differs", "timezone", *root.take("timezone"), {});
}

/// Everything of one document but `extends`, which is returned.
std::vector<std::string> read_document(const TomlValue& document, model::LocalClock clock,
                                       const CaseFolder* folder, ScenarioFile& file,
                                       Diagnostics& diagnostics) {
  auto& scenario = file.scenario;
  TableReader root(document, "", {diagnostics, file.places, folder});
  read_head(root, "lantian.scenario/1", clock, scenario);
  scenario.basis = root.label("basis");
  read_parts(root, clock, scenario);
  root.each("measure", [&](const std::string& id, const TomlValue& node) {
    TableReader table(node, "measure." + id, root.context());
    scenario.measures[id] = read_measure(id, table, scenario.windows);
    table.finish();
  });
  scenario.check = read_checks(root);
  auto extends = root.words("extends");
  root.finish();
  note_places(document, "", file.places);
  return extends;
}

/// The longest part of `key` whose place is known; "" for the file itself.
std::string known_part(const ScenarioFile& file, std::string key) {
  while (!key.empty() && !file.places.contains(key)) {
    const auto dot = key.rfind('.');
    key = dot == std::string::npos ? "" : key.substr(0, dot);
  }
  return key;
}

TextPlace place_of(const ScenarioFile& file, const std::string& key) {
  const std::string part = known_part(file, key);
  const auto found = file.places.find(part);
  if (found == file.places.end()) return {};
  return part.empty() ? TextPlace{found->second.file, 0, 0} : found->second;
}

/// "select.kilns.process.1" is told as "select.kilns.process".
std::string without_count(const std::string& key) {
  const auto dot = key.rfind('.');
  const bool counted =
      dot != std::string::npos && key.find_first_not_of("0123456789", dot + 1) == std::string::npos;
  return counted ? key.substr(0, dot) : key;
}

/// So many words are told; of more only the nearest.
constexpr std::size_t most_told = 20;

/// What members or options share is found with each, and told once: the same code, place and first arguments.
bool is_told(const Diagnostic& item, const Diagnostics& diagnostics) {
  const auto& all = diagnostics.items();
  return std::any_of(all.begin(), all.end(), [&](const Diagnostic& other) {
    return std::tie(item.code, item.place.file, item.place.line, item.place.column) ==
               std::tie(other.code, other.place.file, other.place.line, other.place.column) &&
           item.arguments.size() <= other.arguments.size() &&
           std::equal(item.arguments.begin(), item.arguments.end(), other.arguments.begin());
  });
}

}  // namespace

void report(const scenarios::Finding& finding, const ScenarioFile& file, Diagnostics& diagnostics,
            const ScenarioFile* other) {
  auto arguments = finding.arguments;
  if (other && !finding.other.empty()) {
    const TextPlace there = place_of(*other, finding.other), here = place_of(file, finding.key);
    const std::string line = std::to_string(there.line);
    arguments.push_back({"at", there.file == here.file ? line : there.file + ":" + line});
  }
  const std::string part = known_part(file, finding.key);
  arguments.insert(arguments.begin(), {"key", without_count(part.empty() ? finding.key : part)});
  const auto place = place_of(file, finding.key);
  if (is_told({finding.code, place, arguments}, diagnostics)) return;
  constexpr std::size_t flood = 200;  // after so many mistakes nobody reads which spelling was meant
  if (!finding.known.empty() && diagnostics.items().size() < flood) {
    arguments.push_back({"nearest", nearest_spelling(finding.arguments.front().second, finding.known)});
    if (finding.known.size() <= most_told) arguments.push_back({"accepted", joined(finding.known)});
  }
  diagnostics.add(finding.code, place, std::move(arguments));
}

namespace {

/// "window.heating" of the nearest key above a place, of a key of the file itself that key; "" above the
/// first.
std::string table_at(const ScenarioFile& file, const TextPlace& place) {
  std::string nearest;
  int line = 0;
  for (const auto& [key, there] : file.places)
    if (!key.empty() && there.file == place.file && there.line <= place.line && there.line >= line) {
      line = there.line;
      nearest = key;
    }
  const auto dot = nearest.find('.');
  return dot == std::string::npos ? nearest : nearest.substr(0, nearest.find('.', dot + 1));
}

/// Whether a mistake in this table leaves all windows, triggers, selections, tables and measures in place.
bool keeps_parts(const std::string& table) {
  static const std::set<std::string> heads{"schema",          "id",       "label", "basis", "timezone",
                                           "include_natural", "currency", "words", "check"};
  static const std::set<std::string> kinds{"window", "trigger", "select", "table", "measure"};
  const auto dot = table.find('.');
  return heads.contains(table.substr(0, dot)) ||
         (dot != std::string::npos && kinds.contains(table.substr(0, dot)));
}

/// Of a file with other mistakes only what stands in sound tables is told, and of that only what no table
/// that could not be read brings with it.
void check_meaning(const ScenarioFile& file, std::size_t mistakes_before, Diagnostics& diagnostics) {
  const auto mistakes = diagnostics.items();
  std::set<std::string> unsound;
  bool keeps_all = true;
  for (std::size_t n = mistakes_before; n < mistakes.size(); ++n) {
    const std::string table = table_at(file, mistakes[n].place);
    keeps_all = keeps_all && keeps_parts(table);
    unsound.insert(table);
  }
  const auto stands_alone = [&](const scenarios::Finding& finding) {
    if (unsound.contains(table_at(file, place_of(file, finding.key)))) return false;
    if (finding.code == "day_count") return true;
    const auto& words = finding.arguments;  // value, kind
    return finding.code == "unknown_reference" && keeps_all && words[1].second != "level" &&
           !unsound.contains(words[1].second + "." + words[0].second);
  };
  for (const auto& finding : check(file.scenario))
    if (unsound.empty() || stands_alone(finding)) report(finding, file, diagnostics, &file);
}

/// Files that extend each other, each read once.
class Family {
 public:
  Family(model::LocalClock clock, Diagnostics& diagnostics, const DocumentEdit& edit)
      : clock_(clock), diagnostics_(diagnostics), edit_(edit) {}

  const ScenarioFile& read(const std::filesystem::path& path, const TextPlace& mentioned) {
    const auto name = path.lexically_normal();
    const auto known = members_.find(name);
    if (known != members_.end()) return known->second;
    ScenarioFile file;
    if (auto document = read_toml(path, diagnostics_, mentioned)) {
      if (edit_) edit_(*document);
      descent_.push_back(name);
      const CaseFolder folder(path.parent_path().empty() ? "." : path.parent_path());
      const auto names = read_document(*document, clock_, &folder, file, diagnostics_);
      std::vector<const ScenarioFile*> parents;
      for (std::size_t n = 0; n < names.size(); ++n)
        if (const auto* parent = extended(folder, names[n], place_of(file, "extends." + std::to_string(n))))
          parents.push_back(parent);
      if (!parents.empty()) inherit(file, parents, file.places.at("extends"), diagnostics_);
      descent_.pop_back();
    }
    return members_[name] = std::move(file);
  }

 private:
  static constexpr std::size_t deepest = 20;

  /// The file of that name; nothing where it may not be extended.
  const ScenarioFile* extended(const CaseFolder& folder, const std::string& written, const TextPlace& place) {
    const auto parent = folder.resolve(written, place, diagnostics_);
    if (!parent) return nullptr;
    const bool returns =
        std::find(descent_.begin(), descent_.end(), parent->lexically_normal()) != descent_.end();
    if (returns)
      diagnostics_.add("circular_reference", place, {{"key", "extends"}, {"value", written}});
    else if (descent_.size() >= deepest)
      diagnostics_.add("too_many", place,
                       {{"key", "extends"},
                        {"value", std::to_string(descent_.size() + 1)},
                        {"limit", std::to_string(deepest)}});
    else
      return &read(*parent, place);
    return nullptr;
  }

  model::LocalClock clock_;
  Diagnostics& diagnostics_;
  const DocumentEdit& edit_;
  std::vector<std::filesystem::path> descent_;  // from the file that was asked for
  std::map<std::filesystem::path, ScenarioFile> members_;
};

}  // namespace

void read_head(TableReader& root, const std::string& schema, model::LocalClock clock,
               scenarios::Scenario& scenario) {
  if (!root.has("schema")) root.missing("schema");
  root.choice("schema", {schema}, "");
  scenario.id = root.required_text("id");
  scenario.label = root.label("label");
  if (!root.has("label")) root.missing("label");
  read_zone(root, clock);
}

void read_parts(TableReader& root, model::LocalClock clock, scenarios::Scenario& scenario) {
  scenario.include_natural = root.boolean("include_natural", false);
  scenario.currency = read_currency(root);
  root.table("words", [&](TableReader& t) { scenario.words = read_words(t); });
  read_named(root, "window", scenario.windows, [&](const std::string& id, TableReader& t) {
    if (id.starts_with("measure."))  // windows that measures write out themselves
      root.fault("not_an_id", "window", *root.take("window")->find(id), {{"value", id}});
    return read_window(id, t);
  });
  read_named(root, "trigger", scenario.triggers,
             [&](const std::string& id, TableReader& t) { return read_trigger(id, t, clock); });
  read_named(root, "select", scenario.selections, read_selection);
  root.each("table", [&](const std::string& id, const TomlValue& node) {
    if (is_fuel_table(node))
      scenario.fuel_tables[id] = read_fuel_table(id, node, "table." + id, root.context());
    else
      scenario.tables[id] = read_ladder(id, node, "table." + id, root.context());
  });
}

ScenarioFile read_scenario_tree(const TomlValue& document, model::LocalClock clock,
                                Diagnostics& diagnostics) {
  ScenarioFile file;
  const std::size_t before = diagnostics.items().size();
  if (!read_document(document, clock, nullptr, file, diagnostics).empty())
    diagnostics.add("extends_without_folder", place_of(file, "extends"), {{"key", "extends"}});
  check_meaning(file, before, diagnostics);
  return file;
}

ScenarioFile read_scenario_text(const std::string& text, const std::string& name, model::LocalClock clock,
                                Diagnostics& diagnostics) {
  const auto document = parse_toml(text, name, diagnostics);
  return document ? read_scenario_tree(*document, clock, diagnostics) : ScenarioFile{};
}

ScenarioFile read_scenario(const std::filesystem::path& path, model::LocalClock clock,
                           Diagnostics& diagnostics, const TextPlace& mentioned, const DocumentEdit& edit) {
  const std::size_t before = diagnostics.items().size();
  ScenarioFile file = Family(clock, diagnostics, edit).read(path, mentioned);
  check_meaning(file, before, diagnostics);
  return file;
}

std::optional<scenarios::EmissionPlan> expand_plan(const std::vector<ScenarioFile>& files,
                                                   const scenarios::Inventory& inventory,
                                                   const scenarios::Surroundings& around,
                                                   Diagnostics& diagnostics, Diagnostics* notes) {
  std::vector<scenarios::Scenario> all;
  for (const auto& file : files) all.push_back(file.scenario);
  auto expansion = scenarios::expand(all, inventory, around);
  const auto tell = [&](const std::vector<scenarios::Finding>& findings, Diagnostics& to) {
    for (const auto& finding : findings)
      report(finding, files[finding.scenario], to, &files[finding.other_scenario]);
  };
  tell(expansion.findings, diagnostics);
  if (notes) tell(expansion.notes, *notes);
  if (!expansion.findings.empty()) return std::nullopt;
  return std::move(expansion.plan);
}

void add_dormant(const std::vector<ScenarioFile>& files, scenarios::Inventory& inventory,
                 const scenarios::Surroundings& around, const scenarios::Placing& placing,
                 Diagnostics& diagnostics) {
  std::vector<scenarios::Scenario> all;
  for (const auto& file : files) all.push_back(file.scenario);
  for (const auto& finding : scenarios::add_dormant(all, inventory, around, placing))
    report(finding, files[finding.scenario], diagnostics);
}

}  // namespace lantian::io
