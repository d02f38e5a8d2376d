/// One function for each file of bindings; core.cpp is their list.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>

namespace pybind11 {
class module_;
}

namespace lantian::python {

/// `work` with the interpreter's lock released, one at a time; what is no mistake of the user's becomes
/// RuntimeError.
void without_lock(const std::function<void()>& work);

void bind_box(pybind11::module_& core);
void bind_failures(pybind11::module_& core);
void bind_run(pybind11::module_& core);
void bind_units(pybind11::module_& core);

}  // namespace lantian::python
