#include "run/larger_boundary.hpp"

#include <algorithm>
#include <cmath>

#include "model/aerosol/background_air.hpp"
#include "model/grid/parallel.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::run {
namespace {

namespace constants = model::constants;

/// The part of a composition that a quantity of that name adds to; nullptr for coarse particles.
double* part_of(model::aerosol::Composition& c, const std::string& name) {
  if (name == "NO3") return &c.nitrate;
  if (name == "SO4") return &c.sulfate;
  if (name == "NH4") return &c.ammonium;
  if (name == "Cl") return &c.chloride;
  if (name == "POA") return &c.primary_organic;
  if (name == "SOA") return &c.secondary_organic;
  if (name == "EC") return &c.elemental_carbon;
  if (name == "K") return &c.potassium;
  if (name == "Na") return &c.sodium;
  if (name == "mineral") return &c.mineral;
  return name == "other" ? &c.other : nullptr;
}

double sum_of(const model::aerosol::Composition& c) {
  return c.nitrate + c.sulfate + c.ammonium + c.chloride + c.primary_organic + c.secondary_organic +
         c.elemental_carbon + c.potassium + c.sodium + c.mineral + c.other;
}

}  // namespace

LargerBoundary::LargerBoundary(const model::Grid& grid, const model::SpeciesTable& species,
                               const scenarios::LargerAir& air, const WeatherSeries& weather,
                               model::UtcSeconds start)
    : grid_(grid), air_(air), weather_(weather), start_(start), species_(species) {
  for (const auto& quantity : air.quantities) {
    gas_.push_back(quantity.is_particle ? -1 : species.find(quantity.name).value_or(-1));
    molar_mass_.push_back(gas_.back() < 0 ? 0.0 : species[gas_.back()].molar_mass);
  }
}

std::vector<std::string> LargerBoundary::unused() const {
  std::vector<std::string> names;
  for (std::size_t q = 0; q < gas_.size(); ++q)
    if (gas_[q] < 0 && !air_.quantities[q].is_particle) names.push_back(air_.quantities[q].name);
  return names;
}

LargerBoundary::Sky LargerBoundary::sky(const model::Weather& weather, std::size_t cell) {
  return {weather.air_temperature[cell], weather.air_pressure[cell], weather.relative_humidity[cell]};
}

/// Mole fractions of all species from the quantities at one place.
void LargerBoundary::mix(const float* values, std::size_t stride, const Sky& sky, float* into) const {
  const double air = sky.pressure / (constants::gas_constant * sky.temperature);  // mol m-3
  const double density = air * constants::molar_mass_dry_air;                     // kg m-3
  std::fill_n(into, species_.size(), 0.0f);
  model::aerosol::BackgroundAir particles;
  for (std::size_t q = 0; q < air_.quantities.size(); ++q) {
    const auto& quantity = air_.quantities[q];
    const double value = values[q * stride];
    if (quantity.is_particle) {
      const double mass = quantity.kind == scenarios::AmountKind::mass_fraction ? value * density : value;
      if (double* part = part_of(particles.composition, quantity.name))
        *part += mass;
      else
        particles.coarse += mass;
    } else if (gas_[q] >= 0) {
      const double moles = quantity.kind == scenarios::AmountKind::mole_fraction ? value
                           : quantity.kind == scenarios::AmountKind::mass_fraction
                               ? value * constants::molar_mass_dry_air / molar_mass_[q]
                               : value / (molar_mass_[q] * air);
      into[gas_[q]] = static_cast<float>(moles);
    }
  }
  particles.pm2p5 = sum_of(particles.composition);
  const auto gas = [&](const char* name) {  // kg m-3
    const auto s = species_.find(name);
    return s ? static_cast<double>(into[*s]) * air * species_[*s].molar_mass : 0.0;
  };
  particles.ammonia = gas("NH3"), particles.nitric_acid = gas("HNO3"),
  particles.hydrogen_chloride = gas("HCL");
  for (const auto& [name, fraction] :
       model::aerosol::split_background(particles, sky.temperature, sky.pressure, sky.relative_humidity))
    if (const auto s = species_.find(name)) into[*s] = static_cast<float>(fraction);
}

const LargerBoundary::Instant& LargerBoundary::instant(std::size_t number) const {
  Instant& made = kept_[number % 2];
  if (made.number == static_cast<std::ptrdiff_t>(number)) return made;
  made.number = static_cast<std::ptrdiff_t>(number);
  const auto time = std::clamp(air_.times[number], weather_.first(), weather_.last());
  const model::Weather now = weather_.at(time);
  const std::size_t faces = scenarios::LargerAir::faces(grid_), nx = grid_.nx, ny = grid_.ny, nz = grid_.nz(),
                    size = species_.size();
  made.edge.resize(nz * faces * size);
  made.above.resize(grid_.columns() * size);
  model::parallel_for(static_cast<std::ptrdiff_t>(faces), [&](std::ptrdiff_t index) {
    const auto face = static_cast<std::size_t>(index);
    const bool along_y = face < 2 * ny;
    const std::size_t place = along_y ? face % ny : (face - 2 * ny) % nx;
    const bool far = along_y ? face >= ny : face - 2 * ny >= nx;
    const int j = static_cast<int>(along_y ? place : far ? ny - 1 : 0);
    const int i = static_cast<int>(along_y ? (far ? nx - 1 : 0) : place);
    for (std::size_t k = 0; k < nz; ++k)
      mix(air_.edge[number].data() + k * faces + face, nz * faces,
          sky(now, grid_.cell(static_cast<int>(k), j, i)), made.edge.data() + (k * faces + face) * size);
  });
  model::parallel_for(static_cast<std::ptrdiff_t>(grid_.columns()), [&](std::ptrdiff_t column) {
    const auto c = static_cast<std::size_t>(column);
    mix(air_.above[number].data() + c, grid_.columns(), sky(now, (nz - 1) * grid_.columns() + c),
        made.above.data() + c * size);
  });
  return made;
}

model::BoundaryValues LargerBoundary::at(const model::Layout& layout, model::UtcSeconds time) const {
  const auto later = std::upper_bound(air_.times.begin() + 1, air_.times.end() - 1, time);
  const auto before = static_cast<std::size_t>(later - air_.times.begin()) - 1;
  const auto span = static_cast<double>(air_.times[before + 1] - air_.times[before]);
  const auto weight =
      static_cast<float>(std::clamp(static_cast<double>(time - air_.times[before]) / span, 0.0, 1.0));
  const Instant &a = instant(before), &b = instant(before + 1);
  const std::size_t size = species_.size(), faces = scenarios::LargerAir::faces(grid_), lanes = layout.lanes;
  const auto spread = [&](const float* from, const float* to, float* into) {
    for (std::size_t s = 0; s < size; ++s)
      std::fill_n(into + layout.lane(static_cast<int>(s), 0), layout.members,
                  from[s] + weight * (to[s] - from[s]));
  };
  model::BoundaryValues made;
  made.length = std::max(layout.nx, layout.ny);
  made.top_varies = true;
  made.sides.assign(static_cast<std::size_t>(4 * layout.nz) * made.length * lanes, 0.0f);
  made.top.assign(grid_.columns() * lanes, 0.0f);
  std::size_t first = 0;
  for (int side = 0; side < 4; ++side) {
    const int count = side < 2 ? layout.ny : layout.nx;
    for (int k = 0; k < layout.nz; ++k)
      for (int n = 0; n < count; ++n) {
        const std::size_t from = (static_cast<std::size_t>(k) * faces + first + n) * size;
        spread(
            a.edge.data() + from, b.edge.data() + from,
            made.sides.data() + ((static_cast<std::size_t>(side) * layout.nz + k) * made.length + n) * lanes);
      }
    first += static_cast<std::size_t>(count);
  }
  for (std::size_t c = 0; c < grid_.columns(); ++c)
    spread(a.above.data() + c * size, b.above.data() + c * size, made.top.data() + c * lanes);
  return made;
}

template <class Real>
void LargerBoundary::fill(model::State<Real>& state) const {
  const model::Weather now = weather_.at(start_);
  const auto& l = state.layout;
  model::parallel_for(l.ny, [&](std::ptrdiff_t row) {
    std::vector<float> values(species_.size());
    for (int k = 0; k < l.nz; ++k)
      for (int i = 0; i < l.nx; ++i) {
        const int j = static_cast<int>(row);
        const std::size_t cell = grid_.cell(k, j, i);
        mix(air_.window.data() + cell, grid_.cells(), sky(now, cell), values.data());
        for (int s = 0; s < l.species; ++s)
          std::fill_n(state.at(k, j, i) + l.lane(s, 0), l.members, static_cast<Real>(values[s]));
      }
  });
}
template void LargerBoundary::fill(model::State<float>&) const;
template void LargerBoundary::fill(model::State<double>&) const;

}  // namespace lantian::run
