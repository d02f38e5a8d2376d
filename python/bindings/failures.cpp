// Mistakes in the input become lantian.InputErrors, every other failure of a run RuntimeError; the text is
// that of the command line.
#include <pybind11/pybind11.h>

#include <stdexcept>

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

void without_lock(const std::function<void()>& work) {
  try {
    const py::gil_scoped_release release;
    work();
  } catch (const io::InputErrors&) {
    throw;
  } catch (const std::exception& failure) {
    throw std::runtime_error(io::harmless(failure.what(), 2000));
  }
}

void bind_failures(py::module_& core) {
  core.def(
      "argument_text",
      [](const std::string& argument, const std::string& came, const std::string& accepted) {
        return io::translated("{key}: {value} came; accepted: {accepted}",
                              {{"key", argument}, {"value", came}, {"accepted", accepted}});
      },
      py::arg("argument"), py::arg("came"), py::arg("accepted"));
  py::register_exception_translator([](std::exception_ptr failure) {
    try {
      if (failure) std::rethrow_exception(failure);
    } catch (const io::InputErrors& errors) {
      raise_input_errors(errors);
    }
  });
}

}  // namespace lantian::python
