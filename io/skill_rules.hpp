/// Goals and criteria for models, and what measurements are uncertain by: data/standards/skill.toml.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

#include "io/diagnostics.hpp"
#include "scenarios/skill/criteria.hpp"

namespace lantian::io {

scenarios::SkillRules read_skill_rules(const std::filesystem::path& file, Diagnostics& diagnostics);

}  // namespace lantian::io
