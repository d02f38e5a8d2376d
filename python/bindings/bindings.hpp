/// One function for each file of bindings; core.cpp is their list.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>

namespace pybind11 {
class module_;
}

namespace lantian::python {

/// `work` with the interpreter's lock released; what is no mistake of the user's becomes RuntimeError. Runs
/// of several threads go on side by side: each has its own number of threads, NetCDF and PROJ have their
/// locks.
void without_lock(const std::function<void()>& work);

void bind_box(pybind11::module_& core);
void bind_failures(pybind11::module_& core);
void bind_files(pybind11::module_& core);
void bind_plans(pybind11::module_& core);
void bind_plume(pybind11::module_& core);
void bind_run(pybind11::module_& core);
void bind_skill(pybind11::module_& core);
void bind_standards(pybind11::module_& core);
void bind_units(pybind11::module_& core);

}  // namespace lantian::python
