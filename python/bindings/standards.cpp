// Chinese air quality standards on arrays: daily statistics, indices, limits. Nothing is computed here.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <limits>

#include "python/bindings/arrays.hpp"
#include "python/bindings/bindings.hpp"
#include "run/results.hpp"
#include "scenarios/standards/judge.hpp"
#include "scenarios/standards/percentile.hpp"
#include "scenarios/standards/statistics.hpp"

namespace py = pybind11;

namespace lantian::python {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

const scenarios::Standards& standards() {
  static const scenarios::Standards read = run::shipped_standards();
  return read;
}

/// The standards of one day for all, where one is named.
scenarios::Judge judge_of(const std::string& standard) {
  if (standard.empty()) return scenarios::Judge(standards());
  const auto day = scenarios::judging_day(standards(), standard);
  if (!day) throw py::value_error("no standard " + standard);  // the Python side has checked the name
  return scenarios::Judge(standards(), *day);
}

double ozone_limit(const scenarios::Judge& judge, std::int64_t day) {
  const auto* limit = judge.limits(day).limit("O3", "mda8");
  return limit ? limit->class_2 : std::numeric_limits<double>::infinity();
}

/// values: (series, hours) kg m-3, NaN: none, the first hour beginning `start` hours after 1970-01-01T00:00
/// local. Gives the local days, and (series, days).
py::tuple daily(const Numbers& values, std::int64_t start, const std::string& average,
                const std::string& standard) {
  const auto judge = judge_of(standard);
  const model::LocalClock clock{0};  // hours are local already
  const auto count = static_cast<std::size_t>(values.shape(0)),
             hours = static_cast<std::size_t>(values.shape(1));
  scenarios::HourlyValues series{start * model::seconds_per_hour, std::vector<double>(hours)};
  auto days = scenarios::local_days(series, clock);
  std::vector<double> statistics;
  statistics.reserve(count * days.size());
  for (std::size_t n = 0; n < count; ++n) {
    series.values.assign(values.data() + n * hours, values.data() + (n + 1) * hours);
    for (const auto day : days) {
      const auto of_day = scenarios::hours_of_local_day(series, clock, day);
      const auto& validity = judge.assessment(day).validity;
      const auto found = average == "mda8"
                             ? scenarios::largest_8h_mean(of_day, ozone_limit(judge, day), validity)
                         : average == "1h" ? scenarios::largest_1h(of_day, validity)
                                           : scenarios::mean_24h(of_day, validity);
      statistics.push_back(found.value.value_or(none));
    }
  }
  const auto all = static_cast<py::ssize_t>(days.size());
  return py::make_tuple(array_of(std::move(days), {all}),
                        array_of(std::move(statistics), {static_cast<py::ssize_t>(count), all}));
}

/// values: (cases, columns) kg m-3; `days` by case; a column is a pollutant and its averaging time. Gives
/// index (NaN: none), category (-1: none), primary pollutants as bits of the columns, and each column's
/// sub-index.
py::tuple indices(const Numbers& values, const WholeNumbers& days, const std::vector<std::string>& pollutants,
                  const std::vector<std::string>& averages, bool hourly, const std::string& standard) {
  const auto judge = judge_of(standard);
  const auto count = static_cast<std::size_t>(days.size()), columns = pollutants.size();
  std::vector<double> index(count, none), sub(count * columns, none);
  std::vector<std::int64_t> category(count, -1), primary(count, 0);
  for (std::size_t n = 0; n < count; ++n) {
    const auto& scheme = judge.index(days.data()[n]);
    std::vector<scenarios::Concentration> given;
    for (std::size_t c = 0; c < columns; ++c)
      if (const double value = values.data()[n * columns + c]; !std::isnan(value))
        given.push_back({pollutants[c], averages[c], value});
    const auto found =
        hourly ? scenarios::hourly_index(scheme, given) : scenarios::daily_index(scheme, given);
    if (found.value) index[n] = *found.value;
    category[n] = found.category;
    for (std::size_t c = 0; c < columns; ++c) {
      for (const auto& one : found.sub_indices)
        if (one.pollutant == pollutants[c] && one.average == averages[c]) sub[n * columns + c] = one.index;
      for (const auto& one : found.primary)
        if (one == pollutants[c]) primary[n] |= std::int64_t{1} << c;
    }
  }
  const auto all = static_cast<py::ssize_t>(count);
  return py::make_tuple(array_of(std::move(index), {all}), array_of(std::move(category), {all}),
                        array_of(std::move(primary), {all}),
                        array_of(std::move(sub), {all, static_cast<py::ssize_t>(columns)}));
}

py::dict rules(std::int64_t day, const std::string& standard) {
  const auto judge = judge_of(standard);
  py::list limits, categories;
  for (const auto& one : judge.limits(day).limits)
    limits.append(py::make_tuple(one.pollutant, one.average, one.class_1, one.class_2));
  for (const auto& one : judge.index(day).categories)
    categories.append(py::make_tuple(one.label.en, one.label.zh, one.highest, one.colour));
  py::dict made;
  made["limits_id"] = judge.limits(day).id;
  made["index_id"] = judge.index(day).id;
  made["assessment_id"] = judge.assessment(day).id;
  made["gas_temperature"] = judge.gas_temperature(day);
  made["limits"] = limits;
  made["categories"] = categories;
  return made;
}

}  // namespace

void bind_standards(py::module_& core) {
  using py::arg;
  core.def("daily", &daily, arg("values"), arg("start"), arg("average"), arg("standard"));
  core.def("indices", &indices, arg("values"), arg("days"), arg("pollutants"), arg("averages"), arg("hourly"),
           arg("standard"));
  core.def("rules", &rules, arg("day"), arg("standard"));
  core.def("standard_ids", [] { return scenarios::standard_ids(standards()); });
  core.def(
      "percentile",
      [](const Numbers& values, double p) {
        const auto span = span_of(values);
        return scenarios::percentile({span.begin(), span.end()}, p);
      },
      arg("values"), arg("p"));
}

}  // namespace lantian::python
