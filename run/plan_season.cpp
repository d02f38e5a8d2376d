#include "run/plan_season.hpp"

#include <algorithm>

#include "io/csv_text.hpp"
#include "run/report_cells.hpp"
#include "run/study_calendar.hpp"

namespace lantian::run {
namespace {

using scenarios::Scenario;

/// Of the lost output.
constexpr double shares[] = {0.0, 0.25, 0.5, 0.75, 1.0};

std::vector<std::string> waiting(const std::vector<Scenario>& all) {
  std::vector<std::string> ids;
  const auto kept = scenarios::calendar_part(all);
  for (std::size_t n = 0; n < all.size(); ++n)
    for (const auto& [id, measure] : all[n].measures)
      if (!kept[n].measures.contains(id)) ids.push_back(id);
  return ids;
}

/// The scenarios that a member has and the other has not, or has otherwise: by their off-peak measures.
std::vector<Scenario> added(const std::vector<Scenario>& own, const std::vector<Scenario>& other) {
  std::vector<Scenario> found = own;
  for (auto& scenario : found)
    std::erase_if(scenario.measures, [&](const auto& one) {
      return std::any_of(other.begin(), other.end(), [&](const Scenario& before) {
        const auto same = before.measures.find(one.first);
        return same != before.measures.end() && same->second == one.second;
      });
    });
  return found;
}

/// A plan over a period, and its costs.
struct Expanded {
  std::vector<Scenario> scenarios;
  scenarios::EmissionPlan plan;
  scenarios::CostTable costs;
  bool is_sound = false;
};

Expanded expanded(std::vector<Scenario> of, const scenarios::Inventory& inventory,
                  const scenarios::Surroundings& around) {
  Expanded result;
  auto expansion = scenarios::expand(of, inventory, around);
  result.is_sound = expansion.findings.empty();
  result.plan = std::move(expansion.plan);
  if (result.is_sound) result.costs = scenarios::cost_of(result.plan, of, inventory, around);
  result.scenarios = std::move(of);
  return result;
}

class Maker {
 public:
  Maker(const io::CaseInputs& inputs, const scenarios::Comparison& comparison) : inputs_(inputs) {
    const auto member = place_of(inputs, comparison.member);
    const auto all = io::scenarios_of_member(inputs, member);
    own_ = scenarios::calendar_part(all);
    base_ = scenarios::calendar_part(io::scenarios_of_member(inputs, place_of(inputs, comparison.against)));
    around_ = io::surroundings_of_member(inputs, member);
    made_.comparison = comparison;
    made_.waiting = waiting(all);
    for (const auto& scenario : own_)
      if (scenario.currency && made_.currency.empty()) made_.currency = scenario.currency->code;
  }

  /// Whether there is a season that the run lies in, and a plan for it.
  bool make() {
    const auto& time = inputs_.file.contents.time;
    const auto& clock = around_.clock;
    const scenarios::Period run{time.start + static_cast<model::UtcSeconds>(time.spinup), time.end};
    const auto season = scenarios::season_near(added(own_, base_), clock.local_day(run.start));
    if (!season) return false;
    made_.season = {clock.midnight(season->first), clock.midnight(season->last + 1)};
    if (made_.season.start >= run.end || made_.season.end <= run.start) return false;
    const scenarios::Period year{made_.season.start,
                                 std::max(made_.season.end, clock.midnight(scenarios::next_turn(*season)))};
    made_.period = makes_up() ? year : made_.season;
    io::Diagnostics unknown;
    io::check_calendar(inputs_, year, {}, unknown);
    made_.knows_holidays = unknown.items().empty();
    return add_calendar() && add_makeups(year);
  }

  PlanSeason take() { return std::move(made_); }

 private:
  bool makes_up() const {
    return std::any_of(own_.begin(), own_.end(), [](const Scenario& scenario) {
      return std::any_of(scenario.measures.begin(), scenario.measures.end(),
                         [](const auto& one) { return scenarios::makeup_of(one.second) != nullptr; });
    });
  }

  bool add_calendar() {
    around_.run = made_.period;
    const auto own = expanded(own_, inputs_.inventory, around_);
    if (!own.is_sound) return false;
    made_.calendar = scenarios::calendars({{made_.comparison.member, own.scenarios, &own.plan, &own.costs}},
                                          base_, inputs_.inventory, around_)
                         .front();
    return true;
  }

  bool add_makeups(scenarios::Period year) {
    around_.run = year;
    const auto base = expanded(base_, inputs_.inventory, around_);
    if (!base.is_sound) return false;
    scenarios::MakeUp otherwise;
    otherwise.most_delay =
        static_cast<int>((year.end - year.start) / model::seconds_per_hour);  // until the next season begins
    made_.most_rate = otherwise.most_rate;
    if (makes_up()) add_makeup(own_, {}, base);
    for (const double share : shares) {
      auto scenarios = own_;
      for (auto& scenario : scenarios) scenario = scenarios::making_up(std::move(scenario), share, otherwise);
      add_makeup(scenarios, share, base);
    }
    return true;
  }

  /// A share that finds no hour at all is no case.
  void add_makeup(const std::vector<Scenario>& scenarios, std::optional<double> share, const Expanded& base) {
    const auto own = expanded(scenarios, inputs_.inventory, around_);
    if (!own.is_sound) return;
    MakeUpCase one;
    one.is_own = !share.has_value();
    one.share = share.value_or(0.0);
    scenarios::add_cost_beyond(own.costs, base.costs, one.figures);
    one.county = avoided(own.plan, base.plan, true);
    one.all = avoided(own.plan, base.plan, false);
    one.figures.avoided = one.all.year;
    made_.makeups.push_back(std::move(one));
  }

  MakeUpCase::Avoided avoided(const scenarios::EmissionPlan& own, const scenarios::EmissionPlan& base,
                              bool county_only) const {
    auto season = around_;
    season.run = made_.season;
    return {scenarios::emitted_less(own, base, inputs_.inventory, season, county_only),
            scenarios::emitted_less(own, base, inputs_.inventory, around_, county_only)};
  }

  const io::CaseInputs& inputs_;
  std::vector<Scenario> own_, base_;
  scenarios::Surroundings around_;
  PlanSeason made_;
};

}  // namespace

std::vector<PlanSeason> plan_seasons(const io::CaseInputs& inputs,
                                     const std::vector<scenarios::Comparison>& comparisons) {
  std::vector<PlanSeason> seasons;
  for (const auto& comparison : comparisons)
    if (Maker maker(inputs, comparison); maker.make()) seasons.push_back(maker.take());
  return seasons;
}

std::string season_csv(const std::vector<PlanSeason>& seasons, const io::CaseInputs& inputs) {
  std::vector<scenarios::OptionCalendar> calendars;
  std::string currency;
  for (const auto& one : seasons) {
    calendars.push_back(one.calendar);
    if (currency.empty()) currency = one.currency;
  }
  return calendar_csv(calendars, inputs, currency);
}

std::string makeup_csv(const std::vector<PlanSeason>& seasons) {
  std::string text = "member,share,quantity,product,value,unit\n";
  for (const auto& season : seasons)
    for (const auto& one : season.makeups) {
      const std::string head =
          io::csv_cell(season.comparison.member) + ',' + (one.is_own ? "own" : ten_digits(one.share)) + ',';
      const auto add = [&](const std::string& quantity, const std::string& product, double value,
                           const std::string& unit) {
        text += head + quantity + ',' + io::csv_cell(product) + ',' + ten_digits(value) + ',' +
                io::csv_cell(unit) + '\n';
      };
      const std::pair<const char*, const std::map<std::string, double>*> outputs[] = {
          {"lost output", &one.figures.lost},
          {"made-up output", &one.figures.made_up},
          {"unplaced output", &one.figures.unplaced},
          {"made up after the year", &one.figures.later}};
      for (const auto& [quantity, sums] : outputs)
        for (const auto& [product, value] : *sums) add(quantity, product, value, "");
      if (!season.currency.empty()) add("cost", "", one.figures.cost, season.currency);
      for (std::size_t p = 0; p < scenarios::pollutant_count; ++p) {
        const std::string name(scenarios::pollutant_names[p]);
        add("avoided in the season " + name, "", one.all.season[p] * tonnes_of_kilogram, "t");
        add("avoided in the year " + name, "", one.all.year[p] * tonnes_of_kilogram, "t");
        add("avoided in the season in the county " + name, "", one.county.season[p] * tonnes_of_kilogram,
            "t");
        add("avoided in the year in the county " + name, "", one.county.year[p] * tonnes_of_kilogram, "t");
      }
    }
  return text;
}

}  // namespace lantian::run
