/// Health functions that the product ships as data.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

#include "io/diagnostics.hpp"
#include "scenarios/evaluate/health.hpp"

namespace lantian::io {

/// data/standards/health.toml, or one of the same schema.
scenarios::HealthTable read_health_table(const std::filesystem::path& file, Diagnostics& diagnostics);

}  // namespace lantian::io
