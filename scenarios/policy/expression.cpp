#include "scenarios/policy/expression.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/policy/plan_text.hpp"
#include "scenarios/policy/rounding.hpp"
#include "scenarios/policy/signals.hpp"

namespace lantian::scenarios {

namespace {

using Truths = std::vector<Truth>;

bool holds(Relation relation, double left, double right) {
  switch (relation) {
    case Relation::less:
      return left < right;
    case Relation::at_most:
      return left <= right;
    case Relation::more:
      return left > right;
    case Relation::at_least:
      break;
  }
  return left >= right;
}

std::size_t hours_of(const Signals& signals) {
  std::size_t hours = 0;
  for (const auto& [key, values] : signals.hourly) hours = std::max(hours, values.size());
  return hours;
}

Truth opposite(Truth truth) {
  return truth == Truth::unknown ? truth : truth == Truth::yes ? Truth::no : Truth::yes;
}

/// Each hour by itself.
Truths compared(const Expression& e, const Signals& signals) {
  Truths truths(hours_of(signals), Truth::unknown);
  const auto series = signals.hourly.find(e.signal);
  if (series == signals.hourly.end()) return truths;
  for (std::size_t h = 0; h < series->second.size(); ++h)
    if (const double value = series->second[h]; !std::isnan(value))
      truths[h] = holds(e.relation, value, e.value) ? Truth::yes : Truth::no;
  return truths;
}

/// Calls `body(first, end)` for each unbroken run of hours that are `yes`.
template <class Body>
void for_each_spell(const Truths& truths, Body body) {
  for (std::size_t first = 0; first < truths.size();) {
    std::size_t end = first;
    while (end < truths.size() && truths[end] == Truth::yes) ++end;
    if (end > first) body(first, end);
    first = std::max(end, first + 1);
  }
}

/// Hours that a value which holds speaks of, in spells of at least `e.hours`.
Truths in_spells(const Expression& e, const Signals& signals) {
  const Truths each = compared(e, signals);
  const auto kind = signal_kind(e.signal);
  const auto covered = static_cast<std::size_t>(kind ? kind->hours_covered : 1);
  Truths over = each;
  for (std::size_t h = 0; h < each.size(); ++h)
    if (each[h] == Truth::yes)
      std::fill(over.begin() + static_cast<std::ptrdiff_t>(h + 1 > covered ? h + 1 - covered : 0),
                over.begin() + static_cast<std::ptrdiff_t>(h) + 1, Truth::yes);
  Truths kept = each;
  std::replace(kept.begin(), kept.end(), Truth::yes, Truth::no);
  for_each_spell(over, [&](std::size_t first, std::size_t end) {
    if (end - first >= static_cast<std::size_t>(e.hours))
      std::fill(kept.begin() + static_cast<std::ptrdiff_t>(first),
                kept.begin() + static_cast<std::ptrdiff_t>(end), Truth::yes);
  });
  return kept;
}

bool is_spell(const Expression& e) { return e.kind == Expression::Kind::comparison && e.hours > 0; }

/// Episodes, joined of all spells, that hold an hour of each list.
Truths joint_episodes(const std::vector<Truths>& lists) {
  Truths joined = lists.front();
  for (const auto& list : lists)
    for (std::size_t h = 0; h < joined.size(); ++h) joined[h] = std::max(joined[h], list[h]);
  Truths kept = joined;
  for_each_spell(joined, [&](std::size_t first, std::size_t end) {
    const auto from = static_cast<std::ptrdiff_t>(first), to = static_cast<std::ptrdiff_t>(end);
    const bool holds_each = std::all_of(lists.begin(), lists.end(), [&](const Truths& list) {
      return std::find(list.begin() + from, list.begin() + to, Truth::yes) != list.begin() + to;
    });
    if (!holds_each) std::fill(kept.begin() + from, kept.begin() + to, Truth::no);
  });
  return kept;
}

Truths all_of(const Expression& e, const Signals& signals) {
  std::vector<Truths> spells, others;
  for (const auto& part : e.parts) (is_spell(part) ? spells : others).push_back(truth_by_hour(part, signals));
  if (!spells.empty()) others.push_back(joint_episodes(spells));
  Truths truths(hours_of(signals), Truth::yes);
  for (const auto& list : others)
    for (std::size_t h = 0; h < truths.size(); ++h) truths[h] = std::min(truths[h], list[h]);
  return truths;
}

Truths any_of(const Expression& e, const Signals& signals) {
  Truths truths(hours_of(signals), Truth::no);
  for (const auto& part : e.parts) {
    const Truths list = truth_by_hour(part, signals);
    for (std::size_t h = 0; h < truths.size(); ++h) truths[h] = std::max(truths[h], list[h]);
  }
  return truths;
}

bool is_below(Relation relation) { return relation == Relation::less || relation == Relation::at_most; }

/// Whether each value that `a` lets through `b` lets through too.
bool is_stricter_value(const Expression& a, const Expression& b) {
  if (a.signal != b.signal || is_below(a.relation) != is_below(b.relation)) return false;
  if (a.value != b.value) return is_below(a.relation) ? a.value < b.value : a.value > b.value;
  return a.relation == b.relation || b.relation == Relation::at_most || b.relation == Relation::at_least;
}

/// Spells joined by `and`, or one alone, against a spell: their episode is one run of hours that `b` counts,
/// as long as the longest of them.
bool spells_imply(const std::vector<const Expression*>& spells, const Expression& b) {
  return std::all_of(spells.begin(), spells.end(),
                     [&](const Expression* one) { return is_stricter_value(*one, b); }) &&
         std::any_of(spells.begin(), spells.end(),
                     [&](const Expression* one) { return one->hours >= b.hours; });
}

bool all_imply(const Expression& all, const Expression& b) {
  std::vector<const Expression*> spells;
  for (const auto& part : all.parts) {
    if (is_spell(part))
      spells.push_back(&part);
    else if (implies(part, b))
      return true;
  }
  return is_spell(b) && !spells.empty() && spells_imply(spells, b);
}

}  // namespace

bool implies(const Expression& a, const Expression& b) {
  using Kind = Expression::Kind;
  const auto a_implies = [&](const Expression& part) { return implies(a, part); };
  const auto implies_b = [&](const Expression& part) { return implies(part, b); };
  if (a.kind == Kind::any) return std::all_of(a.parts.begin(), a.parts.end(), implies_b);
  if (b.kind == Kind::all) return std::all_of(b.parts.begin(), b.parts.end(), a_implies);
  if (b.kind == Kind::any) return std::any_of(b.parts.begin(), b.parts.end(), a_implies);
  if (a.kind == Kind::all) return all_imply(a, b);
  if (a.kind != Kind::comparison || b.kind != Kind::comparison) return false;
  if (is_spell(a) != is_spell(b)) return false;
  return is_spell(a) ? spells_imply({&a}, b) : is_stricter_value(a, b);
}

std::vector<Truth> truth_by_hour(const Expression& expression, const Signals& signals) {
  switch (expression.kind) {
    case Expression::Kind::all:
      return all_of(expression, signals);
    case Expression::Kind::any:
      return any_of(expression, signals);
    case Expression::Kind::opposite: {
      Truths truths = truth_by_hour(expression.parts.front(), signals);
      std::transform(truths.begin(), truths.end(), truths.begin(), opposite);
      return truths;
    }
    case Expression::Kind::comparison:
      break;
  }
  return expression.hours > 0 ? in_spells(expression, signals) : compared(expression, signals);
}

std::string text_of(const Expression& expression) {
  using Kind = Expression::Kind;
  const auto inner = [](const Expression& part) {
    return part.parts.size() > 1 ? "(" + text_of(part) + ")" : text_of(part);
  };
  if (expression.kind == Kind::opposite) return "not (" + text_of(expression.parts.front()) + ")";
  if (expression.kind != Kind::comparison) {
    std::string text;
    for (const auto& part : expression.parts)
      text += (text.empty() ? "" : expression.kind == Kind::all ? " and " : " or ") + inner(part);
    return text;
  }
  constexpr std::array relations{"<", "<=", ">", ">="};
  constexpr int digits = 12;  // more would show what a unit's factor rounds
  std::string text = expression.signal + " " + relations[static_cast<std::size_t>(expression.relation)] +
                     " " + exact_text(to_digits(expression.value, digits));
  if (expression.hours > 0) text += " for " + std::to_string(expression.hours) + "h";
  return text;
}

void collect_signals(const Expression& expression, std::set<std::string>& keys) {
  if (expression.kind == Expression::Kind::comparison) keys.insert(expression.signal);
  for (const auto& part : expression.parts) collect_signals(part, keys);
}

}  // namespace lantian::scenarios
