// The answer in three sentences: what the plans do, beside what they could, and how sure that is.
#include <algorithm>
#include <cmath>

#include "run/appraisal_tables.hpp"
#include "run/documents/sections.hpp"
#include "run/number_text.hpp"

namespace lantian::run {

namespace {

using scenarios::Label;

/// County mean of 24-h PM2.5, mean over the evaluated days, µg/m³.
struct Mean {
  double before = 0.0, change = 0.0, low = 0.0, high = 0.0, local = 0.0, ceiling = 0.0;
  int days = 0;
  bool ranged = true, shared = true;
};

Mean mean_of(const Material& material, const scenarios::Comparison& comparison) {
  Mean mean;
  for (const auto& e : material.evaluation.effects) {
    if (e.member != comparison.member || e.against != comparison.against ||
        e.place != scenarios::county_mean || e.pollutant != "PM2p5" || e.average != "24h")
      continue;
    const auto range =
        material.uncertainty.range(scenarios::name_of(e), e.member, e.against, e.pollutant, e.change());
    mean.before += e.before, mean.change += e.change(), mean.low += range.low, mean.high += range.high;
    mean.local += e.local.value_or(0.0), mean.ceiling += e.ceiling.value_or(0.0);
    mean.ranged = mean.ranged && range.is_estimated();
    mean.shared = mean.shared && e.local && e.ceiling;
    ++mean.days;
  }
  const double scale = mean.days > 0 ? micrograms_of_kilogram / mean.days : 0.0;
  for (auto* value : {&mean.before, &mean.change, &mean.low, &mean.high, &mean.local, &mean.ceiling})
    *value *= scale;
  return mean;
}

std::string range_words(const Mean& mean, const char* to) {
  return mean.ranged ? signed_digits(mean.low, 2) + to + signed_digits(mean.high, 2) : "";
}

Label effects(const Material& material) {
  Label line;
  for (const auto& comparison : material.question.comparisons) {
    const auto mean = mean_of(material, comparison);
    if (mean.days == 0) continue;
    const auto plan = material.member(comparison.member), against = material.member(comparison.against);
    const std::string percent = signed_digits(100.0 * mean.change / mean.before, 2);
    line.en += (line.en.empty() ? "" : "; ") + plan.en + ": county mean of 24-h PM2.5 " +
               signed_digits(mean.change, 2) + " µg/m³ (" + percent + " %" +
               (mean.ranged ? ", range " + range_words(mean, " to ") : "") + ") from " +
               in_digits(mean.before, 1) + " against \"" + against.en + "\"";
    line.zh += (line.zh.empty() ? "" : "；") + plan.zh + "：全县PM2.5日均" + signed_digits(mean.change, 2) +
               " µg/m³（" + percent + "%" + (mean.ranged ? "，范围 " + range_words(mean, " 至 ") : "") +
               "），对照“" + against.zh + "”为 " + in_digits(mean.before, 1);
  }
  line.en += ".", line.zh += "。";
  return line;
}

/// All plans together are what the last one has, against the baseline.
Label beside_the_ceiling(const Material& material, const scenarios::Comparison& last) {
  const auto mean = mean_of(material, last);
  if (mean.days == 0 || !mean.shared)
    return {
        "The share of the county and of the window is not known: the run has no members without their "
        "emission.",
        "未设清零情景，本县与窗口贡献未知。"};
  const std::string reached = in_digits(mean.ceiling != 0.0 ? -100.0 * mean.change / mean.ceiling : 0.0, 0);
  return {"All emission of the county makes " + in_digits(mean.ceiling, 2) + " µg/m³" +
              ", all of people in the window " + in_digits(mean.local, 1) +
              " µg/m³ of it; the rest comes from outside; the last plan adds a cut of " + reached +
              " % of what the county makes.",
          "全县排放合计贡献 " + in_digits(mean.ceiling, 2) + " µg/m³，窗口内全部人为排放贡献 " +
              in_digits(mean.local, 1) + " µg/m³，其余来自窗口以外；最后一个方案新增削减为本县贡献的 " +
              reached + "%。"};
}

Label how_sure(const Material& material, const scenarios::Comparison& last) {
  Label line{"Rung: full model for the central values, ranges by ", "方法级别：中值为完整模式，范围为"};
  const bool again = !material.uncertainty.runs.empty();
  line.en += again ? "running the model again" : "a linear estimate";
  line.zh += again ? "模式重算" : "线性估计";
  for (const auto& p : material.appraisal.peaks)
    if (p.member == last.member && p.against == last.against && p.place == scenarios::county_mean) {
      const auto range =
          material.uncertainty.range(scenarios::name_of(p), p.member, p.against, p.pollutant, -p.clipped());
      const std::string clipped = in_digits(p.clipped() * micrograms_of_kilogram, 2);
      line.en += "; the county's hourly peak falls by " + clipped + " µg/m³";
      line.zh += "；全县小时峰值降低 " + clipped + " µg/m³";
      if (range.is_estimated()) {
        const std::string low = in_digits(-range.high * micrograms_of_kilogram, 2),
                          high = in_digits(-range.low * micrograms_of_kilogram, 2);
        line.en += " (" + low + " to " + high + ")", line.zh += "（" + low + " 至 " + high + "）";
      }
      const auto verdict = verdict_words(range, scenarios::half_a_published_step);
      line.en += ", " + verdict.en, line.zh += "，" + verdict.zh;
    }
  for (const auto& days : material.appraisal.avoided)
    if (days.member == last.member && days.against == last.against && days.place == scenarios::county_mean) {
      const std::string above = std::to_string(days.avoided_above(100)),
                        heavy = std::to_string(days.avoided_above(200));
      line.en += "; of " + std::to_string(days.days) + (days.days == 1 ? " day " : " days ") + above +
                 " above AQI 100 and " + heavy + " above 200 are avoided";
      line.zh += "；" + std::to_string(days.days) + " 天中减少超标 " + above + " 天、重污染 " + heavy + " 天";
    }
  line.en += ".", line.zh += "。";
  return line;
}

}  // namespace

std::vector<Label> answer(const Material& material) {
  if (material.question.comparisons.empty()) return {};
  const auto& last = material.question.comparisons.back();
  return {effects(material), beside_the_ceiling(material, last), how_sure(material, last)};
}

}  // namespace lantian::run
