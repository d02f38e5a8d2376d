#include "io/instant_list.hpp"

#include <algorithm>
#include <limits>

#include "io/local_time.hpp"

namespace lantian::io {
namespace {

constexpr std::int64_t widest_step = 3 * model::seconds_per_hour;

bool is_in_order(const std::vector<FileInstant>& all, const std::vector<std::string>& names,
                 std::int64_t offset, Diagnostics& diagnostics) {
  for (std::size_t n = 1; n < all.size(); ++n)
    if (all[n].time <= all[n - 1].time) {
      diagnostics.add("times_not_ascending", {names[all[n].file], 0, 0},
                      {{"value", local_time_text(all[n].time, offset)},
                       {"previous", local_time_text(all[n - 1].time, offset)},
                       {"other", names[all[n - 1].file]}});
      return false;
    }
  return true;
}

}  // namespace

std::vector<FileInstant> instants_of_run(const std::vector<std::vector<model::UtcSeconds>>& times,
                                         const std::vector<std::string>& names,
                                         const scenarios::CaseTime& run, Diagnostics& diagnostics) {
  std::vector<FileInstant> all;
  for (std::size_t f = 0; f < times.size(); ++f)
    for (std::size_t r = 0; r < times[f].size(); ++r) all.push_back({f, r, times[f][r]});
  if (all.empty() || run.end <= run.start) return {};
  if (!is_in_order(all, names, run.utc_offset, diagnostics)) return {};
  const auto text = [&](model::UtcSeconds time) { return local_time_text(time, run.utc_offset); };
  if (all.front().time > run.start || all.back().time < run.end) {
    const bool before = all.front().time > run.start;
    diagnostics.add("period_not_covered", {names[before ? all.front().file : all.back().file], 0, 0},
                    {{"first", text(all.front().time)},
                     {"last", text(all.back().time)},
                     {"start", text(run.start)},
                     {"end", text(run.end)}});
    return {};
  }
  const auto later = [](model::UtcSeconds time, const FileInstant& one) { return time < one.time; };
  const auto earlier = [](const FileInstant& one, model::UtcSeconds time) { return one.time < time; };
  const auto from = std::upper_bound(all.begin(), all.end(), run.start, later) - 1;
  const auto to = std::lower_bound(all.begin(), all.end(), run.end, earlier) + 1;
  const std::vector<FileInstant> chosen(from, to);
  std::int64_t narrowest = std::numeric_limits<std::int64_t>::max();
  for (std::size_t n = 1; n < all.size(); ++n) narrowest = std::min(narrowest, all[n].time - all[n - 1].time);
  bool whole = true;
  for (std::size_t n = 1; n < chosen.size(); ++n) {
    const std::int64_t step = chosen[n].time - chosen[n - 1].time;
    if (step <= widest_step && 2 * step <= 3 * narrowest) continue;
    whole = false;
    diagnostics.add("hours_missing", {names[chosen[n].file], 0, 0},
                    {{"value", text(chosen[n].time)},
                     {"previous", text(chosen[n - 1].time)},
                     {"step", std::to_string(std::min(narrowest, widest_step) / 60)}});
  }
  return whole ? chosen : std::vector<FileInstant>{};
}

}  // namespace lantian::io
