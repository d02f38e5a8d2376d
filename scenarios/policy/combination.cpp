#include "scenarios/policy/combination.hpp"

#include <algorithm>
#include <tuple>

namespace lantian::scenarios {

namespace {

constexpr auto hour = model::seconds_per_hour;

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
    : inventory_(inventory), around_(around), rules_(rules), plan_(plan), shifts_(inventory, around) {}

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

void Combination::shift(int source, const RuledShift& shift, std::size_t first_output) {
  const ShiftTask& task = *shift.task;
  const Source& from = inventory_.sources[static_cast<std::size_t>(source)];
  const Period run = around_.run;
  const auto hours = shifts_.hours(task, std::span(plan_.outputs).subspan(first_output));
  const auto in_run = [&](const ShiftedHour& one) {
    return one.start + hour > run.start && one.start < run.end;
  };
  MovedOutput moved{source, shift.rule};
  for (const auto& one : hours) {
    if (!in_run(one) || one.given <= 0.0) continue;
    const double hours_given = task.share * one.kept;
    const double lost = one.lost / one.given;
    moved.moved += one.given - one.lost;
    moved.unplaced += one.lost;
    moved.moved_hours += (1.0 - lost) * hours_given;
    moved.unplaced_hours += lost * hours_given;
  }
  plan_.moved.push_back(moved);

  const auto add_pieces = [&](std::optional<Pollutant> pollutant, double ShiftedHour::*gained) {
    PlanRun open{};
    for (const auto& one : hours) {
      if (!in_run(one) || one.made <= 0.0) continue;
      double factor = 1.0;
      if (one.given > 0.0) factor = 1.0 - task.share;
      if (one.*gained > 0.0) factor = (one.made + one.*gained) / one.made;
      if (factor == 1.0) continue;
      const auto start = std::max(one.start, run.start), end = std::min(one.start + hour, run.end);
      if (open.source >= 0 && open.end == start && open.factor == factor) {
        open.end = end;
        continue;
      }
      if (open.source >= 0) runs_.push_back(open);
      open = {source, start, end, Stage::shift, pollutant, factor, shift.rule};
    }
    if (open.source >= 0) runs_.push_back(open);
  };
  if (!task.op.by_temperature) return add_pieces({}, &ShiftedHour::gained);
  for (std::size_t p = 0; p < pollutant_count; ++p)
    if (from.annual_mass[p] > 0.0)
      add_pieces(static_cast<Pollutant>(p), static_cast<Pollutant>(p) == Pollutant::VOC
                                                ? &ShiftedHour::evaporated
                                                : &ShiftedHour::gained);
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
    for (const Piece& piece : combined(parts, strictest_holds(slot.first)))
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
