/// Vectors as NumPy arrays without a copy, NumPy arrays as spans without one.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <pybind11/numpy.h>

#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace lantian::python {

/// Contiguous doubles; the package's Python side has checked type and shape.
using Numbers = pybind11::array_t<double, pybind11::array::c_style>;
using WholeNumbers = pybind11::array_t<std::int64_t, pybind11::array::c_style>;

template <class T>
std::span<const T> span_of(const pybind11::array_t<T, pybind11::array::c_style>& array) {
  return {array.data(), static_cast<std::size_t>(array.size())};
}

/// The array owns the vector's memory.
template <class T>
pybind11::array_t<T> array_of(std::vector<T> values, std::vector<pybind11::ssize_t> shape) {
  auto kept = std::make_unique<std::vector<T>>(std::move(values));
  T* data = kept->data();
  const pybind11::capsule owner(kept.release(),
                                [](void* held) { delete static_cast<std::vector<T>*>(held); });
  return pybind11::array_t<T>(std::move(shape), data, owner);
}

}  // namespace lantian::python
