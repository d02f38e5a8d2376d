#include "scenarios/policy/combination.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "scenarios/inventory/temporal_profile.hpp"
#include "scenarios/policy/evaporation.hpp"
#include "scenarios/policy/shift.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::scenarios {

namespace {

constexpr auto hour = model::seconds_per_hour;
constexpr auto longest_delay = 240 * hour;  // more than a shift may take

int slot_of(const std::optional<Pollutant>& pollutant) {
  return pollutant ? static_cast<int>(*pollutant) : -1;
}

/// A track on its way through time.
struct Cursor {
  const Steps* steps;
  int rule;
  std::size_t next = 0;
  const Step* at(model::UtcSeconds time) {
    while (next < steps->size() && (*steps)[next].end <= time) ++next;
    return next < steps->size() && (*steps)[next].start <= time ? &(*steps)[next] : nullptr;
  }
};

std::vector<model::UtcSeconds> edges_of(const std::vector<const RuledTrack*>& tracks) {
  std::vector<model::UtcSeconds> edges;
  for (const auto* one : tracks)
    for (const Step& step : *one->track.steps) {
      edges.push_back(step.start);
      edges.push_back(step.end);
    }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

/// An activity that acts on one pollutant only makes the others' minima their own.
std::vector<RuledTrack> apart_by_pollutant(std::vector<RuledTrack> tracks) {
  const auto is_single = [](const RuledTrack& one) {
    return one.track.stage == Stage::activity && one.track.pollutant;
  };
  if (std::none_of(tracks.begin(), tracks.end(), is_single)) return tracks;
  std::vector<RuledTrack> apart;
  for (const auto& one : tracks) {
    if (one.track.stage != Stage::activity || one.track.pollutant) {
      apart.push_back(one);
      continue;
    }
    for (std::size_t p = 0; p < pollutant_count; ++p)
      apart.push_back({{Stage::activity, static_cast<Pollutant>(p), one.track.steps}, one.rule});
  }
  return apart;
}

}  // namespace

Rules::Rules(std::vector<std::string> names) : names_(std::move(names)) {
  for (std::size_t n = 0; n < names_.size(); ++n) parts_.push_back({static_cast<int>(n)});
}

int Rules::joint(const std::vector<int>& parts) {
  if (parts.size() == 1) return parts.front();
  const auto [place, is_new] = joint_.try_emplace(parts, static_cast<int>(names_.size()));
  if (!is_new) return place->second;
  std::string name;
  for (const int part : parts) name += (name.empty() ? "" : "*") + names_[static_cast<std::size_t>(part)];
  names_.push_back(std::move(name));
  parts_.push_back(parts);
  return place->second;
}

Combination::Combination(const Inventory& inventory, const Surroundings& around, Rules& rules,
                         EmissionPlan& plan)
    : inventory_(inventory),
      around_(around),
      rules_(rules),
      plan_(plan),
      rates_(inventory.temporal_profiles.size()) {}

/// Cuts the tracks of one slot at every edge, combines each piece, joins equal neighbours.
std::vector<Combination::Piece> Combination::combined(const std::vector<const RuledTrack*>& tracks,
                                                      bool strictest) {
  std::vector<Cursor> cursors;
  for (const auto* one : tracks) cursors.push_back({one->track.steps.get(), one->rule});
  const auto edges = edges_of(tracks);
  std::vector<Piece> pieces;
  std::vector<std::pair<double, int>> active;  // factor and rule
  std::vector<int> parts;
  for (std::size_t n = 0; n + 1 < edges.size(); ++n) {
    active.clear();
    for (auto& cursor : cursors)
      if (const Step* step = cursor.at(edges[n])) active.emplace_back(step->factor, cursor.rule);
    if (active.empty()) continue;
    // By factor first, so that neither the order of files nor the names of measures touch the bits.
    std::sort(active.begin(), active.end());
    Piece piece{edges[n], edges[n + 1], active.front().first, active.front().second};
    if (!strictest) {
      piece.factor = 1.0;
      parts.clear();
      for (const auto& [factor, rule] : active) {
        piece.factor *= factor;
        parts.push_back(rule);
      }
      std::sort(parts.begin(), parts.end());
      piece.rule = rules_.joint(parts);
    }
    const bool joins = !pieces.empty() && pieces.back().end == piece.start &&
                       pieces.back().factor == piece.factor && pieces.back().rule == piece.rule;
    if (joins)
      pieces.back().end = piece.end;
    else
      pieces.push_back(piece);
  }
  return pieces;
}

/// What is left of the output, and whose measure leaves so little: the strictest of all.
void Combination::add_outputs(int source, const std::vector<const RuledTrack*>& activity) {
  std::vector<Cursor> cursors;
  for (const auto* one : activity) cursors.push_back({one->track.steps.get(), one->rule});
  const auto edges = edges_of(activity);
  const std::size_t first = plan_.outputs.size();
  for (std::size_t n = 0; n + 1 < edges.size(); ++n) {
    OutputRun run{source, edges[n], edges[n + 1], 1.0, 1.0, -1};
    for (auto& cursor : cursors)
      if (const Step* step = cursor.at(edges[n]); step && (run.rule < 0 || step->kept < run.kept)) {
        run.kept = step->kept;
        run.asked = step->asked;
        run.rule = cursor.rule;
      }
    if (run.rule < 0 || run.kept == 1.0) continue;
    const bool joins = plan_.outputs.size() > first && plan_.outputs.back().end == run.start &&
                       plan_.outputs.back().kept == run.kept && plan_.outputs.back().asked == run.asked &&
                       plan_.outputs.back().rule == run.rule;
    if (joins)
      plan_.outputs.back().end = run.end;
    else
      plan_.outputs.push_back(run);
  }
}

/// Rate of the whole local hour over that of the year's mean hour.
double Combination::rate(int temporal, model::UtcSeconds time) {
  if (temporal < 0) return 1.0;
  auto& known = rates_[static_cast<std::size_t>(temporal)];
  const auto first = around_.run.start - longest_delay;
  const auto at = static_cast<std::size_t>((time - first) / hour);
  if (at >= known.size()) known.resize(at + 1, -1.0);
  if (known[at] < 0.0)
    known[at] = rate_factor(inventory_.temporal_profiles[static_cast<std::size_t>(temporal)],
                            inventory_.calendar, around_.clock, time);
  return known[at];
}

/// Of the hour's air [degC]; of the nearest hour that is known. Expansion has checked that some is.
double Combination::temperature(model::UtcSeconds time) const {
  const auto& known = around_.signals.hourly.at("air_temperature");
  const auto last = static_cast<std::int64_t>(known.size()) - 1;
  const std::int64_t at = std::clamp<std::int64_t>((time - around_.signals.start) / hour, 0, last);
  for (std::int64_t away = 0; away <= last; ++away)
    for (const std::int64_t n : {at - away, at + away})
      if (n >= 0 && n <= last && std::isfinite(known[static_cast<std::size_t>(n)]))
        return known[static_cast<std::size_t>(n)];
  return 25.0;
}

/// Whole local hours of the run and the days that a shift may reach beside it.
struct Combination::Hours {
  model::UtcSeconds first = 0;
  std::size_t count = 0;
  model::UtcSeconds start(std::size_t n) const { return first + static_cast<std::int64_t>(n) * hour; }
};

void Combination::shift(int source, const RuledShift& shift, std::size_t first_output) {
  const ShiftTask& task = *shift.task;
  const Source& from = inventory_.sources[static_cast<std::size_t>(source)];
  const Period run = around_.run;
  Hours hours;
  const auto offset = around_.clock.offset;
  hours.first = model::floor_div(run.start + offset, hour) * hour - offset - task.op.most_delay * hour;
  hours.count =
      static_cast<std::size_t>((run.end + task.op.most_delay * hour - hours.first + hour - 1) / hour);

  // Beside the run the plant goes on as at its edge.
  HourlyOutput output;
  output.most_delay = task.op.most_delay;
  output.made.resize(hours.count);
  output.given.resize(hours.count);
  output.room.resize(hours.count);
  std::vector<double> usual(hours.count), kept(hours.count, 1.0);
  double reference = 0.0;
  std::size_t at = first_output;
  for (std::size_t n = 0; n < hours.count; ++n) {
    const auto time = hours.start(n);
    const auto seen = std::clamp(time, run.start, run.end - 1);
    while (at < plan_.outputs.size() && plan_.outputs[at].end <= seen) ++at;
    if (at < plan_.outputs.size() && plan_.outputs[at].start <= seen) kept[n] = plan_.outputs[at].kept;
    usual[n] = rate(from.temporal, time);
    if (run.start <= seen && time >= run.start && time < run.end) reference = std::max(reference, usual[n]);
  }
  for (std::size_t n = 0; n < hours.count; ++n) {
    const int local = around_.clock.local_hour(hours.start(n));
    output.made[n] = usual[n] * kept[n];
    // What is given after the run is made after it too.
    if (is_hour_of(task.op.from, local) && hours.start(n) < run.end && span_at(*task.spans, hours.start(n)))
      output.given[n] = task.share * output.made[n];
    else if (is_hour_of(task.op.to, local) && output.made[n] > 0.0)
      output.room[n] = std::max(0.0, task.op.most_rate * reference * kept[n] - output.made[n]);
  }

  const ShiftedOutput placed = shifted(output);
  std::vector<double> taken(hours.count), evaporated(hours.count);
  std::vector<double> pressure;
  if (task.op.by_temperature)
    for (std::size_t n = 0; n < hours.count; ++n)
      pressure.push_back(vapour_pressure_ratio(liquid_of(from), temperature(hours.start(n))));
  const auto in_run = [&](std::size_t n) {
    return hours.start(n) + hour > run.start && hours.start(n) < run.end;
  };
  MovedOutput moved{source, shift.rule};
  for (const Move& move : placed.moves) {
    const auto i = static_cast<std::size_t>(move.from), j = static_cast<std::size_t>(move.to);
    taken[j] += move.output;
    if (task.op.by_temperature) evaporated[j] += move.output * (pressure[j] / pressure[i]);
    if (in_run(i)) moved.moved += move.output;
  }
  for (std::size_t n = 0; n < hours.count; ++n) {
    if (!in_run(n)) continue;
    if (output.given[n] <= 0.0) continue;
    const double hours_given = task.share * kept[n];
    const double lost = placed.unplaced[n] / output.given[n];
    moved.unplaced += placed.unplaced[n];
    moved.moved_hours += (1.0 - lost) * hours_given;
    moved.unplaced_hours += lost * hours_given;
  }
  plan_.moved.push_back(moved);

  const auto add_pieces = [&](std::optional<Pollutant> pollutant, const std::vector<double>& gained) {
    PlanRun open{};
    for (std::size_t n = 0; n < hours.count; ++n) {
      if (!in_run(n) || output.made[n] <= 0.0) continue;
      double factor = 1.0;
      if (output.given[n] > 0.0) factor = 1.0 - task.share;
      if (gained[n] > 0.0) factor = (output.made[n] + gained[n]) / output.made[n];
      if (factor == 1.0) continue;
      const auto start = std::max(hours.start(n), run.start), end = std::min(hours.start(n) + hour, run.end);
      if (open.source >= 0 && open.end == start && open.factor == factor) {
        open.end = end;
        continue;
      }
      if (open.source >= 0) runs_.push_back(open);
      open = {source, start, end, Stage::shift, pollutant, factor, shift.rule};
    }
    if (open.source >= 0) runs_.push_back(open);
  };
  if (!task.op.by_temperature) return add_pieces({}, taken);
  for (std::size_t p = 0; p < pollutant_count; ++p)
    if (from.annual_mass[p] > 0.0)
      add_pieces(static_cast<Pollutant>(p), static_cast<Pollutant>(p) == Pollutant::VOC ? evaporated : taken);
}

/// Outlets of one works, side by side, are mostly treated alike: what was worked out holds for the next.
bool Combination::repeat(int source, const std::vector<RuledTrack>& tracks) {
  const auto alike = [](const RuledTrack& a, const RuledTrack& b) {
    return a.rule == b.rule && a.track.steps == b.track.steps && a.track.stage == b.track.stage &&
           a.track.pollutant == b.track.pollutant;
  };
  const bool is_alike =
      tracks.size() == latest_.size() && std::equal(tracks.begin(), tracks.end(), latest_.begin(), alike);
  if (!is_alike || tracks.empty()) return false;
  const auto copy = [&](auto& all, std::size_t first) {
    const std::size_t last = all.size();
    all.resize(2 * last - first);
    for (std::size_t n = first; n < last; ++n) {
      all[n - first + last] = all[n];
      all[n - first + last].source = source;
    }
    return last;
  };
  first_run_ = copy(plan_.runs, first_run_);
  first_output_ = copy(plan_.outputs, first_output_);
  return true;
}

void Combination::add(int source, std::vector<RuledTrack> tracks, const std::vector<RuledShift>& shifts) {
  if (shifts.empty() && repeat(source, tracks)) return;
  latest_.clear();
  if (shifts.empty()) latest_ = tracks;
  first_run_ = plan_.runs.size();
  first_output_ = plan_.outputs.size();
  runs_.clear();
  tracks = apart_by_pollutant(std::move(tracks));
  std::map<std::pair<Stage, int>, std::vector<const RuledTrack*>> slots;
  std::vector<const RuledTrack*> activity;
  for (const auto& one : tracks) {
    slots[{one.track.stage, slot_of(one.track.pollutant)}].push_back(&one);
    if (one.track.stage == Stage::activity) activity.push_back(&one);
  }
  for (const auto& [slot, parts] : slots)
    for (const Piece& piece : combined(parts, slot.first == Stage::activity))
      runs_.push_back({source, piece.start, piece.end, slot.first,
                       slot.second < 0 ? std::nullopt : std::optional(static_cast<Pollutant>(slot.second)),
                       piece.factor, piece.rule});
  const std::size_t first_output = plan_.outputs.size();
  add_outputs(source, activity);
  for (const auto& one : shifts) shift(source, one, first_output);
  std::sort(runs_.begin(), runs_.end(), [](const PlanRun& a, const PlanRun& b) {
    return std::tuple(a.start, a.stage, slot_of(a.pollutant)) <
           std::tuple(b.start, b.stage, slot_of(b.pollutant));
  });
  plan_.runs.insert(plan_.runs.end(), runs_.begin(), runs_.end());
}

}  // namespace lantian::scenarios
