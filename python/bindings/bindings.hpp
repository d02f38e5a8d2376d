/// One function for each file of bindings; core.cpp is their list.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pybind11 {
class module_;
}

namespace lantian::python {

void bind_box(pybind11::module_& core);
void bind_failures(pybind11::module_& core);
void bind_run(pybind11::module_& core);
void bind_units(pybind11::module_& core);

}  // namespace lantian::python
