#include "scenarios/background/background.hpp"

#include <algorithm>
#include <cmath>

#include "model/quantities/constants.hpp"

namespace lantian::scenarios {
namespace {

constexpr double surface_height =
    20.0;  // m: the values at the ground hold up to here (the lowest layer's top)

/// Linear in `x` over ascending points, held beyond.
double interpolated(const std::vector<double>& x, const std::vector<double>& y, double at) {
  if (at <= x.front()) return y.front();
  if (at >= x.back()) return y.back();
  const auto above = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), at) - x.begin());
  const double weight = (at - x[above - 1]) / (x[above] - x[above - 1]);
  return y[above - 1] + weight * (y[above] - y[above - 1]);
}

/// Eight values round a circle, linear in between; `turn` in [0, 8).
double round_circle(const std::array<double, 8>& values, double turn) {
  const double whole = std::floor(turn);
  const auto first = static_cast<std::size_t>(static_cast<long>(whole) & 7);
  return values[first] + (turn - whole) * (values[(first + 1) & 7] - values[first]);
}

double value_profile(const BackgroundProfile& profile, double surface, double height) {
  if (height <= surface_height) return surface;
  if (height >= profile.height.front() || profile.height.front() <= surface_height)
    return interpolated(profile.height, profile.value, height);
  const double weight = (height - surface_height) / (profile.height.front() - surface_height);
  return surface + weight * (profile.value.front() - surface);
}

double at_height(const BackgroundProfile* profile, double surface, const BackgroundPoint& point) {
  if (profile == nullptr || profile->height.empty()) return surface;
  if (profile->kind == ProfileKind::share)
    return surface * interpolated(profile->height, profile->value, point.height);
  const double aloft = value_profile(*profile, surface, point.height);
  if (profile->kind == ProfileKind::value || point.height > point.mixing_height) return aloft;
  return aloft + point.daylight * (surface - aloft);
}

const BackgroundProfile* profile_of(const BackgroundRegime& regime, const std::string& species,
                                    const char* otherwise) {
  for (const std::string& name : {species, std::string(otherwise)})
    if (const auto found = regime.profile.find(name); found != regime.profile.end()) return &found->second;
  return nullptr;
}

}  // namespace

std::vector<double> Background::shares(model::UtcSeconds time) const {
  std::vector<double> share(regimes.size(), 0.0);
  if (times.empty()) {
    if (!share.empty()) share[0] = 1.0;
    return share;
  }
  const auto later =
      std::upper_bound(times.begin(), times.end(), time,
                       [](model::UtcSeconds moment, const RegimeTime& row) { return moment < row.time; });
  const RegimeTime& after = later == times.end() ? times.back() : *later;
  const RegimeTime& before = later == times.begin() ? times.front() : *(later - 1);
  const double weight = after.time > before.time ? static_cast<double>(time - before.time) /
                                                       static_cast<double>(after.time - before.time)
                                                 : 0.0;
  share[static_cast<std::size_t>(before.regime)] += 1.0 - weight;
  share[static_cast<std::size_t>(after.regime)] += weight;
  return share;
}

double Background::day_level(model::UtcSeconds time) const {
  if (days.empty()) return 0.0;
  std::vector<double> x, y;
  for (const auto& day : days) x.push_back(static_cast<double>(day.time)), y.push_back(day.pm2p5);
  return interpolated(x, y, static_cast<double>(time));
}

MonitorReading Background::reading(model::UtcSeconds time) const {
  const auto later =
      std::upper_bound(monitor.begin(), monitor.end(), time,
                       [](model::UtcSeconds moment, const MonitorReading& row) { return moment < row.time; });
  if (later == monitor.begin()) return monitor.front();
  if (later == monitor.end()) return monitor.back();
  const MonitorReading &before = *(later - 1), &after = *later;
  const double weight =
      static_cast<double>(time - before.time) / static_cast<double>(after.time - before.time);
  const auto mean = [&](double a, double b) { return a + weight * (b - a); };
  MonitorReading now{time, mean(before.pm2p5, after.pm2p5), mean(before.coarse, after.coarse), {}};
  for (const auto& [species, value] : before.gases) now.gases[species] = mean(value, after.gases.at(species));
  return now;
}

BackgroundTotals Background::at(const BackgroundPoint& point) const {
  BackgroundTotals totals;
  const auto local = point.time + clock.offset - clock.local_day(point.time) * model::seconds_per_day;
  const double hour_turn = static_cast<double>(local) / (3.0 * model::seconds_per_hour);
  const double eighth = model::constants::pi / 4.0;
  const double direction =
      std::fmod(std::fmod(point.wind_from_direction, 8.0 * eighth) + 8.0 * eighth, 8.0 * eighth);
  const auto share = shares(point.time);
  std::map<std::string, double> parts;  // kg m-3
  const MonitorReading measured = monitor.empty() ? MonitorReading{} : reading(point.time);
  for (std::size_t r = 0; r < regimes.size(); ++r) {
    if (share[r] == 0.0) continue;
    const auto& regime = regimes[r];
    const double level = regime.pm2p5_is_factor ? day_level(point.time) : 1.0;
    const double side = round_circle(regime.wind_side, direction / eighth);
    const double surface =
        (monitor.empty() ? level * round_circle(regime.pm2p5, hour_turn) : measured.pm2p5) * side;
    const double pm2p5 = share[r] * at_height(profile_of(regime, "PM", "PM"), surface, point);
    totals.pm2p5 += pm2p5;
    for (const auto& [component, part] : regime.composition) {
      if (component == "coarse" && monitor_has_coarse) continue;
      (component == "coarse" ? totals.coarse : parts[component]) += pm2p5 * part;
    }
    if (monitor_has_coarse && surface > 0.0) totals.coarse += measured.coarse * side * pm2p5 / surface;
    for (const auto& [species, value] : measured.gases)
      totals.gases[species] += share[r] * at_height(profile_of(regime, species, "other_gas"), value, point);
    for (const auto& [species, hours] : regime.surface)
      totals.gases[species] += share[r] * at_height(profile_of(regime, species, "other_gas"),
                                                    round_circle(hours, hour_turn), point);
    for (const auto& [species, value] : regime.gases)
      totals.gases[species] +=
          share[r] * at_height(profile_of(regime, species, "other_gas"),
                               value.night + point.daylight * (value.day - value.night), point);
  }
  double sum = 0.0;
  for (const auto& part : parts) sum += part.second;
  for (const auto& [component, part] : parts) totals.composition[component] = sum > 0.0 ? part / sum : 0.0;
  return totals;
}

}  // namespace lantian::scenarios
