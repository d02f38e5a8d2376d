#include <nlohmann/json.hpp>

#include "io/explain/explanation_text.hpp"
#include "io/explain/words.hpp"
#include "io/local_time.hpp"
#include "scenarios/policy/plan_text.hpp"

namespace lantian::io {

namespace {

using nlohmann::ordered_json;

ordered_json json_of(const scenarios::Label& label) { return {{"en", label.en}, {"zh", label.zh}}; }

ordered_json by_pollutant(const std::array<double, scenarios::pollutant_count>& values) {
  ordered_json j = ordered_json::object();
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
    j[std::string(scenarios::pollutant_names[p])] = values[p];
  return j;
}

ordered_json json_of(const scenarios::WindowReason& window) {
  ordered_json parts = ordered_json::array(), windows = ordered_json::array();
  for (const auto& part : window.parts)
    parts.push_back(
        {{"condition", part.kind}, {"asked", part.asked.en}, {"holds", part.holds}, {"level", part.level}});
  for (const auto& [role, inner] : window.windows)
    windows.push_back({{"role", role}, {"window", json_of(inner)}});
  return {{"id", window.window},   {"open", window.is_open},         {"vetoed", window.is_vetoed},
          {"level", window.level}, {"conditions", std::move(parts)}, {"windows", std::move(windows)}};
}

ordered_json json_of(const scenarios::ExplainedMeasure& m, const scenarios::Explanation& e,
                     const ExplanationSetting& setting) {
  const auto& paths = setting.inputs.file.contents.members[setting.member].scenarios;
  const ScenarioFile& file = setting.inputs.scenarios.at(paths[m.scenario]);
  ordered_json effects = ordered_json::array(), missed = ordered_json::array();
  for (const auto& effect : m.effects) {
    ordered_json one{
        {"stage", scenarios::stage_name(effect.stage)},
        {"pollutant",
         effect.pollutant ? scenarios::pollutant_names[static_cast<std::size_t>(*effect.pollutant)] : "all"},
        {"factor", effect.factor},
        {"counts", effect.counts}};
    if (effect.beaten_by >= 0)
      one["beaten_by"] = e.measures[static_cast<std::size_t>(effect.beaten_by)].measure->id;
    effects.push_back(std::move(one));
  }
  for (const auto& miss : m.misses)
    missed.push_back(
        {{"selection", miss.selection}, {"key", miss.key}, {"asked", miss.wanted}, {"has", miss.has}});
  ordered_json j{
      {"id", m.measure->id},
      {"label", json_of(m.measure->label)},
      {"place", place_words(file, "measure." + m.measure->id)},
      {"basis", json_of(file.scenario.basis)},
      {"touches", m.touches()},
      {"operation", json_of(operation_words(m.measure->op))},
      {"window", json_of(m.window)},
      {"effects", std::move(effects)},
      {"misses", std::move(missed)},
      {"compliance",
       {{"mean", m.measure->compliance.mean}, {"distribution", m.measure->compliance.distribution}}}};
  if (m.order) j["output_allowed"] = *m.order;
  if (m.plant) j["plant"] = {{"phase", phase_id(m.phase)}, {"factor", by_pollutant(*m.plant)}};
  if (m.shift)
    j["shift [h of mean output]"] = {{"made", m.shift->made},
                                     {"given", m.shift->given},
                                     {"gained", m.shift->gained},
                                     {"evaporated", m.shift->evaporated},
                                     {"block_given", m.shift->block_given},
                                     {"block_lost", m.shift->block_lost}};
  if (m.turn)
    j["turn"] = {{"own", m.turn->own},
                 {"resting", m.turn->resting},
                 {"until", local_time_text(m.turn->until, setting.inputs.around.clock.offset)}};
  if (m.copy >= 0) j["copy"] = setting.inputs.inventory.sources[static_cast<std::size_t>(m.copy)].id;
  if (m.rung)
    j["ladder"] = {{"table", m.rung->table},
                   {"row", m.rung->row},
                   {"grade", m.rung->grade},
                   {"level", m.rung->level},
                   {"value", m.rung->value},
                   {"place", place_words(file, m.rung->path)},
                   {"tag", m.rung->tag},
                   {"source", m.rung->source},
                   {"placeholder", scenarios::is_placeholder(*m.rung)}};
  return j;
}

std::string text_of(const ordered_json& j) {
  return j.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string source_id(const scenarios::Explanation& e, const ExplanationSetting& setting) {
  return setting.inputs.inventory.sources[static_cast<std::size_t>(e.source)].id;
}

}  // namespace

std::string explanation_json(const scenarios::Explanation& e, const ExplanationSetting& setting) {
  const auto offset = setting.inputs.around.clock.offset;
  const auto& source = setting.inputs.inventory.sources[static_cast<std::size_t>(e.source)];
  ordered_json measures = ordered_json::array();
  for (const auto& m : e.measures) measures.push_back(json_of(m, e, setting));
  ordered_json j{{"schema", "lantian.explanation/1"},
                 {"source", source.id},
                 {"member", setting.inputs.file.contents.members[setting.member].id},
                 {"start", local_time_text(e.start, offset)},
                 {"end", local_time_text(e.start + model::seconds_per_hour, offset)},
                 {"provenance", source.provenance},
                 {"annual_mass [kg]", by_pollutant(source.annual_mass)}};
  if (e.origin)
    j["copy_of"] = {
        {"source", setting.inputs.inventory.sources[static_cast<std::size_t>(e.origin->source)].id},
        {"measure", e.origin->measure},
        {"full [kg/h]", by_pollutant(e.full)}};
  if (e.rate)
    j["rate"] = {{"month", e.rate->month},        {"day", e.rate->day},
                 {"hour", e.rate->hour},          {"weekday", e.rate->weekday},
                 {"holiday", e.rate->is_holiday}, {"makeup_workday", e.rate->is_makeup_workday}};
  j["measures"] = std::move(measures);
  j["excluded"] = e.is_excluded;
  j["factor"] = by_pollutant(e.factor);
  j["before [kg/h]"] = by_pollutant(e.before);
  j["after [kg/h]"] = by_pollutant(e.after);
  return text_of(j);
}

std::string timeline_json(const std::vector<scenarios::ExplainedRun>& runs,
                          const ExplanationSetting& setting) {
  const auto offset = setting.inputs.around.clock.offset;
  ordered_json all = ordered_json::array();
  for (const auto& run : runs) {
    ordered_json measures = ordered_json::array();
    for (const auto& m : run.first.measures)
      if (m.touches()) measures.push_back({{"id", m.measure->id}, {"phase", phase_id(m.phase)}});
    all.push_back({{"start", local_time_text(run.start, offset)},
                   {"end", local_time_text(run.end, offset)},
                   {"factor", by_pollutant(run.first.factor)},
                   {"measures", std::move(measures)}});
  }
  return text_of({{"schema", "lantian.explanation/1"},
                  {"source", runs.empty() ? "" : source_id(runs.front().first, setting)},
                  {"member", setting.inputs.file.contents.members[setting.member].id},
                  {"runs", std::move(all)}});
}

}  // namespace lantian::io
