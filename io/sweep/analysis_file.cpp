#include "io/sweep/analysis_file.hpp"

#include <nlohmann/json.hpp>

namespace lantian::io {
namespace {

using Json = nlohmann::ordered_json;

Json of(const SweepGroup& group) {
  Json json{{"group", group.entries}};
  for (const auto& [axis, index] : group.sobol)
    json["sobol"][axis] = {{"first", index.first},
                           {"first_range", index.first_range},
                           {"total", index.total},
                           {"total_range", index.total_range}};
  for (const auto& [axis, effects] : group.morris)
    json["morris"][axis] = {
        {"mean", effects.mean}, {"mean_size", effects.mean_size}, {"deviation", effects.deviation}};
  for (const auto& [axis, curve] : group.responses)
    for (const auto& point : curve)
      json["responses"][axis].push_back({{"input", point.input},
                                         {"mean", point.mean},
                                         {"least", point.least},
                                         {"greatest", point.greatest},
                                         {"count", point.count}});
  return json;
}

}  // namespace

std::string analysis_text(const SweepAnalysis& analysis) {
  Json metrics = Json::array(), fronts = Json::array();
  for (const auto& metric : analysis.metrics) {
    Json groups = Json::array();
    for (const auto& group : metric.groups) groups.push_back(of(group));
    metrics.push_back({{"name", metric.name}, {"unit", metric.unit}, {"groups", groups}});
  }
  for (const auto& front : analysis.fronts) {
    Json members = Json::array();
    for (const auto& one : front.members)
      members.push_back(
          {{"member", one.member}, {"cost", one.cost}, {"air", one.air}, {"front", one.is_on_front}});
    fronts.push_back({{"weather", front.weather},
                      {"cost", front.cost},
                      {"cost_unit", front.cost_unit},
                      {"air", front.air},
                      {"air_unit", front.air_unit},
                      {"members", members}});
  }
  const Json json{{"study", analysis.study},
                  {"manifest", analysis.manifest},
                  {"sampling", analysis.sampling},
                  {"synthetic", analysis.synthetic},
                  {"metrics", metrics},
                  {"fronts", fronts}};
  return json.dump(1) + "\n";
}

}  // namespace lantian::io
