#include "io/sweep/batch_log.hpp"

#include <nlohmann/json.hpp>

#include "io/atomic_file.hpp"
#include "io/regular_file.hpp"

namespace lantian::io {

void write_batch_log(const BatchLog& log, const std::filesystem::path& target) {
  const nlohmann::json json{{"seconds", log.seconds},       {"threads", log.threads},
                            {"lane_hours", log.lane_hours}, {"peak_megabytes", log.peak_megabytes},
                            {"resumed_at", log.resumed_at}, {"host", log.host}};
  write_atomically(target, json.dump() + "\n");
}

std::optional<BatchLog> read_batch_log(const std::filesystem::path& file) {
  Diagnostics unread;
  const auto text = read_text_file(file, unread);
  if (!text) return std::nullopt;
  try {
    const auto json = nlohmann::json::parse(*text);
    return BatchLog{json.at("seconds"),        json.at("threads"),    json.at("lane_hours"),
                    json.at("peak_megabytes"), json.at("resumed_at"), json.at("host")};
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

}  // namespace lantian::io
