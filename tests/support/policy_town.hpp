/// A small inventory for tests of measures, and what makes scenarios of it by hand.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <vector>

#include "scenarios/policy/dormant.hpp"
#include "scenarios/policy/expansion.hpp"

namespace lantian::tests {

using namespace scenarios;
using model::LocalClock;
using model::UtcSeconds;

inline constexpr LocalClock china{8 * 3600};
inline constexpr UtcSeconds hour = 3600;
// 22 November 2023, 00:00 local.
inline const UtcSeconds start = china.midnight(19683);
inline const Period two_days{start, start + 48 * hour};

inline constexpr std::size_t of(Pollutant p) { return static_cast<std::size_t>(p); }

inline Source works(const char* id, int line, const char* industry, const char* process, double x) {
  Source s;
  s.id = id;
  s.enterprise = s.line = line;
  s.industry = industry;
  s.process = process;
  s.region = x < 5000.0 ? "west" : "east";
  s.in_county = true;
  s.stack.height = 30.0 + x / 1000.0;
  s.place = {112.0 + x / 1e5, 35.0, x, 0.0};
  s.annual_mass.fill(100.0 + x);
  return s;
}

/// A clinker kiln, a mill, a boiler on coal, a petrol station, and lorries that serve cement.
inline Inventory town() {
  Inventory inventory;
  inventory.regions = {{"west", {}, "county", {112.0, 35.0, 0.0, 0.0}},
                       {"east", {}, "county", {112.1, 35.0, 10000.0, 0.0}}};
  inventory.enterprises = {{"E1", {}, "cement.clinker", "B", "west", {}, {112.0, 35.0, 0.0, 0.0}, ""},
                           {"E2", {}, "cement.grinding", "C", "west", {}, {}, ""},
                           {"E3", {}, "boiler", "", "east", {}, {}, ""},
                           {"E4", {}, "fuel.station", "A", "east", {}, {}, ""}};
  inventory.lines = {{"L1", 0, {}, "clinker", 8760, 8760, "t", "G1"},
                     {"L1", 1, {}, "cement", 8760, 4380, "t", "G2"},
                     {"L1", 2, {}, "steam", 100, 100, "t", ""},
                     {"L1", 3, {}, "petrol", 100, 100, "t", ""}};
  Source lorries;
  lorries.id = "area/lorries";
  lorries.industry = "road.freight.heavy";
  lorries.serves = {"cement"};
  lorries.region = "west";
  lorries.place = {112.0, 35.0, 0.0, -3000.0};
  lorries.annual_mass.fill(10.0);
  inventory.sources = {works("E1/L1/kiln/DA001", 0, "cement.clinker", "kiln", 0.0),
                       works("E2/L1/mill/DA001", 1, "cement.grinding", "mill", 1000.0),
                       works("E3/L1/boiler/DA001", 2, "boiler", "boiler", 9000.0),
                       works("E4/L1/refuelling/DA001", 3, "fuel.station", "refuelling", 8000.0), lorries};
  auto& boiler = inventory.sources[2];
  boiler.fuel = "coal";
  boiler.device = "bag+fgd";
  boiler.measured.oxygen = 0.11;
  boiler.measured.concentration[of(Pollutant::NOx)] = 100e-6;
  inventory.sources[3].fuel = "petrol";
  inventory.sources[3].annual_mass.fill(0.0);
  inventory.sources[3].annual_mass[of(Pollutant::VOC)] = 8760.0;
  return inventory;
}
inline constexpr int kiln = 0, mill = 1, boiler = 2, station = 3, lorries = 4;

inline Measure measure(std::string id, const std::string& industry, Operation op) {
  Measure m;
  m.id = std::move(id);
  m.select.where.industry = {industry};
  m.op = std::move(op);
  return m;
}

inline Scenario of(std::vector<Measure> measures) {
  Scenario scenario;
  scenario.id = "s";
  scenario.currency = {"CNY", 2023};
  for (auto& m : measures) scenario.measures[m.id] = m;
  return scenario;
}

inline void open_at(Scenario& scenario, const std::string& id, HourRange hours) {
  scenario.windows["w"].hours = {hours};
  scenario.measures.at(id).window = "w";
}

inline Surroundings around() { return {china, two_days}; }

inline std::vector<std::string> codes(const std::vector<Finding>& findings) {
  std::vector<std::string> found;
  for (const auto& one : findings) found.push_back(one.code + " " + one.key);
  return found;
}
using Codes = std::vector<std::string>;

inline double at(const Expansion& found, int source, int h, Pollutant p = Pollutant::NOx) {
  return found.plan.factor(source, start + h * hour, p);
}

inline Placing flat() {
  return [](double longitude, double latitude) {
    return Place{longitude, latitude, (longitude - 112.0) * 1e5, (latitude - 35.0) * 1e5};
  };
}

inline Shift out_of_noon() {
  Shift shift;
  shift.from = {10, 16};
  shift.to = {20, 6};
  shift.most_rate = 2.0;
  shift.most_delay = 20;
  return shift;
}

}  // namespace lantian::tests
