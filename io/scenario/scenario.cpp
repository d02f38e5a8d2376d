#include "io/scenario/scenario.hpp"

#include <algorithm>

#include "io/local_time.hpp"
#include "io/regular_file.hpp"
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
  else if (*offset != clock.offset)
    root.fault("time_zone_differs", "timezone", *root.take("timezone"), {});
}

/// Everything of one document but `extends`, which is returned.
std::vector<std::string> read_document(const TomlValue& document, model::LocalClock clock, ScenarioFile& file,
                                       Diagnostics& diagnostics) {
  auto& scenario = file.scenario;
  TableReader root(document, "", {diagnostics, file.places});
  if (!root.has("schema")) root.missing("schema");
  root.choice("schema", {"lantian.scenario/1"}, "");
  scenario.id = root.required_text("id");
  scenario.label = root.label("label");
  if (!root.has("label")) root.missing("label");
  scenario.basis = root.label("basis");
  read_zone(root, clock);
  scenario.include_natural = root.boolean("include_natural", false);
  read_named(root, "window", scenario.windows, read_window);
  read_named(root, "trigger", scenario.triggers,
             [&](const std::string& id, TableReader& t) { return read_trigger(id, t, clock); });
  read_named(root, "select", scenario.selections, read_selection);
  root.each("table", [&](const std::string& id, const TomlValue& node) {
    scenario.tables[id] = read_ladder(id, node, "table." + id, root.context());
  });
  read_named(root, "measure", scenario.measures, read_measure);
  auto extends = root.words("extends");
  root.finish();
  note_places(document, "", file.places);
  return extends;
}

/// What the child does not name itself is the parent's.
void inherit(ScenarioFile& child, const ScenarioFile& parent) {
  const auto fill = [](auto& mine, const auto& theirs) { mine.insert(theirs.begin(), theirs.end()); };
  fill(child.scenario.windows, parent.scenario.windows);
  fill(child.scenario.triggers, parent.scenario.triggers);
  fill(child.scenario.selections, parent.scenario.selections);
  fill(child.scenario.tables, parent.scenario.tables);
  fill(child.scenario.measures, parent.scenario.measures);
  fill(child.places, parent.places);
}

/// The place of the longest part of `key` that is known, the file itself at last.
TextPlace place_of(const ScenarioFile& file, std::string key) {
  while (!key.empty()) {
    const auto found = file.places.find(key);
    if (found != file.places.end()) return found->second;
    const auto dot = key.rfind('.');
    key = dot == std::string::npos ? "" : key.substr(0, dot);
  }
  const auto root = file.places.find("");
  return root == file.places.end() ? TextPlace{} : TextPlace{root->second.file, 0, 0};
}

void report(const std::vector<scenarios::Finding>& findings, const ScenarioFile& file,
            Diagnostics& diagnostics) {
  for (const auto& finding : findings) {
    auto arguments = finding.arguments;
    arguments.insert(arguments.begin(), {"key", finding.key});
    diagnostics.add(finding.code, place_of(file, finding.key), std::move(arguments));
  }
}

ScenarioFile read_family(const std::filesystem::path& path, model::LocalClock clock, Diagnostics& diagnostics,
                         const TextPlace& mentioned, std::vector<std::filesystem::path>& descent) {
  ScenarioFile file;
  const auto document = read_toml(path, diagnostics, mentioned);
  if (!document) return file;
  const auto parents = read_document(*document, clock, file, diagnostics);
  descent.push_back(path.lexically_normal());
  const CaseFolder folder(path.parent_path().empty() ? "." : path.parent_path());
  for (const auto& written : parents) {
    const TextPlace place = place_of(file, "extends");
    const auto parent = folder.resolve(written, place, diagnostics);
    if (!parent) continue;
    if (std::find(descent.begin(), descent.end(), parent->lexically_normal()) != descent.end())
      diagnostics.add("circular_reference", place, {{"key", "extends"}, {"value", written}});
    else
      inherit(file, read_family(*parent, clock, diagnostics, place, descent));
  }
  descent.pop_back();
  return file;
}

/// Nearest known spelling of an industry, which only the inventory and the data know.
void add_nearest(std::vector<scenarios::Finding>& findings, const std::vector<std::string>& known) {
  for (auto& finding : findings)
    if (finding.code == "unknown_industry")
      finding.arguments.push_back({"nearest", nearest_spelling(finding.arguments.front().second, known)});
}

}  // namespace

ScenarioFile read_scenario_text(const std::string& text, const std::string& name, model::LocalClock clock,
                                Diagnostics& diagnostics) {
  ScenarioFile file;
  const auto document = parse_toml(text, name, diagnostics);
  if (!document) return file;
  const std::size_t before = diagnostics.items().size();
  if (!read_document(*document, clock, file, diagnostics).empty())
    diagnostics.add("extends_without_folder", place_of(file, "extends"), {{"key", "extends"}});
  // A part that could not be read would be reported again by what refers to it.
  if (diagnostics.items().size() == before) report(check(file.scenario), file, diagnostics);
  return file;
}

ScenarioFile read_scenario(const std::filesystem::path& path, model::LocalClock clock,
                           Diagnostics& diagnostics, const TextPlace& mentioned) {
  std::vector<std::filesystem::path> descent;
  const std::size_t before = diagnostics.items().size();
  ScenarioFile file = read_family(path, clock, diagnostics, mentioned, descent);
  if (diagnostics.items().size() == before) report(check(file.scenario), file, diagnostics);
  return file;
}

std::optional<scenarios::EmissionPlan> expand_plan(const std::vector<ScenarioFile>& files,
                                                   const scenarios::Inventory& inventory,
                                                   model::LocalClock clock, scenarios::Period run,
                                                   const std::vector<std::string>& industries,
                                                   Diagnostics& diagnostics) {
  std::vector<scenarios::Scenario> all;
  for (const auto& file : files) all.push_back(file.scenario);
  auto expansion = scenarios::expand(all, inventory, clock, run, industries);
  auto known = industries;
  for (const auto& source : inventory.sources) known.push_back(source.industry);
  add_nearest(expansion.findings, known);
  for (const auto& file : files) {
    std::vector<scenarios::Finding> own;
    for (const auto& finding : expansion.findings)
      if (finding.scenario == file.scenario.id) own.push_back(finding);
    report(own, file, diagnostics);
  }
  if (!expansion.findings.empty()) return std::nullopt;
  return std::move(expansion.plan);
}

}  // namespace lantian::io
