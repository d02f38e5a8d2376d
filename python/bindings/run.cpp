// run_case and the check of a case: without the interpreter's lock, one at a time, and Ctrl-C is heard.
#include "run/run.hpp"

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <memory>

#include "io/messages.hpp"
#include "python/bindings/bindings.hpp"
#include "run/engine.hpp"

namespace py = pybind11;

namespace lantian::python {
namespace {

/// Calls `heard(hours done, hours)`; a signal's exception, or the function's own, stops the run at the hour.
class PythonProgress final : public run::Progress {
 public:
  explicit PythonProgress(py::object heard) : heard_(std::move(heard)) {}

  void hour(int done, int hours) override {
    const py::gil_scoped_acquire lock;
    if (failure_ || heard_.is_none()) return;
    try {
      heard_(done, hours);
    } catch (py::error_already_set& error) {
      failure_ = std::make_unique<py::error_already_set>(std::move(error));
    }
  }
  bool stop_requested() override {
    const py::gil_scoped_acquire lock;
    if (!failure_ && PyErr_CheckSignals() != 0) failure_ = std::make_unique<py::error_already_set>();
    return failure_ != nullptr;
  }
  /// To be called with the interpreter's lock.
  void rethrow(const std::optional<std::filesystem::path>& restart) {
    if (!failure_) return;
    py::error_already_set error = std::move(*failure_);
    failure_.reset();
    if (restart) error.value().attr("add_note")(restart_note(*restart));
    throw error;
  }

 private:
  static std::string restart_note(const std::filesystem::path& restart) {
    return io::translated("stopped; go on with --restart {file}", {{"file", restart.string()}});
  }
  py::object heard_;
  std::unique_ptr<py::error_already_set> failure_;
};

py::dict as_dict(const run::Summary& summary) {
  py::dict seconds;
  for (const auto& [name, value] : summary.seconds) seconds[py::str(name)] = value;
  py::dict made;
  made["folder"] = summary.folder;
  made["report"] = summary.report;
  made["members"] = summary.members;
  made["largest_residual"] = summary.largest_residual;
  made["field_hashes"] = summary.field_hashes;
  made["seconds"] = seconds;
  made["unconverged_aerosols"] = summary.unconverged_aerosols;
  made["solved_aerosols"] = summary.solved_aerosols;
  return made;
}

py::dict run_case(const std::filesystem::path& case_path, const std::string& season,
                  const std::string& variant, bool outside_allowed, const std::filesystem::path& output,
                  int threads, const std::vector<std::string>& members, bool double_precision,
                  const std::optional<std::filesystem::path>& restart, py::object progress) {
  run::Request request;
  request.case_path = case_path;
  request.choice = {season, variant, outside_allowed};
  request.output = output;
  request.threads = threads;
  request.members = members;
  request.double_precision = double_precision;
  request.restart = restart;
  PythonProgress heard(std::move(progress));
  run::Summary summary;
  without_lock([&] { summary = run::run_case(request, heard); });
  heard.rethrow(summary.restart);
  return as_dict(summary);
}

void check(const std::filesystem::path& case_path, const std::string& season, const std::string& variant,
           bool outside_allowed) {
  without_lock([&] { run::check_case(case_path, {season, variant, outside_allowed}); });
}

}  // namespace

void bind_run(py::module_& core) {
  using py::arg;
  core.def("run_case", &run_case, py::kw_only(), arg("case_path"), arg("season"), arg("variant"),
           arg("outside_allowed"), arg("output"), arg("threads"), arg("members"), arg("double_precision"),
           arg("restart"), arg("progress"));
  core.def("check", &check, py::kw_only(), arg("case_path"), arg("season"), arg("variant"),
           arg("outside_allowed"));
}

}  // namespace lantian::python
