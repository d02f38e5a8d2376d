#include "io/explain/words.hpp"

#include <fmt/format.h>

#include <array>

#include "io/local_time.hpp"
#include "scenarios/policy/joined_words.hpp"
#include "scenarios/policy/plan_text.hpp"

namespace lantian::io {

namespace {

using scenarios::Label;

std::string percent(double share) { return short_number(100.0 * share) + "%"; }

/// "PM10 55%, PM2p5 35%".
template <class Text>
std::string by_pollutant(const scenarios::PollutantValues& values, Text text) {
  std::string all;
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
    if (values[p])
      all += (all.empty() ? "" : ", ") + std::string(scenarios::pollutant_names[p]) + " " + text(*values[p]);
  return all;
}

/// "; 80 % of what is lost is made up at up to 110 % within 120 days"; "" without a make-up.
Label makeup_words(const std::optional<scenarios::MakeUp>& makeup) {
  if (!makeup) return {};
  const int days = makeup->most_delay / 24;
  return {fmt::format("; {} of what is lost is made up outside the window, at up to {}, within {} days",
                      percent(makeup->share), percent(makeup->most_rate), days),
          fmt::format("；所失产量的{}于窗口外 {} 天内补产，负荷不超过{}", percent(makeup->share), days,
                      percent(makeup->most_rate))};
}

Label joined(Label text, const Label& more) { return {text.en + more.en, text.zh + more.zh}; }

Label words_of(const scenarios::Stop& stop) {
  constexpr std::array en{"the sources", "production lines", "enterprises"};
  constexpr std::array zh{"工序", "生产线", "企业"};
  const auto unit = static_cast<std::size_t>(stop.unit);
  if (stop.unit == scenarios::StopUnit::process)
    return joined({fmt::format("stop: {} of the activity", percent(stop.share)),
                   fmt::format("停产：活动水平的{}", percent(stop.share))},
                  makeup_words(stop.makeup));
  return joined({fmt::format("stop: {} of the {}, the largest first", percent(stop.share), en[unit]),
                 fmt::format("停产：{}的{}，先停规模大的", zh[unit], percent(stop.share))},
                makeup_words(stop.makeup));
}

Label words_of(const scenarios::LimitOutput& limit) {
  const std::string to = limit.table.empty() ? percent(limit.to) : "";
  Label text{"limit of output to " + (to.empty() ? "the ladder " + limit.table : to),
             "限产至" + (to.empty() ? "分级表 " + limit.table : to)};
  text.en += limit.baseline_minimum ? " of min(capacity, last year)" : " of last year's output";
  text.zh += limit.baseline_minimum ? "（以产能与上年产量较小者为基准）" : "（以上年产量为基准）";
  if (limit.by_line) text.en += ", whole lines only", text.zh += "，按整条生产线停";
  return joined(text, makeup_words(limit.makeup));
}

Label words_of(const scenarios::Control& control) {
  const std::string efficiency = by_pollutant(control.efficiency, percent);
  return {fmt::format("control by {}: efficiency {}; coverage {}, availability {}", control.device,
                      efficiency, percent(control.coverage), percent(control.availability)),
          fmt::format("末端治理（{}）：效率 {}；覆盖率{}，投运率{}", control.device, efficiency,
                      percent(control.coverage), percent(control.availability))};
}

Label words_of(const scenarios::ReplaceFleet& fleet) {
  const std::string ratio = by_pollutant(fleet.ratio, short_number);
  return {fmt::format("{} of the fleet become {}, the rest {}; emission factor new over old: {}",
                      percent(fleet.share), fleet.to, fleet.stop_remainder ? "stops" : "goes on",
                      ratio.empty() ? "1" : ratio),
          fmt::format("{}的车队换为{}，其余{}；新旧排放因子之比：{}", percent(fleet.share), fleet.to,
                      fleet.stop_remainder ? "停驶" : "照常", ratio.empty() ? "1" : ratio)};
}

Label words_of(const scenarios::Scale& scale) {
  std::string of;
  for (const auto p : scale.pollutants)
    of += (of.empty() ? "" : ", ") + std::string(scenarios::pollutant_names[static_cast<std::size_t>(p)]);
  return {fmt::format("scaled by {} ({})", short_number(scale.factor), of.empty() ? "all" : of),
          fmt::format("直接乘以{}（{}）", short_number(scale.factor), of.empty() ? "全部" : of)};
}

Label words_of(const scenarios::None&) {
  return {"nothing: says that a rule holds", "无操作：仅说明规则有效"};
}

std::string hours_text(const scenarios::HourRange& hours) {
  return fmt::format("{:02}-{:02}", hours.first, hours.end);
}

std::string place_text(const scenarios::Destination& to) {
  if (!to.longitude_latitude) return to.region;
  return fmt::format("{} ({:.4f}, {:.4f})", to.region, (*to.longitude_latitude)[0],
                     (*to.longitude_latitude)[1]);
}

Label words_of(const scenarios::Relocate& move) {
  const std::string to = place_text(move.to);
  return {"stands still at its old place, emits at " + to, "停于原址，迁至 " + to};
}

Label words_of(const scenarios::Add& add) {
  const std::string to = place_text(add.to);
  return {fmt::format("{} of it added at {}", short_number(add.share), to),
          fmt::format("在 {} 增加其 {} 倍排放", to, short_number(add.share))};
}

Label words_of(const scenarios::ReplaceFuel& fuel) {
  return {fmt::format("{} of the heat from {} by table {}", short_number(fuel.share), fuel.to, fuel.table),
          fmt::format("{} 的热量改用 {}（表 {}）", short_number(fuel.share), fuel.to, fuel.table)};
}

Label words_of(const scenarios::Shift& shift) {
  std::string share = short_number(shift.share);
  if (!shift.by_process.empty()) {
    share.clear();
    for (const auto& [process, part] : shift.by_process)
      share += (share.empty() ? "" : ", ") + process + " " + short_number(part);
  }
  const std::string from = hours_text(shift.from), to = hours_text(shift.to);
  return {fmt::format(
              "{} of the output of {} moved to {}, at most {} h later, at most {} of the reference rate{}",
              share, from, to, shift.most_delay, short_number(shift.most_rate),
              shift.by_temperature ? ", evaporating in the new hour's air" : ""),
          fmt::format("{} 时段产量的 {} 移至 {}，最多推迟 {} 小时，不超过参考速率的 {} 倍{}", from, share, to,
                      shift.most_delay, short_number(shift.most_rate),
                      shift.by_temperature ? "，按新时段气温挥发" : "")};
}

Label words_of(const scenarios::Cap& cap) {
  std::string limits;
  for (std::size_t p = 0; p < scenarios::pollutant_count; ++p)
    if (cap.limit[p])
      limits += (limits.empty() ? "" : ", ") + std::string(scenarios::pollutant_names[p]) + " " +
                short_number(*cap.limit[p] * 1e6) + " mg/m3";
  const std::string oxygen = cap.oxygen ? fmt::format(" (O2 {} %)", short_number(*cap.oxygen * 100.0)) : "";
  return {"outlet at most " + limits + oxygen, "排放口浓度不超过 " + limits + oxygen};
}

struct PhaseWords {
  const char *id, *en, *zh;
};
constexpr std::array phases{PhaseWords{"none", "", ""},
                            PhaseWords{"at_order", "runs as ordered", "按要求运行"},
                            PhaseWords{"stopped", "stands still", "已停产"},
                            PhaseWords{"kept_hot", "stopped, kept hot", "停产保温"},
                            PhaseWords{"ramping_down", "ramping down", "正在降负荷"},
                            PhaseWords{"heating_up", "heating up", "正在烘窑升温"},
                            PhaseWords{"ramping_up", "ramping up", "正在升负荷"},
                            PhaseWords{"making_up", "making up lost output", "正在补产"}};

}  // namespace

std::string short_number(double value) { return fmt::format("{:.4g}", value); }

Label operation_words(const scenarios::Operation& operation) {
  return std::visit([](const auto& op) { return words_of(op); }, operation);
}

Label phase_words(scenarios::PlantPhase phase) {
  const auto& words = phases[static_cast<std::size_t>(phase)];
  return {words.en, words.zh};
}

std::string_view phase_id(scenarios::PlantPhase phase) { return phases[static_cast<std::size_t>(phase)].id; }

Label shift_words(const scenarios::ShiftReason& shift, const scenarios::Shift& op, model::LocalClock clock) {
  if (shift.given > 0.0) {
    const std::string from = local_time_text(shift.block_start, clock.offset),
                      to = local_time_text(shift.block_end, clock.offset);
    const double lost = shift.block_lost / shift.block_given;
    const std::string given = short_number(shift.block_given);
    return {fmt::format("from {} to {} it gives away {} h of mean output: {} placed in later hours, {} lost",
                        from, to, given, percent(1.0 - lost), percent(lost)),
            fmt::format("{} 至 {} 移出 {} 小时的平均产量：{}在以后时段补回，{}损失", from, to, given,
                        percent(1.0 - lost), percent(lost))};
  }
  if (shift.made <= 0.0) return {"it makes nothing in this hour that could be moved", "本小时没有产量可移动"};
  if (shift.gained <= 0.0)
    return {"it neither gives nor takes output in this hour", "本小时既不移出也不补回产量"};
  Label text{
      fmt::format("makes {} h of mean output of its own and {} h moved here: x {}", short_number(shift.made),
                  short_number(shift.gained), short_number(1.0 + shift.gained / shift.made)),
      fmt::format("自身产量 {}、移入 {}（平均产量小时）：x {}", short_number(shift.made),
                  short_number(shift.gained), short_number(1.0 + shift.gained / shift.made))};
  if (op.by_temperature) {
    const std::string ratio = short_number(shift.evaporated / shift.gained),
                      factor = short_number(1.0 + shift.evaporated / shift.made);
    text.en += fmt::format(
        "; of VOC x {}: what is moved evaporates {} of what it would have in its own hours", factor, ratio);
    text.zh += fmt::format("；VOC x {}：按气温，移入部分的挥发为原时段的 {}", factor, ratio);
  }
  return text;
}

Label turn_words(const scenarios::Turn& turn, model::LocalClock clock) {
  const std::string until = local_time_text(turn.until, clock.offset);
  if (turn.own.empty() && !turn.resting.empty() && turn.resting.front().empty())
    return {"stands still until " + until, "停至 " + until};
  if (turn.own.empty()) return {"runs until " + until, "运行至 " + until};
  const std::string who = scenarios::joined(turn.resting);
  if (turn.resting.empty())
    return {fmt::format("nobody's turn until {}; this source belongs to {}", until, turn.own),
            fmt::format("{} 之前无组别轮停；该源属 {}", until, turn.own)};
  return {fmt::format("turn of {} until {}; this source belongs to {}", who, until, turn.own),
          fmt::format("轮到 {} 停产，至 {}；该源属 {}", who, until, turn.own)};
}

Label distribution_words(const std::string& name) {
  if (name == "beta") return {name, "贝塔"};
  if (name == "triangular") return {name, "三角"};
  if (name == "uniform") return {name, "均匀"};
  return {name, name};
}

Label rule_words(const std::string& rule) {
  Label words{rule, rule};
  const auto put = [&](const std::string& en, const std::string& zh) {
    for (auto at = words.zh.find(en); at != std::string::npos; at = words.zh.find(en, at))
      words.zh.replace(at, en.size(), zh);
  };
  for (const char* name : {"beta", "triangular", "uniform"}) {
    const std::string zh = distribution_words(name).zh;
    put(std::string(" (drawn from ") + name + ")", "（按" + zh + "分布抽取）");
    put(std::string(" (mean of ") + name + ")", "（" + zh + "分布均值）");
  }
  return words;
}

Label stage_words(scenarios::Stage stage) {
  const std::string name(scenarios::stage_name(stage));
  if (name == "place") return Label{"place", "位置"};
  if (name == "technology") return Label{"technology", "技术（车队、燃料）"};
  if (name == "activity") return Label{"activity", "活动水平"};
  if (name == "shift") return Label{"shift", "错时"};
  if (name == "device") return Label{"device", "治理设施更换、排放限值"};
  if (name == "control") return Label{"control", "末端治理"};
  if (name == "scale") return Label{"scale", "直接缩放"};
  return {name, name};
}

Label pollutant_words(const std::optional<scenarios::Pollutant>& pollutant) {
  if (!pollutant) return Label{"all", "全部"};
  const std::string name(scenarios::pollutant_names[static_cast<std::size_t>(*pollutant)]);
  return {name, name};
}

Label condition_words(const scenarios::WindowReason::Part& part) {
  const Label kind = part.kind == "dates"      ? Label{"dates", "日期"}
                     : part.kind == "hours"    ? Label{"hours", "时段"}
                     : part.kind == "weekdays" ? Label{"weekdays", "星期"}
                     : part.kind == "holidays" ? Label{"holidays", "节假日"}
                     : part.kind == "when"     ? Label{"when", "条件"}
                     : part.kind == "quota"    ? Label{"quota", "配额"}
                     : part.kind == "veto"     ? Label{"veto", "除外条件"}
                     : part.kind == "warning"  ? Label{"warning", "预警"}
                                               : Label{"a further condition", "其他条件"};
  Label text{kind.en + (part.asked.en.empty() ? "" : " " + part.asked.en),
             kind.zh + (part.asked.zh.empty() ? "" : " " + part.asked.zh)};
  if (part.kind == "veto") {
    text.en += part.holds ? " is met: measure suspended" : " is not met";
    text.zh += part.holds ? " 成立：措施暂停" : " 不成立";
    return text;
  }
  text.en += part.holds ? ": holds" : ": does not hold";
  text.zh += part.holds ? "：符合" : "：不符合";
  if (!part.level.empty()) {
    text.en += ", " + part.level + " is in force";
    text.zh += "，" + scenarios::level_label(part.level).zh + "预警生效";
  }
  return text;
}

Label miss_words(const scenarios::Miss& miss) {
  const std::string in = miss.selection.empty() ? "select" : "select." + miss.selection;
  const std::string has = miss.has.empty() ? "-" : miss.has;
  const std::string wanted = scenarios::joined(miss.wanted);
  if (miss.key == "natural") return {"natural sources are left alone", "天然源不受情景影响"};
  if (miss.key == "not")
    return {in + ": taken out by `not` (" + has + ")", in + "：被 not 排除（" + has + "）"};
  if (miss.key == "none_of")
    return {in + ": taken out by none_of = " + wanted, in + "：被 none_of = " + wanted + " 排除"};
  if (miss.key == "any_of")
    return {in + ": in none of any_of = " + wanted, in + "：不属于 any_of = " + wanted + " 中任何一项"};
  if (miss.key == "any") return {in + ": fits no branch of `any`", in + "：不符合 any 中任何一项"};
  if (miss.key == "other")
    return {in + ": a condition that is not told by key", in + "：不符合某项无法按键说明的条件"};
  return {in + ": asks " + miss.key + " = " + wanted + "; the source has " + has,
          in + "：要求 " + miss.key + " = " + wanted + "；该源为 " + has};
}

}  // namespace lantian::io
