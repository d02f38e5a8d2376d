/// How much of its output each source keeps under a stop or a limit, at each level of a warning, and when.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "scenarios/policy/effect.hpp"
#include "scenarios/policy/load_curve.hpp"

namespace lantian::scenarios {

class Activity {
 public:
  /// `measure` stops or limits; `spans` are its window's up to `end`: in the run, the time before it that may
  /// still show, and after it where output is made up.
  Activity(const Measure& measure, const std::vector<int>& sources, const std::vector<WindowSpan>& spans,
           model::UtcSeconds end, const Ground& ground, Told& told);

  /// What the spans ask of the source at `place` in `sources`, and full load between them and up to `end`.
  std::vector<Order> orders(std::size_t place) const;

  /// Stops and the time between them, against what the plants can do; each mistake is told once.
  void check_rests(Told& told);

 private:
  using Kept = std::vector<double>;  // by place in `sources`

  Kept kept_at(const std::string& level);
  void note_one_line_works(const Kept& kept);
  double limited(const LimitOutput& limit, const Source& source, const std::string& level);
  void report_gap(const std::string& table, const Source& source, const std::string& grade,
                  const std::string& level);
  void set_phases(const Stop& stop);
  std::vector<Period> stops(std::size_t place, const std::vector<WindowSpan>& spans,
                            const std::vector<const Kept*>& kept) const;
  std::vector<const Kept*> kept_of(const std::vector<WindowSpan>& spans);
  bool rests(std::size_t place, std::int64_t day) const;

  const Measure& measure_;
  const std::vector<int>& sources_;
  const Ground& ground_;
  Told& told_;
  std::vector<WindowSpan> spans_;
  model::UtcSeconds end_;
  std::map<std::string, Kept> by_level_;
  std::vector<const Kept*> kept_;  // by span
  std::set<std::string> gaps_;
  const StopPattern* pattern_ = nullptr;
  std::vector<int> phase_;      // days, by place
  std::int64_t first_day_ = 0;  // local, that a pattern is counted from
  bool below_minimum_ = false, one_line_told_ = false;
};

/// Whose turn a stop with a pattern is at a time.
struct Turn {
  std::string own;                   // the source's value of the pattern's attribute, "" without one
  std::vector<std::string> resting;  // values whose turn it is; without an attribute "" where all rest
  model::UtcSeconds until = 0;       // local midnight at which that changes
};
Turn turn_at(const Measure& measure, const StopPattern& pattern, const Source& source, const Ground& ground,
             model::UtcSeconds time);

}  // namespace lantian::scenarios
