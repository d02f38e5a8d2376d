#include "io/sweep/dataset_file.hpp"

#include <netcdf.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "io/csv_text.hpp"
#include "io/netcdf_lock.hpp"
#include "io/netcdf_writer.hpp"
#include "scenarios/policy/plan_text.hpp"

namespace lantian::io {
namespace {

std::string number(double value) { return std::isnan(value) ? "" : scenarios::exact_text(value); }

/// A name that NetCDF tools take as a variable's.
std::string safe(std::string name) {
  for (char& c : name)
    if (!(std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-')) c = '_';
  return name;
}

class DatasetWriter {
 public:
  DatasetWriter(const SweepDataset& data, const std::filesystem::path& target)
      : data_(data), m_(data.manifest), nc_(target, NC_NETCDF4) {}

  void write() {
    define();
    nc_.end_definitions();
    put();
    nc_.close();
  }

 private:
  int add(const std::string& name, int type, const std::vector<int>& axes, const std::string& unit,
          const std::string& meaning) {
    const int id = nc_.variable(name.c_str(), type, axes);
    nc_.attribute(id, "units", unit);
    nc_.attribute(id, "long_name", meaning);
    return id;
  }

  /// Texts are NetCDF strings: coordinates that xarray selects by.
  int texts(const std::string& name, int axis, const std::vector<std::string>& values) {
    const int id = nc_.variable(name.c_str(), NC_STRING, {axis});
    later_.push_back([this, id, values] {
      std::vector<const char*> all;
      for (const auto& text : values) all.push_back(text.c_str());
      nc_.check(nc_put_var_string(nc_.id(), id, all.data()));
    });
    return id;
  }
  void doubles(int id, const std::vector<double>& values) {
    later_.push_back([this, id, &values] { nc_.check(nc_put_var_double(nc_.id(), id, values.data())); });
  }
  void floats(const std::string& name, const std::vector<int>& axes, const std::vector<float>& values,
              const std::string& meaning) {
    const int id = add(name, NC_FLOAT, axes, "ug m-3", meaning);
    nc_.check(nc_def_var_deflate(nc_.id(), id, 1, 1, 4));
    later_.push_back([this, id, &values] { nc_.check(nc_put_var_float(nc_.id(), id, values.data())); });
  }

  void define_axes() {
    for (const auto& d : m_.dimensions) {
      const std::string name = safe(d.name);
      axes_.push_back(nc_.dimension(name.c_str(), d.size()));
      if (!d.words.empty())
        texts(name, axes_.back(), d.words);
      else
        doubles(add(name, NC_DOUBLE, {axes_.back()}, "1", d.kind), d.numbers);
      for (const auto& c : d.coordinates)
        doubles(add(safe(c.name), NC_DOUBLE, {axes_.back()}, "1", c.path.empty() ? c.kind : c.path),
                c.numbers);
      if (d.kind == "weather") weather_ = axes_.back();
      if (d.name != m_.across) others_.push_back(axes_.back());
    }
    if (weather_ >= 0) return;
    weather_ = nc_.dimension("weather", m_.weathers.size());
    std::vector<std::string> ids;
    for (const auto& w : m_.weathers) ids.push_back(w.choice.id);
    texts("weather", weather_, ids);
  }

  void define() {
    nc_.attribute(NC_GLOBAL, "Conventions", std::string("CF-1.8"));
    nc_.attribute(NC_GLOBAL, "title", m_.label.en);
    nc_.attribute(NC_GLOBAL, "source", std::string("lantian, a sweep of three-dimensional runs"));
    if (m_.synthetic)
      nc_.attribute(NC_GLOBAL, "comment",
                    std::string("SYNTHETIC case: neither observations nor an official inventory"));
    for (const auto& [key, value] : data_.provenance) nc_.attribute(NC_GLOBAL, key.c_str(), value);
    define_axes();
    for (const auto& column : data_.columns) {
      doubles(add(safe(column.name), NC_DOUBLE, axes_, column.unit, column.meaning), column.values);
      if (!column.baseline.empty())
        doubles(add(safe(column.name) + "_baseline", NC_DOUBLE, {weather_}, column.unit,
                    "of the baseline: " + column.meaning),
                column.baseline);
    }
    for (const auto& score : data_.scores)
      doubles(add(safe(score.name), NC_DOUBLE, others_, score.unit, score.meaning), score.values);
    const int rescued = add("in_double_precision", NC_BYTE, axes_, "1",
                            "1: not solved in the sweep's numbers, computed in double precision beside a "
                            "baseline of its own");
    later_.push_back([this, rescued] {
      std::vector<signed char> flags;
      for (const auto& why : data_.rescued) flags.push_back(why.empty() ? 0 : 1);
      nc_.check(nc_put_var_schar(nc_.id(), rescued, flags.data()));
    });
    define_series();
    define_maps();
  }

  void define_series() {
    if (data_.differences.empty()) return;
    const int quantity = nc_.dimension("quantity", data_.quantities.size()),
              monitor = nc_.dimension("monitor", data_.monitors.size()),
              hour = nc_.dimension("hour", data_.hours);
    texts("quantity", quantity, data_.quantities);
    texts("monitor", monitor, data_.monitors);
    const int start = nc_.variable("first_hour", NC_INT64, {weather_});
    nc_.attribute(start, "units", std::string("seconds since 1970-01-01 00:00:00"));
    nc_.attribute(start, "long_name", std::string("beginning of hour 0"));
    later_.push_back([this, start] {
      const std::vector<long long> hours(data_.first_hours.begin(), data_.first_hours.end());
      nc_.check(nc_put_var_longlong(nc_.id(), start, hours.data()));
    });
    auto axes = axes_;
    axes.insert(axes.end(), {quantity, monitor, hour});
    floats("series_baseline", {weather_, quantity, monitor, hour}, data_.baseline,
           "hourly mean of the baseline");
    floats("series_change", axes, data_.differences, "hourly mean less the baseline's");
  }

  void define_maps() {
    if (data_.maps.empty()) return;
    const int map = nc_.dimension("map", data_.maps.size()), y = nc_.dimension("y", data_.y.size()),
              x = nc_.dimension("x", data_.x.size());
    texts("map", map, data_.maps);
    doubles(add("y", NC_DOUBLE, {y}, "m", "projection y coordinate"), data_.y);
    doubles(add("x", NC_DOUBLE, {x}, "m", "projection x coordinate"), data_.x);
    auto axes = axes_;
    axes.insert(axes.end(), {map, y, x});
    floats("map_baseline", {weather_, map, y, x}, data_.baseline_maps, "mean of the baseline over the hours");
    floats("map_change", axes, data_.map_differences, "mean over the hours less the baseline's");
  }

  void put() {
    for (const auto& write : later_) write();
  }

  const SweepDataset& data_;
  const SweepManifest& m_;
  NetcdfWriter nc_;
  std::vector<int> axes_, others_;
  int weather_ = -1;
  std::vector<std::function<void()>> later_;
};

}  // namespace

void write_sweep_dataset(const SweepDataset& dataset, const std::filesystem::path& target) {
  const NetcdfLock lock;
  DatasetWriter(dataset, target).write();
}

std::string sweep_table(const SweepDataset& dataset) {
  const auto& m = dataset.manifest;
  std::string text = m.synthetic ? "# SYNTHETIC case: neither observations nor an official inventory\n" : "";
  text += "member";
  for (const auto& d : m.dimensions) {
    text += "," + csv_cell(d.name);
    for (const auto& c : d.coordinates) text += "," + csv_cell(c.name);
  }
  for (const auto& column : dataset.columns)
    text += "," + csv_cell(column.name + (column.unit.empty() ? "" : " [" + column.unit + "]"));
  text += ",scenario,failure,in double precision after\n";
  for (std::size_t member = 0; member < m.members.size(); ++member) {
    std::string row;
    std::size_t rest = member;
    for (std::size_t d = m.dimensions.size(); d-- > 0;) {
      const auto& dimension = m.dimensions[d];
      const std::size_t at = rest % dimension.size();
      rest /= dimension.size();
      std::string cells =
          "," + (dimension.words.empty() ? number(dimension.numbers[at]) : csv_cell(dimension.words[at]));
      for (const auto& c : dimension.coordinates) cells += "," + number(c.numbers[at]);
      row = cells + row;
    }
    text += std::to_string(member) + row;
    for (const auto& column : dataset.columns) text += "," + number(column.values[member]);
    text += "," + m.scenarios[static_cast<std::size_t>(m.members[member])].key.substr(0, 12) + "," +
            csv_cell(dataset.failures[member]) + "," + csv_cell(dataset.rescued[member]) + "\n";
  }
  return text;
}

}  // namespace lantian::io
