#include "run/county_air.hpp"

#include <set>
#include <stdexcept>

#include "model/numerics/numerical_failure.hpp"
#include "run/results.hpp"

namespace lantian::run {
namespace {

struct Stopped {};

/// Hands on how far it is; a wish to stop ends it.
class Watched final : public Progress {
 public:
  explicit Watched(Progress& outer) : outer_(outer) {}
  void begin(int hours, int members) override { outer_.begin(hours, members); }
  void hour(int done, int hours) override {
    outer_.hour(done, hours);
    if (outer_.stop_requested()) throw Stopped{};
  }

 private:
  Progress& outer_;
};

constexpr const char* index_pollutants[] = {"PM2p5", "PM10", "O3", "NO2", "SO2", "CO"};

}  // namespace

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

scenarios::AirHours county_air(const Engine& engine, const Simulated& simulated, const std::string& member) {
  auto series = monitor_series(engine, simulated);
  std::erase_if(series, [&](const auto& one) { return one.member != member; });
  return mean_air(series, speaking_for_county(engine.inputs.monitors));
}

scenarios::AirHours index_air(const scenarios::AirHours& air) {
  scenarios::AirHours chosen;
  for (const char* pollutant : index_pollutants)
    if (const auto found = air.find(pollutant); found != air.end()) chosen.insert(*found);
  return chosen;
}

std::optional<Simulated> simulated_beforehand(const Engine& engine, const Request& request,
                                              Progress& progress) {
  Request own;
  own.threads = request.threads;
  Watched watched(progress);
  try {
    return request.double_precision ? simulate<double>(engine, own, {}, {}, watched)
                                    : simulate<float>(engine, own, {}, {}, watched);
  } catch (const Stopped&) {
    return std::nullopt;
  } catch (const model::NumericalFailure& failure) {
    throw std::runtime_error(told(failure, engine, request.double_precision,
                                  request.output.value_or(engine.inputs.file.contents.output.folder)));
  }
}

}  // namespace lantian::run
