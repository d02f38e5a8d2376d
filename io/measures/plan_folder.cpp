#include "io/measures/plan_folder.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "io/local_time.hpp"
#include "io/scenario/parts.hpp"

namespace lantian::io {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t most_items = 500;  // files of one folder

/// Numbers of a plan: "1" … "37", then "S1" … "S4"; nothing for what is none.
std::optional<std::pair<int, int>> rank_of(const std::string& number) {
  const int kind = number.starts_with("S") ? 1 : 0;
  const char *begin = number.data() + kind, *end = number.data() + number.size();
  int value = 0;
  const auto read = std::from_chars(begin, end, value);
  if (read.ec != std::errc() || read.ptr != end || value < 1 || *begin == '0') return std::nullopt;
  return std::pair(kind, value);
}

/// How many items of each kind there must be.
struct Expected {
  int measures = 0, safeguards = 0;
};

class FolderReader {
 public:
  FolderReader(fs::path folder, model::LocalClock clock, Diagnostics& diagnostics)
      : folder_(std::move(folder)), clock_(clock), diagnostics_(diagnostics) {}

  PlanFolder read() {
    std::error_code failed;
    if (!fs::is_directory(folder_, failed)) {
      diagnostics_.add("folder_missing", {}, {{"value", folder_.string()}});
      return std::move(plan_);
    }
    const std::size_t before = diagnostics_.items().size();
    const auto document = read_toml(folder_ / "plan.toml", diagnostics_);
    if (document) read_head(*document);
    if (diagnostics_.items().size() != before) return std::move(plan_);
    read_items();
    check_numbers();
    if (diagnostics_.items().size() == before) check_names();
    return std::move(plan_);
  }

 private:
  void read_head(const TomlValue& document) {
    std::map<std::string, TextPlace> places;
    TableReader root(document, "", {diagnostics_, places});
    scenarios::Scenario head;
    io::read_head(root, "lantian.plan/1", clock_, head);
    plan_.plan.id = head.id;
    plan_.plan.label = head.label;
    plan_.plan.basis = root.label("basis");
    plan_.timezone = root.text("timezone");
    for (const char* key : {"items", "period"})
      if (!root.has(key)) root.missing(key);
    root.table("items", [&](TableReader& t) {
      if (!t.has("measures")) t.missing("measures");
      expected_.measures = t.whole("measures", 0, {0.0, static_cast<double>(most_items)});
      expected_.safeguards = t.whole("safeguards", 0, {0.0, static_cast<double>(most_items)});
    });
    root.table("period", [&](TableReader& t) { read_period(t); });
    root.finish();
    list_place_ = document.find("items") ? document.find("items")->place : document.place;
  }

  void read_period(TableReader& table) {
    const auto time = [&](const char* key) -> std::optional<model::UtcSeconds> {
      const std::string written = table.required_text(key);
      const auto read = read_local_time(written, clock_.offset);
      if (!written.empty() && (!read || (*read + clock_.offset) % model::seconds_per_hour != 0)) {
        table.fault("unreadable_value", key, *table.take(key), {{"accepted", "\"2023-11-01T00:00\""}});
        return std::nullopt;
      }
      return read;
    };
    const auto start = time("start"), end = time("end");
    if (!start || !end) return;
    if (*end <= *start) table.fault("ends_before_start", "end", *table.take("end"), {});
    plan_.plan.period = {*start, *end};
    plan_.period_place = table.take("start")->place;
  }

  /// Every .toml beside plan.toml, by the number inside.
  void read_items() {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder_))
      if (entry.path().extension() == ".toml" && entry.path().filename() != "plan.toml")
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    if (paths.size() > most_items) {
      diagnostics_.add("too_many", {folder_.string(), 0, 0},
                       {{"key", "*.toml"},
                        {"value", std::to_string(paths.size())},
                        {"limit", std::to_string(most_items)}});
      return;
    }
    for (const auto& path : paths) plan_.items.push_back(read_plan_item(path, plan_, clock_, diagnostics_));
    std::stable_sort(plan_.items.begin(), plan_.items.end(), [](const auto& a, const auto& b) {
      return rank_of(a.item.number).value_or(std::pair(2, 0)) <
             rank_of(b.item.number).value_or(std::pair(2, 0));
    });
    for (const auto& file : plan_.items) plan_.plan.items.push_back(file.item);
  }

  /// A plan without part of its list would be judged by what is left.
  void check_numbers() {
    std::map<std::pair<int, int>, TextPlace> seen;
    for (const auto& file : plan_.items) {
      const auto* node = file.document.find("number");
      if (!node) continue;  // told
      const auto rank = rank_of(file.item.number);
      const int most = rank && rank->first == 1 ? expected_.safeguards : expected_.measures;
      if (!rank || rank->second > most) {
        diagnostics_.add("no_such_item", node->place,
                         {{"key", "number"}, {"value", file.item.number}, {"accepted", accepted()}});
        continue;
      }
      const auto [first, is_new] = seen.emplace(*rank, node->place);
      if (!is_new)
        diagnostics_.add("item_twice", node->place,
                         {{"key", "number"},
                          {"value", file.item.number},
                          {"at", first->second.file + ":" + std::to_string(first->second.line)}});
    }
    std::string lacking;
    for (int kind = 0; kind < 2; ++kind)
      for (int n = 1; n <= (kind ? expected_.safeguards : expected_.measures); ++n)
        if (!seen.contains({kind, n}))
          lacking += (lacking.empty() ? "" : ", ") + std::string(kind ? "S" : "") + std::to_string(n);
    if (!lacking.empty())
      diagnostics_.add("items_missing", list_place_, {{"key", "items"}, {"value", lacking}});
  }

  std::string accepted() const {
    std::string text = "1 .. " + std::to_string(expected_.measures);
    if (expected_.safeguards > 0) text += ", S1 .. S" + std::to_string(expected_.safeguards);
    return text;
  }

  /// Windows, triggers, selections, tables and measures of all items stand together in one study.
  void check_names() {
    std::map<std::string, TextPlace> seen;
    for (const auto& file : plan_.items)
      for (const char* part : {"window", "trigger", "select", "table", "measure"}) {
        const auto* node = file.document.find(part);
        if (!node) continue;
        for (const auto& entry : node->entries) {
          const auto [first, is_new] = seen.emplace(std::string(part) + "." + entry.key, entry.place);
          if (!is_new)
            diagnostics_.add("name_of_two_items", entry.place,
                             {{"key", part},
                              {"value", entry.key},
                              {"at", first->second.file + ":" + std::to_string(first->second.line)}});
        }
      }
  }

  fs::path folder_;
  model::LocalClock clock_;
  Diagnostics& diagnostics_;
  PlanFolder plan_;
  Expected expected_;
  TextPlace list_place_;
};

}  // namespace

PlanFolder read_plan_folder(const fs::path& folder, model::LocalClock clock, Diagnostics& diagnostics) {
  return FolderReader(folder, clock, diagnostics).read();
}

std::vector<ScenarioFile> PlanFolder::scenarios(scenarios::Strength strength) const {
  std::vector<ScenarioFile> files;
  for (const auto n : scenarios::taking_order(plan))
    files.push_back(items[n].scenarios[static_cast<std::size_t>(strength)]);
  return files;
}

}  // namespace lantian::io
