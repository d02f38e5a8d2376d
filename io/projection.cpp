#include "io/projection.hpp"

#include <proj.h>

#include <cmath>
#include <mutex>
#include <sstream>

namespace lantian::io {

struct Projection::Implementation {
  PJ_CONTEXT* context = nullptr;
  PJ* transformation = nullptr;
  PJ* system = nullptr;
  std::mutex mutex;
  Implementation() = default;
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;
  ~Implementation() {
    proj_destroy(transformation);
    proj_destroy(system);
    proj_context_destroy(context);
  }
};

namespace {

/// Only plain definitions: no grids, pipelines or init files, which PROJ would open.
bool is_plain(const std::string& text) {
  if (text.size() > 500) return false;
  for (const char* word : {"grids", "init", "pipeline", "file", "unitconvert", "\n"})
    if (text.find(word) != std::string::npos) return false;
  return text.starts_with("+proj=") || text.starts_with("EPSG:");
}

}  // namespace

std::optional<Projection> Projection::open(const std::string& definition, const TextPlace& place,
                                           Diagnostics& diagnostics) {
  const auto refuse = [&](const std::string& why) {
    diagnostics.add("projection", place, {{"value", definition}, {"system", why}});
    return std::nullopt;
  };
  if (!is_plain(definition)) return refuse("+proj=… or EPSG:…");
  Projection projection;
  projection.definition_ = definition;
  projection.implementation_ = std::make_shared<Implementation>();
  auto& inside = *projection.implementation_;
  inside.context = proj_context_create();
  proj_context_set_enable_network(inside.context, 0);
  proj_log_level(inside.context, PJ_LOG_NONE);
  const std::string crs = definition.starts_with('+') && definition.find("+type=crs") == std::string::npos
                              ? definition + " +type=crs"
                              : definition;
  const auto why = [&] {
    const char* text = proj_context_errno_string(inside.context, proj_context_errno(inside.context));
    return std::string(text == nullptr ? "" : text);
  };
  inside.system = proj_create(inside.context, crs.c_str());
  if (inside.system == nullptr) return refuse(why());
  PJ* raw = proj_create_crs_to_crs(inside.context, "OGC:CRS84", crs.c_str(), nullptr);
  if (raw == nullptr) return refuse(why());
  inside.transformation = proj_normalize_for_visualization(inside.context, raw);
  proj_destroy(raw);
  if (inside.transformation == nullptr) return refuse(why());
  const PJ_TYPE type = proj_get_type(inside.system);
  if (type != PJ_TYPE_PROJECTED_CRS && type != PJ_TYPE_BOUND_CRS) {
    diagnostics.add("projection_not_metres", place, {{"value", definition}});
    return std::nullopt;
  }
  return projection;
}

Projection::Metres Projection::operator()(double longitude, double latitude) const {
  const std::scoped_lock lock(implementation_->mutex);
  const PJ_COORD out =
      proj_trans(implementation_->transformation, PJ_FWD, proj_coord(longitude, latitude, 0, 0));
  return {out.xy.x, out.xy.y};
}

Projection::Degrees Projection::inverse(double x, double y) const {
  const std::scoped_lock lock(implementation_->mutex);
  const PJ_COORD out = proj_trans(implementation_->transformation, PJ_INV, proj_coord(x, y, 0, 0));
  return {out.xy.x, out.xy.y};
}

double Projection::convergence(double longitude, double latitude) const {
  // Along the projected meridian, so that the ellipsoid's shape has no part in it.
  constexpr double step = 0.005;  // degree
  const Metres north = (*this)(longitude, latitude + step), south = (*this)(longitude, latitude - step);
  return -std::atan2(north.x - south.x, north.y - south.y);
}

std::string Projection::well_known_text() const {
  const std::scoped_lock lock(implementation_->mutex);
  const char* const options[] = {"MULTILINE=NO", nullptr};
  const char* text = proj_as_wkt(implementation_->context, implementation_->system, PJ_WKT2_2019, options);
  return text == nullptr ? "" : text;
}

std::map<std::string, std::string> Projection::parameters() const {
  const std::scoped_lock lock(implementation_->mutex);
  const char* text =
      proj_as_proj_string(implementation_->context, implementation_->system, PJ_PROJ_4, nullptr);
  std::istringstream words(text == nullptr ? "" : text);
  std::map<std::string, std::string> found;
  for (std::string word; words >> word;) {
    const auto equals = word.find('=');
    const std::string key = word.substr(1, equals == std::string::npos ? equals : equals - 1);
    found[key] = equals == std::string::npos ? "" : word.substr(equals + 1);
  }
  return found;
}

Projection::Ellipsoid Projection::ellipsoid() const {
  const std::scoped_lock lock(implementation_->mutex);
  Ellipsoid found;
  if (PJ* body = proj_get_ellipsoid(implementation_->context, implementation_->system)) {
    proj_ellipsoid_get_parameters(implementation_->context, body, &found.semi_major_axis, nullptr, nullptr,
                                  &found.inverse_flattening);
    proj_destroy(body);
  }
  return found;
}

std::optional<Projection> projection_of(const CaseFile& file, Diagnostics& diagnostics) {
  const auto& grid = file.contents.grid;
  if (grid.projection.empty() || !file.is_sound("grid.origin")) return std::nullopt;
  auto projection = Projection::open(grid.projection, file.place("grid.projection"), diagnostics);
  if (!projection) return std::nullopt;
  const auto origin = (*projection)(grid.longitude, grid.latitude);
  if (std::isfinite(origin.x) && std::isfinite(origin.y)) return projection;
  diagnostics.add("origin_not_projected", file.place("grid.origin"), {{"value", grid.projection}});
  return std::nullopt;
}

model::Grid grid_of(const CaseFile& file, const Projection& projection) {
  if (!file.is_sound("grid")) return {};
  const auto& grid = file.contents.grid;
  const auto origin = projection(grid.longitude, grid.latitude);
  return file.contents.model_grid(origin.x, origin.y);
}

void project(scenarios::Place& place, const Projection& projection) {
  const auto metres = projection(place.longitude, place.latitude);
  place.x = metres.x;
  place.y = metres.y;
}

bool is_inside(const model::Grid& grid, const scenarios::Place& place) {
  const bool read = grid.nx > 0 && grid.ny > 0 && grid.dx > 0.0;
  if (!read) return true;  // the grid's own mistake is told once, not again for every place
  return place.x >= grid.x_west && place.x < grid.x_west + grid.nx * grid.dx && place.y >= grid.y_south &&
         place.y < grid.y_south + grid.ny * grid.dx;
}

}  // namespace lantian::io
