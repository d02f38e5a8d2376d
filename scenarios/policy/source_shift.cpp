#include "scenarios/policy/source_shift.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/policy/evaporation.hpp"
#include "scenarios/policy/shift.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::scenarios {

namespace {

constexpr auto hour = model::seconds_per_hour;
constexpr auto longest_delay = 240 * hour;  // more than a shift may take

}  // namespace

SourceShifts::SourceShifts(const Inventory& inventory, const Surroundings& around)
    : inventory_(inventory), around_(around), rates_(inventory, around, around.run.start - longest_delay) {}

/// Of the hour's air [degC]; of the nearest hour that is known. Expansion has checked that some is.
double SourceShifts::temperature(model::UtcSeconds time) const {
  const auto& known = around_.signals.hourly.at("air_temperature");
  const auto last = static_cast<std::int64_t>(known.size()) - 1;
  const std::int64_t at = std::clamp<std::int64_t>((time - around_.signals.start) / hour, 0, last);
  for (std::int64_t away = 0; away <= last; ++away)
    for (const std::int64_t n : {at - away, at + away})
      if (n >= 0 && n <= last && std::isfinite(known[static_cast<std::size_t>(n)]))
        return known[static_cast<std::size_t>(n)];
  return 25.0;
}

std::vector<ShiftedHour> SourceShifts::hours(const ShiftTask& task, std::span<const OutputRun> outputs) {
  const Source& from = inventory_.sources[static_cast<std::size_t>(task.source)];
  const Period run = around_.run;
  const auto offset = around_.clock.offset;
  const auto beside = task.op.most_delay * hour;
  const auto first = model::floor_div(run.start + offset, hour) * hour - offset - beside;
  std::vector<ShiftedHour> hours(static_cast<std::size_t>((run.end + beside - first + hour - 1) / hour));
  std::vector<double> usual;
  double reference = 0.0;
  auto output = outputs.begin();
  for (std::size_t n = 0; n < hours.size(); ++n) {
    hours[n].start = first + static_cast<std::int64_t>(n) * hour;
    const auto seen = std::clamp(hours[n].start, run.start, run.end - 1);
    while (output != outputs.end() && output->end <= seen) ++output;
    if (output != outputs.end() && output->start <= seen) hours[n].kept = output->kept;
    usual.push_back(rates_.rate(from.temporal, hours[n].start));
    if (hours[n].start >= run.start && hours[n].start < run.end)
      reference = std::max(reference, usual.back());
  }

  HourlyOutput plant;
  plant.most_delay = task.op.most_delay;
  plant.room.resize(hours.size());
  for (std::size_t n = 0; n < hours.size(); ++n) {
    ShiftedHour& own = hours[n];
    const int local = around_.clock.local_hour(own.start);
    own.made = usual[n] * own.kept;
    // What is given after the run is made after it too.
    if (is_hour_of(task.op.from, local) && own.start < run.end && span_at(*task.spans, own.start))
      own.given = task.share * own.made;
    else if (is_hour_of(task.op.to, local) && own.made > 0.0)
      plant.room[n] = std::max(0.0, task.op.most_rate * reference * own.kept - own.made);
    plant.made.push_back(own.made);
    plant.given.push_back(own.given);
  }

  const ShiftedOutput placed = shifted(plant);
  for (std::size_t n = 0; n < hours.size(); ++n) hours[n].lost = placed.unplaced[n];
  std::vector<double> pressure(hours.size(), 1.0);
  for (std::size_t n = 0; n < hours.size() && task.op.by_temperature; ++n)
    pressure[n] = vapour_pressure_ratio(liquid_of(from), temperature(hours[n].start));
  for (const Move& move : placed.moves) {
    const auto i = static_cast<std::size_t>(move.from), j = static_cast<std::size_t>(move.to);
    hours[j].gained += move.output;
    hours[j].evaporated += move.output * (pressure[j] / pressure[i]);
  }
  return hours;
}

}  // namespace lantian::scenarios
