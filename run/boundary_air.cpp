#include "run/boundary_air.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/aerosol/background_air.hpp"
#include "model/photolysis/solar_position.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::run {
namespace {

constexpr double most_nitric_oxide = 6e-9;        // mol mol-1, by day (docs/theory/background.md)
constexpr double nitric_oxide_at_night = 0.1e-9;  // mol mol-1

/// Share of a species in the composition, 0 where the case gives none.
double share(const scenarios::BackgroundTotals& totals, const char* component) {
  const auto found = totals.composition.find(component);
  return found == totals.composition.end() ? 0.0 : found->second;
}

double gas(const scenarios::BackgroundTotals& totals, const char* name) {
  const auto found = totals.gases.find(name);
  return found == totals.gases.end() ? 0.0 : found->second;
}

/// NO = J(NO2) [NO2] / (k [O3]); k of NO + O3 is 1.4e-12 exp(-1310 / T) cm3 molecule-1 s-1 [Yarwood2010].
double photostationary_nitric_oxide(double j_no2, double no2, double o3, double temperature,
                                    double pressure) {
  const double k = 1.4e-12 * std::exp(-1310.0 / temperature);
  const double number_density =
      pressure / (model::constants::boltzmann * temperature) * 1e-6;  // molecule cm-3
  const double ozone = std::max(o3, 1e-10) * number_density;
  return std::clamp(j_no2 * no2 / (k * ozone), nitric_oxide_at_night, most_nitric_oxide);
}

struct Level {
  double temperature, pressure, relative_humidity, j_no2;
};

model::aerosol::BackgroundAir particles(const scenarios::BackgroundTotals& totals, const Level& level) {
  const double air = level.pressure / (model::constants::gas_constant * level.temperature);  // mol m-3
  model::aerosol::BackgroundAir made;
  made.pm2p5 = totals.pm2p5;
  made.coarse = totals.coarse;
  made.composition = {.nitrate = share(totals, "NO3"),
                      .sulfate = share(totals, "SO4"),
                      .ammonium = share(totals, "NH4"),
                      .chloride = share(totals, "Cl"),
                      .primary_organic = share(totals, "POA"),
                      .secondary_organic = share(totals, "SOA"),
                      .elemental_carbon = share(totals, "EC"),
                      .potassium = share(totals, "K"),
                      .sodium = share(totals, "Na"),
                      .mineral = share(totals, "mineral"),
                      .other = share(totals, "other")};
  constexpr double ammonia = 17.031e-3, nitric_acid = 63.012e-3,
                   hydrogen_chloride = 36.458e-3;  // kg mol-1 [IUPAC2013]
  made.ammonia = gas(totals, "NH3") * air * ammonia;
  made.nitric_acid = gas(totals, "HNO3") * air * nitric_acid;
  made.hydrogen_chloride = gas(totals, "HCL") * air * hydrogen_chloride;
  return made;
}

/// Mole fractions of all species of the run at one level.
void mix(const model::SpeciesTable& species, const scenarios::BackgroundTotals& totals, const Level& level,
         double* into) {
  for (const auto& [name, fraction] : totals.gases)
    if (const auto s = species.find(name)) into[*s] = fraction;
  for (const auto& [name, fraction] : model::aerosol::split_background(
           particles(totals, level), level.temperature, level.pressure, level.relative_humidity))
    if (const auto s = species.find(name)) into[*s] = fraction;
  if (const auto no = species.find("NO"))
    into[*no] = level.j_no2 > 0.0
                    ? photostationary_nitric_oxide(level.j_no2, gas(totals, "NO2"), gas(totals, "O3"),
                                                   level.temperature, level.pressure)
                    : nitric_oxide_at_night;
}

/// Mean of the cells of one level that lie on the window's rim, where air comes in; what is the same all
/// round stays so to the bit.
double rim_mean(const model::Grid& grid, const std::vector<double>& field, int k) {
  const double first = field[grid.cell(k, 0, 0)];
  double sum = 0.0;
  int count = 0;
  for (int j = 0; j < grid.ny; ++j)
    for (int i = 0; i < grid.nx; i += j == 0 || j + 1 == grid.ny ? 1 : std::max(1, grid.nx - 1)) {
      sum += field[grid.cell(k, j, i)] - first;
      ++count;
    }
  return first + sum / count;
}

/// Mean wind of the lowest layer over the window, as a direction it comes from.
double wind_side(const model::Grid& grid, const model::Weather& weather) {
  const auto mean = [](const std::vector<double>& faces, std::size_t count) {
    double sum = 0.0;
    for (std::size_t f = 0; f < count; ++f) sum += faces[f] - faces[0];
    return faces[0] + sum / static_cast<double>(count);
  };
  return std::atan2(-mean(weather.x_wind, static_cast<std::size_t>(grid.nx + 1) * grid.ny),
                    -mean(weather.y_wind, static_cast<std::size_t>(grid.ny + 1) * grid.nx));
}

}  // namespace

/// The air of a case's tables, hour by hour as it is asked for; the last two are kept.
struct BoundaryAir::Tables {
  model::Grid grid;
  model::SpeciesTable species;
  const scenarios::Background& background;
  WeatherSeries weather;
  BoundarySite site;
  model::UtcSeconds start;
  std::size_t hours;  // instants from start to end
  model::PhotolysisRates photolysis{{"NO2_IUPAC10"}};
  std::array<std::pair<std::size_t, std::vector<double>>, 2> recent{};  // number n at n modulo 2

  int levels() const { return grid.nz() + 1; }  // the last is above the top

  /// Mole fractions at level * species + s.
  const std::vector<double>& hour(std::size_t n) {
    auto& [number, values] = recent[n % recent.size()];
    if (values.empty() || number != n)
      number = n, values = made(start + static_cast<std::int64_t>(n) * model::seconds_per_hour);
    return values;
  }

  std::vector<double> made(model::UtcSeconds time) const {
    std::vector<double> profile(photolysis.profile_size());
    const model::Weather now = weather.at(time);
    const double sun = model::cosine_of_solar_zenith(time, site.latitude, site.longitude);
    photolysis.column(sun, site.ozone_column,
                      model::earth_sun_distance_factor(time) * rim_mean(grid, now.photolysis_factor, 0),
                      profile.data());
    const double ground = site.ground_altitude.empty() ? 0.0 : rim_mean(grid, site.ground_altitude, 0);
    std::vector<double> values(static_cast<std::size_t>(levels()) * species.size(), 0.0);
    for (int k = 0; k < levels(); ++k) {
      const int layer = std::min(k, grid.nz() - 1);
      const double height = k < grid.nz() ? grid.layer_centre(k) : grid.layer_face.back();
      Level level{rim_mean(grid, now.air_temperature, layer), rim_mean(grid, now.air_pressure, layer),
                  rim_mean(grid, now.relative_humidity, layer), 0.0};
      photolysis.at(profile.data(), ground + height, &level.j_no2);
      const scenarios::BackgroundPoint point{
          .time = time,
          .height = height,
          .wind_from_direction = wind_side(grid, now),
          .daylight = std::clamp(sun / 0.1, 0.0, 1.0),  // dusk lasts until the sun stands 6 degrees high
          .mixing_height = rim_mean(grid, now.boundary_layer_thickness, 0)};
      mix(species, background.at(point), level, values.data() + static_cast<std::size_t>(k) * species.size());
    }
    return values;
  }
};

BoundaryAir::BoundaryAir(const model::Grid& grid, const model::SpeciesTable& species,
                         const scenarios::Background& background, const WeatherSeries& weather,
                         const BoundarySite& site, model::UtcSeconds start, model::UtcSeconds end)
    : tables_(std::make_shared<Tables>(
          Tables{grid, species, background, weather, site, start,
                 static_cast<std::size_t>((end - start) / model::seconds_per_hour) + 1})),
      species_(species.size()) {}

std::vector<double> BoundaryAir::values(model::UtcSeconds time) const {
  Tables& tables = *tables_;
  const auto since = std::max<model::UtcSeconds>(0, time - tables.start);
  const std::size_t hour = std::min<std::size_t>(since / model::seconds_per_hour, tables.hours - 2);
  const double weight =
      std::min(1.0, static_cast<double>(since) / model::seconds_per_hour - static_cast<double>(hour));
  std::vector<double> now(tables.hour(hour));
  const auto& next = tables.hour(hour + 1);
  for (std::size_t n = 0; n < now.size(); ++n) now[n] += weight * (next[n] - now[n]);
  return now;
}

model::BoundaryValues BoundaryAir::at(const model::Layout& layout, model::UtcSeconds time) const {
  if (larger_) return larger_->at(layout, time);
  const auto now = values(time);
  model::BoundaryValues made;
  made.sides.assign(static_cast<std::size_t>(4 * layout.nz) * layout.lanes, 0.0f);
  made.top.assign(layout.lanes, 0.0f);
  for (int s = 0; s < species_; ++s)
    for (int member = 0; member < layout.members; ++member) {
      const int lane = layout.lane(s, member);
      for (int side = 0; side < 4; ++side)
        for (int k = 0; k < layout.nz; ++k)
          made.sides[(static_cast<std::size_t>(side) * layout.nz + k) * layout.lanes + lane] =
              static_cast<float>(now[static_cast<std::size_t>(k) * species_ + s]);
      made.top[lane] = static_cast<float>(now[static_cast<std::size_t>(layout.nz) * species_ + s]);
    }
  return made;
}

template <class Real>
void BoundaryAir::fill(model::State<Real>& state, model::UtcSeconds time) const {
  if (larger_) return larger_->fill(state);
  const auto now = values(time);
  const auto& l = state.layout;
  for (int k = 0; k < l.nz; ++k)
    for (int j = -model::Grid::rim; j < l.ny + model::Grid::rim; ++j)
      for (int i = -model::Grid::rim; i < l.nx + model::Grid::rim; ++i)
        for (int s = 0; s < species_; ++s)
          for (int member = 0; member < l.members; ++member)
            state.at(k, j, i)[l.lane(s, member)] =
                static_cast<Real>(now[static_cast<std::size_t>(k) * species_ + s]);
}
template void BoundaryAir::fill(model::State<float>&, model::UtcSeconds) const;
template void BoundaryAir::fill(model::State<double>&, model::UtcSeconds) const;

}  // namespace lantian::run
