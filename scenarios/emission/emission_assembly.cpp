#include "scenarios/emission/emission_assembly.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "model/grid/parallel.hpp"
#include "model/photolysis/solar_position.hpp"
#include "model/plume_rise/plume_rise.hpp"
#include "model/state/aligned.hpp"
#include "scenarios/emission/source_hour.hpp"
#include "scenarios/inventory/temporal_profile.hpp"

namespace lantian::scenarios {
namespace {

/// Part `part` of source `source`'s footprint lies in this column.
struct Reach {
  int source;
  int part;
};

EmissionGroup group_of(const Source& source) {
  return {source.natural ? "natural." + source.natural_law : source.category, source.in_county,
          source.natural};
}

/// The highest layer that any source reaches, plus one.
int layers_in_use(const std::vector<SourceHour>& hours) {
  int highest = 1;
  for (const auto& hour : hours)
    for (std::size_t k = 0; k < hour.layers.size(); ++k)
      if (hour.layers[k] > 0.0) highest = std::max(highest, static_cast<int>(k) + 1);
  return highest;
}

}  // namespace

struct EmissionAssembly::Prepared {
  const Inventory* inventory;
  model::Grid grid;
  model::LocalClock clock;
  PlumeRise plume_rise;
  int species;
  std::vector<EmissionGroup> groups;
  std::vector<PreparedSource> sources;
  std::vector<std::vector<Reach>> reaches;  // by column, sources in the inventory's order

  std::vector<SourceHour> source_hours(model::UtcSeconds start, const model::Weather& weather,
                                       std::span<const EmissionMember> members) const;
  void lay_into_column(std::size_t column, const std::vector<SourceHour>& hours, const model::Layout& layout,
                       std::vector<double>& sum, model::EmissionField& field) const;
  EmissionAccount account(const std::vector<SourceHour>& hours, int members) const;
};

EmissionAssembly::EmissionAssembly(const Inventory& inventory, const model::Grid& grid,
                                   const model::SpeciesTable& species, model::LocalClock clock,
                                   PlumeRise plume_rise)
    : prepared_(std::make_unique<Prepared>()) {
  auto& p = *prepared_;
  p.inventory = &inventory;
  p.grid = grid;
  p.clock = clock;
  p.plume_rise = std::move(plume_rise);
  p.species = species.size();
  std::set<EmissionGroup> groups;
  for (const auto& source : inventory.sources) groups.insert(group_of(source));
  p.groups.assign(groups.begin(), groups.end());
  p.reaches.resize(grid.columns());
  for (const auto& source : inventory.sources) {
    const int index = static_cast<int>(p.sources.size());
    p.sources.push_back(prepare(inventory, source, grid, species));
    auto& prepared = p.sources.back();
    prepared.group = static_cast<int>(std::lower_bound(p.groups.begin(), p.groups.end(), group_of(source)) -
                                      p.groups.begin());
    for (std::size_t n = 0; n < prepared.footprint.parts.size(); ++n)
      p.reaches[prepared.footprint.parts[n].column].push_back({index, static_cast<int>(n)});
  }
}

EmissionAssembly::~EmissionAssembly() = default;
EmissionAssembly::EmissionAssembly(EmissionAssembly&&) noexcept = default;

const std::vector<EmissionGroup>& EmissionAssembly::groups() const { return prepared_->groups; }

double EmissionAssembly::share_outside(int source) const {
  return prepared_->sources[static_cast<std::size_t>(source)].footprint.outside;
}

std::vector<SourceHour> EmissionAssembly::Prepared::source_hours(
    model::UtcSeconds start, const model::Weather& weather, std::span<const EmissionMember> members) const {
  const double seconds_of_year = static_cast<double>(hours_of_year(clock, start)) * model::seconds_per_hour;
  std::vector<double> share_per_second;  // by temporal profile
  for (const auto& profile : inventory->temporal_profiles)
    share_per_second.push_back(rate_factor(profile, inventory->calendar, clock, start) / seconds_of_year);
  const double sun = model::cosine_of_solar_zenith(start + model::seconds_per_hour / 2, inventory->latitude,
                                                   inventory->longitude);
  std::vector<SourceHour> hours(sources.size());
  model::parallel_for(static_cast<std::ptrdiff_t>(sources.size()), [&](std::ptrdiff_t s) {
    const auto& prepared = sources[static_cast<std::size_t>(s)];
    auto& hour = hours[static_cast<std::size_t>(s)];
    const Source& source = *prepared.source;
    if (source.natural)
      emit_by_weather(prepared, static_cast<int>(s), weather, start, sun, members, hour);
    else
      emit_by_plan(prepared, static_cast<int>(s), share_per_second[static_cast<std::size_t>(source.temporal)],
                   start, members, hour);
    hour.layers = prepared.layers;
    if (hour.layers.empty() && !prepared.footprint.parts.empty()) {
      const auto column = prepared.footprint.parts.front().column;
      const auto nx = static_cast<std::size_t>(grid.nx);
      hour.layers = plume_rise(source.stack, grid, weather, static_cast<int>(column / nx),
                               static_cast<int>(column % nx));
    }
  });
  return hours;
}

void EmissionAssembly::Prepared::lay_into_column(std::size_t column, const std::vector<SourceHour>& hours,
                                                 const model::Layout& layout, std::vector<double>& sum,
                                                 model::EmissionField& field) const {
  const auto lanes = static_cast<std::size_t>(layout.lanes);
  const auto members = static_cast<std::size_t>(layout.members);
  const auto layers = static_cast<std::size_t>(field.layers);
  std::fill(sum.begin(), sum.end(), 0.0);
  for (const Reach& reach : reaches[column]) {
    const auto& prepared = sources[static_cast<std::size_t>(reach.source)];
    const auto& hour = hours[static_cast<std::size_t>(reach.source)];
    const auto part = static_cast<std::size_t>(reach.part);
    double share = prepared.footprint.parts[part].share;
    if (!hour.column_factor.empty()) share *= hour.column_factor[part];
    for (std::size_t k = 0; k < layers; ++k) {
      const double here = share * hour.layers[k];
      if (here == 0.0) continue;
      for (std::size_t slot = 0; slot < prepared.speciation.slots.size(); ++slot) {
        const auto species_lane = static_cast<std::size_t>(prepared.speciation.slots[slot].species) * members;
        double* const to = sum.data() + k * lanes + species_lane;
        const double* const rate = hour.rate.data() + slot * members;
        for (std::size_t m = 0; m < members; ++m) to[m] += here * rate[m];
      }
    }
  }
  for (std::size_t k = 0; k < layers; ++k) {
    float* const to = field.rate.data() + (k * grid.columns() + column) * lanes;
    for (std::size_t lane = 0; lane < lanes; ++lane) to[lane] = static_cast<float>(sum[k * lanes + lane]);
  }
}

EmissionAccount EmissionAssembly::Prepared::account(const std::vector<SourceHour>& hours, int members) const {
  EmissionAccount account(members, static_cast<int>(groups.size()));
  for (std::size_t s = 0; s < sources.size(); ++s) {
    const auto& prepared = sources[s];
    const bool natural = prepared.source->natural;  // its mass is that of the window alone
    const double inside = 1.0 - prepared.footprint.outside;
    for (int m = 0; m < members; ++m) {
      const auto& mass = hours[s].mass[static_cast<std::size_t>(m)];
      const auto& apart = hours[s].apart[static_cast<std::size_t>(m)];
      for (std::size_t p = 0; p < pollutant_count; ++p) {
        account.emitted(m, prepared.group)[p] += mass[p] * model::seconds_per_hour;
        if (natural) continue;
        account.outside(m)[p] += mass[p] * prepared.footprint.outside * model::seconds_per_hour;
        account.not_carried(m)[p] +=
            apart[p] * prepared.speciation.not_carried[p] * inside * model::seconds_per_hour;
      }
    }
  }
  return account;
}

HourlyEmission EmissionAssembly::hour(model::UtcSeconds start, const model::Weather& weather,
                                      const model::Layout& layout,
                                      std::span<const EmissionMember> members) const {
  const auto& p = *prepared_;
  if (layout.members != static_cast<int>(members.size()) || layout.species != p.species)
    throw std::invalid_argument("the layout's members or species are not those of the emission");
  HourlyEmission emission;
  emission.start = start;
  const auto hours = p.source_hours(start, weather, members);
  emission.field.layers = layers_in_use(hours);
  const auto reals = static_cast<std::size_t>(emission.field.layers) * static_cast<std::size_t>(layout.lanes);
  emission.field.rate.resize(reals * p.grid.columns());
  model::parallel_for_with(
      static_cast<std::ptrdiff_t>(p.grid.columns()), [&] { return std::vector<double>(reals); },
      [&](std::ptrdiff_t column, std::vector<double>& sum) {
        p.lay_into_column(static_cast<std::size_t>(column), hours, layout, sum, emission.field);
      },
      8);
  emission.account = p.account(hours, static_cast<int>(members.size()));
  return emission;
}

std::vector<double> risen_plume(const Stack& stack, const model::Grid& grid, const model::Weather& weather,
                                int j, int i) {
  const model::Stack gas{stack.height, stack.diameter, stack.exit_temperature, stack.exit_velocity};
  return model::plume_layers(gas, grid, {grid, weather, j, i}).fraction;
}

double mean_factor(const EmissionPlan& plan, int source, model::UtcSeconds start, model::UtcSeconds end,
                   Pollutant pollutant) {
  std::vector<model::UtcSeconds> changes;
  const auto earlier = [](const PlanRun& run, int wanted) { return run.source < wanted; };
  auto run = std::lower_bound(plan.runs.begin(), plan.runs.end(), source, earlier);
  for (; run != plan.runs.end() && run->source == source && run->start < end; ++run)
    for (const auto time : {run->start, run->end})
      if (time > start && time < end) changes.push_back(time);
  if (changes.empty()) return plan.factor(source, start, pollutant);
  changes.push_back(end);
  std::sort(changes.begin(), changes.end());
  double sum = 0.0;
  auto from = start;
  for (const auto to : changes) {
    sum += static_cast<double>(to - from) * plan.factor(source, from, pollutant);
    from = to;
  }
  return sum / static_cast<double>(end - start);
}

}  // namespace lantian::scenarios
