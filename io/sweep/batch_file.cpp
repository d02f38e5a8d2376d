#include "io/sweep/batch_file.hpp"

#include <netcdf.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

#include "io/netcdf_lock.hpp"
#include "io/netcdf_reader.hpp"
#include "io/netcdf_writer.hpp"
#include "io/sha256.hpp"

namespace lantian::io {
namespace {

constexpr const char* provenance_name = "lantian_provenance";
constexpr const char* format_name = "lantian_sweep_batch";
constexpr const char* digest_name = "lantian_contents";
constexpr const char* format = "3";

/// Texts as a (row, letter) variable.
class Texts {
 public:
  Texts(NetcdfWriter& nc, const char* name, const char* dimension, int rows,
        const std::vector<std::string>& texts)
      : nc_(nc), texts_(texts) {
    for (const auto& text : texts) longest_ = std::max(longest_, text.size());
    const int letters = nc.dimension((std::string(dimension) + "_letters").c_str(), longest_);
    id_ = nc.variable(name, NC_CHAR, {rows, letters});
  }
  void put() const {
    std::string all;
    for (auto text : texts_) all += (text.resize(longest_, '\0'), text);
    if (!all.empty()) nc_.check(nc_put_var_text(nc_.id(), id_, all.data()));
  }

 private:
  NetcdfWriter& nc_;
  const std::vector<std::string>& texts_;
  std::size_t longest_ = 1;
  int id_ = 0;
};

int packed(NetcdfWriter& nc, const char* name, std::vector<int> dimensions, const char* long_name) {
  const int id = nc.variable(name, NC_FLOAT, std::move(dimensions));
  nc.check(nc_def_var_deflate(nc.id(), id, 1, 1, 4));
  nc.attribute(id, "long_name", std::string(long_name));
  nc.attribute(id, "units", std::string("ug m-3"));
  return id;
}

std::vector<float> floats(const std::optional<std::vector<double>>& values) {
  std::vector<float> made;
  if (values)
    for (const double value : *values) made.push_back(static_cast<float>(value));
  return made;
}

template <class Real>
void append(std::string& bytes, const std::vector<Real>& values) {
  bytes += std::to_string(values.size()) + "\n";
  for (Real value : values) {
    if (std::isnan(value)) value = std::numeric_limits<Real>::quiet_NaN();  // of all NaN one
    char letters[sizeof(Real)];
    std::memcpy(letters, &value, sizeof(Real));
    bytes.append(letters, sizeof(Real));
  }
}

/// SHA-256 of all that is kept: HDF5 does not notice a chunk that has gone from its index, and gives fill.
std::string digest_of(const SweepBatchFile& c) {
  std::string bytes = c.batch + "\n" + nlohmann::json(c.provenance).dump() + "\n" +
                      std::to_string(c.first_hour) + " " + std::to_string(c.hours) + "\n";
  for (const auto* texts :
       {&c.keys, &c.failures, &c.rescued, &c.metrics, &c.monitors, &c.quantities, &c.maps})
    for (const auto& text : *texts) bytes += std::to_string(text.size()) + " " + text + "\n";
  for (const auto* values : {&c.values, &c.y, &c.x}) append(bytes, *values);
  for (const auto* values : {&c.baseline, &c.differences, &c.baseline_maps, &c.map_differences})
    append(bytes, *values);
  return sha256(bytes);
}

}  // namespace

void write_batch_file(const SweepBatchFile& c, const std::filesystem::path& target) {
  const NetcdfLock lock;
  NetcdfWriter nc(target, NC_NETCDF4);
  const int scenario = nc.dimension("scenario", c.keys.size());
  const int row = nc.dimension("row", c.keys.size() + 1);
  const int metric = nc.dimension("metric", c.metrics.size());
  const int monitor = nc.dimension("monitor", c.monitors.size());
  const int quantity = nc.dimension("quantity", c.quantities.size());
  const int hour = nc.dimension("hour", c.hours);
  nc.attribute(NC_GLOBAL, format_name, std::string(format));
  nc.attribute(NC_GLOBAL, "lantian_batch", c.batch);
  nc.attribute(NC_GLOBAL, provenance_name, nlohmann::json(c.provenance).dump());
  nc.attribute(NC_GLOBAL, "lantian_first_hour", std::to_string(c.first_hour));
  nc.attribute(NC_GLOBAL, digest_name, digest_of(c));
  if (c.synthetic)
    nc.attribute(NC_GLOBAL, "comment",
                 std::string("SYNTHETIC case: neither observations nor an official inventory"));
  const Texts keys(nc, "key", "key", scenario, c.keys),
      failures(nc, "failure", "failure", scenario, c.failures),
      rescued(nc, "rescued", "rescued", scenario, c.rescued),
      metrics(nc, "metric_name", "metric", metric, c.metrics),
      monitors(nc, "monitor_id", "monitor", monitor, c.monitors),
      quantities(nc, "quantity_name", "quantity", quantity, c.quantities);
  const int values = nc.variable("value", NC_DOUBLE, {row, metric});
  nc.attribute(values, "long_name", std::string("metrics of the baseline, then of the scenarios"));
  const int baseline = packed(nc, "baseline", {quantity, monitor, hour}, "hourly mean of the baseline");
  const int differences = packed(nc, "difference", {scenario, quantity, monitor, hour},
                                 "hourly mean of the scenario less the baseline's");
  int base_map = -1, map_differences = -1, ys = -1, xs = -1;
  std::optional<Texts> maps;
  if (!c.maps.empty()) {
    const int map = nc.dimension("map", c.maps.size()), y = nc.dimension("y", c.y.size()),
              x = nc.dimension("x", c.x.size());
    maps.emplace(nc, "map_name", "map", map, c.maps);
    ys = nc.variable("y", NC_DOUBLE, {y});
    xs = nc.variable("x", NC_DOUBLE, {x});
    for (const int coordinate : {ys, xs}) nc.attribute(coordinate, "units", std::string("m"));
    base_map = packed(nc, "baseline_map", {map, y, x}, "mean of the baseline over the hours");
    map_differences =
        packed(nc, "map_difference", {scenario, map, y, x}, "the scenario's less the baseline's");
  }
  nc.end_definitions();
  for (const auto* texts : {&keys, &failures, &rescued, &metrics, &monitors, &quantities}) texts->put();
  nc.check(nc_put_var_double(nc.id(), values, c.values.data()));
  nc.check(nc_put_var_float(nc.id(), baseline, c.baseline.data()));
  nc.check(nc_put_var_float(nc.id(), differences, c.differences.data()));
  if (maps) {
    maps->put();
    nc.check(nc_put_var_double(nc.id(), ys, c.y.data()));
    nc.check(nc_put_var_double(nc.id(), xs, c.x.data()));
    nc.check(nc_put_var_float(nc.id(), base_map, c.baseline_maps.data()));
    nc.check(nc_put_var_float(nc.id(), map_differences, c.map_differences.data()));
  }
  nc.close();
}

std::optional<SweepBatchFile> read_batch_file(const std::filesystem::path& path, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.items().size();
  const auto file = NetcdfFile::open(path, diagnostics);
  if (!file) return std::nullopt;
  const auto broken = [&](const std::string& what) {
    diagnostics.add("netcdf_broken", file->place(), {{"value", path.string()}, {"system", what}});
    return std::nullopt;
  };
  if (file->text_attribute("", format_name) != format) return broken("no result of a sweep");
  SweepBatchFile c;
  c.batch = file->text_attribute("", "lantian_batch").value_or("");
  c.synthetic = file->text_attribute("", "comment").has_value();
  try {
    c.provenance = nlohmann::json::parse(file->text_attribute("", provenance_name).value_or("{}"))
                       .get<std::map<std::string, std::string>>();
    c.first_hour = std::stoll(file->text_attribute("", "lantian_first_hour").value_or(""));
  } catch (const std::exception& failure) {
    return broken(failure.what());
  }
  c.keys = file->read_texts("key", diagnostics);
  c.failures = file->read_texts("failure", diagnostics);
  c.rescued = file->read_texts("rescued", diagnostics);
  c.metrics = file->read_texts("metric_name", diagnostics);
  c.monitors = file->read_texts("monitor_id", diagnostics);
  c.quantities = file->read_texts("quantity_name", diagnostics);
  c.values = file->read_with_gaps("value", diagnostics).value_or(std::vector<double>{});
  c.baseline = floats(file->read_with_gaps("baseline", diagnostics));
  c.differences = floats(file->read_with_gaps("difference", diagnostics));
  c.hours = file->dimension("hour").value_or(0);
  if (file->has("map_name")) {
    c.maps = file->read_texts("map_name", diagnostics);
    c.y = file->read_with_gaps("y", diagnostics).value_or(std::vector<double>{});
    c.x = file->read_with_gaps("x", diagnostics).value_or(std::vector<double>{});
    c.baseline_maps = floats(file->read_with_gaps("baseline_map", diagnostics));
    c.map_differences = floats(file->read_with_gaps("map_difference", diagnostics));
  }
  if (diagnostics.items().size() != before) return std::nullopt;
  const std::size_t series = c.quantities.size() * c.monitors.size() * c.hours,
                    fields = c.maps.size() * c.y.size() * c.x.size();
  if (c.failures.size() != c.keys.size() || c.rescued.size() != c.keys.size() ||
      c.values.size() != (c.keys.size() + 1) * c.metrics.size() || c.baseline.size() != series ||
      c.differences.size() != series * c.keys.size() || c.baseline_maps.size() != fields ||
      c.map_differences.size() != fields * c.keys.size())
    return broken("arrays of other sizes than their axes");
  if (file->text_attribute("", digest_name) != digest_of(c))
    return broken("other contents than were written");
  return c;
}

}  // namespace lantian::io
