#include "scenarios/study/shared_prefix.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <set>
#include <tuple>

#include "scenarios/policy/fnv.hpp"

namespace lantian::scenarios {
namespace {

struct Piece {
  model::UtcSeconds start, end;
  double factor;
};
using Pieces = std::map<std::tuple<int, Stage, int>, std::vector<Piece>>;  // source, stage, pollutant

/// What a plan does: runs that change something, those of different rules that do the same joined.
Pieces acting(const EmissionPlan& plan) {
  Pieces found;
  for (const auto& run : plan.runs) {
    const bool wakes =
        run.stage == Stage::place && std::binary_search(plan.dormant.begin(), plan.dormant.end(), run.source);
    if (run.factor == 1.0 && !wakes) continue;
    auto& list = found[{run.source, run.stage, run.pollutant ? static_cast<int>(*run.pollutant) : -1}];
    if (!list.empty() && list.back().end == run.start && list.back().factor == run.factor)
      list.back().end = run.end;
    else
      list.push_back({run.start, run.end, run.factor});
  }
  return found;
}

model::UtcSeconds first_difference(const std::vector<Piece>& a, const std::vector<Piece>& b,
                                   model::UtcSeconds end) {
  for (std::size_t n = 0; n < std::max(a.size(), b.size()); ++n) {
    if (n >= a.size()) return b[n].start;
    if (n >= b.size()) return a[n].start;
    if (a[n].start != b[n].start || a[n].factor != b[n].factor) return std::min(a[n].start, b[n].start);
    if (a[n].end != b[n].end) return std::min(a[n].end, b[n].end);
  }
  return end;
}

model::UtcSeconds first_difference(const Pieces& a, const Pieces& b, Period run) {
  static const std::vector<Piece> none;
  auto first = run.end;
  for (const auto& [key, list] : a) {
    const auto other = b.find(key);
    first = std::min(first, first_difference(list, other == b.end() ? none : other->second, run.end));
  }
  for (const auto& [key, list] : b)
    if (!a.contains(key)) first = std::min(first, list.front().start);
  first = std::clamp(first, run.start, run.end);
  return run.start + (first - run.start) / model::seconds_per_hour * model::seconds_per_hour;
}

}  // namespace

model::UtcSeconds first_difference(const EmissionPlan& a, const EmissionPlan& b, Period run) {
  return first_difference(acting(a), acting(b), run);
}

std::vector<std::uint64_t> course(const EmissionPlan& plan, Period run) {
  std::map<model::UtcSeconds, std::uint64_t> changes;  // by beginning of the hour
  for (const auto& [place, list] : acting(plan)) {
    const auto [source, stage, pollutant] = place;
    const auto add = [&](model::UtcSeconds at, double factor) {
      if (at >= run.end) return;
      at = std::max(at, run.start);
      const std::array<std::uint64_t, 5> what{
          static_cast<std::uint64_t>(at), static_cast<std::uint64_t>(source),
          static_cast<std::uint64_t>(stage), static_cast<std::uint64_t>(pollutant + 1),
          std::bit_cast<std::uint64_t>(factor)};
      auto& hash = changes[run.start + (at - run.start) / model::seconds_per_hour * model::seconds_per_hour];
      hash = fnv1a({reinterpret_cast<const char*>(what.data()), sizeof what}, hash);
    };
    for (std::size_t n = 0; n < list.size(); ++n) {
      add(list[n].start, list[n].factor);
      if (n + 1 == list.size() || list[n + 1].start != list[n].end) add(list[n].end, 1.0);
    }
  }
  std::vector<std::uint64_t> numbers;
  for (const auto& [hour, hash] : changes)
    numbers.insert(numbers.end(), {static_cast<std::uint64_t>(hour), hash});
  return numbers;
}

SharedPrefixes::SharedPrefixes(const std::vector<const EmissionPlan*>& plans, Period run) {
  std::vector<Pieces> does;
  for (const auto* plan : plans) does.push_back(acting(*plan));
  std::set<model::UtcSeconds> forks;
  for (std::size_t m = 0; m < plans.size(); ++m) {
    until_.emplace_back();
    auto latest = run.start;  // when it leaves the last of those before it
    for (std::size_t before = 0; before < m; ++before) {
      until_[m].push_back(first_difference(does[m], does[before], run));
      latest = std::max(latest, until_[m].back());
    }
    if (latest > run.start && latest < run.end) forks.insert(latest);
  }
  forks_.assign(forks.begin(), forks.end());
}

std::vector<int> SharedPrefixes::at(model::UtcSeconds hour) const {
  std::vector<int> first;
  for (std::size_t m = 0; m < until_.size(); ++m) {
    first.push_back(static_cast<int>(m));
    for (std::size_t before = 0; before < m; ++before)
      if (until_[m][before] > hour) {
        first.back() = static_cast<int>(before);
        break;
      }
  }
  return first;
}

}  // namespace lantian::scenarios
