// The private module lantian._core: what the typed package stands on.
#include <pybind11/pybind11.h>

#include "io/messages.hpp"
#include "python/bindings/bindings.hpp"
#include "run/version.hpp"

PYBIND11_MODULE(_core, core) {
  core.attr("__version__") = lantian::run::version();
  core.def(
      "set_language",
      [](const std::string& asked) {
        return lantian::io::set_language(asked) == lantian::io::Language::zh ? "zh" : "en";
      },
      pybind11::arg("asked"));
  lantian::python::bind_box(core);
  lantian::python::bind_failures(core);
  lantian::python::bind_files(core);
  lantian::python::bind_plans(core);
  lantian::python::bind_plume(core);
  lantian::python::bind_run(core);
  lantian::python::bind_skill(core);
  lantian::python::bind_standards(core);
  lantian::python::bind_units(core);
}
