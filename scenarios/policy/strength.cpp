#include "scenarios/policy/strength.hpp"

#include <algorithm>

namespace lantian::scenarios {

namespace {

/// Whether values are given and each of them is `neutral`.
bool all_are(const PollutantValues& values, double neutral) {
  const auto is_given = [](const auto& value) { return value.has_value(); };
  return std::any_of(values.begin(), values.end(), is_given) &&
         std::all_of(values.begin(), values.end(),
                     [&](const auto& v) { return v.value_or(neutral) == neutral; });
}

template <class Op>
bool is_none(const Op&, const Scenario&) {
  return false;
}
bool is_none(const Stop& stop, const Scenario&) { return !stop.pattern && stop.share == 0.0; }
bool is_none(const LimitOutput& limit, const Scenario& scenario) {
  if (limit.table.empty()) return limit.to == 1.0;
  const auto& rows = scenario.tables.at(limit.table).rows;
  return std::all_of(rows.begin(), rows.end(), [](const auto& row) { return row.value == 1.0; });
}
bool is_none(const Control& control, const Scenario&) {
  return control.coverage == 0.0 || control.availability == 0.0 || all_are(control.efficiency, 0.0);
}
bool is_none(const ReplaceFleet& fleet, const Scenario&) {
  return fleet.coverage == 0.0 || (!fleet.stop_remainder && fleet.share == 0.0) || all_are(fleet.ratio, 1.0);
}
bool is_none(const ReplaceFuel& fuel, const Scenario&) { return fuel.share == 0.0; }
bool is_none(const Scale& scale, const Scenario&) { return scale.factor == 1.0; }
bool is_none(const Shift& shift, const Scenario&) {
  if (shift.by_process.empty()) return shift.share == 0.0;
  return std::all_of(shift.by_process.begin(), shift.by_process.end(),
                     [](const auto& one) { return one.second == 0.0; });
}

}  // namespace

bool has_no_strength(const Measure& measure, const Scenario& scenario) {
  return measure.compliance.mean == 0.0 ||
         std::visit([&](const auto& op) { return is_none(op, scenario); }, measure.op);
}

}  // namespace lantian::scenarios
