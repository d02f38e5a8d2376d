#include "scenarios/measures/plan_effects.hpp"

#include <algorithm>
#include <map>

namespace lantian::scenarios {

namespace {

void add(PollutantMasses& sum, const PollutantMasses& more) {
  for (std::size_t p = 0; p < pollutant_count; ++p) sum[p] += more[p];
}

void add(ItemShares& sum, const ItemShares& more) {
  add(sum.first_in, more.first_in);
  add(sum.last_in, more.last_in);
  add(sum.in_order, more.in_order);
  add(sum.shapley, more.shapley);
}

/// Measures whose effect hangs on what others leave: no set of items could be told apart.
void refuse_dependent(const ActingMeasures& acting, std::vector<Finding>& findings) {
  for (const auto& [id, one] : acting) {
    const char* what = std::holds_alternative<Shift>(one.measure->op) ? "op"
                       : one.measure->at_most_one                     ? "group"
                                                                      : nullptr;
    if (!what) continue;
    Finding finding{"hangs_on_company", "measure." + id + "." + what, {{"value", id}}};
    finding.scenario = one.scenario;
    findings.push_back(std::move(finding));
  }
}

/// By source, the items that act on it, in their order.
std::vector<std::vector<ItemTracks>> tracks_by_source(const ActingMeasures& acting, std::size_t sources) {
  std::vector<std::map<int, ItemTracks>> found(sources);
  for (const auto& [id, one] : acting)
    for (const auto& [source, track] : one.effects.of) {
      const int item = static_cast<int>(one.scenario);
      auto& mine = found[static_cast<std::size_t>(source)][item];
      mine.item = item;
      mine.tracks.push_back(one.effects.tracks[static_cast<std::size_t>(track)]);
    }
  std::vector<std::vector<ItemTracks>> tracks(sources);
  for (std::size_t s = 0; s < sources; ++s)
    for (auto& [item, one] : found[s]) tracks[s].push_back(std::move(one));
  return tracks;
}

class Summing {
 public:
  Summing(std::size_t items, const Inventory& inventory, const Surroundings& around, PlanEffects& effects)
      : inventory_(inventory), around_(around), hours_(inventory, around), effects_(effects) {
    for (auto* sums : {&effects.county, &effects.all}) {
      sums->items.resize(items);
      sums->elsewhere.resize(items);
    }
  }

  void add_source(int s, const std::vector<ItemTracks>& items) {
    const Source& source = inventory_.sources[static_cast<std::size_t>(s)];
    if (source.natural) return;
    if (!source.dormant) add_base(source);
    if (items.empty()) return;
    if (items.size() > most_items_on_a_source) {
      Finding finding{"too_many_on_a_source",
                      "",
                      {{"value", std::to_string(items.size())},
                       {"limit", std::to_string(most_items_on_a_source)},
                       {"source", source.id}}};
      finding.scenario = static_cast<std::size_t>(items.back().item);
      effects_.findings.push_back(std::move(finding));
      return;
    }
    const SourceGame game(source, items, hours_, around_.run);
    const auto shares = game.shares();
    for (auto* sums : scopes_of(source)) {
      add(sums->joint, game.joint_effect());
      for (std::size_t n = 0; n < items.size(); ++n) {
        const auto item = static_cast<std::size_t>(items[n].item);
        add(sums->items[item], shares[n]);
        for (std::size_t p = 0; p < pollutant_count; ++p)
          sums->elsewhere[item][p] += std::max(0.0, -shares[n].first_in[p]);
      }
    }
    if (items.size() > 1)
      for (std::size_t n = 0; n < items.size(); ++n)
        effects_.overlaps.push_back({s, items[n].item, shares[n]});
  }

 private:
  std::vector<PlanSums*> scopes_of(const Source& source) {
    if (source.in_county) return {&effects_.county, &effects_.all};
    return {&effects_.all};
  }

  void add_base(const Source& source) {
    const double share = hours_.share_of_year(source.temporal, around_.run.start, around_.run.end);
    PollutantMasses mass{};
    for (std::size_t p = 0; p < pollutant_count; ++p) mass[p] = source.annual_mass[p] * share;
    for (auto* sums : scopes_of(source)) add(sums->base, mass);
  }

  const Inventory& inventory_;
  const Surroundings& around_;
  ProfileHours hours_;
  PlanEffects& effects_;
};

}  // namespace

PlanEffects effects_of_plan(const std::vector<Scenario>& items, const Inventory& inventory,
                            const Surroundings& around) {
  PlanEffects effects;
  MemberMeasures member = measures_of(items, inventory, around);
  effects.findings = std::move(member.findings);
  effects.notes = std::move(member.notes);
  refuse_dependent(member.acting, effects.findings);
  if (!effects.findings.empty()) return effects;
  const auto tracks = tracks_by_source(member.acting, inventory.sources.size());
  Summing summing(items.size(), inventory, around, effects);
  for (std::size_t s = 0; s < tracks.size(); ++s) summing.add_source(static_cast<int>(s), tracks[s]);
  return effects;
}

PollutantMasses avoided_growth(const std::vector<int>& sources, double share, const PollutantValues& kept,
                               const Inventory& inventory) {
  PollutantMasses avoided{};
  for (const int s : sources)
    for (std::size_t p = 0; p < pollutant_count; ++p)
      avoided[p] += inventory.sources[static_cast<std::size_t>(s)].annual_mass[p] * share *
                    (1.0 - kept[p].value_or(1.0));
  return avoided;
}

}  // namespace lantian::scenarios
