// Mistakes in the input become lantian.InputErrors, every other failure of a run RuntimeError; the text is
// that of the command line.
#include <pybind11/pybind11.h>

#include "io/messages.hpp"
#include "python/bindings/bindings.hpp"

namespace py = pybind11;

namespace lantian::python {
namespace {

void raise_input_errors(const io::InputErrors& errors) {
  const auto type = py::module_::import("lantian.errors").attr("InputErrors");
  PyErr_SetObject(type.ptr(),
                  type.attr("_of")(io::report(errors.mistakes), io::report_json(errors.mistakes)).ptr());
}

}  // namespace

void bind_failures(py::module_& /*core*/) {
  py::register_exception_translator([](std::exception_ptr failure) {
    try {
      if (failure) std::rethrow_exception(failure);
    } catch (const io::InputErrors& errors) {
      raise_input_errors(errors);
    }
  });
}

}  // namespace lantian::python
