/// Conditions on hours as plain data: what `when`, `veto` and a trigger's rules say, parsed by io/.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <set>
#include <string>
#include <vector>

#include "scenarios/policy/surroundings.hpp"

namespace lantian::scenarios {

enum class Relation { less, at_most, more, at_least };

struct Expression {
  enum class Kind { comparison, all, any, opposite };
  Kind kind = Kind::comparison;
  std::string signal;  // of a comparison: key in Signals::hourly
  Relation relation = Relation::more;
  double value = 0.0;             // in the signal's unit
  int hours = 0;                  // "for 48h": the least length of a spell; 0: each hour by itself
  std::vector<Expression> parts;  // of all and any; one of opposite
  bool operator==(const Expression&) const = default;
};

enum class Truth : signed char { no, unknown, yes };

/// By hour of the signals. A comparison with a missing value is unknown; `and`, `or`, `not` follow Kleene.
/// With "for N h" an hour is over where any of the hours that its signal's value covers makes it so (a
/// running mean of 24 h above its limit marks all 24: a "day" is any 24 consecutive hours), and what counts
/// are spells of at least N such hours. Of spells joined by `and` the whole episode counts that holds one of
/// each.
std::vector<Truth> truth_by_hour(const Expression& expression, const Signals& signals);

/// Whether `b` holds in each hour in which `a` does, whatever the signals: true only where the two texts
/// alone decide it, by comparisons of one signal. `not` is not looked into.
bool implies(const Expression& a, const Expression& b);

/// As an author would write it: "forecast(mda8_o3) > 160 and not (wind_speed >= 3 for 6h)".
std::string text_of(const Expression& expression);

/// Adds the keys of all signals that are asked for.
void collect_signals(const Expression& expression, std::set<std::string>& keys);

}  // namespace lantian::scenarios
