#include "run/report_cells.hpp"

#include <algorithm>
#include <array>

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

Label industry_words(const std::string& industry) {
  struct Words {
    const char *en, *zh;
  };
  static constexpr std::array known{
      std::pair{"brick", Words{"brick", "砖瓦"}},
      std::pair{"cement.clinker", Words{"cement clinker", "水泥熟料"}},
      std::pair{"cement.grinding", Words{"cement grinding", "水泥粉磨"}},
      std::pair{"glass", Words{"glass", "玻璃"}},
      std::pair{"refractory", Words{"refractories", "耐火材料"}},
      std::pair{"casting", Words{"casting", "铸造"}},
      std::pair{"casting.auto_parts", Words{"casting of car parts", "汽车零部件铸造"}},
      std::pair{"leather", Words{"leather tanning", "皮革鞣制"}},
      std::pair{"printing", Words{"packaging and printing", "包装印刷"}},
      std::pair{"furniture", Words{"furniture", "家具"}},
      std::pair{"coating.auto_repair", Words{"coating, car repair", "汽修喷涂"}},
      std::pair{"coating.machinery", Words{"coating, machinery", "机械涂装"}},
      std::pair{"coating.steel_structure", Words{"coating, steel structures", "钢结构涂装"}},
      std::pair{"sand_aggregate", Words{"sand and aggregate", "砂石骨料"}},
      std::pair{"concrete_mixing", Words{"ready-mixed concrete", "商品混凝土"}},
      std::pair{"fertiliser", Words{"fertiliser", "化肥"}},
      std::pair{"chemical.fine", Words{"fine chemicals", "精细化工"}},
      std::pair{"chemical.pharmaceutical", Words{"pharmaceuticals", "制药"}},
      std::pair{"chemical.battery", Words{"batteries", "电池"}},
      std::pair{"chemical.paint", Words{"paints", "涂料"}},
      std::pair{"food.starch", Words{"starch", "淀粉"}},
      std::pair{"food.alcohol", Words{"alcohol", "酒精"}},
      std::pair{"food.herb_drying", Words{"herb drying", "药材烘干"}},
      std::pair{"boiler.gas", Words{"gas boilers", "燃气锅炉"}},
      std::pair{"boiler.biomass", Words{"biomass boilers", "生物质锅炉"}},
      std::pair{"boiler.chp", Words{"heat and power", "热电联产"}},
      std::pair{"fuel.station", Words{"filling station", "加油站"}},
      std::pair{"fuel.storage", Words{"fuel depot", "油库"}},
      std::pair{"waste_to_energy", Words{"waste to energy", "垃圾焚烧发电"}},
  };
  for (const auto& [code, words] : known)
    if (industry == code) return {words.en, words.zh};
  return {industry, industry};
}

Label grade_words(const std::string& grade) {
  if (grade.empty()) return Label{"ungraded", "未评级"};
  if (grade == "leading") return Label{"leading", "引领性"};
  if (grade == "non_leading") return Label{"not leading", "非引领性"};
  return {grade, grade};
}

Label group_words(const std::string& group) {
  if (group == "industry") return {group, "工业源"};
  if (group == "mobile") return {group, "移动源"};
  if (group == "dust") return {group, "扬尘源"};
  if (group == "other") return {"other (heating, farms, households)", "其他（生活、农业等）"};
  return {"whole society", "全社会"};
}

Label sector_words(const std::string& sector) {
  static constexpr std::array known{
      std::array{"fossil_fuel_combustion", "fossil fuel combustion", "化石燃料固定燃烧源"},
      std::array{"process_industry", "industrial processes", "工艺过程源"},
      std::array{"mobile", "mobile sources", "移动源"},
      std::array{"solvent_use", "solvent use", "溶剂使用源"},
      std::array{"agriculture", "agriculture", "农业源"},
      std::array{"dust", "dust", "扬尘源"},
      std::array{"biomass_burning", "biomass burning", "生物质燃烧源"},
      std::array{"storage_transport", "storage and transport", "储存运输源"},
      std::array{"waste", "waste treatment", "废弃物处理源"},
      std::array{"other", "other", "其他排放源"}};
  for (const auto& [key, en, zh] : known)
    if (sector == key) return {en, zh};
  return {sector, sector};
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
