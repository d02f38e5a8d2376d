// What the air gains: means and peaks, hours by class, townships, and whose share it is.
#include <algorithm>
#include <map>

#include "run/documents/sections.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;

bool has(const Comparisons& comparisons, const std::string& member, const std::string& against) {
  return std::any_of(comparisons.begin(), comparisons.end(),
                     [&](const auto& one) { return one.member == member && one.against == against; });
}

const scenarios::IndexScheme& scheme_of(const Material& material) {
  return scenarios::in_force(material.standards.index,
                             material.clock().local_day(material.question.period.start));
}

/// Means over the evaluated days of what without and with is modelled.
struct Mean {
  double before = 0.0, change = 0.0, local = 0.0, ceiling = 0.0;
  int days = 0, with_shares = 0;
};

}  // namespace

io::ReportTable table_of_plans(const Material& material, const std::string& id,
                               const Comparisons& comparisons) {
  for (const auto& table : material.tables) {
    if (table.id != id) continue;
    auto mine = table;
    std::erase_if(mine.rows, [&](const auto& row) {
      const auto* member = std::get_if<Label>(&row.front().content);
      return member == nullptr || std::none_of(comparisons.begin(), comparisons.end(), [&](const auto& one) {
               return material.member(one.member) == *member;
             });
    });
    return mine;
  }
  return {};
}

std::vector<ClassHours> class_hours(const Material& material) {
  std::vector<ClassHours> all;
  std::map<std::pair<std::string, std::string>, std::size_t> places;
  const std::size_t categories = scheme_of(material).categories.size();
  for (const auto& member : material.engine.members)
    for (const auto& monitor : material.engine.inputs.monitors) {
      places[{member.id, monitor.id}] = all.size();
      all.push_back({member.id, monitor.id, std::vector<int>(categories, 0)});
    }
  for (const auto& hour : material.hours) {
    const auto found = places.find({hour.member, hour.monitor});
    if (found == places.end() || hour.index.category < 0) continue;
    auto& hours = all[found->second].hours;
    if (static_cast<std::size_t>(hour.index.category) < hours.size())
      ++hours[static_cast<std::size_t>(hour.index.category)];
  }
  return all;
}

Blocks hours_by_class(const Material& material, const Comparisons& comparisons) {
  io::ReportTable table;
  table.id = "class_hours";
  table.title = {"Hours in each class of the index, before and after", "各空气质量级别小时数（前→后）"};
  table.source = "class_hours.csv";
  table.columns = {{"plan", "方案"}, {"place", "点位"}};
  const auto& categories = scheme_of(material).categories;
  for (const auto& category : categories) {
    table.columns.push_back({category.label.en + ", before", category.label.zh + " 前"});
    table.columns.push_back({category.label.en + ", after", category.label.zh + " 后"});
  }
  table.columns.push_back({"hours of moderate pollution and worse avoided", "减少中度及以上小时"});
  const auto all = class_hours(material);
  const auto of = [&](const std::string& member, const std::string& monitor) {
    return *std::find_if(all.begin(), all.end(),
                         [&](const auto& one) { return one.member == member && one.monitor == monitor; });
  };
  for (const auto& one : comparisons)
    for (const auto& monitor : material.engine.inputs.monitors) {
      const auto before = of(one.against, monitor.id), after = of(one.member, monitor.id);
      std::vector<io::ReportCell> row{cell(material.member(one.member)), cell(monitor.label)};
      double avoided = 0.0;
      for (std::size_t c = 0; c < categories.size(); ++c) {
        row.push_back(cell(before.hours[c], 0));
        row.push_back(cell(after.hours[c], 0));
        if (c >= 3) avoided += before.hours[c] - after.hours[c];
      }
      row.push_back(cell(avoided, 0));
      table.rows.push_back(std::move(row));
    }
  return {table_block(std::move(table))};
}

Blocks air_effects(const Material& material, const Comparisons& comparisons) {
  Blocks blocks;
  for (const auto& one : comparisons) {
    Mean mean;
    double low = 0.0, high = 0.0;
    bool ranged = true;
    for (const auto& e : material.evaluation.effects) {
      if (e.member != one.member || e.against != one.against || e.place != scenarios::county_mean ||
          e.pollutant != "PM2p5" || e.average != "24h")
        continue;
      const auto range =
          material.uncertainty.range(scenarios::name_of(e), e.member, e.against, e.pollutant, e.change());
      mean.before += e.before, mean.change += e.change(), ++mean.days;
      low += range.low, high += range.high, ranged = ranged && range.is_estimated();
    }
    if (mean.days == 0) continue;
    const double scale = micrograms_of_kilogram / mean.days;
    blocks.push_back(sentence(
        {material.member(one.member).en + ": over {0} d, county mean of 24-h PM2.5 {1} µg/m³ without, "
                                          "change {2} µg/m³ ({3} %), range {4} to {5} µg/m³.",
         material.member(one.member).zh + "：{0} 日平均，全县PM2.5日均值实施前 {1} µg/m³，变化 {2} "
                                          "µg/m³（{3}%），范围 {4} 至 {5} µg/m³。"},
        {cell(mean.days, 0), cell(mean.before * scale, 1), cell(mean.change * scale, 2),
         cell(100.0 * mean.change / mean.before, 2), cell(ranged ? low * scale : no_number, 2),
         cell(ranged ? high * scale : no_number, 2)}));
  }
  for (const char* id : {"effects", "peaks"}) {
    auto table = table_of_plans(material, id, comparisons);
    if (!table.rows.empty()) blocks.push_back(table_block(std::move(table)));
  }
  return blocks;
}

Blocks township_effects(const Material& material, const Comparisons& comparisons) {
  io::ReportTable table;
  table.id = "townships";
  table.title = {"Townships: mean of the evaluated days, µg/m³", "各乡镇（街道）：评估期日均值平均，µg/m³"};
  table.source = "townships.csv";
  table.columns = {{"plan", "方案"}, {"quantity", "指标"}, {"township", "乡镇"}, {"people", "人口"},
                   {"before", "前"}, {"after", "后"},      {"change", "变化"},   {"change %", "变化 %"}};
  for (const auto& of : material.towns) {
    if (!has(comparisons, of.member, of.against)) continue;
    for (std::size_t n = 0; n < material.people.size(); ++n) {
      double before = 0.0, after = 0.0;
      for (const auto& [day, values] : of.days) before += values[n].before, after += values[n].after;
      const double scale = micrograms_of_kilogram / static_cast<double>(of.days.size());
      table.rows.push_back({cell(material.member(of.member)),
                            cell(pollutant_words(of.pollutant) + " " + of.average),
                            cell(region_words(material.engine, material.people[n].region)),
                            cell(material.people[n].population, 0), cell(before * scale, 1),
                            cell(after * scale, 1), cell((after - before) * scale, 2),
                            cell(before > 0.0 ? 100.0 * (after - before) / before : no_number, 2)});
    }
  }
  if (table.rows.empty())
    return {absent({"Townships", "分乡镇效果"},
                   {"townships with their people in regions.csv, and whole evaluated days",
                    "在区域表中给出乡镇人口，并有完整的评估日"})};
  return {table_block(std::move(table))};
}

Blocks boundary_shares(const Material& material) {
  io::ReportTable table;
  table.id = "boundary_share";
  table.title = {"Whose PM2.5 it is: the county, the rest of the window, outside",
                 "PM2.5来源构成：本县、窗口内其他、窗口以外"};
  table.source = "monitors.csv";
  table.note = {
      "By leaving emissions out, so secondary particles are told apart only as far as they answer linearly; "
      "outside is what is left without any emission of people in the window.",
      "由清零情景相减得到，二次颗粒物仅在近似线性时可分；“窗口以外”为窗口内人为排放清零后的剩余部分。"};
  table.columns = {{"place", "点位"},
                   {"day", "日期"},
                   {"baseline µg/m³", "基准 µg/m³"},
                   {"county µg/m³", "本县 µg/m³"},
                   {"rest of the window µg/m³", "窗口内其他 µg/m³"},
                   {"outside µg/m³", "窗口以外 µg/m³"},
                   {"county %", "本县 %"},
                   {"outside %", "窗口以外 %"}};
  std::map<std::pair<std::string, std::int64_t>, std::map<std::string, double>> values;
  const auto county = scenarios::county_statistics(material.engine.inputs.monitors, material.evaluation.days);
  for (const auto* list : {&material.evaluation.days, &county})
    for (const auto& day : *list)
      if (day.pollutant == "PM2p5" && day.average == "24h" && day.result.value)
        values[{day.monitor, day.local_day}][day.member] = *day.result.value * micrograms_of_kilogram;
  const auto& q = material.question;
  for (const auto& [key, members] : values) {
    const auto base = members.find(q.baseline), window = members.find(q.without_window),
               without = members.find(q.without_county);
    if (base == members.end() || window == members.end() || without == members.end()) continue;
    const double own = base->second - without->second, rest = without->second - window->second;
    table.rows.push_back(
        {cell(place_words(material.engine, key.first)),
         cell(hour_words(material.clock(), material.clock().midnight(key.second)).substr(0, 10)),
         cell(base->second, 1), cell(own, 2), cell(rest, 1), cell(window->second, 1),
         cell(100.0 * own / base->second, 1), cell(100.0 * window->second / base->second, 1)});
  }
  if (table.rows.empty())
    return {absent({"Share of the county, of the window and of outside", "本县、窗口内与外来贡献"},
                   {"members without the window's and without the county's emissions in the case",
                    "在算例中加入窗口清零与全县清零情景"})};
  return {figure("stack", std::move(table))};
}

}  // namespace lantian::run
