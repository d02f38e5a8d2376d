#include "scenarios/policy/effect.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "scenarios/policy/activity.hpp"
#include "scenarios/policy/compliance.hpp"
#include "scenarios/policy/constant_factors.hpp"
#include "scenarios/policy/followers.hpp"
#include "scenarios/policy/hour_rates.hpp"
#include "scenarios/policy/makeup.hpp"
#include "scenarios/policy/plant_kinds.hpp"

namespace lantian::scenarios {

namespace {

using Key = std::vector<double>;  // all that a source's steps hang on

/// Full compliance leaves the author's number as it is, to the bit.
double thinned(double factor, double compliance) {
  return compliance == 1.0 ? factor : 1.0 - compliance * (1.0 - factor);
}

/// "3" for four: how many more there are than the one that is named; "" for one.
std::string more_than_one(std::size_t count) { return count > 1 ? std::to_string(count - 1) : ""; }

/// The run, what may still show in it, and what a shift or a make-up reaches beside it.
Period range_of(const Measure& measure, const Surroundings& around) {
  const Period run = around.run;
  if (const MakeUp* makeup = makeup_of(measure)) {
    const auto offset = around.clock.offset;
    const auto first = run.start - memory(measure.physics) - memory(*makeup);
    const auto whole = model::seconds_per_hour;
    return {model::floor_div(first + offset, whole) * whole - offset, run.end + makeup->most_delay * whole};
  }
  const auto* shift = std::get_if<Shift>(&measure.op);
  const model::UtcSeconds beside = shift ? shift->most_delay * model::seconds_per_hour : 0;
  return {run.start - memory(measure.physics) - beside, run.end + beside};
}

/// All effects of one measure in its open hours, steps shared where they are the same.
class Effects {
 public:
  Effects(const Measure& measure, const std::vector<int>& sources,
          const std::vector<std::vector<int>>& targets, const std::vector<int>& awake,
          std::vector<WindowSpan> spans, Period range, HourRates& rates, const Ground& ground, Told& told)
      : measure_(measure),
        sources_(sources),
        targets_(targets),
        awake_(awake),
        ground_(ground),
        told_(told),
        run_(ground.around.run),
        range_(range),
        rates_(rates),
        spans_(std::move(spans)) {}

  MeasureEffects all() {
    std::visit([this](const auto& op) { act(op); }, measure_.op);
    if (!fine_above_.empty())
      told_.notes.push_back(
          {"fine_above_coarse",
           "measure." + measure_.id + ".op",
           {{"value", source(fine_above_.front()).id}, {"count", more_than_one(fine_above_.size())}}});
    std::sort(found_.of.begin(), found_.of.end());
    return std::move(found_);
  }

 private:
  const Source& source(int s) const { return ground_.inventory.sources[static_cast<std::size_t>(s)]; }

  double compliance(int s) const {
    const Source& from = source(s);
    const std::string who = from.enterprise < 0
                                ? from.id
                                : ground_.inventory.enterprises[static_cast<std::size_t>(from.enterprise)].id;
    return compliance_of(measure_.compliance, ground_.around.draw, measure_.id, who);
  }

  int track(Stage stage, std::optional<Pollutant> pollutant, Steps steps) {
    found_.tracks.push_back({stage, pollutant, std::make_shared<const Steps>(std::move(steps))});
    return static_cast<int>(found_.tracks.size()) - 1;
  }

  /// Gives `s` the tracks that `make` builds for `key`; what touches no hour of the run is left out.
  template <class Make>
  void give(int s, const Key& key, Make make) {
    const auto [place, is_new] = shared_.try_emplace(key);
    if (is_new) {
      for (Track& made : make()) {
        if (made.steps->empty()) continue;
        found_.tracks.push_back(std::move(made));
        place->second.push_back(static_cast<int>(found_.tracks.size()) - 1);
      }
    }
    for (const int t : place->second) found_.of.emplace_back(s, t);
  }

  /// The spans, cut to the run, all with one factor.
  Steps open_steps(double factor) const {
    Steps steps;
    for (const auto& span : spans_) {
      const auto start = std::max(span.start, run_.start), end = std::min(span.end, run_.end);
      if (start < end) steps.push_back({start, end, factor, 1.0, 1.0});
    }
    return steps;
  }

  Track constant(Stage stage, std::optional<Pollutant> pollutant, double factor) const {
    return {stage, pollutant, std::make_shared<const Steps>(open_steps(factor))};
  }

  /// Fine particles are a part of the coarse ones, also in what is left.
  void note_sizes(int s, const Factors& factors) {
    constexpr auto coarse = static_cast<std::size_t>(Pollutant::PM10),
                   fine = static_cast<std::size_t>(Pollutant::PM2p5);
    const auto& mass = source(s).annual_mass;
    const auto left = [&](std::size_t p) { return mass[p] * factors.by_pollutant[p].value_or(1.0); };
    if (mass[fine] <= mass[coarse] && left(fine) > left(coarse) * (1.0 + 1e-9)) fine_above_.push_back(s);
  }

  void give_factors(int s, const Factors& factors) {
    note_sizes(s, factors);
    const double c = compliance(s);
    Key key{static_cast<double>(factors.stage), factors.all_alike ? 1.0 : 0.0, c};
    for (const auto& value : factors.by_pollutant) key.push_back(value.value_or(-1.0));
    give(s, key, [&] {
      std::vector<Track> made;
      if (factors.all_alike) {
        made.push_back(constant(factors.stage, {}, thinned(*factors.by_pollutant[0], c)));
        return made;
      }
      for (std::size_t p = 0; p < pollutant_count; ++p)
        if (factors.by_pollutant[p])
          made.push_back(
              constant(factors.stage, static_cast<Pollutant>(p), thinned(*factors.by_pollutant[p], c)));
      return made;
    });
  }

  template <class Op>
  void act(const Op& op) {
    const Factors factors = factors_of(op);
    for (const int s : sources_) give_factors(s, factors);
  }

  void act(const None&) {}

  void act(const Relocate&) {
    for (const int s : sources_) {
      const int there = awake_[static_cast<std::size_t>(s)];
      if (there < 0) continue;
      const double c = compliance(s);
      give(s, {0.0, c}, [&] { return std::vector{constant(Stage::place, {}, thinned(0.0, c))}; });
      give(there, {1.0, c}, [&] { return std::vector{constant(Stage::place, {}, c)}; });
    }
  }

  void act(const Add& add) {
    for (const int s : sources_) {
      const int there = awake_[static_cast<std::size_t>(s)];
      if (there < 0) continue;
      const double c = compliance(s);
      give(there, {1.0, c}, [&] { return std::vector{constant(Stage::place, {}, add.share * c)}; });
    }
  }

  void act(const ReplaceFuel& fuel) {
    const FuelTable& table = ground_.scenario.fuel_tables.at(fuel.table);
    const PollutantValues& to = table.rows.at(fuel.to);
    std::set<std::string> unknown;
    for (const int s : sources_) {
      const auto from = table.rows.find(source(s).fuel);
      if (from == table.rows.end()) {
        std::vector<std::string> known;
        for (const auto& [name, row] : table.rows) known.push_back(name);
        if (unknown.insert(source(s).fuel).second)
          told_.findings.push_back({"fuel_not_in_table",
                                    "measure." + measure_.id + ".op.ef_table",
                                    {{"value", source(s).fuel}, {"source", source(s).id}},
                                    std::move(known)});
        continue;
      }
      Factors factors{Stage::technology, {}, false};
      for (std::size_t p = 0; p < pollutant_count; ++p)
        if (from->second[p])  // the table holds a pollutant for all fuels or for none
          factors.by_pollutant[p] = 1.0 - fuel.share * (1.0 - *to[p] / *from->second[p]);
      give_factors(s, factors);
    }
  }

  /// Factor of a limit: at most 1, of what was measured, at the limit's oxygen.
  ///     factor = min(1, limit / (measured (21 - reference O2) / (21 - measured O2)))       [HJ/T 397-2007]
  void act(const Cap& cap) {
    std::vector<std::string> lacking;
    for (const int s : sources_) {
      const Source& outlet = source(s);
      if (outlet.spread >= 0 || outlet.natural) continue;  // a limit in flue gas is for stacks
      Factors factors{Stage::device, {}, false};  // whatever the device: of two limits the stricter holds
      bool is_known = !cap.oxygen || outlet.measured.oxygen > 0.0;
      for (std::size_t p = 0; p < pollutant_count; ++p) {
        if (!cap.limit[p] || outlet.annual_mass[p] <= 0.0) continue;
        const double measured = outlet.measured.concentration[p];
        if (measured <= 0.0) is_known = false;
        const double correction =
            cap.oxygen && is_known ? (0.21 - *cap.oxygen) / (0.21 - outlet.measured.oxygen) : 1.0;
        if (is_known) factors.by_pollutant[p] = std::min(1.0, *cap.limit[p] / (measured * correction));
      }
      if (is_known)
        give_factors(s, factors);
      else
        lacking.push_back(outlet.id);
    }
    if (!lacking.empty())
      told_.findings.push_back({"cap_not_measured",
                                "measure." + measure_.id + ".op",
                                {{"value", lacking.front()}, {"count", more_than_one(lacking.size())}}});
  }

  void act(const Stop&) { act_on_output(); }
  void act(const LimitOutput&) { act_on_output(); }

  void act_on_output() {
    Activity activity(measure_, sources_, spans_, makeup_of(measure_) ? range_.end : run_.end, ground_,
                      told_);
    activity.check_rests(told_);
    for (std::size_t place = 0; place < sources_.size(); ++place) {
      const auto orders = activity.orders(place);
      const double c = compliance(sources_[place]);
      Key key{c};
      for (const Order& order : orders) {
        key.push_back(order.output);
        if (std::get_if<Stop>(&measure_.op) && std::get<Stop>(measure_.op).pattern)
          key.push_back(static_cast<double>(order.start));
      }
      const MadeUp* extra = made_up_by(sources_[place], orders, key);
      if (extra) found_.made_up.push_back(of_works(sources_[place], *extra, c));
      give(sources_[place], key, [&] { return output_tracks(orders, extra, c); });
    }
    for (std::size_t n = 0; n < measure_.also.size(); ++n)
      for (const auto& [target, follows] : followers(targets_[n], found_, ground_.inventory, told_,
                                                     "measure." + measure_.id + ".also." + std::to_string(n)))
        followed_.emplace_back(target, follows);
    for (const auto& [target, follows] : followed_) {
      const auto [place, is_new] = follower_tracks_.try_emplace(follows.get());
      if (is_new) place->second = track(Stage::activity, {}, *follows);
      found_.of.emplace_back(target, place->second);
    }
  }

  /// What is made up after these orders, which `key` stands for and the time profile now too; null where
  /// nothing is.
  const MadeUp* made_up_by(int s, const std::vector<Order>& orders, Key& key) {
    const MakeUp* makeup = makeup_of(measure_);
    if (!makeup) return nullptr;
    const int temporal = source(s).temporal;
    key.push_back(temporal);
    const auto [place, is_new] = made_up_.try_emplace(key);
    if (is_new)
      place->second = made_up(
          load_curve(orders, measure_.physics), spans_, *makeup,
          [&](model::UtcSeconds hour) { return rates_.rate(temporal, hour); }, range_, run_);
    return &place->second;
  }

  /// Of the share of the works that keeps to the measure.
  static MadeUpOutput of_works(int s, const MadeUp& all, double c) {
    return {s, -1, c * all.owed, c * all.placed, c * all.later, c * all.planned};
  }

  /// One track for all pollutants, or one for each where heating up differs.
  std::vector<Track> output_tracks(const std::vector<Order>& orders, const MadeUp* extra, double c) const {
    const auto& by_pollutant = measure_.physics.heat_up_by_pollutant;
    const auto is_given = [](const auto& value) { return value.has_value(); };
    if (std::none_of(by_pollutant.begin(), by_pollutant.end(), is_given))
      return {
          {Stage::activity, {}, std::make_shared<const Steps>(curve(orders, extra, measure_.physics, c))}};
    std::vector<Track> made;
    for (std::size_t p = 0; p < pollutant_count; ++p) {
      Physics physics = measure_.physics;
      physics.heat_up_emission = by_pollutant[p].value_or(0.0);
      made.push_back({Stage::activity, static_cast<Pollutant>(p),
                      std::make_shared<const Steps>(curve(orders, extra, physics, c))});
    }
    return made;
  }

  Steps curve(const std::vector<Order>& orders, const MadeUp* extra, const Physics& physics, double c) const {
    Steps steps;
    auto all = load_curve(orders, physics);
    if (extra) {
      all.insert(all.end(), extra->steps.begin(), extra->steps.end());
      std::sort(all.begin(), all.end(),
                [](const LoadStep& a, const LoadStep& b) { return a.start < b.start; });
    }
    for (const auto& step : all) {
      const auto start = std::max(step.start, run_.start), end = std::min(step.end, run_.end);
      if (start < end)
        steps.push_back({start, end, thinned(step.factor, c), thinned(step.output, c), step.output});
    }
    return steps;
  }

  void act(const Shift& shift) {
    const auto spans = std::make_shared<const std::vector<WindowSpan>>(spans_);
    const bool touches = std::any_of(spans_.begin(), spans_.end(), [&](const WindowSpan& span) {
      return span.start < run_.end && span.end > run_.start;
    });
    if (!touches) return;
    bool is_told = false;
    for (const int s : sources_) {
      double share = shift.share;
      if (!shift.by_process.empty()) {
        const auto own = std::find_if(shift.by_process.begin(), shift.by_process.end(),
                                      [&](const auto& one) { return one.first == source(s).process; });
        share = own == shift.by_process.end() ? 0.0 : own->second;
      }
      if (share == 0.0) continue;
      const int off = shift.from.end > shift.from.first ? shift.from.end - shift.from.first
                                                        : shift.from.end + 24 - shift.from.first;
      const int least = measure_.physics.min_down_h.value_or(least_stop_hours(source(s)));
      if (share == 1.0 && off < least && !is_told) {
        is_told = true;
        told_.findings.push_back({"stop_too_short",
                                  "measure." + measure_.id + ".op.from",
                                  {{"value", std::to_string(off)},
                                   {"limit", std::to_string(least)},
                                   {"source", source(s).id},
                                   {"switchable", switchable_instead(source(s), ground_.inventory)}}});
      }
      found_.shifts.push_back({s, shift, share * compliance(s), spans});
    }
  }

  const Measure& measure_;
  const std::vector<int>& sources_;
  const std::vector<std::vector<int>>& targets_;
  const std::vector<int>& awake_;
  const Ground& ground_;
  Told& told_;
  Period run_, range_;
  HourRates& rates_;
  std::vector<WindowSpan> spans_;
  std::map<Key, MadeUp> made_up_;
  std::map<Key, std::vector<int>> shared_;
  std::vector<int> fine_above_;  // sources left with more fine particles than coarse ones
  std::vector<Follower> followed_;
  std::map<const Steps*, int> follower_tracks_;
  MeasureEffects found_;
};

}  // namespace

bool Track::operator==(const Track& other) const {
  return stage == other.stage && pollutant == other.pollutant && *steps == *other.steps;
}

bool MeasureEffects::same_as(const MeasureEffects& other) const {
  const auto alike = [&](const std::pair<int, int>& a, const std::pair<int, int>& b) {
    return a.first == b.first &&
           tracks[static_cast<std::size_t>(a.second)] == other.tracks[static_cast<std::size_t>(b.second)];
  };
  const auto shifted_alike = [](const ShiftTask& a, const ShiftTask& b) {
    return a.source == b.source && a.share == b.share && a.op.from == b.op.from && a.op.to == b.op.to &&
           a.op.most_rate == b.op.most_rate && a.op.most_delay == b.op.most_delay &&
           a.op.by_temperature == b.op.by_temperature && *a.spans == *b.spans;
  };
  return of.size() == other.of.size() && std::equal(of.begin(), of.end(), other.of.begin(), alike) &&
         shifts.size() == other.shifts.size() &&
         std::equal(shifts.begin(), shifts.end(), other.shifts.begin(), shifted_alike);
}

bool MeasureEffects::changes_nothing() const {
  const auto is_one = [](const Step& step) { return step.factor == 1.0 && step.kept == 1.0; };
  return shifts.empty() && std::all_of(tracks.begin(), tracks.end(), [&](const Track& track) {
           return std::all_of(track.steps->begin(), track.steps->end(), is_one);
         });
}

MeasureEffects effects_of(const Measure& measure, const std::vector<int>& sources,
                          const std::vector<std::vector<int>>& targets, const std::vector<int>& awake,
                          const Ground& ground, Told& told) {
  const Period range = range_of(measure, ground.around);
  MeasureSpans spans(measure, ground, range);
  HourRates rates(ground.inventory, ground.around, range.start);
  if (sources.empty()) return {};
  const auto all = [&](const std::vector<int>& some) {
    const auto& source = ground.inventory.sources[static_cast<std::size_t>(some.front())];
    return Effects(measure, some, targets, awake, spans.of(source), range, rates, ground, told).all();
  };
  if (!spans.is_by_enterprise()) return all(sources);
  // Each enterprise in its own days.
  std::map<int, std::vector<int>> by_enterprise;
  for (const int s : sources)
    by_enterprise[ground.inventory.sources[static_cast<std::size_t>(s)].enterprise].push_back(s);
  MeasureEffects found;
  for (const auto& [enterprise, own] : by_enterprise) {
    MeasureEffects part = all(own);
    const int before = static_cast<int>(found.tracks.size());
    for (auto& track : part.tracks) found.tracks.push_back(std::move(track));
    for (const auto& [source, track] : part.of) found.of.emplace_back(source, before + track);
    for (auto& task : part.shifts) found.shifts.push_back(std::move(task));
    found.made_up.insert(found.made_up.end(), part.made_up.begin(), part.made_up.end());
  }
  std::sort(found.of.begin(), found.of.end());
  std::sort(found.shifts.begin(), found.shifts.end(),
            [](const ShiftTask& a, const ShiftTask& b) { return a.source < b.source; });
  return found;
}

}  // namespace lantian::scenarios
