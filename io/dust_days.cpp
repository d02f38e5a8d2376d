#include "io/dust_days.hpp"

#include "io/local_time.hpp"
#include "io/table.hpp"

namespace lantian::io {

std::map<std::string, std::set<std::int64_t>> read_dust_days(const std::filesystem::path& file,
                                                             const std::vector<std::string>& places,
                                                             Diagnostics& diagnostics) {
  std::map<std::string, std::set<std::int64_t>> days;
  const auto table =
      Table::read(file, {{"date", ""}, {"place", "", true}, {"source", "", true}}, diagnostics);
  table.require_rows();
  table.require_unique({"date", "place"});
  for (const Row row : table) {
    const auto time = local_time_of(row, "date", 0);
    if (row.is_given("place") && !row.reference("place", places)) continue;
    if (time) days[row.cell("place")].insert(model::floor_div(*time, model::seconds_per_day));
  }
  return days;
}

}  // namespace lantian::io
