#include "io/sweep/manifest.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "io/regular_file.hpp"
#include "io/sha256.hpp"

namespace lantian::io {
namespace {

using Json = nlohmann::json;

constexpr const char* schema = "lantian.sweep/1";

Json numbers(const std::vector<double>& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(std::isnan(value) ? Json() : Json(value));
  return list;
}

std::vector<double> numbers(const Json& list) {
  std::vector<double> values;
  for (const auto& one : list) values.push_back(one.is_null() ? std::nan("") : one.get<double>());
  return values;
}

Json of(const SweepDimension& d) {
  Json coordinates = Json::array();
  for (const auto& c : d.coordinates)
    coordinates.push_back(
        {{"name", c.name}, {"kind", c.kind}, {"path", c.path}, {"numbers", numbers(c.numbers)}});
  return {{"name", d.name},
          {"kind", d.kind},
          {"words", d.words},
          {"numbers", numbers(d.numbers)},
          {"coordinates", coordinates}};
}

SweepDimension dimension(const Json& json) {
  SweepDimension d{json.at("name"), json.at("kind"), json.at("words"), numbers(json.at("numbers")), {}};
  for (const auto& c : json.at("coordinates"))
    d.coordinates.push_back({c.at("name"), c.at("kind"), c.at("path"), numbers(c.at("numbers"))});
  return d;
}

Json of(const SweepWeatherState& w) {
  return {{"id", w.choice.id},
          {"season", w.choice.season},
          {"variant", w.choice.variant},
          {"plan_start", w.choice.plan_start},
          {"identity", w.identity},
          {"baseline", w.baseline},
          {"start", w.start},
          {"end", w.end},
          {"spinup_hours", w.spinup_hours},
          {"cells", w.cells},
          {"shares", w.shares}};
}

SweepWeatherState weather(const Json& json) {
  SweepWeatherState w;
  w.choice = {json.at("id"), json.at("season"), json.at("variant"), json.at("plan_start")};
  w.identity = json.at("identity").get<std::map<std::string, std::string>>();
  w.baseline = json.at("baseline");
  w.start = json.at("start");
  w.end = json.at("end");
  w.spinup_hours = json.at("spinup_hours");
  w.cells = json.at("cells");
  w.shares = json.at("shares").get<std::map<std::string, double>>();
  return w;
}

template <class T, class Make>
Json list_of(const std::vector<T>& all, Make make) {
  Json list = Json::array();
  for (const auto& one : all) list.push_back(make(one));
  return list;
}

/// The parts by name, each hashed by itself.
std::map<std::string, Json> parts_of(const SweepManifest& m) {
  Json lost = Json::object();
  for (const auto& [unit, values] : m.figures.lost) lost[unit] = numbers(values);
  return {{"study",
           {{"id", m.study_id},
            {"file", m.study_file},
            {"text", m.study_text},
            {"label", {{"en", m.label.en}, {"zh", m.label.zh}}},
            {"seed", m.seed},
            {"sampling", m.sampling},
            {"maps", m.maps},
            {"metrics", m.metrics},
            {"across", m.across},
            {"robust_use", m.robust_use}}},
          {"case",
           {{"path", m.case_path},
            {"outside_allowed", m.outside_allowed},
            {"double_precision", m.double_precision},
            {"synthetic", m.synthetic},
            {"version", m.version}}},
          {"dimensions", list_of(m.dimensions, [](const auto& d) { return of(d); })},
          {"weathers", list_of(m.weathers, [](const auto& w) { return of(w); })},
          {"scenarios", list_of(m.scenarios,
                                [](const auto& s) {
                                  return Json::array({s.key, s.plan, s.weather, s.member, s.fork_hour});
                                })},
          {"members", m.members},
          {"figures",
           {{"currency", m.figures.currency},
            {"cost", numbers(m.figures.cost)},
            {"stops", numbers(m.figures.stops)},
            {"restart", numbers(m.figures.restart)},
            {"lost", lost}}},
          {"batches", list_of(m.batches,
                              [](const auto& b) {
                                return Json{{"id", b.id}, {"weather", b.weather}, {"scenarios", b.scenarios}};
                              })},
          {"estimate",
           {{"lane_hours", m.estimate.lane_hours},
            {"lane_hours_unshared", m.estimate.lane_hours_unshared},
            {"core_hours", m.estimate.core_hours},
            {"gigabytes", m.estimate.gigabytes},
            {"files", m.estimate.files}}}};
}

std::string hash_of_parts(const Json& hashes) { return sha256(hashes.dump()); }

SweepManifest from(const Json& json) {
  SweepManifest m;
  const auto& study = json.at("study");
  m.study_id = study.at("id");
  m.study_file = study.at("file");
  m.study_text = study.at("text");
  m.label = {study.at("label").at("en"), study.at("label").at("zh")};
  m.seed = study.at("seed");
  m.sampling = study.at("sampling");
  m.maps = study.at("maps").get<std::vector<std::string>>();
  m.metrics = study.at("metrics").get<std::vector<std::string>>();
  m.across = study.at("across");
  m.robust_use = study.at("robust_use").get<std::vector<std::string>>();
  const auto& of_case = json.at("case");
  m.case_path = of_case.at("path");
  m.outside_allowed = of_case.at("outside_allowed");
  m.double_precision = of_case.at("double_precision");
  m.synthetic = of_case.at("synthetic");
  m.version = of_case.at("version");
  for (const auto& one : json.at("dimensions")) m.dimensions.push_back(dimension(one));
  for (const auto& one : json.at("weathers")) m.weathers.push_back(weather(one));
  for (const auto& one : json.at("scenarios"))
    m.scenarios.push_back({one.at(0), one.at(1), one.at(2), one.at(3), one.at(4)});
  m.members = json.at("members").get<std::vector<int>>();
  const auto& figures = json.at("figures");
  m.figures.currency = figures.at("currency");
  m.figures.cost = numbers(figures.at("cost"));
  m.figures.stops = numbers(figures.at("stops"));
  m.figures.restart = numbers(figures.at("restart"));
  for (const auto& [unit, values] : figures.at("lost").items()) m.figures.lost[unit] = numbers(values);
  for (const auto& one : json.at("batches"))
    m.batches.push_back({one.at("id"), one.at("weather"), one.at("scenarios").get<std::vector<int>>()});
  const auto& e = json.at("estimate");
  m.estimate = {e.at("lane_hours"), e.at("lane_hours_unshared"), e.at("core_hours"), e.at("gigabytes"),
                e.at("files")};
  return m;
}

}  // namespace

std::string manifest_text(const SweepManifest& manifest) {
  Json hashes = Json::object();
  std::string text;
  for (const auto& [name, part] : parts_of(manifest)) {
    const std::string written = part.dump();
    hashes[name] = sha256(written);
    text += ",\n\"" + name + "\":" + written;
  }
  return "{\"schema\":\"" + std::string(schema) + "\",\n\"sha256\":" + hashes.dump() + text + "}\n";
}

SweepManifest read_manifest(const std::filesystem::path& path) {
  Diagnostics diagnostics;
  const std::string name = path.string();
  const TextPlace place{name, 0, 0};
  const auto text = read_text_file(path, diagnostics);
  diagnostics.throw_if_any();
  SweepManifest manifest;
  try {
    const Json json = Json::parse(*text);
    if (json.at("schema") != schema)
      diagnostics.add("unknown_schema", place,
                      {{"key", "schema"}, {"value", json.at("schema").dump()}, {"accepted", schema}});
    diagnostics.throw_if_any();
    for (const auto& [part, hash] : json.at("sha256").items())
      if (sha256(json.at(part).dump()) != hash.get<std::string>())
        diagnostics.add("manifest_edited", place, {{"value", part}});
    diagnostics.throw_if_any();
    manifest = from(json);
    manifest.hash = hash_of_parts(json.at("sha256"));
  } catch (const Json::exception& failure) {
    diagnostics.add("manifest_broken", place, {{"value", name}, {"system", failure.what()}});
    diagnostics.throw_if_any();
  }
  return manifest;
}

}  // namespace lantian::io
