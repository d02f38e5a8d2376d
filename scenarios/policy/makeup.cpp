#include "scenarios/policy/makeup.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::scenarios {

namespace {

constexpr auto hour = model::seconds_per_hour;
constexpr auto longest_season = 366 * model::seconds_per_day;

/// Lost output that waits, the oldest first.
struct Waiting {
  model::UtcSeconds lost_at = 0;
  double left = 0.0;
};

void add_step(std::vector<LoadStep>& steps, model::UtcSeconds start, double output) {
  if (!steps.empty() && steps.back().end == start && steps.back().output == output)
    steps.back().end = start + hour;
  else
    steps.push_back({start, start + hour, output, output});
}

}  // namespace

const MakeUp* makeup_of(const Measure& measure) {
  const std::optional<MakeUp>* found = nullptr;
  if (const auto* stop = std::get_if<Stop>(&measure.op)) found = &stop->makeup;
  if (const auto* limit = std::get_if<LimitOutput>(&measure.op)) found = &limit->makeup;
  return found && *found ? &**found : nullptr;
}

MadeUp made_up(const std::vector<LoadStep>& curve, const std::vector<WindowSpan>& spans, const MakeUp& makeup,
               const std::function<double(model::UtcSeconds)>& rate, Period range, Period run) {
  MadeUp found;
  std::vector<Waiting> queue;
  std::size_t oldest = 0;
  auto step = curve.begin();
  auto span = spans.begin();
  const auto is_of_run = [&](model::UtcSeconds time) { return time + hour > run.start && time < run.end; };
  for (auto now = range.start; now < range.end; now += hour) {
    while (step != curve.end() && step->end <= now) ++step;
    while (span != spans.end() && span->end <= now) ++span;
    const bool is_held = step != curve.end() && step->start <= now;
    if (is_held && step->output < 1.0) {
      const double lost = makeup.share * (1.0 - step->output) * rate(now);
      queue.push_back({now, lost});
      if (is_of_run(now)) found.owed += lost;
      continue;
    }
    const bool is_in_window = span != spans.end() && span->start <= now;
    if (is_held || is_in_window) continue;
    while (oldest < queue.size() && now - queue[oldest].lost_at > makeup.most_delay * hour) ++oldest;
    if (oldest == queue.size()) continue;
    const double usual = rate(now), room = (makeup.most_rate - 1.0) * usual;
    double made = 0.0;
    while (oldest < queue.size() && made < room) {
      Waiting& one = queue[oldest];
      const double taken = std::min(one.left, room - made);
      made = taken < one.left ? room : made + taken;
      one.left -= taken;
      if (is_of_run(one.lost_at)) {
        found.placed += taken;
        if (now >= run.end) found.later += taken;
      }
      if (one.left <= 0.0) ++oldest;
    }
    if (made <= 0.0) continue;
    if (is_of_run(now)) found.planned += made;
    add_step(found.steps, now, made >= room ? makeup.most_rate : 1.0 + made / usual);
  }
  if (std::abs(found.owed - found.placed) <= 1e-12 * found.owed) found.placed = found.owed;  // rounding
  return found;
}

model::UtcSeconds memory(const MakeUp& makeup) { return makeup.most_delay * hour + longest_season; }

}  // namespace lantian::scenarios
