#include "scenarios/study/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/policy/plan_text.hpp"
#include "scenarios/policy/rounding.hpp"
#include "scenarios/study/period_mass.hpp"

namespace lantian::scenarios {
namespace {

/// "clinker, t": tonnes of one product are not those of another.
std::string output_of(const CostRow& row) {
  return row.product.empty() ? row.unit : row.product + ", " + row.unit;
}

/// Sums plans of one study: options alone, on top of the base.
class Scales {
 public:
  Scales(const Study& study, const std::vector<Scenario>& base, const Inventory& inventory,
         const Surroundings& around)
      : study_(study), base_(base), inventory_(inventory), around_(around) {
    auto expansion = expand(base, inventory, around);
    base_plan_ = std::move(expansion.plan);
    base_findings = std::move(expansion.findings);
    base_cost_ = cost_of(base_plan_, base, inventory, around);
  }

  std::vector<Finding> base_findings;

  OptionFigures figures(const Option& option, double share, std::vector<Finding>* findings = nullptr) const {
    OptionFigures figures;
    figures.id = option.id;
    figures.share = share;
    auto scenarios = with_base(taking_part(option.scenario, share));
    auto expansion = expand(scenarios, inventory_, around_);
    if (findings)
      for (auto& finding : expansion.findings)
        findings->push_back(std::move(finding));  // the base's own were told before
    figures.plan = std::move(expansion.plan);
    figures.costs = cost_of(figures.plan, scenarios, inventory_, around_);
    add_cost_beyond(figures.costs, base_cost_, figures);
    return figures;
  }

  void add_masses(OptionFigures& figures, const Option& option) const {
    figures.avoided = emitted_less(figures.plan, base_plan_, inventory_, around_);
    const auto cold = with_base(without_heat_up(taking_part(option.scenario, figures.share)));
    figures.restarts =
        emitted_less(expand(cold, inventory_, around_).plan, figures.plan, inventory_, around_);
  }

  /// What the study makes equal; lost output only in `unit`.
  double quantity(const OptionFigures& figures, const std::string& unit) const {
    const Equalise& equalise = *study_.equalise;
    if (equalise.by == EqualBy::cost) return figures.cost;
    if (equalise.by == EqualBy::emitted)
      return emitted_less(figures.plan, base_plan_, inventory_,
                          around_)[static_cast<std::size_t>(equalise.pollutant)];
    const auto found = figures.lost.find(unit);
    return found == figures.lost.end() ? 0.0 : found->second;
  }

 private:
  std::vector<Scenario> with_base(Scenario scenario) const {
    auto all = base_;
    all.push_back(std::move(scenario));
    return all;
  }

  const Study& study_;
  const std::vector<Scenario>& base_;
  const Inventory& inventory_;
  const Surroundings& around_;
  EmissionPlan base_plan_;
  CostTable base_cost_;
};

std::string unit_of(const Study& study, const OptionFigures& reference) {
  if (study.equalise->by == EqualBy::emitted)
    return "kg " + std::string(pollutant_names[static_cast<std::size_t>(study.equalise->pollutant)]);
  if (study.equalise->by == EqualBy::cost) {
    for (const auto& option : study.options)
      if (option.scenario.currency) return option.scenario.currency->code;
    return "";
  }
  return reference.lost.size() == 1 ? reference.lost.begin()->first : "";
}

/// Options that lose output in other units than the reference cannot be made equal by it.
void check_units(const OptionFigures& figures, const std::string& unit, std::size_t place,
                 std::vector<Finding>& findings) {
  for (const auto& [other, lost] : figures.lost) {
    if (other == unit) continue;
    Finding finding{"lost_in_other_units", "option." + figures.id, {{"value", other}, {"unit", unit}}};
    finding.scenario = place;
    findings.push_back(std::move(finding));
  }
}

/// What the base has already is not the option's, down to what rounding leaves.
void take_off(double& own, double of_base) {
  own -= of_base;
  if (std::abs(own) <= 1e-9 * std::abs(of_base)) own = 0.0;
}

using Outputs = std::map<std::string, double>;

void add_outputs(const CostTable& table, const CostTable& base, double CostRow::*part, Outputs& outputs) {
  Outputs of_base;
  for (const auto& row : table.rows)
    if (row.*part != 0.0) outputs[output_of(row)] += row.*part;
  for (const auto& row : base.rows)
    if (row.*part != 0.0) of_base[output_of(row)] += row.*part;
  for (const auto& [unit, value] : of_base) take_off(outputs[unit], value);
  std::erase_if(outputs, [](const auto& one) { return one.second == 0.0; });
}

}  // namespace

void add_cost_beyond(const CostTable& table, const CostTable& base, OptionFigures& figures) {
  CostRow before;
  for (const auto& row : table.rows) figures.cost += row.cost, figures.stops += row.stops;
  for (const auto& row : base.rows) before.cost += row.cost, before.stops += row.stops;
  take_off(figures.cost, before.cost);
  take_off(figures.stops, before.stops);
  add_outputs(table, base, &CostRow::lost, figures.lost);
  add_outputs(table, base, &CostRow::made_up, figures.made_up);
  add_outputs(table, base, &CostRow::unplaced, figures.unplaced);
  add_outputs(table, base, &CostRow::later, figures.later);
}

PollutantMasses emitted_less(const EmissionPlan& plan, const EmissionPlan& than, const Inventory& inventory,
                             const Surroundings& around, bool county_only) {
  return PeriodMass(inventory, around).less(plan, than, county_only);
}

Scenario without_heat_up(Scenario scenario) {
  for (auto& [id, measure] : scenario.measures) {
    measure.physics.heat_up_emission = 0.0;
    for (auto& factor : measure.physics.heat_up_by_pollutant)
      if (factor) factor = 0.0;
  }
  return scenario;
}

double rising_root(const std::function<double(double)>& f, double low, double high, double scale) {
  double below = f(low), above = f(high);
  int last = 0;
  for (int step = 0; step < 100 && high - low > 1e-15; ++step) {
    double middle = high - above * (high - low) / (above - below);
    if (!(middle > low && middle < high)) middle = 0.5 * (low + high);
    const double value = f(middle);
    if (std::abs(value) <= 1e-9 * scale) return middle;
    if (value > 0.0) {
      high = middle, above = value;
      if (last == 1) below *= 0.5;  // the end that stays loses weight
      last = 1;
    } else {
      low = middle, below = value;
      if (last == -1) above *= 0.5;
      last = -1;
    }
  }
  return high;
}

StudyComparison compare(const Study& study, const std::vector<Scenario>& base, const Inventory& inventory,
                        const Surroundings& around) {
  StudyComparison found;
  const Scales scales(study, base, inventory, around);
  found.base_findings = scales.base_findings;
  if (!found.base_findings.empty()) return found;
  for (std::size_t n = 0; n < study.options.size(); ++n) {
    std::vector<Finding> own;
    found.options.push_back(scales.figures(study.options[n], 1.0, &own));
    for (auto& finding : own) {
      finding.scenario = n;
      found.findings.push_back(std::move(finding));
    }
  }
  if (!found.findings.empty()) return found;
  const auto place_of = [&](const std::string& id) {
    return static_cast<std::size_t>(std::find_if(study.options.begin(), study.options.end(),
                                                 [&](const Option& one) { return one.id == id; }) -
                                    study.options.begin());
  };
  if (study.equalise) {
    const OptionFigures reference = found.options[place_of(study.equalise->reference)];
    found.unit = unit_of(study, reference);
    const double wanted = scales.quantity(reference, found.unit);
    const auto tell_nothing = [&](const std::string& id) {
      Finding finding{"nothing_to_equalise", "option." + id, {{"value", id}}};
      finding.scenario = place_of(id);
      found.findings.push_back(std::move(finding));
    };
    if (!(wanted > 0.0)) {
      tell_nothing(reference.id);
      return found;
    }
    for (const auto& id : study.equalise->options) {
      const std::size_t n = place_of(id);
      const Option& option = study.options[n];
      if (study.equalise->by == EqualBy::lost_output)
        check_units(found.options[n], found.unit, n, found.findings);
      if (found.findings.empty() && !(scales.quantity(found.options[n], found.unit) > 0.0)) tell_nothing(id);
      const auto miss = [&](double share) {
        return scales.quantity(scales.figures(option, share), found.unit) - wanted;
      };
      if (const double fixed = miss(0.0); fixed > 1e-9 * wanted) {
        Finding finding{"cost_is_fixed",
                        "option." + id,
                        {{"value", exact_text(to_digits(fixed + wanted, 6))},
                         {"limit", exact_text(to_digits(wanted, 6))},
                         {"unit", found.unit},
                         {"id", reference.id}}};
        finding.scenario = n;
        found.findings.push_back(std::move(finding));
        continue;
      }
      found.options[n].is_reached = miss(1.0) >= -1e-9 * wanted;
      const double share = found.options[n].is_reached ? rising_root(miss, 0.0, 1.0, wanted) : 1.0;
      const bool is_reached = found.options[n].is_reached;
      found.options[n] = scales.figures(option, share);
      found.options[n].is_reached = is_reached;
      if (!is_reached) found.options[n].missing = wanted - scales.quantity(found.options[n], found.unit);
    }
    if (!found.findings.empty()) return found;
    for (auto& option : found.options) option.residual = scales.quantity(option, found.unit) / wanted - 1.0;
  }
  for (std::size_t n = 0; n < study.options.size(); ++n)
    scales.add_masses(found.options[n], study.options[n]);
  if (study.equalise) {
    const auto reference =
        found.options.begin() + static_cast<std::ptrdiff_t>(place_of(study.equalise->reference));
    std::rotate(found.options.begin(), reference, reference + 1);
  }
  return found;
}

}  // namespace lantian::scenarios
