#include "run/county_air.hpp"

namespace lantian::run {

std::set<std::string> speaking_for_county(const std::vector<scenarios::Monitor>& monitors) {
  using scenarios::MonitorKind;
  for (const auto kind : {MonitorKind::county_control, MonitorKind::township, MonitorKind::national}) {
    std::set<std::string> ids;
    for (const auto& monitor : monitors)
      if (monitor.kind == kind) ids.insert(monitor.id);
    if (!ids.empty()) return ids;
  }
  return {};
}

scenarios::AirHours mean_air(const std::vector<scenarios::MonitorSeries>& series,
                             const std::set<std::string>& monitors) {
  scenarios::AirHours air;
  for (const auto& one : series) {
    if (!monitors.contains(one.monitor)) continue;
    auto& mean = air[one.pollutant];
    mean.start = one.hourly.start;
    mean.values.resize(one.hourly.values.size(), 0.0);
    for (std::size_t h = 0; h < mean.values.size(); ++h)
      mean.values[h] += one.hourly.values[h] / static_cast<double>(monitors.size());
  }
  return air;
}

}  // namespace lantian::run
