#include "scenarios/policy/cost.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "scenarios/inventory/temporal_profile.hpp"
#include "scenarios/policy/common_ground.hpp"
#include "scenarios/policy/measure_cuts.hpp"
#include "scenarios/policy/profile_hours.hpp"

namespace lantian::scenarios {

namespace {

constexpr auto hour = model::seconds_per_hour;
constexpr double kilograms_per_tonne = 1000.0;

using RowKey = std::pair<int, int>;  // (rule, enterprise)

class Ledger {
 public:
  Ledger(const EmissionPlan& plan, const std::vector<Scenario>& scenarios, const Inventory& inventory,
         const Surroundings& around, const CommonGround* common)
      : plan_(plan),
        inventory_(inventory),
        around_(around),
        rates_(common ? common->hours() : ProfileHours(inventory, around)) {
    std::map<std::string, const Measure*> measures;
    std::set<std::pair<std::string, int>> currencies;
    for (const auto& scenario : scenarios) {
      for (const auto& [id, measure] : scenario.measures) measures.emplace(id, &measure);
      if (scenario.currency &&
          currencies.emplace(scenario.currency->code, scenario.currency->price_year).second)
        table_.currencies.push_back(*scenario.currency);
    }
    for (const auto& [id, measure] : measures) by_rule_.push_back(measure);  // rules are sorted by id
  }

  CostTable count() {
    count_lines();
    count_moved();
    count_made_up();
    count_avoided();
    count_owners();
    for (auto& [key, row] : rows_) price(key.first, row);
    return finished();
  }

 private:
  const Source& source(int s) const { return inventory_.sources[static_cast<std::size_t>(s)]; }
  const Line& line(int l) const { return inventory_.lines[static_cast<std::size_t>(l)]; }

  CostRow& row(int rule, int enterprise) {
    const auto [place, is_new] = rows_.try_emplace({rule, enterprise});
    if (is_new) {
      place->second.measure = by_rule_[static_cast<std::size_t>(rule)]->id;
      place->second.enterprise = enterprise;
    }
    return place->second;
  }

  /// Product units of a line in so many hours of its mean output in the year in which the run begins.
  double output(int l, double hours) const {
    return line(l).activity * hours / hours_of_year(around_.clock, around_.run.start);
  }

  void set_unit(CostRow& row, int l) const {
    if (row.unit.empty()) row.product = line(l).product, row.unit = line(l).activity_unit;
  }

  void count_lines() {
    std::map<int, std::vector<const OutputRun*>> by_line;
    for (const auto& run : plan_.outputs)
      if (source(run.source).line >= 0) by_line[source(run.source).line].push_back(&run);
    for (const auto& [l, runs] : by_line) count_line(l, runs);
  }

  /// The lowest of the line's sources, piece by piece.
  void count_line(int l, const std::vector<const OutputRun*>& runs) {
    std::set<model::UtcSeconds> edges;
    for (const auto* run : runs) edges.insert({run->start, run->end});
    bool was_off = false;
    model::UtcSeconds before = 0;
    std::vector<const OutputRun*> open;
    auto sorted = runs;
    std::sort(sorted.begin(), sorted.end(),
              [](const OutputRun* a, const OutputRun* b) { return a->start < b->start; });
    auto next = sorted.begin();
    for (auto edge = edges.begin(); std::next(edge) != edges.end(); ++edge) {
      while (next != sorted.end() && (*next)->start <= *edge) open.push_back(*next++);
      std::erase_if(open, [&](const OutputRun* run) { return run->end <= *edge; });
      const auto lowest =
          std::min_element(open.begin(), open.end(), [](const OutputRun* a, const OutputRun* b) {
            return a->kept != b->kept ? a->kept < b->kept : a->rule < b->rule;
          });
      if (lowest == open.end()) continue;
      const OutputRun& least = **lowest;
      CostRow& mine = row(least.rule, line(l).enterprise);
      set_unit(mine, l);
      const double hours = rates_.hours(source(least.source).temporal, *edge, *std::next(edge));
      mine.lost += output(l, (1.0 - least.kept) * hours);
      if (least.kept > 1.0) mine.made_up += output(l, (least.kept - 1.0) * hours);
      mine.lost_hours += (1.0 - least.kept) * static_cast<double>(*std::next(edge) - *edge) / hour;
      const bool is_off = least.asked == 0.0;
      // What the run begins with was stopped before it.
      if (is_off && *edge > around_.run.start && !(was_off && before == *edge))
        mine.stops += 1.0 - least.kept;
      was_off = is_off;
      before = *std::next(edge);
    }
  }

  /// A line moves what the one of its sources moves that moves most.
  void count_moved() {
    std::map<std::pair<int, int>, MovedOutput> by_line;  // (rule, line)
    for (const auto& moved : plan_.moved) {
      if (source(moved.source).line < 0) continue;
      auto& most = by_line[{moved.rule, source(moved.source).line}];
      if (moved.moved + moved.unplaced > most.moved + most.unplaced) most = moved;
    }
    for (const auto& [key, moved] : by_line) {
      const auto [rule, l] = key;
      CostRow& mine = row(rule, line(l).enterprise);
      set_unit(mine, l);
      mine.moved += output(l, moved.moved);
      mine.moved_hours += moved.moved_hours;
      mine.lost += output(l, moved.unplaced);
      mine.lost_hours += moved.unplaced_hours;
    }
  }

  /// A line owes what the one of its sources owes that owes most.
  void count_made_up() {
    std::map<std::pair<int, int>, MadeUpOutput> by_line;  // (rule, line)
    for (const auto& one : plan_.made_up) {
      if (source(one.source).line < 0) continue;
      auto& most = by_line[{one.rule, source(one.source).line}];
      if (one.owed > most.owed) most = one;
    }
    for (const auto& [key, one] : by_line) {
      const auto [rule, l] = key;
      if (one.owed <= 0.0) continue;
      CostRow& mine = row(rule, line(l).enterprise);
      set_unit(mine, l);
      mine.unplaced += output(l, one.owed - one.placed);
      mine.later += output(l, one.later);
    }
  }

  /// kg of the priced pollutants, by the measures of each piece and stage.
  void count_avoided() {
    std::set<std::size_t> priced;
    for (const auto* measure : by_rule_)
      if (measure->cost.per_tonne_abated) priced.insert(static_cast<std::size_t>(measure->cost.abated));
    if (priced.empty()) return;
    for (const auto& cut : measure_cuts(plan_, inventory_, around_, around_.run, priced)) {
      const auto& cost = by_rule_[static_cast<std::size_t>(cut.rule)]->cost;
      if (cost.per_tonne_abated)
        row(cut.rule, source(cut.source).enterprise).avoided +=
            cut.avoided[static_cast<std::size_t>(cost.abated)];
    }
  }

  /// Capital is paid wherever a measure acts, whatever it avoids.
  void count_owners() {
    for (const auto& run : plan_.runs)
      for (const int rule : plan_.parts[static_cast<std::size_t>(run.rule)])
        if (by_rule_[static_cast<std::size_t>(rule)]->cost.capital > 0.0 &&
            source(run.source).enterprise >= 0)
          row(rule, source(run.source).enterprise);
  }

  void price(int rule, CostRow& row) {
    const Cost& cost = by_rule_[static_cast<std::size_t>(rule)]->cost;
    row.job_hours = cost.job_hours * row.lost_hours;
    // What a shift is paid for is what it moves.
    const bool is_shift = std::holds_alternative<Shift>(by_rule_[static_cast<std::size_t>(rule)]->op);
    if (cost.per_output) row.cost += cost.per_output->value * (row.lost + (is_shift ? row.moved : 0.0));
    if (cost.per_output_hour) row.cost += cost.per_output_hour->value * row.lost_hours;
    if (!cost.per_output_hour_column.empty())
      for (const auto& own : inventory_.costs)
        if (own.enterprise == row.enterprise && own.name == cost.per_output_hour_column)
          row.cost += own.value * row.lost_hours;
    if (cost.per_output_hour_moved) row.cost += cost.per_output_hour_moved->value * row.moved_hours;
    if (cost.per_stop) row.cost += cost.per_stop->value * row.stops;
    if (cost.per_tonne_abated) row.cost += cost.per_tonne_abated->value * row.avoided / kilograms_per_tonne;
    if (cost.capital > 0.0) row.cost += annuity(cost) * run_years();
  }

  /// Of a loan paid back in equal yearly parts.
  static double annuity(const Cost& cost) {
    if (cost.rate == 0.0) return cost.capital / cost.life_years;
    return cost.capital * cost.rate / (1.0 - std::pow(1.0 + cost.rate, -cost.life_years));
  }

  double run_years() {
    return rates_.hours(-1, around_.run.start, around_.run.end) /
           hours_of_year(around_.clock, around_.run.start);
  }

  CostTable finished() {
    const auto name = [&](const CostRow& row) {
      return row.enterprise < 0 ? std::string()
                                : inventory_.enterprises[static_cast<std::size_t>(row.enterprise)].id;
    };
    for (auto& [key, row] : rows_) table_.rows.push_back(std::move(row));
    std::sort(table_.rows.begin(), table_.rows.end(), [&](const CostRow& a, const CostRow& b) {
      return a.measure != b.measure ? a.measure < b.measure : name(a) < name(b);
    });
    return std::move(table_);
  }

  const EmissionPlan& plan_;
  const Inventory& inventory_;
  const Surroundings& around_;
  ProfileHours rates_;
  std::vector<const Measure*> by_rule_;
  std::map<RowKey, CostRow> rows_;
  CostTable table_;
};

}  // namespace

CostTable cost_of(const EmissionPlan& plan, const std::vector<Scenario>& scenarios,
                  const Inventory& inventory, const Surroundings& around, const CommonGround* common) {
  return Ledger(plan, scenarios, inventory, around, common).count();
}

std::vector<Finding> check_cost(const Measure& measure, const std::vector<int>& sources,
                                const Inventory& inventory) {
  std::vector<Finding> found;
  const Cost& cost = measure.cost;
  const std::string key = "measure." + measure.id + ".cost";
  std::set<std::string> told;
  for (const int s : sources) {
    const Source& source = inventory.sources[static_cast<std::size_t>(s)];
    if (cost.per_output) {
      const std::string unit =
          source.line < 0 ? "" : inventory.lines[static_cast<std::size_t>(source.line)].activity_unit;
      if (unit != cost.per_output->per && told.insert("unit " + unit).second)
        found.push_back({"cost_unit_differs",
                         key + ".per_output.unit",
                         {{"value", cost.per_output->per}, {"unit", unit}, {"source", source.id}}});
    }
    if (cost.per_output_hour_column.empty() || source.enterprise < 0) continue;
    const bool is_known =
        std::any_of(inventory.costs.begin(), inventory.costs.end(), [&](const EnterpriseCost& one) {
          return one.enterprise == source.enterprise && one.name == cost.per_output_hour_column;
        });
    const std::string& id = inventory.enterprises[static_cast<std::size_t>(source.enterprise)].id;
    if (!is_known && told.insert("column").second)
      found.push_back({"cost_missing",
                       key + ".per_output_hour",
                       {{"value", cost.per_output_hour_column}, {"source", id}}});
  }
  return found;
}

}  // namespace lantian::scenarios
