#include "run/sweep/weather_members.hpp"

#include <algorithm>
#include <numeric>

#include "io/data_folder.hpp"
#include "io/mechanism.hpp"
#include "io/sha256.hpp"
#include "io/study/sweep.hpp"
#include "run/engine.hpp"
#include "run/file_hashes.hpp"
#include "run/signal_coverage.hpp"
#include "run/version.hpp"
#include "scenarios/policy/plan_text.hpp"

namespace lantian::run {
namespace {

/// Of the axis that names a parameter.
io::TextPlace place_of(const SweepStudy& study, const std::string& parameter) {
  const io::TomlValue* table = &study.document;
  for (const char* key : {"sweep", "axes", "parameter"})
    if (table) table = table->find(key);
  if (table)
    for (const auto& entry : table->entries)
      if (entry.key == parameter) return entry.place;
  return {study.file, 0, 0};
}

/// The case's settings without what only names things or says where results go.
std::string settings_text(const io::CaseFile& file) {
  io::CaseFile bare = file;
  auto& contents = bare.contents;
  contents.id = contents.season = contents.variant = "case";
  contents.label = {"case", "case"};
  contents.members.clear();
  contents.output = {};
  return io::resolved_text(bare);
}

/// Which table of the case a file was named in: "weather", "inventory".
std::string table_of(const io::NamedFile& named, const io::KeysRead& keys) {
  for (const auto& [key, place] : keys.places)
    if (place.line == named.place.line && place.column == named.place.column &&
        place.file == named.place.file)
      return key.substr(0, key.find('.'));
  return "files";
}

const std::vector<std::string>& scenario_paths(const scenarios::Study& study, int entry) {
  for (const auto& axis : study.axes)
    if (axis.kind == scenarios::SweepAxis::Kind::scenario) return axis.files[static_cast<std::size_t>(entry)];
  static const std::vector<std::string> none;
  return none;
}

std::vector<scenarios::Scenario> contents_of(const std::vector<io::ScenarioFile>& files) {
  std::vector<scenarios::Scenario> all;
  for (const auto& file : files) all.push_back(file.scenario);
  return all;
}

}  // namespace

const std::string& build_hash() {
  static const std::string hash = io::sha256_of_file("/proc/self/exe");
  return hash;
}

WeatherMembers::WeatherMembers(const SweepStudy& study, const scenarios::SweepWeather& weather,
                               const std::vector<std::string>& parameters)
    : source_(study), parameters_(parameters) {
  inputs_ = read_sound_case(study.case_path,
                            {weather.season, weather.variant, study.outside_allowed, weather.plan_start});
  auto& contents = inputs_.file.contents;
  for (const auto& member : contents.members)
    members_files_.insert(member.scenarios.begin(), member.scenarios.end());
  contents.members.clear();
  contents.output.species.clear();
  inputs_.scenarios.clear();
  inputs_.plans.clear();
  inputs_.costs.clear();
  inputs_.awaited.clear();
  io::Diagnostics diagnostics;
  const io::CaseFolder folder(inputs_.file.folder, study.outside_allowed);
  const auto clock = contents.time.plan_clock();
  std::vector<int> hits(parameters.size(), 0);
  std::vector<std::string> known;
  // Numbers as they are written: only whether each parameter is there.
  const auto look = [&](io::TomlValue& document) {
    for (std::size_t p = 0; p < parameters.size(); ++p)
      hits[p] += io::number_at(document, parameters[p], &known) != nullptr;
  };
  const auto hit = [&] { return std::accumulate(hits.begin(), hits.end(), 0); };
  file_ = io::read_study(study.document, folder, clock, diagnostics, look);
  study_is_edited_ = hit() > 0;
  diagnostics.throw_if_any();
  auto files = file_.base;
  for (std::size_t n = 0; n < file_.study.options.size(); ++n) files.push_back(file_.option(n));
  for (const auto& axis : file_.study.axes)
    for (const auto& entry : axis.files)
      for (const auto& path : entry) {
        if (scenario_files_.contains(path)) continue;
        const int before = hit();
        scenario_files_[path] = io::read_scenario(path, clock, diagnostics, {}, look);
        if (hit() > before) edited_files_.insert(path);
        files.push_back(scenario_files_[path]);
      }
  diagnostics.throw_if_any();  // a file that is not there may be the one that a parameter is of
  for (std::size_t p = 0; p < parameters.size(); ++p)
    if (hits[p] == 0)
      diagnostics.add("axis_names_nothing", place_of(study, parameters[p]),
                      {{"key", "sweep.axes.parameter"},
                       {"value", parameters[p]},
                       {"nearest", io::nearest_spelling(parameters[p], known)}});
  diagnostics.throw_if_any();
  io::add_sources(inputs_, files, diagnostics);
  SignalCoverage coverage(inputs_, inputs_.around.run, diagnostics);
  for (const auto& file : files) coverage.check(file);
  diagnostics.throw_if_any();
  common_ = std::make_unique<scenarios::CommonGround>(inputs_.inventory, inputs_.around);
  const auto base = contents_of(file_.base);
  auto plan = io::expand_plan(file_.base, inputs_.inventory, inputs_.around, diagnostics);
  diagnostics.throw_if_any();
  baseline_ = std::move(*plan);
  baseline_.id = io::no_option;
  baseline_cost_ = scenarios::cost_of(baseline_, base, inputs_.inventory, inputs_.around);
}

std::string WeatherMembers::currency() const {
  std::vector<const scenarios::Scenario*> all;
  for (const auto& option : file_.study.options) all.push_back(&option.scenario);
  for (const auto& [path, file] : scenario_files_) all.push_back(&file.scenario);
  for (const auto& base : file_.base) all.push_back(&base.scenario);
  for (const auto* scenario : all)
    if (scenario->currency && std::any_of(scenario->measures.begin(), scenario->measures.end(),
                                          [](const auto& one) { return one.second.cost.is_given; }))
      return scenario->currency->code;
  return "";
}

std::map<std::string, double> WeatherMembers::solved_shares() const {
  std::map<std::string, double> shares;
  if (!file_.study.equalise) return shares;
  auto around = inputs_.around;
  const auto& time = inputs_.file.contents.time;
  around.run = file_.study.period.value_or(
      scenarios::Period{time.start + static_cast<model::UtcSeconds>(time.spinup), time.end});
  io::Diagnostics diagnostics;
  SignalCoverage coverage(inputs_, around.run, diagnostics);
  for (std::size_t n = 0; n < file_.study.options.size(); ++n) coverage.check(file_.option(n));
  diagnostics.throw_if_any();
  const auto comparison = scenarios::compare(file_.study, contents_of(file_.base), inputs_.inventory, around);
  for (const auto& finding : comparison.base_findings)
    io::report(finding, file_.base[finding.scenario], diagnostics);
  for (const auto& finding : comparison.findings)
    io::report(finding, file_.option(finding.scenario), diagnostics);
  diagnostics.throw_if_any();
  for (const auto& option : comparison.options) shares[option.id] = option.share;
  return shares;
}

io::DocumentEdit WeatherMembers::edit_of(const std::vector<double>& numbers) const {
  return [this, numbers](io::TomlValue& document) {
    for (std::size_t p = 0; p < parameters_.size(); ++p)
      if (auto* node = io::number_at(document, parameters_[p])) {
        node->number = numbers[p];
        const bool is_whole = node->kind == io::TomlValue::Kind::whole_number;
        if (is_whole && numbers[p] != static_cast<double>(static_cast<std::int64_t>(numbers[p])))
          node->kind = io::TomlValue::Kind::number;
        node->text = scenarios::exact_text(numbers[p]);
      }
  };
}

std::shared_ptr<const WeatherMembers::Edited> WeatherMembers::edited(
    const std::vector<double>& numbers) const {
  constexpr std::size_t kept = 1000;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = read_.find(numbers); found != read_.end()) return found->second;
  }
  io::Diagnostics diagnostics;
  auto made = std::make_shared<Edited>();
  const auto edit = edit_of(numbers);
  const auto clock = inputs_.file.contents.time.plan_clock();
  if (study_is_edited_)
    made->study =
        io::read_study(source_.document, io::CaseFolder(inputs_.file.folder, source_.outside_allowed), clock,
                       diagnostics, edit);
  for (const auto& path : edited_files_)
    made->files[path] = io::read_scenario(path, clock, diagnostics, {}, edit);
  diagnostics.throw_if_any();
  const std::lock_guard lock(mutex_);
  if (read_.size() >= kept) read_.clear();
  read_.emplace(numbers, made);
  return made;
}

void WeatherMembers::Parts::add(scenarios::Scenario scenario,
                                const std::map<std::string, io::TextPlace>& where) {
  scenarios.push_back(std::move(scenario));
  places.push_back(&where);
}

void WeatherMembers::Parts::report(const std::vector<scenarios::Finding>& findings,
                                   io::Diagnostics& diagnostics) const {
  const auto file = [&](std::size_t n) { return io::ScenarioFile{scenarios[n], *places[n]}; };
  for (const auto& finding : findings) {
    const auto other = file(finding.other_scenario);
    io::report(finding, file(finding.scenario), diagnostics, &other);
  }
}

WeatherMembers::Parts WeatherMembers::parts_of(const SweepPoint& point) const {
  Parts parts;
  if (!parameters_.empty()) parts.edited = edited(point.numbers);
  const auto& study = parts.edited && parts.edited->study ? *parts.edited->study : file_;
  for (const auto& base : study.base) parts.add(base.scenario, base.places);
  const double compliance = point.compliance.value_or(1.0);
  if (point.option >= 0) {
    const auto& option = study.study.options[static_cast<std::size_t>(point.option)];
    const auto share = shares_.find(option.id);
    parts.add(
        scenarios::taking_part(option.scenario, compliance * (share == shares_.end() ? 1.0 : share->second)),
        study.places);
  }
  if (point.scenario >= 0)
    for (const auto& path : scenario_paths(file_.study, point.scenario)) {
      const auto& file =
          edited_files_.contains(path) ? parts.edited->files.at(path) : scenario_files_.at(path);
      parts.add(scenarios::taking_part(file.scenario, compliance), file.places);
    }
  return parts;
}

PlannedMember WeatherMembers::member(const SweepPoint& point, bool with_restart) const {
  const auto parts = parts_of(point);
  const auto& all = parts.scenarios;
  std::optional<scenarios::Surroundings> drawn;
  if (point.draw && *point.draw > 0) drawn.emplace(inputs_.around).draw = point.draw;
  const auto& around = drawn ? *drawn : inputs_.around;
  auto expansion = scenarios::expand(all, inputs_.inventory, around, common_.get());
  io::Diagnostics diagnostics;
  parts.report(expansion.findings, diagnostics);
  diagnostics.throw_if_any();
  PlannedMember member;
  member.plan = std::move(expansion.plan);
  scenarios::add_cost_beyond(scenarios::cost_of(member.plan, all, inputs_.inventory, around, common_.get()),
                             baseline_cost_, member.figures);
  if (with_restart) {
    std::vector<scenarios::Scenario> cold;
    for (const auto& one : all) cold.push_back(scenarios::without_heat_up(one));
    const auto without = scenarios::expand(cold, inputs_.inventory, around, common_.get()).plan;
    member.restart = scenarios::emitted_less(without, member.plan, inputs_.inventory,
                                             around)[static_cast<std::size_t>(scenarios::Pollutant::PM2p5)];
  }
  return member;
}

std::map<std::string, std::string> WeatherMembers::identity(bool double_precision) const {
  const auto& keys = inputs_.file.keys;
  std::map<std::string, std::vector<std::string>> by_table;
  for (const auto& named : keys.files)
    if (!members_files_.contains(named.path)) by_table[table_of(named, keys)].push_back(named.path);
  std::map<std::string, std::string> identity;
  for (const auto& [table, files] : by_table) identity[table] = hash_of_files(files, inputs_.file.folder);
  const auto mechanism = io::read_mechanism_file(mechanism_file(inputs_.file));
  identity["settings"] = io::sha256(settings_text(inputs_.file));
  identity["mechanism"] = hash_of_mechanism(mechanism.files);
  identity["tables"] = hash_of_files({io::data_folder()}, io::data_folder());
  identity["numbers"] = double_precision ? "double" : "float";
  identity["version"] = version();
  identity["build"] = build_hash();
  return identity;
}

}  // namespace lantian::run
