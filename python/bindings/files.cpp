// What the package's files share with those of the library: one lock of NetCDF, one folder of tables.
#include <pybind11/pybind11.h>
#include <pybind11/stl/filesystem.h>

#include <optional>

#include "io/data_folder.hpp"
#include "io/netcdf_lock.hpp"
#include "io/regular_file.hpp"
#include "io/share_folder.hpp"
#include "io/toml_value.hpp"
#include "python/bindings/bindings.hpp"

namespace py = pybind11;

namespace lantian::python {
namespace {

/// `with NetcdfGuard():` the interpreter's lock is released while it waits for a run that writes.
class NetcdfGuard {
 public:
  void enter() {
    const py::gil_scoped_release release;
    held_.emplace();
  }
  void exit() { held_.reset(); }

 private:
  std::optional<io::NetcdfLock> held_;
};

/// The text of a file that is sound TOML; all its mistakes otherwise.
std::string checked_toml(const std::filesystem::path& file) {
  io::Diagnostics diagnostics;
  io::read_toml(file, diagnostics);
  const auto text = diagnostics.empty() ? io::read_text_file(file, diagnostics) : std::nullopt;
  diagnostics.throw_if_any();
  return text.value_or("");
}

}  // namespace

void bind_files(py::module_& core) {
  py::class_<NetcdfGuard>(core, "NetcdfGuard")
      .def(py::init<>())
      .def("__enter__", &NetcdfGuard::enter)
      .def("__exit__", [](NetcdfGuard& guard, const py::args&) { guard.exit(); });
  core.def("set_share_folder", &io::set_share_folder, py::arg("folder"));
  core.def("checked_toml", &checked_toml, py::arg("file"));
  core.def("data_folder", &io::data_folder);
}

}  // namespace lantian::python
