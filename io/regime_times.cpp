#include "io/regime_times.hpp"

#include "io/local_time.hpp"
#include "io/table.hpp"

namespace lantian::io {

std::vector<scenarios::RegimeTime> read_regime_times(const std::string& path, const TextPlace& mentioned,
                                                     const std::vector<std::string>& names,
                                                     const scenarios::CaseTime& time,
                                                     Diagnostics& diagnostics) {
  std::vector<scenarios::RegimeTime> times;
  if (path.empty()) return times;
  const auto table =
      Table::read(path, {{"time", ""}, {"regime", ""}, {"source", "", true}}, diagnostics, mentioned);
  table.require_rows();
  for (const Row row : table) {
    const auto moment = local_time_of(row, "time", time.utc_offset);
    const auto regime = row.reference("regime", names);
    if (!moment || !regime) continue;
    if (!times.empty() && *moment <= times.back().time) row.fault("not_ascending", "time");
    times.push_back({*moment, static_cast<int>(*regime)});
  }
  return times;
}

}  // namespace lantian::io
