#include "run/city/city_field.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "model/city/refined_ozone.hpp"
#include "model/grid/parallel.hpp"
#include "run/plumes/plume_increments.hpp"

namespace lantian::run {
namespace {

using model::city::Between;
using model::city::RefinedField;
using model::city::RefinedOzone;
using scenarios::Pollutant;

/// Over hills an hour takes seconds: told hour by hour, and stopped.
constexpr std::size_t hours_together = 1;

constexpr double molar_mass_nox = 46.0055e-3;  // kg mol-1: plumes count NOx as NO2 [IUPAC2013]

/// A quantity whose plumes add up.
struct Linear {
  std::size_t quantity;  // index into the field's
  std::size_t carried;   // index into the plumes' pollutants
};

/// NO, NO2 and O3 in the run.
struct Nitrogen {
  std::array<std::size_t, 3> recorded{};
  std::array<double, 3> molar_mass{};  // kg mol-1
  std::optional<std::size_t> no2, o3;  // index into the field's quantities, where asked for
  std::size_t nox = 0;                 // index into what the plumes carry
};

class Maker {
 public:
  Maker(const Engine& engine, const Simulated& simulated, const CitySetup& setup)
      : engine_(engine),
        simulated_(simulated),
        setup_(setup),
        city_(engine.inputs.file.contents.city_field),
        // Without plumes nothing is known within a cell, between cells neither.
        between_(setup.plumes.outlets() == 0 ? Between::steps : city_.between_cells) {
    for (const auto& name : city_.species) add_quantity(name);
    const auto& time = engine.inputs.file.contents.time;
    spinup_ = static_cast<int>(time.spinup / model::seconds_per_hour);
    for (auto& one : made_.quantities) {
      if (city_.hourly) one.hourly.resize(static_cast<std::size_t>(plumes().hours));
      one.mean.resize(members() * points());
      one.monitors.resize(static_cast<std::size_t>(plumes().hours) * members() * setup.monitors.size());
    }
  }

  CityField make(Progress& progress) {
    progress.plumes(0, plumes().hours);
    // Sums over outlets are held beside the values. How receptors are cut must not hang on the members.
    const std::size_t rows = std::max<std::size_t>(plumes().outlets(), 64);
    const auto units = computed_units(plumes(), engine_.weather);
    std::vector<double> values;
    int prepared = -1;
    for (const PlumeBlock& block :
         plume_blocks(plumes().hours, rows, plumes().receptors.size(), hours_together)) {
      if (block.first_hour != prepared) prepare(block);
      prepared = block.first_hour;
      values.resize(static_cast<std::size_t>(block.hours) * plumes().outlets() * block.receptors);
      if (plumes().outlets() > 0) units(block, values);
      add(block, values);
      if (block.first_receptor + block.receptors == plumes().receptors.size()) refine(block);
      tell_progress(progress, block, plumes());
    }
    return std::move(made_);
  }

 private:
  const Engine& engine_;
  const Simulated& simulated_;
  const CitySetup& setup_;
  const scenarios::CaseCityField& city_;
  const Between between_;
  int spinup_ = 0;  // hours
  std::vector<Pollutant> pollutants_;
  std::vector<Linear> linear_;
  std::optional<Nitrogen> nitrogen_;
  CityField made_;
  /// Of the hours in work, by (hour)(member).
  std::vector<std::vector<std::vector<double>>> rates_;  // (carried, outlet)
  std::vector<std::vector<std::vector<double>>> sums_;   // kg m-3, (carried, receptor)
  std::vector<std::vector<double>> factors_;             // (hour)(column), to the reference state

  const PlumeSetup& plumes() const { return setup_.plumes; }
  std::size_t members() const { return engine_.members.size(); }
  std::size_t points() const { return setup_.patches.front().patch.points(); }
  std::size_t carried() const { return pollutants_.size() + (nitrogen_ ? 1 : 0); }

  std::size_t recorded(const std::string& name) const {
    const auto found = std::find_if(simulated_.quantities.begin(), simulated_.quantities.end(),
                                    [&](const auto& one) { return one.name == name; });
    return static_cast<std::size_t>(found - simulated_.quantities.begin());
  }

  std::size_t carry(Pollutant pollutant) {
    const auto found = std::find(pollutants_.begin(), pollutants_.end(), pollutant);
    if (found != pollutants_.end()) return static_cast<std::size_t>(found - pollutants_.begin());
    pollutants_.push_back(pollutant);
    return pollutants_.size() - 1;
  }

  void add_quantity(const std::string& name) {
    const std::size_t quantity = made_.quantities.size();
    made_.quantities.push_back({name, recorded(name), {}, {}, {}});
    if (name != "NO2" && name != "O3") {
      const auto known =
          std::find(scenarios::pollutant_names.begin(), scenarios::pollutant_names.end(), name);
      linear_.push_back(
          {quantity, carry(static_cast<Pollutant>(known - scenarios::pollutant_names.begin()))});
      return;
    }
    if (!nitrogen_) nitrogen_ = nitrogen();
    (name == "NO2" ? nitrogen_->no2 : nitrogen_->o3) = quantity;
  }

  Nitrogen nitrogen() {
    Nitrogen made;
    const std::array names{"NO", "NO2", "O3"};
    for (std::size_t n = 0; n < names.size(); ++n) {
      made.recorded[n] = recorded(names[n]);
      made.molar_mass[n] = simulated_.quantities[made.recorded[n]].parts.front().molar_mass;
    }
    made.nox = carry(Pollutant::NOx);
    return made;
  }

  void prepare(const PlumeBlock& block) {
    const auto hours = static_cast<std::size_t>(block.hours);
    rates_.assign(hours, {});
    factors_.clear();
    const auto clock = engine_.inputs.file.contents.time.plan_clock();
    for (std::size_t n = 0; n < hours; ++n) {
      const auto begin = plumes().start + (block.first_hour + static_cast<int>(n)) * model::seconds_per_hour;
      const scenarios::PlannedMass mass(engine_.inputs.inventory, clock, begin);
      for (const auto& member : engine_.members)
        rates_[n].push_back(
            outlet_rates(plumes(), pollutants_, nitrogen_.has_value(), mass, {member.plan, member.exclude})
                .rates);
      factors_.push_back(
          reference_state_factors(plumes().grid, engine_.weather.at(begin + model::seconds_per_hour / 2)));
    }
    sums_.assign(hours, std::vector(members(), std::vector(carried() * plumes().receptors.size(), 0.0)));
  }

  /// Every member of every hour of the block by itself.
  template <class Body>
  void for_each_row(const PlumeBlock& block, Body&& body) {
    model::parallel_for(static_cast<std::ptrdiff_t>(static_cast<std::size_t>(block.hours) * members()),
                        [&](std::ptrdiff_t index) {
                          const auto n = static_cast<std::size_t>(index);
                          body(n / members(), n % members());
                        });
  }

  /// Outlets in their order, so that the sums do not hang on anything else.
  void add(const PlumeBlock& block, const std::vector<double>& values) {
    const std::size_t outlets = plumes().outlets(), receptors = plumes().receptors.size(),
                      rows = members() * carried();
    model::parallel_for(
        static_cast<std::ptrdiff_t>(static_cast<std::size_t>(block.hours) * rows), [&](std::ptrdiff_t index) {
          const auto n = static_cast<std::size_t>(index), hour = n / rows, member = n % rows / carried(),
                     c = n % carried();
          double* const sum = sums_[hour][member].data() + c * receptors + block.first_receptor;
          for (std::size_t outlet = 0; outlet < outlets; ++outlet) {
            const double rate = rates_[hour][member][c * outlets + outlet];
            if (rate == 0.0) continue;
            const double* const unit = values.data() + (hour * outlets + outlet) * block.receptors;
            for (std::size_t r = 0; r < block.receptors; ++r) sum[r] += rate * unit[r];
          }
          if (c < pollutants_.size() && !is_gas(pollutants_[c])) return;
          for (std::size_t r = 0; r < block.receptors; ++r)
            sum[r] *= factors_[hour][plumes().receptor_column[block.first_receptor + r]];
        });
  }

  void refine(const PlumeBlock& block) {
    const auto hours = static_cast<std::size_t>(block.hours);
    std::vector maps(made_.quantities.size(), std::vector(hours, std::vector<float>(members() * points())));
    for_each_row(block, [&](std::size_t hour, std::size_t member) {
      const std::size_t of_run = static_cast<std::size_t>(block.first_hour) + hour;
      for (std::size_t patch = 0; patch < setup_.patches.size(); ++patch) {
        for (const Linear& one : linear_)
          refine_linear(one, patch, of_run, member, sums_[hour][member], maps[one.quantity][hour]);
        if (nitrogen_) refine_nitrogen(patch, of_run, hour, member, maps);
      }
    });
    for (std::size_t q = 0; q < made_.quantities.size(); ++q)
      for (std::size_t hour = 0; hour < hours; ++hour)
        keep(made_.quantities[q], static_cast<std::size_t>(block.first_hour) + hour,
             std::move(maps[q][hour]));
  }

  void keep(CityQuantity& quantity, std::size_t hour, std::vector<float> map) const {
    const int counted = plumes().hours - spinup_;
    if (static_cast<int>(hour) >= spinup_)
      for (std::size_t n = 0; n < map.size(); ++n) quantity.mean[n] += static_cast<double>(map[n]) / counted;
    if (city_.hourly) quantity.hourly[hour] = std::move(map);
  }

  /// The grid's hour over a patch's cells, over `unit`.
  std::vector<double> grid_of(const CityPatch& at, std::size_t recorded, std::size_t hour, std::size_t member,
                              double unit = 1.0) const {
    const auto& grid = engine_.grid;
    const auto& values = simulated_.record.means[recorded][hour];
    std::vector<double> cells;
    for (int j = at.j; j < at.j + at.patch.ny; ++j)
      for (int i = at.i; i < at.i + at.patch.nx; ++i)
        cells.push_back(static_cast<double>(values[member * grid.columns() + grid.column(j, i)]) / unit);
    return cells;
  }

  std::span<const double> plumes_at(const std::vector<double>& sums, std::size_t carried,
                                    const CityPatch& at) const {
    return std::span(sums).subspan(carried * plumes().receptors.size() + at.first_receptor,
                                   at.patch.points());
  }

  float& monitor_value(std::size_t quantity, std::size_t hour, std::size_t member, std::size_t monitor) {
    return made_.quantities[quantity]
        .monitors[(hour * members() + member) * setup_.monitors.size() + monitor];
  }

  void refine_linear(const Linear& one, std::size_t patch, std::size_t hour, std::size_t member,
                     const std::vector<double>& sums, std::vector<float>& map) {
    const CityPatch& at = setup_.patches[patch];
    const auto grid = grid_of(at, made_.quantities[one.quantity].recorded, hour, member);
    const auto added = plumes_at(sums, one.carried, at);
    const auto means = model::city::cell_means(at.patch, added);
    const RefinedField field(at.patch, grid, means, model::city::held_shares(grid, means), between_);
    if (patch == 0)
      for (std::size_t point = 0; point < points(); ++point)
        map[member * points() + point] =
            static_cast<float>(field.at(at.patch.x(point), at.patch.y(point), added[point]));
    for (std::size_t m = 0; m < setup_.monitors.size(); ++m)
      if (const auto& monitor = setup_.monitors[m]; monitor.patch == patch)
        monitor_value(one.quantity, hour, member, m) = static_cast<float>(
            field.at(monitor.x, monitor.y, sums[one.carried * plumes().receptors.size() + m]));
  }

  void refine_nitrogen(std::size_t patch, std::size_t of_run, std::size_t hour, std::size_t member,
                       std::vector<std::vector<std::vector<float>>>& maps) {
    const CityPatch& at = setup_.patches[patch];
    const auto& [recorded, molar_mass, no2, o3, nox] = *nitrogen_;
    std::array<std::vector<double>, 3> grid;
    for (std::size_t n = 0; n < grid.size(); ++n)
      grid[n] = grid_of(at, recorded[n], of_run, member, molar_mass[n]);
    const auto& sums = sums_[hour][member];
    const auto moles = [&](std::size_t carried) {
      const auto mass = plumes_at(sums, carried, at);
      std::vector<double> all(mass.begin(), mass.end());
      for (double& one : all) one /= molar_mass_nox;
      return all;
    };
    const std::size_t direct = pollutants_.size();
    const auto added = moles(nox), added_no2 = moles(direct);
    const RefinedOzone field(at.patch, {grid[0], grid[1], grid[2]}, added, added_no2, between_);
    const auto masses = [&](const model::city::Ozone& one, const auto& put) {
      if (no2) put(*no2, static_cast<float>(one.no2 * molar_mass[1]));
      if (o3) put(*o3, static_cast<float>(one.o3 * molar_mass[2]));
    };
    if (patch == 0)
      for (std::size_t point = 0; point < points(); ++point)
        masses(field.at(at.patch.x(point), at.patch.y(point), added[point], added_no2[point]),
               [&](std::size_t q, float value) { maps[q][hour][member * points() + point] = value; });
    const std::size_t receptors = plumes().receptors.size();
    for (std::size_t m = 0; m < setup_.monitors.size(); ++m)
      if (const auto& monitor = setup_.monitors[m]; monitor.patch == patch)
        masses(field.at(monitor.x, monitor.y, sums[nox * receptors + m] / molar_mass_nox,
                        sums[direct * receptors + m] / molar_mass_nox),
               [&](std::size_t q, float value) { monitor_value(q, of_run, member, m) = value; });
  }
};

}  // namespace

CityField city_field(const Engine& engine, const Simulated& simulated, const CitySetup& setup,
                     Progress& progress) {
  return Maker(engine, simulated, setup).make(progress);
}

}  // namespace lantian::run
