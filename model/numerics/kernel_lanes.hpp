/// For sources that are compiled once an instruction set (*.kernel.cpp): as many doubles as it has room for,
/// and names that carry it. Include from nowhere else.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#define LANTIAN_JOIN2(a, b) a##b
#define LANTIAN_JOIN(a, b) LANTIAN_JOIN2(a, b)

namespace lantian::model {
namespace {

#if defined(__AVX512F__)
typedef double KernelLanes __attribute__((vector_size(64)));
#else
typedef double KernelLanes __attribute__((vector_size(32)));
#endif

}  // namespace
}  // namespace lantian::model
