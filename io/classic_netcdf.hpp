/// How long a classic NetCDF file must be by its own header: the library reads past the end as zeros.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>

namespace lantian::io {

/// Bytes that the header of a classic, 64-bit offset or 64-bit data file promises; nothing where the file is
/// none of these, 0 where its header itself is broken or cut.
std::optional<std::uintmax_t> promised_bytes(const std::filesystem::path& file);

}  // namespace lantian::io
