#include "run/ioapi_results.hpp"

#include <algorithm>
#include <array>

#include "io/ioapi_file.hpp"
#include "model/state/mass_concentration.hpp"

namespace lantian::run {
namespace {

/// CMAQ's names of sums over its fine modes i and j, as its species definitions have them [CMAQ2024].
constexpr std::array<std::array<const char*, 2>, 8> particle_names{{{"PM2p5", "PMIJ"},
                                                                    {"NO3_PM2p5", "ANO3IJ"},
                                                                    {"SO4_PM2p5", "ASO4IJ"},
                                                                    {"NH4_PM2p5", "ANH4IJ"},
                                                                    {"EC_PM2p5", "AECIJ"},
                                                                    {"OM_PM2p5", "AOMIJ"},
                                                                    {"POA_PM2p5", "APOMIJ"},
                                                                    {"SOA_PM2p5", "ASOMIJ"}}};

std::string ioapi_name(const std::string& quantity) {
  for (const auto& [ours, theirs] : particle_names)
    if (quantity == ours) return theirs;
  return quantity;
}

/// kg m-3 as a run remembers it to ppmV or ug m-3; what is no mass stays.
double factor(const model::OutputQuantity& quantity) {
  if (!quantity.is_mass()) return 1.0;
  if (!quantity.at_reference_state) return 1e9;
  return 1e6 / (quantity.parts.front().molar_mass * model::reference_air_density);
}

}  // namespace

void write_ioapi_results(const Engine& engine, const Simulated& simulated,
                         const std::filesystem::path& folder) {
  const auto& contents = engine.inputs.file.contents;
  const auto& wanted = contents.output.species;
  const std::size_t columns = engine.grid.columns();
  const auto levels = static_cast<std::size_t>(simulated.record.levels);
  for (std::size_t member = 0; member < engine.members.size(); ++member) {
    io::IoapiFile file;
    file.grid_name = contents.id.substr(0, 16);
    file.description =
        std::string(contents.synthetic ? "SYNTHETIC case. " : "") +
        "lantian, hourly means by the beginning of the hour, UTC; gases by volume, dry particles at "
        "actual temperature and pressure. Member " +
        engine.members[member].id;
    file.placement = *io::ioapi_placement(*engine.inputs.projection);
    file.grid = engine.grid;
    file.levels = simulated.record.levels;
    file.hours = simulated.record.hours;
    for (std::size_t n = 0; n < simulated.quantities.size(); ++n) {
      const auto& quantity = simulated.quantities[n];
      const bool chosen = wanted.empty() || quantity.name.find("_PM2p5") != std::string::npos ||
                          std::find(wanted.begin(), wanted.end(), quantity.name) != wanted.end();
      if (!chosen) continue;
      io::IoapiVariable variable{ioapi_name(quantity.name),
                                 !quantity.is_mass()           ? quantity.units
                                 : quantity.at_reference_state ? "ppmV"
                                                               : "ug m-3",
                                 "hourly mean of " + quantity.name,
                                 {}};
      const double scale = factor(quantity);
      for (const auto& hour : simulated.record.means[n]) {
        auto& values = variable.values.emplace_back(levels * columns);
        for (std::size_t k = 0; k < levels; ++k) {
          const float* from = hour.data() + (k * engine.members.size() + member) * columns;
          for (std::size_t c = 0; c < columns; ++c)
            values[k * columns + c] = static_cast<float>(scale * static_cast<double>(from[c]));
        }
      }
      file.variables.push_back(std::move(variable));
    }
    io::write_ioapi_file(file, folder / (engine.members[member].id + ".nc"));
  }
}

}  // namespace lantian::run
