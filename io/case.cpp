#include "io/case.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "io/city_keys.hpp"
#include "io/local_time.hpp"
#include "io/mechanism.hpp"
#include "io/messages.hpp"
#include "io/plume_keys.hpp"

namespace lantian::io {
namespace {

constexpr std::string_view schema = "lantian.case/1";

void check_schema(const TomlValue& root, Diagnostics& diagnostics) {
  const auto* value = root.find("schema");
  if (value == nullptr)
    diagnostics.add("missing_key", {root.place.file, 1, 0},
                    {{"key", "schema"}, {"table", "case.toml"}, {"accepted", std::string(schema)}});
  else if (value->text != schema)
    diagnostics.add("unknown_schema", value->place,
                    {{"key", "schema"}, {"value", value->text}, {"accepted", std::string(schema)}});
}

/// Lays [season.NAME] or [variant.NAME] over the rest.
void choose(TomlValue& root, const char* family, const std::string& name, Diagnostics& diagnostics) {
  if (name.empty()) return;
  const auto* all = root.find(family);
  const auto* chosen = all == nullptr ? nullptr : all->find(name);
  if (chosen != nullptr && chosen->is_table()) {
    const TomlValue changes = *chosen;  // a copy: the tree that holds it changes
    return lay_over(root, changes);
  }
  std::vector<std::string> names;
  std::string listed;
  if (all != nullptr)
    for (const auto& entry : all->entries)
      names.push_back(entry.key), listed += (listed.empty() ? "" : ", ") + entry.key;
  diagnostics.add(std::string("unknown_") + family, {root.place.file, 0, 0},
                  {{"value", name}, {"nearest", nearest_spelling(name, names)}, {"accepted", listed}});
}

void check_time(const CaseFile& file, Diagnostics& diagnostics) {
  const auto& time = file.contents.time;
  if (!file.is_sound("time")) return;
  if (time.end <= time.start)
    diagnostics.add(
        "end_before_start", file.place("time.end"),
        {{"key", "end"}, {"other", "start"}, {"line", std::to_string(file.place("time.start").line)}});
  for (const auto& [key, moment] : {std::pair{"start", time.start}, std::pair{"end", time.end}})
    if ((moment + time.utc_offset) % model::seconds_per_hour != 0)
      diagnostics.add("not_a_multiple", file.place(std::string("time.") + key),
                      {{"key", key}, {"value", local_time_text(moment, time.utc_offset)}, {"other", "1 h"}});
  if (time.plan_start && (*time.plan_start - time.start) % model::seconds_per_day != 0)
    diagnostics.add("plan_start_other_hour", file.place("time.plan_start"),
                    {{"key", "plan_start"},
                     {"value", local_time_text(*time.plan_start, time.utc_offset)},
                     {"expected", local_time_text(time.start, time.utc_offset).substr(11)}});
  if (time.end > time.start && time.spinup >= static_cast<double>(time.end - time.start))
    diagnostics.add("spinup_exceeds_run", file.place("time.spinup"),
                    {{"key", "spinup"},
                     {"value", fmt::format("{:g} h", time.spinup / model::seconds_per_hour)},
                     {"limit", fmt::format("{} h", (time.end - time.start) / model::seconds_per_hour)}});
  // Both halves of a step are whole seconds: the clock counts those.
  if (std::fmod(time.step, 2.0) != 0.0 || std::fmod(3600.0, time.step) != 0.0)
    diagnostics.add("step_of_odd_seconds", file.place("time.step"),
                    {{"key", "step"}, {"value", fmt::format("{} s", time.step)}});
}

void check_layers(const CaseFile& file, Diagnostics& diagnostics) {
  const auto& layers = file.contents.grid.layers;
  const auto place = file.place("grid.layers");
  constexpr std::size_t fewest = 3, most = 200;
  if (layers.size() < fewest || layers.size() > most)
    return diagnostics.add("wrong_count", place,
                           {{"key", "layers"},
                            {"value", std::to_string(layers.size())},
                            {"expected", fmt::format("{} … {}", fewest, most)}});
  if (layers.front() != 0.0)
    diagnostics.add("out_of_range", place,
                    {{"key", "layers"}, {"value", std::to_string(layers.front())}, {"range", "0 m … 0 m"}});
  for (std::size_t k = 1; k < layers.size(); ++k)
    if (layers[k] <= layers[k - 1])
      return diagnostics.add(
          "not_ascending", place,
          {{"key", "layers"}, {"value", std::to_string(static_cast<int>(layers[k])) + " m"}});
}

/// There must be as many layers as are to be written.
void check_levels(const CaseFile& file, Diagnostics& diagnostics) {
  if (!file.is_sound("grid") || !file.is_sound("output")) return;
  const int levels = file.contents.output.levels,
            layers = static_cast<int>(file.contents.grid.layers.size()) - 1;
  if (layers >= 1 && levels > layers)
    diagnostics.add("out_of_range", file.place("output.levels"),
                    {{"key", "levels"},
                     {"value", std::to_string(levels)},
                     {"range", fmt::format("1 … {}", layers)},
                     {"meaning_en", fmt::format("lowest layers that are written, of the grid's {}", layers)},
                     {"meaning_zh", fmt::format("输出的最低若干层，网格共 {} 层", layers)}});
}

}  // namespace

bool is_id(const std::string& text) {
  const bool is_word = text.find_first_of("/\\ \t\n\"") == std::string::npos;
  return is_word && text.size() <= 100 && !text.starts_with('.') && harmless(text) == text;
}

namespace {

void check_names(const CaseFile& file, Diagnostics& diagnostics) {
  const auto check = [&](const std::string& id, const std::string& key) {
    if (!is_id(id)) diagnostics.add("not_an_id", file.place(key), {{"key", "id"}, {"value", id}});
  };
  check(file.contents.id, "id");
  for (std::size_t n = 0; n < file.contents.members.size(); ++n)
    check(file.contents.members[n].id, "member." + std::to_string(n) + ".id");
  const std::filesystem::path folder = file.contents.output.folder;
  if (folder.is_absolute() || folder.lexically_normal().generic_string().starts_with(".."))
    diagnostics.add("output_outside", file.place("output.folder"),
                    {{"key", "folder"}, {"value", folder.string()}});
}

void check_members(const CaseFile& file, Diagnostics& diagnostics) {
  const auto& members = file.contents.members;
  for (std::size_t n = 0; n < members.size(); ++n)
    for (std::size_t before = 0; before < n; ++before)
      if (!members[n].id.empty() && members[n].id == members[before].id)
        diagnostics.add(
            "duplicate", file.place("member." + std::to_string(n) + ".id"),
            {{"key", "id"},
             {"value", members[n].id},
             {"line", std::to_string(file.place("member." + std::to_string(before) + ".id").line)}});
  if (members.empty() && file.keys.places.contains("member"))
    diagnostics.add("wrong_count", file.place("member"),
                    {{"key", "member"}, {"value", "0"}, {"expected", "≥ 1"}});
}

/// A shipped mechanism by its name, or a file of the case.
void check_mechanism(CaseFile& file, const CaseFolder& folder, Diagnostics& diagnostics) {
  const auto& name = file.contents.chemistry.mechanism;
  const auto place = file.place("chemistry.mechanism");
  if (name.empty() || shipped_mechanism(name)) return;
  if (std::filesystem::path(name).has_extension()) {
    if (const auto path = folder.resolve(name, place, diagnostics))
      file.keys.files.push_back({path->string(), place});
    else
      file.keys.faulty.insert("chemistry");
    return;
  }
  file.keys.faulty.insert("chemistry");
  const auto known = shipped_mechanisms();
  std::string listed;
  for (const auto& one : known) listed += (listed.empty() ? "" : ", ") + one;
  diagnostics.add("unknown_word", place,
                  {{"key", "mechanism"},
                   {"value", name},
                   {"nearest", nearest_spelling(name, known)},
                   {"accepted", listed}});
}

/// Fills `file.contents` from the tree with its overrides applied.
void read_keys(const TomlValue& root, const CaseChoice& choice, CaseFile& file, Diagnostics& diagnostics) {
  file.contents.grid.layers = model::default_layer_faces();
  const CaseFolder folder(file.folder, choice.outside_allowed);
  KeyReader reader(root, "", folder, diagnostics, file.keys);
  for (const char* key : {"schema", "season", "variant"}) reader.allow(key);
  describe(reader, file.contents);
  reader.report_unknown_keys();
  check_sources(file, diagnostics);
  check_time(file, diagnostics);
  check_layers(file, diagnostics);
  check_levels(file, diagnostics);
  check_names(file, diagnostics);
  check_members(file, diagnostics);
  check_weather(file, diagnostics);
  check_plumes(file, diagnostics);
  check_city_field(file, diagnostics);
  check_mechanism(file, folder, diagnostics);
}

/// Names of the tables [family.NAME]; "" for the case without any.
std::vector<std::string> choices_of(const TomlValue& root, const char* family) {
  std::vector<std::string> names{""};
  const auto* all = root.find(family);
  if (all == nullptr || !all->is_table()) return names;
  for (const auto& entry : all->entries)
    if (entry.value.is_table()) names.push_back(entry.key);
  return names;
}

constexpr std::size_t most_choices = 50;  // of seasons, and of variants

/// [season] and [variant] hold tables by name; whether they are few enough to look at each.
bool check_family(const TomlValue& root, const char* family, Diagnostics& diagnostics) {
  const auto* all = root.find(family);
  if (all == nullptr) return true;
  const auto check = [&](const TomlValue& value, const std::string& key) {
    if (!value.is_table())
      diagnostics.add(
          "wrong_type", value.place,
          {{"key", key}, {"value", value.text}, {"kind", value.kind_name()}, {"expected_kind", "a table"}});
  };
  check(*all, family);
  for (const auto& entry : all->entries) check(entry.value, std::string(family) + "." + entry.key);
  if (all->entries.size() <= most_choices) return true;
  diagnostics.add("too_many", all->place,
                  {{"key", family},
                   {"value", std::to_string(all->entries.size())},
                   {"limit", std::to_string(most_choices)}});
  return false;
}

/// Files that only another choice names: nobody will read them now, but they must be there.
void check_files(const CaseFile& other, const CaseFile& chosen, Diagnostics& diagnostics) {
  std::set<std::string> read;
  for (const auto& file : chosen.keys.files) read.insert(file.path);
  std::error_code failed;
  for (const auto& file : other.keys.files)
    if (!read.contains(file.path) && !std::filesystem::exists(file.path, failed))
      diagnostics.add("file_missing", file.place, {{"value", file.path}});
}

/// A mistake in a season or variant that was not chosen, or in two of them together, is told as well, once.
void check_other_choices(const TomlValue& as_written, const CaseChoice& choice, const CaseFile& file,
                         Diagnostics& diagnostics) {
  std::set<std::pair<std::string, std::pair<int, int>>> told;
  for (const auto& item : diagnostics.items()) told.insert({item.code, {item.place.line, item.place.column}});
  const auto tell = [&](const Diagnostics& more) {
    for (const auto& item : more.items())
      if (told.insert({item.code, {item.place.line, item.place.column}}).second)
        diagnostics.add(item.code, item.place, item.arguments);
  };
  for (const auto& season : choices_of(as_written, "season")) {
    TomlValue of_season = as_written;
    Diagnostics more;
    choose(of_season, "season", season, more);
    const bool are_few = check_family(of_season, "season", more) & check_family(of_season, "variant", more);
    tell(more);
    if (!are_few) return;
    for (const auto& variant : choices_of(of_season, "variant")) {
      Diagnostics of_both;
      TomlValue tree = of_season;
      choose(tree, "variant", variant, of_both);
      CaseFile other;
      other.file = file.file;
      other.folder = file.folder;
      read_keys(tree, choice, other, of_both);
      check_files(other, file, of_both);
      tell(of_both);
    }
  }
}

/// `time.plan_start` as if it stood in the case.
TomlValue planned_from(const std::string& plan_start, const std::string& file) {
  const TextPlace place{file, 0, 0};
  TomlValue value, time, root;
  value.kind = TomlValue::Kind::text;
  value.text = plan_start;
  value.place = time.place = root.place = place;
  time.entries.push_back({"plan_start", place, std::move(value)});
  root.entries.push_back({"time", place, std::move(time)});
  return root;
}

}  // namespace

TextPlace CaseFile::place(const std::string& key) const {
  const auto found = keys.places.find(key);
  return found == keys.places.end() ? TextPlace{file, 0, 0} : found->second;
}

CaseFile read_case(const std::filesystem::path& path, const CaseChoice& choice, Diagnostics& diagnostics) {
  CaseFile file;
  std::error_code failed;
  const bool is_folder = std::filesystem::is_directory(path, failed);
  const auto toml = is_folder ? path / "case.toml" : path;
  file.file = toml.string();
  file.folder = toml.has_parent_path() ? toml.parent_path() : ".";
  auto root = read_toml(toml, diagnostics);
  if (!root) return file;
  const TomlValue as_written = *root;
  check_schema(*root, diagnostics);
  choose(*root, "season", choice.season, diagnostics);
  // A variant may differ by season: [season.NAME.variant.NAME] has just become a part of [variant.NAME].
  choose(*root, "variant", choice.variant, diagnostics);
  if (!choice.plan_start.empty()) lay_over(*root, planned_from(choice.plan_start, file.file));
  file.contents.season = choice.season;
  file.contents.variant = choice.variant;
  read_keys(*root, choice, file, diagnostics);
  check_other_choices(as_written, choice, file, diagnostics);
  return file;
}

std::string resolved_text(const CaseFile& file) {
  scenarios::Case contents = file.contents;
  KeyWriter writer(file.folder.string());
  describe(writer, contents);
  return "schema = \"" + std::string(schema) + "\"\n" + writer.result();
}

std::string case_reference_page() {
  scenarios::Case contents;
  KeyLister lister;
  describe(lister, contents);
  std::string page =
      "# Keys of case.toml (`lantian.case/1`)\n\n"
      "Made by `lantian keys` from io/case_keys.cpp; a test compares. Quantities are texts with a unit, `dx "
      "= \"2 km\"`.\n"
      "`[season.NAME]` and `[variant.NAME]` may hold any of these keys and override them.\n\n"
      "| key | what | accepted | if left out | meaning | 含义 |\n|---|---|---|---|---|---|\n";
  for (const auto& line : lister.lines)
    page += "| `" + line.path + "` | " + line.kind + " | " + line.accepted + " | " +
            (line.required ? "must be given" : line.fallback) + " | " + line.en + " | " + line.zh + " |\n";
  return page;
}

}  // namespace lantian::io
