/// Mechanism files: OpenAtmos Mechanism Configuration v1, YAML or JSON, into molecule cm-3 s.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "model/chemistry/mechanism.hpp"

namespace lantian::io {

/// Reads the reaction types ARRHENIUS, TROE, PHOTOLYSIS and USER_DEFINED; every other type, and every key
/// that would change a result but is not understood, is a mistake. Keys that begin with `__` are comments,
/// except
/// `__id` (of a reaction), `__nitrogen` and `__sulfur` (atoms of a species). Throws InputErrors with all
/// mistakes; one about the file as a whole stands at `mentioned`, where that is given.
model::chemistry::Mechanism read_mechanism(const std::filesystem::path& file,
                                           const TextPlace& mentioned = {});

/// Names of the mechanisms in the data folder.
std::vector<std::string> shipped_mechanisms();
/// The file of a shipped mechanism; nothing where `name` is none.
std::optional<std::filesystem::path> shipped_mechanism(const std::string& name);

}  // namespace lantian::io
