// One item of a plan: its text's facts, its class, its numbers, and its measures at three strengths.
#include <algorithm>

#include "io/measures/plan_folder.hpp"
#include "io/measures/strengths.hpp"
#include "io/scenario/parts.hpp"
#include "io/scenario/pollutants.hpp"
#include "io/scenario/recurring_time.hpp"

namespace lantian::io {

namespace {

using Kind = TomlValue::Kind;
using scenarios::PlanItem;
using scenarios::Strength;

constexpr double metres_per_kilometre = 1000.0;

template <std::size_t n>
std::vector<std::string> words_of(const std::array<std::string_view, n>& all) {
  return {all.begin(), all.end()};
}

TomlValue text_node(const std::string& text, const TextPlace& place) {
  TomlValue node;
  node.kind = Kind::text;
  node.text = text;
  node.place = place;
  return node;
}

/// Parts of a scenario that an item may hold.
const std::vector<std::string> scenario_parts{"words", "window", "trigger", "select", "table", "measure"};

scenarios::PlanFact read_fact(TableReader& table) {
  scenarios::PlanFact fact;
  fact.what = {table.required_text("en"), table.required_text("zh")};
  if (table.has("value")) fact.value = table.number("value", 0.0, {-1e12, 1e12});
  fact.unit = table.text("unit");
  fact.by = table.text("by");
  if (!fact.by.empty() && !parse_date_range(fact.by + "/" + fact.by))
    table.fault("not_a_day", "by", *table.take("by"), {});
  fact.source = table.required_text("source");
  return fact;
}

class ItemReader {
 public:
  ItemReader(const TomlValue& document, const PlanFolder& plan, model::LocalClock clock, PlanItemFile& file,
             Diagnostics& diagnostics)
      : document_(document),
        plan_(plan),
        clock_(clock),
        file_(file),
        diagnostics_(diagnostics),
        root_(document, "", {diagnostics, places_}) {}

  void read() {
    const std::size_t before = diagnostics_.items().size();
    read_text();
    root_.table("trace", [&](TableReader& t) { read_trace(t); });
    for (const auto& part : scenario_parts) root_.take(part);
    root_.take("growth");
    root_.finish();
    read_numbers();
    check_class();
    if (diagnostics_.items().size() != before) return;
    if (root_.has("measure")) read_scenarios();
    if (root_.has("growth")) read_growth();
  }

 private:
  void read_text() {
    auto& item = file_.item;
    if (!root_.has("schema")) root_.missing("schema");
    root_.choice("schema", {"lantian.item/1"}, "");
    item.number = root_.required_text("number");
    for (const char* key : {"title", "operation"})
      if (!root_.has(key)) root_.missing(key);
    item.title = root_.label("title");
    item.operation = root_.label("operation");
    item.reason = root_.label("reason");
    if (!root_.has("class")) root_.missing("class");
    item.item_class = root_.choice("class", words_of(scenarios::plan_classes), "");
    const std::string step = root_.choice("step", words_of(scenarios::plan_steps), "");
    const auto& steps = scenarios::plan_steps;
    if (const auto found = std::find(steps.begin(), steps.end(), step); found != steps.end())
      item.step = static_cast<int>(found - steps.begin());
    if (!root_.has("fact")) root_.missing("fact");
    root_.tables("fact", [&](TableReader& t) { item.facts.push_back(read_fact(t)); });
  }

  void read_trace(TableReader& table) {
    scenarios::SourceTrace trace;
    for (const char* key : {"stations", "within_km"})
      if (!table.has(key)) table.missing(key);
    if (const auto pollutant = read_pollutant(table, "pollutant")) trace.pollutant = *pollutant;
    trace.stations = table.words("stations");
    trace.within = metres_per_kilometre * table.number("within_km", 0.0, {0.0, 2000.0});
    file_.item.trace = std::move(trace);
  }

  void read_numbers() {
    for (const char* part : {"measure", "table", "trigger", "growth"})
      if (const auto* node = document_.find(part))
        for (auto& number : sourced_numbers(*node, part, diagnostics_))
          file_.item.numbers.push_back(std::move(number));
  }

  /// What acts on sources must say how; what does not must say why.
  void check_class() {
    const auto& item = file_.item;
    if (item.item_class.empty()) return;
    const auto* at = document_.find("class");
    if (scenarios::must_act(item.item_class)) {
      if (!root_.has("measure")) root_.fault("class_needs_measure", "class", *at, {{"accepted", "P, E, X"}});
      if (item.step < 0 && !root_.has("step")) root_.missing("step");
    } else {
      if (root_.has("measure")) root_.fault("class_without_measure", "class", *at, {});
      if (!root_.has("reason")) root_.missing("reason");
    }
  }

  /// The item's scenario of one strength, or of what would grow.
  TomlValue scenario_document(Strength strength, const std::vector<std::string>& parts) const {
    TomlValue scenario;
    scenario.place = {document_.place.file, 1, 1};
    const auto add = [&](const std::string& key, TomlValue value) {
      const TextPlace place = value.place;
      scenario.entries.push_back({key, place, std::move(value)});
    };
    add("schema", text_node("lantian.scenario/1", document_.find("schema")->place));
    add("id", text_node(plan_.plan.id + "/" + file_.item.number, document_.find("number")->place));
    add("label", *document_.find("title"));
    if (!plan_.timezone.empty()) add("timezone", text_node(plan_.timezone, scenario.place));
    for (const auto& part : parts)
      if (const auto* node = document_.find(part)) add(part, at_strength(*node, strength));
    return scenario;
  }

  void read_scenarios() {
    for (const auto strength : {Strength::central, Strength::low, Strength::high}) {
      const std::size_t before = diagnostics_.items().size();
      auto& scenario = file_.scenarios[static_cast<std::size_t>(strength)];
      scenario = read_scenario_tree(scenario_document(strength, scenario_parts), clock_, diagnostics_);
      if (diagnostics_.items().size() != before) return;  // the other strengths' mistakes are mostly the same
    }
    for (const auto& [id, measure] : file_.scenarios[1].scenario.measures) file_.item.measures.push_back(id);
  }

  /// Each growth selects as a measure without operation would, so that its words are checked like any
  /// other's.
  void read_growth() {
    const auto& list = *document_.find("growth");
    const std::vector<TomlValue> entries = list.kind == Kind::list ? list.items : std::vector{list};
    TomlValue measures;
    measures.place = list.place;
    for (std::size_t n = 0; n < entries.size(); ++n) {
      const std::string id = "growth_" + file_.item.number + "_" + std::to_string(n + 1);
      TomlValue measure, op;
      measure.place = op.place = entries[n].place;
      for (const char* key : {"label", "select"})
        if (const auto* node = entries[n].find(key)) measure.entries.push_back({key, node->place, *node});
      op.entries.push_back({"kind", op.place, text_node("none", op.place)});
      measure.entries.push_back({"op", op.place, op});
      measures.entries.push_back({id, measure.place, measure});
      read_growth_numbers(entries[n], id);
    }
    TomlValue scenario = scenario_document(Strength::central, {"words", "select"});
    scenario.entries.push_back({"measure", measures.place, measures});
    file_.growth = read_scenario_tree(scenario, clock_, diagnostics_);
  }

  void read_growth_numbers(const TomlValue& entry, const std::string& id) {
    scenarios::Growth growth;
    growth.measure = id;
    for (const auto strength : {Strength::central, Strength::low, Strength::high}) {
      const std::size_t before = diagnostics_.items().size();
      const TomlValue chosen = at_strength(entry, strength);
      TableReader table(chosen, "growth", {diagnostics_, places_});
      growth.label = table.label("label");
      table.take("select");
      for (const char* key : {"label", "select", "share", "kept"})
        if (!table.has(key)) table.missing(key);
      const auto place = static_cast<std::size_t>(strength);
      growth.share[place] = table.number("share", 0.0, {0.0, 10.0});
      growth.kept[place] = read_kept(table);
      table.finish();
      if (diagnostics_.items().size() != before) return;
    }
    file_.item.growth.push_back(std::move(growth));
  }

  /// One number for all pollutants, or one for each that is named.
  static scenarios::PollutantValues read_kept(TableReader& table) {
    constexpr NumberRange range{-10.0, 10.0};
    const auto* node = table.take("kept");
    if (node && node->is_table()) return read_values(table, "kept", range);
    scenarios::PollutantValues all;
    all.fill(table.number("kept", 1.0, range));
    return all;
  }

  const TomlValue& document_;
  const PlanFolder& plan_;
  model::LocalClock clock_;
  PlanItemFile& file_;
  Diagnostics& diagnostics_;
  std::map<std::string, TextPlace> places_;
  TableReader root_;
};

}  // namespace

PlanItemFile read_plan_item(const std::filesystem::path& path, const PlanFolder& plan,
                            model::LocalClock clock, Diagnostics& diagnostics) {
  PlanItemFile file;
  auto document = read_toml(path, diagnostics);
  if (!document) return file;
  file.document = std::move(*document);
  ItemReader(file.document, plan, clock, file, diagnostics).read();
  return file;
}

}  // namespace lantian::io
