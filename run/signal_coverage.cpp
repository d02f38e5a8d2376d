#include "run/signal_coverage.hpp"

#include "io/local_time.hpp"
#include "scenarios/policy/window.hpp"

namespace lantian::run {

void SignalCoverage::check(const io::ScenarioFile& file) {
  const auto& signals = inputs_.around.signals;
  auto asked = scenarios::signals_asked_for(file.scenario);
  for (const auto& [id, measure] : file.scenario.measures)
    if (const auto* shift = std::get_if<scenarios::Shift>(&measure.op); shift && shift->by_temperature)
      asked.emplace("air_temperature", "measure." + id + ".op.reevaluate");
  for (const auto& [key, place] : asked) {
    const auto series = signals.hourly.find(key);
    if (series == signals.hourly.end() || !told_.insert(key).second) continue;  // told by expansion
    const auto begin = signals.start,
               end = begin + static_cast<std::int64_t>(series->second.size()) * model::seconds_per_hour;
    if (begin <= period_.start && period_.end <= end) continue;
    const auto at = file.places.find(place);
    const auto offset = inputs_.file.contents.time.utc_offset;
    diagnostics_.add("signal_too_short", at == file.places.end() ? io::TextPlace{} : at->second,
                     {{"key", place},
                      {"value", key},
                      {"first", io::local_time_text(begin, offset)},
                      {"last", io::local_time_text(end, offset)}});
  }
}

}  // namespace lantian::run
