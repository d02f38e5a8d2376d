// The episode: when, under which warnings, in what air and weather.
#include <algorithm>
#include <array>
#include <cmath>

#include "run/documents/sections.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;

io::ReportTable warnings_table(const Material& material, const Comparisons& comparisons) {
  io::ReportTable table;
  table.id = "warnings";
  table.title = {"Warnings in force", "预警启动、升级、降级、解除"};
  table.source = "warnings.csv";
  table.columns = {
      {"plan", "方案"}, {"level", "级别"}, {"from", "启动"}, {"to", "解除或调整"}, {"hours", "小时"}};
  const auto end = material.engine.inputs.around.run.end;
  for (const auto& one : comparisons)
    for (const auto& member : material.engine.members)
      if (member.id == one.member)
        for (const auto& spell : member.plan->warnings) {
          if (spell.end == end)
            table.note = {"A spell that ends with the run has not been lifted: the run ends.",
                          "与模拟同时结束的时段并非解除：模拟至此为止。"};
          table.rows.push_back({cell(member.label), cell(level_words(spell.level)),
                                cell(hour_words(material.clock(), spell.start)),
                                cell(hour_words(material.clock(), spell.end)),
                                cell(static_cast<double>(spell.end - spell.start) / 3600.0, 0)});
        }
  return table;
}

constexpr std::array sectors_en{"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
                                "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"};
constexpr std::array sectors_zh{"北", "北东北", "东北", "东东北", "东", "东东南", "东南", "南东南",
                                "南", "南西南", "西南", "西西南", "西", "西西北", "西北", "北西北"};
constexpr std::array speed_bounds{1.0, 2.0, 3.0, 5.0};  // m s-1

/// Hours of the evaluated period by the direction that the wind comes from and its speed.
io::ReportTable wind_rose(const Material& material) {
  std::array<std::array<int, speed_bounds.size() + 1>, sectors_en.size()> hours{};
  for (const auto& hour : material.weather) {
    if (hour.start < material.question.period.start) continue;
    const auto sector = static_cast<std::size_t>(std::lround(hour.wind_from_direction / 22.5)) % 16;
    const auto speed = static_cast<std::size_t>(
        std::upper_bound(speed_bounds.begin(), speed_bounds.end(), hour.wind_speed) - speed_bounds.begin());
    ++hours[sector][speed];
  }
  io::ReportTable table;
  table.id = "wind_rose";
  table.title = {"Wind rose: hours by direction it comes from and speed", "风玫瑰：各风向、风速的小时数"};
  table.source = "weather.csv";
  table.columns = {{"from", "风向"},          {"< 1 m/s", "<1 m/s"},     {"1 to 2 m/s", "1–2 m/s"},
                   {"2 to 3 m/s", "2–3 m/s"}, {"3 to 5 m/s", "3–5 m/s"}, {"≥ 5 m/s", "≥5 m/s"}};
  for (std::size_t n = 0; n < sectors_en.size(); ++n) {
    std::vector<io::ReportCell> row{cell(Label{sectors_en[n], sectors_zh[n]})};
    for (const int count : hours[n]) row.push_back(cell(static_cast<double>(count), 0));
    table.rows.push_back(std::move(row));
  }
  return table;
}

io::ReportTable weather_table(const Material& material) {
  io::ReportTable table;
  table.id = "weather_hours";
  table.title = {"Weather by the hour", "逐小时气象"};
  table.source = "weather.csv";
  table.columns = {
      {"local time", "当地时间"},           {"wind m/s", "风速 m/s"},     {"from °", "风向 °"},
      {"temperature °C", "气温 ℃"},         {"humidity %", "相对湿度 %"}, {"mixing height m", "混合层高度 m"},
      {"ventilation m²/s", "通风系数 m²/s"}};
  for (const auto& hour : material.weather)
    if (hour.start >= material.question.period.start)
      table.rows.push_back({cell(hour_words(material.clock(), hour.start)), cell(hour.wind_speed, 1),
                            cell(hour.wind_from_direction, 0), cell(hour.air_temperature - 273.15, 1),
                            cell(hour.relative_humidity * 100.0, 0), cell(hour.mixing_height, 0),
                            cell(hour.ventilation, 0)});
  return table;
}

io::ReportTable series_note(const char* id, Label title) {
  io::ReportTable table;
  table.id = id;
  table.title = std::move(title);
  table.source = "monitors.csv";
  return table;
}

}  // namespace

Blocks overview(const Material& material, const Comparisons& comparisons) {
  const auto& period = material.question.period;
  const auto words = [&](model::UtcSeconds time) {
    auto text = hour_words(material.clock(), time);
    std::replace(text.begin(), text.end(), 'T', ' ');
    return text;
  };
  Blocks blocks{sentence(
      {"Evaluated: " + words(period.start) + " to " + words(period.end) + ", {0} h, local time.",
       "评估时段：" + words(period.start) + " 至 " + words(period.end) + "，共 {0} 小时（当地时间）。"},
      {cell(static_cast<double>(period.end - period.start) / 3600.0, 0)})};
  auto warnings = warnings_table(material, comparisons);
  if (!warnings.rows.empty()) blocks.push_back(table_block(std::move(warnings)));
  blocks.push_back(figure("series", series_note("with_without", {"Hourly PM2.5 with and without",
                                                                 "PM2.5逐小时浓度（实施前后）"})));
  blocks.push_back(figure("aqi", series_note("hourly_index", {"Hourly index (HJ 633), colours of the levels",
                                                              "小时空气质量指数（HJ 633，级别色）"})));
  auto map = series_note("region_map", {"Map of the window: mean and change", "区域地图：平均浓度与变化"});
  map.source = "surface.nc";
  blocks.push_back(figure("map", std::move(map)));
  return blocks;
}

Blocks weather_of_episode(const Material& material) {
  if (material.weather.empty())
    return {absent({"Weather at a place of the county", "县内点位气象"},
                   {"a monitor of the county in monitors.csv", "在监测点表中给出县内点位"})};
  double wind = 0.0, humidity = 0.0, mixing = 0.0, ventilation = 0.0;
  int hours = 0, calm = 0;
  for (const auto& hour : material.weather) {
    if (hour.start < material.question.period.start) continue;
    wind += hour.wind_speed, humidity += hour.relative_humidity, mixing += hour.mixing_height;
    ventilation += hour.ventilation;
    ++hours, calm += hour.wind_speed < speed_bounds.front();
  }
  const double each = hours > 0 ? 1.0 / hours : no_number;
  const auto place = weather_monitor(material.engine)->label;
  return {
      sentence(
          {"At " + place.en +
               ", mean of {0} h: wind {1} m/s ({2} h below 1 m/s), relative humidity {3} %, mixing height "
               "{4} m, ventilation {5} m²/s.",
           place.zh +
               "，{0} 小时平均：风速 {1} m/s（其中 {2} 小时低于 1 m/s），相对湿度 {3}%，混合层高度 {4} "
               "m，通风系数 {5} m²/s。"},
          {cell(hours, 0), cell(wind * each, 2), cell(calm, 0), cell(humidity * each * 100.0, 1),
           cell(mixing * each, 0), cell(ventilation * each, 0)}),
      figure("rose", wind_rose(material)), figure("weather", weather_table(material)),
      absent({"Comparison with days of the same weather type", "与同类天气型日的比较"},
             {"monitor series of several winters with their weather (lantian aqi reads them)",
              "多个冬季的监测与气象序列（lantian aqi 可读入）"})};
}

}  // namespace lantian::run
