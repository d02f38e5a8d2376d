// Units are read by the parser of the case files.
#include <pybind11/pybind11.h>

#include "io/units.hpp"
#include "python/bindings/bindings.hpp"

namespace py = pybind11;

namespace lantian::python {

void bind_units(py::module_& core) {
  core.def(
      "conversion_factor",
      [](const std::string& from, const std::string& to) {
        const auto found = io::conversion(from, to);
        if (!found || found->offset != 0.0)
          throw py::value_error("`" + to + "` is no unit that `" + from + "` can be turned into");
        return found->factor;
      },
      py::arg("from_unit"), py::arg("to_unit"));
}

}  // namespace lantian::python
