#include "io/study/study.hpp"

#include <algorithm>

#include "io/case.hpp"
#include "io/local_time.hpp"
#include "io/regular_file.hpp"
#include "io/scenario/parts.hpp"
#include "io/study/optimisation.hpp"
#include "io/study/sweep.hpp"

namespace lantian::io {
namespace {

using scenarios::EqualBy;

std::string pollutants() {
  std::string all;
  for (const auto& name : scenarios::pollutant_names) all += ", emitted_" + std::string(name);
  return "lost_output, cost" + all;
}

/// "lost_output", "cost", "emitted_PM2p5".
void read_by(TableReader& table, scenarios::Equalise& equalise) {
  const std::string by = table.required_text("by");
  if (by.empty() || by == "lost_output") return;
  if (by == "cost") {
    equalise.by = EqualBy::cost;
    return;
  }
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
    if (by == "emitted_" + std::string(scenarios::pollutant_names[p])) {
      equalise.by = EqualBy::emitted;
      equalise.pollutant = static_cast<scenarios::Pollutant>(p);
      return;
    }
  table.fault("unknown_word", "by", *table.take("by"), {{"accepted", pollutants()}});
}

class StudyReader {
 public:
  StudyReader(const TomlValue& document, const CaseFolder& folder, model::LocalClock clock, StudyFile& file,
              Diagnostics& diagnostics, const DocumentEdit& edit)
      : document_(document),
        clock_(clock),
        edit_(edit),
        file_(file),
        diagnostics_(diagnostics),
        folder_(folder),
        root_(document, "", {diagnostics, file.places, &folder}) {}

  void read() {
    auto& study = file_.study;
    read_head(root_, "lantian.study/1", clock_, shared_);
    study.id = shared_.id;
    study.label = shared_.label;
    read_base();
    root_.table("period", [&](TableReader& t) { read_period(t); });
    read_parts(root_, clock_, shared_);
    if (!root_.has("option") && !sweeps_files()) root_.missing("option");
    root_.each("option", [&](const std::string& id, const TomlValue& node) { read_option(id, node); });
    root_.table("equalise", [&](TableReader& t) { read_equalise(t); });
    root_.table("sweep", [&](TableReader& t) { read_sweep(t, study); });
    root_.table("score", [&](TableReader& t) { read_score(t, study); });
    root_.table("optimise", [&](TableReader& t) { study.optimisation = read_optimisation(t, cuts()); });
    root_.finish();
    note_places(document_, "", file_.places);
    for (auto& option : study.options) option.scenario = scenarios::referred_part(option.scenario);
  }

  /// All options' measures together: what no option uses is a mistake.
  ScenarioFile together() const {
    ScenarioFile all{shared_, file_.places};
    for (const auto& option : file_.study.options) {
      all.scenario.measures.insert(option.scenario.measures.begin(), option.scenario.measures.end());
      all.scenario.windows.insert(option.scenario.windows.begin(), option.scenario.windows.end());
    }
    return all;
  }

 private:
  /// A sweep over scenario files needs no options.
  bool sweeps_files() const {
    const auto* sweep = document_.find("sweep");
    const auto* axes = sweep ? sweep->find("axes") : nullptr;
    return axes && axes->find("scenario");
  }

  void read_base() {
    const std::string written = root_.text("base");
    if (written.empty()) return;
    const TextPlace place = root_.take("base")->place;
    if (const auto path = folder_.resolve(written, place, diagnostics_))
      file_.base.push_back(read_scenario(*path, clock_, diagnostics_, place, edit_));
  }

  std::optional<model::UtcSeconds> local(TableReader& table, const char* key) {
    const std::string written = table.required_text(key);
    const auto time = read_local_time(written, clock_.offset);
    if (!written.empty() && (!time || (*time + clock_.offset) % model::seconds_per_hour != 0)) {
      table.fault("unreadable_value", key, *table.take(key), {{"accepted", "\"2023-11-15T00:00\""}});
      return std::nullopt;
    }
    return time;
  }

  void read_period(TableReader& table) {
    const auto start = local(table, "start"), end = local(table, "end");
    const int spinup = table.whole("spinup_h", 0, {0.0, 8784.0});
    if (!start || !end) return;
    const auto first = *start + spinup * model::seconds_per_hour;
    if (*end <= first)
      table.fault("ends_before_start", "end", *table.take("end"), {});
    else
      file_.study.period = scenarios::Period{first, *end};
  }

  void read_option(const std::string& id, const TomlValue& node) {
    TableReader table(node, "option." + id, root_.context());
    scenarios::Option option;
    option.id = id;
    if (!is_id(id)) diagnostics_.add("not_an_id", node.place, {{"key", "option"}, {"value", id}});
    if (id == no_option) diagnostics_.add("reserved_name", node.place, {{"key", "option"}, {"value", id}});
    option.label = table.label("label");
    if (!table.has("label")) table.missing("label");
    option.scenario = shared_;
    option.scenario.id = shared_.id + "/" + id;
    option.scenario.label = option.label;
    if (!table.has("measure")) table.missing("measure");
    table.tables("measure", [&](TableReader& t) {
      const std::string name = id + "-" + std::to_string(option.scenario.measures.size() + 1);
      if (t.node()) note_places(*t.node(), "measure." + name, file_.places);
      option.scenario.measures[name] = read_measure(name, t, option.scenario.windows, &option.label);
    });
    table.finish();
    file_.study.options.push_back(std::move(option));
  }

  void check_option(TableReader& table, const std::string& key, const std::string& id, const TomlValue& at) {
    std::vector<std::string> known;
    for (const auto& option : file_.study.options) known.push_back(option.id);
    if (std::find(known.begin(), known.end(), id) == known.end())
      table.fault(
          "unknown_reference", key, at,
          {{"kind", "option"}, {"nearest", nearest_spelling(id, known)}, {"accepted", joined(known)}});
  }

  void read_equalise(TableReader& table) {
    scenarios::Equalise equalise;
    read_by(table, equalise);
    equalise.reference = table.required_text("reference");
    if (!equalise.reference.empty())
      check_option(table, "reference", equalise.reference, *table.take("reference"));
    if (!table.has("via")) table.missing("via");
    if (const auto* via = table.take("via"); via && via->is_table() && via->entries.empty())
      table.fault("empty_list", "via", *via, {});
    table.each("via", [&](const std::string& id, const TomlValue& node) {
      check_option(table, "via." + id, id, node);
      if (node.kind != TomlValue::Kind::text || node.text != "share")
        table.fault("unknown_word", "via." + id, node, {{"accepted", "share"}});
      if (id == equalise.reference) table.fault("reference_is_solved", "via." + id, node, {});
      equalise.options.push_back(id);
    });
    file_.study.equalise = std::move(equalise);
  }

  /// What may be chosen: measures of the base, and whole options.
  std::vector<std::string> cuts() const {
    std::vector<std::string> ids;
    for (const auto& base : file_.base)
      for (const auto& [id, measure] : base.scenario.measures) ids.push_back("measure." + id);
    for (const auto& option : file_.study.options) ids.push_back("option." + option.id);
    return ids;
  }

  const TomlValue& document_;
  model::LocalClock clock_;
  const DocumentEdit& edit_;
  StudyFile& file_;
  Diagnostics& diagnostics_;
  const CaseFolder& folder_;
  TableReader root_;
  scenarios::Scenario shared_;
};

}  // namespace

StudyFile read_study(TomlValue document, const CaseFolder& folder, model::LocalClock clock,
                     Diagnostics& diagnostics, const DocumentEdit& edit) {
  StudyFile file;
  const std::size_t before = diagnostics.items().size();
  if (edit) edit(document);
  StudyReader reader(document, folder, clock, file, diagnostics, edit);
  reader.read();
  if (diagnostics.items().size() != before) return file;
  const ScenarioFile all = reader.together();
  for (const auto& finding : check(all.scenario)) report(finding, all, diagnostics, &all);
  return file;
}

StudyFile read_study(const std::filesystem::path& path, const CaseFolder& folder, model::LocalClock clock,
                     Diagnostics& diagnostics) {
  auto document = read_toml(path, diagnostics, {});
  return document ? read_study(std::move(*document), folder, clock, diagnostics) : StudyFile{};
}

}  // namespace lantian::io
