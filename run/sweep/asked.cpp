#include "run/sweep/asked.hpp"

#include <algorithm>

#include "run/engine.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::run {
namespace {

/// Of the n-th entry of a list of the study.
io::TextPlace place_of(const io::StudyFile& file, const std::string& list, std::size_t n) {
  const auto found = file.places.find(list + "." + std::to_string(n));
  return found == file.places.end() ? io::TextPlace{} : found->second;
}

void check_maps(const WeatherMembers& members, io::Diagnostics& diagnostics) {
  const auto& maps = members.study().study.maps;
  if (maps.empty()) return;
  const auto known = recorded_names(members.inputs());
  for (std::size_t n = 0; n < maps.size(); ++n)
    if (std::find(known.begin(), known.end(), maps[n]) == known.end())
      diagnostics.add("not_one_of", place_of(members.study(), "sweep.maps", n),
                      {{"key", "sweep.maps"},
                       {"value", maps[n]},
                       {"nearest", io::nearest_spelling(maps[n], known)},
                       {"accepted", scenarios::joined(known)}});
}

void check_metrics(const WeatherMembers& members, io::Diagnostics& diagnostics) {
  if (!members.currency().empty()) return;
  const auto& metrics = members.study().study.metrics;
  for (std::size_t n = 0; n < metrics.size(); ++n)
    if (metrics[n].starts_with("cost"))
      diagnostics.add("metric_without_cost", place_of(members.study(), "score.metrics", n),
                      {{"key", "score.metrics"}, {"value", metrics[n]}});
}

}  // namespace

void check_asked(const WeatherMembers& members, io::Diagnostics& diagnostics) {
  check_maps(members, diagnostics);
  check_metrics(members, diagnostics);
}

}  // namespace lantian::run
