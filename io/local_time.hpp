/// Local ISO times of a case ("2023-11-22T01:00") and its fixed offset from UTC, as text and as seconds.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/quantities/time.hpp"

namespace lantian::io {

/// "2023-11-22", "2023-11-22T01:00" or with seconds, with `T` or a blank; nothing if it is no such time.
/// 24:00 is the next day's 00:00.
std::optional<model::UtcSeconds> read_local_time(std::string_view text, std::int64_t utc_offset);

/// "2023-11-22T01:00", with seconds where they are not 0.
std::string local_time_text(model::UtcSeconds time, std::int64_t utc_offset);

/// "+08:00" in seconds; whole quarters of an hour from -12 h to +14 h.
std::optional<std::int64_t> read_utc_offset(std::string_view text);
std::string utc_offset_text(std::int64_t offset);

/// The time of `column`, reported as "not_a_time" where it is none.
class Row;
std::optional<model::UtcSeconds> local_time_of(const Row& row, std::string_view column,
                                               std::int64_t utc_offset);

}  // namespace lantian::io
