/// What a batch took: beside its result, never part of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace lantian::io {

struct BatchLog {
  double seconds = 0.0;  // wall time
  int threads = 1;
  double lane_hours = 0.0;  // simulated hours of members, the baseline among them
  double peak_megabytes = 0.0;
  int resumed_at = 0;  // hour; 0: from the beginning
  std::string host;
};

/// Throws WriteFailure.
void write_batch_log(const BatchLog& log, const std::filesystem::path& target);

/// Nothing where there is none or it cannot be read.
std::optional<BatchLog> read_batch_log(const std::filesystem::path& file);

}  // namespace lantian::io
