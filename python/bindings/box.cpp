// A box of air as NumPy arrays: its series, or its isopleths.
#include "run/box/box.hpp"

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "python/bindings/bindings.hpp"

namespace py = pybind11;

namespace lantian::python {
namespace {

struct Solved {
  io::BoxFile file;
  run::BoxSeries series;
  run::IsoplethField field;
};

Solved solved(const std::filesystem::path& path) {
  Solved made;
  without_lock([&] {
    made.file = io::read_box(path);
    if (made.file.isopleths)
      made.field = run::simulate_isopleths(made.file);
    else
      made.series = run::simulate_box(made.file);
  });
  return made;
}

py::array_t<double> column(const run::BoxSeries& series, auto&& of) {
  py::array_t<double> values(static_cast<py::ssize_t>(series.size()));
  for (std::size_t n = 0; n < series.size(); ++n)
    values.mutable_at(static_cast<py::ssize_t>(n)) = of(series[n]);
  return values;
}

py::dict as_dict(const Solved& of) {
  py::dict made;
  made["id"] = of.file.id;
  made["label"] = std::map<std::string, std::string>{{"en", of.file.label.en}, {"zh", of.file.label.zh}};
  made["mechanism"] = of.file.mechanism_name;
  if (of.file.isopleths) {
    made["species"] = of.file.isopleths->species;
    made["averaging_hours"] = of.file.isopleths->averaging_hours;
    made["nox"] = of.field.nox;
    made["voc"] = of.field.voc;
    made["largest"] = of.field.largest;
    return made;
  }
  py::dict species;
  for (std::size_t s = 0; s < of.file.mechanism.species.size(); ++s)
    if (!of.file.mechanism.species[s].given)
      species[py::str(of.file.mechanism.species[s].name)] =
          column(of.series, [s](const run::BoxInstant& at) { return at.mole_fraction[s]; });
  py::array_t<std::int64_t> time(static_cast<py::ssize_t>(of.series.size()));
  for (std::size_t n = 0; n < of.series.size(); ++n)
    time.mutable_at(static_cast<py::ssize_t>(n)) = of.series[n].time;
  made["time"] = time;
  made["utc_offset"] = of.file.clock.offset;
  made["air_temperature"] = column(of.series, [](const run::BoxInstant& at) { return at.temperature; });
  made["air_pressure"] = column(of.series, [](const run::BoxInstant& at) { return at.pressure; });
  made["mole_fraction"] = species;
  return made;
}

}  // namespace

void bind_box(py::module_& core) {
  core.def(
      "box", [](const std::filesystem::path& path) { return as_dict(solved(path)); }, py::arg("box_path"));
}

}  // namespace lantian::python
