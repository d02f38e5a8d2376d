#include "scenarios/measures/source_game.hpp"

#include <algorithm>
#include <bit>
#include <compare>
#include <map>

namespace lantian::scenarios {

namespace {

/// What one item does to one pollutant in a piece of time.
struct Factors {
  double activity = 1.0, device = 1.0, all_else = 1.0;
  bool wakes = false;
  auto operator<=>(const Factors&) const = default;
};
using PieceFactors = std::vector<Factors>;  // by (item, pollutant)

std::vector<model::UtcSeconds> edges_of(const std::vector<ItemTracks>& items, Period period) {
  std::vector<model::UtcSeconds> edges{period.start, period.end};
  for (const auto& item : items)
    for (const auto& track : item.tracks)
      for (const Step& step : *track.steps) {
        edges.push_back(std::clamp(step.start, period.start, period.end));
        edges.push_back(std::clamp(step.end, period.start, period.end));
      }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

void act(const Track& track, double factor, Factors* by_pollutant) {
  for (std::size_t p = 0; p < pollutant_count; ++p) {
    if (track.pollutant && static_cast<std::size_t>(*track.pollutant) != p) continue;
    Factors& mine = by_pollutant[p];
    if (strictest_holds(track.stage)) {
      double& strictest = track.stage == Stage::activity ? mine.activity : mine.device;
      strictest = std::min(strictest, factor);
    } else {
      mine.all_else *= factor;
    }
    mine.wakes = mine.wakes || track.stage == Stage::place;
  }
}

PieceFactors factors_at(const std::vector<ItemTracks>& items, model::UtcSeconds time) {
  PieceFactors factors(items.size() * pollutant_count);
  for (std::size_t n = 0; n < items.size(); ++n)
    for (const auto& track : items[n].tracks) {
      const auto& steps = *track.steps;
      const auto next = std::upper_bound(steps.begin(), steps.end(), time,
                                         [](model::UtcSeconds t, const Step& step) { return t < step.end; });
      if (next != steps.end() && next->start <= time)
        act(track, next->factor, factors.data() + n * pollutant_count);
    }
  return factors;
}

/// Adds the share of the year that is left under each set of `count` items in a piece of time.
void add_piece(const PieceFactors& factors, std::size_t count, bool is_dormant, double share,
               std::vector<PollutantMasses>& left) {
  std::vector<Factors> of_set(std::size_t{1} << count);
  for (std::size_t p = 0; p < pollutant_count; ++p) {
    of_set[0] = {};
    for (std::size_t set = 0; set < of_set.size(); ++set) {
      if (set != 0) {
        const auto newest = static_cast<std::size_t>(std::bit_width(set)) - 1;
        const Factors& others = of_set[set - (std::size_t{1} << newest)];
        const Factors& own = factors[newest * pollutant_count + p];
        of_set[set] = {std::min(others.activity, own.activity), std::min(others.device, own.device),
                       others.all_else * own.all_else, others.wakes || own.wakes};
      }
      const Factors& here = of_set[set];
      if (!is_dormant || here.wakes) left[set][p] += share * here.activity * here.device * here.all_else;
    }
  }
}

}  // namespace

SourceGame::SourceGame(const Source& source, const std::vector<ItemTracks>& items, ProfileHours& hours,
                       Period period)
    : count_(items.size()), left_(std::size_t{1} << items.size()) {
  std::map<PieceFactors, double> pieces;  // shares of the year, what is alike together
  const auto edges = edges_of(items, period);
  for (std::size_t n = 0; n + 1 < edges.size(); ++n)
    pieces[factors_at(items, edges[n])] += hours.share_of_year(source.temporal, edges[n], edges[n + 1]);
  for (const auto& [factors, share] : pieces) add_piece(factors, count_, source.dormant, share, left_);
  for (auto& mass : left_)
    for (std::size_t p = 0; p < pollutant_count; ++p) mass[p] *= source.annual_mass[p];
}

PollutantMasses SourceGame::joint_effect() const {
  PollutantMasses gone{};
  for (std::size_t p = 0; p < pollutant_count; ++p) gone[p] = left_.front()[p] - left_.back()[p];
  return gone;
}

std::vector<ItemShares> SourceGame::shares() const {
  std::vector<double> weight(count_);  // |S|! (n - |S| - 1)! / n!, by |S|
  for (std::size_t size = 0; size < count_; ++size) {
    weight[size] = 1.0 / static_cast<double>(count_);
    for (std::size_t k = 1; k <= size; ++k)  // over the binomial of n - 1 and |S|
      weight[size] *= static_cast<double>(k) / static_cast<double>(count_ - k);
  }
  std::vector<ItemShares> shares(count_);
  const std::size_t all = left_.size() - 1;
  for (std::size_t n = 0; n < count_; ++n) {
    const std::size_t own = std::size_t{1} << n, before = own - 1;
    for (std::size_t p = 0; p < pollutant_count; ++p) {
      const auto gone = [&](std::size_t others) { return left_[others][p] - left_[others | own][p]; };
      shares[n].first_in[p] = gone(0);
      shares[n].last_in[p] = gone(all - own);
      shares[n].in_order[p] = gone(before);
      for (std::size_t others = 0; others < left_.size(); ++others)
        if ((others & own) == 0)
          shares[n].shapley[p] += weight[static_cast<std::size_t>(std::popcount(others))] * gone(others);
    }
  }
  return shares;
}

}  // namespace lantian::scenarios
