#include "run/report_cells.hpp"

#include <algorithm>

#include "io/local_time.hpp"
#include "scenarios/evaluate/evaluation.hpp"

namespace lantian::run {

using scenarios::Label;

std::string hour_words(model::LocalClock clock, model::UtcSeconds time) {
  return io::local_time_text(time, clock.offset);
}

std::size_t place_of(const io::CaseInputs& inputs, const std::string& member) {
  const auto& all = inputs.file.contents.members;
  return static_cast<std::size_t>(
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == member; }) - all.begin());
}

Label member_words(const Engine& engine, const std::string& id) {
  for (const auto& one : engine.members)
    if (one.id == id) return one.label;
  return {id, id};
}

Label place_words(const Engine& engine, const std::string& id) {
  if (id == scenarios::county_mean) return {"county mean", "全县平均"};
  for (const auto& one : engine.inputs.monitors)
    if (one.id == id) return one.label;
  return {id, id};
}

Label region_words(const Engine& engine, const std::string& id) {
  for (const auto& region : engine.inputs.inventory.regions)
    if (region.id == id) return region.label;
  return {id, id};
}

Label level_words(const std::string& level) {
  if (level == "yellow") return Label{"yellow (III)", "黄色（Ⅲ级响应）"};
  if (level == "orange") return Label{"orange (II)", "橙色（Ⅱ级响应）"};
  if (level == "red") return Label{"red (I)", "红色（Ⅰ级响应）"};
  return {level, level};
}

Label grade_words(const std::string& grade) {
  if (grade.empty()) return Label{"ungraded", "未评级"};
  if (grade == "leading") return Label{"leading", "引领性"};
  if (grade == "non_leading") return Label{"not leading", "非引领性"};
  return {grade, grade};
}

std::string pollutant_words(const std::string& name) {
  if (name == "PM2p5") return "PM2.5";
  if (name == "VOC") return "VOCs";
  return name;
}

std::string pollutant_words(scenarios::Pollutant pollutant) {
  return pollutant_words(std::string(scenarios::pollutant_names[index_of(pollutant)]));
}

}  // namespace lantian::run
