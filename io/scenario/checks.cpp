#include "io/scenario/parts.hpp"
#include "io/scenario/pollutants.hpp"

namespace lantian::io {
namespace {

constexpr double microgram = 1e-9;  // kg

void read_society(TableReader& table, scenarios::PlanChecks& checks) {
  scenarios::PlanChecks::Society society;
  society.window = table.required_text("window");
  if (!table.has("species")) table.missing("species");
  society.species = read_pollutants(table, "species");
  if (!table.has("at_least")) table.missing("at_least");
  society.at_least = table.number("at_least", 0.0, share);
  checks.society_reduction = std::move(society);
}

void read_guard(TableReader& table, scenarios::PlanChecks& checks) {
  if (!table.has("metric")) table.missing("metric");
  table.choice("metric", {"mda8"}, "mda8");
  if (!table.has("max_increase_ugm3")) table.missing("max_increase_ugm3");
  checks.most_ozone_rise = table.number("max_increase_ugm3", 0.0, {0.0, 1000.0}) * microgram;
}

}  // namespace

scenarios::PlanChecks read_checks(TableReader& root) {
  scenarios::PlanChecks checks;
  root.table("check", [&](TableReader& table) {
    table.table("society_reduction", [&](TableReader& t) { read_society(t, checks); });
    table.table("o3_guard", [&](TableReader& t) { read_guard(t, checks); });
    checks.mass_change = read_values(table, "mass", share);
  });
  return checks;
}

}  // namespace lantian::io
