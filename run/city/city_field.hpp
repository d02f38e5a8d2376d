/// The city field of a run: the grid's hours with the plumes' pattern, on the map and at monitors.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "run/city/city_setup.hpp"
#include "run/plumes/outlet_rates.hpp"
#include "run/plumes/unit_plumes.hpp"
#include "run/simulate.hpp"

namespace lantian::run {

/// One quantity of the run, refined; kg m-3 as the grid tells it.
struct CityQuantity {
  std::string name;
  std::size_t recorded = 0;                // index into the run's quantities
  std::vector<std::vector<float>> hourly;  // (hour)(member, point), where the case asks for hours
  std::vector<double> mean;                // (member, point), of the hours after the spin-up
  std::vector<float> monitors;             // (hour, member, monitor)
};

struct CityField {
  std::vector<CityQuantity> quantities;
};

/// Throws PlumesStopped where `progress` asks for it.
CityField city_field(const Engine& engine, const Simulated& simulated, const CitySetup& setup,
                     Progress& progress);

/// After a grid run whose case asks for it: city_field.nc and monitors_city.csv. Throws PlumesStopped.
void write_city_field(const Engine& engine, const Simulated& simulated,
                      const std::map<std::string, std::string>& identity, const std::filesystem::path& folder,
                      Progress& progress);

}  // namespace lantian::run
