#include "io/larger_model.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "io/cf_grid.hpp"
#include "io/ioapi_projection.hpp"

namespace lantian::io {
namespace {

std::optional<model::UtcSeconds> ioapi_time(double date, double time) {
  const auto day = static_cast<long>(date), clock = static_cast<long>(time);
  const int year = static_cast<int>(day / 1000), of_year = static_cast<int>(day % 1000);
  if (year < 1900 || year > 2200 || of_year < 1 || of_year > 366) return std::nullopt;
  const auto begin = std::chrono::sys_days{std::chrono::year{year} / 1 / 1} + std::chrono::days{of_year - 1};
  return begin.time_since_epoch().count() * model::seconds_per_day + clock / 10000 * 3600 +
         clock / 100 % 100 * 60 + clock % 100;
}

std::vector<model::UtcSeconds> ioapi_times(const NetcdfFile& file, Diagnostics& diagnostics) {
  const auto shape = file.shape_of("TFLAG");
  if (shape.size() != 3 || shape[1] < 1 || shape[2] != 2) {
    diagnostics.add("netcdf_shape", file.place(),
                    {{"key", "TFLAG"}, {"value", ""}, {"expected", "TSTEP x VAR x 2"}});
    return {};
  }
  if (file.number_attribute("", "TSTEP") == 0.0) {  // holds for all times; TFLAG is 0
    const auto start = ioapi_time(file.number_attribute("", "SDATE").value_or(0.0),
                                  file.number_attribute("", "STIME").value_or(0.0));
    return {start.value_or(0)};
  }
  const auto flags = file.read("TFLAG", {{0, 0, 0}, {shape[0], 1, 2}}, diagnostics);
  std::vector<model::UtcSeconds> times;
  if (!flags) return times;
  for (std::size_t n = 0; n < shape[0]; ++n) {
    const auto time = ioapi_time((*flags)[2 * n], (*flags)[2 * n + 1]);
    if (!time) {
      diagnostics.add(
          "not_a_time", file.place(),
          {{"key", "TFLAG"}, {"value", fmt::format("{:.0f}, {:.0f}", (*flags)[2 * n], (*flags)[2 * n + 1])}});
      return {};
    }
    times.push_back(*time);
  }
  return times;
}

std::vector<double> centres(double first_edge, double step, int count) {
  std::vector<double> values(static_cast<std::size_t>(count));
  for (int n = 0; n < count; ++n) values[static_cast<std::size_t>(n)] = first_edge + (n + 0.5) * step;
  return values;
}

}  // namespace

bool is_ioapi(const NetcdfFile& file) {
  return file.has("TFLAG") && file.number_attribute("", "GDTYP").has_value();
}

std::optional<ForeignGrid> ioapi_grid(const NetcdfFile& file, Diagnostics& diagnostics) {
  const auto number = [&](const char* name) { return file.number_attribute("", name).value_or(0.0); };
  const IoapiProjection p{static_cast<int>(number("GDTYP")),
                          number("P_ALP"),
                          number("P_BET"),
                          number("P_GAM"),
                          number("XCENT"),
                          number("YCENT")};
  const double dx = number("XCELL"), dy = number("YCELL"), columns = number("NCOLS"), rows = number("NROWS");
  const auto words = proj_words(p);
  if (!words) {
    diagnostics.add("ioapi_projection", file.place(), {{"value", "GDTYP " + std::to_string(p.type)}});
    return std::nullopt;
  }
  if (!(dx > 0.0 && dy > 0.0 && columns >= 2 && rows >= 2 && columns < 1e5 && rows < 1e5)) {
    diagnostics.add("netcdf_shape", file.place(),
                    {{"key", "NCOLS, NROWS, XCELL, YCELL"},
                     {"value", fmt::format("{}, {}, {}, {}", columns, rows, dx, dy)},
                     {"expected", "> 0"}});
    return std::nullopt;
  }
  double x = number("XORIG"), y = number("YORIG");
  std::optional<Projection> projection;
  if (!words->empty()) {
    projection = Projection::open(*words, file.place(), diagnostics);
    if (!projection) return std::nullopt;
    if (p.type != 5) {  // UTM counts from its zone's own zero
      const auto centre = (*projection)(p.x_centre, p.y_centre);
      x += centre.x, y += centre.y;
    }
  }
  return ForeignGrid(std::move(projection), centres(x, dx, static_cast<int>(columns)),
                     centres(y, dy, static_cast<int>(rows)));
}

std::optional<std::size_t> LargerModelFile::record(model::UtcSeconds time) const {
  const auto found = std::find(times.begin(), times.end(), time);
  if (found == times.end()) return std::nullopt;
  return static_cast<std::size_t>(found - times.begin());
}

std::optional<LargerModelFile> open_larger_model(const std::string& path, const TextPlace& mentioned,
                                                 Diagnostics& diagnostics) {
  auto file = NetcdfFile::open(path, diagnostics, mentioned);
  if (!file) return std::nullopt;
  const std::size_t before = diagnostics.items().size();
  const bool ioapi = is_ioapi(*file);
  auto grid = ioapi ? ioapi_grid(*file, diagnostics) : cf_grid(*file, diagnostics);
  auto times = ioapi ? ioapi_times(*file, diagnostics) : cf_times(*file, diagnostics);
  if (!grid || diagnostics.items().size() != before) return std::nullopt;
  return LargerModelFile{std::move(*file), std::move(*grid), std::move(times), ioapi};
}

bool is_field(const LargerModelFile& model, const std::string& variable) {
  const auto shape = model.file.shape_of(variable);
  return shape.size() == 4 && shape[0] == model.times.size() && shape[1] >= 1 &&
         shape[2] == static_cast<std::size_t>(model.grid.ny()) &&
         shape[3] == static_cast<std::size_t>(model.grid.nx());
}

}  // namespace lantian::io
