#include "io/explain/explanation_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "io/explain/words.hpp"
#include "io/local_time.hpp"
#include "io/messages.hpp"
#include "scenarios/policy/compliance.hpp"
#include "scenarios/policy/plan_text.hpp"

namespace lantian::io {

namespace {

using scenarios::ExplainedMeasure;
using scenarios::Explanation;
using scenarios::Label;
using scenarios::Source;

constexpr std::array weekdays_en{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                 "Thursday", "Friday", "Saturday"};
constexpr std::array weekdays_zh{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"};

/// "all 0.1", or pollutant by pollutant what differs from 1.
Label factor_words(const Explanation& e, const ExplanationSetting& setting) {
  const bool alike =
      std::all_of(e.factor.begin(), e.factor.end(), [&](double f) { return f == e.factor[0]; });
  if (setting.pollutant)
    return pollutant_words(setting.pollutant).en.empty()
               ? Label{}
               : Label{short_number(e.factor[static_cast<std::size_t>(*setting.pollutant)]),
                       short_number(e.factor[static_cast<std::size_t>(*setting.pollutant)])};
  if (alike) return {"all " + short_number(e.factor[0]), "全部 " + short_number(e.factor[0])};
  std::string text;
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
    if (e.factor[p] != 1.0)
      text += (text.empty() ? "" : ", ") + std::string(scenarios::pollutant_names[p]) + " " +
              short_number(e.factor[p]);
  return {text, text};
}

/// Writes the lines of one explanation, part by part.
class Writer {
 public:
  Writer(const Explanation& explanation, const ExplanationSetting& setting)
      : e_(explanation),
        setting_(setting),
        inventory_(setting.inputs.inventory),
        source_(inventory_.sources[static_cast<std::size_t>(explanation.source)]) {}

  std::vector<TextLine> write() {
    head();
    base();
    touching();
    result();
    leaving_alone();
    return std::move(lines_);
  }

 private:
  void say(int indent, std::string en, std::string zh) {
    lines_.push_back({indent, {std::move(en), std::move(zh)}});
  }
  bool is_shown(std::size_t p) const {
    return !setting_.pollutant || *setting_.pollutant == static_cast<scenarios::Pollutant>(p);
  }
  const auto& member() const { return setting_.inputs.file.contents.members[setting_.member]; }
  const ScenarioFile& file_of(const ExplainedMeasure& m) const {
    return setting_.inputs.scenarios.at(member().scenarios[m.scenario]);
  }

  void head() {
    Label who{source_.id, source_.id};
    if (source_.enterprise >= 0) {
      const auto& works = inventory_.enterprises[static_cast<std::size_t>(source_.enterprise)];
      who.en += " · " + works.label.en;
      who.zh += " · " + works.label.zh;
    }
    say(0, who.en, who.zh);
    const auto offset = setting_.inputs.around.clock.offset;
    const std::string from = local_time_text(e_.start, offset),
                      to = local_time_text(e_.start + model::seconds_per_hour, offset);
    say(0, fmt::format("member {} ({}), {} to {}", member().id, member().label.en, from, to),
        fmt::format("情景 {}（{}），{} 至 {}", member().id, member().label.zh, from, to));
    const auto own = [&](const char* key) {
      const std::string value = scenarios::value_of_key(key, source_, inventory_);
      return value.empty() ? std::string("-") : value;
    };
    say(1,
        fmt::format("industry {}, process {}, grade {}, region {}, fuel {}, tags {}", own("industry"),
                    own("process"), own("grade"), own("region"), own("fuel"), own("tag")),
        fmt::format("行业 {}，工序 {}，绩效等级 {}，区域 {}，燃料 {}，标签 {}", own("industry"),
                    own("process"), own("grade"), own("region"), own("fuel"), own("tag")));
  }

  const std::string& id_of(int source) const {
    return inventory_.sources[static_cast<std::size_t>(source)].id;
  }

  void base() {
    if (e_.origin) {
      const std::string& original = id_of(e_.origin->source);
      say(0,
          fmt::format("a copy of {}, made by the measure {}: in the base run nothing is emitted here",
                      original, e_.origin->measure),
          fmt::format("{} 的副本，由措施 {} 设于此处：基准情景中此处不排放", original, e_.origin->measure));
      say(0, "what is copied, before any rule", "所复制的源（任何规则之前）");
    } else {
      say(0, "base, before any rule", "基准（任何规则之前）");
    }
    if (!e_.rate) {
      say(1, "natural source: the weather drives it (" + source_.natural_law + "); it has no yearly mass",
          "天然源：由气象驱动（" + source_.natural_law + "），没有年排放量");
      return;
    }
    yearly_mass();
    const auto& r = *e_.rate;
    const auto& profile = inventory_.temporal_profiles[static_cast<std::size_t>(source_.temporal)];
    const auto date = setting_.inputs.around.clock.local_date(e_.start);
    const int month = static_cast<int>(unsigned(date.month()));
    const int hour = setting_.inputs.around.clock.local_hour(e_.start);
    const Label kind = r.is_holiday          ? Label{", a public holiday", "，法定节假日"}
                       : r.is_makeup_workday ? Label{", a make-up workday", "，调休上班日"}
                                             : Label{};
    say(1,
        fmt::format(
            "profile {}: month {} x {}, counted as {}{} x {}, hour {} x {} = {} of the year's mean rate",
            profile.id, month, short_number(r.month), weekdays_en[r.weekday], kind.en, short_number(r.day),
            hour, short_number(r.hour), short_number(r.month * r.day * r.hour)),
        fmt::format("时间廓线 {}：{}月 x {}，按{}计{} x {}，{}时 x {}，合为年均速率的 {} 倍", profile.id,
                    month, short_number(r.month), weekdays_zh[r.weekday], kind.zh, short_number(r.day), hour,
                    short_number(r.hour), short_number(r.month * r.day * r.hour)));
  }

  void yearly_mass() {
    if (source_.line >= 0) {
      const auto& line = inventory_.lines[static_cast<std::size_t>(source_.line)];
      say(1,
          fmt::format("activity {} {}/a of line {} (capacity {}), control device {}",
                      fmt::format("{:.10g}", line.activity), line.activity_unit, line.id,
                      fmt::format("{:.10g}", line.capacity), source_.device.empty() ? "-" : source_.device),
          fmt::format("活动水平：生产线 {} 每年 {} {}（产能 {}），治理设施 {}", line.id,
                      fmt::format("{:.10g}", line.activity), line.activity_unit,
                      fmt::format("{:.10g}", line.capacity), source_.device.empty() ? "-" : source_.device));
    }
    std::string en, zh;
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p) {
      const double mass = source_.annual_mass[p], raw = source_.uncontrolled[p];
      if (mass == 0.0 || !is_shown(p)) continue;
      const std::string one = fmt::format("{} {}", scenarios::pollutant_names[p], short_number(mass / 1e3));
      const bool is_controlled = raw > mass;
      en += (en.empty() ? "" : ", ") + one;
      zh += (zh.empty() ? "" : "，") + one;
      if (is_controlled) {
        en += fmt::format(" (of {}, {}% removed)", short_number(raw / 1e3),
                          short_number(100 * (1 - mass / raw)));
        zh += fmt::format("（产生 {}，去除 {}%）", short_number(raw / 1e3),
                          short_number(100 * (1 - mass / raw)));
      }
    }
    say(1, "t/a = activity x factor x (1 - removal): " + en + "; provenance: " + source_.provenance,
        "t/a = 活动水平 x 排放因子 x (1 - 去除率)：" + zh + "；数据来源：" + source_.provenance);
  }

  void touching() {
    const bool any = std::any_of(e_.measures.begin(), e_.measures.end(),
                                 [](const ExplainedMeasure& m) { return m.touches(); });
    if (!any) {
      say(0, "no measure touches it in this hour", "本小时没有措施作用于该源");
      return;
    }
    say(0, "what acts on it, stage by stage", "作用于该源的措施（按阶段）");
    std::set<scenarios::Stage> stages;
    for (const auto& m : e_.measures)
      for (const auto& effect : m.effects) stages.insert(effect.stage);
    for (const auto stage : stages)
      for (const auto& m : e_.measures) {
        const auto in_stage = [&](const auto& effect) {
          return effect.stage == stage &&
                 (!effect.pollutant || is_shown(static_cast<std::size_t>(*effect.pollutant)));
        };
        if (std::any_of(m.effects.begin(), m.effects.end(), in_stage)) measure(m, stage);
      }
  }

  void measure(const ExplainedMeasure& m, scenarios::Stage stage) {
    const auto words = stage_words(stage);
    Label verdict;
    std::string factors_en, factors_zh;
    for (const auto& effect : m.effects) {
      if (effect.stage != stage) continue;
      if (effect.pollutant && !is_shown(static_cast<std::size_t>(*effect.pollutant))) continue;
      const auto of = pollutant_words(effect.pollutant);
      factors_en += (factors_en.empty() ? "" : ", ") + of.en + " " + short_number(effect.factor);
      factors_zh += (factors_zh.empty() ? "" : "，") + of.zh + " " + short_number(effect.factor);
      if (effect.counts) continue;
      const std::string& winner = e_.measures[static_cast<std::size_t>(effect.beaten_by)].measure->id;
      verdict = {"; gives way to " + winner + ", the strictest holds", "；让位于 " + winner + "（取最严）"};
    }
    if (strictest_holds(stage) && verdict.en.empty() && has_rival(m, stage))
      verdict = {"; holds: the strictest", "；起作用：最严者"};
    const auto& file = file_of(m);
    say(1,
        fmt::format("[{}] {} \"{}\": x {}{}", words.en, m.measure->id, m.measure->label.en, factors_en,
                    verdict.en),
        fmt::format("[{}] {} “{}”：x {}{}", words.zh, m.measure->id, m.measure->label.zh, factors_zh,
                    verdict.zh));
    say(2, "written in " + place_words(file, "measure." + m.measure->id),
        "出处 " + place_words(file, "measure." + m.measure->id));
    if (!file.scenario.basis.en.empty())
      say(2, "basis: " + file.scenario.basis.en, "依据：" + file.scenario.basis.zh);
    window(m.window, "", 2);
    const auto operation = operation_words(m.measure->op);
    say(2, operation.en, operation.zh);
    if (m.rung) rung(*m.rung, file);
    if (m.turn) turn(m);
    if (m.shift) shift(m);
    if (stage == scenarios::Stage::activity) plant(m);
    compliance(m);
  }

  void turn(const ExplainedMeasure& m) {
    const auto words = turn_words(*m.turn, setting_.inputs.around.clock);
    say(2, words.en, words.zh);
  }

  void shift(const ExplainedMeasure& m) {
    const auto words =
        shift_words(*m.shift, std::get<scenarios::Shift>(m.measure->op), setting_.inputs.around.clock);
    say(2, words.en, words.zh);
  }

  bool has_rival(const ExplainedMeasure& own, scenarios::Stage stage) const {
    return std::any_of(e_.measures.begin(), e_.measures.end(), [&](const ExplainedMeasure& other) {
      return &other != &own && std::any_of(other.effects.begin(), other.effects.end(),
                                           [&](const auto& effect) { return effect.stage == stage; });
    });
  }

  void window(const scenarios::WindowReason& w, const std::string& role, int indent) {
    const std::string prefix = role.empty() ? "" : role + ": ";
    if (w.window.empty() && w.parts.empty()) return say(indent, "always in force", "始终有效");
    if (w.window.empty())
      say(indent, "no window: always in force but for its veto", "无时间窗：除外条件之外始终有效");
    if (!w.window.empty())
      say(indent,
          fmt::format("{}window {}{} is {}", prefix, w.window,
                      w.label.en.empty() ? "" : " (" + w.label.en + ")", w.is_open ? "open" : "closed"),
          fmt::format("{}时间窗 {}{}{}", prefix, w.window,
                      w.label.zh.empty() ? " " : "（" + w.label.zh + "）", w.is_open ? "打开" : "关闭"));
    for (const auto& part : w.parts) {
      const auto words = condition_words(part);
      say(indent + 1, words.en, words.zh);
    }
    for (const auto& [of, part] : w.windows) window(part, of, indent + 1);
  }

  void rung(const scenarios::LadderRung& r, const ScenarioFile& file) {
    const std::string row = r.row.empty() ? "default" : r.row;
    const std::string place = r.tag.empty() ? place_words(file, r.path) : r.tag + ": " + r.source;
    say(2,
        fmt::format("ladder {}: {} x grade {}{} keeps {} of output ({})", r.table, row, r.grade,
                    r.level.empty() ? "" : " x " + r.level, short_number(r.value), place),
        fmt::format("分级表 {}：{} x {} 级{}，保留负荷 {}（{}）", r.table, r.row.empty() ? "缺省" : row,
                    r.grade, r.level.empty() ? "" : " x " + scenarios::level_label(r.level).zh,
                    short_number(r.value), place));
    if (scenarios::is_placeholder(r))
      say(3, "a placeholder: put the county's own list of works in its place",
          "占位数值：请换成本地应急减排清单");
  }

  /// One number, or pollutant by pollutant where those that the source emits differ.
  Label by_pollutant(const scenarios::PlantFactors& factors) const {
    std::vector<std::size_t> own;
    for (std::size_t p = 0; p < factors.size(); ++p)
      if (is_shown(p) && source_.annual_mass[p] != 0.0) own.push_back(p);
    const double first = factors[own.empty() ? 0 : own.front()];
    if (std::all_of(own.begin(), own.end(), [&](std::size_t p) { return factors[p] == first; }))
      return {short_number(first), short_number(first)};
    Label all;
    for (const std::size_t p : own) {
      const std::string one = std::string(scenarios::pollutant_names[p]) + " " + short_number(factors[p]);
      all.en += (all.en.empty() ? "" : ", ") + one;
      all.zh += (all.zh.empty() ? "" : "，") + one;
    }
    return all;
  }

  void plant(const ExplainedMeasure& m) {
    if (!m.plant) return;
    const auto words = phase_words(m.phase);
    const Label order =
        m.order ? Label{"output allowed " + short_number(*m.order), "允许负荷 " + short_number(*m.order)}
                : Label{"no order any more", "已无限制"};
    const auto& p = m.measure->physics;
    std::string en, zh;
    const auto add = [&](bool given, const std::string& one, const std::string& other) {
      if (given) en += (en.empty() ? " (" : ", ") + one, zh += (zh.empty() ? "（" : "，") + other;
    };
    add(p.ramp_down_h > 0, fmt::format("ramps down in {} h", p.ramp_down_h),
        fmt::format("降负荷 {} h", p.ramp_down_h));
    add(p.ramp_up_h > 0, fmt::format("up in {} h", p.ramp_up_h), fmt::format("升负荷 {} h", p.ramp_up_h));
    const Label heat = by_pollutant(scenarios::heat_up_factors(p)), emitted = by_pollutant(*m.plant);
    add(p.heat_up_h > 0, fmt::format("heats up in {} h at {} of full emission", p.heat_up_h, heat.en),
        fmt::format("烘窑 {} h，排放为满负荷的 {}", p.heat_up_h, heat.zh));
    add(p.hot_idle > 0.0, fmt::format("idles hot at {}", short_number(p.hot_idle)),
        fmt::format("保温排放 {}", short_number(p.hot_idle)));
    say(2,
        fmt::format("plant: {}, {}: emits {} of full load{}", order.en, words.en, emitted.en,
                    en.empty() ? "" : en + ")"),
        fmt::format("装置：{}，{}：排放为满负荷的 {}{}", order.zh, words.zh, emitted.zh,
                    zh.empty() ? "" : zh + "）"));
  }

  void compliance(const ExplainedMeasure& m) {
    const auto& c = m.measure->compliance;
    if (c.mean == 1.0 && c.distribution.empty()) return;
    const auto draw = setting_.inputs.file.contents.members[setting_.member].draw;
    if (!c.distribution.empty() && draw > 0) {
      const auto& inventory = setting_.inputs.inventory;
      const auto& source = inventory.sources[static_cast<std::size_t>(e_.source)];
      const double drawn = scenarios::compliance_of(
          c, static_cast<std::uint64_t>(draw), m.measure->id,
          source.enterprise < 0 ? source.id
                                : inventory.enterprises[static_cast<std::size_t>(source.enterprise)].id);
      say(2,
          fmt::format("compliance {}, draw {} of a {} distribution of mean {}", short_number(drawn), draw,
                      c.distribution, short_number(c.mean)),
          fmt::format("执行率 {}（{}分布、均值 {}，第 {} 次抽取）", short_number(drawn),
                      distribution_words(c.distribution).zh, short_number(c.mean), draw));
      return;
    }
    const bool is_mean = !c.distribution.empty();
    say(2,
        fmt::format("compliance {}{}", short_number(c.mean),
                    is_mean ? ", the mean of a " + c.distribution + " distribution" : ""),
        fmt::format("执行率 {}{}", short_number(c.mean),
                    is_mean ? "（" + distribution_words(c.distribution).zh + "分布的均值）" : ""));
  }

  void result() {
    if (e_.is_excluded) say(0, "the member leaves this source out as a whole", "该情景整体排除了此源");
    if (source_.natural) {
      const Label factor = factor_words(e_, setting_);
      say(0, "factor on what the weather makes of it: " + factor.en, "对气象所定排放的系数：" + factor.zh);
      return;
    }
    for (const auto& m : e_.measures)
      if (m.touches() && m.copy >= 0)
        say(0,
            fmt::format("relocated away (measure {}): what it no longer emits here it emits as {}",
                        m.measure->id, id_of(m.copy)),
            fmt::format("已迁出（措施 {}）：此处减少的排放改由 {} 排放", m.measure->id, id_of(m.copy)));
    if (e_.origin)
      say(0, "kg/h of what is copied, factor, emitted here; in the base run 0",
          "kg/h：所复制源的排放、系数、此处排放；基准情景中为 0");
    else
      say(0, "kg/h before, factor, after", "kg/h：之前、系数、之后");
    for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
      if (e_.full[p] != 0.0 && is_shown(p)) {
        const std::string row = fmt::format(
            "{:<6} {:>11} x {:>8} = {:>11}", scenarios::pollutant_names[p], fmt::format("{:.6g}", e_.full[p]),
            fmt::format("{:.6g}", e_.is_excluded ? 0.0 : e_.factor[p]), fmt::format("{:.6g}", e_.after[p]));
        say(1, row, row);
      }
  }

  void leaving_alone() {
    const bool all_touch = std::all_of(e_.measures.begin(), e_.measures.end(),
                                       [](const ExplainedMeasure& m) { return m.touches(); });
    if (all_touch) return;
    say(0, "what does not touch it, and why", "不作用于该源的措施及原因");
    for (const auto& m : e_.measures) {
      if (m.touches()) continue;
      say(1, m.measure->id + " \"" + m.measure->label.en + "\"",
          m.measure->id + " “" + m.measure->label.zh + "”");
      for (const auto& miss : m.misses) {
        const auto words = miss_words(miss);
        say(2, words.en, words.zh);
      }
      if (!m.misses.empty()) continue;
      const bool has_veto = std::any_of(m.window.parts.begin(), m.window.parts.end(),
                                        [](const auto& part) { return part.kind == "veto"; });
      if (!m.window.is_in_force() || has_veto) window(m.window, "", 2);
      if (!m.window.is_in_force()) continue;
      if (m.turn)
        turn(m);
      else if (m.shift)
        shift(m);
      else if (m.copy >= 0)
        say(2, "it adds " + id_of(m.copy) + " and leaves this source as it is",
            "它新增 " + id_of(m.copy) + "，不改变该源");
      else
        say(2, "it acts on pollutants that the source does not emit, or on other hours",
            "它作用于该源不排放的污染物，或只作用于其他时刻");
    }
  }

  const Explanation& e_;
  const ExplanationSetting& setting_;
  const scenarios::Inventory& inventory_;
  const Source& source_;
  std::vector<TextLine> lines_;
};

}  // namespace

std::string place_words(const ScenarioFile& file, const std::string& key) {
  std::string part = key;
  while (!part.empty() && !file.places.contains(part)) {
    const auto dot = part.rfind('.');
    part = dot == std::string::npos ? "" : part.substr(0, dot);
  }
  const auto found = file.places.find(part);
  if (found == file.places.end()) return file.scenario.id;
  return found->second.file + (part.empty() ? "" : ":" + std::to_string(found->second.line));
}

std::vector<TextLine> explanation_lines(const Explanation& explanation, const ExplanationSetting& setting) {
  return Writer(explanation, setting).write();
}

std::vector<TextLine> timeline_lines(const std::vector<scenarios::ExplainedRun>& runs,
                                     const ExplanationSetting& setting) {
  std::vector<TextLine> lines;
  const auto& member = setting.inputs.file.contents.members[setting.member];
  const auto offset = setting.inputs.around.clock.offset;
  if (runs.empty()) return lines;
  const auto& sources = setting.inputs.inventory.sources;
  const std::string& id = sources[static_cast<std::size_t>(runs.front().first.source)].id;
  const auto& origin = runs.front().first.origin;
  const std::string original = origin ? sources[static_cast<std::size_t>(origin->source)].id : "";
  lines.push_back({0,
                   {id + ", member " + member.id + ": factor on " +
                        (origin ? "the emission of " + original : "its emission"),
                    id + "，情景 " + member.id + "：" + (origin ? original + " 的" : "") + "排放系数"}});
  for (const auto& run : runs) {
    const auto factor = factor_words(run.first, setting);
    Label text{
        local_time_text(run.start, offset) + " to " + local_time_text(run.end, offset) + "  " + factor.en,
        local_time_text(run.start, offset) + " 至 " + local_time_text(run.end, offset) + "  " + factor.zh};
    for (const auto& m : run.first.measures) {
      if (!m.touches()) continue;
      const bool counts =
          std::any_of(m.effects.begin(), m.effects.end(), [](const auto& effect) { return effect.counts; });
      const auto phase = phase_words(m.phase);
      text.en += "  " + m.measure->id + (phase.en.empty() ? "" : " (" + phase.en + ")") +
                 (counts ? "" : " [gives way]");
      text.zh += "  " + m.measure->id + (phase.zh.empty() ? "" : "（" + phase.zh + "）") +
                 (counts ? "" : "［让位］");
    }
    lines.push_back({1, std::move(text)});
  }
  return lines;
}

std::string text_of(const std::vector<TextLine>& lines) {
  std::string text;
  for (const auto& line : lines)
    text += std::string(2 * static_cast<std::size_t>(line.indent), ' ') +
            harmless(language() == Language::zh ? line.text.zh : line.text.en, 4000) + '\n';
  return text;
}

}  // namespace lantian::io
