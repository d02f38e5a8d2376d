#include "model/mesoscale/mesoscale_weather.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "model/boundary_layer/eddy_diffusivity.hpp"
#include "model/boundary_layer/humidity.hpp"
#include "model/grid/parallel.hpp"
#include "model/mesoscale/cloud_shade.hpp"
#include "model/mesoscale/layer_means.hpp"
#include "model/photolysis/solar_position.hpp"
#include "model/quantities/constants.hpp"

namespace lantian::model::mesoscale {
namespace {

constexpr double reference_pressure = 1e5;  // Pa, of potential temperature
constexpr double kappa = constants::gas_constant_air / constants::heat_capacity_air;

using Profile = std::vector<double>;

/// Reads profiles of the source at points between its columns.
class Source {
 public:
  explicit Source(const MesoscaleInstant& instant) : now_(instant) {}

  template <class Shares>
  double column(const std::vector<double>& field, const Shares& shares) const {
    double sum = 0.0;
    for (const auto& one : shares) sum += one.share * field[one.cell];
    return sum;
  }
  /// `levels` values of a field whose levels hold `size` numbers each.
  template <class Shares>
  Profile profile(const std::vector<double>& field, std::size_t size, int levels,
                  const Shares& shares) const {
    Profile values(static_cast<std::size_t>(levels), 0.0);
    for (std::size_t k = 0; k < values.size(); ++k)
      for (const auto& one : shares) values[k] += one.share * field[k * size + one.cell];
    return values;
  }
  template <class Shares>
  Profile cells(const std::vector<double>& field, const Shares& shares) const {
    return profile(field, columns(), now_.nz, shares);
  }
  template <class Shares>
  Profile faces(const Shares& shares) const {
    return profile(now_.height, columns(), now_.nz + 1, shares);
  }
  double density(std::size_t cell) const {  // mol m-3
    return now_.air_pressure[cell] / (constants::gas_constant * now_.air_temperature[cell]);
  }
  /// Moles of air per volume, such that a layer between the columns holds the mean of their moles.
  template <class Shares>
  Profile density(const Profile& face, const Shares& shares) const {
    Profile values(static_cast<std::size_t>(now_.nz), 0.0);
    const std::size_t size = columns();
    for (std::size_t k = 0; k < values.size(); ++k) {
      for (const auto& one : shares) {
        const std::size_t cell = k * size + one.cell;
        values[k] += one.share * density(cell) * (now_.height[cell + size] - now_.height[cell]);
      }
      values[k] /= face[k + 1] - face[k];
    }
    return values;
  }
  std::array<CellShare, 4> at(SourcePoint place) const { return bilinear(now_.nx, now_.ny, place); }
  std::array<CellShare, 4> at_x_faces(SourcePoint place) const {
    return bilinear(now_.nx + 1, now_.ny, {place.i + 0.5, place.j});
  }
  std::array<CellShare, 4> at_y_faces(SourcePoint place) const {
    return bilinear(now_.nx, now_.ny + 1, {place.i, place.j + 0.5});
  }
  std::size_t columns() const { return static_cast<std::size_t>(now_.nx) * now_.ny; }

 private:
  const MesoscaleInstant& now_;
};

/// Fills one weather; rows share nothing.
class Regridder {
 public:
  Regridder(const Grid& grid, const MesoscaleMap& map, const MesoscaleInstant& source,
            const SurfaceParameters& parameters)
      : grid_(grid), map_(map), now_(source), source_(source), parameters_(parameters) {}

  Weather weather() {
    allocate();
    parallel_for(grid_.ny, [&](std::ptrdiff_t row) {
      for (int i = 0; i < grid_.nx; ++i) column(static_cast<int>(row), i);
    });
    parallel_for(grid_.ny, [&](std::ptrdiff_t row) {
      for (int i = 0; i <= grid_.nx; ++i) x_face(static_cast<int>(row), i);
    });
    parallel_for(grid_.ny + 1, [&](std::ptrdiff_t row) {
      for (int i = 0; i < grid_.nx; ++i) y_face(static_cast<int>(row), i);
    });
    parallel_for(grid_.ny, [&](std::ptrdiff_t row) {
      for (int i = 0; i < grid_.nx; ++i) mixing(static_cast<int>(row), i);
    });
    return std::move(made_);
  }

 private:
  void allocate() {
    made_.time = now_.time;
    for (auto* cells : {&made_.air_temperature, &made_.air_pressure, &made_.relative_humidity,
                        &made_.cloud_water, &made_.drop_water})
      cells->assign(grid_.cells(), 0.0);
    made_.x_wind.assign(static_cast<std::size_t>(grid_.nz()) * grid_.ny * (grid_.nx + 1), 0.0);
    made_.y_wind.assign(static_cast<std::size_t>(grid_.nz()) * (grid_.ny + 1) * grid_.nx, 0.0);
    made_.eddy_diffusivity.assign(grid_.cells() + grid_.columns(), 0.0);
    for (auto* columns :
         {&made_.boundary_layer_thickness, &made_.friction_velocity, &made_.inverse_obukhov_length,
          &made_.surface_sensible_heat_flux, &made_.surface_downwelling_shortwave, &made_.photolysis_factor,
          &made_.precipitation_rate, &made_.snow_fraction})
      columns->assign(grid_.columns(), 0.0);
  }

  Profile to_layers(const Profile& face, const Profile& means, Sign sign = Sign::any) const {
    return layer_means(face, means, grid_.layer_face, sign);
  }

  double density(int k, int j, int i) const {  // of the weather made so far, mol m-3
    const std::size_t cell = grid_.cell(k, j, i);
    return made_.air_pressure[cell] / (constants::gas_constant * made_.air_temperature[cell]);
  }

  void column(int j, int i) {
    const std::size_t c = grid_.column(j, i);
    const auto shares = source_.at(map_.centre[c]);
    const Profile face = source_.faces(shares);
    const Profile air = to_layers(face, source_.density(face, shares), Sign::not_negative);
    const Profile temperature = to_layers(face, source_.cells(now_.air_temperature, shares));
    const Profile vapour = to_layers(face, source_.cells(now_.vapour, shares), Sign::not_negative);
    for (int k = 0; k < grid_.nz(); ++k) {
      const std::size_t cell = grid_.cell(k, j, i);
      const double p = air[k] * constants::gas_constant * temperature[k];
      made_.air_temperature[cell] = temperature[k];
      made_.air_pressure[cell] = p;
      made_.relative_humidity[cell] =
          std::clamp(relative_humidity_of(vapour[k] / (1.0 + vapour[k]), temperature[k], p), 0.0,
                     parameters_.preparation.largest_relative_humidity);
    }
    const auto take = [&](const std::vector<double>& from) { return source_.column(from, shares); };
    made_.boundary_layer_thickness[c] = take(now_.boundary_layer_thickness);
    made_.friction_velocity[c] =
        std::max(take(now_.friction_velocity), parameters_.ground.smallest_friction_velocity);
    made_.inverse_obukhov_length[c] =
        std::min(take(now_.inverse_obukhov_length), 1.0 / parameters_.ground.smallest_obukhov_length);
    made_.surface_sensible_heat_flux[c] = take(now_.surface_sensible_heat_flux);
    made_.surface_downwelling_shortwave[c] = std::max(0.0, take(now_.surface_downwelling_shortwave));
    made_.snow_fraction[c] = std::clamp(take(now_.snow_fraction), 0.0, 1.0);
    if (map_.corners.empty())
      water(j, i, std::span<const CellShare>(shares));
    else
      water(j, i, overlap(now_.nx, now_.ny, map_.corners[c]));
  }

  /// Cloud, its shade and the rain, from the shares that the column takes of the source's.
  void water(int j, int i, std::span<const CellShare> shares) {
    const std::size_t c = grid_.column(j, i);
    double path = 0.0;  // kg m-2
    for (const auto& one : shares) {
      const std::array<CellShare, 1> alone{{{one.cell, 1.0}}};
      const Profile face = source_.faces(alone);
      Profile mass(static_cast<std::size_t>(now_.nz)), drops(mass.size());  // kg m-3
      for (std::size_t k = 0; k < mass.size(); ++k) {
        const std::size_t cell = k * source_.columns() + one.cell;
        const double air = source_.density(cell) * constants::molar_mass_dry_air;
        mass[k] = std::max(0.0, now_.cloud_water[cell]) * air;
        drops[k] = std::max(0.0, now_.drop_water[cell]) * air;
        path += one.share * mass[k] * (face[k + 1] - face[k]);
      }
      const Profile layers = to_layers(face, mass, Sign::not_negative);
      const Profile liquid = to_layers(face, drops, Sign::not_negative);
      for (int k = 0; k < grid_.nz(); ++k) {
        made_.cloud_water[grid_.cell(k, j, i)] += one.share * layers[k];
        made_.drop_water[grid_.cell(k, j, i)] += one.share * liquid[k];
      }
    }
    made_.precipitation_rate[c] = std::max(0.0, source_.column(now_.precipitation_rate, shares));
    made_.photolysis_factor[c] = photolysis_below_cloud(
        cloud_optical_depth(path), cosine_of_solar_zenith(now_.time, map_.latitude[c], map_.longitude[c]));
  }

  /// Flux of air per area through a face in each layer, along x or along y [mol m-2 s-1].
  Profile flux(const FacePoint* points, bool along_x) const {
    Profile sum(static_cast<std::size_t>(grid_.nz()), 0.0);
    for (int n = 0; n < map_.samples; ++n) {
      const auto& point = points[n];
      const auto shares = source_.at(point.place);
      const Profile face = source_.faces(shares), air = source_.density(face, shares);
      const Profile u = source_.profile(now_.x_wind, static_cast<std::size_t>(now_.nx + 1) * now_.ny, now_.nz,
                                        source_.at_x_faces(point.place));
      const Profile v = source_.profile(now_.y_wind, static_cast<std::size_t>(now_.nx) * (now_.ny + 1),
                                        now_.nz, source_.at_y_faces(point.place));
      const double c = std::cos(point.turn), s = std::sin(point.turn);
      Profile moved(air.size());
      for (std::size_t k = 0; k < air.size(); ++k)
        moved[k] = air[k] * (along_x ? u[k] * c - v[k] * s : u[k] * s + v[k] * c);
      const Profile layers = to_layers(face, moved);
      for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += layers[k] / map_.samples;
    }
    return sum;
  }

  /// The wind that with the transport's own density at the face (both cells' mean) carries that flux.
  void x_face(int j, int i) {
    const std::size_t place = static_cast<std::size_t>(j) * (grid_.nx + 1) + i;
    const Profile moved = flux(map_.x_face.data() + place * map_.samples, true);
    for (int k = 0; k < grid_.nz(); ++k)
      made_.x_wind[static_cast<std::size_t>(k) * grid_.ny * (grid_.nx + 1) + place] =
          moved[k] / (0.5 * (density(k, j, std::max(i - 1, 0)) + density(k, j, std::min(i, grid_.nx - 1))));
  }
  void y_face(int j, int i) {
    const std::size_t place = static_cast<std::size_t>(j) * grid_.nx + i;
    const Profile moved = flux(map_.y_face.data() + place * map_.samples, false);
    for (int k = 0; k < grid_.nz(); ++k)
      made_.y_wind[static_cast<std::size_t>(k) * (grid_.ny + 1) * grid_.nx + place] =
          moved[k] / (0.5 * (density(k, std::max(j - 1, 0), i) + density(k, std::min(j, grid_.ny - 1), i)));
  }

  void mixing(int j, int i) {
    const std::size_t c = grid_.column(j, i), levels = static_cast<std::size_t>(grid_.nz());
    Profile theta(levels), u(levels), v(levels);
    for (std::size_t k = 0; k < levels; ++k) {
      const std::size_t cell = grid_.cell(static_cast<int>(k), j, i);
      const double t = made_.air_temperature[cell], p = made_.air_pressure[cell];
      theta[k] = t * std::pow(reference_pressure / p, kappa) *
                 virtual_factor(specific_humidity(made_.relative_humidity[cell], t, p));
      const double* x = made_.x_wind.data() + (k * grid_.ny + j) * (grid_.nx + 1) + i;
      const double* y = made_.y_wind.data() + (k * (grid_.ny + 1) + j) * grid_.nx + i;
      u[k] = 0.5 * (x[0] + x[1]);
      v[k] = 0.5 * (y[0] + y[grid_.nx]);
    }
    const SurfaceLayer layer{.friction_velocity = made_.friction_velocity[c],
                             .inverse_obukhov_length = made_.inverse_obukhov_length[c],
                             .sensible_heat_flux = made_.surface_sensible_heat_flux[c],
                             .temperature_scale = 0.0};
    const auto diffusivity = eddy_diffusivity({grid_.layer_face, theta, u, v}, layer,
                                              made_.boundary_layer_thickness[c], parameters_);
    for (std::size_t k = 0; k <= levels; ++k)
      made_.eddy_diffusivity[k * grid_.columns() + c] = diffusivity[k];
  }

  const Grid& grid_;
  const MesoscaleMap& map_;
  const MesoscaleInstant& now_;
  Source source_;
  const SurfaceParameters& parameters_;
  Weather made_;
};

}  // namespace

Weather mesoscale_weather(const Grid& grid, const MesoscaleMap& map, const MesoscaleInstant& source,
                          const SurfaceParameters& parameters) {
  return Regridder(grid, map, source, parameters).weather();
}

}  // namespace lantian::model::mesoscale
