/// Mechanism files into molecule cm-3 s: OpenAtmos Mechanism Configuration v1 in YAML or JSON, and the
/// language of the Kinetic PreProcessor.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/diagnostics.hpp"
#include "model/chemistry/mechanism.hpp"

namespace lantian::io {

struct MechanismFile {
  model::chemistry::Mechanism mechanism;
  std::vector<TextPlace> places;             // of each reaction
  std::vector<std::filesystem::path> files;  // that were read, the one asked for first
  std::string format;                        // "OpenAtmos v1", "KPP"
};

/// By its ending: .yaml, .yml, .json are OpenAtmos Mechanism Configuration v1, whose reactions must be of the
/// gas phase; .eqn, .kpp, .def are KPP (an .eqn without species takes them from the .spc beside it). Every
/// key, type or expression that would change a result but is not understood is a mistake. Keys that begin
/// with `__` are comments, except `__id` (of a reaction) and `__nitrogen`, `__sulfur`, ... (atoms of a
/// species). Throws InputErrors with all mistakes; one about the file as a whole stands at `mentioned`, where
/// that is given.
MechanismFile read_mechanism_file(const std::filesystem::path& file, const TextPlace& mentioned = {});

/// As above, the mechanism alone.
model::chemistry::Mechanism read_mechanism(const std::filesystem::path& file,
                                           const TextPlace& mentioned = {});

/// Names of the mechanisms in the data folder.
std::vector<std::string> shipped_mechanisms();
/// The file of a shipped mechanism; nothing where `name` is none.
std::optional<std::filesystem::path> shipped_mechanism(const std::string& name);

}  // namespace lantian::io
