/// Members of a batch that could not be solved, and why: kept in its restarts, for what goes on from one must
/// not try them again.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <map>
#include <string>

#include "io/diagnostics.hpp"
#include "io/restart.hpp"

namespace lantian::run {

inline constexpr std::size_t key_letters = 12;  // of a scenario's address, where a person reads it

/// By place in the batch; the places of reasons are left out.
io::NamedArray array_of(const std::map<int, io::Diagnostic>& unsolved);
std::map<int, io::Diagnostic> members_of(const io::NamedArray& array);

/// The argument of that name, which must be there.
std::string& argument(io::Diagnostic& reason, const char* name);

}  // namespace lantian::run
